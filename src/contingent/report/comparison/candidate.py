"""A plan that is compared, and how far its claims may be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from contingent.domain.plan import GoalResult
from contingent.domain.vocabulary import Goal
from contingent.report.account import Account

_ROUNDING = Fraction(1, 10**9)
"""What a stored decimal can lose, as a share of the number or of 1."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the plans compared."""

    name: str
    """As the reader knows it: a course of action, or a folder."""
    account: Account
    """The planner's own, not a nation's view; its plan is not unreadable."""

    @property
    def is_lawful(self) -> bool:
        """Tell whether the verifier found no breach."""
        return self.account.verdict is not None and self.account.verdict.is_lawful

    @property
    def values(self) -> Mapping[Goal, Fraction]:
        """Every goal as counted by the verifier under the plan's own course."""
        return {} if self.account.verdict is None else self.account.verdict.goals

    @property
    def order(self) -> tuple[Goal, ...]:
        """The goals of its course, the first before all others."""
        return self.account.mission.planning.goals

    @property
    def distrust(self) -> str:
        """Say why the bounds that came with the plan may not be used; blank: they may, or there are none."""
        plan = self.account.plan
        if not plan.goals:
            return ""
        if not self.is_lawful:
            return "it is unlawful"
        if plan.digest != self.account.mission.digest:
            return "its mission is not the one that it was planned for"
        if tuple(result.goal for result in plan.goals) != self.order:
            return "they are for other goals than those of its course"
        return next(filter(None, map(self._doubt, plan.goals)), "")

    def _doubt(self, result: GoalResult) -> str:
        """Say what is wrong with what the plan claims of a goal; blank: nothing."""
        counted = self.values[result.goal]
        if not is_same(Fraction(result.value), counted):
            return f"its value of {result.goal} is not the one that was claimed"
        if result.bound is not None and is_less(counted, Fraction(result.bound)):
            return f"its bound of {result.goal} is above its value"
        return ""

    @property
    def bounds(self) -> Mapping[Goal, Fraction]:
        """The bounds that may be used; a goal of which nothing is proven is missing."""
        if self.distrust:
            return {}
        return {g.goal: Fraction(g.bound) for g in self.account.plan.goals if g.bound is not None}


def is_same(one: Fraction, other: Fraction) -> bool:
    """Tell whether two numbers are equal, apart from what stored decimals lose."""
    return abs(one - other) <= _ROUNDING * max(Fraction(1), abs(one), abs(other))


def is_less(one: Fraction, other: Fraction) -> bool:
    """Tell whether a number is smaller, by more than what stored decimals lose."""
    return one < other and not is_same(one, other)
