"""Rule ``present-with``: a contingent is there only while the one it depends on is."""

import pytest

from builders import condition, contingent, in_place, mission, move, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.PRESENT_WITH


def pledge(*rows, **more):
    """Danes come only with Norwegians."""
    return mission(
        site(),
        site("b"),
        contingent("no", "NOR", 5, rotations=3),
        contingent("dk", "DNK", 5),
        contingent("se", "SWE", 5),
        condition("dk", "present-with", "no"),
        *rows,
        **more,
    )


def test_alone_it_does_not_come():
    assert judged(RULE, pledge(), tour("dk", 1, 1)) == BROKEN


def test_the_other_may_come_alone():
    assert judged(RULE, pledge(), tour("no", 5, 1)) == KEPT


@pytest.mark.parametrize(("arrives", "expected"), [(1, BROKEN), (2, KEPT), (3, KEPT)])
def test_it_comes_no_sooner_than_the_other(arrives, expected):
    assert judged(RULE, pledge(), tour("no", 5, 2), tour("dk", 5, arrives)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN), (None, BROKEN)])
def test_it_goes_no_later_than_the_other(departs, expected):
    assert judged(RULE, pledge(), tour("no", 5, 0, 5), tour("dk", 5, 1, departs)) == expected


def test_one_person_of_the_other_is_enough():
    assert judged(RULE, pledge(), tour("no", 1, 1), tour("dk", 5, 1)) == KEPT


def test_the_other_may_be_at_any_site():
    assert judged(RULE, pledge(), tour("no", 1, 1, site="b"), tour("dk", 5, 1)) == KEPT


def test_the_other_may_move():
    t = tour("no", 1, 1, name="t")
    assert judged(RULE, pledge(), t, move(t, "b", 3), tour("dk", 5, 1)) == KEPT


@pytest.mark.parametrize(("returns", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_the_other_may_rotate_without_a_gap(returns, expected):
    m = pledge()
    assert judged(RULE, m, tour("no", 5, 0, 4), tour("no", 5, returns), tour("dk", 5, 1)) == expected


def test_a_third_one_is_no_help():
    assert judged(RULE, pledge(), tour("se", 5, 1), tour("dk", 5, 1)) == BROKEN


@pytest.mark.parametrize(("departs", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_one_that_depends_on_two_needs_both(departs, expected):
    m = pledge(condition("dk", "present-with", "se"))
    assert judged(RULE, m, tour("no", 5, 0, 5), tour("se", 5, 0, 3), tour("dk", 5, 1, departs)) == expected


def test_dependence_may_go_round_in_a_chain():
    m = pledge(condition("se", "present-with", "dk"))
    assert judged(RULE, m, tour("no", 1, 1), tour("dk", 1, 1), tour("se", 1, 1)) == KEPT
    assert judged(RULE, m, tour("no", 1, 1), tour("se", 1, 1)) == BROKEN


def test_two_may_depend_on_each_other():
    m = pledge(condition("no", "present-with", "dk"))
    assert judged(RULE, m, tour("no", 1, 1), tour("dk", 1, 1)) == KEPT
    assert judged(RULE, m, tour("no", 1, 1, 4), tour("dk", 1, 1, 5)) == BROKEN


@pytest.mark.parametrize(("departs", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_those_in_place_depend_too(departs, expected):
    m = pledge(*in_place("us", "USA", 5), condition("us", "present-with", "no"))
    assert judged(RULE, m, tour("no", 5, 0, 3), tour("us", 5, -4, departs)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_one_may_depend_on_those_in_place(departs, expected):
    m = pledge(*in_place("us", "USA", 5), condition("se", "present-with", "us"))
    assert judged(RULE, m, tour("us", 5, -4, 3), tour("se", 5, 0, departs)) == expected
