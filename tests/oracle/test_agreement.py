"""The engines against the oracle: the same best values on tiny missions, and no plan where none is lawful."""

from fractions import Fraction

import pytest

from contingent.app.outcome import Outcome, Status
from contingent.app.plan_mission import plan_mission
from contingent.domain.mission import Mission
from contingent.domain.plan import Proof
from contingent.solve.limits import EngineName, Limits
from contingent.solve.watch import Watch
from oracle.brute import Best
from oracle.missions import tiny_oracle

CHUNKS = [range(first, first + 5) for first in range(0, 150, 5)]
EXACT = Fraction(1, 10**6)
"""A claimed value or bound is a decimal of an engine's float; what the verifier counted is compared exactly."""


def explain(mission: Mission, problem: str) -> str:
    """Say what is wrong, with the whole mission to repeat it."""
    return f"{mission.id}: {problem}\n{mission.model_dump_json(by_alias=True, exclude_defaults=True)}"


def disagreements(best: Best, outcome: Outcome) -> list[str]:
    """List the goals in which a plan is not as good as the oracle's, is better, or claims a wrong bound."""
    if outcome.plan is None or outcome.verdict is None:
        return [f"{outcome.status}, where the oracle has {dict(best.values)}"]
    found = []
    goals = list(best.values)
    if [result.goal for result in outcome.plan.goals] != goals:
        found.append(f"goals {[result.goal for result in outcome.plan.goals]} where {goals} were asked")
    for result in outcome.plan.goals:
        value, least, most = outcome.verdict.goals[result.goal], best.values[result.goal], best.limits[result.goal]
        if not least <= value <= most:
            found.append(f"{result.goal} is {value}, the oracle says {least} (at most {most})")
        if result.goal is goals[-1] and value != least:
            found.append(f"{result.goal}, the last goal, is {value}, the oracle says {least}")
        if result.bound is None or abs(Fraction(result.bound) - least) > EXACT or result.proof is not Proof.OPTIMAL:
            found.append(f"{result.goal} has bound {result.bound} ({result.proof}), the oracle says {least}")
    if not outcome.verdict.is_lawful:
        found.append(f"unlawful: {outcome.verdict.violations}")
    return found


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_engine_has_the_values_of_the_oracle(seeds: range) -> None:
    for seed in seeds:
        oracle = tiny_oracle(seed)
        engine = EngineName.CPSAT if seed % 2 else EngineName.HIGHS
        outcome = plan_mission(oracle.mission, Limits(time_limit=30, engine=engine), Watch())
        if oracle.best is None:
            assert outcome.status is Status.INFEASIBLE, explain(oracle.mission, f"{engine}: {outcome.status}")
        else:
            problems = disagreements(oracle.best, outcome)
            assert not problems, explain(oracle.mission, f"{engine}: {problems}")
