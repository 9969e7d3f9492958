"""Rule ``beds``: no site holds more people than it has beds, support element included."""

import pytest

from builders import contingent, in_place, mission, move, people, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.BEDS


@pytest.mark.parametrize(("heads", "expected"), [(9, KEPT), (10, KEPT), (11, BROKEN)])
def test_no_more_people_than_beds(heads, expected):
    m = mission(site(beds=10), contingent("es", "ESP", 20))
    assert judged(RULE, m, tour("es", heads, 1)) == expected


def test_a_site_without_beds_holds_nobody():
    m = mission(site(beds=0), contingent("es", "ESP", 20))
    assert judged(RULE, m, tour("es", 1, 1)) == BROKEN


def test_a_blank_is_no_limit():
    m = mission(site(), contingent("es", "ESP", 20))
    assert judged(RULE, m, tour("es", 20, 1)) == KEPT


@pytest.mark.parametrize(("one", "other", "expected"), [(5, 5, KEPT), (5, 6, BROKEN), (6, 5, BROKEN)])
def test_all_contingents_are_added_up(one, other, expected):
    m = mission(site(beds=10), contingent("es", "ESP", 20), contingent("de", "DEU", 20))
    assert judged(RULE, m, tour("es", one, 1), tour("de", other, 2)) == expected


@pytest.mark.parametrize(("beds", "expected"), [(10, BROKEN), (11, KEPT), (12, KEPT)])
def test_the_support_element_sleeps_too(beds, expected):
    m = mission(site(beds=beds), contingent("es", "ESP", 10, support="0.1"))
    assert judged(RULE, m, tour("es", 10, 1)) == expected


@pytest.mark.parametrize(("beds", "expected"), [(12, BROKEN), (13, KEPT)])
def test_a_part_of_a_supporter_is_a_whole_one(beds, expected):
    m = mission(site(beds=beds), contingent("es", "ESP", 11, support="0.1"))
    assert judged(RULE, m, tour("es", 11, 1)) == expected


@pytest.mark.parametrize(("support", "heads", "beds"), [("0.1", 30, 33), ("1.1", 10, 21), ("0.07", 100, 107)])
def test_support_is_reckoned_in_exact_decimals(support, heads, beds):
    rows = contingent("es", "ESP", heads, support=support)
    assert judged(RULE, mission(site(beds=beds), rows), tour("es", heads, 1)) == KEPT
    assert judged(RULE, mission(site(beds=beds - 1), rows), tour("es", heads, 1)) == BROKEN


@pytest.mark.parametrize(("beds", "expected"), [(11, BROKEN), (12, KEPT)])
def test_support_is_rounded_up_for_each_contingent(beds, expected):
    m = mission(site(beds=beds), contingent("es", "ESP", 5, support="0.1"), contingent("es2", "ESP", 5, support="0.1"))
    assert judged(RULE, m, tour("es", 5, 1), tour("es2", 5, 1)) == expected


@pytest.mark.parametrize(("beds", "expected"), [(10, BROKEN), (11, KEPT)])
def test_support_is_not_rounded_up_for_each_group_or_tour(beds, expected):
    m = mission(site(beds=beds), contingent("es", "ESP", 5, support="0.1"), people("es", 5, "med"))
    rows = tour("es", 2, 1), tour("es", 3, 1), tour("es", 5, 1, people="med")
    assert judged(RULE, m, *rows) == expected


@pytest.mark.parametrize(("beds", "expected"), [(2, BROKEN), (3, KEPT)])
def test_support_is_not_rounded_up_for_each_command(beds, expected):
    m = mission(site(beds=beds), contingent("es", "ESP", 2, commands="OLD NEW", support="0.5"))
    assert judged(RULE, m, tour("es", 1, 1), tour("es", 1, 1, command="NEW")) == expected


@pytest.mark.parametrize(("arrives", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_both_sides_of_an_overlap_count(arrives, expected):
    m = mission(site(beds=10), in_place("us", "USA", 6), contingent("es", "ESP", 5))
    assert judged(RULE, m, tour("us", 6, -4, 4), tour("es", 5, arrives)) == expected


def test_beds_of_one_site_are_not_those_of_another():
    m = mission(site(beds=5), site("b", beds=5), contingent("es", "ESP", 11))
    assert judged(RULE, m, tour("es", 5, 1), tour("es", 5, 1, site="b")) == KEPT
    assert judged(RULE, m, tour("es", 5, 1), tour("es", 6, 1, site="b")) == BROKEN


@pytest.mark.parametrize(("week", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_those_who_move_need_beds_at_the_new_site_from_that_week(week, expected):
    m = mission(site(), site("b", beds=5), contingent("es", "ESP", 5), contingent("de", "DEU", 5))
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, m, tour("de", 5, 1, 4, site="b"), t, move(t, "b", week)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(0, KEPT), (1, BROKEN)])
def test_those_in_place_need_beds_from_week_0(departs, expected):
    m = mission(site(beds=5), in_place("us", "USA", 6))
    assert judged(RULE, m, tour("us", 6, -4, departs)) == expected
