"""A small generated mission is planned, and the plan is lawful and leaves something open."""

import pytest

from contingent.app.plan_mission import plan_mission
from contingent.domain.vocabulary import Goal
from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch


@pytest.mark.parametrize("mix", list(Mix))
def test_a_small_mission_is_planned_and_not_all_of_it_can_be_covered(mix):
    outcome = plan_mission(generate_mission(Knobs(Size.S, 1, mix)), Limits(time_limit=8.0), Watch())
    assert outcome.verdict is not None
    assert outcome.verdict.is_lawful
    assert outcome.plan is not None
    for result in outcome.plan.goals[:2]:
        assert result.goal in {Goal.ESSENTIAL, Goal.COVERAGE}
        assert 0 < result.value < result.scale
