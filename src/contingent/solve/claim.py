"""What was found and proven for the whole list of goals, before anyone has checked it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from contingent.domain.plan import GoalResult, Proof
from contingent.formulation.program import Objective
from contingent.solve.answer import Answer, Solution


class Ending(StrEnum):
    """How planning ended."""

    DONE = "done"
    """Every goal was treated."""
    STOPPED = "stopped"
    """Time ran out, or somebody stopped it, before every goal was treated; the best plan so far is kept."""
    INFEASIBLE = "infeasible"
    """Proven that no lawful plan exists."""
    NOTHING = "nothing"
    """Stopped before any plan was found."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An engine's claim about the whole list of goals."""

    ending: Ending
    solution: Solution | None
    goals: tuple[GoalResult, ...]
    """Values at the solution, with what was proven of each; empty without a solution."""
    seconds: dict[str, float]
    """Time by goal. [s]"""


def goal_result(objective: Objective, value: int, answer: Answer | None) -> GoalResult:
    """State a goal's value at the final solution, and the bound proven for it.

    Parameters
    ----------
    answer
        What the engine said of this goal; None: it was not treated, and nothing but "never below 0" is known.
    """
    bound = max(0, answer.bound) if answer is not None and answer.bound is not None else None
    if bound is None and answer is not None:
        bound = 0
    proof = Proof.UNKNOWN
    if bound is not None:
        proof = Proof.OPTIMAL if bound >= value else Proof.BOUNDED
    divisor = Decimal(objective.divisor)
    return GoalResult(
        goal=objective.goal,
        value=Decimal(value) / divisor,
        bound=None if bound is None else Decimal(min(bound, value)) / divisor,
        scale=Decimal(repr(objective.scale)),
        proof=proof,
    )
