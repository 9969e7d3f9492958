"""The plainest decisions: those in place stay as long as they may, nobody else comes, nothing is handed over."""

import numpy as np

from contingent.formulation.build import Formulation
from contingent.formulation.itineraries import Itinerary
from contingent.formulation.program import ZERO, Ints


def staying(made: Formulation) -> Ints:
    """Return the value of every column as these decisions have it; columns that are no decision are 0. Shape (n,).

    Whether they satisfy any row is not asked here.
    """
    values = np.zeros(len(made.program.lower), dtype=np.int64)
    for itinerary in made.journeys.all:
        if itinerary.in_place and len(itinerary.stages) == 1:
            _stay(made, itinerary, values)
    return values


def _stay(made: Formulation, itinerary: Itinerary, values: Ints) -> None:
    """Let the people of an itinerary leave in the last week in which they can before they must."""
    stage = made.journeys.stages[itinerary.stages[0]]
    unit = made.journeys.units[itinerary.unit]
    force, n = made.instance.forces[unit.force], made.instance.weeks
    allowed = made.journeys.may_be[unit.force, stage.site, stage.command]
    due = n if allowed.all() else int(np.argmin(allowed))
    if force.tour_max is not None and force.since is not None:
        due = min(due, force.since + force.tour_max)
    values[made.journeys.crossing[stage.enter, 0]] = unit.set_size
    leave = made.journeys.crossing[stage.leave]
    weeks = np.flatnonzero((leave != ZERO) & (leave != np.concatenate([[ZERO], leave[:-1]])))
    if due < n and (weeks <= due).any():
        last = int(weeks[weeks <= due].max())
        values[leave[last:]] = unit.set_size
