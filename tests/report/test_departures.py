from builders import contingent, day, in_place, mission, need, onward, people, plan, site, tour
from contingent.report.tables import tabulate


def leaving(m, *parts):
    return [
        (row.week, row.contingent, row.heads, [(n.need, n.heads, n.from_) for n in row.then])
        for row in tabulate(m, plan(m, parts)).departures
    ]


def test_who_leaves_is_told_what_for(relief):
    (row,) = tabulate(*relief).departures
    assert (row.week, row.nation, row.contingent, row.site, row.heads) == (day(6), "USA", "us", "base", 10)
    assert [(n.need, n.heads, n.from_) for n in row.then] == [("readiness", 10, day(8))]


def test_those_who_stay_to_the_end_do_not_leave():
    m = mission(site(), in_place("us", "USA", 2), weeks=4)
    assert leaving(m, tour("us", 1, -4), tour("us", 1, -4, 4)) == []


def test_those_who_left_first_go_first():
    m = mission(site(), in_place("us", "USA", 5), need(count=5, who="USA"), weeks=8)
    tours = (tour("us", 3, -4, 1), tour("us", 2, -4, 3))
    assert leaving(m, *tours, onward("us", 3, 1), onward("us", 1, 4)) == [
        (day(1), "us", 3, [("need", 3, day(1))]),
        (day(3), "us", 2, [("need", 1, day(4))]),
    ]


def test_the_reset_passes_before_anybody_counts():
    m = mission(site(), in_place("us", "USA", 4), need(count=5, who="USA", reset_weeks=3), weeks=8)
    tours = (tour("us", 2, -4, 1), tour("us", 2, -4, 2))
    assert leaving(m, *tours, onward("us", 2, 4)) == [
        (day(1), "us", 2, [("need", 2, day(4))]),
        (day(2), "us", 2, []),
    ]


def test_the_same_people_in_two_needs_one_after_the_other():
    m = mission(site(), in_place("us", "USA", 2), need("a", 2), need("b", 2), weeks=8)
    assert leaving(m, tour("us", 2, -4, 1), onward("us", 2, 1, 4, to="a"), onward("us", 2, 4, to="b")) == [
        (day(1), "us", 2, [("a", 2, day(1)), ("b", 2, day(4))])
    ]


def test_two_groups_of_a_contingent_leave_as_one_row_and_keep_their_needs_apart():
    m = mission(site(), contingent("es", "ESP", 2), people("es", 3, "med"), need("medics", 3, skill="med"), weeks=8)
    tours = (tour("es", 2, 0, 3), tour("es", 3, 0, 3, people="med"))
    assert leaving(m, *tours, onward("es", 3, 4, people="med", to="medics")) == [
        (day(3), "es", 5, [("medics", 3, day(4))])
    ]


def test_the_order_in_which_a_plan_names_the_skills_of_a_group_does_not_matter():
    m = mission(site(), contingent("es", "ESP", 2, "inf med"), need(count=2), weeks=8)
    assert leaving(m, tour("es", 2, 0, 3, people="inf med"), onward("es", 2, 4, people="med inf")) == [
        (day(3), "es", 2, [("need", 2, day(4))])
    ]
