"""Rule ``beds``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, contingent, in_place, lift, mission, site
from contingent.domain.vocabulary import Goal


def pledge(beds, support=0):
    return mission(
        site(beds=beds), activity(), billet(2, 2), contingent("es", "ESP", 2, support=support), goals=["essential"]
    )


@pytest.mark.parametrize(("beds", "uncovered"), [(0, 16), (1, 8), (2, 0), (3, 0), (None, 0)])
def test_as_many_posts_are_filled_as_there_are_beds(solve_best, beds, uncovered):
    assert solve_best(pledge(beds))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("beds", "uncovered"), [(1, 16), (2, 8), (3, 0)])
def test_the_support_element_takes_beds(solve_best, beds, uncovered):
    """Half a supporter each: one needs one, two need one."""
    assert solve_best(pledge(beds, support="0.5"))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("beds", "released"), [(2, 16), (3, 6), (4, 4)])
def test_newcomers_need_beds_beside_those_they_relieve(solve_best, beds, released):
    """Overlap of two weeks. With four beds both pairs overlap in weeks 0 and 1; with three, one after the other."""
    m = mission(
        site(overlap=2, beds=beds),
        activity(),
        billet(2, 2),
        in_place("us", "USA", 2),
        contingent("es", "ESP", 2),
        goals=("essential", "release"),
        release=("USA",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: released}


@pytest.mark.parametrize(("beds", "possible"), [(1, False), (2, True)])
def test_those_in_place_who_have_no_bed_and_no_seat_leave_no_plan(plan_best, beds, possible):
    m = mission(site(beds=beds), activity(), billet(2, 2), in_place("us", "USA", 2), lift(0), goals=("essential",))
    assert (plan_best(m).plan is not None) == possible


@pytest.mark.parametrize(("beds", "moving"), [(0, 2), (1, 1), (2, 0)])
def test_those_in_place_who_have_no_bed_move_at_once(solve_best, beds, moving):
    m = mission(
        site(beds=beds),
        site("b"),
        activity(),
        billet(2, 2),
        in_place("us", "USA", 2),
        lift(0),
        goals=("essential", "turbulence"),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 8 * moving, Goal.TURBULENCE: moving}
