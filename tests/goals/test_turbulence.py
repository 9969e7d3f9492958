"""Goal ``turbulence``: heads arriving, departing, moving and changing command."""

import pytest

from builders import contingent, in_place, mission, move, rehat, site, tour
from contingent.domain.vocabulary import Goal
from judge import valued

GOAL = Goal.TURBULENCE


def shifting(**more):
    return mission(
        site(),
        site("b"),
        in_place("us", "USA", 5, commands="OLD NEW", rotations=2, moves=2),
        contingent("es", "ESP", 5, commands="OLD NEW", **more),
        weeks=8,
    )


US = tour("us", 5, -4, name="us")


def test_those_who_stay_where_they_are_cause_none():
    assert valued(GOAL, shifting(), US) == 0


@pytest.mark.parametrize(("departs", "value"), [(0, 5), (3, 5), (None, 0)])
def test_those_in_place_count_when_they_leave(departs, value):
    assert valued(GOAL, shifting(), tour("us", 5, -4, departs)) == value


@pytest.mark.parametrize(("arrives", "departs", "value"), [(0, None, 3), (2, None, 3), (2, 5, 6), (7, 8, 3)])
def test_newcomers_count_when_they_come_and_when_they_go(arrives, departs, value):
    assert valued(GOAL, shifting(), US, tour("es", 3, arrives, departs)) == value


def test_moves_and_command_changes_count_by_heads():
    assert valued(GOAL, shifting(), US, move(US, "b", 2)) == 5
    assert valued(GOAL, shifting(), US, rehat(US, "NEW", 2)) == 5
    assert valued(GOAL, shifting(), US, move(US, "b", 2), rehat(US, "NEW", 2, site="b")) == 10
    assert valued(GOAL, shifting(), US, move(US, "b", 2), move(US, "base", 4, from_site="b")) == 10


def test_support_causes_none():
    assert valued(GOAL, shifting(support=1), US, tour("es", 3, 2)) == 3


def test_all_is_added_up():
    """Two leave and three move; two of the five who come go again."""
    going, moving = tour("us", 2, -4, 3), tour("us", 3, -4, name="m")
    assert valued(GOAL, shifting(), going, moving, move(moving, "b", 4), tour("es", 3, 1), tour("es", 2, 1, 6)) == 12
