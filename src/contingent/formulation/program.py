"""A sparse mixed-integer program with whole-number coefficients, and how rows are posted to it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from contingent.domain.vocabulary import Goal

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

ZERO = -1
"""The column of something that is always 0."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A sum of columns for each of several rows: row ``index[i]`` has ``value[i] * x[column[i]]``."""

    index: Ints
    column: Ints
    value: Ints

    @classmethod
    def of(cls, index: Ints, column: Ints, value: Ints | int) -> "Terms":
        """Make terms from arrays of any one shape; columns that are always 0 fall away."""
        if isinstance(value, int) and np.shape(index) == np.shape(column):  # by far the most: spreading takes longer
            keep = column != ZERO
            return cls(index[keep], column[keep], np.full(np.count_nonzero(keep), value, dtype=np.int64))
        index, column, value = np.broadcast_arrays(index, column, np.asarray(value, dtype=np.int64))
        keep = column != ZERO
        return cls(index[keep], column[keep], value[keep])

    @classmethod
    def none(cls) -> "Terms":
        """Return an empty sum."""
        empty = np.zeros(0, dtype=np.int64)
        return cls(empty, empty, empty)

    @classmethod
    def sum(cls, parts: Iterable["Terms"]) -> "Terms":
        """Add several sums."""
        listed = list(parts)
        if not listed:
            return cls.none()
        return cls(
            np.concatenate([p.index for p in listed]),
            np.concatenate([p.column for p in listed]),
            np.concatenate([p.value for p in listed]),
        )

    def times(self, factor: int) -> "Terms":
        """Multiply by a whole number."""
        return Terms(self.index, self.column, self.value * factor)

    def only(self, rows: Ints, n: int) -> "Terms":
        """Keep the given rows of n, renumbered from 0 in their order."""
        number = np.full(n, -1)
        number[rows] = np.arange(len(rows))
        return self.on(number)

    def by_column(self) -> tuple[Ints, Ints]:
        """Add up all rows; return the columns whose sum is not 0, and these sums."""
        column, place = np.unique(self.column, return_inverse=True)
        total = np.zeros(len(column), dtype=np.int64)
        np.add.at(total, place, self.value)
        return column[total != 0], total[total != 0]

    def on(self, index_of: Ints) -> "Terms":
        """Renumber the rows; rows with number -1 fall away."""
        index = index_of[self.index]
        keep = index >= 0
        return Terms(index[keep], self.column[keep], self.value[keep])


@dataclass(slots=True)
class Rows:
    """Rows ``low <= sum <= high``, gathered block by block."""

    count: int = 0
    index: list[Ints] = field(default_factory=list)
    column: list[Ints] = field(default_factory=list)
    value: list[Ints] = field(default_factory=list)
    low: list[Floats] = field(default_factory=list)
    high: list[Floats] = field(default_factory=list)

    def post(
        self, terms: Terms | Sequence[Terms], low: Floats | float = -np.inf, high: Floats | float = np.inf, n: int = 0
    ) -> None:
        """Post a block of rows.

        Parameters
        ----------
        terms
            The sums; their ``index`` counts rows of this block from 0.
        low, high
            The sides, one number for all rows or one a row.
        n
            Number of rows, where neither side is an array.

        Notes
        -----
        A row without terms is kept only where 0 is outside its sides: the program is then infeasible, and says so.
        """
        total = terms if isinstance(terms, Terms) else Terms.sum(terms)
        size = max([n, *(len(side) for side in (low, high) if isinstance(side, np.ndarray))])
        lows, highs = np.full(size, low, dtype=float), np.full(size, high, dtype=float)
        used = (lows > 0) | (highs < 0)
        used[total.index] = True
        number = used.cumsum() + (self.count - 1)  # of rows that are used
        self.index.append(number[total.index])
        self.column.append(total.column)
        self.value.append(total.value)
        self.low.append(lows[used])
        self.high.append(highs[used])
        self.count += int(np.count_nonzero(used))


NO_GOAL = Goal.TURBULENCE
"""What an objective is called that is none of a mission's goals: it must be called like one, and nobody reads it."""


@dataclass(frozen=True, slots=True)
class Objective:
    """A goal as a whole-number sum over columns: value = (offset + sum) / divisor."""

    goal: Goal
    column: Ints
    cost: Ints
    offset: int
    divisor: int
    scale: float
    """What a gap is measured against, in the goal's unit; at least 1."""


