"""Caveats and words of the host that stand between empty posts and people who could fill them.

Such a row binds in a week if it is in force in that week, and forbids people the site, the activity, its kind or its
command, who would be within reach of an empty post of it but for this row and others like it: they have the skill;
their contingent's state counts; they are inside its dates, after its notice, with votes and consents met that it waits
for (those in place need neither); the contingent may serve at that site and under the command that holds the activity
in that week; and some of their group fill no post. Whether they would then be brought is not asked: ceilings, tours
or another row may be in the way as well.

Of the consents, a refusal binds so, and a pending consent that does not count as granted is a refusal. Where nothing
is allowed without leave, a grant binds in the weeks of the mission before its own first day, if no other row grants
the same people the same activity in that week: it comes late.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from contingent.core.calendar import DAYS
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.tables import Caveat, Consent, Contingent
from contingent.domain.vocabulary import ConditionKind, ConsentDefault, ConsentStatus, PledgeState
from contingent.report.bound import BindingRow, InWeeks, Kind, everybody, everywhere, weeks_of, when
from contingent.report.coverage import Line, Posts
from contingent.report.facts import names_of
from contingent.report.theatre import Weekly
from contingent.verify.names import Names, names_in

Key = TypeVar("Key")


def refused_rows(mission: Mission, plan: Plan, posts: Mapping[Line, Posts]) -> Iterator[BindingRow]:
    """Yield the caveats that bind, then the consents, in the order of the mission."""
    reach = _Reach(mission, plan, posts)
    for row_id, caveat in zip(names_of(mission, "caveats"), mission.caveats, strict=True):
        words = f"{caveat.who} refuses {caveat.not_}{when(caveat.from_, caveat.until)}."
        yield from _bound(reach, Kind.CAVEAT, "caveats", row_id, caveat.who, words, _barred_by_caveat(reach, caveat))
    for row_id, consent in zip(names_of(mission, "consents"), mission.consents, strict=True):
        barred = _barred_by_consent(reach, consent)
        yield from _bound(reach, Kind.CONSENT, "consents", row_id, consent.who, _words(consent), barred)


def _bound(
    reach: "_Reach", kind: Kind, table: str, row_id: str, owner: str, words: str, barred: Mapping[Line, InWeeks]
) -> Iterator[BindingRow]:
    """Yield the row if it bars anybody from posts that stay empty."""
    mission = reach.mission
    empty = np.zeros(mission.weeks, dtype=np.int64)
    for line, weeks in barred.items():
        empty += reach.empty[line] * weeks
    binds = np.flatnonzero(empty).tolist()
    if binds:
        first = mission.calendar.monday(binds[0])
        yield BindingRow(kind, table, row_id, owner, words, None, int(empty.max()), len(binds), first)


@dataclass(frozen=True)
class _Reach:
    """Who could fill the posts that stay empty, if it were not forbidden."""

    mission: Mission
    plan: Plan
    posts: Mapping[Line, Posts]

    @cached_property
    def names(self) -> Names:
        return names_in(self.mission)

    @cached_property
    def always(self) -> InWeeks:
        return weeks_of(self.mission, None, None)

    @cached_property
    def empty(self) -> dict[Line, Weekly]:
        """Posts that stay empty, of the lines that have any. [post]"""
        missing = {line: of_line.missing for line, of_line in self.posts.items()}
        return {line: empty for line, empty in missing.items() if empty.any()}

    @cached_property
    def site_of(self) -> dict[str, str]:
        return {a.id: a.site for a in self.mission.activities}

    @cached_property
    def held(self) -> dict[str, dict[str, InWeeks]]:
        """By activity and command, the weeks in which it holds it."""
        handed = {h.activity: h for h in sorted(self.plan.handovers, key=lambda h: h.week)[::-1]}
        held: dict[str, dict[str, InWeeks]] = {}
        for activity in self.mission.activities:
            held[activity.id] = {activity.command: self.always}
            if activity.id in handed:
                handover = handed[activity.id]
                after = weeks_of(self.mission, handover.week, None)
                held[activity.id] = {activity.command: ~after}
                _add(held[activity.id], handover.to, after)
        return held

    @cached_property
    def spare(self) -> dict[str, dict[str, InWeeks]]:
        """By contingent and skill, the weeks in which some who have it could be in theatre and fill no post."""
        busy = defaultdict[tuple[str, frozenset[str]], Weekly](lambda: np.zeros(self.mission.weeks, dtype=np.int64))
        for fill in self.plan.fills:
            weeks = self.mission.calendar.span(fill.from_, fill.until)
            busy[fill.contingent, frozenset(fill.people)][weeks.start : weeks.stop] += fill.heads
        available = _available(self.mission)
        spare: dict[str, dict[str, InWeeks]] = {c.id: {} for c in self.mission.contingents}
        for group in self.mission.people:
            free = available[group.contingent] & (busy[group.contingent, frozenset(group.skills)] < group.count)
            for skill in group.skills:
                _add(spare[group.contingent], skill, free)
        return spare

    @cached_property
    def contingents(self) -> dict[str, Contingent]:
        return {c.id: c for c in self.mission.contingents}

    @cached_property
    def of_line(self) -> dict[Line, list[tuple[str, InWeeks]]]:
        """By line with empty posts, the contingents that could fill them, and the weeks in which they could."""
        lines_of_skill: dict[str, list[Line]] = {}
        for line in self.empty:
            lines_of_skill.setdefault(line.skill, []).append(line)
        found: dict[Line, list[tuple[str, InWeeks]]] = {line: [] for line in self.empty}
        for contingent, skills in self.spare.items():
            for skill in skills:
                for line in lines_of_skill.get(skill, ()):
                    weeks = self._weeks(contingent, line)
                    if weeks.any():
                        found[line].append((contingent, weeks))
        return found

    @cached_property
    def of_who(self) -> dict[str, list[tuple[Line, InWeeks]]]:
        """The same by contingent and by nation."""
        found: defaultdict[str, list[tuple[Line, InWeeks]]] = defaultdict(list)
        for line, within_reach in self.of_line.items():
            for contingent, weeks in within_reach:
                found[contingent].append((line, weeks))
                found[self.contingents[contingent].nation].append((line, weeks))
        return found

    def _weeks(self, contingent: str, line: Line) -> InWeeks:
        of, site = self.contingents[contingent], self.site_of[line.activity]
        if of.sites and site not in of.sites:
            return ~self.always
        under = ~self.always
        for command, weeks in self.held[line.activity].items():
            if command in of.commands:
                under |= weeks
        return under & (self.empty[line] > 0) & self.spare[contingent][line.skill]


def _available(mission: Mission) -> dict[str, InWeeks]:
    """Return for each contingent the weeks in which its people could be in theatre."""
    expected: dict[str, list[InWeeks]] = {c.id: [] for c in mission.contingents}
    for condition in mission.conditions:
        if condition.kind is not ConditionKind.PRESENT_WITH:
            never = np.zeros(mission.weeks, dtype=np.bool_)
            met = never if condition.expected is None else weeks_of(mission, condition.expected, None)
            expected[condition.contingent].append(met)
    available: dict[str, InWeeks] = {}
    for contingent in mission.contingents:
        weeks = weeks_of(mission, contingent.from_, contingent.until)
        if not contingent.state.counts_from(mission.planning.counts_from):
            weeks[:] = False
        if contingent.state is not PledgeState.IN_PLACE:
            weeks[: -(-contingent.notice_days // DAYS)] = False
            for met in expected[contingent.id]:
                weeks &= met
        available[contingent.id] = weeks
    return available


def _barred_by_caveat(reach: _Reach, row: Caveat) -> dict[Line, InWeeks]:
    """Return the lines that a caveat bars people from, with the weeks in which it does."""
    in_force = weeks_of(reach.mission, row.from_, row.until)
    barred: dict[Line, InWeeks] = {}
    for line, weeks in reach.of_who.get(row.who, ()):
        forbidden = _forbidden(reach, row.not_, line)
        if forbidden is not None:
            _add(barred, line, weeks & forbidden & in_force)
    return barred


def _forbidden(reach: _Reach, refusal: str, line: Line) -> InWeeks | None:
    """Return the weeks in which a refusal, if in force, concerns an activity; None: never."""
    kind, _, thing = refusal.partition(":")
    if kind == "command":
        return reach.held[line.activity].get(thing)
    known_as = {reach.site_of[line.activity]} if kind == "site" else reach.names.of_activity[line.activity]
    return reach.always if thing in known_as else None


def _barred_by_consent(reach: _Reach, row: Consent) -> dict[Line, InWeeks]:
    """Return the lines that a word of the host bars people from, with the weeks in which it does."""
    mission = reach.mission
    refuses = not _grants(mission, row)
    if not refuses and mission.planning.consent_default is ConsentDefault.GRANTED:
        return {}
    in_force = weeks_of(mission, row.from_, row.until) if refuses else ~weeks_of(mission, row.from_, None)
    others = [] if refuses else [r for r in mission.consents if r is not row and _grants(mission, r)]
    barred: dict[Line, InWeeks] = {}
    for line, within_reach in reach.of_line.items():
        if _speaks_of(reach, row, line):
            for contingent, weeks in within_reach:
                bars = weeks & in_force & _concerned(reach, row, contingent, line)
                for other in others if bars.any() else ():
                    if _speaks_of(reach, other, line):
                        granted = weeks_of(mission, other.from_, other.until)
                        bars &= ~(granted & _concerned(reach, other, contingent, line))
                _add(barred, line, bars)
    return barred


def _speaks_of(reach: _Reach, row: Consent, line: Line) -> bool:
    """Tell whether a row speaks of an activity."""
    places = reach.names.of_site[reach.site_of[line.activity]]
    return row.host in places and row.where in places and row.what in reach.names.of_activity[line.activity]


def _concerned(reach: _Reach, row: Consent, contingent: str, line: Line) -> InWeeks:
    """Return the weeks in which a row, if in force, concerns people of a contingent in an activity.

    A row that names a command concerns everybody there while that command holds the activity.
    """
    if row.who in reach.names.of_contingent[contingent]:
        return reach.always
    return reach.held[line.activity].get(row.who, ~reach.always)


def _grants(mission: Mission, row: Consent) -> bool:
    if row.status is ConsentStatus.PENDING:
        return mission.planning.count_pending_consent
    return row.status is ConsentStatus.GRANTED


def _add(weeks_of_key: dict[Key, InWeeks], key: Key, weeks: InWeeks) -> None:
    known = weeks_of_key.get(key)
    weeks_of_key[key] = weeks if known is None else known | weeks


def _words(row: Consent) -> str:
    thing = "" if row.what == "*" else f" for {row.what}"
    said = {
        ConsentStatus.GRANTED: "grants",
        ConsentStatus.PENDING: "has yet to grant",
        ConsentStatus.REFUSED: "refuses",
    }[row.status]
    return f"{row.host} {said} {everybody(row.who)} leave{everywhere(row.where)}{thing}{when(row.from_, row.until)}."
