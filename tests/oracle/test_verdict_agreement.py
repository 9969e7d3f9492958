"""The verifier against the oracle: every plan that the oracle knows is lawful, and its goals are counted alike."""

from fractions import Fraction

import pytest

from contingent.domain.mission import Mission
from contingent.verify import verify
from oracle.brute import Oracle, Witness
from oracle.missions import tiny_oracle
from oracle.plans import write_plan
from oracle.week import Values

CHUNKS = [range(first, first + 10) for first in range(1000, 1050, 10)]
PLANS = 12
"""Plans tried of each mission, the best one among them."""


def explain(mission: Mission, problem: str) -> str:
    """Say what is wrong, with the whole mission to repeat it."""
    return f"{mission.id}: {problem}\n{mission.model_dump_json(by_alias=True, exclude_defaults=True)}"


def sample(oracle: Oracle) -> dict[Values, Witness]:
    """Choose plans evenly from the best to the worst."""
    front = oracle.front()
    ordered = sorted(front)
    return {vector: front[vector] for vector in ordered[:: 1 + len(ordered) // PLANS]}


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_verifier_finds_the_plans_of_the_oracle_lawful(seeds: range) -> None:
    for seed in seeds:
        oracle = tiny_oracle(seed)
        for vector, witness in sample(oracle).items():
            plan = write_plan(oracle, witness)
            verdict = verify(oracle.mission, plan)
            rows = plan.model_dump_json(by_alias=True, exclude_defaults=True)
            assert verdict.is_lawful, explain(oracle.mission, f"{verdict.violations} {verdict.unreadable}\n{rows}")
            counted = tuple(Fraction(verdict.goals[goal]) for goal in oracle.mission.planning.goals)
            assert counted == vector, explain(oracle.mission, f"{counted} is not {vector}\n{rows}")
