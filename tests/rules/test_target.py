"""Rule ``target``: a target marked ``must`` holds."""

import pytest

from builders import activity, billet, contingent, fill, handover, mission, nation, site, target, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.TARGET


def wishing(*rows, support=0):
    return mission(
        site(),
        site("far", host="JOR"),
        nation("ESP", "nato"),
        activity(hand_to="NEW"),
        billet(10),
        activity("advise", kind="advising", hand_to="NEW"),
        billet(5, activity="advise"),
        contingent("es", "ESP", 20, commands="OLD NEW", support=support),
        contingent("fr", "FRA", 20),
        *rows,
    )


@pytest.mark.parametrize(("heads", "expected"), [(4, BROKEN), (5, KEPT), (6, KEPT)])
def test_at_least_so_many_people(heads, expected):
    m = wishing(target("strength", 5, must=True, from_=2))
    assert judged(RULE, m, tour("es", heads, 1)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_at_most_so_many_people(heads, expected):
    m = wishing(target("strength", 5, "<=", must=True))
    assert judged(RULE, m, tour("es", heads, 1)) == expected


def test_a_wish_that_is_no_must_may_be_missed():
    assert judged(RULE, wishing(target("strength", 5), target("coverage", 100), target("handed-over", 2))) == KEPT


@pytest.mark.parametrize(("arrives", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_a_must_holds_from_its_first_week(arrives, expected):
    m = wishing(target("strength", 5, must=True, from_=3, until=5))
    assert judged(RULE, m, tour("es", 5, arrives)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(4, BROKEN), (5, KEPT), (6, KEPT)])
def test_a_must_holds_to_its_last_week(departs, expected):
    m = wishing(target("strength", 5, must=True, from_=3, until=5))
    assert judged(RULE, m, tour("es", 5, 1, departs)) == expected


@pytest.mark.parametrize(
    ("who", "where", "counted"),
    [
        ("*", "*", 9),
        ("ESP", "*", 7),
        ("nato", "*", 7),
        ("es", "*", 7),
        ("FRA", "*", 2),
        ("OLD", "*", 6),
        ("NEW", "*", 3),
        ("*", "base", 5),
        ("*", "far", 4),
        ("*", "JOR", 4),
        ("ESP", "IRQ", 3),
    ],
)
def test_strength_counts_who_and_where(who, where, counted):
    rows = tour("es", 3, 0, command="NEW"), tour("es", 4, 0, site="far"), tour("fr", 2, 0)
    assert judged(RULE, wishing(target("strength", counted, must=True, who=who, where=where)), *rows) == KEPT
    assert judged(RULE, wishing(target("strength", counted + 1, must=True, who=who, where=where)), *rows) == BROKEN


@pytest.mark.parametrize(("who", "counted"), [("*", 3), ("ESP", 3), ("OLD", 2), ("NEW", 2)])
def test_strength_counts_the_support_element(who, counted):
    rows = tour("es", 1, 0), tour("es", 1, 0, command="NEW")
    assert judged(RULE, wishing(target("strength", counted, must=True, who=who), support="0.5"), *rows) == KEPT
    m = wishing(target("strength", counted + 1, must=True, who=who), support="0.5")
    assert judged(RULE, m, *rows) == BROKEN


@pytest.mark.parametrize(("heads", "expected"), [(5, BROKEN), (6, KEPT), (7, KEPT)])
def test_coverage_is_a_percentage_of_the_required_posts(heads, expected):
    m = wishing(target("coverage", 60, must=True, what="train", from_=1))
    assert judged(RULE, m, tour("es", 10, 0), fill("es", heads)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(2, BROKEN), (3, KEPT)])
def test_half_of_five_posts_is_three_people(heads, expected):
    m = wishing(target("coverage", 50, must=True, what="advising"))
    assert judged(RULE, m, tour("es", 10, 0), fill("es", heads, activity="advise")) == expected


@pytest.mark.parametrize(
    ("what", "where", "percent"),
    [("*", "*", 40), ("train", "*", 50), ("training", "*", 50), ("advise", "*", 20), ("*", "base", 40)],
)
def test_coverage_is_over_what_and_where(what, where, percent):
    rows = tour("es", 10, 0), fill("es", 5), fill("es", 1, activity="advise")
    assert judged(RULE, wishing(target("coverage", percent, must=True, what=what, where=where)), *rows) == KEPT
    more = wishing(target("coverage", percent + 1, must=True, what=what, where=where))
    assert judged(RULE, more, *rows) == BROKEN


@pytest.mark.parametrize(
    ("who", "percent"), [("*", 50), ("ESP", 30), ("es", 30), ("nato", 30), ("FRA", 20), ("OLD", 50), ("NEW", 0)]
)
def test_coverage_counts_those_it_names(who, percent):
    rows = tour("es", 3, 0), tour("fr", 2, 0), fill("es", 3), fill("fr", 2)
    assert judged(RULE, wishing(target("coverage", percent, must=True, what="train", who=who)), *rows) == KEPT
    more = wishing(target("coverage", percent + 1, must=True, what="train", who=who))
    assert judged(RULE, more, *rows) == BROKEN


@pytest.mark.parametrize(("heads", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_coverage_may_be_limited_from_above(heads, expected):
    m = wishing(target("coverage", 50, "<=", must=True, what="train"))
    assert judged(RULE, m, tour("es", 10, 0), fill("es", heads)) == expected


def test_where_nothing_is_required_nothing_is_missed():
    m = wishing(target("coverage", 100, must=True, where="far"))
    assert judged(RULE, m) == KEPT


@pytest.mark.parametrize(("week", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_so_many_activities_are_handed_over_by_then(week, expected):
    m = wishing(target("handed-over", 1, must=True, from_=4))
    assert judged(RULE, m, handover(week)) == expected


@pytest.mark.parametrize(("value", "expected"), [(1, KEPT), (2, KEPT), (3, BROKEN)])
def test_activities_handed_over_are_counted(value, expected):
    m = wishing(target("handed-over", value, must=True, from_=4))
    assert judged(RULE, m, handover(3), handover(4, "advise")) == expected


@pytest.mark.parametrize(
    ("who", "where", "what", "expected"),
    [
        ("*", "*", "*", KEPT),
        ("NEW", "*", "*", KEPT),
        ("OLD", "*", "*", BROKEN),
        ("*", "base", "*", KEPT),
        ("*", "far", "*", BROKEN),
        ("*", "*", "train", KEPT),
        ("*", "*", "training", KEPT),
        ("*", "*", "advising", BROKEN),
    ],
)
def test_handed_over_counts_who_where_and_what(who, where, what, expected):
    m = wishing(target("handed-over", 1, must=True, from_=4, who=who, where=where, what=what))
    assert judged(RULE, m, handover(3)) == expected


@pytest.mark.parametrize(("week", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_nothing_is_handed_over_too_soon(week, expected):
    m = wishing(target("handed-over", 0, "<=", must=True, until=4))
    assert judged(RULE, m, handover(week)) == expected
