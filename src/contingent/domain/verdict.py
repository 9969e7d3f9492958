"""The verdict: what the verifier proved about a plan."""

from dataclasses import dataclass, field
from fractions import Fraction

from contingent.domain.vocabulary import Goal, Rule


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One breach of one rule, in words."""

    rule: Rule
    week: int
    """First week of the breach; weeks count from 0. [week]"""
    who: str
    """The contingent, nation, site, activity or limit that is concerned."""
    message: str
    """Who, where, when, and by how much, as one sentence."""

    def __str__(self) -> str:
        return f"{self.rule}: {self.message}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was proved about a plan, from the mission and the plan alone."""

    violations: tuple[Violation, ...] = ()
    """Every breach found, sorted."""
    unreadable: tuple[str, ...] = ()
    """References of the plan that the mission does not have, in words; the rules were then not checked."""
    goals: dict[Goal, Fraction] = field(default_factory=dict)
    """The value of every goal, re-counted exactly; empty where the plan is unreadable."""

    @property
    def is_lawful(self) -> bool:
        """Tell whether the plan obeys every rule."""
        return not self.violations and not self.unreadable
