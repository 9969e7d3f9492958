"""Rule ``site``: people are only at sites that are open, where they may serve."""

from datetime import timedelta

import pytest

from builders import contingent, day, in_place, mission, move, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.SITE


@pytest.mark.parametrize(("arrives", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_nobody_is_at_a_site_before_it_opens(arrives, expected):
    m = mission(site(opens=3), contingent("es", "ESP"))
    assert judged(RULE, m, tour("es", 1, arrives)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN), (None, BROKEN)])
def test_nobody_is_at_a_site_that_has_closed(departs, expected):
    m = mission(site(closes=5), contingent("es", "ESP"))
    assert judged(RULE, m, tour("es", 1, 1, departs)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(5, KEPT), (6, BROKEN)])
def test_a_site_that_closes_on_a_friday_closes_on_the_next_monday(departs, expected):
    m = mission(site(closes=day(4) + timedelta(days=4)), contingent("es", "ESP"))
    assert judged(RULE, m, tour("es", 1, 1, departs)) == expected


def test_a_site_may_be_open_longer_than_the_mission():
    m = mission(site(opens=-20, closes=20), contingent("es", "ESP"))
    assert judged(RULE, m, tour("es", 1, 0)) == KEPT


@pytest.mark.parametrize(
    ("allowed", "where", "expected"),
    [
        ("", "base", KEPT),
        ("", "b", KEPT),
        ("base", "base", KEPT),
        ("base", "b", BROKEN),
        ("base b", "b", KEPT),
        ("b c", "base", BROKEN),
    ],
)
def test_a_contingent_serves_only_where_it_may(allowed, where, expected):
    m = mission(site(), site("b"), site("c"), contingent("es", "ESP", sites=allowed))
    assert judged(RULE, m, tour("es", 1, 1, site=where)) == expected


@pytest.mark.parametrize(("allowed", "expected"), [("base", BROKEN), ("base b", KEPT), ("", KEPT)])
def test_nobody_moves_to_a_site_where_they_may_not_serve(allowed, expected):
    m = mission(site(), site("b"), contingent("es", "ESP", sites=allowed))
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, m, t, move(t, "b", 3)) == expected


@pytest.mark.parametrize(("week", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_people_move_before_their_site_closes(week, expected):
    m = mission(site(closes=4), site("b"), contingent("es", "ESP"))
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, m, t, move(t, "b", week)) == expected


@pytest.mark.parametrize(("week", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_people_move_to_a_site_that_is_open(week, expected):
    m = mission(site(), site("b", opens=4), contingent("es", "ESP"))
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, m, t, move(t, "b", week)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(0, KEPT), (1, BROKEN)])
def test_those_in_place_at_a_site_that_closes_on_the_first_day_leave_at_once(departs, expected):
    m = mission(site(closes=0), in_place("us", "USA"))
    assert judged(RULE, m, tour("us", 1, -4, departs)) == expected


def test_those_in_place_stand_where_they_may_serve():
    m = mission(site(), site("b"), in_place("us", "USA", sites="b"))
    t = tour("us", 1, -4, name="t")
    assert judged(RULE, m, t, move(t, "b", 1)) == BROKEN
    assert judged(RULE, m, t, move(t, "b", 0)) == KEPT
