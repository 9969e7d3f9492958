"""What was found and proven for the whole list of goals, before anyone has checked it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from contingent.domain.plan import GoalResult, Proof
from contingent.formulation.program import Objective
from contingent.solve.answer import Answer, Solution, Status


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
    method: str
    """How it was solved, in a word, with the reason for the choice."""


def decimal_of(value: Fraction) -> Decimal:
    """Return a fraction as a decimal, to 28 digits."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def goal_result(objective: Objective, value: int, answer: Answer | None) -> GoalResult:
    """State a goal's value at the final solution, and the bound proven for it.

    Parameters
    ----------
    answer
        What the engine said of this goal; None: it was not treated, and nothing but "never below 0" is known.
    """
    bound = 0 if answer is None or answer.bound is None else max(0, answer.bound)
    proven = value <= bound or (answer is not None and answer.status is Status.OPTIMAL)
    return GoalResult(
        goal=objective.goal,
        value=decimal_of(Fraction(value, objective.divisor)),
        bound=decimal_of(Fraction(min(bound, value), objective.divisor)),
        scale=Decimal(repr(objective.scale)),
        proof=Proof.OPTIMAL if proven else Proof.BOUNDED,
    )
