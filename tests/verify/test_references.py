"""A plan that names what its mission does not have is unreadable, and is told so in words."""

import pytest

from builders import (
    activity,
    billet,
    contingent,
    fill,
    handover,
    mission,
    move,
    need,
    onward,
    people,
    plan,
    rehat,
    site,
    tour,
)
from contingent.verify import is_lawful, measure_goals, verify

MISSION = mission(
    site(),
    activity(hand_to="NEW"),
    billet(2),
    need(),
    contingent("es", "ESP", 2, commands="OLD NEW"),
    people("es", 1, "a b"),
)
TOUR = tour("es", 2, 1, name="t")
NAMELESS = tour("es", 2, 1)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([tour("xx")], "tours: the mission has no contingent 'xx'"),
        ([tour("es", people="a")], "tours: the contingent es has no people with the skills 'a'"),
        ([tour("es", site="xx")], "tours: the mission has no site 'xx'"),
        ([tour("es", command="xx")], "tours: the mission has no command 'xx'"),
        ([TOUR, move(TOUR, "xx", 3)], "moves: the mission has no site 'xx'"),
        ([TOUR, move(TOUR, "base", 3, from_site="xx")], "moves: the mission has no site 'xx'"),
        ([TOUR, move(TOUR, "base", 3, contingent="xx")], "moves: the mission has no contingent 'xx'"),
        ([TOUR, rehat(TOUR, "xx", 3)], "rehats: the mission has no command 'xx'"),
        ([TOUR, rehat(TOUR, "NEW", 3, from_="xx")], "rehats: the mission has no command 'xx'"),
        ([TOUR, rehat(TOUR, "NEW", 3, site="xx")], "rehats: the mission has no site 'xx'"),
        ([TOUR, rehat(TOUR, "NEW", 3, contingent="xx")], "rehats: the mission has no contingent 'xx'"),
        ([fill("xx")], "fills: the mission has no contingent 'xx'"),
        ([fill("es", people="b")], "fills: the contingent es has no people with the skills 'b'"),
        ([fill("es", activity="xx")], "fills: the mission has no activity 'xx'"),
        ([fill("es", skill="xx")], "fills: the mission has no skill 'xx'"),
        ([handover(3, "xx")], "handovers: the mission has no activity 'xx'"),
        ([handover(3, from_="xx")], "handovers: the mission has no command 'xx'"),
        ([handover(3, to="xx")], "handovers: the mission has no command 'xx'"),
        ([onward("xx", 1, 3)], "onward: the mission has no contingent 'xx'"),
        ([onward("es", 1, 3, people="c")], "onward: the contingent es has no people with the skills 'c'"),
        ([onward("es", 1, 3, to="xx")], "onward: the mission has no need elsewhere 'xx'"),
        ([move(TOUR, "base", 3)], "moves: no tours have the name 't'"),
        ([rehat(TOUR, "NEW", 3)], "rehats: no tours have the name 't'"),
        ([TOUR, TOUR, rehat(TOUR, "NEW", 3)], "rehats: 2 tours have the name 't'"),
    ],
)
def test_an_unknown_name_makes_a_plan_unreadable(rows, words):
    verdict = verify(MISSION, plan(MISSION, *rows))
    assert verdict.unreadable == (words,)
    assert (verdict.is_lawful, verdict.violations, verdict.goals) == (False, (), {})
    assert measure_goals(MISSION, plan(MISSION, *rows)) == {}
    assert not is_lawful(MISSION, plan(MISSION, *rows))


def test_the_plan_of_another_mission_is_unreadable():
    other = plan(MISSION, tour("es")).model_copy(update={"mission": "other"})
    assert verify(MISSION, other).unreadable == ("the plan is for the mission 'other', this is 'test'",)


def test_everything_unknown_is_told_at_once_and_once():
    verdict = verify(MISSION, plan(MISSION, tour("xx", site="yy"), tour("xx"), fill("es", skill="zz")))
    assert verdict.unreadable == (
        "fills: the mission has no skill 'zz'",
        "tours: the mission has no contingent 'xx'",
        "tours: the mission has no site 'yy'",
    )


@pytest.mark.parametrize("skills", ["a b", "b a", "b a b"])
def test_the_order_of_the_skills_of_a_group_does_not_matter(skills):
    assert verify(MISSION, plan(MISSION, tour("es", people=skills))).is_lawful


def test_two_tours_may_share_a_name_that_nobody_uses():
    assert verify(MISSION, plan(MISSION, tour("es", name="t"), tour("es", name="t"))).is_lawful


def test_tours_without_a_name_are_no_tours_of_a_move():
    assert verify(MISSION, plan(MISSION, NAMELESS)).is_lawful


def test_the_goals_can_be_counted_without_a_verdict():
    written = plan(MISSION, tour("es", 2), fill("es", 2))
    assert measure_goals(MISSION, written) == verify(MISSION, written).goals
