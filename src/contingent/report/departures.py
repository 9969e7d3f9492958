"""Who leaves when, and what they count for afterwards."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from contingent.domain.cells import Ids
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.report.presence import last_sites, last_week


@dataclass(frozen=True, slots=True)
class NextNeed:
    """Those of a departure who count for a need elsewhere."""

    need: str
    name: str
    heads: int
    """[person]"""
    from_: date
    """First day on which they count, after home readiness."""


@dataclass(frozen=True, slots=True)
class DepartureRow:
    """People of one contingent who leave one site in the same week."""

    week: date
    """First day no longer in theatre."""
    contingent: str
    nation: str
    site: str
    heads: int
    """Without support. [person]"""
    then: tuple[NextNeed, ...]
    """Needs elsewhere that they meet; those who left first are taken first."""


@dataclass(slots=True)
class _Lot:
    """People of one group who left one site in one week, and what was found for them."""

    week: int
    contingent: str
    people: Ids
    site: str
    heads: int
    free_from: list[int] = field(default_factory=list)
    """For each person the first week without a need."""
    then: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Need -> (heads, first week)."""


def departure_rows(mission: Mission, plan: Plan) -> tuple[DepartureRow, ...]:
    """Return departures before the mission's end, by date."""
    lots = _lots(mission, plan)
    _send_onward(mission, plan, lots)
    merged: defaultdict[tuple[int, str, str], list[_Lot]] = defaultdict(list)
    for lot in lots:
        merged[lot.week, lot.contingent, lot.site].append(lot)
    nation_of = {c.id: c.nation for c in mission.contingents}
    return tuple(
        DepartureRow(
            week=mission.calendar.monday(week),
            contingent=contingent,
            nation=nation_of[contingent],
            site=site,
            heads=sum(lot.heads for lot in together),
            then=_needs(mission, together),
        )
        for (week, contingent, site), together in sorted(merged.items(), key=lambda item: item[0])
    )


def _lots(mission: Mission, plan: Plan) -> list[_Lot]:
    """Return those who leave, in the order in which they do."""
    ends = last_sites(plan)
    heads: defaultdict[tuple[int, str, Ids, str], int] = defaultdict(int)
    for tour in plan.tours:
        week = last_week(mission, tour)
        if week < mission.weeks:
            heads[week, tour.contingent, tour.people, ends.get(tour.tour or "", tour.site)] += tour.heads
    return [
        _Lot(week, contingent, people, site, count, [week] * count)
        for (week, contingent, people, site), count in sorted(heads.items())
    ]


def _send_onward(mission: Mission, plan: Plan, lots: Iterable[_Lot]) -> None:
    """Give each row of `onward` the people who left first and are free, after the reset that the need asks."""
    calendar = mission.calendar
    reset = {need.id: need.reset_weeks for need in mission.elsewhere}
    of_group: defaultdict[tuple[str, frozenset[str]], list[_Lot]] = defaultdict(list)
    for lot in lots:
        of_group[lot.contingent, frozenset(lot.people)].append(lot)
    for row in sorted(plan.onward, key=lambda row: row.from_):
        weeks = calendar.span(row.from_, row.until)
        wanted = row.heads
        for lot in of_group[row.contingent, frozenset(row.people)]:
            if lot.week > weeks.start - reset[row.elsewhere]:
                continue
            free = [i for i, week in enumerate(lot.free_from) if week <= weeks.start][:wanted]
            for i in free:
                lot.free_from[i] = weeks.stop
            if free:
                known, first = lot.then.get(row.elsewhere, (0, weeks.start))
                lot.then[row.elsewhere] = (max(known, len(free)), first)
            wanted -= len(free)


def _needs(mission: Mission, lots: Iterable[_Lot]) -> tuple[NextNeed, ...]:
    names = {need.id: need.name for need in mission.elsewhere}
    heads: defaultdict[str, int] = defaultdict(int)
    first: dict[str, int] = {}
    for lot in lots:
        for need, (count, week) in lot.then.items():
            heads[need] += count
            first[need] = min(week, first.get(need, week))
    return tuple(NextNeed(need, names[need], heads[need], mission.calendar.monday(first[need])) for need in heads)
