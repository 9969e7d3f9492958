"""Goal ``coverage``: posts that nobody fills, by priority of the activity."""

import pytest

from builders import activity, billet, contingent, fill, mission, site, tour
from contingent.domain.vocabulary import Goal
from judge import valued

GOAL = Goal.COVERAGE
ES = tour("es", 9, 0)


def asked(*rows, **more):
    return mission(site(), activity(**more), contingent("es", "ESP", 9), *rows, weeks=8)


@pytest.mark.parametrize(("heads", "value"), [(1, 32), (4, 8), (5, 0)])
def test_every_post_counts_whether_essential_or_not(heads, value):
    assert valued(GOAL, asked(billet(5, 2)), ES, fill("es", heads)) == value


@pytest.mark.parametrize(("priority", "value"), [(1, 8), (2, 16), (7, 56)])
def test_the_priority_is_the_weight(priority, value):
    assert valued(GOAL, asked(billet(5), priority=priority), ES, fill("es", 4)) == value


def test_each_activity_has_its_own_weight():
    """`train` weighs 3 and lacks 2 of 5 posts; `advise` weighs 1 and lacks 1 of 4: eight weeks of 7."""
    m = asked(billet(5), activity("advise"), billet(4, activity="advise"), priority=3)
    assert valued(GOAL, m, ES, fill("es", 3), fill("es", 3, activity="advise")) == 56


def test_an_empty_mission_lacks_all():
    assert valued(GOAL, asked(billet(5), billet(2, skill="med"), priority=2)) == 112


@pytest.mark.parametrize(("from_", "until", "value"), [(2, None, 30), (2, 5, 15), (None, 5, 25)])
def test_posts_count_in_their_own_weeks(from_, until, value):
    assert valued(GOAL, asked(billet(5, from_=from_, until=until))) == value


def test_a_gap_between_two_sets_counts():
    m = asked(billet(5))
    assert valued(GOAL, m, tour("es", 5, 0, 3), tour("es", 5, 4), fill("es", 5, 0, 3), fill("es", 5, 4)) == 5