@dataclass(frozen=True, slots=True)
class Program:
    """Minimise each objective in turn over ``low <= A x <= high``, ``lower <= x <= upper``, x whole."""

    matrix: sparse.csr_array
    low: Floats
    high: Floats
    lower: Floats
    upper: Floats
    objectives: tuple[Objective, ...]
    """All goals of the mission's list, in its order."""

    @classmethod
    def of(cls, rows: Rows, lower: Floats, upper: Floats, objectives: tuple[Objective, ...]) -> "Program":
        """Put the blocks together; equal places add up."""
        index = np.concatenate(rows.index or [np.zeros(0, int)])
        column = np.concatenate(rows.column or [np.zeros(0, int)])
        value = np.concatenate(rows.value or [np.zeros(0, int)]).astype(float)
        matrix = sparse.coo_array((value, (index, column)), shape=(rows.count, len(lower))).tocsr()
        matrix.eliminate_zeros()
        return cls(
            matrix,
            np.concatenate(rows.low or [np.zeros(0)]),
            np.concatenate(rows.high or [np.zeros(0)]),
            lower,
            upper,
            objectives,
        )

    def extended(self, columns: "Columns", rows: Rows) -> "Program":
        """Return the program with columns and rows behind its own; its objectives stay.

        Parameters
        ----------
        columns
            Counted on from those of the program.
        """
        lower, upper = columns.bounds()
        lower, upper = np.concatenate([self.lower, lower]), np.concatenate([self.upper, upper])
        more = Program.of(rows, lower, upper, self.objectives)
        own = self.matrix.tocsr(copy=True)
        own.resize((own.shape[0], len(lower)))
        matrix = sparse.vstack([own, more.matrix], format="csr")
        low, high = np.concatenate([self.low, more.low]), np.concatenate([self.high, more.high])
        return Program(matrix, low, high, lower, upper, self.objectives)

    def is_satisfied_by(self, solution: Ints) -> bool:
        """Tell whether whole numbers satisfy every row and every bound, exactly."""
        activity = self.matrix @ solution
        rows = (activity >= self.low).all() and (activity <= self.high).all()
        return bool(rows and (solution >= self.lower).all() and (solution <= self.upper).all())


@dataclass(frozen=True, slots=True)
class Part:
    """A program with some columns held at given values, and the way back."""

    program: Program
    free: Ints
    """Columns of the whole that are still free, in order."""
    held: Ints
    """The whole solution that the other columns are held at."""

    @classmethod
    def of(cls, program: Program, free: Ints, solution: Ints, *, keep_rows: bool = False) -> "Part":
        """Hold all columns but the free ones at given values.

        Parameters
        ----------
        keep_rows
            Keep rows without free columns: the values are not known to satisfy them.
        """
        held = solution.copy()
        held[free] = 0
        columns = program.matrix.tocsc()[:, free].tocsr()
        touched = np.flatnonzero(np.diff(columns.indptr) + keep_rows)
        spent = (program.matrix @ held)[touched]
        place = np.full(len(solution), ZERO, dtype=np.int64)
        place[free] = np.arange(len(free))
        objectives = tuple(_restricted(o, place, held) for o in program.objectives)
        small = Program(
            columns[touched],
            program.low[touched] - spent,
            program.high[touched] - spent,
            program.lower[free],
            program.upper[free],
            objectives,
        )
        return cls(small, free, held)

    def whole(self, solution: Ints) -> Ints:
        """Return the whole program's solution."""
        joined = self.held.copy()
        joined[self.free] = solution
        return joined


def _restricted(objective: Objective, place: Ints, held: Ints) -> Objective:
    column = place[objective.column]
    kept = column != ZERO
    offset = objective.offset + int(objective.cost @ held[objective.column])
    return Objective(objective.goal, column[kept], objective.cost[kept], offset, objective.divisor, objective.scale)


@dataclass(slots=True)
class Columns:
    """Whole-number columns, handed out block by block."""

    count: int = 0
    lower: list[Floats] = field(default_factory=list)
    upper: list[Floats] = field(default_factory=list)

    def new(self, shape: int | tuple[int, ...], upper: Floats | float, lower: float = 0.0) -> Ints:
        """Hand out columns of one shape with bounds."""
        size = int(np.prod(shape))
        self.lower.append(np.full(size, lower))
        self.upper.append(np.broadcast_to(np.asarray(upper, dtype=float).ravel(), (size,)).astype(float))
        made = np.arange(self.count, self.count + size, dtype=np.int64).reshape(shape)
        self.count += size
        return made

    def where(self, mask: NDArray[np.bool_], upper: Floats | float) -> Ints:
        """Hand out a column for each place of a mask; elsewhere ``ZERO``. ``upper`` is one number, or one a place."""
        columns = np.full(mask.shape, ZERO, dtype=np.int64)
        limit = np.broadcast_to(np.asarray(upper, dtype=float), mask.shape)[mask]
        columns[mask] = self.new(int(mask.sum()), limit)
        return columns

    def bounds(self) -> tuple[Floats, Floats]:
        """Return all lower and upper bounds."""
        return np.concatenate(self.lower or [np.zeros(0)]), np.concatenate(self.upper or [np.zeros(0)])
