"""Planning by tours against the oracle: lawful, never better than the best, and bounds that hold."""

from fractions import Fraction

import pytest

from contingent.app.outcome import Status
from contingent.app.plan_mission import plan_mission
from contingent.instance import compile_mission
from contingent.solve.large import choose
from contingent.solve.limits import Limits, Method
from contingent.solve.watch import Watch
from oracle.missions import tiny_oracle
from oracle.test_agreement import EXACT, explain

LIMITS = Limits(time_limit=0.3, method=Method.TOURS)
CHUNKS = [range(first, first + 4) for first in range(0, 48, 4)]


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_plans_by_tours_are_lawful_and_their_bounds_hold(seeds):
    for seed in seeds:
        oracle = tiny_oracle(seed)
        outcome = plan_mission(oracle.mission, LIMITS, Watch())
        if oracle.best is None:
            assert outcome.status is Status.INFEASIBLE, explain(oracle.mission, str(outcome.status))
            continue
        assert outcome.plan is not None, explain(oracle.mission, str(outcome.status))
        assert outcome.verdict is not None
        assert outcome.verdict.is_lawful
        for result in outcome.plan.goals:
            value, least = outcome.verdict.goals[result.goal], oracle.best.values[result.goal]
            assert value >= least, explain(oracle.mission, f"{result.goal} is {value}, the oracle says {least}")
            assert result.bound is not None
            assert Fraction(result.bound) <= least + EXACT, explain(oracle.mission, f"{result.goal}: {result.bound}")
            if value > least:
                break  # later goals were bought with this one


def test_most_tiny_missions_can_be_planned_by_tours():
    chosen = [choose(compile_mission(tiny_oracle(seed).mission), Method.TOURS).method for seed in range(48)]
    assert chosen.count(Method.TOURS) > len(chosen) / 2
