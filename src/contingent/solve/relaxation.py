"""The relaxation: the program without whole numbers. It leads to good plans, and its prices prove bounds."""

import time
from collections.abc import Callable
from math import isfinite

import highspy
import numpy as np
from scipy import sparse

from contingent.formulation.program import Floats, Objective, Program
from contingent.solve.highs import pass_program, round_up, step_of, stop_when
from contingent.solve.run_highs import run

_LOST = 1e-3
"""Part of the scale that a repaired bound may lose against the relaxation's value before it is worth another run."""

_PRIMAL = 4
"""HiGHS's number of the primal simplex method."""

Stop = Callable[[], bool]


class Relaxation:
    """The relaxation of one program, asked one question after the other: each begins where the last one ended.

    After the best corner for all goals in one cost, the bound of a goal is mostly one short walk away: on Iraq 2020 all
    seven take a twentieth of the time that they take from the start.
    """

    def __init__(self, program: Program, stop: Stop) -> None:
        self.program = program
        self.caps: list[tuple[Objective, int]] = []
        self._highs = relaxed(program, 0.0, stop)

    def corner(self, cost: Floats, seconds: float) -> Floats | None:
        """Return a corner that is best for a cost; None: not found in time.

        A corner, and not a point in the middle of a face: most of its counts are whole.
        """
        self._minimise(cost, seconds)
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._highs.getSolution().col_value)

    def bound(self, objective: Objective, seconds: float) -> int:
        """Return a proven bound of an objective among the solutions within all caps; one cut off proves less.

        Returns
        -------
        int
            At least 0, as every goal is. [1 / divisor]
        """
        self._highs.setOptionValue("simplex_strategy", _PRIMAL)  # costs have changed, and the corner is still a point
        self._minimise(_cost(self.program, objective), seconds)
        prices = np.array(self._highs.getSolution().row_dual)
        if len(prices) != len(self.program.low) + len(self.caps) or not np.isfinite(prices).all():
            return 0
        return bound_by(self.program, self.caps, objective, prices)

    def cap(self, objective: Objective, most: int) -> None:
        """Keep an objective at most at a value in all later questions. [1 / divisor]"""
        self.caps.append((objective, most))
        cost = objective.cost.astype(float)
        self._highs.addRow(-np.inf, _side(objective, most), len(cost), objective.column.astype(np.int32), cost)

    def free(self) -> None:
        """Take all caps away."""
        rows = np.arange(len(self.program.low), self._highs.getNumRow(), dtype=np.int32)
        self.caps = []
        if len(rows):
            self._highs.deleteRows(len(rows), rows)

    def _minimise(self, cost: Floats, seconds: float) -> None:
        n = len(cost)
        self._highs.changeColsCost(n, np.arange(n, dtype=np.int32), cost)
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + max(seconds, 0.05))  # of all runs together
        run(self._highs)


def vertex(program: Program, cost: Floats, seconds: float, stop: Stop) -> Floats | None:
    """Return a corner of the relaxation as ``Relaxation.corner`` does."""
    return Relaxation(program, stop).corner(cost, seconds)


def bound(program: Program, caps: list[tuple[Objective, int]], objective: Objective, seconds: float, stop: Stop) -> int:
    """Return a proven bound of an objective among the solutions that keep other objectives at most at given values.

    Returns
    -------
    int
        At least 0, as every goal is. [1 / divisor]
    """
    return priced_bound(program, caps, objective, seconds, stop)[0]


def priced_bound(
    program: Program, caps: list[tuple[Objective, int]], objective: Objective, seconds: float, stop: Stop
) -> tuple[int, Floats]:
    """Return a proven bound as ``bound`` does, and the prices of the rows, then of the caps, that prove it.

    The engine's prices are not believed. Any prices y prove, for every x within its column bounds, that

        c x >= sum over rows of y_i x (the side that y_i presses on) + sum over columns of the least of (c - A'y)_j x_j,

    because all columns are bounded (Neumaier and Shcherbina 2004, doi:10.1007/s10107-003-0433-3). So an interior-point
    method that stopped early, or without a corner, still proves something.
    """
    capped = _capped(program, caps)
    cost = _cost(program, objective)
    deadline = time.monotonic() + seconds
    best, kept = -np.inf, np.zeros(len(capped.low))
    for presolve in ("on", "off"):
        highs = relaxed(capped, deadline - time.monotonic(), stop)
        for option, value in {"solver": "ipm", "run_crossover": "off", "presolve": presolve}.items():
            highs.setOptionValue(option, value)
        highs.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        run(highs)
        prices = np.array(highs.getSolution().row_dual)
        if len(prices) == len(capped.low) and np.isfinite(prices).all():
            proven = _proven(capped, cost, prices)
            best, kept = (proven, prices) if proven > best else (best, kept)
        # Prices that come back through the engine's presolve can be far off; without it they cost twice the time.
        reached = highs.getInfo().objective_function_value
        if best >= reached - _LOST * objective.scale * objective.divisor or stop() or time.monotonic() >= deadline:
            break
    return _rounded(objective, best), kept


def bound_by(program: Program, caps: list[tuple[Objective, int]], objective: Objective, prices: Floats) -> int:
    """Return the bound that given prices prove, without a run: such as those of a program that is nearly the same.

    Returns
    -------
    int
        At least 0, as every goal is. [1 / divisor]
    """
    return _rounded(objective, _proven(_capped(program, caps), _cost(program, objective), prices))


def _cost(program: Program, objective: Objective) -> Floats:
    cost = np.zeros(len(program.lower))
    cost[objective.column] = objective.cost
    return cost


def _rounded(objective: Objective, low: float) -> int:
    return max(0, objective.offset + round_up(low, step_of(objective))) if isfinite(low) else 0


def _capped(program: Program, caps: list[tuple[Objective, int]]) -> Program:
    """Return the program with a row more for each goal that must not rise above a value."""
    matrix, low, high = program.matrix, program.low, program.high
    for objective, most in caps:
        row = (objective.cost.astype(float), (np.zeros(len(objective.column), dtype=int), objective.column))
        matrix = sparse.vstack([matrix, sparse.csr_array(row, shape=(1, len(program.lower)))], format="csr")
        low, high = np.append(low, -np.inf), np.append(high, _side(objective, most))
    return Program(matrix, low, high, program.lower, program.upper, program.objectives)


def _side(objective: Objective, most: int) -> float:
    """Return the side of a row that caps an objective.

    Half a unit more changes no whole number, and leaves an interior-point method an inside to walk in.
    """
    return most - objective.offset + 0.5


def _proven(program: Program, cost: Floats, prices: Floats) -> float:
    """Return the bound that prices prove, less what rounding errors of the sums can amount to."""
    side = np.where(prices > 0, program.low, program.high)
    prices = np.where(np.isfinite(side), prices, 0.0)
    pressed = np.where(np.isfinite(side), side, 0.0)
    rest = cost - program.matrix.T @ prices
    least = np.where(rest > 0, rest * program.lower, rest * program.upper)
    size = np.abs(prices * pressed).sum() + np.abs(least).sum()
    return float(prices @ pressed + least.sum() - 1e-12 * size)


def relaxed(program: Program, seconds: float, stop: Stop) -> highspy.Highs:
    """Return an engine with the relaxation in it, every cost 0."""
    highs = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1, "time_limit": max(seconds, 0.05)}.items():
        highs.setOptionValue(option, value)
    pass_program(highs, program, whole=False)
    stop_when(highs, stop)
    return highs
