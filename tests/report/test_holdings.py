"""Holdings: who covers each activity over time, and who looks on before."""

import pytest

from builders import (
    activity,
    billet,
    contingent,
    day,
    fill,
    handover,
    in_place,
    mission,
    move,
    people,
    plan,
    site,
    tour,
)
from contingent.report.holdings import Part
from contingent.report.tables import tabulate


def held(m, *parts, of="train"):
    """Return (contingent, command, from, until, heads, part) of the rows of an activity, dates as weeks."""
    weeks = {day(week): week for week in range(m.weeks + 1)}
    rows = [row for row in tabulate(m, plan(m, parts)).holdings if row.activity == of]
    return [(r.contingent, r.command, weeks[r.from_], weeks[r.until], r.heads, r.part.value) for r in rows]


def test_a_relief_with_a_handover(relief):
    m, p = relief
    assert held(m, *p.tours, *p.fills, *p.handovers) == [
        ("us", "OLD", 0, 6, 10, "covers"),
        ("es", "NEW", 4, 6, 10, "overlap"),
        ("es", "NEW", 6, 12, 10, "covers"),
    ]


def test_the_nation_is_told(relief):
    assert [(r.contingent, r.nation) for r in tabulate(*relief).holdings][:2] == [("us", "USA"), ("es", "ESP")]


def test_a_plan_without_fills_holds_nothing():
    assert held(mission(site(), activity(), billet(2))) == []


def test_weeks_are_merged_while_the_heads_stay():
    m = mission(site(), activity(), billet(5), contingent("es", "ESP", 5), weeks=6)
    fills = (fill("es", 3, 0, 2), fill("es", 3, 2, 3), fill("es", 4, 3, 4), fill("es", 4, 5))
    assert held(m, tour("es", 5), *fills) == [
        ("es", "OLD", 0, 3, 3, "covers"),
        ("es", "OLD", 3, 4, 4, "covers"),
        ("es", "OLD", 5, 6, 4, "covers"),
    ]


def test_skills_and_groups_of_a_contingent_are_added_up():
    m = mission(
        site(), activity(), billet(2), billet(1, skill="med"), contingent("es", "ESP", 2), people("es", 1, "med")
    )
    tours = (tour("es", 2), tour("es", 1, people="med"))
    fills = (fill("es", 2), fill("es", 1, people="med", skill="med"))
    assert held(m, *tours, *fills) == [("es", "OLD", 0, 8, 3, "covers")]


def test_the_command_changes_in_the_week_of_the_handover():
    m = mission(site(), activity(hand_to="NEW"), billet(1), in_place("us", "USA", 1, commands="OLD NEW"), weeks=6)
    assert held(m, tour("us", 1, -4), fill("us", 1), handover(4)) == [
        ("us", "OLD", 0, 4, 1, "covers"),
        ("us", "NEW", 4, 6, 1, "covers"),
    ]


@pytest.mark.parametrize(("week", "command"), [(0, "NEW"), (6, "OLD")], ids=["at-once", "at-the-end"])
def test_a_handover_at_the_edge_of_the_mission_cuts_nothing(week, command):
    m = mission(site(), activity(hand_to="NEW"), billet(1), in_place("us", "USA", 1, commands="OLD NEW"), weeks=6)
    assert held(m, tour("us", 1, -4), fill("us", 1), handover(week)) == [("us", command, 0, 6, 1, "covers")]


def test_an_activity_that_runs_only_part_of_the_mission():
    m = mission(site(overlap=1), activity(from_=2, until=4), billet(1), contingent("es", "ESP", 1), weeks=6)
    assert held(m, tour("es", 1, 1, 5), fill("es", 1, 2, 4)) == [
        ("es", "OLD", 1, 2, 1, "overlap"),
        ("es", "OLD", 2, 4, 1, "covers"),
    ]


def test_newcomers_may_wait_idle_after_their_overlap():
    m = mission(site(overlap=1), activity(), billet(1), contingent("es", "ESP", 1), weeks=6)
    assert held(m, tour("es", 1, 1), fill("es", 1, 4)) == [
        ("es", "OLD", 1, 2, 1, "overlap"),
        ("es", "OLD", 4, 6, 1, "covers"),
    ]


def test_no_more_look_on_than_begin_to_fill_posts():
    m = mission(site(overlap=2), activity(), billet(3), contingent("es", "ESP", 5), weeks=6)
    assert held(m, tour("es", 5, 1), fill("es", 3, 3)) == [
        ("es", "OLD", 1, 3, 3, "overlap"),
        ("es", "OLD", 3, 6, 3, "covers"),
    ]


def test_those_who_come_one_after_the_other_look_on_one_after_the_other():
    m = mission(site(overlap=2), activity(), billet(3), contingent("es", "ESP", 3), weeks=6)
    assert held(m, tour("es", 1, 0), tour("es", 2, 1), fill("es", 3, 3)) == [
        ("es", "OLD", 0, 1, 1, "overlap"),
        ("es", "OLD", 1, 2, 3, "overlap"),
        ("es", "OLD", 2, 3, 2, "overlap"),
        ("es", "OLD", 3, 6, 3, "covers"),
    ]


