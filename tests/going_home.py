"""A plan of last resort: nobody comes, nobody works, those in place go home, the most pressed first.

If it is lawful, the mission has a plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan, Tour
from contingent.domain.tables import Contingent, Lift, People
from contingent.domain.vocabulary import PledgeState


def going_home(mission: Mission) -> Plan:
    """Return the plan; seats are given to those who must leave first, companies as a whole."""
    waiting = sorted((c for c in mission.contingents if c.state is PledgeState.IN_PLACE), key=_deadline(mission))
    left = {c.id: [g for g in mission.people if g.contingent == c.id] for c in waiting}
    tours: list[Tour] = []
    for week in range(mission.weeks):
        seats = [_Seats(row, row.seats) for row in mission.lift if week in mission.calendar.span(row.from_, row.until)]
        for contingent in waiting:
            for group, heads in _leaving(mission, contingent, left, seats):
                tours.append(_tour(mission, contingent, group, heads, week, len(tours)))
    assert not any(left.values()), "the lift does not suffice to bring everybody home"
    return Plan(mission=mission.id, digest=mission.digest, tours=tuple(tours))


@dataclass
class _Seats:
    row: Lift
    free: int


def _deadline(mission: Mission):
    closes = {s.id: s.closes for s in mission.sites}

    def week_of(one: Contingent) -> int:
        ends = [d for d in (one.until, closes[one.site]) if d is not None]
        return min(mission.calendar.week(one.since) + one.tour_max, *map(mission.calendar.week, ends), mission.weeks)

    return week_of


def _leaving(
    mission: Mission, one: Contingent, left: dict[str, list[People]], seats: list[_Seats]
) -> Iterator[tuple[People, int]]:
    """Yield the groups that go in this week, with their heads, and take their seats."""
    host = next(s.host or mission.host for s in mission.sites if s.id == one.site)
    own = [s for s in seats if s.row.where in ("*", one.site, host)]
    groups = left[one.id]
    if one.indivisible and sum(g.count for g in groups) > min(s.free for s in own):
        return
    left[one.id] = []
    for group in groups:
        heads = min(group.count, *(s.free for s in own))
        for seat in own:
            seat.free -= heads
        if heads:
            yield group, heads
        if heads < group.count:
            left[one.id].append(group.model_copy(update={"count": group.count - heads}))


def _tour(mission: Mission, one: Contingent, group: People, heads: int, week: int, number: int) -> Tour:
    return Tour(
        tour=f"t{number}",
        contingent=one.id,
        people=group.skills,
        heads=heads,
        site=one.site,
        command=one.commands[0],
        arrive=mission.calendar.monday(mission.calendar.week(one.since)),
        depart=mission.calendar.monday(week),
    )
