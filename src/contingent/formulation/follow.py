"""A plan back to columns: who comes, moves, changes command and leaves, and when activities are handed over.

The plan may be one of another version of the mission. What this program has no columns for is left out: those people
stay at home, those activities are not handed over. Whether the rest satisfies any row is not asked here.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from contingent.domain.plan import Plan
from contingent.formulation.build import Formulation
from contingent.formulation.indivisible import Unit
from contingent.formulation.itineraries import Place
from contingent.formulation.program import ZERO, Ints
from contingent.instance.instance import Instance

Crossed = tuple[tuple[int, ...], int]
"""The weeks of a tour's crossings, and how many units share them; a departure after the mission's end is none."""


def follow(made: Formulation, plan: Plan) -> Ints:
    """Return the value of every column as the decisions of a plan have it; columns that are no decision are 0.

    Returns
    -------
    Ints
        Shape (n,). Columns of ``crossings`` and ``handovers`` mean something, the others do not.
    """
    values = np.zeros(len(made.program.lower), dtype=np.int64)
    tours = known_tours(made.instance, made.journeys.units, plan)
    for itinerary in made.journeys.all:
        stages = [made.journeys.stages[j] for j in itinerary.stages]
        places = tuple((s.site, s.command) for s in stages)
        _count(made.journeys.columns_of(itinerary), tours[itinerary.unit, places, itinerary.in_place], values)
    activities = {task.id: a for a, task in enumerate(made.instance.tasks)}
    for row in plan.handovers:
        if row.activity in activities:
            over = made.handovers.over[activities[row.activity], max(0, week_of(made.instance, row.week)) :]
            values[over[over != ZERO]] = 1
    return values


def _count(columns: Ints, tours: list[Crossed], values: Ints) -> None:
    """Add up the crossings of the tours that follow an itinerary, if they can be made in those weeks."""
    n = columns.shape[1]
    counts = np.zeros(columns.shape, dtype=np.int64)
    for weeks, units in tours:
        if all(_can_cross(row, week, n) for row, week in zip(columns, weeks, strict=True)):
            for row, week in zip(counts, weeks, strict=True):
                row[max(week, 0) :] += units
    known = columns != ZERO
    # A column stands for the week in which the crossing is made and all until the next one: it holds the same number.
    values[columns[known]] = counts[known]


def _can_cross(columns: Ints, week: int, n: int) -> bool:
    if week >= n:
        return True
    if week <= 0:
        return bool(columns[0] != ZERO)
    return bool(columns[week] not in (ZERO, columns[week - 1]))


def known_tours(
    inst: Instance, units: Sequence[Unit], plan: Plan
) -> dict[tuple[int, tuple[Place, ...], bool], list[Crossed]]:
    """Sort tours by unit, places, and whether they begin in place; those of unknown people are left out."""
    groups = {(inst.forces[g.contingent].id, g.cell): n for n, g in enumerate(inst.groups)}
    # Of a unit that moves as one, the tours of its first group stand for all.
    leading = {min(unit.heads): u for u, unit in enumerate(units)}
    found = defaultdict(list)
    for row, (places, weeks) in zip(plan.tours, _routes(inst, plan), strict=True):
        unit = leading.get(groups.get((row.contingent, row.people), ZERO))
        if unit is not None:
            heads = units[unit].heads
            found[unit, places, weeks[0] < 0].append((weeks, row.heads // heads[min(heads)]))
    return found


def _routes(inst: Instance, plan: Plan) -> Iterator[tuple[tuple[Place, ...], tuple[int, ...]]]:
    """Yield the places of each tour, ``ZERO`` where the program does not know them, and the weeks of its crossings."""
    sites = defaultdict(lambda: ZERO, {s: i for i, s in enumerate(inst.sites)})
    commands = defaultdict(lambda: ZERO, {m: i for i, m in enumerate(inst.commands)})
    steps: dict[str | None, dict[date, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for move in plan.moves:
        steps[move.tour][move.week]["site"] = sites[move.to_site]
    for rehat in plan.rehats:
        steps[rehat.tour][rehat.week]["command"] = commands[rehat.to]
    for tour in plan.tours:
        place = (sites[tour.site], commands[tour.command])
        places, weeks = [place], [week_of(inst, tour.arrive)]
        for day, step in sorted(steps[tour.tour].items()):
            place = (step.get("site", place[0]), step.get("command", place[1]))
            places.append(place)
            weeks.append(week_of(inst, day))
        weeks.append(inst.weeks if tour.depart is None else week_of(inst, tour.depart))
        yield tuple(places), tuple(weeks)


def week_of(inst: Instance, day: date) -> int:
    """Return the week of a day: below 0 before the mission, its length or more after its end."""
    return (day - inst.mission.start).days // 7
