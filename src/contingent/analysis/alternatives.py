"""Plans that lose at most so much and differ as much as they can: docs/concepts/alternatives.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from contingent.analysis.differing import Difference
from contingent.analysis.distance import Distance
from contingent.domain.plan import Plan
from contingent.domain.verdict import Verdict
from contingent.domain.vocabulary import Goal

Values = Mapping[Goal, Fraction]


class Ending(StrEnum):
    """Why there are no more alternatives than there are."""

    ALL = "all found"
    """As many as were asked for."""
    NO_OTHER = "no other"
    """Proven: within the limits there is no plan that differs from those that are there."""
    TIME = "time"
    """Time ran out, or somebody stopped it."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A plan that loses at most so much, far from the given plan and from the alternatives before it."""

    plan: Plan
    verdict: Verdict
    distances: tuple[Distance, ...]
    """From the given plan, then from each alternative before it."""
    at_most: int | None
    """Proven: no plan within the limits has a larger least distance; None: nothing proven."""
    differences: tuple[Difference, ...]
    """From the given plan, the largest first: one a contingent, one an activity that changes command otherwise."""
    seconds: float
    """Time spent. [s]"""

    @property
    def least(self) -> int:
        """The least of its distances. [person-week and post-week]"""
        return min(one.total for one in self.distances)

    @property
    def is_proven(self) -> bool:
        """Tell whether no plan within the limits is farther."""
        return self.at_most == self.least


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The choice that a commander has within certain limits."""

    mission: str
    asked: int
    """Alternatives that were asked for."""
    values: Values
    """Of the given plan, the goals of the mission's list."""
    limits: Values
    """What each of them might rise to."""
    found: tuple[Alternative, ...]
    ending: Ending

    @property
    def is_partial(self) -> bool:
        """Whether time ran out before everything was proven."""
        return self.ending is Ending.TIME or any(not one.is_proven for one in self.found)
