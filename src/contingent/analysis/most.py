"""How many posts of a line can be filled in a week at most."""

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from contingent.analysis.scope import Scope
from contingent.analysis.slice import slice_of
from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Goal
from contingent.formulation import formulate
from contingent.formulation.program import Objective
from contingent.instance import compile_mission
from contingent.instance.instance import Ask
from contingent.solve.answer import Status
from contingent.solve.feasible import any_solution
from contingent.solve.highs import Highs
from contingent.solve.limits import Limits


def most_filled(
    mission: Mission, scope: Scope, ask: Ask, now: int | None, deadline: float, is_stopped: Callable[[], bool]
) -> tuple[int, int] | None:
    """Return how many posts can be filled, and how many at most by proof; None: not known in time.

    Parameters
    ----------
    mission
        Without the wish.
    now
        How many a lawful plan is known to fill; None: none is known. That it is the most is soonest proven.
    deadline
        Of ``time.monotonic``. [s]
    """
    inst = compile_mission(slice_of(mission, scope))
    if now is not None:
        more = formulate(replace(inst, asks=(replace(ask, least=now + 1),)))
        claim = any_solution(more.program, deadline - time.monotonic(), is_stopped)
        if claim.status is Status.INFEASIBLE:
            return now, now
    made = formulate(replace(inst, asks=()))
    lines = [
        b
        for b, line in enumerate(made.instance.lines)
        if (made.instance.tasks[line.activity].id, line.skill) == (ask.activity, ask.skill)
    ]
    column = made.supply.column[np.isin(made.supply.line, lines) & (made.supply.week == ask.week)]
    cost = np.full(len(column), -1, dtype=np.int64)
    required = sum(int(made.instance.lines[b].required[ask.week]) for b in lines)
    objective = Objective(Goal.COVERAGE, column, cost, required, 1, 1.0)
    left = deadline - time.monotonic()
    engine = Highs(made.program, Limits())
    engine.presolve_lightly(aggregate=False)
    answer = engine.minimise(objective, left, 0, None, lambda *_: is_stopped())
    if answer.value is None or answer.bound is None:
        return None
    return required - answer.value, required - max(0, answer.bound)
