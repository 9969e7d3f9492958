"""All goals in one cost: for the search of good plans only. What is claimed and proven is always goal by goal."""

import numpy as np

from contingent.formulation.program import Floats, Program
from contingent.solve.answer import Solution, value_at

STEEP = (40.0,)
"""How much heavier each goal weighs than the next.

The last ratio goes on. For a first plan: the last goals drown in the engine's tolerance.
"""
GENTLE = (40.0, 20.0, 8.0)
"""For planning parts anew: all goals stay above the tolerance."""
_HEAVIEST = 1e4


def blend(program: Program, ratios: tuple[float, ...]) -> Floats:
    """Return a cost in which an earlier goal weighs many times a later one. Shape (n,)."""
    cost = np.zeros(len(program.lower))
    weight = _HEAVIEST
    for i, objective in enumerate(program.objectives):
        cost[objective.column] += weight * objective.cost / objective.divisor
        weight /= ratios[min(i, len(ratios) - 1)]
    return cost


def values(program: Program, solution: Solution) -> tuple[int, ...]:
    """Return the goals' values in their order: what plans are compared by. [1 / divisor of each]"""
    return tuple(value_at(objective, solution) for objective in program.objectives)
