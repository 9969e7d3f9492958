"""Find alternatives to a plan, one after another, each as far as it can be: docs/concepts/alternatives.md."""

import importlib.metadata
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from contingent.analysis.alternatives import Alternative, Alternatives, Ending, Values
from contingent.analysis.differing import differences
from contingent.analysis.distance import Footprint, distance, footprint
from contingent.analysis.farthest import Caps, Farthest, farthest
from contingent.analysis.keeping import Keep
from contingent.core.errors import ContingentError, EngineError
from contingent.core.version import __version__
from contingent.domain.mission import Mission
from contingent.domain.plan import GoalResult, Plan, Proof
from contingent.formulation import Formulation, decode, follow, formulate
from contingent.formulation.program import Ints
from contingent.instance import compile_mission
from contingent.solve.claim import decimal_of
from contingent.solve.limits import Limits
from contingent.solve.solve import LARGE
from contingent.solve.watch import Watch
from contingent.verify import verify

FEWEST, MOST = 1, 4
"""Alternatives that can be asked for: with the given plan they can be compared."""

Told = Callable[[str], None]


class NotLawfulError(ContingentError):
    """The given plan breaks rules: what it achieves is no measure for others."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    keep: Keep = field(default_factory=Keep)
    """How much an alternative may lose."""
    count: int = 3
    """How many; 1 to 4."""
    bounds: Values = field(default_factory=dict)
    """Proven bounds of the given plan's goals that may be believed."""


def alternatives(
    mission: Mission,
    plan: Plan,
    wanted: Wanted,
    limits: Limits,
    watch: Watch,
    told: Told = lambda _: None,
    large: int = LARGE,
) -> Alternatives:
    """Find alternatives to a plan, each as far as it can be from the plan and from those before it.

    Parameters
    ----------
    limits
        The time is for all of them together.
    large
        Columns of the program from which on it is searched, and not solved exactly.

    Raises
    ------
    NotLawfulError
        The plan is not lawful.
    ContingentError
        Too few or too many are asked for.
    EngineError
        An engine fails, or is refuted.
    """
    if not FEWEST <= wanted.count <= MOST:
        raise ContingentError(f"{wanted.count} alternatives were asked for. Ask for {FEWEST} to {MOST}.")
    verdict = verify(mission, plan)
    if not verdict.is_lawful:
        raise NotLawfulError("The plan is not lawful, so it is no measure for others. contingent verify says why.")
    return _Run(mission, plan, verdict.goals, wanted, limits, watch, large).all(told)


class _Run:
    """The search for all alternatives."""

    def __init__(
        self, mission: Mission, plan: Plan, values: Values, wanted: Wanted, limits: Limits, watch: Watch, large: int
    ) -> None:
        self.mission, self.wanted, self.limits, self.watch, self.large = mission, wanted, limits, watch, large
        self.begun = time.monotonic()
        goals = mission.planning.goals
        self.values = {goal: values[goal] for goal in goals}
        self.most = {goal: wanted.keep.most(goal, values[goal]) for goal in goals}
        self.made: Formulation = formulate(compile_mission(mission))
        self.caps: Caps = [(o, int(self.most[o.goal] * o.divisor)) for o in self.made.program.objectives]
        self.known: list[Ints] = [follow(self.made, plan)]
        self.feet: list[Footprint] = [footprint(mission, plan)]

    def all(self, told: Told) -> Alternatives:
        """Find one after another until there are enough, or no more."""
        count = self.wanted.count
        found: list[Alternative] = []
        ending = Ending.ALL
        shares = count
        while len(found) < count and ending is Ending.ALL:
            begun = time.monotonic()
            left = self.limits.time_limit - (begun - self.begun)
            if left <= 0 or not shares or self.watch.stop.is_set():
                ending = Ending.TIME
                break
            told(f"alternative {len(found) + 1} of {count}")
            seed = (self.limits.seed + count - shares) % 2**31
            limits = replace(self.limits, time_limit=left / shares, seed=seed)
            answer = farthest(self.made, self.known, self.caps, limits, self.watch.stop.is_set, self.large)
            if found:  # nobody is farther from more plans than from fewer
                answer = replace(answer, at_most=_least(answer.at_most, found[-1].at_most))
            shares -= 1
            if answer.solution is None or not answer.distance:
                ending = Ending.NO_OTHER if answer.at_most == 0 else Ending.ALL
                continue  # where nothing was found in its share of the time, it is tried again in the next one
            found.append(self.judged(answer, len(found) + 1, time.monotonic() - begun))
            told(f"   {found[-1].least:,} person-weeks apart")
        return Alternatives(self.mission.id, count, self.values, self.most, tuple(found), ending)

    def judged(self, answer: Farthest, number: int, seconds: float) -> Alternative:
        """Read a plan out of what was found, have it verified, and count again what is claimed of it."""
        if answer.solution is None:
            raise EngineError("there is nothing to be judged")
        plan = decode(self.made, answer.solution)
        verdict = verify(self.mission, plan)
        foot = footprint(self.mission, plan)
        apart = tuple(distance(foot, known) for known in self.feet)
        least = min(one.total for one in apart)
        if not verdict.is_lawful:
            raise EngineError(f"an alternative is not lawful; please report this mission: {verdict.violations[:5]}")
        if any(verdict.goals[goal] > most for goal, most in self.most.items()):
            raise EngineError("an alternative loses more than it may")
        if least < answer.distance or (answer.at_most is not None and least > answer.at_most):
            raise EngineError(f"{answer.distance} to {answer.at_most} was claimed of a distance that is {least}")
        plan = plan.model_copy(
            update={
                "made_by": self.made_by(number),
                "goals": tuple(self.results(verdict.goals)),
                "verdict": "lawful",
            }
        )
        largest = differences(self.mission, self.feet[0], foot)
        self.known.append(answer.solution)
        self.feet.append(foot)
        return Alternative(plan, verdict, apart, answer.at_most, largest, seconds)

    def made_by(self, number: int) -> dict[str, str]:
        """Say how an alternative was made."""
        engine = "highspy" if self.limits.engine == "highs" else "ortools"
        return {
            "contingent": __version__,
            "engine": str(self.limits.engine),
            "method": f"alternative {number}: far from the given plan and those before it",
            "engine_version": importlib.metadata.version(engine),
            "time_limit": f"{self.limits.time_limit:g}",
            "gap": "0",
            "workers": str(self.limits.workers),
            "seed": str(self.limits.seed),
        }

    def results(self, values: Values) -> list[GoalResult]:
        """Return the goals with the given plan's bounds, as long as no goal before is worse than in the given plan."""
        found, holds = [], True
        for objective in self.made.program.objectives:
            goal = objective.goal
            bound = self.wanted.bounds.get(goal) if holds else None
            proof = Proof.UNKNOWN if bound is None else Proof.OPTIMAL if values[goal] <= bound else Proof.BOUNDED
            found.append(
                GoalResult(
                    goal=goal,
                    value=decimal_of(values[goal]),
                    bound=None if bound is None else decimal_of(min(bound, values[goal])),
                    scale=decimal_of(Fraction(repr(objective.scale))),
                    proof=proof,
                )
            )
            holds = holds and values[goal] <= self.values[goal]
        return found


def _least(one: int | None, other: int | None) -> int | None:
    return min((x for x in (one, other) if x is not None), default=None)
