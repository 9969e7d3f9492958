"""The relaxation: the program without whole numbers. It leads to good plans, and its prices prove bounds."""

from collections.abc import Callable
from math import isfinite

import highspy
import numpy as np
from scipy import sparse

from contingent.formulation.program import Floats, Objective, Program
from contingent.solve.highs import model_of, round_up, step_of, stop_when

Stop = Callable[[], bool]


def vertex(program: Program, cost: Floats, seconds: float, stop: Stop) -> Floats | None:
    """Return a corner of the relaxation that is best for a cost; None: not found in time.

    A corner, and not a point in the middle of a face: most of its counts are whole.
    """
    highs = _relaxed(program, seconds, stop)
    n = len(cost)
    highs.changeColsCost(n, np.arange(n, dtype=np.int32), cost)
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return np.array(highs.getSolution().col_value)


def bound(program: Program, caps: list[tuple[Objective, int]], objective: Objective, seconds: float, stop: Stop) -> int:
    """Return a proven bound of an objective among the solutions that keep other objectives at most at given values.

    The engine's prices are not believed. Any prices y prove, for every x within its column bounds, that

        c x >= sum over rows of y_i x (the side that y_i presses on) + sum over columns of the least of (c - A'y)_j x_j,

    because all columns are bounded (Neumaier and Shcherbina 2004, doi:10.1007/s10107-003-0433-3). So an interior-point method that stopped
    early, or without a corner, still proves something.

    Returns
    -------
    int
        At least 0, as every goal is. [1 / divisor]
    """
    highs = _relaxed(program, seconds, stop)
    highs.setOptionValue("solver", "ipm")
    highs.setOptionValue("run_crossover", "off")
    n = len(program.lower)
    cost = np.zeros(n)
    cost[objective.column] = objective.cost
    highs.changeColsCost(n, np.arange(n, dtype=np.int32), cost)
    matrix, low, high = program.matrix, program.low, program.high
    for capped, most in caps:
        row = sparse.csr_array(
            (capped.cost.astype(float), (np.zeros(len(capped.column), dtype=int), capped.column)), shape=(1, n)
        )
        matrix = sparse.vstack([matrix, row], format="csr")
        low, high = np.append(low, -np.inf), np.append(high, float(most - capped.offset))
        highs.addRow(-highspy.kHighsInf, high[-1], row.nnz, row.indices.astype(np.int32), row.data)
    highs.run()
    prices = np.array(highs.getSolution().row_dual)
    if len(prices) != matrix.shape[0] or not np.isfinite(prices).all():
        return 0
    proven = _proven(matrix, low, high, program, cost, prices)
    return max(0, objective.offset + round_up(proven, step_of(objective))) if isfinite(proven) else 0


def _proven(  # noqa: PLR0913 - the parts of one linear program
    matrix: sparse.csr_array, low: Floats, high: Floats, program: Program, cost: Floats, prices: Floats
) -> float:
    """Return the bound that prices prove, less what rounding errors of the sums can amount to."""
    side = np.where(prices > 0, low, high)
    prices = np.where(np.isfinite(side), prices, 0.0)
    pressed = np.where(np.isfinite(side), side, 0.0)
    rest = cost - matrix.T @ prices
    least = np.where(rest > 0, rest * program.lower, rest * program.upper)
    size = np.abs(prices * pressed).sum() + np.abs(least).sum()
    return float(prices @ pressed + least.sum() - 1e-12 * size)


def _relaxed(program: Program, seconds: float, stop: Stop) -> highspy.Highs:
    highs = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1, "time_limit": max(seconds, 0.05)}.items():
        highs.setOptionValue(option, value)
    model = model_of(program)
    model.lp_.integrality_ = []
    highs.passModel(model)

    stop_when(highs, stop)
    return highs
