"""A smaller program whose every solution is a solution of the whole: people and commands change only in some weeks.

It gives a good first plan where the horizon is long. It proves nothing: bounds come from the whole program.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from contingent.formulation.build import Formulation
from contingent.formulation.program import ZERO, Ints, Objective, Program


@dataclass(frozen=True, slots=True)
class Coarse:
    """A program with columns merged, and the way back."""

    program: Program
    merged: Ints
    """Column of the small program for each column of the whole; ``ZERO``: always 0. Shape (n,)."""

    def of(self, columns: Ints) -> Ints:
        """Return the small program's columns that stand for some of the whole's."""
        small = np.unique(self.merged[columns])
        kept: Ints = small[small != ZERO]
        return kept

    def lift(self, solution: Ints) -> Ints:
        """Return the whole program's solution. Shape (n,)."""
        return np.where(self.merged == ZERO, 0, solution[np.maximum(self.merged, 0)])


def coarse(made: Formulation, step: int) -> Coarse:
    """Let crossings and handovers happen only every ``step`` weeks, and in the first and last week in which they can.

    Parameters
    ----------
    step
        Weeks between two grid weeks. [week]
    """
    n = made.program.matrix.shape[1]
    stands_for = np.arange(n, dtype=np.int64)
    for columns in (*_of_newcomers(made), *made.handovers.over):
        _merge(columns, step, stands_for)
    kept, merged = np.unique(stands_for, return_inverse=True)
    if len(kept) and kept[0] == ZERO:
        merged = merged - 1
    return Coarse(_merge_program(made.program, merged), merged)


def _of_newcomers(made: Formulation) -> Iterator[Ints]:
    """Yield the crossings of people who come from outside.

    Those in place keep every week, or the seats would not suffice.
    """
    for itinerary in made.journeys.all:
        if not itinerary.in_place:
            yield from made.journeys.columns_of(itinerary)


def _merge(columns: Ints, step: int, stands_for: Ints) -> None:
    """Let each column of a cumulative count stand for its grid week's."""
    t = np.arange(len(columns))
    new = (columns != ZERO) & (columns != np.concatenate([[ZERO], columns[:-1]]))
    resumed = new & np.concatenate([[True], ~new[:-1]])
    last = new & np.concatenate([~new[1:], [True]])
    grid = new & ((t % step == 0) | resumed | last)
    at = np.maximum.accumulate(np.where(grid, t, -1))
    stands_for[columns[new]] = np.where(at[new] >= 0, columns[np.maximum(at[new], 0)], ZERO)


def _merge_program(program: Program, merged: Ints) -> Program:
    kept = np.flatnonzero(merged != ZERO)
    size = int(merged.max(initial=-1)) + 1
    ones = np.ones(len(kept))
    into = sparse.csr_array((ones, (kept, merged[kept])), shape=(len(merged), size))
    lower, upper = np.full(size, -np.inf), np.full(size, np.inf)
    np.maximum.at(lower, merged[kept], program.lower[kept])
    np.minimum.at(upper, merged[kept], program.upper[kept])
    matrix = sparse.csr_array(program.matrix @ into)
    matrix.eliminate_zeros()
    objectives = tuple(_merge_objective(o, merged) for o in program.objectives)
    return Program(matrix, program.low, program.high, lower, upper, objectives)


def _merge_objective(objective: Objective, merged: Ints) -> Objective:
    column = merged[objective.column]
    kept = column != ZERO
    distinct, place = np.unique(column[kept], return_inverse=True)
    cost = np.zeros(len(distinct), dtype=np.int64)
    np.add.at(cost, place, objective.cost[kept])
    return Objective(objective.goal, distinct, cost, objective.offset, objective.divisor, objective.scale)
