"""Whether people are enough for posts of one week: reckoned by hand, also where there is nothing to reckon."""

import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

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


def test_it_is_a_flow_of_enough():
    """Against the largest flow of a library of graphs, on all small cases that chance throws up."""
    rng = np.random.default_rng(4)
    found, reckoned = [], []
    for _ in range(400):
        lines, groups = rng.integers(1, 5, 2)
        posts, people = rng.integers(0, 6, (lines, 1)), rng.integers(0, 6, groups)
        could_fill = rng.random((lines, groups, 1)) < 0.6
        found.append(bool(weeks_with_enough(posts, could_fill, people)[0]))
        reckoned.append(_largest_flow(posts[:, 0], could_fill[..., 0], people) == posts.sum())
    assert found == reckoned
    assert 50 < sum(found) < 350, "both answers are met"


def _largest_flow(posts, could_fill, people):
    lines, groups = could_fill.shape
    network = np.zeros((lines + groups + 2, lines + groups + 2), dtype=np.int32)
    network[0, 1 : 1 + groups] = people
    network[1 : 1 + groups, 1 + groups : -1] = could_fill.T * people[:, None]
    network[1 + groups : -1, -1] = posts
    return maximum_flow(csr_array(network), 0, lines + groups + 1).flow_value
