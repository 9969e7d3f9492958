"""What may be said of two plans: cases from docs/concepts/comparison.md, each at the boundary, and the definitions."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contingent.domain.vocabulary import Goal
from contingent.report.comparison.claims import Because, Relation, Standing, in_goal, in_order

G = (Goal.ESSENTIAL, Goal.COVERAGE, Goal.RELEASE)
ALL = frozenset(G)
FIRST, SECOND, THIRD = G


def standing(values, bounds=None, *, order=G, lawful=True):
    """What is known of a plan; a bound of None is missing, no bounds at all are as good as the values."""
    bounds = values if bounds is None else bounds
    return Standing(
        {g: Fraction(v) for g, v in zip(G, values, strict=True) if v is not None},
        {g: Fraction(b) for g, b in zip(G, bounds, strict=True) if b is not None},
        order,
        lawful,
    )


def told(claim):
    return claim.relation, claim.is_first_better, claim.because


# In one goal


@pytest.mark.parametrize(
    ("bound", "relation", "because"),
    [
        (11, Relation.PROVED, Because.NOTHING),
        ("10.0001", Relation.PROVED, Because.NOTHING),
        (10, Relation.PLANNED, Because.OPEN),
        (9, Relation.PLANNED, Because.OPEN),
        (None, Relation.PLANNED, Because.UNPROVEN),
    ],
)
def test_ten_against_twelve_is_proved_where_the_bound_is_above_ten(bound, relation, because):
    a, b = standing((10, 0, 0)), standing((12, 0, 0), (bound, 0, 0))
    assert told(in_goal(FIRST, a, b, ALL)) == (relation, True, because)
    assert told(in_goal(FIRST, b, a, ALL)) == (relation, False, because)


def test_the_bound_of_the_better_plan_plays_no_part():
    a, b = standing((10, 0, 0), (None, None, None)), standing((12, 0, 0), (11, 0, 0))
    assert in_goal(FIRST, a, b, ALL).relation is Relation.PROVED


def test_equal_values_are_not_told_apart_whatever_the_bounds():
    a, b = standing((10, 0, 0), (0, 0, 0)), standing((10, 0, 0))
    assert in_goal(FIRST, a, b, ALL).relation is Relation.ALIKE


def test_what_a_stored_decimal_loses_is_no_difference():
    third = Fraction(100, 3)
    a, b = standing((third, 0, 0)), standing((Fraction("33.33333333333333333333333333"), 0, 0))
    assert in_goal(FIRST, a, b, ALL).relation is Relation.ALIKE


@pytest.mark.parametrize(
    ("before", "relation", "because"),
    [
        (4, Relation.PROVED, Because.NOTHING),
        (5, Relation.PROVED, Because.NOTHING),
        (6, Relation.PLANNED, Because.PAID),
    ],
    ids=["better before", "equal before", "worse before"],
)
def test_a_difference_that_was_paid_with_an_earlier_goal_is_not_proved(before, relation, because):
    a, b = standing((before, 10, 0)), standing((5, 12, 0), (3, 11, 0))
    claim = in_goal(SECOND, a, b, ALL)
    assert told(claim) == (relation, True, because)
    assert claim.paid == (FIRST if because is Because.PAID else None)


def test_an_open_gap_before_does_not_matter_where_nothing_was_paid():
    # No plan of B's course that keeps 5 in the first goal is below 11 in the second, however far the first is open.
    a, b = standing((5, 10, 0)), standing((5, 12, 0), (0, 11, 0))
    assert in_goal(SECOND, a, b, ALL).relation is Relation.PROVED


def test_a_later_goal_does_not_matter():
    a, b = standing((10, 99, 99)), standing((12, 0, 0), (11, 0, 0))
    assert in_goal(FIRST, a, b, ALL).relation is Relation.PROVED


def test_before_is_by_the_order_of_the_worse_ones_course():
    a, b = standing((6, 10, 0)), standing((5, 12, 0), (3, 11, 0), order=(SECOND, FIRST, THIRD))
    assert in_goal(SECOND, a, b, ALL).relation is Relation.PROVED


@pytest.mark.parametrize("otherwise", [FIRST, SECOND])
def test_what_is_counted_otherwise_is_not_proved(otherwise):
    a, b = standing((5, 10, 0)), standing((5, 12, 0), (5, 11, 0))
    assert told(in_goal(SECOND, a, b, ALL - {otherwise})) == (Relation.PLANNED, True, Because.OTHERWISE)


def test_what_is_counted_otherwise_later_does_not_matter():
    a, b = standing((5, 10, 0)), standing((5, 12, 0), (5, 11, 0))
    assert in_goal(SECOND, a, b, ALL - {THIRD}).relation is Relation.PROVED


def test_nothing_is_proven_of_a_course_that_does_not_pursue_the_goal():
    a, b = standing((0, 0, 1)), standing((0, 0, 2), (0, 0, 2), order=(FIRST, SECOND))
    assert told(in_goal(THIRD, a, b, ALL)) == (Relation.PLANNED, True, Because.UNPROVEN)


@pytest.mark.parametrize("unlawful", [0, 1])
def test_an_unlawful_plan_is_not_compared(unlawful):
    pair = [standing((n, 0, 0), lawful=n != unlawful) for n in (0, 1)]
    assert in_goal(FIRST, *pair, ALL).because is Because.UNLAWFUL
    assert in_order(*pair, ALL).because is Because.UNLAWFUL


def test_what_cannot_be_counted_is_not_compared():
    a, b = standing((None, 0, 0)), standing((1, 0, 0))
    assert told(in_goal(FIRST, a, b, ALL))[::2] == (Relation.NOT_COMPARED, Because.UNCOUNTED)
    assert told(in_order(a, b, ALL))[::2] == (Relation.NOT_COMPARED, Because.UNCOUNTED)


# In the order of the goals


@pytest.mark.parametrize(
    ("value", "bound", "relation"),
    [(5, 5, Relation.PROVED), (5, 4, Relation.PLANNED), (4, 5, Relation.PROVED)],
    ids=["reaches the bound", "is above the bound", "is below the bound"],
)
def test_all_before_must_reach_the_bound_of_the_other_course(value, bound, relation):
    a, b = standing((value, 10, 0)), standing((5, 12, 0), (bound, 11, 0))
    claim = in_order(a, b, ALL)
    assert (claim.relation, claim.is_first_better) == (relation, True)
    assert claim.goal == (FIRST if value == 4 else SECOND)


def test_it_is_enough_to_reach_the_bound_that_the_other_plan_does_not_reach():
    a, b = standing((4, 10, 0)), standing((5, 12, 0), (4, 11, 0))
    claim = in_order(a, b, ALL)
    assert (claim.relation, claim.goal) == (Relation.PROVED, SECOND)


def test_one_goal_may_be_proved_where_the_order_is_not():
    a, b = standing((5, 10, 0)), standing((5, 12, 0), (4, 11, 0))
    assert in_goal(SECOND, a, b, ALL).relation is Relation.PROVED
    assert told(in_order(a, b, ALL)) == (Relation.PLANNED, True, Because.OPEN)


def test_equal_in_all_goals_is_not_told_apart():
    assert told(in_order(standing((1, 2, 3)), standing((1, 2, 3)), ALL))[::2] == (Relation.ALIKE, Because.NOTHING)


def test_the_walk_ends_where_the_orders_part():
    a, b = standing((1, 2, 3)), standing((1, 9, 9), order=(FIRST, THIRD, SECOND))
    assert told(in_order(a, b, ALL))[::2] == (Relation.ALIKE, Because.OTHERWISE)


def test_the_walk_ends_where_the_courses_count_otherwise():
    a, b = standing((1, 2, 3)), standing((1, 9, 9))
    assert told(in_order(a, b, ALL - {FIRST})) == (Relation.PLANNED, True, Because.OTHERWISE)


def test_a_goal_without_a_bound_ends_the_proof():
    a, b = standing((1, 2, 3)), standing((1, 9, 9), (None, 9, 9))
    assert told(in_order(a, b, ALL)) == (Relation.PLANNED, True, Because.UNPROVEN)


# The definitions themselves, on courses with few plans, all of them known

VECTORS = st.tuples(*[st.integers(0, 3)] * 3)
COURSES = st.lists(VECTORS, min_size=1, max_size=6)
LOST = st.tuples(*[st.integers(0, 2)] * 3)


def bounds_of(course, plan, lost):
    """Return lawful bounds of a plan: in each goal the least of all plans as good before, or less."""
    return [
        max(0, min(q[g] for q in course if all(q[j] <= plan[j] for j in range(g))) - lost[g]) for g in range(len(G))
    ]


@given(a=VECTORS, course=COURSES, lost=LOST, data=st.data())
def test_what_is_proved_is_true_of_every_plan_of_the_course(a, course, lost, data):
    b = data.draw(st.sampled_from(course))
    one, other = standing(a), standing(b, bounds_of(course, b, lost))
    claim = in_order(one, other, ALL)
    if claim.relation is Relation.PROVED and claim.is_first_better:
        assert all(a < q for q in course)
    for g, goal in enumerate(G):
        claim = in_goal(goal, one, other, ALL)
        if claim.relation is Relation.PROVED and claim.is_first_better:
            kept = [q for q in course if all(q[j] <= b[j] for j in range(g))]
            assert all(q[g] > a[g] for q in kept)
            assert not any(all(q[j] <= a[j] for j in range(g + 1)) for q in course)
            assert all(a[j] <= b[j] for j in range(g))


@given(a=VECTORS, course=COURSES)
def test_with_proven_plans_everything_that_is_true_is_proved(a, course):
    b = min(course)
    assume(a != b)
    claim = in_order(standing(a), standing(b, bounds_of(course, b, (0, 0, 0))), ALL)
    assert (claim.relation is Relation.PROVED and claim.is_first_better) == (a < b)
