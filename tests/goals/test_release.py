"""Goal ``release``: person-weeks of the releasing nations in theatre, support element included."""

import pytest

from builders import contingent, in_place, mission, move, people, rehat, site, tour
from contingent.domain.vocabulary import Goal
from judge import valued

GOAL = Goal.RELEASE


def standing(*rows, release=("USA",), **more):
    return mission(
        site(),
        site("b"),
        in_place("us", "USA", 10, commands="OLD NEW", rotations=2, **more),
        contingent("es", "ESP", 10),
        *rows,
        weeks=8,
        release=release,
    )


@pytest.mark.parametrize(("departs", "value"), [(0, 0), (1, 10), (6, 60), (7, 70), (None, 80)])
def test_every_week_of_presence_in_the_mission_counts(departs, value):
    assert valued(GOAL, standing(), tour("us", 10, -4, departs)) == value


def test_other_nations_do_not_count():
    assert valued(GOAL, standing(), tour("us", 10, -4, 2), tour("es", 10, 0)) == 20


@pytest.mark.parametrize(("release", "value"), [((), 0), (("USA",), 20), (("ESP",), 30), (("USA", "ESP"), 50)])
def test_the_planner_names_the_nations(release, value):
    assert valued(GOAL, standing(release=release), tour("us", 10, -4, 2), tour("es", 10, 1, 4)) == value


def test_people_of_the_nation_who_come_later_count():
    assert valued(GOAL, standing(), tour("us", 10, -4, 2), tour("us", 5, 4, 6)) == 30


@pytest.mark.parametrize(("support", "value"), [("0.1", 88), ("0.11", 96), ("0.5", 120), ("1", 160)])
def test_the_support_element_counts_rounded_up(support, value):
    assert valued(GOAL, standing(support=support), tour("us", 10, -4)) == value


def test_support_is_rounded_up_at_each_site_in_each_week():
    """Five move in week 4: before, ten need one supporter; after, each five need one."""
    going = tour("us", 5, -4, name="t")
    assert valued(GOAL, standing(support="0.1"), going, tour("us", 5, -4), move(going, "b", 4)) == 4 * 11 + 4 * 12


def test_support_is_not_rounded_up_for_each_command():
    changing = tour("us", 5, -4, name="t")
    assert valued(GOAL, standing(support="0.1"), changing, tour("us", 5, -4), rehat(changing, "NEW", 4)) == 88


def test_support_is_not_rounded_up_for_each_group():
    m = mission(site(), in_place("us", "USA", 5, support="0.1"), people("us", 5, "med"), weeks=8, release=("USA",))
    assert valued(GOAL, m, tour("us", 5, -4), tour("us", 5, -4, people="med")) == 88


def test_support_shrinks_with_those_it_supports():
    """Eleven need two supporters, one alone needs one."""
    m = mission(site(), in_place("us", "USA", 11, support="0.1"), weeks=8, release=("USA",))
    assert valued(GOAL, m, tour("us", 10, -4, 4), tour("us", 1, -4)) == 4 * 13 + 4 * 2
