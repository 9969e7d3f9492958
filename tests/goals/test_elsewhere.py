"""Goal ``elsewhere``: value of needs elsewhere left unmet."""

import pytest

from builders import in_place, mission, need, onward, site, tour
from contingent.domain.vocabulary import Goal
from judge import valued

GOAL = Goal.ELSEWHERE
US = tour("us", 5, -4, 0)


def needed(*needs):
    return mission(site(), in_place("us", "USA", 5), *needs, weeks=8)


@pytest.mark.parametrize(("value", "unmet"), [(1, 32), (3, 96)])
def test_a_need_that_nobody_meets_lacks_all(value, unmet):
    assert valued(GOAL, needed(need(count=4, value=value)), US) == unmet


@pytest.mark.parametrize(("heads", "unmet"), [(1, 48), (3, 16), (4, 0)])
def test_each_person_week_that_counts_is_met(heads, unmet):
    assert valued(GOAL, needed(need(count=4, value=2)), US, onward("us", heads, 0)) == unmet


@pytest.mark.parametrize(("begins", "ends", "unmet"), [(0, 8, 0), (2, 8, 8), (2, 6, 16)])
def test_only_the_weeks_in_which_they_count_are_met(begins, ends, unmet):
    assert valued(GOAL, needed(need(count=4)), US, onward("us", 4, begins, ends)) == unmet


def test_a_need_counts_in_its_own_weeks():
    assert valued(GOAL, needed(need(count=4, from_=2, until=5)), US, onward("us", 3, 2, 4)) == 1 + 1 + 4


def test_who_left_but_is_not_sent_on_meets_nothing():
    assert valued(GOAL, needed(need(count=4)), US) == 32


def test_needs_are_added_up_by_value():
    m = needed(need("a", count=4, value=3), need("b", count=2, value=5))
    assert valued(GOAL, m, US, onward("us", 3, 0, to="a"), onward("us", 2, 4, to="b")) == 3 * 8 + 5 * 2 * 4
