"""Who holds what: the contingents that cover each activity over time, and their overlap before they do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.tables import Activity
from contingent.report.presence import Stretch
from contingent.report.theatre import Weekly, runs


class Part(StrEnum):
    """What people do in an activity."""

    COVERS = "covers"
    """They fill posts."""
    OVERLAP = "overlap"
    """They look on at its site, before they fill posts."""


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """People of one contingent in one activity, over weeks in which their number and the command stay."""

    activity: str
    contingent: str
    nation: str
    command: str
    """That holds the activity; of those who look on, the command that they serve under."""
    from_: date
    until: date
    """First day of the week after the last."""
    heads: int
    """Posts filled, of all skills; of those who look on, at most as many as then begin to fill posts. [person]"""
    part: Part


Group = tuple[str, frozenset[str]]
"""A contingent and the skills of one of its groups."""


class _Overlap(NamedTuple):
    """People who look on for an activity."""

    command: str
    weeks: range
    heads: int


class _Work:
    """The posts that people fill, week by week."""

    def __init__(self, mission: Mission, plan: Plan) -> None:
        def nobody() -> Weekly:
            return np.zeros(mission.weeks, dtype=np.int64)

        self.of_contingent = defaultdict[tuple[str, str], Weekly](nobody)
        """By activity and contingent. [post]"""
        self.of_group = defaultdict[tuple[str, Group], Weekly](nobody)
        """By activity and group. [post]"""
        self.busy = defaultdict[Group, Weekly](nobody)
        """By group, in all activities. [post]"""
        for fill in plan.fills:
            weeks = mission.calendar.span(fill.from_, fill.until)
            group = (fill.contingent, frozenset(fill.people))
            for filled in (
                self.of_contingent[fill.activity, fill.contingent],
                self.of_group[fill.activity, group],
                self.busy[group],
            ):
                filled[weeks.start : weeks.stop] += fill.heads


def holding_rows(mission: Mission, plan: Plan, parts: Iterable[Stretch]) -> tuple[HoldingRow, ...]:
    """Return activities in the order of the mission, then by date and contingent.

    People look on for an activity in the weeks of the overlap of a stay at its site, if their group then begins to
    fill posts of it within that stay, and fills none anywhere between. A contingent begins anew after each week in
    which it fills no post of the activity; an overlap does not show in weeks in which the contingent itself covers.
    """
    calendar = mission.calendar
    nation_of = {c.id: c.nation for c in mission.contingents}
    activities = {a.id: a for a in mission.activities}
    order = {activity: rank for rank, activity in enumerate(activities)}
    handed = {h.activity: (calendar.week(h.week), h.to) for h in sorted(plan.handovers, key=lambda h: h.week)[::-1]}
    work = _Work(mission, plan)
    newcomers = _newcomers(parts)
    rows = []
    for (activity, contingent), filled in work.of_contingent.items():
        of = activities[activity]
        found = [
            *((*run, Part.COVERS) for run in _covered(of, filled, handed.get(activity))),
            *((*run, Part.OVERLAP) for run in _looked_on(of, filled, newcomers[contingent, of.site], work)),
        ]
        rows += [
            HoldingRow(
                activity, contingent, nation_of[contingent], command, calendar.monday(a), calendar.monday(b), n, part
            )
            for command, a, b, n, part in found
        ]
    return tuple(sorted(rows, key=lambda r: (order[r.activity], r.from_, r.contingent, r.command, r.part)))


def _newcomers(parts: Iterable[Stretch]) -> defaultdict[tuple[str, str], list[Stretch]]:
    """Return the stretches that begin with an overlap, by contingent and site."""
    found: defaultdict[tuple[str, str], list[Stretch]] = defaultdict(list)
    for part in parts:
        if part.serves_from > part.weeks.start:
            found[part.contingent, part.site].append(part)
    return found


def _covered(activity: Activity, filled: Weekly, handed: tuple[int, str] | None) -> Iterator[tuple[str, int, int, int]]:
    """Yield command, first week, week after the last, and heads."""
    week, to = handed or (len(filled), activity.command)
    week = max(0, week)
    for begin, end, heads in runs(filled[:week]):
        yield activity.command, begin, end, heads
    for begin, end, heads in runs(filled[week:], week):
        yield to, begin, end, heads


def _looked_on(
    activity: Activity, filled: Weekly, newcomers: list[Stretch], work: _Work
) -> Iterator[tuple[str, int, int, int]]:
    """Yield command, first week, week after the last, and heads."""
    if not newcomers:
        return
    idle_since = 0
    for begin, end, _ in runs(filled > 0):
        watching: dict[str, Weekly] = {}
        for command, weeks, heads in _overlaps(activity.id, newcomers, work, idle_since, begin):
            watched = watching.setdefault(command, np.zeros_like(filled))
            watched[weeks.start : weeks.stop] += heads
        for command, watched in watching.items():
            yield from ((command, *run) for run in runs(np.minimum(watched, filled[begin])))
        idle_since = end


def _overlaps(activity: str, newcomers: list[Stretch], work: _Work, idle_since: int, begin: int) -> Iterator[_Overlap]:
    """Yield those who look on from week ``idle_since`` on, before they fill posts in week ``begin``."""
    for part in newcomers:
        group = (part.contingent, frozenset(part.people))
        first, last = max(part.weeks.start, idle_since), min(part.serves_from, part.weeks.stop)
        begins = (activity, group) in work.of_group and work.of_group[activity, group][begin]
        waits = part.serves_from <= begin < part.stays_until and not work.busy[group][part.serves_from : begin].any()
        if first < last and begins and waits:
            yield _Overlap(part.command, range(first, last), part.heads)
