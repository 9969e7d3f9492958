"""One call for every engine."""

import time
from dataclasses import replace
from fractions import Fraction

from contingent.core.errors import EngineError
from contingent.domain.plan import Plan
from contingent.formulation.build import Formulation
from contingent.formulation.follow import follow
from contingent.formulation.program import Program
from contingent.solve.answer import Engine, Solution
from contingent.solve.claim import Claim
from contingent.solve.lexicographic import solve_goals
from contingent.solve.limits import EngineName, Limits
from contingent.solve.watch import Watch

LARGE = 12_000
"""Columns from which on a mission is searched and bounded, and not solved goal by goal.

Measured on the bundled missions.
"""


def solve(made: Formulation, limits: Limits, watch: Watch, start: Solution | None = None) -> Claim:
    """Minimise a mission's goals in their order.

    Parameters
    ----------
    start
        A solution to begin with, such as ``solution_near`` finds; the one returned is at least as good.

    Raises
    ------
    EngineError
        If the engine fails or contradicts itself.
    """
    slack = {goal: Fraction(share) for goal, share in made.instance.mission.planning.slack.items()}
    if is_searched(made, limits):
        from contingent.solve.anytime import search_and_bound

        claim = search_and_bound(made, slack, limits, watch, start)
        if claim is not None:
            return claim
    return solve_goals(made.program, slack, limits, watch, exact_engine, start)


def is_searched(made: Formulation, limits: Limits) -> bool:
    """Tell whether a program is searched and bounded, and not solved goal by goal."""
    return made.program.matrix.shape[1] > LARGE and limits.engine is EngineName.HIGHS


def solve_near(made: Formulation, near: Plan | None, share: float, limits: Limits, watch: Watch) -> Claim:
    """Minimise a mission's goals in their order, beginning with what is near a known plan.

    Parameters
    ----------
    near
        A plan of this mission, or of one like it, lawful or not; None: none is known.
    share
        Part of the time limit that may go into making it a solution. [1]
    """
    if near is None:
        return solve(made, limits, watch)
    if limits.is_brief and is_searched(made, limits):
        from contingent.solve.again import plan_again  # loads an engine, as below

        return plan_again(made, near, limits, watch)
    from contingent.solve.nearby import solution_near

    begun = time.monotonic()
    start = solution_near(made, follow(made, near), share * limits.time_limit, watch.stop.is_set, limits.seed)
    left = limits.time_limit - (time.monotonic() - begun)
    return solve(made, replace(limits, time_limit=left), watch, start)


def exact_engine(program: Program, limits: Limits) -> Engine:
    """Return the engine that the limits name, with the program in it."""
    # An engine is imported only when it is asked for: each takes a third of a second to load.
    match limits.engine:
        case EngineName.HIGHS:
            from contingent.solve.highs import Highs

            return Highs(program, limits)
        case EngineName.CPSAT:
            from contingent.solve.cpsat import CpSat

            return CpSat(program, limits)
    raise EngineError(f"no engine is called {limits.engine}")
