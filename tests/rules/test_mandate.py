"""Rule ``mandate``: no nation exceeds its own authority, in number, time or place."""

import pytest

from builders import contingent, in_place, mandate, mission, move, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.MANDATE


def pledge(*rows, **more):
    return mission(
        site(),
        site("b"),
        site("c"),
        contingent("de", "DEU", 20, **more),
        contingent("de2", "DEU", 20),
        contingent("es", "ESP", 20),
        *rows,
    )


@pytest.mark.parametrize(("heads", "expected"), [(9, KEPT), (10, KEPT), (11, BROKEN)])
def test_no_more_people_than_the_mandate(heads, expected):
    assert judged(RULE, pledge(mandate("DEU", 10)), tour("de", heads, 1)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_all_contingents_of_the_nation_count(heads, expected):
    assert judged(RULE, pledge(mandate("DEU", 10)), tour("de", 5, 1), tour("de2", heads, 3)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_people_at_all_sites_count(heads, expected):
    assert judged(RULE, pledge(mandate("DEU", 10)), tour("de", 5, 1), tour("de", heads, 1, site="b")) == expected


@pytest.mark.parametrize(("limit", "expected"), [(11, BROKEN), (12, KEPT), (13, KEPT)])
def test_the_support_element_counts(limit, expected):
    m = pledge(mandate("DEU", limit), support="0.2")
    assert judged(RULE, m, tour("de", 10, 1)) == expected


@pytest.mark.parametrize(("limit", "expected"), [(13, BROKEN), (14, KEPT)])
def test_support_is_rounded_up_at_each_site(limit, expected):
    m = pledge(mandate("DEU", limit), support="0.25")
    assert judged(RULE, m, tour("de", 5, 1), tour("de", 5, 1, site="b")) == expected


def test_a_mandate_binds_its_nation_only():
    assert judged(RULE, pledge(mandate("DEU", 10)), tour("es", 20, 1)) == KEPT


def test_a_nation_without_mandates_is_free():
    assert judged(RULE, pledge(), tour("de", 20, 1, site="b")) == KEPT


def test_a_mandate_without_a_number_allows_any():
    assert judged(RULE, pledge(mandate("DEU")), tour("de", 20, 1), tour("de2", 20, 1)) == KEPT


def test_a_mandate_of_nobody_allows_nobody():
    assert judged(RULE, pledge(mandate("DEU", 0)), tour("de", 1, 1)) == BROKEN


@pytest.mark.parametrize(("departs", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN), (None, BROKEN)])
def test_all_leave_when_the_mandate_ends(departs, expected):
    assert judged(RULE, pledge(mandate("DEU", 10, until=5)), tour("de", 5, 1, departs)) == expected


@pytest.mark.parametrize(("arrives", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_nobody_comes_before_the_mandate(arrives, expected):
    assert judged(RULE, pledge(mandate("DEU", 10, from_=3)), tour("de", 5, arrives)) == expected


@pytest.mark.parametrize(("next_from", "expected"), [(4, KEPT), (5, BROKEN)])
def test_a_mandate_may_be_followed_by_the_next(next_from, expected):
    m = pledge(mandate("DEU", 10, until=4), mandate("DEU", 10, from_=next_from))
    assert judged(RULE, m, tour("de", 10, 1)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_a_smaller_mandate_sends_people_home_in_time(departs, expected):
    m = pledge(mandate("DEU", 10, until=4), mandate("DEU", 5, from_=4))
    assert judged(RULE, m, tour("de", 5, 1), tour("de", 5, 1, departs)) == expected


@pytest.mark.parametrize(("where", "expected"), [("base", KEPT), ("b", KEPT), ("c", BROKEN)])
def test_people_are_only_where_the_mandate_allows(where, expected):
    m = pledge(mandate("DEU", 10, sites="base b"))
    assert judged(RULE, m, tour("de", 5, 1, site=where)) == expected


@pytest.mark.parametrize(("at_base", "at_b", "expected"), [(5, 3, KEPT), (6, 2, BROKEN), (5, 4, BROKEN), (0, 3, KEPT)])
def test_mandates_of_several_sites_each_limit_their_own(at_base, at_b, expected):
    m = pledge(mandate("DEU", 5, sites="base"), mandate("DEU", 3, sites="b"))
    rows = [tour("de", heads, 1, site=where) for heads, where in [(at_base, "base"), (at_b, "b")] if heads]
    assert judged(RULE, m, *rows) == expected


@pytest.mark.parametrize(("at_base", "at_b", "expected"), [(5, 2, KEPT), (5, 3, BROKEN), (6, 0, BROKEN), (0, 7, KEPT)])
def test_every_mandate_in_force_is_a_limit(at_base, at_b, expected):
    m = pledge(mandate("DEU", 7), mandate("DEU", 5, sites="base"))
    rows = [tour("de", heads, 1, site=where) for heads, where in [(at_base, "base"), (at_b, "b")] if heads]
    assert judged(RULE, m, *rows) == expected


@pytest.mark.parametrize(("week", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_people_move_when_the_mandate_moves(week, expected):
    m = pledge(mandate("DEU", 10, until=4), mandate("DEU", 10, from_=4, sites="b"))
    t = tour("de", 5, 1, name="t")
    assert judged(RULE, m, t, move(t, "b", week)) == expected


def test_those_in_place_need_a_mandate_from_week_0():
    m = mission(site(), in_place("us", "USA", 5), mandate("USA", 10, from_=2))
    assert judged(RULE, m, tour("us", 5, -4, 1)) == BROKEN
    assert judged(RULE, m, tour("us", 5, -4, 0)) == KEPT
