"""The referee: every rule and every goal, from the mission and the plan alone."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from types import MappingProxyType

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.verdict import Verdict, Violation
from contingent.domain.vocabulary import Goal, Rule
from contingent.verify import (
    availability,
    beds,
    caveat,
    ceiling,
    command,
    consent,
    dwell,
    enabler,
    handover,
    indivisible,
    lift,
    mandate,
    onward,
    present_with,
    rehat,
    relief,
    site,
    skill,
    target,
    tour,
)
from contingent.verify.goals import count_goals
from contingent.verify.ledger import Ledger, replay
from contingent.verify.references import unknown_references

Check = Callable[[Mission, Ledger], Iterator[Violation]]

CHECKS: MappingProxyType[Rule, Check] = MappingProxyType(
    {
        Rule.AVAILABILITY: availability.check,
        Rule.TOUR: tour.check,
        Rule.DWELL: dwell.check,
        Rule.INDIVISIBLE: indivisible.check,
        Rule.SITE: site.check,
        Rule.BEDS: beds.check,
        Rule.CAVEAT: caveat.check,
        Rule.CONSENT: consent.check,
        Rule.MANDATE: mandate.check,
        Rule.CEILING: ceiling.check,
        Rule.LIFT: lift.check,
        Rule.SKILL: skill.check,
        Rule.RELIEF: relief.check,
        Rule.COMMAND: command.check,
        Rule.HANDOVER: handover.check,
        Rule.REHAT: rehat.check,
        Rule.ENABLER: enabler.check,
        Rule.PRESENT_WITH: present_with.check,
        Rule.ONWARD: onward.check,
        Rule.TARGET: target.check,
    }
)
"""The check of each rule."""


def verify(mission: Mission, plan: Plan) -> Verdict:
    """Say whether a plan obeys every rule of its mission, and what it is worth.

    Nothing that the plan says of itself (goals, verdict, digest) is believed or even read. The mission must be free of
    errors. A plan that names things unknown to the mission is unreadable, and then no rule is checked.

    Returns
    -------
    Verdict
        Every breach in words, sorted; the value of every goal, exact, of unlawful plans too.
    """
    unreadable = tuple(sorted(unknown_references(mission, plan)))
    if unreadable:
        return Verdict(unreadable=unreadable)
    ledger = replay(mission, plan)
    violations = sorted(violation for check in CHECKS.values() for violation in check(mission, ledger))
    return Verdict(violations=tuple(violations), goals=count_goals(mission, ledger))


def is_lawful(mission: Mission, plan: Plan) -> bool:
    """Tell whether ``verify`` would find nothing wrong, as soon as it is known."""
    if any(unknown_references(mission, plan)):
        return False
    ledger = replay(mission, plan)
    return not any(True for check in CHECKS.values() for _ in check(mission, ledger))


def measure_goals(mission: Mission, plan: Plan) -> dict[Goal, Fraction]:
    """Return the exact value of every goal; nothing where the plan is unreadable. No rule is checked."""
    if any(unknown_references(mission, plan)):
        return {}
    return count_goals(mission, replay(mission, plan))
