"""A first plan of a large mission: round the relaxation of a coarse program.

Nothing here proves anything. A solution satisfies every row of the whole program; how good it is, ``relaxation.bound``
says. The step is a relaxation-enforced neighbourhood (Berthold 2014, doi:10.1007/s12532-013-0060-9).
"""

import time
from collections.abc import Callable

import numpy as np

from contingent.formulation.build import Formulation
from contingent.formulation.coarse import coarse
from contingent.formulation.neighbourhoods import crossings
from contingent.formulation.program import Floats, Ints, Program
from contingent.solve.answer import Solution
from contingent.solve.blend import STEEP, blend
from contingent.solve.highs import minimise_cost
from contingent.solve.relaxation import vertex

_STEPS = (4, 2, 1)
"""Weeks between the grid weeks of the coarse programs that are tried for a first plan. [week]"""
_GAP = 5e-4
_WHOLE = 1e-5
"""A number this close to a whole one is whole: the engine's own tolerance."""

Stop = Callable[[], bool]


def first_plan(made: Formulation, deadline: float, stop: Stop, seed: int) -> Solution | None:
    """Return a solution near the relaxation's best corner, on the coarsest grid that has one; None: none found.

    Parameters
    ----------
    deadline
        Of ``time.monotonic``. [s]
    """
    for step in _STEPS:
        if stop() or time.monotonic() >= deadline:
            return None
        small = coarse(made, step)
        left = deadline - time.monotonic()
        found = _rounded(small.program, small.of(crossings(made)), left * (0.7 if step > 1 else 1.0), stop, seed)
        if found is not None:
            return small.lift(found)
    return None


def _rounded(program: Program, whole: Ints, seconds: float, stop: Stop, seed: int) -> Solution | None:
    """Return a good solution whose chosen columns are the relaxation's, where it has whole numbers, or next to them."""
    deadline = time.monotonic() + seconds
    cost = blend(program, STEEP)
    corner = vertex(program, cost, seconds, stop)
    if corner is None:
        return None
    lower, upper = _around(program, corner, whole)
    boxed = Program(program.matrix, program.low, program.high, lower, upper, program.objectives)
    return minimise_cost(boxed, cost, deadline - time.monotonic(), _GAP, None, stop, seed)


def _around(program: Program, corner: Floats, columns: Ints) -> tuple[Floats, Floats]:
    """Return column bounds that leave the given columns only the whole numbers next to a point."""
    point = corner[columns]
    near = np.rint(point)
    is_whole = np.abs(point - near) <= _WHOLE
    lower, upper = program.lower.copy(), program.upper.copy()
    lower[columns] = np.maximum(lower[columns], np.where(is_whole, near, np.floor(point)))
    upper[columns] = np.minimum(upper[columns], np.where(is_whole, near, np.ceil(point)))
    return lower, upper
