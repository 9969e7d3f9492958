"""A solution near given decisions: those of a known plan, where only a little has changed, or the plainest ones.

The decisions may be unlawful, or speak of people who no longer come. They are kept as far as the rows allow.
Nothing here proves anything.
"""

import time
from collections.abc import Callable

import numpy as np
from scipy import sparse

from contingent.formulation.build import Formulation
from contingent.formulation.neighbourhoods import LONG, decisions
from contingent.formulation.program import Ints, Part, Program
from contingent.instance.instance import Bools
from contingent.solve.answer import Solution
from contingent.solve.blend import GENTLE, blend
from contingent.solve.highs import minimise_cost
from contingent.solve.relaxation import vertex

_GAP = 5e-4
_EPS = 1e-6

Stop = Callable[[], bool]


def solution_near(made: Formulation, values: Ints, seconds: float, stop: Stop, seed: int = 0) -> Solution | None:
    """Return a solution with the given decisions, but where rows forbid them; None: none found in time.

    Rows that cannot hold with the decisions that are kept are found from the relaxation, and the decisions near them
    let go, until all rows can hold.

    Parameters
    ----------
    values
        One a column; those that are no decision do not count. ``follow`` returns them of a plan.
    seconds
        Time that it may take. [s]
    """
    deadline = time.monotonic() + seconds
    program = made.program
    cost = blend(program, GENTLE)
    decided = decisions(made)
    kept = decided & (values >= program.lower) & (values <= program.upper)
    while time.monotonic() < deadline and not stop():
        part = Part.of(program, np.flatnonzero(~kept), np.where(kept, values, 0), keep_rows=True)
        strained = _strained(part.program, deadline - time.monotonic(), stop)
        if strained is None:
            return None
        if not strained.any():
            found = minimise_cost(part.program, cost[part.free], deadline - time.monotonic(), _GAP, None, stop, seed)
            if found is not None:
                return part.whole(found)
            strained = _beside(program, decided & ~kept)  # only whole numbers cannot be found: let go of a little more
        near = kept & _near(program, strained, kept)
        if not near.any():
            return None
        kept = kept & ~near
    return None


def _strained(program: Program, seconds: float, stop: Stop) -> Bools | None:
    """Return the rows that cannot hold, by a point that breaks rows as little as can be; None: not found in time."""
    rows, columns = program.matrix.shape
    short, over = np.isfinite(program.low), np.isfinite(program.high)
    eye = sparse.eye_array(rows, format="csr")
    elastic = Program(
        sparse.hstack([program.matrix, eye[:, short], -eye[:, over]], format="csr"),
        program.low,
        program.high,
        np.concatenate([program.lower, np.zeros(short.sum() + over.sum())]),
        np.concatenate([program.upper, np.full(short.sum() + over.sum(), np.inf)]),
        (),
    )
    cost = np.concatenate([np.zeros(columns), np.ones(short.sum() + over.sum())])
    point = vertex(elastic, cost, seconds, stop)
    if point is None:
        return None
    strain = np.zeros(rows)
    strain[short] += point[columns : columns + short.sum()]
    strain[over] += point[columns + short.sum() :]
    return strain > _EPS


def _beside(program: Program, columns: Bools) -> Bools:
    """Return the short rows of some columns; all rows, if there are none."""
    short = np.diff(program.matrix.indptr) <= LONG
    rows: Bools = (abs(program.matrix) @ columns.astype(float) > 0) & short
    return rows if rows.any() else np.ones_like(rows)


def _near(program: Program, rows: Bools, kept: Bools) -> Bools:
    """Return the columns of some rows; as long as none of them is kept, also those that share a row with one.

    Short rows go first: a row over everybody, such as a ceiling, would let go of everything.
    """
    pattern = abs(program.matrix)
    short = np.diff(program.matrix.indptr) <= LONG
    reached: Bools = pattern.T @ rows.astype(float) > 0
    while not (reached & kept).any():
        beside = pattern @ reached.astype(float) > 0
        for allowed in (beside & short, beside):
            wider: Bools = reached | (pattern.T @ allowed.astype(float) > 0)
            if not (wider == reached).all():
                break
        else:
            break
        reached = wider
    return reached
