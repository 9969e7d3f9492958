"""What an engine claims about one goal."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from contingent.formulation.program import Objective

Solution = NDArray[np.int64]
"""The value of every column."""


class Status(StrEnum):
    """How a run ended."""

    OPTIMAL = "optimal"
    """The solution is proven best."""
    FEASIBLE = "feasible"
    """Stopped with a solution."""
    INFEASIBLE = "infeasible"
    """Proven that no solution exists."""
    UNKNOWN = "unknown"
    """Stopped without a solution."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A claim about one objective, in the objective's whole numbers (before the divisor)."""

    status: Status
    solution: Solution | None
    value: int | None
    """Offset included; None: no solution."""
    bound: int | None
    """No solution is below it; None: nothing proven."""


Listener = Callable[[float | None, float | None], bool]
"""Called with best and bound so far; returns True to stop the run."""


class Engine(Protocol):
    """A solver that keeps one program and minimises its objectives one after another."""

    def minimise(
        self, objective: Objective, seconds: float, tolerance: int, start: Solution | None, listen: Listener
    ) -> Answer:
        """Minimise one objective.

        Parameters
        ----------
        seconds
            Time limit. [s]
        tolerance
            Stop when value - bound is at most this. [1 / divisor]
        start
            A solution to begin from.
        listen
            Told of progress; its answer stops the run.
        """
        ...

    def cap(self, objective: Objective, most: int) -> None:
        """Keep the objective at most at a value in all later runs. [1 / divisor]"""
        ...


def value_at(objective: Objective, solution: Solution) -> int:
    """Return an objective's value at a solution, before the divisor."""
    return objective.offset + int(objective.cost @ solution[objective.column])
