"""The pledges: how far each has come, what the plan makes of it, and which must be looked at again."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import numpy as np

from contingent.domain.mission import Mission
from contingent.domain.tables import Contingent
from contingent.domain.vocabulary import DEAD_STATES, PledgeState
from contingent.report.theatre import Theatre, Weekly


class Review(StrEnum):
    """Whether a pledge must be looked at again."""

    STALE = "stale"
    """It was to be renewed on or before the mission's first day."""
    DUE = "due"
    """It is to be renewed before the last week in which its people are in theatre in this plan."""
    NONE = "none"
    """Neither, or there is no date, or it was withdrawn, refused or has expired."""


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """One contingent, whether pledged or in place."""

    contingent: str
    name: str
    nation: str
    state: PledgeState
    people: int
    """One set, without support. [person]"""
    from_: date | None
    """First day in theatre that the nation allows; None: any."""
    until: date | None
    """First day on which it allows nobody any more; None: any."""
    review_by: date | None
    chance: Decimal | None
    """Probability that the pledge comes true. [1]"""
    used_from: date | None
    """Monday of the first week of the mission in which its people are in theatre; None: never in this plan."""
    person_weeks: int
    """In theatre over the mission, at all sites, with the support element. [person-week]"""
    review: Review


def pledge_rows(mission: Mission, theatre: Theatre) -> tuple[PledgeRow, ...]:
    """Return every contingent, in the order of the mission."""
    people = {c.id: 0 for c in mission.contingents}
    for group in mission.people:
        people[group.contingent] += group.count
    present = {c.id: theatre.nobody() for c in mission.contingents}
    for camp, there in theatre.strength.items():
        present[camp.contingent] += there
    return tuple(_row(mission, c, people[c.id], present[c.id]) for c in mission.contingents)


def _row(mission: Mission, contingent: Contingent, people: int, present: Weekly) -> PledgeRow:
    weeks = np.flatnonzero(present).tolist()
    return PledgeRow(
        contingent=contingent.id,
        name=contingent.name,
        nation=contingent.nation,
        state=contingent.state,
        people=people,
        from_=contingent.from_,
        until=contingent.until,
        review_by=contingent.review_by,
        chance=contingent.chance,
        used_from=mission.calendar.monday(weeks[0]) if weeks else None,
        person_weeks=int(present.sum()),
        review=_review(mission, contingent, mission.calendar.monday(weeks[-1]) if weeks else None),
    )


def _review(mission: Mission, contingent: Contingent, last: date | None) -> Review:
    """Say whether a pledge must be renewed; ``last`` is the Monday of the last week of its people in theatre."""
    if contingent.review_by is None or contingent.state in DEAD_STATES:
        return Review.NONE
    if contingent.review_by <= mission.start:
        return Review.STALE
    return Review.DUE if last is not None and contingent.review_by < last else Review.NONE
