"""What a wish costs that no limit forbids: the mission planned again with the wish as a must, goal by goal."""

from dataclasses import dataclass
from fractions import Fraction

from contingent.analysis.wish import Wish, instance_of, is_granted, wished
from contingent.core.errors import EngineError
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.vocabulary import Goal
from contingent.formulation import decode, formulate
from contingent.solve.limits import Limits
from contingent.solve.solve import solve_near
from contingent.solve.watch import Watch
from contingent.verify import verify


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


NEAR = 0.3
"""Part of the time limit that may go into changing a known plan so that it grants the wish."""


def price_of(
    mission: Mission, wish: Wish, plan: Plan, limits: Limits, watch: Watch, near: Plan | None = None
) -> Price | None:
    """Plan with the wish as a must, and compare with a plan without it; None: no plan was found in time.

    Parameters
    ----------
    near
        A plan to begin with, changed only as far as the wish needs it; None: none is known.
    """
    asked = wished(mission, wish)
    # Only what is wished is made a must, and a must is no goal: the goal `targets` is counted on the mission itself.
    made = formulate(instance_of(asked, wish))
    claim = solve_near(made, near, NEAR, limits, watch)
    if claim.solution is None:
        return None
    found = decode(made, claim.solution)
    if not is_granted(asked, wish, found) or not verify(asked, found).is_lawful:
        raise EngineError("a plan that was found for a wish is not lawful, or does not grant it")
    without, with_ = verify(mission, plan).goals, verify(mission, found).goals
    own = {t.id for t in wish.targets} & {t.id for t in mission.targets}
    bounds = {r.goal: Fraction(r.bound) for r in claim.goals if r.bound is not None}
    return _compared(mission.planning.goals, without, with_, bounds, exact=not own)


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
