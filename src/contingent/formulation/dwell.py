"""Rule ``dwell``: docs/formulation/dwell.md, equation (W1); the cap on those who serve is (W2) in ``skill``."""

import numpy as np

from contingent.formulation.itineraries import Itineraries
from contingent.formulation.program import ZERO, Rows, Terms
from contingent.instance.instance import Instance


def rows(inst: Instance, journeys: Itineraries, post: Rows) -> None:
    """Post arrived by t minus departed by t - dwell <= units that exist, for every unit and week (W1)."""
    weeks = np.arange(inst.weeks)
    for u, unit in enumerate(journeys.units):
        own = [i for i in journeys.all if i.unit == u]
        if all(i.in_place for i in own):
            continue  # one set is in place and nobody comes
        dwell = min(inst.forces[unit.force].dwell, inst.weeks)
        parts = []
        for itinerary in own:
            first, last = journeys.stages[itinerary.stages[0]], journeys.stages[itinerary.stages[-1]]
            parts.append(Terms.of(weeks, journeys.crossing[first.enter], 1))
            back = np.full(inst.weeks, ZERO, dtype=np.int64)
            back[dwell:] = journeys.crossing[last.leave, : inst.weeks - dwell]
            parts.append(Terms.of(weeks, back, -1))
        post.post(parts, high=float(unit.exist), n=inst.weeks)
