"""Whether there is a solution at all: each way of finding out agrees with an engine that only minimises."""

import numpy as np
import pytest
from scipy import sparse

from contingent.domain.vocabulary import Goal
from contingent.formulation.program import Objective, Program
from contingent.solve.answer import Status
from contingent.solve.feasible import any_solution
from contingent.solve.limits import Limits
from contingent.solve.solve import exact_engine


def _program(matrix: list[list[int]], low: list[float], high: list[float], upper: list[float]) -> Program:
    n = len(upper)
    cost = Objective(Goal.TURBULENCE, np.arange(n), np.ones(n, dtype=np.int64), 0, 1, 1.0)
    rows = sparse.csr_array(np.array(matrix, dtype=float))
    return Program(rows, np.array(low, float), np.array(high, float), np.zeros(n), np.array(upper, float), (cost,))


def test_a_solution_satisfies_every_row() -> None:
    program = _program([[1, 1, 0], [0, 1, 1]], [2, 2], [np.inf, np.inf], [3, 3, 3])
    answer = any_solution(program, 10.0, lambda: False)
    assert answer.status is Status.FEASIBLE
    assert answer.solution is not None
    assert program.is_satisfied_by(answer.solution)


def test_what_the_relaxation_cannot_do_is_impossible() -> None:
    assert any_solution(_program([[1, 1]], [7], [np.inf], [3, 3]), 10.0, lambda: False).status is Status.INFEASIBLE


def test_what_only_whole_numbers_cannot_do_is_impossible_too() -> None:
    assert any_solution(_program([[2, 2]], [3], [3], [3, 3]), 10.0, lambda: False).status is Status.INFEASIBLE


def test_a_solution_away_from_the_corner_is_found() -> None:
    # The cheapest corner is (1.5, 0): with y held at 0 there are no whole numbers, yet (0, 1) will do.
    program = _program([[2, 3]], [3], [3], [9, 9])
    answer = any_solution(program, 10.0, lambda: False)
    assert answer.solution is not None
    assert answer.solution.tolist() == [0, 1]


def test_who_stops_is_told_nothing() -> None:
    answer = any_solution(_program([[2, 3]], [3], [3], [9, 9]), 0.0, lambda: True)
    assert answer.status in (Status.UNKNOWN, Status.FEASIBLE)


@pytest.mark.parametrize("seed", range(40))
def test_every_answer_is_that_of_an_engine(seed: int) -> None:
    rng = np.random.default_rng(seed)
    matrix = rng.integers(-3, 4, (4, 5))
    low = rng.integers(-4, 5, 4).astype(float)
    program = _program(matrix.tolist(), low.tolist(), (low + rng.integers(0, 2, 4)).tolist(), [3] * 5)
    plain = exact_engine(program, Limits()).minimise(program.objectives[0], 10.0, 0, None, lambda *_: False)
    signs = rng.integers(-1, 2, 5)
    near = Objective(Goal.TURBULENCE, np.flatnonzero(signs), signs[signs != 0], 15, 1, 1.0)
    for answer in (any_solution(program, 10.0, lambda: False), any_solution(program, 10.0, lambda: False, near)):
        assert (answer.status is Status.INFEASIBLE) == (plain.status is Status.INFEASIBLE)
        assert answer.solution is None or program.is_satisfied_by(answer.solution)
