"""The releasing nations: who of them is still in theatre, who has left, and what those who left go to."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.report.presence import last_week
from contingent.report.strength import people_of_nation
from contingent.report.theatre import Theatre, Weekly, runs


@dataclass(frozen=True, slots=True)
class ReleasingRow:
    """One nation of `planning.release` in one week."""

    week: date
    """Monday."""
    nation: str
    in_theatre: int
    """At all sites, with the support element. [person]"""
    left: int
    """All who have left by then, as departures count them: without support, and again if they came again. [person]"""


@dataclass(frozen=True, slots=True)
class OnwardRow:
    """People of one contingent who count for a need elsewhere, over weeks in which their number stays."""

    elsewhere: str
    name: str
    """Name of the need."""
    contingent: str
    nation: str
    heads: int
    """[person]"""
    from_: date
    until: date
    """First day of the week after the last."""


def releasing_rows(mission: Mission, plan: Plan, theatre: Theatre) -> tuple[ReleasingRow, ...]:
    """Return every week of every releasing nation, by week, then in the order of `planning.release`."""
    nation_of = {c.id: c.nation for c in mission.contingents}
    present = people_of_nation(mission, theatre)
    left = defaultdict[str, Weekly](theatre.nobody)
    for tour in plan.tours:
        left[nation_of[tour.contingent]][last_week(mission, tour) :] += tour.heads
    nations = [*dict.fromkeys(mission.planning.release)]
    columns = [(n, present.get(n, theatre.nobody()).tolist(), left[n].tolist()) for n in nations]
    return tuple(
        ReleasingRow(mission.calendar.monday(week), nation, there[week], gone[week])
        for week in range(mission.weeks)
        for nation, there, gone in columns
    )


def onward_rows(mission: Mission, plan: Plan, theatre: Theatre) -> tuple[OnwardRow, ...]:
    """Return who goes where, needs in the order of the mission, then by date and contingent; nations of all kinds."""
    calendar = mission.calendar
    heads = defaultdict[tuple[str, str], Weekly](theatre.nobody)
    for row in plan.onward:
        weeks = calendar.span(row.from_, row.until)
        heads[row.elsewhere, row.contingent][weeks.start : weeks.stop] += row.heads
    nation_of = {c.id: c.nation for c in mission.contingents}
    names = {need.id: need.name for need in mission.elsewhere}
    order = {need: rank for rank, need in enumerate(names)}
    rows = [
        OnwardRow(need, names[need], contingent, nation_of[contingent], count, calendar.monday(a), calendar.monday(b))
        for (need, contingent), counting in heads.items()
        for a, b, count in runs(counting)
    ]
    return tuple(sorted(rows, key=lambda row: (order[row.elsewhere], row.from_, row.contingent)))
