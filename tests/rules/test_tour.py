"""Rule ``tour``: nobody stays beyond ``tour_max`` nor leaves before ``tour_min``; the shape of moves and rehats."""

from datetime import timedelta

import pytest

from builders import contingent, day, in_place, mission, move, people, rehat, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.TOUR


def abroad(**more):
    return mission(site(), site("b"), site("c"), contingent("es", "ESP", 10, commands="OLD NEW", **more))


def standing(**more):
    return mission(site(), site("b"), site("c"), in_place("us", "USA", 10, commands="OLD NEW", **more))


@pytest.mark.parametrize(("departs", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_nobody_leaves_before_tour_min(departs, expected):
    assert judged(RULE, abroad(tour_min=3), tour("es", 1, 1, departs)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(7, BROKEN), (8, KEPT), (None, KEPT)])
def test_the_end_of_the_mission_excuses_a_short_tour(departs, expected):
    assert judged(RULE, abroad(tour_min=3), tour("es", 1, 6, departs)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_nobody_stays_beyond_tour_max(departs, expected):
    assert judged(RULE, abroad(tour_max=4), tour("es", 1, 1, departs)) == expected


@pytest.mark.parametrize(("arrives", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_the_end_of_the_mission_does_not_excuse_a_long_tour(arrives, expected):
    assert judged(RULE, abroad(tour_max=4), tour("es", 1, arrives)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(1, KEPT), (2, KEPT), (3, BROKEN), (None, BROKEN)])
def test_the_longest_tour_of_those_in_place_counts_from_since(departs, expected):
    assert judged(RULE, standing(tour_max=6), tour("us", 10, -4, departs)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(0, BROKEN), (1, BROKEN), (2, KEPT), (3, KEPT), (None, KEPT)])
def test_the_shortest_tour_of_those_in_place_counts_from_since(departs, expected):
    assert judged(RULE, standing(tour_min=6), tour("us", 10, -4, departs)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(2, BROKEN), (3, KEPT)])
def test_since_counts_from_the_monday_after_it(departs, expected):
    since = day(-4) + timedelta(days=2)
    assert judged(RULE, standing(since=since, tour_min=6), tour("us", 10, since, departs)) == expected


@pytest.mark.parametrize(("moves", "expected"), [(0, BROKEN), (1, KEPT), (2, KEPT)])
def test_one_move_needs_one_allowed(moves, expected):
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, abroad(moves=moves), t, move(t, "b", 3)) == expected


@pytest.mark.parametrize(("moves", "expected"), [(1, BROKEN), (2, KEPT), (3, KEPT)])
def test_two_moves_need_two_allowed(moves, expected):
    t = tour("es", 1, 1, name="t")
    m = abroad(moves=moves)
    assert judged(RULE, m, t, move(t, "b", 3), move(t, "c", 5, from_site="b")) == expected


def test_two_moves_cannot_be_in_the_same_week():
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, abroad(moves=2), t, move(t, "b", 3), move(t, "c", 3, from_site="b")) == BROKEN


def test_one_change_of_command_is_allowed():
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, abroad(), t, rehat(t, "NEW", 3)) == KEPT


@pytest.mark.parametrize("second", [3, 4])
def test_two_changes_of_command_are_not(second):
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, abroad(), t, rehat(t, "NEW", 3), rehat(t, "OLD", second, from_="NEW")) == BROKEN


def test_a_move_and_a_change_of_command_may_be_in_the_same_week():
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, abroad(), t, move(t, "b", 3), rehat(t, "NEW", 3, site="b")) == KEPT


CHANGES = pytest.mark.parametrize(
    "change", [lambda t, week: move(t, "b", week), lambda t, week: rehat(t, "NEW", week)], ids=["move", "rehat"]
)


@CHANGES
@pytest.mark.parametrize(
    ("week", "expected"), [(1, BROKEN), (2, BROKEN), (3, KEPT), (5, KEPT), (6, BROKEN), (7, BROKEN)]
)
def test_a_change_lies_strictly_within_the_tour(change, week, expected):
    t = tour("es", 1, 2, 6, name="t")
    assert judged(RULE, abroad(), t, change(t, week)) == expected


@CHANGES
@pytest.mark.parametrize(("week", "expected"), [(7, KEPT), (8, BROKEN)])
def test_a_change_lies_before_the_end_of_the_mission(change, week, expected):
    t = tour("es", 1, 2, name="t")
    assert judged(RULE, abroad(), t, change(t, week)) == expected


