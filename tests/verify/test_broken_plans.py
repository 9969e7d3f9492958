"""A lawful plan that is broken in one way is found out, and the right rule is named."""

from random import Random

import pytest

from contingent.domain.vocabulary import Rule
from contingent.verify import is_lawful, verify
from verify.breakers import BREAKERS
from verify.seeds import lawful

SEEDS = range(13)


@pytest.fixture(scope="module")
def plans():
    return [lawful(seed) for seed in SEEDS]


def test_the_plans_are_lawful_before_they_are_broken(plans):
    for mission, plan in plans:
        verdict = verify(mission, plan)
        assert verdict.is_lawful, [*map(str, verdict.violations), *verdict.unreadable]
        assert is_lawful(mission, plan)


def broken_by(breaker, plans):
    """Yield the plans that a breaker finds something to break in, broken."""
    for seed, (mission, plan) in enumerate(plans):
        rng = Random(f"{breaker.name}/{seed}")  # noqa: S311 - test data, no secret
        broken = breaker.apply(rng, mission, plan)
        if broken is not None:
            yield seed, mission, broken


@pytest.mark.parametrize("breaker", BREAKERS, ids=lambda breaker: breaker.name)
def test_a_broken_plan_is_found_out(breaker, plans):
    tried = 0
    for seed, mission, broken in broken_by(breaker, plans):
        verdict = verify(mission, broken)
        found = {violation.rule for violation in verdict.violations}
        assert breaker.rule in found, (seed, [*map(str, verdict.violations), *verdict.unreadable])
        assert not is_lawful(mission, broken), seed
        tried += 1
    assert tried > 0


def test_there_are_enough_broken_plans(plans):
    assert sum(1 for breaker in BREAKERS for _ in broken_by(breaker, plans)) >= 1000
    assert {breaker.rule for breaker in BREAKERS} == set(Rule)
    assert len({breaker.name for breaker in BREAKERS}) == len(BREAKERS)
