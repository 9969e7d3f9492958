"""Rule ``availability``: what the best plan can reach just inside and just outside its limit."""

from datetime import timedelta

import pytest

from builders import activity, billet, condition, contingent, day, mission, site
from contingent.domain.vocabulary import Goal

ONLY = {"goals": ["essential"]}


def pledge(*rows, overlap=0, **more):
    """One essential post, and one person who may fill it: the post is uncovered while nobody can be there."""
    return mission(site(overlap=overlap), activity(), billet(1, 1), contingent("es", "ESP", **more), *rows, **ONLY)


@pytest.mark.parametrize("from_", [3, 4, 5])
def test_the_post_waits_for_the_window(solve_best, from_):
    assert solve_best(pledge(from_=from_))[Goal.ESSENTIAL] == from_


@pytest.mark.parametrize("from_", [3, 4, 5])
def test_and_for_the_overlap(solve_best, from_):
    assert solve_best(pledge(from_=from_, overlap=2))[Goal.ESSENTIAL] == from_ + 2


@pytest.mark.parametrize(("until", "uncovered"), [(4, 4), (5, 3), (6, 2)])
def test_the_post_is_empty_after_the_window(solve_best, until, uncovered):
    assert solve_best(pledge(until=until))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("notice_days", "uncovered"), [(21, 3), (22, 4), (28, 4), (29, 5)])
def test_the_post_waits_for_the_notice(solve_best, notice_days, uncovered):
    assert solve_best(pledge(notice_days=notice_days))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("expected", "uncovered"), [(3, 3), (4, 4), (5, 5), (None, 8)])
def test_the_post_waits_for_the_vote(solve_best, expected, uncovered):
    assert solve_best(pledge(condition("es", "vote", "x", expected)))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("state", "uncovered"), [("indicated", 8), ("offered", 0), ("accepted", 0), ("withdrawn", 8)])
def test_only_pledges_that_count_fill_it(solve_best, state, uncovered):
    assert solve_best(pledge(state=state))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("days", "uncovered"), [(0, 3), (1, 4), (6, 4), (7, 4)])
def test_a_window_that_opens_within_a_week_opens_with_the_next(solve_best, days, uncovered):
    assert solve_best(pledge(from_=day(3) + timedelta(days=days)))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("days", "uncovered"), [(0, 3), (1, 2), (6, 2), (7, 2)])
def test_a_window_that_closes_within_a_week_closes_with_it(solve_best, days, uncovered):
    assert solve_best(pledge(until=day(5) + timedelta(days=days)))[Goal.ESSENTIAL] == uncovered
