"""Sites: who is where in each week."""

from builders import contingent, day, in_place, mission, move, plan, site, tour
from contingent.report.tables import tabulate


def there(m, *parts):
    """Return (site, week, nation, people) of every row."""
    weeks = {day(week): week for week in range(m.weeks)}
    return [(r.site, weeks[r.week], r.nation, r.people) for r in tabulate(m, plan(m, parts)).sites]


def test_without_tours_there_is_nobody():
    assert there(mission(site(), in_place("us", "USA", 3))) == []


def test_a_nation_s_contingents_at_a_site_are_added_up_each_with_its_own_support():
    m = mission(site(), contingent("es1", "ESP", 1, support="0.1"), contingent("es2", "ESP", 1, support="0.1"), weeks=1)
    assert there(m, tour("es1", 1), tour("es2", 1)) == [("base", 0, "ESP", 4)]


def test_those_who_move_are_at_one_site_in_a_week_and_sites_of_other_hosts_have_rows():
    m = mission(site("b"), site("a", host="KWT"), in_place("us", "USA", 3, site="a", support="0.5"), weeks=4)
    us = tour("us", 3, -4, 3, site="a", name="us-1")
    assert there(m, us, move(us, "b", 2)) == [("b", 2, "USA", 5), ("a", 0, "USA", 5), ("a", 1, "USA", 5)]


def test_nations_come_by_their_code():
    m = mission(site(), contingent("us", "USA", 1), contingent("be", "BEL", 2), weeks=1)
    assert there(m, tour("us", 1), tour("be", 2)) == [("base", 0, "BEL", 2), ("base", 0, "USA", 1)]
