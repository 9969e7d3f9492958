"""What came of planning a mission."""

from dataclasses import dataclass, field
from enum import StrEnum

from contingent.domain.plan import Plan
from contingent.domain.verdict import Verdict


class Status(StrEnum):
    """How planning ended."""

    PLANNED = "planned"
    """There is a lawful plan."""
    INFEASIBLE = "infeasible"
    """Proven that no lawful plan exists."""
    NO_PLAN_IN_TIME = "no-plan-in-time"
    """Stopped before any plan was found."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan with its verdict, or why there is none."""

    status: Status
    plan: Plan | None
    """The plan, its goals with value and bound; None: see ``status``."""
    verdict: Verdict | None
    """What the verifier proved; None exactly where there is no plan."""
    why: str = ""
    """In words, what the user should know: stopped early, infeasible, and what that means."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Time by phase: compile, build, solve (and each goal), read back, verify. [s]"""
    size: dict[str, int] = field(default_factory=dict)
    """Size of the program: rows, columns, non-zeros."""
