"""One word for what the verifier says of a plan, so that tests can put the word beside the case."""

from fractions import Fraction

from builders import Parts, plan
from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Goal, Rule
from contingent.verify import verify

KEPT = "kept"
BROKEN = "broken"


def judged(rule: Rule, of: Mission, *parts: Parts, also: frozenset[Rule] = frozenset()) -> str:
    """Return ``kept`` if the plan is lawful, ``broken`` if it breaks this rule and no other.

    Rules in ``also`` may be broken beside it: where the words of two rules forbid the same thing. Any other answer of
    the verifier is returned in its own words, and so makes the test fail.
    """
    verdict = verify(of, plan(of, *parts))
    if verdict.is_lawful:
        return KEPT
    rules = {v.rule for v in verdict.violations}
    if not verdict.unreadable and rule in rules and rules <= {rule} | also:
        return BROKEN
    return "; ".join([*verdict.unreadable, *map(str, verdict.violations)])


def valued(goal: Goal, of: Mission, *parts: Parts) -> Fraction:
    """Return what the verifier reckons for a goal of a lawful plan."""
    verdict = verify(of, plan(of, *parts))
    assert verdict.is_lawful, "; ".join([*verdict.unreadable, *map(str, verdict.violations)])
    return verdict.goals[goal]
