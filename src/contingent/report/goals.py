"""The goals of a plan as they are printed: value, proven bound, gap, scale."""

from dataclasses import dataclass
from decimal import Decimal

from contingent.domain.plan import Plan, Proof
from contingent.domain.vocabulary import Goal


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal of a plan."""

    goal: Goal
    words: str
    value: Decimal
    """Value in this plan, in `unit`."""
    bound: Decimal | None
    """No plan that is at least as good in all goals before has a smaller value; None: nothing proven."""
    gap: Decimal | None
    """(value - bound) / scale. [1]"""
    scale: Decimal
    """All there could be of it, in `unit`."""
    unit: str
    proof: Proof


def goal_rows(plan: Plan) -> tuple[GoalRow, ...]:
    """Return the goals in the order in which they were met; none for a plan written by hand."""
    return tuple(
        GoalRow(g.goal, g.goal.words, g.value, g.bound, g.gap, g.scale, g.goal.unit, g.proof) for g in plan.goals
    )
