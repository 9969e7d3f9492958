"""Rule ``availability``: people are in theatre only in their window, after notice, in a state that counts."""

from datetime import timedelta

import pytest

from builders import condition, contingent, day, in_place, mission, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.AVAILABILITY


@pytest.mark.parametrize(
    ("state", "counts_from", "expected"),
    [
        ("asked", "offered", BROKEN),
        ("indicated", "offered", BROKEN),
        ("offered", "offered", KEPT),
        ("accepted", "offered", KEPT),
        ("ordered", "offered", KEPT),
        ("asked", "asked", KEPT),
        ("offered", "accepted", BROKEN),
        ("accepted", "accepted", KEPT),
        ("withdrawn", "asked", BROKEN),
        ("expired", "asked", BROKEN),
        ("refused", "asked", BROKEN),
    ],
)
def test_only_a_state_that_counts_may_come(state, counts_from, expected):
    m = mission(site(), contingent("es", "ESP", state=state), counts_from=counts_from)
    assert judged(RULE, m, tour("es", 1, 2)) == expected


def test_those_in_place_count_whatever_state_is_asked():
    m = mission(site(), in_place("us", "USA"), counts_from="in-place")
    assert judged(RULE, m, tour("us", 1, -4)) == KEPT


@pytest.mark.parametrize(("arrives", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_nobody_arrives_before_the_window(arrives, expected):
    m = mission(site(), contingent("es", "ESP", from_=4))
    assert judged(RULE, m, tour("es", 1, arrives, 7)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(5, KEPT), (6, KEPT), (7, BROKEN), (None, BROKEN)])
def test_nobody_stays_beyond_the_window(departs, expected):
    m = mission(site(), contingent("es", "ESP", until=6))
    assert judged(RULE, m, tour("es", 1, 2, departs)) == expected


@pytest.mark.parametrize(("arrives", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_a_window_that_opens_on_a_wednesday_counts_from_the_next_monday(arrives, expected):
    m = mission(site(), contingent("es", "ESP", from_=day(3) + timedelta(days=2)))
    assert judged(RULE, m, tour("es", 1, arrives)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(5, KEPT), (6, KEPT), (7, BROKEN)])
def test_a_window_that_closes_on_a_wednesday_closes_on_the_next_monday(departs, expected):
    m = mission(site(), contingent("es", "ESP", until=day(5) + timedelta(days=2)))
    assert judged(RULE, m, tour("es", 1, 2, departs)) == expected


def test_a_window_wider_than_the_mission_is_clipped_to_it():
    m = mission(site(), contingent("es", "ESP", from_=-10, until=20))
    assert judged(RULE, m, tour("es", 1, 0)) == KEPT


@pytest.mark.parametrize(
    ("notice_days", "arrives", "expected"),
    [
        (0, 0, KEPT),
        (1, 0, BROKEN),
        (7, 1, KEPT),
        (27, 4, KEPT),
        (28, 3, BROKEN),
        (28, 4, KEPT),
        (28, 5, KEPT),
        (29, 4, BROKEN),
        (29, 5, KEPT),
    ],
)
def test_nobody_arrives_before_the_notice_has_run(notice_days, arrives, expected):
    m = mission(site(), contingent("es", "ESP", notice_days=notice_days))
    assert judged(RULE, m, tour("es", 1, arrives)) == expected


@pytest.mark.parametrize("kind", ["consent", "vote"])
@pytest.mark.parametrize(("arrives", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_nobody_arrives_before_the_condition_is_expected(kind, arrives, expected):
    m = mission(site(), contingent("es", "ESP"), condition("es", kind, "IRQ", 3))
    assert judged(RULE, m, tour("es", 1, arrives)) == expected


@pytest.mark.parametrize("kind", ["consent", "vote"])
@pytest.mark.parametrize("arrives", [0, 7])
def test_a_condition_without_a_date_is_never_met(kind, arrives):
    m = mission(site(), contingent("es", "ESP"), condition("es", kind, "IRQ"))
    assert judged(RULE, m, tour("es", 1, arrives)) == BROKEN


@pytest.mark.parametrize(("arrives", "expected"), [(4, BROKEN), (5, KEPT), (6, KEPT)])
def test_the_latest_of_several_conditions_counts(arrives, expected):
    m = mission(site(), contingent("es", "ESP"), condition("es", "vote", "x", 5), condition("es", "consent", "IRQ", 2))
    assert judged(RULE, m, tour("es", 1, arrives)) == expected


def test_the_date_of_a_present_with_condition_is_not_used():
    m = mission(
        site(), contingent("es", "ESP"), contingent("de", "DEU"), condition("es", "present-with", "de", expected=5)
    )
    assert judged(RULE, m, tour("es", 1, 1), tour("de", 1, 1)) == KEPT


def test_a_condition_binds_its_own_contingent_only():
    m = mission(site(), contingent("es", "ESP"), contingent("de", "DEU"), condition("es", "vote", "x"))
    assert judged(RULE, m, tour("de", 1, 0)) == KEPT


def test_those_in_place_are_not_bound_by_notice_and_conditions():
    m = mission(site(), in_place("us", "USA", notice_days=30), condition("us", "vote", "x"))
    assert judged(RULE, m, tour("us", 1, -4)) == KEPT


@pytest.mark.parametrize(("arrives", "expected"), [(1, BROKEN), (2, KEPT), (3, KEPT)])
def test_the_next_set_of_a_force_in_place_is_bound_by_notice(arrives, expected):
    m = mission(site(), in_place("us", "USA", notice_days=14, rotations=2))
    assert judged(RULE, m, tour("us", 1, -4, 5), tour("us", 1, arrives)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN), (None, BROKEN)])
def test_those_in_place_leave_when_their_window_ends(departs, expected):
    m = mission(site(), in_place("us", "USA", until=3))
    assert judged(RULE, m, tour("us", 1, -4, departs)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(0, KEPT), (1, BROKEN)])
def test_those_in_place_whose_window_has_ended_leave_at_once(departs, expected):
    m = mission(site(), in_place("us", "USA", until=0))
    assert judged(RULE, m, tour("us", 1, -4, departs)) == expected
