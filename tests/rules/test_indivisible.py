"""Rule ``indivisible``: such a contingent moves whole."""

import pytest

from builders import contingent, in_place, mission, move, people, rehat, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.INDIVISIBLE


def unit(indivisible=True, make=contingent, **more):
    """A unit of ten riflemen and two medics a set."""
    rows = make("es", "ESP", 10, commands="OLD NEW", indivisible=indivisible, **more)
    return mission(site(), site("b"), rows, people("es", 2, "med"))


def medics(heads, *weeks, **more):
    return tour("es", heads, *weeks, people="med", **more)


@pytest.mark.parametrize(("heads", "expected"), [(9, BROKEN), (10, KEPT), (11, BROKEN)])
def test_a_unit_of_one_group_comes_whole(heads, expected):
    m = mission(site(), contingent("es", "ESP", 10, indivisible=True, rotations=2))
    assert judged(RULE, m, tour("es", heads, 1)) == expected


@pytest.mark.parametrize("heads", [1, 9])
def test_what_is_divisible_may_come_in_part(heads):
    assert judged(RULE, unit(indivisible=False), tour("es", heads, 1)) == KEPT


@pytest.mark.parametrize(("number", "expected"), [(1, BROKEN), (2, KEPT), (3, BROKEN)])
def test_every_group_comes_in_the_same_number_of_sets(number, expected):
    m = unit(rotations=2)
    assert judged(RULE, m, tour("es", 10, 1), medics(number, 1)) == expected


def test_one_group_does_not_come_without_the_other():
    assert judged(RULE, unit(), tour("es", 10, 1)) == BROKEN


def test_half_a_set_of_every_group_is_no_set():
    assert judged(RULE, unit(), tour("es", 5, 1), medics(1, 1)) == BROKEN


@pytest.mark.parametrize(("number", "expected"), [(2, BROKEN), (3, BROKEN), (4, KEPT)])
def test_two_sets_of_one_group_need_two_of_the_other(number, expected):
    m = unit(rotations=2)
    assert judged(RULE, m, tour("es", 20, 1), medics(number, 1)) == expected


def test_several_rows_with_one_history_are_added_up():
    assert judged(RULE, unit(), tour("es", 4, 1), tour("es", 6, 1), medics(1, 1), medics(1, 1)) == KEPT


@pytest.mark.parametrize(("arrives", "expected"), [(1, BROKEN), (2, KEPT), (3, BROKEN)])
def test_all_arrive_in_one_week(arrives, expected):
    assert judged(RULE, unit(), tour("es", 10, 2), medics(2, arrives)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(4, BROKEN), (5, KEPT), (6, BROKEN), (None, BROKEN)])
def test_all_depart_in_one_week(departs, expected):
    assert judged(RULE, unit(), tour("es", 10, 2, 5), medics(2, 2, departs)) == expected


def test_all_are_at_one_site():
    assert judged(RULE, unit(), tour("es", 10, 2), medics(2, 2, site="b")) == BROKEN


def test_all_begin_under_one_command():
    assert judged(RULE, unit(), tour("es", 10, 2), medics(2, 2, command="NEW")) == BROKEN


def test_two_whole_sets_may_have_two_histories():
    m = unit(rotations=2)
    assert judged(RULE, m, tour("es", 10, 1), medics(2, 1), tour("es", 10, 3), medics(2, 3)) == KEPT


@pytest.mark.parametrize(("week", "expected"), [(3, BROKEN), (4, KEPT), (5, BROKEN)])
def test_all_move_in_one_week(week, expected):
    riflemen, others = tour("es", 10, 1, name="a"), medics(2, 1, name="b")
    assert judged(RULE, unit(), riflemen, others, move(riflemen, "b", 4), move(others, "b", week)) == expected


def test_no_group_moves_alone():
    riflemen = tour("es", 10, 1, name="a")
    assert judged(RULE, unit(), riflemen, medics(2, 1), move(riflemen, "b", 4)) == BROKEN


@pytest.mark.parametrize(("week", "expected"), [(3, BROKEN), (4, KEPT), (5, BROKEN)])
def test_all_change_command_in_one_week(week, expected):
    riflemen, others = tour("es", 10, 1, name="a"), medics(2, 1, name="b")
    assert judged(RULE, unit(), riflemen, others, rehat(riflemen, "NEW", 4), rehat(others, "NEW", week)) == expected


def test_those_in_place_leave_whole():
    m = unit(make=in_place)
    assert judged(RULE, m, tour("es", 10, -4, 3), medics(2, -4, 3)) == KEPT


@pytest.mark.parametrize(("departs", "expected"), [(2, BROKEN), (3, KEPT), (4, BROKEN)])
def test_no_part_of_a_unit_in_place_leaves_alone(departs, expected):
    m = unit(make=in_place)
    assert judged(RULE, m, tour("es", 5, -4, 3), tour("es", 5, -4, departs), medics(2, -4, 3)) == expected
