"""Plan a mission: the story of ``contingent plan``."""

import importlib.metadata
import time
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
from contingent.solve.claim import Claim, Ending, decimal_of
from contingent.solve.limits import Limits
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
    plan = _with_claim(decode(made, claim.solution), claim, limits)
    clock.lap("read back")
    verdict = verify(mission, plan)
    clock.lap("verify")
    plan = plan.model_copy(update={"verdict": "lawful", "goals": _counted(plan, verdict)})
    seconds = clock.seconds | {f"solve {goal}": s for goal, s in claim.seconds.items()}
    return Outcome(Status.PLANNED, plan, verdict, _remark(plan), seconds, size)


class _Clock:
    """Times the phases of a run."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, phase: str) -> None:
        now = time.monotonic()
        self.seconds[phase] = now - self._last
        self._last = now


def _with_claim(plan: Plan, claim: Claim, limits: Limits) -> Plan:
    made_by = {
        "contingent": __version__,
        "engine": str(limits.engine),
        "method": claim.method,
        "engine_version": importlib.metadata.version("highspy" if limits.engine == "highs" else "ortools"),
        "time_limit": f"{limits.time_limit:g}",
        "gap": f"{limits.gap:g}",
        "workers": str(limits.workers),
        "seed": str(limits.seed),
    }
    return plan.model_copy(update={"made_by": made_by, "goals": claim.goals})


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
