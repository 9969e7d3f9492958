"""A solution of the program back to the tables of a plan."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from contingent.domain.plan import Fill, Handover, Move, Onward, Plan, Rehat, Tour
from contingent.formulation.build import Formulation
from contingent.formulation.indivisible import Unit
from contingent.formulation.itineraries import Itinerary, Place
from contingent.formulation.program import ZERO, Ints
from contingent.formulation.steady import steady_fills
from contingent.instance.instance import Instance

Solution = NDArray[np.int64]
"""The value of every column."""


def decode(made: Formulation, solution: Solution) -> Plan:
    """Read a plan out of a solution. Nothing is decided here that a rule or a goal could notice.

    Parameters
    ----------
    solution
        Whole numbers, one a column, that satisfy every row.
    """
    inst, pen = made.instance, Pen(made.instance)
    _tours(made, solution, pen)
    over = [value_of(solution, column) > 0 for column in made.handovers.over]
    return Plan(
        mission=inst.mission.id,
        digest=inst.mission.digest,
        tours=tuple(pen.tours),
        moves=tuple(pen.moves),
        rehats=tuple(pen.rehats),
        fills=tuple(written_fills(inst, steady_fills(made, solution))),
        handovers=tuple(written_handovers(inst, [int(np.argmax(o)) if o.any() else inst.weeks for o in over])),
        onward=tuple(written_onward(inst, _onward(made, solution))),
    )


class Pen:
    """Writes tours as rows of a plan."""

    def __init__(self, inst: Instance) -> None:
        self._inst = inst
        self.tours: list[Tour] = []
        self.moves: list[Move] = []
        self.rehats: list[Rehat] = []

    def write(self, unit: Unit, places: Sequence[Place], weeks: Sequence[int], units: int) -> None:
        """Write a tour of so many units through some places.

        Parameters
        ----------
        weeks
            Of all crossings; the arrival of those in place is below 0, a departure in week T is none.
        """
        inst, force = self._inst, self._inst.forces[unit.force]
        monday = inst.mission.calendar.monday
        arrive = monday(force.since or -1) if weeks[0] < 0 else monday(weeks[0])
        for g, heads in unit.heads.items():
            name = f"t{len(self.tours) + 1:03d}"
            who = {"contingent": force.id, "people": inst.groups[g].cell, "heads": heads * units}
            self.tours.append(
                Tour(
                    tour=name,
                    **who,
                    site=inst.sites[places[0][0]],
                    command=inst.commands[places[0][1]],
                    arrive=arrive,
                    depart=monday(weeks[-1]) if weeks[-1] < inst.weeks else None,
                )
            )
            for week, here, there in zip(weeks[1:], places, places[1:], strict=False):
                if here[0] != there[0]:
                    sites = {"from_site": inst.sites[here[0]], "to_site": inst.sites[there[0]]}
                    self.moves.append(Move(tour=name, **who, **sites, week=monday(week)))
                if here[1] != there[1]:
                    commands = {"from_": inst.commands[here[1]], "to": inst.commands[there[1]]}
                    at = inst.sites[there[0]]
                    self.rehats.append(Rehat(tour=name, **who, site=at, **commands, week=monday(week)))


def value_of(solution: Solution, column: Ints) -> Ints:
    """Return the value of each column; 0 where the column is ``ZERO``."""
    return np.where(column == ZERO, 0, solution[np.maximum(column, 0)])


def _tours(made: Formulation, solution: Solution, pen: Pen) -> None:
    """First in, first out within each itinerary: the i-th to arrive is the i-th to move and the i-th to leave."""
    for itinerary in made.journeys.all:
        stages = [made.journeys.stages[j] for j in itinerary.stages]
        places = [(stage.site, stage.command) for stage in stages]
        for weeks, units in _histories(made, itinerary, solution):
            pen.write(made.journeys.units[itinerary.unit], places, weeks, units)


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


def written_fills(inst: Instance, heads: Mapping[tuple[int, int], Ints]) -> Iterator[Fill]:
    """Write who fills what: people by (line, group) and week."""
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


def written_handovers(inst: Instance, weeks: Sequence[int]) -> Iterator[Handover]:
    """Write when activities change command; T: never."""
    for task, week in zip(inst.tasks, weeks, strict=True):
        if week < inst.weeks:
            yield Handover(
                activity=task.id,
                from_=inst.commands[task.command],
                to=inst.commands[task.hand_to],
                week=inst.mission.calendar.monday(week),
            )


def _onward(made: Formulation, solution: Solution) -> dict[tuple[int, int], Ints]:
    """Return who counts for a need elsewhere: people by (need, group) and week."""
    gone = made.gone
    counting = value_of(solution, gone.column)
    series: dict[tuple[int, int], Ints] = defaultdict(lambda: np.zeros(made.instance.weeks, dtype=np.int64))
    for i in np.flatnonzero(counting):
        series[int(gone.need[i]), int(gone.group[i])][gone.week[i]] += counting[i]
    return series


def written_onward(inst: Instance, series: Mapping[tuple[int, int], Ints]) -> Iterator[Onward]:
    """Write who counts for needs elsewhere: people by (need, group) and week."""
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
