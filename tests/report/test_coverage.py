from builders import activity, billet, contingent, day, fill, handover, mission, plan, site, tour
from contingent.report.tables import tabulate


def test_no_shortfall_where_all_is_filled(relief):
    assert tabulate(*relief).shortfalls == ()


def test_weeks_are_merged_while_nothing_changes():
    m = mission(site(), activity(), billet(5, essential=2), contingent("es", "ESP", 5), weeks=8)
    p = plan(m, tour("es", 5, 1), fill("es", 1, 1, 3), fill("es", 4, 3, 5), fill("es", 5, 5, 7), fill("es", 4, 7))
    rows = tabulate(m, p).shortfalls
    assert [(r.from_, r.until, r.weeks, r.missing, r.essential, r.required) for r in rows] == [
        (day(0), day(1), 1, 5, 2, 5),
        (day(1), day(3), 2, 4, 1, 5),
        (day(3), day(5), 2, 1, 0, 5),
        (day(7), day(8), 1, 1, 0, 5),
    ]


def test_essential_shortfalls_come_first():
    m = mission(
        site(),
        activity("early"),
        billet(1, activity="early"),
        activity("late"),
        billet(1, essential=1, activity="late", from_=3),
        weeks=4,
    )
    rows = tabulate(m, plan(m)).shortfalls
    assert [(r.activity, r.essential) for r in rows] == [("late", 1), ("early", 0)]


def test_two_rows_of_billets_are_one_line():
    m = mission(site(), activity(), billet(2), billet(3, from_=2), contingent("es", "ESP", 4), weeks=4)
    p = plan(m, tour("es", 4, 0), fill("es", 2, 0, 2), fill("es", 4, 2))
    rows = tabulate(m, p).shortfalls
    assert [(r.from_, r.missing, r.required) for r in rows] == [(day(2), 1, 5)]


def test_activities_that_stay_with_the_old_command_are_last():
    m = mission(
        site(),
        activity("stays"),
        activity("never", hand_to="NEW"),
        activity("second", hand_to="NEW"),
        activity("first", hand_to="NEW"),
        activity("same", hand_to="OLD"),
    )
    rows = tabulate(m, plan(m, handover(5, "second"), handover(2, "first"))).handovers
    assert [(r.week, r.activity) for r in rows] == [(day(2), "first"), (day(5), "second"), (None, "never")]
