"""Rows, columns and parts of a program."""

import numpy as np
import pytest

from contingent.domain.vocabulary import Goal
from contingent.formulation.program import ZERO, Columns, Objective, Part, Program, Rows, Terms


def program(rows: Rows, upper: list[float]) -> Program:
    return Program.of(rows, np.zeros(len(upper)), np.array(upper), ())


def test_a_column_that_is_always_zero_falls_away() -> None:
    rows = Rows()
    rows.post(Terms.of(np.array([0, 0]), np.array([ZERO, 1]), 2), high=3.0, n=1)
    made = program(rows, [9.0, 9.0])
    assert made.matrix.toarray().tolist() == [[0.0, 2.0]]


@pytest.mark.parametrize(("high", "kept"), [(0.0, 0), (-1.0, 1)], ids=["idle", "impossible"])
def test_a_row_without_columns_is_kept_only_where_it_says_impossible(high: float, kept: int) -> None:
    rows = Rows()
    rows.post(Terms.none(), high=high, n=1)
    assert rows.count == kept


def test_equal_places_add_up() -> None:
    rows = Rows()
    rows.post([Terms.of(np.array([0]), np.array([0]), 2), Terms.of(np.array([0]), np.array([0]), 3)], high=9.0, n=1)
    assert program(rows, [9.0]).matrix.toarray().tolist() == [[5.0]]


@pytest.mark.parametrize(
    ("solution", "satisfies"),
    [([2, 1], True), ([2, 2], False), ([-1, 0], False), ([5, -2], False)],
    ids=["kept", "row", "below", "above"],
)
def test_whole_numbers_are_held_against_every_row_and_bound(solution: list[int], satisfies: bool) -> None:
    rows = Rows()
    rows.post(Terms.of(np.array([0, 0]), np.array([0, 1]), 1), high=3.0, n=1)
    assert program(rows, [4.0, 4.0]).is_satisfied_by(np.array(solution)) is satisfies


def test_columns_are_made_only_where_the_mask_says() -> None:
    columns = Columns()
    made = columns.where(np.array([True, False, True]), np.array([1.0, 2.0, 3.0]))
    assert made.tolist() == [0, ZERO, 1]
    assert columns.bounds()[1].tolist() == [1.0, 3.0]


def test_a_part_has_the_whole_s_rows_less_what_is_held_and_comes_back_whole() -> None:
    rows = Rows()
    rows.post(Terms.of(np.array([0, 0]), np.array([0, 1]), np.array([1, 2])), low=1.0, high=7.0, n=1)
    rows.post(Terms.of(np.array([0]), np.array([1]), 1), high=3.0, n=1)
    goal = Objective(Goal.COVERAGE, np.array([0, 1]), np.array([5, 1]), 10, 1, 1.0)
    whole = Program.of(rows, np.zeros(2), np.full(2, 9.0), (goal,))
    part = Part.of(whole, np.array([0]), np.array([4, 2]))
    assert part.program.matrix.toarray().tolist() == [[1.0]]
    assert (part.program.low.tolist(), part.program.high.tolist()) == ([-3.0], [3.0])
    assert part.program.objectives[0].offset == 12
    assert part.whole(np.array([3])).tolist() == [3, 2]
