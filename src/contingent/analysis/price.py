"""What a wish costs that no limit forbids: the mission planned again with the wish as a must, goal by goal."""

import time
from dataclasses import dataclass, replace
from fractions import Fraction

from contingent.analysis.wish import Wish, instance_of, is_granted, wished
from contingent.core.errors import EngineError
from contingent.domain.mission import Mission
from contingent.domain.plan import GoalResult, Plan
from contingent.domain.vocabulary import Goal
from contingent.formulation import Formulation, decode, formulate
from contingent.formulation.follow import follow
from contingent.solve.answer import Solution
from contingent.solve.limits import Limits
from contingent.solve.nearby import solution_near
from contingent.solve.solve import solve
from contingent.solve.watch import Watch
from contingent.verify import is_lawful, measure_goals


@dataclass(frozen=True, slots=True)
class Price:
    """Which goal pays for a wish, and how much."""

    goal: Goal | None
    """The first goal that is worse with the wish; None: no goal is."""
    least: Fraction
    """Proven least price, in the goal's unit; 0: it is not proven that this goal pays."""
    most: Fraction
    """How much worse the goal is in the plan that was found with the wish."""
    unit: str
    better: Goal | None = None
    """A goal before it that is better with the wish: the plan without was not the best."""

    @property
    def is_proven(self) -> bool:
        """Tell whether the price is exact."""
        return self.least == self.most


NEAR = 0.8
"""Part of the time limit that may go into changing a known plan so that it grants the wish."""
_FIRST = 0.7
"""Part of the time left in which only the goals up to the one that pays are looked at."""


def price_of(
    mission: Mission, wish: Wish, plan: Plan, limits: Limits, watch: Watch, near: Plan | None = None
) -> Price | None:
    """Plan with the wish as a must, and compare with a plan without it; None: no plan was found in time.

    Ends as soon as a plan is found with which no goal is worse: no search could tell more.

    Parameters
    ----------
    near
        A plan to begin with, changed only as far as the wish needs it; None: none is known.
    """
    end = time.monotonic() + limits.time_limit
    pricing = _Pricing.of(mission, wish, plan)
    made = pricing.made
    start, price = None, None
    if near is not None:
        start = solution_near(made, follow(made, near), NEAR * limits.time_limit, watch.stop.is_set, limits.seed)
    if start is not None:
        price = pricing.told(start, ())
        if price.goal is None:
            return price
    goals = made.instance.mission.planning.goals
    paying = len(goals) if price is None or price.goal is None else goals.index(price.goal) + 1
    for known in sorted({paying, len(goals)}):
        left = end - time.monotonic()
        if left <= 0 or watch.stop.is_set():
            break
        few = replace(made, program=replace(made.program, objectives=made.program.objectives[:known]))
        part = _FIRST if known < len(goals) else 1.0
        claim = solve(few, replace(limits, time_limit=part * left), watch, start)
        if claim.solution is None:
            break
        start, price = claim.solution, pricing.told(claim.solution, claim.goals)
        if price.goal is None or goals.index(price.goal) < known:
            break  # goals that were not looked at come after the one that pays
    return price


@dataclass(frozen=True, slots=True)
class _Pricing:
    """A mission with a wish as a must, and what the goals are without it."""

    mission: Mission
    wish: Wish
    asked: Mission
    made: Formulation
    without: dict[Goal, Fraction]

    @classmethod
    def of(cls, mission: Mission, wish: Wish, plan: Plan) -> "_Pricing":
        asked = wished(mission, wish)
        # Only what is wished is made a must, and a must is no goal: `targets` is counted on the mission itself.
        return cls(mission, wish, asked, formulate(instance_of(asked, wish)), measure_goals(mission, plan))

    def told(self, solution: Solution, goals: tuple[GoalResult, ...]) -> Price:
        """Return the price that a solution and proven bounds tell of."""
        found = decode(self.made, solution)
        if not is_granted(self.asked, self.wish, found) or not is_lawful(self.asked, found):
            raise EngineError("a plan that was found for a wish is not lawful, or does not grant it")
        own = {t.id for t in self.wish.targets} & {t.id for t in self.mission.targets}
        bounds = {r.goal: Fraction(r.bound) for r in goals if r.bound is not None}
        with_ = measure_goals(self.mission, found)
        return _compared(self.mission.planning.goals, self.without, with_, bounds, exact=not own)


def _compared(
    goals: tuple[Goal, ...],
    without: dict[Goal, Fraction],
    with_: dict[Goal, Fraction],
    bounds: dict[Goal, Fraction],
    *,
    exact: bool,
) -> Price:
    """Return the first goal that is worse.

    Parameters
    ----------
    exact
        Bounds speak of the same goals; where a target became a must, the goal ``targets`` lost it.
    """
    for goal in goals:
        if with_[goal] < without[goal]:
            return Price(None, Fraction(0), Fraction(0), goal.unit, goal)
        if with_[goal] > without[goal]:
            most = with_[goal] - without[goal]
            low = bounds.get(goal, Fraction(0)) if exact or goal is not Goal.TARGETS else Fraction(0)
            return Price(goal, min(most, max(Fraction(0), low - without[goal])), most, goal.unit)
    return Price(None, Fraction(0), Fraction(0), "")
