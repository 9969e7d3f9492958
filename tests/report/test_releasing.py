"""Releasing nations: who is still there, who has left, and what they go to."""

from builders import contingent, day, in_place, mission, move, need, onward, people, plan, site, tour
from contingent.report.tables import tabulate


def releasing(m, *parts):
    """Return (week, nation, in theatre, left) of every row."""
    weeks = {day(week): week for week in range(m.weeks)}
    return [(weeks[r.week], r.nation, r.in_theatre, r.left) for r in tabulate(m, plan(m, parts)).releasing]


def sent(m, *parts):
    """Return (need, contingent, heads, from, until) of those who count elsewhere."""
    weeks = {day(week): week for week in range(m.weeks + 1)}
    rows = tabulate(m, plan(m, parts)).onward
    return [(r.elsewhere, r.contingent, r.heads, weeks[r.from_], weeks[r.until]) for r in rows]


def test_those_who_leave_have_left_in_the_week_in_which_they_are_gone(relief):
    rows = tabulate(*relief).releasing
    assert [(r.nation, r.in_theatre, r.left) for r in rows] == [("USA", 10, 0)] * 6 + [("USA", 0, 10)] * 6


def test_no_rows_where_no_nation_is_released():
    assert releasing(mission(site(), in_place("us", "USA", 1)), tour("us", 1, -4, 2)) == []


def test_every_week_has_a_row_even_of_a_nation_that_has_nobody():
    m = mission(site(), in_place("us", "USA", 1), weeks=2, release=("FRA", "USA"))
    assert releasing(m, tour("us", 1, -4, 0)) == [
        (0, "FRA", 0, 0),
        (0, "USA", 0, 1),
        (1, "FRA", 0, 0),
        (1, "USA", 0, 1),
    ]


def test_support_is_in_theatre_but_departures_are_counted_without_it_as_elsewhere():
    m = mission(site(), in_place("us", "USA", 4, support="0.25"), weeks=2, release=("USA",))
    assert releasing(m, tour("us", 3, -4, 1), tour("us", 1, -4)) == [(0, "USA", 5, 0), (1, "USA", 2, 3)]


def test_people_at_sites_of_other_hosts_are_still_in_theatre():
    m = mission(site("a"), site("b", host="KWT"), in_place("us", "USA", 2, site="a"), weeks=3, release=("USA",))
    us = tour("us", 2, -4, 2, site="a", name="us-1")
    assert releasing(m, us, move(us, "b", 1)) == [(0, "USA", 2, 0), (1, "USA", 2, 0), (2, "USA", 0, 2)]


def test_a_departure_at_the_end_is_none():
    m = mission(site(), in_place("us", "USA", 2), weeks=2, release=("USA",))
    assert releasing(m, tour("us", 1, -4, 2), tour("us", 1, -4, 9)) == [(0, "USA", 2, 0), (1, "USA", 2, 0)]


def test_sets_that_relieve_each_other_leave_each_for_itself():
    m = mission(site(), in_place("us", "USA", 2, rotations=2), weeks=4, release=("USA",))
    assert [row[2:] for row in releasing(m, tour("us", 2, -4, 1), tour("us", 2, 1, 3))] == [
        (2, 0),
        (2, 2),
        (2, 2),
        (0, 4),
    ]


def test_who_goes_where(relief):
    (row,) = tabulate(*relief).onward
    assert (row.elsewhere, row.name, row.contingent, row.nation) == ("readiness", "readiness", "us", "USA")
    assert (row.heads, row.from_, row.until) == (10, day(8), day(12))


def test_groups_are_added_up_and_weeks_merged_while_the_heads_stay():
    m = mission(site(), contingent("us", "USA", 3), people("us", 2, "med"), need("b", 5), need("a", 5), weeks=8)
    rows = (
        onward("us", 2, 3, 5, to="a"),
        onward("us", 2, 5, 7, to="a"),
        onward("us", 1, 6, people="med", to="a"),
        onward("us", 1, 4, to="b"),
    )
    assert sent(m, tour("us", 3, 0, 2), tour("us", 2, 0, 2, people="med"), *rows) == [
        ("b", "us", 1, 4, 8),
        ("a", "us", 2, 3, 6),
        ("a", "us", 3, 6, 7),
        ("a", "us", 1, 7, 8),
    ]
