"""What the engines find best, for cases whose best value is reckoned by hand."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from contingent.app.outcome import Outcome
from contingent.app.plan_mission import plan_mission
from contingent.domain.mission import Mission
from contingent.domain.plan import Proof
from contingent.domain.vocabulary import Goal
from contingent.solve.limits import EngineName, Limits
from contingent.solve.watch import Watch

PlanBest = Callable[[Mission], Outcome]
SolveBest = Callable[[Mission], dict[Goal, Decimal]]


@pytest.fixture(params=list(EngineName), ids=str)
def plan_best(request: pytest.FixtureRequest) -> PlanBest:
    """Return a function that plans a mission, once with each engine."""
    return lambda mission: plan_mission(mission, Limits(engine=request.param), Watch())


@pytest.fixture
def solve_best(plan_best: PlanBest) -> SolveBest:
    """Return a function that plans a mission and gives the value of every goal, lawful and proven optimal."""

    def solve(mission: Mission) -> dict[Goal, Decimal]:
        outcome = plan_best(mission)
        assert outcome.plan is not None
        assert outcome.verdict is not None
        assert [str(v) for v in outcome.verdict.violations] == []
        assert outcome.verdict.unreadable == ()
        goals = outcome.plan.goals
        assert [(g.goal, g.proof, g.bound) for g in goals] == [(g.goal, Proof.OPTIMAL, g.value) for g in goals]
        assert tuple(g.goal for g in goals) == mission.planning.goals
        assert {g.goal: outcome.verdict.goals[g.goal] for g in goals} == {g.goal: g.value for g in goals}
        return {g.goal: g.value for g in goals}

    return solve
