"""Prove how good a plan is in one goal: by the prices of the relaxation, or by branch and bound."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from contingent.formulation.program import Objective, Program
from contingent.solve.answer import Answer, Listener, Solution, Status, value_at
from contingent.solve.highs import Highs
from contingent.solve.limits import Limits
from contingent.solve.relaxation import bound

_RESERVE = 8.0
"""Time that is kept for prices, at most half of all: branch and bound that has no bound by then gives way. [s]"""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """How good can a goal be among the solutions that keep others at most at given values?"""

    program: Program
    caps: list[tuple[Objective, int]]
    """What other goals may rise to. [1 / divisor]"""
    objective: Objective
    plan: Solution
    """A solution that keeps the caps."""
    tolerance: int
    """A bound this close to the best value is close enough. [1 / divisor]"""


Method = Callable[[Question, float, Listener], Answer]
"""Takes a question, a time limit [s], and what to tell of progress.

Returns the best solution that it knows, and a bound of at least 0, as every goal is.
"""


def prices(question: Question, seconds: float, listen: Listener) -> Answer:
    """Prove by the prices of the relaxation: something soon, but never more than the relaxation knows."""
    value = value_at(question.objective, question.plan)
    low = bound(question.program, question.caps, question.objective, seconds, lambda: listen(None, None))
    return Answer(Status.OPTIMAL if low == value else Status.FEASIBLE, question.plan, value, low)


def branching(question: Question, seconds: float, listen: Listener) -> Answer:
    """Prove by branch and bound, or by prices where it has no bound in time."""
    deadline = time.monotonic() + seconds
    late = deadline - min(_RESERVE, seconds / 2)
    has_bound = False

    def listens(best: float | None, proven: float | None) -> bool:
        nonlocal has_bound
        has_bound = has_bound or proven is not None
        return listen(best, proven) or (not has_bound and time.monotonic() >= late)

    engine = Highs(question.program, Limits(workers=1))
    engine.believe_in_start()
    for capped, most in question.caps:
        engine.cap(capped, most)
    answer = engine.minimise(question.objective, seconds, question.tolerance, question.plan, listens)
    if answer.bound is None or answer.bound <= 0:
        return prices(question, deadline - time.monotonic(), listen)
    value = value_at(question.objective, question.plan)
    if answer.solution is None or answer.value is None or answer.value > value:
        return Answer(Status.FEASIBLE, question.plan, value, min(answer.bound, value))
    return answer