@CHANGES
@pytest.mark.parametrize(("week", "expected"), [(-1, BROKEN), (0, KEPT), (1, KEPT)])
def test_those_in_place_may_change_in_week_0_and_not_before(change, week, expected):
    t = tour("us", 10, -4, name="t")
    assert judged(RULE, standing(), t, change(t, week)) == expected


@CHANGES
def test_those_in_place_who_leave_in_week_0_change_no_more(change):
    t = tour("us", 10, -4, 0, name="t")
    assert judged(RULE, standing(), t, change(t, 0)) == BROKEN


def test_part_of_a_tour_may_change_once_the_row_is_split():
    t = tour("us", 4, -4, name="t")
    assert judged(RULE, standing(), t, tour("us", 6, -4), move(t, "b", 2)) == KEPT


@pytest.mark.parametrize("heads", [9, 11])
def test_a_move_takes_the_whole_tour(heads):
    t = tour("us", 10, -4, name="t")
    assert judged(RULE, standing(), t, move(t, "b", 2, heads=heads)) == BROKEN


def test_a_rehat_takes_the_whole_tour():
    t = tour("us", 10, -4, name="t")
    assert judged(RULE, standing(), t, rehat(t, "NEW", 2, heads=9)) == BROKEN


def test_a_move_begins_where_the_tour_is():
    t = tour("us", 10, -4, name="t")
    assert judged(RULE, standing(), t, move(t, "b", 2, from_site="c")) == BROKEN


@pytest.mark.parametrize(("heads", "expected"), [(9, BROKEN), (10, KEPT), (11, BROKEN)])
def test_exactly_one_set_is_in_place(heads, expected):
    assert judged(RULE, standing(rotations=2), tour("us", heads, -4)) == expected


def test_a_set_in_place_may_be_written_as_several_tours():
    assert judged(RULE, standing(), tour("us", 4, -4, 2), tour("us", 6, -4, 5)) == KEPT


def test_a_set_in_place_cannot_be_forgotten():
    assert judged(RULE, standing()) == BROKEN


@pytest.mark.parametrize(("medics", "expected"), [(1, BROKEN), (2, KEPT)])
def test_every_group_in_place_is_complete(medics, expected):
    m = mission(site(), in_place("us", "USA", 10), people("us", 2, "med"))
    assert judged(RULE, m, tour("us", 10, -4), tour("us", medics, -4, people="med")) == expected


@pytest.mark.parametrize(
    ("wrong", "value"), [("site", "b"), ("command", "NEW"), ("arrive", -3), ("arrive", -5)], ids=str
)
def test_those_in_place_begin_where_under_whom_and_since_when_the_mission_says(wrong, value):
    values = {"arrive": -4, wrong: value}
    assert judged(RULE, standing(), tour("us", 10, **values)) == BROKEN


def test_nobody_else_arrives_before_the_mission():
    assert judged(RULE, abroad(), tour("es", 1, -1), also=frozenset({Rule.AVAILABILITY})) == BROKEN


@pytest.mark.parametrize(("departs", "expected"), [(-1, BROKEN), (0, KEPT), (1, KEPT)])
def test_those_in_place_may_leave_in_week_0_and_not_before(departs, expected):
    assert judged(RULE, standing(), tour("us", 10, -4, departs)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(2, BROKEN), (3, BROKEN), (4, KEPT)])
def test_a_tour_is_present_in_at_least_one_week(departs, expected):
    assert judged(RULE, abroad(), tour("es", 1, 3, departs)) == expected


@pytest.mark.parametrize(("arrives", "expected"), [(6, KEPT), (7, KEPT), (8, BROKEN)])
def test_a_tour_arrives_within_the_mission(arrives, expected):
    assert judged(RULE, abroad(), tour("es", 1, arrives)) == expected


def test_a_rehat_begins_under_the_command_that_the_tour_has():
    t = tour("us", 10, -4, name="t")
    assert judged(RULE, standing(), t, rehat(t, "OLD", 2, from_="NEW"), also=frozenset({Rule.REHAT})) == BROKEN


@pytest.mark.parametrize(("departs", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_a_tour_that_arrives_on_a_wednesday_counts_from_the_next_monday(departs, expected):
    arrives = day(0) + timedelta(days=2)
    assert judged(RULE, abroad(tour_min=3), tour("es", 1, arrives, departs)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(3, BROKEN), (4, KEPT)])
def test_a_tour_that_departs_on_a_wednesday_is_there_to_the_next_monday(departs, expected):
    leaves = day(departs) - timedelta(days=5)
    assert judged(RULE, abroad(tour_min=3), tour("es", 1, 1, leaves)) == expected
