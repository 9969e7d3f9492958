"""A plan back to rows of tours: where a search may begin."""

from collections.abc import Iterator

import numpy as np

from contingent.domain.plan import Plan
from contingent.formulation.follow import known_tours, week_of
from contingent.tours.problem import Counts, Problem
from contingent.tours.state import CELLS

_Row = tuple[int, Counts]
"""A unit, and a row of its tours: see ``StateArrays.tours``."""


def known_rows(p: Problem, plan: Plan, order: Counts) -> Iterator[_Row]:
    """Yield the tours of a plan that the problem has ways for: those in place first, then by the units' order."""
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    commands = len(p.instance.commands)
    way_of = {}
    for u in range(len(p.units.force)):
        for i in range(p.units.ways[u], p.units.ways[u + 1]):
            places = tuple(divmod(int(p.spots.place[n]), commands) for n in p.ways.spot[i, : p.ways.stages[i]])
            way_of[u, places, bool(p.ways.in_place[i])] = i
    found = [
        (key, weeks, units)
        for key, tours in known_tours(p.instance, p.units_of, plan).items()
        if key in way_of
        for weeks, units in tours
    ]
    for key, weeks, units in sorted(found, key=lambda row: (not row[0][2], rank[row[0][0]], row[1])):
        tour = np.full(CELLS, p.weeks, dtype=np.int32)
        tour[0] = way_of[key]
        tour[1 : 1 + len(weeks)] = np.clip(weeks, -1 if key[2] else 0, p.weeks)
        tour[CELLS - 1] = units
        yield key[0], tour


def known_handovers(p: Problem, plan: Plan) -> Counts:
    """Return the week of each band's handover in a plan; T: never, or not in that week."""
    weeks = {row.activity: week_of(p.instance, row.week) for row in plan.handovers}
    over = np.full(len(p.tasks_of_band), p.weeks, dtype=np.int32)
    for band, tasks in enumerate(p.tasks_of_band):
        week = weeks.get(p.instance.tasks[tasks[0]].id, p.weeks)
        if 0 <= week < p.weeks and p.bands.may_pass[band, week]:
            over[band] = week
    return over
