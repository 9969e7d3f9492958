"""Rule ``lift``: arrivals and departures fit the seats."""

import pytest

from builders import contingent, in_place, lift, mission, move, rehat, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.LIFT


def pledge(*rows):
    return mission(
        site(),
        site("b"),
        site("far", host="JOR"),
        contingent("es", "ESP", 20, commands="OLD NEW"),
        contingent("fr", "FRA", 20),
        *rows,
    )


@pytest.mark.parametrize(("heads", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_arrivals_fit_the_seats(heads, expected):
    assert judged(RULE, pledge(lift(5)), tour("es", heads, 1)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_departures_fit_the_seats(heads, expected):
    m = mission(site(), in_place("us", "USA", 10), lift(5))
    assert judged(RULE, m, tour("us", heads, -4, 3), tour("us", 10 - heads, -4)) == expected


@pytest.mark.parametrize(("week", "expected"), [(3, KEPT), (4, BROKEN), (5, KEPT)])
def test_arrivals_and_departures_of_one_week_share_the_seats(week, expected):
    m = pledge(lift(5))
    assert judged(RULE, m, tour("es", 3, 1, 4), tour("fr", 3, week)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(1, KEPT), (2, KEPT), (3, BROKEN)])
def test_three_who_leave_and_two_who_come_take_five_seats(heads, expected):
    assert judged(RULE, pledge(lift(5)), tour("es", 3, 1, 4), tour("fr", heads, 4)) == expected


def test_more_people_spread_their_arrivals():
    assert judged(RULE, pledge(lift(5)), tour("es", 5, 1), tour("es", 5, 2), tour("fr", 5, 3)) == KEPT


def test_those_still_there_at_the_end_take_no_seat_out():
    assert judged(RULE, pledge(lift(0, from_=2)), tour("es", 9, 1)) == KEPT


def test_those_in_place_took_their_seats_before():
    m = mission(site(), in_place("us", "USA", 10), lift(0))
    assert judged(RULE, m, tour("us", 10, -4)) == KEPT


@pytest.mark.parametrize(("heads", "expected"), [(5, KEPT), (6, BROKEN)])
def test_those_who_leave_in_week_0_take_seats(heads, expected):
    m = mission(site(), in_place("us", "USA", 10), lift(5))
    assert judged(RULE, m, tour("us", heads, -4, 0), tour("us", 10 - heads, -4)) == expected


def test_moves_and_command_changes_take_no_seat():
    t = tour("es", 9, 1, name="t")
    assert judged(RULE, pledge(lift(0, from_=2)), t, move(t, "b", 3), rehat(t, "NEW", 4, site="b")) == KEPT


def test_the_support_element_takes_no_seat():
    m = mission(site(), contingent("es", "ESP", 5, support=1), lift(5))
    assert judged(RULE, m, tour("es", 5, 1)) == KEPT


@pytest.mark.parametrize(("arrives", "expected"), [(2, KEPT), (3, BROKEN), (4, BROKEN), (5, KEPT)])
def test_seats_are_limited_in_the_weeks_of_the_row(arrives, expected):
    assert judged(RULE, pledge(lift(5, from_=3, until=5)), tour("es", 6, arrives)) == expected


@pytest.mark.parametrize(
    ("where", "at", "expected"),
    [
        ("*", "base", BROKEN),
        ("base", "base", BROKEN),
        ("b", "base", KEPT),
        ("IRQ", "b", BROKEN),
        ("IRQ", "far", KEPT),
        ("JOR", "far", BROKEN),
        ("JOR", "base", KEPT),
    ],
)
def test_seats_are_limited_where_the_row_says(where, at, expected):
    assert judged(RULE, pledge(lift(5, where)), tour("es", 6, 1, site=at)) == expected


@pytest.mark.parametrize(("where", "expected"), [("base", BROKEN), ("b", KEPT)])
def test_arrivals_are_at_the_first_site(where, expected):
    t = tour("es", 6, 1, name="t")
    assert judged(RULE, pledge(lift(5, where)), t, move(t, "b", 3)) == expected


@pytest.mark.parametrize(("where", "expected"), [("base", KEPT), ("b", BROKEN)])
def test_departures_are_at_the_last_site(where, expected):
    t = tour("es", 6, 1, 5, name="t")
    assert judged(RULE, pledge(lift(5, where, from_=2)), t, move(t, "b", 3)) == expected


@pytest.mark.parametrize(("at_base", "at_b", "expected"), [(3, 5, KEPT), (4, 1, BROKEN), (3, 6, BROKEN)])
def test_of_several_rows_each_holds(at_base, at_b, expected):
    m = pledge(lift(3, "base"), lift(8))
    assert judged(RULE, m, tour("es", at_base, 1), tour("es", at_b, 1, site="b")) == expected


@pytest.mark.parametrize(("departs", "expected"), [(7, BROKEN), (8, KEPT), (20, KEPT)])
def test_a_departure_after_the_mission_takes_no_seat_in_it(departs, expected):
    assert judged(RULE, pledge(lift(0, from_=2)), tour("es", 9, 1, departs)) == expected
