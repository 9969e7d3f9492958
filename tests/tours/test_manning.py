"""Whether people are enough for posts of one week: reckoned by hand, also where there is nothing to reckon."""

import numpy as np
import pytest

from contingent.formulation.manning import weeks_with_enough


@pytest.mark.parametrize(("people", "enough"), [([1, 3], False), ([2, 1], True), ([3, 0], True)])
def test_everybody_fills_one_post(people, enough):
    """Two posts that the first group alone can fill, one that both can."""
    could_fill = np.array([[[True], [False]], [[True], [True]]])
    assert weeks_with_enough(np.array([[2], [1]]), could_fill, np.array(people)).tolist() == [enough]


def test_weeks_are_looked_at_one_by_one():
    could_fill = np.array([[[True, False, True]]])
    assert weeks_with_enough(np.array([[1, 1, 2]]), could_fill, np.array([1])).tolist() == [True, False, False]


@pytest.mark.parametrize(("lines", "groups", "weeks", "expected"), [(0, 2, 3, True), (2, 0, 3, False), (2, 2, 0, True)])
def test_no_posts_need_nobody_and_posts_need_somebody(lines, groups, weeks, expected):
    posts, could_fill = np.ones((lines, weeks), dtype=np.int64), np.ones((lines, groups, weeks), dtype=bool)
    found = weeks_with_enough(posts, could_fill, np.ones(groups, dtype=np.int64))
    assert found.tolist() == [expected] * weeks
