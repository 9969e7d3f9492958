"""Plan a mission: the story of ``contingent plan``."""

import importlib.metadata
import time
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from contingent.app.outcome import Outcome, Status
from contingent.core.errors import EngineError
from contingent.core.version import __version__
from contingent.domain.mission import Mission
from contingent.domain.plan import GoalResult, Plan, Proof
from contingent.domain.verdict import Verdict
from contingent.formulation import decode, formulate
from contingent.instance import compile_mission
from contingent.solve.claim import Ending, decimal_of
from contingent.solve.large import choose, plan_large
from contingent.solve.limits import Limits, Method
from contingent.solve.solve import solve_near
from contingent.solve.watch import Watch
from contingent.verify import verify

_START = 0.2
"""Part of the time limit that finding a solution near a known plan may take."""

_WHY = {
    Ending.INFEASIBLE: (
        "No lawful plan exists: the targets marked 'must', or the people in place and the limits on them, "
        "contradict each other. Leaving posts empty does not help."
    ),
    Ending.NOTHING: "Stopped before the first plan was found. Give more time.",
}


def plan_mission(mission: Mission, limits: Limits, watch: Watch, near: Plan | None = None) -> Outcome:
    """Plan a mission and have the plan verified.

    Parameters
    ----------
    mission
        A mission without errors.
    near
        A plan of this mission, or of an earlier version of it, to begin the search with; it need not be lawful.

    Raises
    ------
    EngineError
        If an engine fails, or the verifier refutes what it claims; no such plan leaves the program.
    """
    clock = _Clock()
    instance = compile_mission(mission)
    clock.lap("compile")
    choice = choose(instance, limits.method)
    if choice.method is Method.TOURS:
        found = plan_large(instance, limits, watch, near)
        clock.lap("solve")
        if found is not None:
            head = _made_by(limits, f"by tours: {choice.why}", "numba")
            plan = found.plan.model_copy(update={"made_by": head})
            return _checked(mission, plan, clock, found.seconds, {})
    made = formulate(instance)
    clock.lap("build")
    size = {
        "rows": made.program.matrix.shape[0],
        "columns": made.program.matrix.shape[1],
        "non-zeros": made.program.matrix.nnz,
    }
    claim = solve_near(made, near, _START, limits, watch)
    clock.lap("solve")
    if claim.solution is None:
        status = Status.INFEASIBLE if claim.ending is Ending.INFEASIBLE else Status.NO_PLAN_IN_TIME
        return Outcome(status, None, None, _WHY[claim.ending], clock.seconds, size)
    library = "highspy" if limits.engine == "highs" else "ortools"
    head = _made_by(limits, f"{claim.method} ({choice.why})", library)
    plan = decode(made, claim.solution).model_copy(update={"made_by": head, "goals": claim.goals})
    clock.lap("read back")
    return _checked(mission, plan, clock, claim.seconds, size)


def _checked(
    mission: Mission, plan: Plan, clock: "_Clock", seconds: Mapping[str, float], size: dict[str, int]
) -> Outcome:
    """Have a plan verified, and return it with the goals as counted."""
    verdict = verify(mission, plan)
    clock.lap("verify")
    plan = plan.model_copy(update={"verdict": "lawful", "goals": _counted(plan, verdict)})
    spent = clock.seconds | {f"solve {part}": s for part, s in seconds.items()}
    return Outcome(Status.PLANNED, plan, verdict, _remark(plan), spent, size)


class _Clock:
    """Times the phases of a run."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, phase: str) -> None:
        now = time.monotonic()
        self.seconds[phase] = now - self._last
        self._last = now


def _made_by(limits: Limits, method: str, library: str) -> dict[str, str]:
    """Return the parameters and versions that a plan was made with."""
    return {
        "contingent": __version__,
        "engine": library if library == "numba" else str(limits.engine),
        "method": method,
        "engine_version": importlib.metadata.version(library),
        "time_limit": f"{limits.time_limit:g}",
        "gap": f"{limits.gap:g}",
        "workers": str(limits.workers),
        "seed": str(limits.seed),
    }


def _counted(plan: Plan, verdict: Verdict) -> tuple[GoalResult, ...]:
    """Return the goals with the verifier's values; raise if it refutes the engine.

    The engine's value of a goal is an upper estimate: a goal that was not treated, or one whose slack was given away,
    may in truth be better.
    """
    if not verdict.is_lawful:
        listed = "\n".join([*verdict.unreadable, *(str(v) for v in verdict.violations)][:20])
        raise EngineError(f"the engine's plan is not lawful; please report this mission:\n{listed}")
    results = []
    for result in plan.goals:
        value = verdict.goals[result.goal]
        # Thirds of a person-week are compared to the last digit that a decimal holds.
        least = value + Fraction(1, 10**9) * max(Fraction(1), value)
        if value > Fraction(result.value) * (1 + Fraction(1, 10**9)) or Fraction(result.bound or 0) > least:
            raise EngineError(
                f"goal {result.goal}: the engine claims {result.value} and a bound of {result.bound}, "
                f"the verifier counts {value}"
            )
        results.append(result.model_copy(update={"value": decimal_of(value)}))
    return tuple(results)


def _remark(plan: Plan) -> str:
    open_goals = [r for r in plan.goals if r.proof is not Proof.OPTIMAL and r.gap != Decimal(0)]
    if not open_goals:
        return "Every goal is proven optimal."
    listed = ", ".join(str(r.goal) for r in open_goals)
    return (
        f"Stopped before these goals were proven optimal: {listed}. Their bounds say how much better a plan could be."
    )
