"""Rule ``onward``: docs/formulation/onward.md, equations (X1) to (X3)."""

from dataclasses import dataclass

import numpy as np

from contingent.formulation.itineraries import Itineraries
from contingent.formulation.program import ZERO, Columns, Ints, Rows, Terms
from contingent.instance.instance import Instance


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """People who left and count for a need elsewhere."""

    need: Ints
    """Need of each entry. Shape (O,)."""
    group: Ints
    """Group g. Shape (O,)."""
    week: Ints
    column: Ints
    """Column: people of the group who count for the need in the week. [person] Shape (O,)."""


def elsewhere(inst: Instance, journeys: Itineraries, columns: Columns) -> Elsewhere:
    """Make the columns: for each need and each group that can meet it, the weeks in which somebody can be ready."""
    parts = [np.zeros((4, 0), dtype=np.int64)]
    for n, need in enumerate(inst.needs):
        for g in need.groups:
            left = _left(inst, journeys, g, need.reset)
            ready = np.zeros(inst.weeks, dtype=bool)
            ready[left.index] = True
            weeks = np.flatnonzero(ready & need.weeks)
            most = inst.groups[g].count * inst.forces[inst.groups[g].contingent].rotations
            column = columns.new(len(weeks), float(min(need.count, most)))
            parts.append(np.stack([np.full(len(weeks), n), np.full(len(weeks), g), weeks, column]))
    return Elsewhere(*np.concatenate(parts, axis=1))


def rows(inst: Instance, journeys: Itineraries, gone: Elsewhere, columns: Columns, post: Rows) -> None:
    """Post the count of each need (X1), and that only those who left in time and are not back count (X2, X3)."""
    for n, need in enumerate(inst.needs):
        own = gone.need == n
        post.post(Terms.of(gone.week[own], gone.column[own], 1), high=float(need.count), n=inst.weeks)
    reset_of = np.array([need.reset for need in inst.needs], dtype=np.int64)
    for g in np.unique(gone.group):
        own = gone.group == g
        for reset in np.unique(reset_of[gone.need[own]]):
            slow = own & (reset_of[gone.need] >= reset)
            counting = Terms.of(gone.week[slow], gone.column[slow], 1)
            left = _left(inst, journeys, int(g), int(reset)).times(-1)
            post.post([counting, left], high=0.0, n=inst.weeks)
            _not_back(inst, journeys, int(g), int(reset), [counting, left], columns, post)


def _not_back(
    inst: Instance,
    journeys: Itineraries,
    g: int,
    reset: int,
    counting_less_left: list[Terms],
    columns: Columns,
    post: Rows,
) -> None:
    """Post counting <= left by t - reset, less those who have come again (X3).

    People may come again before the reset of a need is over, if their dwell is shorter: then the right side can be
    below 0, and the row holds only in weeks in which a switch says that somebody counts.
    """
    units = _units(journeys, g)
    if all(i.in_place for i in journeys.all if i.unit in units):
        return  # nobody comes again
    force = inst.forces[inst.groups[g].contingent]
    exist = inst.groups[g].count * force.rotations
    come = _crossed(inst, journeys, g, 0, arriving=True)
    if force.dwell >= reset:
        post.post([*counting_less_left, come], high=float(exist), n=inst.weeks)
        return
    weeks = np.arange(inst.weeks)
    switch = columns.new(inst.weeks, 1.0)
    upper = columns.bounds()[1]
    most = np.bincount(come.index, come.value * upper[come.column], minlength=inst.weeks).astype(np.int64)
    post.post([counting_less_left[0], Terms.of(weeks, switch, -exist)], high=0.0, n=inst.weeks)
    total = [*counting_less_left, come, Terms.of(weeks, switch, most)]
    post.post(total, high=(exist + most).astype(float), n=inst.weeks)


def _units(journeys: Itineraries, g: int) -> set[int]:
    return {u for u, unit in enumerate(journeys.units) if g in unit.heads}


def _left(inst: Instance, journeys: Itineraries, g: int, reset: int) -> Terms:
    """Sum the people of a group who have left by t - reset, by week t."""
    return _crossed(inst, journeys, g, reset, arriving=False)


def _crossed(inst: Instance, journeys: Itineraries, g: int, lag: int, *, arriving: bool) -> Terms:
    lag = min(lag, inst.weeks)
    parts = []
    units = _units(journeys, g)
    for itinerary in journeys.all:
        if itinerary.unit in units:
            first, last = journeys.stages[itinerary.stages[0]], journeys.stages[itinerary.stages[-1]]
            crossing = journeys.crossing[first.enter if arriving else last.leave]
            column = np.full(inst.weeks, ZERO, dtype=np.int64)
            column[lag:] = crossing[: inst.weeks - lag]
            parts.append(Terms.of(np.arange(inst.weeks), column, journeys.units[itinerary.unit].heads[g]))
    return Terms.sum(parts)
