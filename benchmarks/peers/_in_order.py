"""A matrix given to an engine goal by goal: solve, cap at what was found, next. As a user of the engine would do it.

Each goal may take half of the time that is left, the last one all of it; before there is a plan the first may go on to
the end. A goal that is solved sooner leaves its time to the next.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from contingent.domain.plan import Plan
from contingent.formulation import Formulation, decode
from contingent.formulation.program import Objective
from contingent.solve.highs import round_up, step_of

Solution = NDArray[np.int64]
"""The value of every column."""
Told = Callable[[str, float | None, float | None], None]
"""Takes a goal, its best value, its bound."""

SHARES = "each goal may take half of the time left"
LITTLE = 0.1
"""A goal is not begun with less time than this. [s]"""


class Engine(Protocol):
    """What knows a matrix, and minimises one objective after another over it."""

    def minimise(self, objective: Objective, watch: "Watch", start: Solution | None) -> None:
        """Minimise one objective; everything found is told to the watch, which also knows when to end."""
        ...

    def cap(self, objective: Objective, most: int) -> None:
        """Keep an objective at most at a value from now on, its offset counted in."""
        ...


@dataclass(slots=True)
class Watch:
    """Takes what an engine finds for one goal, and says how long it may go on."""

    objectives: tuple[Objective, ...]
    objective: Objective
    told: Told
    soon: float
    """When to end if there is a plan; of the monotonic clock. [s]"""
    end: float
    """When to end at all. [s]"""
    solution: Solution | None
    bound: int | None = None

    def is_over(self) -> bool:
        """Tell whether the engine should stop."""
        return time.monotonic() > (self.end if self.solution is None else self.soon)

    def left(self) -> float:
        """Return the time until the engine should stop. [s]"""
        return max(LITTLE, (self.end if self.solution is None else self.soon) - time.monotonic())

    def found(self, values: object) -> None:
        """Take a solution, if it is a better one."""
        solution: Solution = np.rint(np.asarray(values, dtype=float)).astype(np.int64)
        if self.solution is None or value_of(self.objective, solution) < value_of(self.objective, self.solution):
            self.solution = solution
            for objective in self.objectives:
                self.told(str(objective.goal), value_of(objective, solution) / objective.divisor, None)

    def proved(self, bound: float) -> None:
        """Take a bound, the objective's offset counted in; it is rounded up to what the objective can be."""
        if abs(bound) > 1e15:
            return
        offset = self.objective.offset
        whole = offset + round_up(bound - offset, step_of(self.objective))
        if self.bound is None or whole > self.bound:
            self.bound = whole
            self.told(str(self.objective.goal), None, max(0, whole) / self.objective.divisor)


def value_of(objective: Objective, solution: Solution) -> int:
    """Return an objective's value, before the divisor."""
    return objective.offset + int(objective.cost @ solution[objective.column])


def matrix_plan(engine: Engine, made: Formulation, end: float, told: Told) -> Plan | None:
    """Minimise all goals of a matrix in their order and return the plan, if any was found."""
    solution = in_order(engine, made.program.objectives, end, told)
    return None if solution is None else decode(made, solution)


def in_order(engine: Engine, objectives: tuple[Objective, ...], end: float, told: Told) -> Solution | None:
    """Minimise all objectives in their order and return the solution, if any was found.

    Parameters
    ----------
    end
        When to end, of the monotonic clock. [s]
    """
    best = None
    for objective in objectives:
        now = time.monotonic()
        if end - now < LITTLE:
            break
        soon = end if objective is objectives[-1] else now + (end - now) / 2
        watch = Watch(objectives, objective, told, soon, end, best)
        engine.minimise(objective, watch, best)
        if watch.solution is None:
            return None
        best = watch.solution
        engine.cap(objective, value_of(objective, best))
    return best
