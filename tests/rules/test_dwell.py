"""Rule ``dwell``: a set of people returns only after ``dwell`` weeks; at most ``rotations`` sets exist."""

import pytest

from builders import activity, billet, contingent, fill, in_place, mission, people, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.DWELL


def pledge(*rows, count=2, **more):
    return mission(site(), site("b"), contingent("es", "ESP", count, **more), *rows, weeks=10)


@pytest.mark.parametrize(("returns", "expected"), [(4, BROKEN), (5, KEPT), (6, KEPT)])
def test_a_set_returns_after_dwell(returns, expected):
    assert judged(RULE, pledge(dwell=3), tour("es", 2, 0, 2), tour("es", 2, returns)) == expected


@pytest.mark.parametrize(("returns", "expected"), [(1, BROKEN), (2, KEPT), (3, KEPT)])
def test_without_dwell_a_set_returns_at_once(returns, expected):
    assert judged(RULE, pledge(), tour("es", 2, 0, 2), tour("es", 2, returns)) == expected


@pytest.mark.parametrize(("first", "expected"), [(1, KEPT), (2, BROKEN)])
def test_one_person_of_a_set_may_come_while_the_other_rests(first, expected):
    assert judged(RULE, pledge(dwell=3), tour("es", first, 0, 2), tour("es", 1, 3, 5)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(1, KEPT), (2, KEPT), (3, BROKEN)])
def test_no_more_people_come_than_a_set_has(heads, expected):
    assert judged(RULE, pledge(), tour("es", heads, 0)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_two_sets_may_be_abroad_where_two_exist(heads, expected):
    assert judged(RULE, pledge(rotations=2), tour("es", 2, 0), tour("es", heads - 2, 1)) == expected


@pytest.mark.parametrize(("third", "expected"), [(5, BROKEN), (6, KEPT), (7, KEPT)])
def test_the_third_tour_waits_for_the_first_set(third, expected):
    m = pledge(rotations=2, dwell=4)
    assert judged(RULE, m, tour("es", 2, 0, 2), tour("es", 2, 2), tour("es", 2, third)) == expected


@pytest.mark.parametrize(("returns", "expected"), [(4, BROKEN), (5, KEPT), (6, KEPT)])
def test_those_in_place_rest_too(returns, expected):
    m = mission(site(), in_place("us", "USA", 2, dwell=3))
    assert judged(RULE, m, tour("us", 2, -4, 2), tour("us", 2, returns)) == expected


@pytest.mark.parametrize(("returns", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_those_who_leave_in_week_0_rest_from_week_0(returns, expected):
    m = mission(site(), in_place("us", "USA", 2, dwell=3))
    assert judged(RULE, m, tour("us", 2, -4, 0), tour("us", 2, returns)) == expected


def test_a_set_is_counted_over_all_sites():
    assert judged(RULE, pledge(), tour("es", 2, 0), tour("es", 1, 0, site="b")) == BROKEN


def test_each_group_has_its_own_sets():
    m = pledge(people("es", 2, "med"))
    assert judged(RULE, m, tour("es", 2, 0), tour("es", 2, 0, people="med")) == KEPT


def test_another_contingent_of_the_nation_has_its_own_sets():
    m = pledge(*contingent("es2", "ESP", 2))
    assert judged(RULE, m, tour("es", 2, 0), tour("es2", 2, 0)) == KEPT


@pytest.mark.parametrize(("filling", "expected"), [(1, KEPT), (2, KEPT), (3, BROKEN)])
def test_at_most_one_set_covers_at_once(filling, expected):
    m = pledge(activity(), billet(4), rotations=2)
    assert judged(RULE, m, tour("es", 4, 0), fill("es", filling)) == expected


@pytest.mark.parametrize(("filling", "expected"), [(1, KEPT), (2, BROKEN)])
def test_at_most_one_set_covers_over_all_sites(filling, expected):
    m = pledge(activity(), billet(1), activity("far", site="b"), billet(2, activity="far"), rotations=2)
    rows = tour("es", 1, 0), tour("es", 2, 0, site="b"), fill("es", 1), fill("es", filling, activity="far")
    assert judged(RULE, m, *rows) == expected


@pytest.mark.parametrize(("until", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_the_old_set_stops_covering_when_the_new_one_begins(until, expected):
    m = pledge(activity(), billet(4), rotations=2)
    rows = tour("es", 2, 0, 6), tour("es", 2, 3), fill("es", 2, 0, until), fill("es", 2, 4)
    assert judged(RULE, m, *rows) == expected
