"""Rule ``present-with``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, ceiling, condition, contingent, mission, site
from contingent.domain.vocabulary import Goal


def pledge(*rows, **more):
    """A Dane fills the post, but comes only with a Norwegian, who has no such skill."""
    return mission(
        site(),
        activity(),
        billet(1, 1),
        contingent("dk", "DNK"),
        contingent("no", "NOR", 1, "med", **more),
        condition("dk", "present-with", "no"),
        *rows,
        goals=["essential"],
    )


@pytest.mark.parametrize("from_", [3, 4, 5])
def test_the_post_waits_for_the_other_nation(solve_best, from_):
    assert solve_best(pledge(from_=from_))[Goal.ESSENTIAL] == from_


@pytest.mark.parametrize(("until", "uncovered"), [(3, 5), (4, 4), (5, 3)])
def test_the_post_is_empty_when_the_other_nation_has_left(solve_best, until, uncovered):
    assert solve_best(pledge(until=until))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("state", "uncovered"), [("offered", 0), ("refused", 8)])
def test_if_the_other_nation_does_not_come_neither_does_this_one(solve_best, state, uncovered):
    assert solve_best(pledge(state=state))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("most", "uncovered"), [(1, 8), (2, 0)])
def test_there_must_be_room_for_both(solve_best, most, uncovered):
    assert solve_best(pledge(ceiling(most)))[Goal.ESSENTIAL] == uncovered
