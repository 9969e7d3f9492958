"""Rule ``ceiling``: no ceiling is exceeded; everyone counts, both sides of an overlap, and the support element."""

import pytest

from builders import ceiling, contingent, in_place, mission, move, nation, rehat, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.CEILING


def pledge(*rows, **more):
    """Spanish and French contingents; sites `base` and `b` in the host's country, `far` in another."""
    return mission(
        site(),
        site("b"),
        site("far", host="JOR"),
        nation("ESP", "nato"),
        nation("TUR", "nato"),
        contingent("es", "ESP", 20, commands="OLD NEW", **more),
        contingent("es2", "ESP", 20),
        contingent("fr", "FRA", 20),
        contingent("tr", "TUR", 20),
        *rows,
    )


@pytest.mark.parametrize(("heads", "expected"), [(9, KEPT), (10, KEPT), (11, BROKEN)])
def test_no_more_people_than_the_ceiling(heads, expected):
    assert judged(RULE, pledge(ceiling(10)), tour("es", heads, 1)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_all_nations_and_sites_count_under_a_ceiling_of_all(heads, expected):
    m = pledge(ceiling(10))
    assert judged(RULE, m, tour("es", 3, 1), tour("fr", 2, 2, site="b"), tour("tr", heads, 3, site="far")) == expected


@pytest.mark.parametrize(
    ("who", "counted"),
    [("*", 10), ("ESP", 5), ("nato", 8), ("es", 2), ("es2", 3), ("FRA", 2), ("OLD", 9), ("NEW", 1)],
)
def test_a_ceiling_counts_those_it_names(who, counted):
    rows = tour("es", 1, 1), tour("es", 1, 1, command="NEW"), tour("es2", 3, 1), tour("tr", 3, 1), tour("fr", 2, 1)
    assert judged(RULE, pledge(ceiling(counted, who)), *rows) == KEPT
    assert judged(RULE, pledge(ceiling(counted - 1, who)), *rows) == BROKEN


@pytest.mark.parametrize(("where", "counted"), [("*", 9), ("base", 2), ("b", 3), ("far", 4), ("IRQ", 5), ("JOR", 4)])
def test_a_ceiling_counts_where_it_says(where, counted):
    rows = tour("es", 2, 1), tour("es", 3, 1, site="b"), tour("es", 4, 1, site="far")
    assert judged(RULE, pledge(ceiling(counted, where=where)), *rows) == KEPT
    assert judged(RULE, pledge(ceiling(counted - 1, where=where)), *rows) == BROKEN


@pytest.mark.parametrize(("departs", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_people_leave_before_the_ceiling_comes_down(departs, expected):
    m = pledge(ceiling(10, from_=3, until=5))
    assert judged(RULE, m, tour("es", 10, 1), tour("fr", 1, 1, departs)) == expected


@pytest.mark.parametrize(("arrives", "expected"), [(4, BROKEN), (5, KEPT), (6, KEPT)])
def test_people_come_after_the_ceiling_is_gone(arrives, expected):
    m = pledge(ceiling(10, from_=3, until=5))
    assert judged(RULE, m, tour("es", 10, 1), tour("fr", 1, arrives)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_both_sides_of_an_overlap_count(departs, expected):
    m = mission(site(overlap=2), in_place("us", "USA", 6), contingent("es", "ESP", 5), ceiling(10))
    assert judged(RULE, m, tour("us", 6, -4, departs), tour("es", 5, 5)) == expected


@pytest.mark.parametrize(("most", "expected"), [(12, BROKEN), (13, KEPT)])
def test_the_support_element_counts_rounded_up(most, expected):
    assert judged(RULE, pledge(ceiling(most), support="0.25"), tour("es", 10, 1)) == expected


@pytest.mark.parametrize(("most", "expected"), [(13, BROKEN), (14, KEPT)])
def test_support_is_rounded_up_at_each_site(most, expected):
    m = pledge(ceiling(most), support="0.25")
    assert judged(RULE, m, tour("es", 5, 1), tour("es", 5, 1, site="b")) == expected


@pytest.mark.parametrize(("who", "counted"), [("*", 3), ("ESP", 3), ("es", 3), ("OLD", 2), ("NEW", 2)])
def test_under_a_command_support_is_rounded_up_for_those_it_commands(who, counted):
    rows = tour("es", 1, 1), tour("es", 1, 1, command="NEW")
    assert judged(RULE, pledge(ceiling(counted, who), support="0.5"), *rows) == KEPT
    assert judged(RULE, pledge(ceiling(counted - 1, who), support="0.5"), *rows) == BROKEN


@pytest.mark.parametrize(("week", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_who_changes_command_leaves_the_old_ceiling(week, expected):
    t = tour("es", 5, 1, name="t")
    m = pledge(ceiling(5, "OLD"))
    assert judged(RULE, m, t, rehat(t, "NEW", week), tour("fr", 5, 4)) == expected


@pytest.mark.parametrize(("week", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_who_moves_leaves_the_old_ceiling(week, expected):
    t = tour("es", 5, 1, name="t")
    m = pledge(ceiling(5, where="base"))
    assert judged(RULE, m, t, move(t, "b", week), tour("fr", 5, 4)) == expected


def test_of_several_ceilings_each_holds():
    m = pledge(ceiling(10), ceiling(5, "FRA"))
    assert judged(RULE, m, tour("es", 5, 1), tour("fr", 5, 1)) == KEPT
    assert judged(RULE, m, tour("es", 4, 1), tour("fr", 6, 1)) == BROKEN


@pytest.mark.parametrize(("departs", "expected"), [(0, KEPT), (1, BROKEN)])
def test_those_in_place_count_from_week_0(departs, expected):
    m = mission(site(), in_place("us", "USA", 6), ceiling(5))
    assert judged(RULE, m, tour("us", 6, -4, departs)) == expected
