"""Rule ``tour``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, contingent, in_place, mission, site
from contingent.domain.vocabulary import Goal


def pledge(*rows, overlap=0, goals=("essential",), make=contingent, **more):
    return mission(
        site(overlap=overlap), activity(), billet(1, 1), make("es", "ESP", **more), *rows, goals=goals, release=("ESP",)
    )


@pytest.mark.parametrize(("tour_max", "uncovered"), [(1, 8), (2, 4), (3, 3), (4, 2), (7, 2), (8, 1), (None, 1)])
def test_each_new_tour_costs_an_overlap(solve_best, tour_max, uncovered):
    """One set, no dwell, an overlap of one week: of each tour the first week is lost."""
    assert solve_best(pledge(overlap=1, tour_max=tour_max))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("tour_max", "uncovered"), [(5, 7), (6, 6), (7, 5), (None, 0)])
def test_those_in_place_go_when_their_tour_is_over(solve_best, tour_max, uncovered):
    """Four weeks of it lie before the mission; nobody returns within it."""
    m = pledge(make=in_place, tour_max=tour_max, dwell=20)
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("tour_min", "weeks"), [(0, 0), (4, 0), (5, 1), (6, 2), (20, 8)])
def test_those_in_place_are_free_when_their_shortest_tour_is_over(solve_best, tour_min, weeks):
    m = pledge(make=in_place, tour_min=tour_min, goals=("release",))
    assert solve_best(m)[Goal.RELEASE] == weeks


@pytest.mark.parametrize(("until", "uncovered"), [(3, 8), (4, 4), (5, 3)])
def test_a_window_shorter_than_a_tour_brings_nobody(solve_best, until, uncovered):
    assert solve_best(pledge(tour_min=4, until=until))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("from_", "uncovered"), [(3, 3), (6, 6), (7, 7)])
def test_the_end_of_the_mission_cuts_a_tour_short(solve_best, from_, uncovered):
    assert solve_best(pledge(tour_min=4, from_=from_))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("moves", "uncovered"), [(0, 5), (1, 2), (2, 0)])
def test_each_move_keeps_one_more_post_filled(solve_best, moves, uncovered):
    """The post is at one site for three weeks, at the next for three, at the last for two; nobody returns."""
    m = mission(
        site(),
        site("b"),
        site("c"),
        activity(until=3),
        activity("second", site="b", from_=3, until=6),
        activity("third", site="c", from_=6),
        *(billet(1, 1, activity=a) for a in ("train", "second", "third")),
        contingent("es", "ESP", moves=moves, dwell=20),
        goals=("essential",),
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("tour_max", "possible"), [(3, False), (4, True), (5, True)])
def test_those_who_are_there_too_long_already_leave_no_plan(plan_best, tour_max, possible):
    """Four weeks of their tour lie before the mission, and nobody leaves before week 0."""
    assert (plan_best(pledge(make=in_place, tour_max=tour_max)).plan is not None) == possible


@pytest.mark.parametrize(("tour_max", "uncovered"), [(0, 8), (1, 0)])
def test_a_tour_of_no_weeks_is_none(solve_best, tour_max, uncovered):
    assert solve_best(pledge(tour_max=tour_max))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("overlap", "uncovered"), [(0, 0), (1, 3), (2, 5)])
def test_people_may_move_to_and_fro_and_take_over_each_time(solve_best, overlap, uncovered):
    """The post is at `base` in weeks 0 to 2 and 6 to 7 and at `b` in weeks 3 to 5; nobody returns from home.

    With two weeks of overlap it is better to stay at `base`, and to cover in weeks 2, 6 and 7.
    """
    m = mission(
        site(overlap=overlap),
        site("b", overlap=overlap),
        activity(),
        billet(1, 1, until=3),
        billet(1, 1, from_=6),
        activity("far", site="b", from_=3, until=6),
        billet(1, 1, activity="far"),
        contingent("es", "ESP", moves=2, dwell=20),
        goals=("essential",),
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered
