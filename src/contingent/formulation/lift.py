"""Rule ``lift``: docs/formulation/lift.md, equation (F1)."""

import numpy as np

from contingent.formulation.itineraries import Itineraries
from contingent.formulation.program import ZERO, Rows, Terms
from contingent.instance.instance import Bools, Instance


def rows(inst: Instance, journeys: Itineraries, post: Rows) -> None:
    """Post arrivals plus departures at the limit's sites <= seats, for every week of every row (F1)."""
    seats_at: dict[bytes, Terms] = {}  # a limit that is cut into runs of weeks asks for the same seats again
    for limit in inst.lift:
        weeks, where = np.flatnonzero(limit.weeks), limit.where.tobytes()
        if where not in seats_at:
            seats_at[where] = seats(inst, journeys, limit.where)
        post.post(seats_at[where].only(weeks, inst.weeks), high=float(limit.most), n=len(weeks))


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
