"""Cover: each activity in each week in which it runs, and what it lacks."""

from builders import activity, billet, contingent, day, fill, mission, people, plan, site, tour
from contingent.report.cover import SkillShort
from contingent.report.tables import tabulate


def covered(m, *parts):
    """Return (activity, required, filled, missing, essential missing) of every row."""
    rows = tabulate(m, plan(m, parts)).cover
    return [(r.activity, r.required, r.filled, r.missing, r.essential_missing) for r in rows]


def test_nothing_is_missing_where_all_is_filled(relief):
    rows = tabulate(*relief).cover
    assert [r.week for r in rows] == [day(week) for week in range(12)]
    assert {(r.required, r.filled, r.missing, r.essential_missing, r.by_skill) for r in rows} == {(10, 10, 0, 0, ())}


def test_only_weeks_in_which_the_activity_runs_have_a_row():
    m = mission(site(), activity(from_=1, until=3), billet(2), weeks=5)
    rows = tabulate(m, plan(m)).cover
    assert [(r.week, r.missing) for r in rows] == [(day(1), 2), (day(2), 2)]


def test_an_activity_without_posts_in_a_week_still_runs():
    m = mission(site(), activity(), billet(2, from_=1), weeks=2)
    assert covered(m) == [("train", 0, 0, 0, 0), ("train", 2, 0, 2, 0)]


def test_missing_posts_are_told_by_skill_in_the_order_of_the_billets():
    m = mission(
        site(),
        activity(),
        billet(4, essential=3),
        billet(2, skill="med"),
        billet(1, skill="eng"),
        contingent("es", "ESP", 2),
        people("es", 2, "med"),
        weeks=1,
    )
    parts = (tour("es", 2), tour("es", 2, people="med"), fill("es", 2), fill("es", 2, people="med", skill="med"))
    (row,) = tabulate(m, plan(m, parts)).cover
    assert (row.required, row.filled, row.missing, row.essential_missing) == (7, 4, 3, 1)
    assert row.by_skill == (SkillShort("inf", 2, 1), SkillShort("eng", 1, 0))


def test_people_beyond_the_posts_of_their_skill_fill_nothing():
    m = mission(site(), activity(), billet(2), billet(2, skill="med"), contingent("es", "ESP", 5), weeks=1)
    assert covered(m, tour("es", 5), fill("es", 5)) == [("train", 4, 2, 2, 0)]


def test_what_is_filled_agrees_with_the_table_of_weeks_in_an_unlawful_plan():
    m = mission(site(), activity(until=2), billet(2), contingent("es", "ESP", 5), weeks=3)
    weeks = tabulate(m, plan(m, tour("es", 5), fill("es", 5))).weeks
    assert [(week.required, week.filled) for week in weeks] == [(2, 2), (2, 2), (0, 0)]


def test_a_skill_that_nobody_asks_covers_nothing():
    m = mission(site(), activity(), billet(2), contingent("es", "ESP", 1, "med"), weeks=1)
    assert covered(m, tour("es", 1, people="med"), fill("es", 1, skill="med", people="med")) == [("train", 2, 0, 2, 0)]


def test_activities_come_in_the_order_of_the_mission():
    m = mission(site(), activity("z"), activity("a"), billet(1, activity="a"), weeks=1)
    assert covered(m) == [("z", 0, 0, 0, 0), ("a", 1, 0, 1, 0)]
