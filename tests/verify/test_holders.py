"""Which command holds an activity: the old one up to the week before the handover, the new one from that week on."""

import pytest

from builders import activity, billet, handover, in_place, mission, plan, site
from contingent.verify.posts import posts_of

WEEKS = 8


def held(*handovers):
    asked = mission(site(), activity(hand_to="NEW"), billet(1), in_place("us", "USA", 1), weeks=WEEKS)
    return posts_of(asked, plan(asked, *handovers))


@pytest.mark.parametrize(("week", "command"), [(2, "OLD"), (3, "NEW"), (4, "NEW")], ids=["before", "in it", "after"])
def test_the_new_command_holds_from_the_week_of_the_handover_on(week, command):
    assert held(handover(3)).command("train", week) == command


def test_without_a_handover_the_old_command_holds():
    assert held().command("train", WEEKS - 1) == "OLD"


@pytest.mark.parametrize("handovers", [(), (handover(3),), (handover(0),)])
def test_weeks_by_command_are_those_of_each_week(handovers):
    posts = held(*handovers)
    by_week = {week: command for command, weeks in posts.held("train", WEEKS) for week in weeks}
    assert by_week == {week: posts.command("train", week) for week in range(WEEKS)}
