"""What nations still have to decide: pledges, renewals, conditions, mandates."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from contingent.core.counted import counted
from contingent.domain.mission import Mission
from contingent.domain.tables import Condition, Contingent, Mandate
from contingent.domain.vocabulary import ConditionKind, PledgeState
from contingent.report.bound import InWeeks, weeks_of
from contingent.report.decision import (
    DecisionKind,
    DecisionRow,
    Ground,
    Saying,
    Team,
    Teams,
    counted_back,
    is_in_place,
    masked,
)
from contingent.report.facts import names_of
from contingent.report.pledges import PledgeRow, Review
from contingent.report.theatre import Weekly
from contingent.report.wording import day

_OPEN = frozenset(
    {PledgeState.ASKED, PledgeState.INDICATED, PledgeState.OFFERED, PledgeState.ACCEPTED, PledgeState.VERIFIED}
)
"""States in which the nation has yet to decide."""


def pledge_decisions(ground: Ground) -> Iterator[DecisionRow]:
    """Yield the pledges in use that their nations have not decided about."""
    for row in ground.mission.contingents:
        first = ground.first_arrival(row.id)
        if first is not None and row.state in _OPEN:
            words = f"{row.nation} confirms {row.name}, so far {row.state.value}; {_arrival(row, first)}."
            saying = Saying(DecisionKind.PLEDGE, "contingents", row.id, row.nation, words, row.id)
            by = counted_back(first, row.notice_days)
            yield ground.decision(saying, ground.of_contingent(row.id), by=by)


def renewal_decisions(ground: Ground, pledges: tuple[PledgeRow, ...]) -> Iterator[DecisionRow]:
    """Yield the pledges that must be renewed, with the people who are there after that day."""
    for row in pledges:
        if row.review is Review.NONE or row.review_by is None:
            continue
        teams = masked(ground.of_contingent(row.contingent), weeks_of(ground.mission, row.review_by, None))
        if teams:
            words = f"{row.nation} renews {row.name}: people stay beyond {day(row.review_by)}."
            saying = Saying(DecisionKind.RENEWAL, "contingents", row.contingent, row.nation, words, row.contingent)
            yield ground.decision(saying, teams, by=row.review_by)


def condition_decisions(ground: Ground) -> Iterator[DecisionRow]:
    """Yield the votes and consents without which contingents in use do not come."""
    contingents = {row.id: row for row in ground.mission.contingents}
    for name, row in zip(names_of(ground.mission, "conditions"), ground.mission.conditions, strict=True):
        of = contingents[row.contingent]
        first = ground.first_arrival(of.id)
        if first is None or row.kind is ConditionKind.PRESENT_WITH or is_in_place(of.state):
            continue
        is_vote = row.kind is ConditionKind.VOTE
        owner = of.nation if is_vote or not row.value else row.value
        by = counted_back(first, of.notice_days)
        kind = DecisionKind.VOTE if is_vote else DecisionKind.CONSENT
        decides = f"{row.value or of.nation} votes for" if is_vote else f"{owner} consents to"
        words = f"{decides} {of.name}; {_arrival(of, first)}; {_expected(row)}."
        if row.expected is not None and row.expected > by:
            words += " That is after the day by which notice must begin: it begins before, at the nation's risk."
        saying = Saying(kind, "conditions", name, owner, words, of.id)
        yield ground.decision(saying, ground.of_contingent(of.id), by=by, expected=row.expected)


def _arrival(row: Contingent, first: date) -> str:
    notice = f" after {counted(row.notice_days, 'day')} of notice" if row.notice_days else ""
    return f"the first arrive on {day(first)}{notice}"


def _expected(row: Condition) -> str:
    return "no day is expected" if row.expected is None else f"expected on {day(row.expected)}"


def mandate_decisions(ground: Ground) -> Iterator[DecisionRow]:
    """Yield the mandates that must be given, extended, or raised if there is to be one person more."""
    mission = ground.mission
    for name, row in zip(names_of(mission, "mandates"), mission.mandates, strict=True):
        there = _at(ground, row)
        given = _resting(ground, row, there)
        if given:
            words = (
                f"{row.nation} gives itself the mandate that begins on {day(row.from_ or mission.start)}{_size(row)}."
            )
            saying = Saying(DecisionKind.MANDATE, "mandates", name, row.nation, words)
            yield ground.decision(saying, given)
        full = masked(there, _full(ground, row))
        if full and row.max is not None:
            words = f"{row.nation} raises the mandate{_size(row)}, which is reached, if one person more is to come."
            saying = Saying(DecisionKind.MANDATE_FULL, "mandates", name, row.nation, words)
            yield ground.decision(saying, full)


def _size(row: Mandate) -> str:
    size = "" if row.max is None else f" for at most {row.max:,} people"
    return f"{size} at {', '.join(row.sites)}" if row.sites else size


def _at(ground: Ground, row: Mandate) -> dict[Team, Weekly]:
    """Return the people of the nation at the sites of a mandate, in all weeks."""
    own = {k.id for k in ground.mission.contingents if k.nation == row.nation}
    return {t: h for t, h in ground.teams.items() if t.contingent in own and _names(row, t.site)}


def _names(row: Mandate, site: str) -> bool:
    return not row.sites or site in row.sites


def _resting(ground: Ground, row: Mandate, there: Teams) -> dict[Team, Weekly]:
    """Return those whom a mandate that is yet to begin lets be where none that is in force at the start does."""
    mission = ground.mission
    if _begins(mission, row) <= 0:
        return {}
    inside = weeks_of(mission, row.from_, row.until)
    found: dict[Team, Weekly] = {}
    for team, heads in there.items():
        known = _known(mission, row.nation, team.site)
        found |= masked({team: heads}, inside & ~known)
    return found


def _known(mission: Mission, nation: str, site: str) -> InWeeks:
    """Return the weeks in which a mandate that is in force at the start lets a nation be at a site."""
    covered = np.zeros(mission.weeks, dtype=np.bool_)
    for row in mission.mandates:
        if row.nation == nation and _names(row, site) and _begins(mission, row) <= 0:
            covered |= weeks_of(mission, row.from_, row.until)
    return covered


def _full(ground: Ground, row: Mandate) -> InWeeks:
    """Return the weeks in which as many people are there as a mandate allows."""
    mission = ground.mission
    if row.max is None:
        return np.zeros(mission.weeks, dtype=np.bool_)
    own = {k.id for k in mission.contingents if k.nation == row.nation}
    used = ground.theatre.sum_of(lambda camp: camp.contingent in own and _names(row, camp.site))
    reached: InWeeks = (used >= row.max) & (used > 0)
    return reached & weeks_of(mission, row.from_, row.until)


def _begins(mission: Mission, row: Mandate) -> int:
    return 0 if row.from_ is None else mission.calendar.week(row.from_)
