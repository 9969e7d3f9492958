"""Whether a program has a solution at all: as soon as it is known, and with a proof if there is none.

The relaxation first: where there is no solution it nearly always says so, as it has none either. Its corner has most
columns at an end; with these held there, whole numbers are found in a tenth of the time, if there are any.
Where there are none beside the cheapest corner there often are beside another. The corner nearest to a known solution
is found in half the time, and has fewer fractions.
"""

import time
from collections.abc import Callable
from dataclasses import replace

import highspy
import numpy as np

from contingent.formulation.program import Floats, Objective, Program
from contingent.solve.answer import Answer, Status
from contingent.solve.highs import LONG_RULES, Highs
from contingent.solve.limits import Limits
from contingent.solve.relaxation import relaxed
from contingent.solve.run_highs import run

ANY_VALUE = 10**6
"""Solutions of low value are looked for, but the first that is found will do."""
_SOON = 1.0
"""Time for whole numbers beside the relaxation's corner; 0.1 is enough on the bundled missions. [s]"""
_LIGHTLY = 1.0
"""Time for the whole program, before it is made much smaller, which can take 4. [s]"""
_ZERO = 1e-7
_DEVEX = 1
"""HiGHS's number of it: on the questions of the bundled missions a sixth quicker than steepest edges."""

Stop = Callable[[], bool]

_UNKNOWN = Answer(Status.UNKNOWN, None, None, None)
_NONE = Answer(Status.INFEASIBLE, None, None, None)


def any_solution(program: Program, seconds: float, stop: Stop, near: Objective | None = None) -> Answer:
    """Return a solution, rather one of low value of the first objective; or the proof that there is none.

    Parameters
    ----------
    seconds
        Time limit. [s]
    near
        Least at a solution that may be near one of this program: see ``formulation.nearness``. None: none is known.
    """
    deadline = time.monotonic() + seconds
    first = program.objectives[0]
    nothing = _nothing(first)
    # Where the cheapest corner is too bare, any other has more to choose of.
    for corner_of, objective in ((near or first, first), (nothing, nothing)):
        left = deadline - time.monotonic()
        status, corner = _corner(program, corner_of, left, stop, presolve=corner_of is not near)
        if status is Status.INFEASIBLE:
            return _NONE
        if corner is not None:
            answer = _beside(program, corner, objective, deadline, stop)
            if answer.solution is not None:
                return answer
    answer = _UNKNOWN
    for most, aggregate in ((_LIGHTLY, False), (seconds, True)):
        left = min(most, deadline - time.monotonic())
        if answer.status is not Status.UNKNOWN or stop() or left <= 0.0:
            break
        whole = Highs(program, Limits())
        whole.presolve_lightly(aggregate=aggregate)
        answer = whole.minimise(_nothing(first), left, ANY_VALUE, None, lambda *_: stop())
    return answer


def is_refused_at_once(program: Program, seconds: float, stop: Stop) -> bool:
    """Tell whether the relaxation has no solution, which proves that there is none; that it has one proves nothing."""
    status, _ = _corner(program, _nothing(program.objectives[0]), seconds, stop, presolve=False)
    return status is Status.INFEASIBLE


def _beside(program: Program, corner: Floats, objective: Objective, deadline: float, stop: Stop) -> Answer:
    """Look for whole numbers that are where a corner of the relaxation is: at both ends of columns, or at the lower."""
    at_lower, at_upper = corner <= program.lower + _ZERO, corner >= program.upper - _ZERO
    upper = np.where(at_lower, program.lower, program.upper)
    for lower in (np.where(at_upper & ~at_lower, program.upper, program.lower), program.lower):
        beside = Highs(replace(program, lower=lower, upper=upper), Limits())
        beside.presolve_lightly(aggregate=False)
        soon = min(_SOON, deadline - time.monotonic())
        answer = beside.minimise(objective, soon, ANY_VALUE, None, lambda *_: stop())
        if answer.solution is not None:
            return replace(answer, status=Status.FEASIBLE, bound=None)
    return _UNKNOWN  # what is said of a part says nothing of the whole, apart from a solution


def _corner(
    program: Program, objective: Objective, seconds: float, stop: Stop, *, presolve: bool
) -> tuple[Status, Floats | None]:
    """Return how the relaxation ended, and its best corner.

    Parameters
    ----------
    presolve
        Make it smaller first: it pays where the way to the corner is long.
    """
    highs = relaxed(program, seconds, stop)
    highs.setOptionValue("presolve", "on" if presolve else "off")
    highs.setOptionValue("presolve_rule_off", LONG_RULES)
    highs.setOptionValue("simplex_dual_edge_weight_strategy", _DEVEX)
    highs.changeColsCost(len(objective.column), objective.column.astype(np.int32), objective.cost.astype(float))
    run(highs)
    kinds = highspy.HighsModelStatus
    match highs.getModelStatus():
        case kinds.kInfeasible | kinds.kUnboundedOrInfeasible:  # all columns are bounded, so it cannot be unbounded
            return Status.INFEASIBLE, None
        case kinds.kOptimal:
            return Status.FEASIBLE, np.array(highs.getSolution().col_value)
    return Status.UNKNOWN, None


def _nothing(objective: Objective) -> Objective:
    """Return an objective that every solution meets equally well."""
    none = np.zeros(0, dtype=np.int64)
    return Objective(objective.goal, none, none, 0, 1, 1.0)
