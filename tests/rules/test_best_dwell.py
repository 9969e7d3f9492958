"""Rule ``dwell``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, contingent, in_place, mission, site
from contingent.domain.vocabulary import Goal


def pledge(posts=1, count=1, overlap=0, **more):
    return mission(
        site(overlap=overlap),
        activity(),
        billet(posts, posts),
        contingent("es", "ESP", count, **more),
        goals=("essential",),
    )


@pytest.mark.parametrize(("dwell", "uncovered"), [(0, 0), (1, 2), (2, 4)])
def test_one_set_rests_between_tours(solve_best, dwell, uncovered):
    """Two weeks there and so many at home, in eight weeks."""
    assert solve_best(pledge(tour_max=2, dwell=dwell))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("dwell", "uncovered"), [(2, 0), (3, 1), (4, 2)])
def test_two_sets_take_turns(solve_best, dwell, uncovered):
    """Tours of two weeks: the third begins when the first set is back, in week 2 + dwell."""
    assert solve_best(pledge(tour_max=2, dwell=dwell, rotations=2))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("count", "uncovered"), [(1, 16), (2, 8), (3, 0)])
def test_a_second_set_does_not_cover_beside_the_first(solve_best, count, uncovered):
    assert solve_best(pledge(posts=3, count=count, rotations=3))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("rotations", "uncovered"), [(1, 2), (2, 1)])
def test_a_nation_with_two_sets_relieves_its_own_people_without_a_gap(solve_best, rotations, uncovered):
    """Tours of four weeks, one week of overlap: only the first week of all is lost where the sets overlap."""
    assert solve_best(pledge(overlap=1, tour_max=4, rotations=rotations))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("dwell", "uncovered"), [(3, 0), (4, 0), (5, 1)])
def test_the_set_in_place_is_relieved_by_the_second_and_relieves_it_again(solve_best, dwell, uncovered):
    """In place until week 2; the second set comes in week 1 and must go in week 7; the first can be back in 2 + dwell
    and is needed in week 6, to cover in week 7."""
    m = mission(
        site(overlap=1),
        activity(),
        billet(1, 1),
        in_place("us", "USA", tour_max=6, dwell=dwell, rotations=2),
        goals=("essential",),
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered
