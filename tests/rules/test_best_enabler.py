"""Rule ``enabler``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, ceiling, contingent, enabler, in_place, mission, people, site
from contingent.domain.vocabulary import Goal


def working(*rows, posts=4, medics=1, **more):
    return mission(
        site(),
        activity(),
        billet(posts, posts),
        in_place("us", "USA", posts),
        contingent("no", "NOR", medics, "med", **more),
        *rows,
        goals=["essential"],
    )


@pytest.mark.parametrize(("medics", "uncovered"), [(0, 32), (1, 16), (2, 0), (3, 0)])
def test_where_enablers_are_short_posts_stay_empty(solve_best, medics, uncovered):
    assert solve_best(working(enabler(per=2), medics=medics))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("minimum", "uncovered"), [(1, 0), (2, 0), (3, 32)])
def test_below_the_minimum_nobody_works(solve_best, minimum, uncovered):
    assert solve_best(working(enabler(minimum=minimum), medics=2))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize("from_", [2, 3, 4])
def test_posts_wait_for_the_enablers(solve_best, from_):
    assert solve_best(working(enabler(per=4), from_=from_))[Goal.ESSENTIAL] == 4 * from_


@pytest.mark.parametrize(("count", "uncovered"), [(3, 8), (4, 0), (5, 0)])
def test_who_enables_fills_no_post(solve_best, count, uncovered):
    """Three posts and one enabler, all of one group with both skills."""
    m = mission(
        site(),
        activity(),
        billet(3, 3),
        enabler(minimum=1),
        contingent("nl", "NLD", count, "inf med"),
        goals=["essential"],
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("count", "uncovered"), [(1, 8), (2, 0)])
def test_nobody_meets_two_needs(solve_best, count, uncovered):
    m = working(
        enabler(minimum=1), enabler("log", minimum=1), contingent("dk", "DNK", count, "log med"), posts=1, medics=0
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("count", "uncovered"), [(1, 8), (2, 0)])
def test_one_set_of_enablers_serves_one_site(solve_best, count, uncovered):
    """Each of two sites needs a medic; a second set does not serve beside the first."""
    m = mission(
        site(),
        site("b"),
        activity(),
        billet(1, 1),
        activity("far", site="b"),
        billet(1, 1, activity="far"),
        enabler(minimum=1),
        enabler(minimum=1, site="b"),
        contingent("es", "ESP", 2),
        contingent("no", "NOR", count, "med", rotations=2),
        goals=("essential",),
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("from_", "released"), [(1, 6), (2, 8), (3, 10)])
def test_enablers_stay_until_enablers_have_taken_over(solve_best, from_, released):
    """Two riflemen go in week 1, when two others have taken over; their two medics a week after others came."""
    m = mission(
        site(overlap=1),
        activity(hand_to="NEW"),
        billet(2, 2),
        enabler(per=1),
        in_place("us", "USA", 2),
        people("us", 2, "med"),
        contingent("es", "ESP", 2, commands="NEW"),
        contingent("no", "NOR", 2, "med", commands="NEW", from_=from_),
        ceiling(6),
        goals=("essential", "release", "handover"),
        release=("USA",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: released, Goal.HANDOVER: 1}