def test_after_a_move_they_look_on_again():
    m = mission(
        site("a"),
        site("b", overlap=2),
        activity("first", "a"),
        activity("second", "b"),
        billet(1, activity="first"),
        billet(1, activity="second"),
        in_place("us", "USA", 1, site="a"),
        weeks=6,
    )
    us = tour("us", 1, -4, site="a", name="us-1")
    parts = (us, move(us, "b", 2), fill("us", 1, 0, 2, activity="first"), fill("us", 1, 4, activity="second"))
    assert held(m, *parts, of="first") == [("us", "OLD", 0, 2, 1, "covers")]
    assert held(m, *parts, of="second") == [("us", "OLD", 2, 4, 1, "overlap"), ("us", "OLD", 4, 6, 1, "covers")]


def test_those_who_worked_elsewhere_at_the_site_in_between_did_not_come_for_it():
    m = mission(
        site(overlap=1),
        activity("early"),
        activity("late"),
        billet(1, activity="early"),
        billet(1, activity="late"),
        contingent("es", "ESP", 1),
        weeks=6,
    )
    parts = (tour("es", 1, 0), fill("es", 1, 1, 3, activity="early"), fill("es", 1, 3, activity="late"))
    assert held(m, *parts, of="early") == [("es", "OLD", 0, 1, 1, "overlap"), ("es", "OLD", 1, 3, 1, "covers")]
    assert held(m, *parts, of="late") == [("es", "OLD", 3, 6, 1, "covers")]


def test_those_who_reinforce_a_contingent_that_covers_do_not_show_and_those_who_return_do():
    m = mission(site(overlap=1), activity(), billet(2), contingent("es", "ESP", 2, rotations=2), weeks=9)
    tours = (tour("es", 1, 0, 5), tour("es", 1, 2, 5), tour("es", 2, 7))
    fills = (fill("es", 1, 1, 3), fill("es", 2, 3, 5), fill("es", 2, 8))
    assert held(m, *tours, *fills) == [
        ("es", "OLD", 0, 1, 1, "overlap"),
        ("es", "OLD", 1, 3, 1, "covers"),
        ("es", "OLD", 3, 5, 2, "covers"),
        ("es", "OLD", 7, 8, 2, "overlap"),
        ("es", "OLD", 8, 9, 2, "covers"),
    ]


def test_those_who_come_while_their_contingent_covers_look_on_once_it_does_not():
    m = mission(site(overlap=2), activity(), billet(1), in_place("us", "USA", 1, rotations=2), weeks=7)
    parts = (tour("us", 1, -4, 4), tour("us", 1, 3), fill("us", 1, 0, 4), fill("us", 1, 5))
    assert held(m, *parts) == [
        ("us", "OLD", 0, 4, 1, "covers"),
        ("us", "OLD", 4, 5, 1, "overlap"),
        ("us", "OLD", 5, 7, 1, "covers"),
    ]


def test_those_who_leave_before_their_group_covers_did_not_look_on():
    m = mission(site(overlap=1), activity(), billet(1), contingent("es", "ESP", 1, rotations=2), weeks=6)
    assert held(m, tour("es", 1, 0, 2), tour("es", 1, 3), fill("es", 1, 4)) == [
        ("es", "OLD", 3, 4, 1, "overlap"),
        ("es", "OLD", 4, 6, 1, "covers"),
    ]


def test_the_first_of_several_handovers_counts_in_an_unlawful_plan():
    m = mission(site(), activity(hand_to="NEW"), billet(1), in_place("us", "USA", 1, commands="OLD NEW"), weeks=6)
    assert held(m, tour("us", 1, -4), fill("us", 1), handover(4), handover(2)) == [
        ("us", "OLD", 0, 2, 1, "covers"),
        ("us", "NEW", 2, 6, 1, "covers"),
    ]


def test_those_who_cover_during_their_overlap_in_an_unlawful_plan_only_cover():
    m = mission(site(overlap=3), activity(), billet(1), contingent("es", "ESP", 1), weeks=4)
    assert held(m, tour("es", 1, 0), fill("es", 1, 1)) == [("es", "OLD", 1, 4, 1, "covers")]


def test_more_people_than_posts_are_shown_as_the_unlawful_plan_has_them():
    m = mission(site(), activity(until=2), billet(1), contingent("es", "ESP", 3), weeks=4)
    assert held(m, tour("es", 3, 0), fill("es", 3)) == [("es", "OLD", 0, 4, 3, "covers")]


def test_rows_come_by_activity_date_and_contingent():
    m = mission(
        site(),
        activity("z"),
        activity("a"),
        billet(2, activity="z"),
        billet(2, activity="a"),
        contingent("es", "ESP", 2),
        contingent("be", "BEL", 2),
        weeks=4,
    )
    fills = (
        fill("es", 1, 0, activity="a"),
        fill("es", 1, 0, activity="z"),
        fill("be", 1, 0, activity="z"),
        fill("be", 1, 2, activity="a"),
    )
    rows = tabulate(m, plan(m, tour("es", 2), tour("be", 2), fills)).holdings
    assert [(r.activity, r.contingent) for r in rows] == [("z", "be"), ("z", "es"), ("a", "es"), ("a", "be")]
    assert {r.part for r in rows} == {Part.COVERS}
