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
from contingent.solve.limits import Limits
from contingent.solve.solve import exact_engine


def most_filled(
    mission: Mission, scope: Scope, ask: Ask, deadline: float, is_stopped: Callable[[], bool]
) -> tuple[int, int] | None:
    """Return how many posts can be filled, and how many at most by proof; None: not known in time.

    Parameters
    ----------
    mission
        Without the wish.
    deadline
        Of ``time.monotonic``. [s]
    """
    made = formulate(replace(compile_mission(slice_of(mission, scope)), asks=()))
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
    answer = exact_engine(made.program, Limits()).minimise(objective, left, 0, None, lambda *_: is_stopped())
    if answer.value is None or answer.bound is None:
        return None
    return required - answer.value, required - max(0, answer.bound)
