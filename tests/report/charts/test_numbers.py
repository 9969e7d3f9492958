"""What charts draw is what the tables count, and the sentences say the same."""

from builders import activity, billet, contingent, day, fill, mission, plan, site, tour
from contingent.report.account import account_of
from contingent.report.charts.registry import chart, sentence
from vega_lite import monday, people_by_week, rows_of


def test_areas_hold_the_people_of_every_week(relieved):
    weeks = relieved.tables.weeks
    for name in ("headcount", "headcount-by-command"):
        drawn = people_by_week(rows_of(chart(name, relieved), "area"), relieved.mission.start, len(weeks))
        assert drawn == [week.people for week in weeks]


def test_areas_of_a_large_mission_too(large):
    weeks = large.tables.weeks
    drawn = people_by_week(rows_of(chart("headcount", large), "area"), large.mission.start, len(weeks))
    assert drawn == [week.people for week in weeks]


def test_newcomers_lie_striped_on_top(relieved):
    corners = [row for row in rows_of(chart("headcount", relieved), "area") if row["words"] == "striped: newcomers"]
    assert [(monday(row["x"]), row["y"], row["y2"]) for row in corners] == [(day(4), 10, 22), (day(6), 10, 22)]
    stripes = rows_of(chart("headcount", relieved), "rule")
    assert stripes
    assert {(row["y"], row["y2"]) for row in stripes} == {(10, 22)}
    assert all(day(4) <= monday(row["x"]) < day(6) for row in stripes)


def test_the_ceiling_is_drawn_where_there_is_one_and_breaks_where_there_is_none(relieved):
    line = rows_of(chart("headcount", relieved), "line")
    assert [(monday(row["x"]), row["y"]) for row in line] == [(day(0), 25), (day(8), 30), (day(12), 30)]


def test_the_sentence_of_the_headcount(relieved, nobody):
    assert sentence("headcount", relieved) == (
        "22 people at most, in the week of 3 Feb 2020; 12 in the last week; nearest to the ceiling in the week of "
        "3 Feb 2020: 22 of 25."
    )
    assert sentence("headcount", nobody) == "Nobody is in the host's country in any week of this plan."


def test_cells_of_coverage_join_weeks_and_tell_essential_posts():
    m = mission(site(), activity(until=6), billet(4, essential=2), contingent("es", "ESP", 4), weeks=8)
    p = plan(m, tour("es", 4), fill("es", 4, 0, 2), fill("es", 3, 2, 4), fill("es", 1, 4, 6))
    account = account_of(m, p)
    cells = rows_of(chart("coverage", account), "rect")
    assert [(monday(c["x"]), monday(c["x2"]), c["step"], c["text"]) for c in cells] == [
        (day(0), day(2), "all filled", ""),
        (day(2), day(4), "a quarter to half empty", "1"),
        (day(4), day(6), "half or more empty", "3!"),
    ]
    assert sentence("coverage", account) == (
        "66.7 % of 24 post-weeks are filled; 1 of 1 activities lack posts in some week, most of all train; "
        "2 of the empty post-weeks are essential."
    )


def test_departures_and_what_they_go_to(relieved):
    drawn = chart("departures", relieved)
    there = people_by_week(rows_of(drawn, "area"), relieved.mission.start, 12)
    assert there == [10] * 6 + [0] * 6
    left = rows_of(drawn, "line")
    assert [(monday(row["x"]), row["y"]) for row in left] == [(day(0), 0), (day(6), 10), (day(12), 10)]
    elsewhere = people_by_week(rows_of(drawn, "area", 2), relieved.mission.start, 12)
    assert elsewhere == [0] * 8 + [10] * 4
    assert sentence("departures", relieved) == (
        "USA: 10 people in theatre in the first week, 0 in the last; those who left count for 1 need elsewhere, "
        "most of all readiness (10)."
    )


def test_burden_bars_are_the_shares(one_week):
    bars = rows_of(chart("burden", one_week), "bar")
    assert [(b["nation"], b["share"], b["fair"], b["words"]) for b in bars] == [
        ("ESP", 0.75, 0.25, "+2"),
        ("NOR", 0.25, 0.75, "-2"),
    ]
    assert sentence("burden", one_week) == (
        "Of 2 nations compared, ESP carries most above its fair share (75 % against 25 %) and NOR least "
        "(25 % against 75 %)."
    )


def test_goals_stand_at_their_part_of_all_there_could_be(relieved):
    dots = rows_of(chart("goals", relieved), "point", 1)
    assert [(d["value"], d["bound"], d["words"]) for d in dots] == [
        (0.16666667, 0.16666667, "20 post-weeks x priority, proven best"),
        (0.5, 0.45, "60 person-weeks, at best 54 (gap 5 %)"),
        (0.55, None, "22 person-changes, nothing proven"),
    ]
    assert sentence("goals", relieved) == (
        "1 of 3 goals are proven best; the largest gap is 5 %, in release (people of the releasing nations still in "
        "theatre); nothing is proven about turbulence."
    )


def test_illustrative_figures_are_said_to_be(large, relieved):
    title = chart("headcount", large).to_dict()["title"]
    assert any(line.startswith("Rests in part on illustrative figures (") for line in title["subtitle"])
    assert not any("illustrative" in line for line in chart("headcount", relieved).to_dict()["title"]["subtitle"])
