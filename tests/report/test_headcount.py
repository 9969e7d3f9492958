"""Headcount: people in the host's country, by nation and command, and those of them who look on."""

from collections import Counter

from builders import contingent, day, in_place, mission, move, people, plan, rehat, site, tour
from contingent.report.tables import tabulate


def counted(m, *parts):
    """Return (week, nation, command, people, in overlap) of every row."""
    weeks = {day(week): week for week in range(m.weeks)}
    rows = tabulate(m, plan(m, parts)).headcount
    return [(weeks[r.week], r.nation, r.command, r.people, r.in_overlap) for r in rows]


def test_newcomers_are_in_overlap_with_their_support_until_they_cover(relief):
    rows = tabulate(*relief).headcount
    assert [(r.nation, r.command, r.people, r.in_overlap) for r in rows if r.week == day(3)] == [("USA", "OLD", 10, 0)]
    assert [(r.nation, r.command, r.people, r.in_overlap) for r in rows if r.week == day(5)] == [
        ("USA", "OLD", 10, 0),
        ("ESP", "NEW", 12, 12),
    ]
    assert [(r.nation, r.command, r.people, r.in_overlap) for r in rows if r.week == day(6)] == [("ESP", "NEW", 12, 0)]


def test_without_tours_there_is_no_row():
    assert counted(mission(site(), in_place("us", "USA", 3))) == []


def test_those_in_place_have_their_overlap_behind_them():
    m = mission(site(overlap=3), in_place("us", "USA", 3), weeks=1)
    assert counted(m, tour("us", 3, -1)) == [(0, "USA", "OLD", 3, 0)]


def test_the_overlap_begins_anew_after_a_move_even_of_those_in_place():
    m = mission(site("a", overlap=1), site("b", overlap=2), in_place("us", "USA", 3, site="a"), weeks=5)
    us = tour("us", 3, -4, site="a", name="us-1")
    assert [row[3:] for row in counted(m, us, move(us, "b", 2))] == [(3, 0), (3, 0), (3, 3), (3, 3), (3, 0)]


def test_a_change_of_command_needs_no_overlap():
    m = mission(site(overlap=2), contingent("es", "ESP", 3, commands="OLD NEW"), weeks=4)
    es = tour("es", 3, 0, name="es-1")
    assert counted(m, es, rehat(es, "NEW", 2)) == [
        (0, "ESP", "OLD", 3, 3),
        (1, "ESP", "OLD", 3, 3),
        (2, "ESP", "NEW", 3, 0),
        (3, "ESP", "NEW", 3, 0),
    ]


def test_site_and_command_changed_at_once():
    m = mission(site("a"), site("b", overlap=1), in_place("us", "USA", 3, site="a", commands="OLD NEW"), weeks=4)
    us = tour("us", 3, -4, site="a", name="us-1")
    assert counted(m, us, move(us, "b", 2), rehat(us, "NEW", 2, site="b")) == [
        (0, "USA", "OLD", 3, 0),
        (1, "USA", "OLD", 3, 0),
        (2, "USA", "NEW", 3, 3),
        (3, "USA", "NEW", 3, 0),
    ]


def test_support_is_rounded_up_once_for_a_contingent_at_a_site_and_shared_among_commands():
    # Two and two of one contingent at one site with a quarter of support: one supporter, not one under each command.
    m = mission(site(), contingent("es", "ESP", 4, commands="OLD NEW", support="0.25"), weeks=1)
    rows = counted(m, tour("es", 2, 0), tour("es", 2, 0, command="NEW"))
    assert rows == [(0, "ESP", "OLD", 3, 0), (0, "ESP", "NEW", 2, 0)]


def test_support_is_rounded_up_at_each_site_and_for_each_contingent():
    m = mission(
        site("a"),
        site("b"),
        contingent("es1", "ESP", 2, support="0.1"),
        contingent("es2", "ESP", 1, support="0.1"),
        weeks=1,
    )
    tours = (tour("es1", 1, 0, site="a"), tour("es1", 1, 0, site="b"), tour("es2", 1, 0, site="a"))
    assert counted(m, *tours) == [(0, "ESP", "OLD", 6, 0)]


def test_newcomers_bring_only_the_support_that_is_not_there():
    # Five are there with one of support; five more come and make it two, by a ratio of 0.15.
    m = mission(site(overlap=1), in_place("us", "USA", 5, support="0.15", rotations=2), weeks=2)
    assert counted(m, tour("us", 5, -4), tour("us", 5, 1)) == [(0, "USA", "OLD", 6, 0), (1, "USA", "OLD", 12, 6)]


def test_groups_of_one_contingent_are_supported_together():
    m = mission(site(), contingent("es", "ESP", 1, support="0.5"), people("es", 1, "med"), weeks=1)
    assert counted(m, tour("es", 1, 0), tour("es", 1, 0, people="med")) == [(0, "ESP", "OLD", 3, 0)]


def test_people_at_a_partner_s_site_elsewhere_are_not_counted():
    m = mission(
        site("a"),
        site("b", host="KWT"),
        in_place("us", "USA", 4, site="a"),
        in_place("uk", "GBR", 3, site="b"),
        weeks=2,
    )
    uk = tour("uk", 3, -4, site="b", name="uk-1")
    assert counted(m, tour("us", 4, -4, site="a"), uk, move(uk, "a", 1)) == [
        (0, "USA", "OLD", 4, 0),
        (1, "USA", "OLD", 4, 0),
        (1, "GBR", "OLD", 3, 0),
    ]


def test_rows_of_a_week_add_up_to_the_week_s_people_in_a_large_plan(large):
    tables = large.tables
    people_in = Counter()
    for row in tables.headcount:
        people_in[row.week] += row.people
        assert 0 <= row.in_overlap <= row.people
    assert [people_in[week.week] for week in tables.weeks] == [week.people for week in tables.weeks]
