"""How far decisions are from known ones, as far as single columns can say: it leads a search to what is known."""

import numpy as np

from contingent.formulation.build import Formulation
from contingent.formulation.program import NO_GOAL, ZERO, Ints, Objective


def nearness(made: Formulation, values: Ints) -> Objective:
    """Return how much crossings differ from known ones that are the least or the most there can be; others are free.

    Parameters
    ----------
    values
        One a column, of which those of crossings are looked at: ``follow`` returns them of a plan.
    """
    column = np.unique(made.journeys.crossing)
    column = column[column != ZERO]
    known, lower, upper = values[column], made.program.lower[column], made.program.upper[column]
    most = (known >= upper) & (upper > lower)
    cost = np.where(most, -1, np.where(known <= lower, 1, 0))
    offset = int(upper[most].sum() - lower[cost > 0].sum())
    return Objective(NO_GOAL, column[cost != 0], cost[cost != 0], offset, 1, 1.0)
