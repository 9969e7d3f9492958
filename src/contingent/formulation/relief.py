"""Rule ``relief``: docs/formulation/relief.md, equations (L1), (L2)."""

import numpy as np

from contingent.formulation.itineraries import Itineraries
from contingent.formulation.program import Ints, Rows, Terms
from contingent.formulation.tour import post_not_before
from contingent.instance.instance import Instance


def rows(inst: Instance, journeys: Itineraries, post: Rows) -> None:
    """Post that nobody leaves a site, or changes command there, before the overlap of the stay is over (L1)."""
    for itinerary in journeys.all:
        force = inst.forces[journeys.units[itinerary.unit].force]
        for j in itinerary.stages:
            stage = journeys.stages[j]
            lag = int(inst.overlap[stage.site])
            fresh = stage.enter == stage.stay and not stage.settled
            implied = len(itinerary.stages) == 1 and force.tour_min >= lag
            if fresh and lag > 1 and not implied:
                post_not_before(inst, journeys, stage.leave, stage.enter, lag, post)


def serving(journeys: Itineraries, serving_from: Ints, stages: Ints, weight: Ints) -> Terms:
    """Sum those in the given stages whose overlap is over: X[enter, t - overlap] - X[leave, t] (L2).

    Parameters
    ----------
    serving_from
        Columns by stage and week, from ``Itineraries.serving_from``. Shape (J, T).
    stages
        Indices of stages. Shape (n,).
    weight
        Heads per unit in each stage. [person/unit] Shape (n,).

    Returns
    -------
    Terms
        One row a week.
    """
    weeks = np.broadcast_to(np.arange(journeys.crossing.shape[1]), (len(stages), journeys.crossing.shape[1]))
    leave = np.array([journeys.stages[j].leave for j in stages], dtype=np.int64)
    return Terms.sum(
        [
            Terms.of(weeks, serving_from[stages], weight[:, None]),
            Terms.of(weeks, journeys.crossing[leave], -weight[:, None]),
        ]
    )
