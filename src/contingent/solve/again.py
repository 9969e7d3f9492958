"""A mission planned again beside a plan of nearly the same one: soon, and proved as far as the relaxation goes.

Where the known plan and the best corner of the relaxation agree, a good plan is likely to be the same; only the rest is
planned anew.
"""

import time

from contingent.core.errors import EngineError
from contingent.domain.plan import Plan
from contingent.formulation.build import Formulation
from contingent.formulation.follow import follow
from contingent.solve.answer import Answer, Status
from contingent.solve.blend import GENTLE, blend, values
from contingent.solve.claim import Claim, Ending, goal_result
from contingent.solve.improve import approach
from contingent.solve.limits import Limits
from contingent.solve.nearby import solution_near
from contingent.solve.relaxation import Relaxation
from contingent.solve.watch import Watch

METHOD = "beside a known plan"


def plan_again(made: Formulation, near: Plan, limits: Limits, watch: Watch) -> Claim:
    """Plan a large mission beside a known plan.

    Bounds are the relaxation's, up to the first goal that it does not prove or that has slack. Of later goals nothing
    is proven.

    Parameters
    ----------
    near
        A plan of this mission or of one like it, lawful or not.
    """
    begun = time.monotonic()

    def left() -> float:
        return limits.time_limit - (time.monotonic() - begun)

    program, stop = made.program, watch.stop.is_set
    best = solution_near(made, follow(made, near), left(), stop, limits.seed)
    if best is None:
        return Claim(Ending.NOTHING, None, (), {}, METHOD)
    relaxation = Relaxation(program, stop)
    corner = relaxation.corner(blend(program, GENTLE), left())
    if corner is not None:
        best = approach(made, best, corner, begun + limits.time_limit, stop, limits.seed)
    if not program.is_satisfied_by(best):
        raise EngineError("the engine returned numbers that do not satisfy the program")
    slack = made.instance.mission.planning.slack
    goals, is_proven = [], corner is not None
    for objective, value in zip(program.objectives, values(program, best), strict=True):
        low = relaxation.bound(objective, left()) if is_proven and not stop() else 0
        goals.append(goal_result(objective, value, Answer(Status.FEASIBLE, best, value, low)))
        is_proven = is_proven and low == value and not slack.get(objective.goal)
        relaxation.cap(objective, value)
    return Claim(Ending.STOPPED, best, tuple(goals), {"search": time.monotonic() - begun}, METHOD)
