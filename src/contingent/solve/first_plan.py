"""A first plan of a large mission: round the relaxation of a coarse program, and let those in place stay.

Nothing here proves anything. A solution satisfies every row of the whole program; how good it is, ``relaxation.bound``
says. The step is a relaxation-enforced neighbourhood (Berthold 2014, doi:10.1007/s12532-013-0060-9).
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from contingent.formulation.build import Formulation
from contingent.formulation.coarse import coarse
from contingent.formulation.neighbourhoods import crossings
from contingent.formulation.program import Floats, Ints, Program
from contingent.formulation.staying import staying
from contingent.solve.answer import Solution
from contingent.solve.blend import STEEP, blend, values
from contingent.solve.highs import minimise_cost
from contingent.solve.limits import Limits
from contingent.solve.nearby import solution_near
from contingent.solve.relaxation import vertex

_STEPS = (4, 2, 1)
"""Weeks between the grid weeks of the coarse programs that are tried for a first plan. [week]"""
_ROUNDING, _ALONE = 0.9, 0.6
"""Part of the time for a first plan that rounding may take; and where one worker does both, one after the other.

A rounded plan that comes late is far better than one of those who stay, improved in the time that is left.
"""
_GAP = 5e-4
_WHOLE = 1e-5
"""A number this close to a whole one is whole: the engine's own tolerance."""

Stop = Callable[[], bool]
Better = Callable[[Solution], None]


def first_plan(made: Formulation, deadline: float, stop: Stop, limits: Limits, better: Better) -> Solution | None:
    """Return a first plan; None: none found.

    Rounding gives a good plan, and may take too long; letting those in place stay gives a poor one soon. With several
    workers both are tried at once; with one the poor plan is looked for only where the good one was not found in time.

    Parameters
    ----------
    deadline
        Of ``time.monotonic``. [s]
    better
        Told of each plan as soon as it is there.
    """
    begun = time.monotonic()
    is_rounded = threading.Event()

    def stay() -> Solution | None:
        if is_rounded.is_set():
            return None
        plan = solution_near(
            made, staying(made), deadline - time.monotonic(), lambda: stop() or is_rounded.is_set(), limits.seed
        )
        if plan is not None:
            better(plan)
        return plan

    def rounded() -> Solution | None:
        share = _ALONE if limits.workers < 2 else _ROUNDING
        plan = rounded_plan(made, begun + share * (deadline - begun), stop, limits.seed)
        if plan is not None:
            is_rounded.set()
        return plan

    with ThreadPoolExecutor(max_workers=min(2, max(1, limits.workers))) as pool:
        plans = [tried.result() for tried in (pool.submit(rounded), pool.submit(stay))]
    return min((p for p in plans if p is not None), key=lambda p: values(made.program, p), default=None)


def rounded_plan(made: Formulation, deadline: float, stop: Stop, seed: int) -> Solution | None:
    """Return a solution near the relaxation's best corner, on the coarsest grid that has one; None: none found."""
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
