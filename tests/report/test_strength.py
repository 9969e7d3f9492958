from fractions import Fraction

import pytest

from builders import (
    activity,
    billet,
    ceiling,
    contingent,
    day,
    in_place,
    lift,
    mission,
    move,
    plan,
    rehat,
    site,
    tour,
)
from contingent.report.strength import ceiling_by_week, five_numbers, seats_by_week
from contingent.report.tables import tabulate


def test_headcount_counts_both_sides_of_an_overlap_and_support(relief):
    weeks = tabulate(*relief).weeks
    assert [week.people for week in weeks] == [10] * 4 + [22] * 2 + [12] * 6


def test_arrivals_and_departures_leave_out_those_in_place_and_those_who_stay_to_the_end(relief):
    weeks = tabulate(*relief).weeks
    assert [week.arriving for week in weeks] == [0] * 4 + [10] + [0] * 7
    assert [week.departing for week in weeks] == [0] * 6 + [10] + [0] * 5


def test_posts_required_and_filled_by_week(relief):
    weeks = tabulate(*relief).weeks
    assert {(week.required, week.filled) for week in weeks} == {(10, 10)}


def test_the_tightest_ceiling_on_everybody_holds(relief):
    assert ceiling_by_week(relief[0]) == [25] * 8 + [30] * 4


def test_ceilings_on_some_people_or_some_sites_are_not_the_ceiling():
    m = mission(
        site("a"), site("b"), ceiling(5, "USA"), ceiling(6, where="a"), in_place("us", "USA", site="a"), weeks=2
    )
    assert ceiling_by_week(m) == [None, None]


def test_a_ceiling_for_the_host_of_all_sites_is_the_ceiling():
    m = mission(site("a"), site("b"), ceiling(7, where="IRQ"), weeks=2)
    assert ceiling_by_week(m) == [7, 7]


def test_the_ceiling_is_that_of_the_mission_s_own_host():
    m = mission(site("a"), site("b", host="KWT"), ceiling(7, where="IRQ"), ceiling(3, where="KWT"), weeks=2)
    assert ceiling_by_week(m) == [7, 7]


def test_people_at_a_partner_s_site_elsewhere_are_not_held_against_the_host_s_ceiling():
    m = mission(
        site("a"),
        site("b", host="KWT"),
        ceiling(7, where="IRQ"),
        in_place("us", "USA", 4, site="a"),
        in_place("uk", "GBR", 3, site="b"),
        weeks=2,
    )
    p = plan(m, tour("us", 4, -4, site="a"), tour("uk", 3, -4, site="b"))
    assert [week.people for week in tabulate(m, p).weeks] == [4, 4]


def test_seats_of_the_tightest_limit_on_all_sites():
    m = mission(site("a"), site("b"), lift(9), lift(4, from_=1, until=2), lift(1, where="a"), weeks=3)
    assert seats_by_week(m) == [9, 4, 9]


@pytest.mark.parametrize(
    ("state", "offered", "confirmed", "in_place_"),
    [
        ("asked", 0, 0, 0),
        ("indicated", 0, 0, 0),
        ("offered", 7, 0, 0),
        ("verified", 7, 0, 0),
        ("authorised", 7, 7, 0),
        ("ordered", 7, 7, 0),
        ("withdrawn", 0, 0, 0),
        ("expired", 0, 0, 0),
        ("refused", 0, 0, 0),
    ],
)
def test_each_state_counts_where_it_belongs(state, offered, confirmed, in_place_):
    numbers = five_numbers(mission(site(), contingent("es", "ESP", 7, state=state, rotations=3, support="0.5")))
    assert (numbers.offered, numbers.confirmed, numbers.in_place) == (offered, confirmed, in_place_)


def test_those_in_place_are_confirmed_and_offered_too():
    numbers = five_numbers(mission(site(), in_place("us", "USA", 4), contingent("es", "ESP", 7)))
    assert (numbers.offered, numbers.confirmed, numbers.in_place) == (11, 4, 4)


def test_required_is_the_fullest_week_and_the_mean():
    m = mission(site(), activity(from_=1), billet(6), billet(3, skill="med", until=3), weeks=4)
    numbers = five_numbers(m)
    assert (numbers.required_peak, numbers.required_mean) == (9, Fraction(0 + 9 + 9 + 6, 4))


def test_without_a_ceiling_there_is_none():
    numbers = five_numbers(mission(site()))
    assert (numbers.ceiling_least, numbers.ceiling_most) == (None, None)


def test_nations_come_by_their_weight_in_the_plan(relief):
    rows = tabulate(*relief).nations
    assert [(r.nation, r.offered, r.in_place, r.peak, r.at_end, r.person_weeks) for r in rows] == [
        ("ESP", 10, 0, 12, 12, 96),
        ("USA", 10, 10, 10, 0, 60),
    ]


def test_a_tour_that_moves_and_changes_command_is_counted_where_it_is():
    m = mission(
        site("a"),
        site("b"),
        in_place("us", "USA", 3, site="a", commands="OLD NEW", support="0.5"),
        contingent("es", "ESP", 2, support="0.25"),
        weeks=6,
    )
    us = tour("us", 3, -4, 5, site="a", name="us-1")
    es = [tour("es", 1, 0, site="a", name="es-1"), tour("es", 1, 0, site="b")]
    p = plan(m, us, tuple(es), move(us, "b", 2), rehat(us, "NEW", 2, site="b"), move(es[0], "b", 4))
    tables = tabulate(m, p)
    # Support is rounded up by site: one Spaniard and one of support at each of two sites, later two and one at one.
    assert [week.people for week in tables.weeks] == [9, 9, 9, 9, 8, 3]
    assert [week.moving for week in tables.weeks] == [0, 0, 3, 0, 1, 0]
    assert [week.rehatting for week in tables.weeks] == [0, 0, 3, 0, 0, 0]
    assert [(d.week, d.site, d.heads) for d in tables.departures] == [(day(5), "b", 3)]


def test_those_in_place_may_leave_in_the_first_week():
    m = mission(site(), in_place("us", "USA", 3), weeks=2)
    tables = tabulate(m, plan(m, tour("us", 3, -4, 0)))
    assert [week.people for week in tables.weeks] == [0, 0]
    assert tables.weeks[0].departing == 3


def test_a_week_of_a_post_outside_its_activity_is_not_required():
    m = mission(site(), activity(until=2), billet(5, from_=1), weeks=4)
    assert [week.required for week in tabulate(m, plan(m)).weeks] == [0, 5, 0, 0]
