"""Prove how good a plan is in one goal: by the prices of the relaxation, or by branch and bound."""

import time
from collections.abc import Callable

from contingent.solve.answer import Answer, Listener, Status, value_at
from contingent.solve.apart import Question, branch, branch_apart
from contingent.solve.relaxation import bound

__all__ = ["Method", "Question", "branching", "prices"]

_RESERVE = 8.0
"""Time that is kept for prices, at most half of all: branch and bound that has no bound by then gives way. [s]"""
_LARGE = 12_000
"""Columns from which on an engine may be deaf for so long that it gets a process of its own."""

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

    minimise = branch_apart if question.program.matrix.shape[1] > _LARGE else branch
    answer = minimise(question, seconds, listens)
    if answer.bound is None or answer.bound <= 0:
        return prices(question, deadline - time.monotonic(), listen)
    value = value_at(question.objective, question.plan)
    if answer.solution is None or answer.value is None or answer.value > value:
        return Answer(Status.FEASIBLE, question.plan, value, min(answer.bound, value))
    return answer
