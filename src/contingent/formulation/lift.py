"""Rule ``lift``: docs/formulation/lift.md, equation (F1)."""

import numpy as np

from contingent.formulation.itineraries import Itineraries
from contingent.formulation.program import ZERO, Rows, Terms
from contingent.instance.instance import Bools, Instance


def rows(inst: Instance, journeys: Itineraries, post: Rows) -> None:
    """Post arrivals plus departures at the limit's sites <= seats, for every week of every row (F1)."""
    for limit in inst.lift:
        weeks = np.flatnonzero(limit.weeks)
        taken = seats(inst, journeys, limit.where).only(weeks, inst.weeks)
        post.post(taken, high=limit.most[weeks].astype(float))


def seats(inst: Instance, journeys: Itineraries, where: Bools) -> Terms:
    """Sum the people who arrive at or depart from the sites, by week."""
    parts = []
    for itinerary in journeys.all:
        first, last = journeys.stages[itinerary.stages[0]], journeys.stages[itinerary.stages[-1]]
        size = journeys.units[itinerary.unit].size
        if where[first.site] and not itinerary.in_place:
            parts.append(made_in_week(inst, journeys, first.enter, size))
        if where[last.site]:
            parts.append(made_in_week(inst, journeys, last.leave, size))
    return Terms.sum(parts)


def made_in_week(inst: Instance, journeys: Itineraries, crossing: int, size: int) -> Terms:
    """Sum the people who make a crossing, by week: X[c, t] - X[c, t-1]."""
    now = journeys.crossing[crossing]
    before = np.concatenate([[ZERO], now[:-1]])
    changed = now != before
    weeks = np.arange(inst.weeks)
    return Terms.sum(
        [Terms.of(weeks, np.where(changed, now, ZERO), size), Terms.of(weeks, np.where(changed, before, ZERO), -size)]
    )
