"""Rule ``target``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, contingent, in_place, mission, site, target
from contingent.domain.vocabulary import Goal


def wishing(*rows):
    """Two Americans under OLD hold two posts, one of them essential; one Spaniard under NEW may come at once."""
    return mission(
        site(),
        activity(hand_to="NEW"),
        billet(2, 1),
        in_place("us", "USA", 2),
        contingent("es", "ESP", commands="NEW"),
        *rows,
        goals=("essential", "coverage"),
    )


def test_without_a_must_the_activity_is_not_handed_over(solve_best):
    assert solve_best(wishing(target("handed-over", 1))) == {Goal.ESSENTIAL: 0, Goal.COVERAGE: 0}


@pytest.mark.parametrize(("from_", "uncovered"), [(3, 5), (4, 4), (5, 3)])
def test_a_must_is_never_traded_for_a_goal(solve_best, from_, uncovered):
    """It is handed over in the last week that the must allows, and from then on one post is empty."""
    m = wishing(target("handed-over", 1, must=True, from_=from_))
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.COVERAGE: uncovered}


@pytest.mark.parametrize(("most", "uncovered"), [(0, 4), (1, 4), (2, 0)])
def test_a_must_may_send_people_home(solve_best, most, uncovered):
    """Without the Americans the Spaniard takes over; with one of them, either of the two covers one post."""
    m = wishing(target("strength", most, "<=", must=True, who="USA", from_=4))
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.COVERAGE: uncovered}


@pytest.mark.parametrize(("value", "possible"), [(2, True), (3, True), (4, False)])
def test_a_must_that_cannot_be_met_leaves_no_plan(plan_best, value, possible):
    """There are three people."""
    assert (plan_best(wishing(target("strength", value, must=True))).plan is not None) == possible
