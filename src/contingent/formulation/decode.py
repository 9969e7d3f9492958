"""A solution of the program back to the tables of a plan."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from contingent.domain.plan import Fill, Handover, Move, Onward, Plan, Rehat, Tour
from contingent.formulation.build import Formulation
from contingent.formulation.itineraries import Itinerary
from contingent.formulation.program import ZERO, Ints
from contingent.formulation.steady import steady_fills
from contingent.instance.instance import Bools

Solution = NDArray[np.int64]
"""The value of every column."""


def decode(made: Formulation, solution: Solution) -> Plan:
    """Read a plan out of a solution. Nothing is decided here that a rule or a goal could notice.

    Parameters
    ----------
    solution
        Whole numbers, one a column, that satisfy every row.
    """
    tours, moves, rehats = _tours(made, solution)
    mission = made.instance.mission
    return Plan(
        mission=mission.id,
        digest=mission.digest,
        tours=tuple(tours),
        moves=tuple(moves),
        rehats=tuple(rehats),
        fills=tuple(_fills(made, solution)),
        handovers=tuple(_handovers(made, solution)),
        onward=tuple(_onward(made, solution)),
    )


def value_of(solution: Solution, column: Ints) -> Ints:
    """Return the value of each column; 0 where the column is ``ZERO``."""
    return np.where(column == ZERO, 0, solution[np.maximum(column, 0)])


def _tours(made: Formulation, solution: Solution) -> tuple[list[Tour], list[Move], list[Rehat]]:
    """First in, first out within each itinerary: the i-th to arrive is the i-th to move and the i-th to leave."""
    tours: list[Tour] = []
    moves: list[Move] = []
    rehats: list[Rehat] = []
    for itinerary in made.journeys.all:
        for weeks, units in _histories(made, itinerary, solution):
            _write_tour(made, itinerary, weeks, units, tours, moves, rehats)
    return tours, moves, rehats


def _histories(made: Formulation, itinerary: Itinerary, solution: Solution) -> Iterator[tuple[list[int], int]]:
    """Yield the weeks of all crossings, and how many units share them. A departure in week T is none."""
    n = made.instance.weeks
    counts = value_of(solution, made.journeys.columns_of(itinerary))
    total = int(counts[0, n - 1])
    marks = sorted({0, total, *(int(c) for c in np.unique(counts) if c < total)})
    for low, high in pairwise(marks):
        weeks = [int(np.argmax(row >= high)) if row[n - 1] >= high else n for row in counts]
        if itinerary.in_place:
            weeks[0] = -1
        yield weeks, high - low


def _write_tour(
    made: Formulation,
    itinerary: Itinerary,
    weeks: list[int],
    units: int,
    tours: list[Tour],
    moves: list[Move],
    rehats: list[Rehat],
) -> None:
    inst = made.instance
    unit = made.journeys.units[itinerary.unit]
    force = inst.forces[unit.force]
    stages = [made.journeys.stages[j] for j in itinerary.stages]
    monday = inst.mission.calendar.monday
    arrive = monday(force.since or -1) if itinerary.in_place else monday(weeks[0])
    for g, heads in unit.heads.items():
        name = f"t{len(tours) + 1:03d}"
        who = {"contingent": force.id, "people": inst.groups[g].cell, "heads": heads * units}
        tours.append(
            Tour(
                tour=name,
                **who,
                site=inst.sites[stages[0].site],
                command=inst.commands[stages[0].command],
                arrive=arrive,
                depart=monday(weeks[-1]) if weeks[-1] < inst.weeks else None,
            )
        )
        for week, here, there in zip(weeks[1:], stages, stages[1:], strict=False):
            if here.site != there.site:
                sites = {"from_site": inst.sites[here.site], "to_site": inst.sites[there.site]}
                moves.append(Move(tour=name, **who, **sites, week=monday(week)))
            if here.command != there.command:
                commands = {"from_": inst.commands[here.command], "to": inst.commands[there.command]}
                rehats.append(Rehat(tour=name, **who, site=inst.sites[there.site], **commands, week=monday(week)))


def _fills(made: Formulation, solution: Solution) -> Iterator[Fill]:
    """Share the fills of pools out to groups, keeping people where they were the week before."""
    inst = made.instance
    for (b, g), series in sorted(steady_fills(made, solution).items()):
        line, group = inst.lines[b], inst.groups[g]
        for first, last, n in layers(series):
            yield Fill(
                activity=inst.tasks[line.activity].id,
                skill=line.skill,
                contingent=inst.forces[group.contingent].id,
                people=group.cell,
                heads=n,
                from_=inst.mission.calendar.monday(first),
                until=inst.mission.calendar.monday(last) if last < inst.weeks else None,
            )


def layers(series: Ints) -> Iterator[tuple[int, int, int]]:
    """Cut a series of heads by week into rows (first week, week after the last, heads); the last to come go first."""
    running: list[tuple[int, int]] = []
    previous = 0
    for week, n in enumerate([*series.tolist(), 0]):
        while n < previous:
            first, heads = running.pop()
            gone = min(heads, previous - n)
            yield first, week, gone
            previous -= gone
            if heads > gone:
                running.append((first, heads - gone))
        if n > previous:
            running.append((week, n - previous))
            previous = n


def _handovers(made: Formulation, solution: Solution) -> Iterator[Handover]:
    inst = made.instance
    for a, task in enumerate(inst.tasks):
        over: Bools = value_of(solution, made.handovers.over[a]) > 0
        if over.any():
            yield Handover(
                activity=task.id,
                from_=inst.commands[task.command],
                to=inst.commands[task.hand_to],
                week=inst.mission.calendar.monday(int(np.argmax(over))),
            )


def _onward(made: Formulation, solution: Solution) -> Iterator[Onward]:
    inst, gone = made.instance, made.gone
    counting = value_of(solution, gone.column)
    series: dict[tuple[int, int], Ints] = defaultdict(lambda: np.zeros(inst.weeks, dtype=np.int64))
    for i in np.flatnonzero(counting):
        series[int(gone.need[i]), int(gone.group[i])][gone.week[i]] += counting[i]
    for (need, g), heads in sorted(series.items()):
        for first, last, n in layers(heads):
            yield Onward(
                elsewhere=inst.needs[need].id,
                contingent=inst.forces[inst.groups[g].contingent].id,
                people=inst.groups[g].cell,
                heads=n,
                from_=inst.mission.calendar.monday(first),
                until=inst.mission.calendar.monday(last) if last < inst.weeks else None,
            )
