"""Goal ``targets``: missed amount of wishes that are not ``must``."""

from fractions import Fraction

import pytest

from builders import activity, billet, contingent, fill, handover, mission, site, target, tour
from contingent.domain.vocabulary import Goal
from judge import valued

GOAL = Goal.TARGETS


def wishing(*rows, support=0):
    return mission(
        site(),
        activity(hand_to="NEW"),
        billet(5),
        activity("advise", kind="advising", hand_to="NEW"),
        contingent("es", "ESP", 20, support=support),
        *rows,
        weeks=8,
    )


@pytest.mark.parametrize(("heads", "missed"), [(3, 16), (4, 8), (5, 0), (6, 0)])
def test_people_below_the_wish_are_missed_each_week(heads, missed):
    assert valued(GOAL, wishing(target("strength", 5)), tour("es", heads, 0)) == missed


@pytest.mark.parametrize(("heads", "missed"), [(4, 0), (5, 0), (6, 8), (7, 16)])
def test_people_above_the_wish_are_missed_each_week(heads, missed):
    assert valued(GOAL, wishing(target("strength", 5, "<=")), tour("es", heads, 0)) == missed


@pytest.mark.parametrize(("from_", "until", "missed"), [(None, None, 40), (2, 5, 15), (6, None, 10), (7, 20, 5)])
def test_a_wish_counts_in_its_own_weeks(from_, until, missed):
    assert valued(GOAL, wishing(target("strength", 5, from_=from_, until=until))) == missed


def test_the_support_element_counts_as_strength():
    assert valued(GOAL, wishing(target("strength", 9), support="0.25"), tour("es", 5, 0)) == 16


@pytest.mark.parametrize(
    ("percent", "heads", "missed"),
    [(100, 4, 8), (50, 2, 4), (50, 3, 0), (33, 1, Fraction(26, 5)), (1, 0, Fraction(2, 5)), (0, 0, 0)],
)
def test_missed_coverage_is_an_exact_fraction_of_posts(percent, heads, missed):
    rows = [fill("es", heads)] if heads else []
    assert valued(GOAL, wishing(target("coverage", percent)), tour("es", 5, 0), *rows) == missed


def test_coverage_above_a_wish_is_missed():
    assert valued(GOAL, wishing(target("coverage", 50, "<=")), tour("es", 5, 0), fill("es", 3)) == 4


@pytest.mark.parametrize(("week", "missed"), [(2, 4), (4, 4), (6, 6)])
def test_activities_not_handed_over_are_missed(week, missed):
    """One of two wished for from week 4 on is missing for four weeks; before the first handover both are."""
    assert valued(GOAL, wishing(target("handed-over", 2, from_=4)), handover(week)) == missed


def test_what_must_be_is_no_wish():
    m = wishing(target("strength", 5, must=True), target("strength", 7))
    assert valued(GOAL, m, tour("es", 5, 0)) == 16


def test_wishes_are_added_up():
    m = wishing(target("strength", 5, from_=6), target("coverage", 100, until=1), target("handed-over", 1, from_=7))
    assert valued(GOAL, m) == 10 + 5 + 1
