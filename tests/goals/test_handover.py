"""Goal ``handover``: activity-weeks, by priority, still under the old command though ``hand_to`` is set."""

import pytest

from builders import activity, handover, mission, site
from contingent.domain.vocabulary import Goal
from judge import valued

GOAL = Goal.HANDOVER


def handing(*rows, **more):
    return mission(site(), activity(**{"hand_to": "NEW", **more}), *rows, weeks=8)


@pytest.mark.parametrize(("week", "value"), [(0, 0), (1, 1), (6, 6), (7, 7)])
def test_the_weeks_before_the_handover_count(week, value):
    assert valued(GOAL, handing(), handover(week)) == value


def test_without_a_handover_all_weeks_count():
    assert valued(GOAL, handing()) == 8


@pytest.mark.parametrize("hand_to", [None, "OLD"])
def test_what_stays_does_not_count(hand_to):
    assert valued(GOAL, handing(hand_to=hand_to)) == 0


@pytest.mark.parametrize(("week", "value"), [(2, 0), (3, 1), (5, 3), (None, 4)])
def test_weeks_count_while_the_activity_runs(week, value):
    rows = [] if week is None else [handover(week)]
    assert valued(GOAL, handing(from_=2, until=6), *rows) == value


def test_the_priority_is_the_weight():
    m = handing(activity("advise", hand_to="NEW"), priority=3)
    assert valued(GOAL, m, handover(4)) == 3 * 4 + 8
    assert valued(GOAL, m, handover(4), handover(6, "advise")) == 3 * 4 + 6
