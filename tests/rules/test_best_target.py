"""Rule ``target``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, ceiling, contingent, in_place, mission, site, target
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


@pytest.mark.parametrize(
    ("who", "value", "possible"), [("*", 3, True), ("*", 4, False), ("NEW", 3, True), ("NEW", 4, False)]
)
def test_support_counts_as_what_it_is_and_not_more(plan_best, who, value, possible):
    """Two people bring one supporter."""
    m = mission(
        site(),
        activity(hand_to="NEW"),
        contingent("es", "ESP", 2, commands="OLD NEW", support="0.25"),
        target("strength", value, must=True, who=who, from_=3),
        goals=["essential"],
    )
    assert (plan_best(m).plan is not None) == possible


@pytest.mark.parametrize(("percent", "french"), [(50, 16), (51, 8), (75, 8), (76, 0)])
def test_a_share_that_a_nation_must_cover_is_rounded_up_to_people(solve_best, percent, french):
    """Of four posts in eight weeks the French would cover all if Spain did not have to cover a percentage of them."""
    m = mission(
        site(),
        activity(),
        billet(4, 4),
        contingent("es", "ESP", 4),
        contingent("fr", "FRA", 4),
        target("coverage", percent, must=True, who="ESP"),
        goals=("essential", "release"),
        release=("ESP",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: 32 - french}


@pytest.mark.parametrize(("most", "missed"), [(2, 16), (3, 0), (4, 0)])
def test_a_wish_for_strength_under_both_commands_counts_their_support(solve_best, most, missed):
    """One under each command, with a supporter each when asked by command, and one between them in all."""
    m = mission(
        site(),
        activity(hand_to="NEW"),
        contingent("es", "ESP", 2, commands="OLD NEW", support="0.5"),
        target("strength", 2, who="OLD", id="old"),
        target("strength", 2, who="NEW", id="new"),
        ceiling(most),
        goals=["targets"],
    )
    assert solve_best(m)[Goal.TARGETS] == missed


def test_a_wish_that_no_number_of_people_meets_is_missed_by_the_least(solve_best):
    """One, two or three people make two, three or five with support: four is missed by one in every week."""
    m = mission(
        site(),
        contingent("es", "ESP", 3, support="0.4"),
        target("strength", 4, "<=", id="most"),
        target("strength", 4, id="least"),
        goals=["targets"],
    )
    assert solve_best(m)[Goal.TARGETS] == 8
