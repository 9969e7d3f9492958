"""Goal ``essential``: essential posts that nobody fills, summed over activities, skills and weeks."""

import pytest

from builders import activity, billet, contingent, fill, mission, people, site, tour
from contingent.domain.vocabulary import Goal
from judge import valued

GOAL = Goal.ESSENTIAL
ES = tour("es", 9, 0)


def asked(*rows, **more):
    return mission(site(), activity(**more), contingent("es", "ESP", 9), people("es", 9, "med"), *rows, weeks=8)


@pytest.mark.parametrize(("essential", "value"), [(0, 0), (1, 8), (3, 24), (5, 40)])
def test_an_empty_mission_lacks_every_essential_post_in_every_week(essential, value):
    assert valued(GOAL, asked(billet(5, essential))) == value


@pytest.mark.parametrize(("heads", "value"), [(1, 16), (2, 8), (3, 0), (4, 0), (5, 0)])
def test_posts_beyond_the_essential_ones_do_not_count(heads, value):
    assert valued(GOAL, asked(billet(5, 3)), ES, fill("es", heads)) == value


@pytest.mark.parametrize(("begins", "until", "value"), [(0, 8, 0), (1, 8, 3), (1, 7, 6), (3, 4, 21)])
def test_weeks_before_and_after_the_fill_count(begins, until, value):
    assert valued(GOAL, asked(billet(5, 3)), ES, fill("es", 3, begins, until)) == value


def test_more_than_enough_of_one_skill_does_not_help_another():
    m = asked(billet(5, 2), billet(3, 2, skill="med"))
    assert valued(GOAL, m, ES, fill("es", 5)) == 16


def test_more_than_enough_of_one_activity_does_not_help_another():
    m = asked(billet(5, 2), activity("advise"), billet(3, 1, activity="advise"))
    assert valued(GOAL, m, ES, fill("es", 5)) == 8


def test_rows_of_one_skill_share_those_who_fill_them():
    """Two rows of five posts, three essential each: five people leave one of six essential posts empty."""
    assert valued(GOAL, asked(billet(5, 3), billet(5, 3)), ES, fill("es", 5)) == 8


@pytest.mark.parametrize(("from_", "until", "value"), [(None, None, 8), (2, None, 6), (2, 5, 3), (-3, 30, 8)])
def test_posts_count_in_their_own_weeks(from_, until, value):
    assert valued(GOAL, asked(billet(5, 1, from_=from_, until=until))) == value
    assert valued(GOAL, asked(billet(5, 1), from_=from_, until=until)) == value


def test_posts_count_only_while_their_activity_runs():
    assert valued(GOAL, asked(billet(5, 1, from_=2), until=5)) == 3


def test_priority_plays_no_part():
    assert valued(GOAL, asked(billet(5, 1), priority=7)) == 8
