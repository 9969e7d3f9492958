"""Goal ``burden``: largest excess of a nation's person-weeks over its fair share of all."""

from fractions import Fraction

import pytest

from builders import contingent, in_place, mission, nation, site, tour
from contingent.domain.vocabulary import Goal
from judge import valued

GOAL = Goal.BURDEN


def shared(es=1, fr=1, de=None, support=0):
    return mission(
        site(),
        nation("ESP", share=es),
        nation("FRA", share=fr),
        nation("DEU", share=de),
        contingent("es", "ESP", 10, support=support),
        contingent("fr", "FRA", 10),
        contingent("de", "DEU", 10),
        weeks=8,
    )


@pytest.mark.parametrize(("es", "fr", "excess"), [(5, 5, 0), (6, 4, 8), (4, 6, 8), (10, 0, 40)])
def test_the_largest_excess_over_half_counts(es, fr, excess):
    """With shares 1:1 the fair share is half of all person-weeks; eight weeks."""
    rows = [tour(who, heads, 0) for who, heads in [("es", es), ("fr", fr)] if heads]
    assert valued(GOAL, shared(), *rows) == excess


def test_nobody_there_is_no_burden():
    assert valued(GOAL, shared()) == 0


@pytest.mark.parametrize(("weight", "excess"), [(1, 8), (2, Fraction(16, 3)), ("0.5", Fraction(64, 3))])
def test_shares_are_weights(weight, excess):
    """Spain gives 48 of 80 person-weeks, France 32; fair for Spain is a half, two thirds, one third of 80."""
    assert valued(GOAL, shared(es=weight), tour("es", 6, 0), tour("fr", 4, 0)) == excess


def test_a_third_is_reckoned_exactly():
    """Of 8 person-weeks each of three nations should give 8/3."""
    assert valued(GOAL, shared(de=1), tour("es", 1, 0)) == Fraction(16, 3)


def test_nations_without_a_weight_are_not_compared():
    assert valued(GOAL, shared(), tour("es", 5, 0), tour("fr", 5, 0), tour("de", 10, 0)) == 0


def test_where_nobody_has_a_weight_there_is_no_burden():
    assert valued(GOAL, shared(None, None), tour("es", 5, 0)) == 0


def test_a_single_nation_bears_its_fair_share():
    assert valued(GOAL, shared(1, None), tour("es", 5, 0)) == 0


def test_the_support_element_is_a_burden():
    """Five Spaniards with two supporters against five Frenchmen: 56 of 96."""
    assert valued(GOAL, shared(support="0.3"), tour("es", 5, 0), tour("fr", 5, 0)) == 8


def test_weeks_count_and_not_heads():
    assert valued(GOAL, shared(), tour("es", 5, 0), tour("fr", 10, 0, 4)) == 0


def test_weeks_before_the_mission_do_not_count():
    m = mission(
        site(), nation("USA", share=1), nation("FRA", share=1), in_place("us", "USA", 5), contingent("fr", "FRA", 5)
    )
    assert valued(GOAL, m, tour("us", 5, -4, 3), tour("fr", 5, 5)) == 0
    assert valued(GOAL, m, tour("us", 5, -4, 4), tour("fr", 5, 5)) == Fraction(5, 2)


def test_weights_of_nothing_are_no_weights():
    assert valued(GOAL, shared(0, 0), tour("es", 5, 0)) == 0


def test_a_nation_whose_fair_share_is_nothing_gives_all_in_excess():
    assert valued(GOAL, shared(0, 1), tour("es", 5, 0)) == 40
