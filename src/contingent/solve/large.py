"""Plan a large mission by its tours, without the program of the whole."""

import time
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from contingent.domain.plan import GoalResult, Plan, Proof
from contingent.domain.vocabulary import Goal
from contingent.formulation.scale import scale_of
from contingent.instance.instance import Instance
from contingent.solve.claim import decimal_of
from contingent.solve.limits import Limits, Method
from contingent.solve.watch import Progress, Watch

LARGE = 4_000
"""Groups times places times weeks from which on a mission is planned by its tours. Measured on generated missions."""


_AFTER = 10
"""How many times as long as making the arrays it takes to read a plan back and to verify it, about.

Measured on generated missions.
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """How a mission is planned, and why."""

    method: Method
    why: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with the goals as claimed, before anyone has checked it."""

    plan: Plan
    seconds: dict[str, float]


def choose(inst: Instance, asked: Method) -> Choice:
    """Choose how to plan a mission: by tours from a size on, where all of its rules can be kept that way."""
    size = sum(
        (1 if force.indivisible else len(force.groups)) * int(force.sites.sum()) * len(force.commands) * inst.weeks
        for force in inst.forces
    )
    if asked is Method.MATRIX or (asked is Method.AUTO and size < LARGE):
        return Choice(Method.MATRIX, "asked for" if asked is Method.MATRIX else "small enough for one program")
    from contingent.tours.problem import refusal  # loads a compiler, as planning by tours does

    reason = refusal(inst)
    if reason is not None:
        return Choice(Method.MATRIX, f"not by tours: {reason}")
    return Choice(Method.TOURS, "asked for" if asked is Method.TOURS else "too large for one program")


def plan_large(inst: Instance, limits: Limits, watch: Watch, near: Plan | None = None) -> Planned | None:
    """Plan a mission by its tours, from a known plan on if there is one; None: no plan was found.

    Raises
    ------
    EngineError
        If a bound contradicts a plan.
    """
    from contingent.tours.plan import Effort, plan_tours
    from contingent.tours.prepare import prepare
    from contingent.tours.problem import problem

    goals = inst.mission.planning.goals
    begun = time.monotonic()
    watch.report(Progress(goals[0], 1, len(goals), None, None, None, 0.0))  # compiling may take a minute, once
    prepare()
    seconds = {"compiling": time.monotonic() - begun}
    slack = {goal: Fraction(share) for goal, share in inst.mission.planning.slack.items()}
    begun = time.monotonic()
    arrays = problem(inst)
    scale = {goal: scale_of(goal, inst, arrays.units_of) for goal in goals}

    def told(goal: Goal, best: float | None, bound: float | None) -> None:
        gap = None if best is None or bound is None else max(0.0, best - bound) / scale[goal]
        elapsed = time.monotonic() - begun
        watch.report(Progress(goal, goals.index(goal) + 1, len(goals), best, bound, gap, elapsed))

    seconds["arrays"] = time.monotonic() - begun
    left, rest = limits.time_limit - seconds["arrays"], _AFTER * seconds["arrays"]
    effort = Effort(left, limits.workers, limits.seed, slack, rest)
    found = plan_tours(arrays, effort, watch.stop.is_set, told, near)
    if found is None:
        return None
    results = tuple(
        GoalResult(
            goal=goal,
            value=decimal_of(found.values[goal]),
            bound=decimal_of(found.bounds[goal]),
            scale=Decimal(repr(scale[goal])),
            proof=Proof.OPTIMAL if found.values[goal] == found.bounds[goal] else Proof.BOUNDED,
        )
        for goal in goals
    )
    return Planned(found.plan.model_copy(update={"goals": results}), seconds | found.seconds)
