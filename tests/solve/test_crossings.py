"""The passes over all weeks at once say what a walk from week to week says."""

import numpy as np
import pytest

from contingent.formulation.crossings import _after, _before, _from_the_start

WEEKS = 9


def walked_after(enter, may_be, lag):
    return [any(enter[e] and all(may_be[e:t]) and t - e >= lag for e in range(t)) for t in range(WEEKS)]


def walked_before(crossing, may_be):
    return [any(crossing[x] and all(may_be[t:x]) for x in range(t + 1, WEEKS)) for t in range(WEEKS)]


@pytest.fixture
def masks():
    dice = np.random.default_rng(7)
    enter, may_be = dice.random((400, WEEKS)) < 0.3, dice.random((400, WEEKS)) < 0.8
    return enter, may_be, dice.integers(1, WEEKS + 3, 400)


def test_a_stage_is_left_after_its_lag_and_never_over_a_barred_week(masks):
    enter, may_be, lag = masks
    expected = [walked_after(*row) for row in zip(enter, may_be, lag, strict=True)]
    assert _after(enter, may_be, lag).tolist() == expected
    assert 0 < np.sum(expected) < np.size(expected)


def test_a_crossing_is_kept_only_where_the_next_can_follow(masks):
    crossing, may_be, _ = masks
    expected = [walked_before(*row) for row in zip(crossing, may_be, strict=True)]
    assert _before(crossing, may_be).tolist() == expected
    assert 0 < np.sum(expected) < np.size(expected)


def test_those_in_place_can_leave_until_they_must(masks):
    _, may_be, _ = masks
    expected = [[all(row[:t]) for t in range(WEEKS)] for row in may_be]
    assert _from_the_start(may_be).tolist() == expected
