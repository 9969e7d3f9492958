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
from contingent.formulation.supply import Pool
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
    stages = [made.journeys.stages[j] for j in itinerary.stages]
    crossings = [stages[0].enter, *(s.leave for s in stages)]
    n = made.instance.weeks
    counts = value_of(solution, made.journeys.crossing[crossings])
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
    """Share each pool's fills out to its groups, keeping people where they were the week before."""
    inst = made.instance
    heads: dict[tuple[int, int], Ints] = defaultdict(lambda: np.zeros(inst.weeks, dtype=np.int64))
    serving_from = made.journeys.serving_from(inst)
    filled = value_of(solution, made.supply.column)
    for p, pool in enumerate(made.supply.pools):
        own = np.flatnonzero((made.supply.pool == p) & (filled > 0))
        demand: dict[int, dict[int, int]] = defaultdict(dict)
        for f in own:
            demand[int(made.supply.week[f])][int(made.supply.line[f])] = int(filled[f])
        strength = _strength(made, pool, serving_from, solution)
        for week, key, n in _share_out(demand, [m.group for m in pool.members], strength):
            heads[key][week] += n
    for (b, g), series in sorted(heads.items()):
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


def _strength(made: Formulation, pool: Pool, serving_from: Ints, solution: Solution) -> Ints:
    """Return how many of each member can be shared out in each week. Shape (members, T)."""
    rows = []
    for member in pool.members:
        if member.capped is not None:
            rows.append(value_of(solution, member.capped))
            continue
        leave = made.journeys.crossing[[made.journeys.stages[j].leave for j in member.stages]]
        there = value_of(solution, serving_from[member.stages]) - value_of(solution, leave)
        rows.append((there * member.heads[:, None]).sum(axis=0))
    return np.array(rows, dtype=np.int64)


def _share_out(
    demand: dict[int, dict[int, int]], groups: list[int], strength: Ints
) -> Iterator[tuple[int, tuple[int, int], int]]:
    """Yield (week, (line, group), heads). Any sharing out is lawful; this one changes little from week to week."""
    before: dict[tuple[int, int], int] = {}
    for week in sorted(demand):
        left = dict(zip(range(len(groups)), (int(x) for x in strength[:, week]), strict=True))
        want = dict(demand[week])
        now: dict[tuple[int, int], int] = defaultdict(int)
        for (b, i), n in before.items():
            kept = min(n, want.get(b, 0), left[i])
            now[b, i] += kept
            want[b] = want.get(b, 0) - kept
            left[i] -= kept
        for b, wanted in want.items():
            missing = wanted
            for i in sorted(left, key=lambda i: -left[i]):
                taken = min(missing, left[i])
                now[b, i] += taken
                left[i] -= taken
                missing -= taken
        before = {key: n for key, n in now.items() if n}
        for (b, i), n in before.items():
            yield week, (b, groups[i]), n


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
