"""Rule ``indivisible``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, ceiling, contingent, in_place, lift, mission, people, site
from contingent.domain.vocabulary import Goal


def unit(*rows, beds=None, indivisible=True, **more):
    """Two riflemen and a medic; two posts for riflemen."""
    return mission(
        site(beds=beds),
        activity(),
        billet(2, 2),
        contingent("es", "ESP", 2, indivisible=indivisible, **more),
        people("es", 1, "med"),
        *rows,
        goals=("essential",),
    )


@pytest.mark.parametrize(("beds", "uncovered"), [(2, 16), (3, 0), (4, 0)])
def test_a_unit_that_does_not_fit_stays_at_home(solve_best, beds, uncovered):
    assert solve_best(unit(beds=beds))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("beds", "uncovered"), [(1, 8), (2, 0), (3, 0)])
def test_what_is_divisible_comes_as_far_as_it_fits(solve_best, beds, uncovered):
    assert solve_best(unit(beds=beds, indivisible=False))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("seats", "uncovered"), [(2, 16), (3, 0)])
def test_a_unit_comes_in_one_lift(solve_best, seats, uncovered):
    assert solve_best(unit(lift(seats)))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("most", "uncovered"), [(2, 10), (3, 0)])
def test_a_unit_in_place_leaves_whole_when_the_ceiling_comes_down(solve_best, most, uncovered):
    m = mission(
        site(),
        activity(),
        billet(2, 2),
        in_place("us", "USA", 3, indivisible=True),
        ceiling(most, from_=3),
        goals=("essential",),
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("most", "uncovered"), [(5, 4), (6, 2), (7, 2)])
def test_two_sets_of_a_unit_with_support_overlap_where_there_is_room(solve_best, most, uncovered):
    """Two people and a supporter a set, tours of four weeks, one week of overlap; without room each tour costs a week
    of both posts."""
    m = mission(
        site(overlap=1),
        activity(),
        billet(2, 2),
        contingent("es", "ESP", 2, indivisible=True, rotations=2, tour_max=4, support="0.5"),
        ceiling(most),
        goals=("essential",),
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered
