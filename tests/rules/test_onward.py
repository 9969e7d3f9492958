"""Rule ``onward``: people who left count for a need elsewhere after its reset, and not once they are back."""

import pytest

from builders import contingent, in_place, mission, nation, need, onward, people, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.ONWARD


def leaving(*needs, rotations=1, dwell=0):
    """Four Americans (of `five`) are in place."""
    return mission(
        site(),
        nation("USA", "five"),
        in_place("us", "USA", 4, rotations=rotations, dwell=dwell),
        contingent("us2", "USA", 4, "med"),
        *needs,
        weeks=10,
    )


@pytest.mark.parametrize(
    ("reset", "begins", "expected"),
    [(0, 1, BROKEN), (0, 2, KEPT), (0, 3, KEPT), (2, 3, BROKEN), (2, 4, KEPT), (2, 5, KEPT)],
)
def test_people_count_after_their_reset(reset, begins, expected):
    m = leaving(need(count=4, reset_weeks=reset))
    assert judged(RULE, m, tour("us", 4, -4, 2), onward("us", 4, begins)) == expected


@pytest.mark.parametrize(("begins", "expected"), [(1, BROKEN), (2, KEPT), (3, KEPT)])
def test_those_who_leave_in_week_0_count_from_the_reset(begins, expected):
    m = leaving(need(count=4, reset_weeks=2))
    assert judged(RULE, m, tour("us", 4, -4, 0), onward("us", 4, begins)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_no_more_count_than_have_left(heads, expected):
    m = leaving(need(count=4))
    assert judged(RULE, m, tour("us", 3, -4, 2), tour("us", 1, -4), onward("us", heads, 2)) == expected


@pytest.mark.parametrize(("begins", "expected"), [(4, BROKEN), (5, KEPT), (6, KEPT)])
def test_those_who_leave_later_count_later(begins, expected):
    m = leaving(need(count=4))
    rows = tour("us", 3, -4, 2), tour("us", 1, -4, 5), onward("us", 3, 2), onward("us", 1, begins)
    assert judged(RULE, m, *rows) == expected


def test_those_who_stay_to_the_end_or_never_came_do_not_count():
    m = leaving(need(count=4))
    assert judged(RULE, m, tour("us", 4, -4), onward("us", 1, 9)) == BROKEN
    assert judged(RULE, m, tour("us", 4, -4), onward("us2", 1, 9, people="med")) == BROKEN


@pytest.mark.parametrize(("heads", "expected"), [(1, KEPT), (2, KEPT), (3, BROKEN)])
def test_a_need_takes_no_more_than_it_asks(heads, expected):
    assert judged(RULE, leaving(need(count=2)), tour("us", 4, -4, 1), onward("us", heads, 2)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(1, KEPT), (2, BROKEN)])
def test_all_who_count_for_a_need_are_added_up(heads, expected):
    rows = tour("us", 4, -4, 1), tour("us2", 4, 0, 1, people="med"), onward("us", 1, 2)
    assert judged(RULE, leaving(need(count=2)), *rows, onward("us2", heads, 2, people="med")) == expected


@pytest.mark.parametrize(("asked", "expected"), [(None, KEPT), ("inf", KEPT), ("med", BROKEN)])
def test_people_have_the_skill_that_is_needed(asked, expected):
    assert judged(RULE, leaving(need(count=4, skill=asked)), tour("us", 4, -4, 1), onward("us", 4, 2)) == expected


def test_one_of_several_skills_is_enough():
    m = mission(site(), in_place("us", "USA", 4, "inf med"), need(count=4, skill="med"))
    rows = tour("us", 4, -4, 1, people="inf med"), onward("us", 4, 2, people="inf med")
    assert judged(RULE, m, *rows) == KEPT


@pytest.mark.parametrize(
    ("who", "expected"),
    [("*", KEPT), ("USA", KEPT), ("five", KEPT), ("us", KEPT), ("us2", BROKEN), ("IRQ", BROKEN), ("OLD", BROKEN)],
)
def test_a_need_is_met_by_those_it_names_and_never_by_a_command(who, expected):
    assert judged(RULE, leaving(need(count=4, who=who)), tour("us", 4, -4, 1), onward("us", 4, 2)) == expected


@pytest.mark.parametrize(("begins", "ends", "expected"), [(2, 6, BROKEN), (3, 6, KEPT), (3, 7, BROKEN), (4, 5, KEPT)])
def test_people_count_in_the_weeks_of_the_need(begins, ends, expected):
    m = leaving(need(count=4, from_=3, until=6))
    assert judged(RULE, m, tour("us", 4, -4, 1), onward("us", 4, begins, ends)) == expected


@pytest.mark.parametrize(("ends", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_people_who_are_back_no_longer_count(ends, expected):
    m = leaving(need(count=4))
    assert judged(RULE, m, tour("us", 4, -4, 1), tour("us", 4, 5), onward("us", 4, 2, ends)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_those_who_did_not_come_back_still_count(heads, expected):
    m = leaving(need(count=4))
    assert judged(RULE, m, tour("us", 4, -4, 1), tour("us", 1, 5), onward("us", heads, 4)) == expected


def test_a_second_set_that_comes_is_nobody_who_is_back():
    m = leaving(need(count=4), rotations=2)
    assert judged(RULE, m, tour("us", 4, -4, 1), tour("us", 4, 1), onward("us", 4, 1)) == KEPT


@pytest.mark.parametrize(("ends", "expected"), [(5, KEPT), (6, KEPT), (7, BROKEN)])
def test_the_third_tour_is_the_first_set_again(ends, expected):
    m = leaving(need(count=4), rotations=2)
    rows = tour("us", 4, -4, 1), tour("us", 4, 1), tour("us", 4, 6), onward("us", 4, 1, ends)
    assert judged(RULE, m, *rows) == expected


@pytest.mark.parametrize(("heads", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_of_two_sets_that_left_the_one_that_is_back_does_not_count(heads, expected):
    m = leaving(need(count=8), rotations=2)
    rows = tour("us", 4, -4, 1), tour("us", 4, 1, 4), tour("us", 4, 6), onward("us", heads, 6)
    assert judged(RULE, m, *rows) == expected


NEAR = need("near", count=9, reset_weeks=0)
FAR = need("far", count=9, reset_weeks=2)


@pytest.mark.parametrize(
    ("near", "far", "expected"), [(2, 2, KEPT), (1, 2, KEPT), (1, 3, BROKEN), (3, 2, BROKEN), (4, 0, KEPT)]
)
def test_nobody_counts_for_two_needs_and_the_long_reset_takes_only_the_long_gone(near, far, expected):
    """Two left in week 2 and two in week 4: in week 4 all four are ready for `near`, two of them for `far`."""
    m = leaving(NEAR, FAR)
    rows = [onward("us", n, 4, 5, to=to) for n, to in [(near, "near"), (far, "far")] if n]
    assert judged(RULE, m, tour("us", 2, -4, 2), tour("us", 2, -4, 4), *rows) == expected


def test_each_group_counts_for_itself():
    m = mission(site(), in_place("us", "USA", 4), people("us", 2, "med"), need(count=9))
    rows = tour("us", 4, -4, 1), tour("us", 2, -4, people="med")
    assert judged(RULE, m, *rows, onward("us", 4, 1)) == KEPT
    assert judged(RULE, m, *rows, onward("us", 3, 1), onward("us", 1, 1, people="med")) == BROKEN
