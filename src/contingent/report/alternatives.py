"""Alternatives to a plan as one table: a row for each goal and each of the largest differences."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from contingent.analysis.alternatives import Alternative, Alternatives
from contingent.analysis.alternatives_words import LARGEST


@dataclass(frozen=True, slots=True)
class AlternativeRow:
    """One goal of an alternative, or one of its largest differences from the plan."""

    alternative: int
    """Counted from 1."""
    apart: int
    """Least distance from the plan and the alternatives before it. [person-week and post-week]"""
    at_most: int | None
    """Proven: none within the limits is farther."""
    share: Fraction
    """Distance from the plan, of the most that they could differ. [1]"""
    part: str
    """``goal`` or ``difference``."""
    of: str
    """The goal, the contingent, or the activity."""
    given: Fraction | None
    """The plan's value of the goal."""
    value: Fraction
    """The alternative's; of a difference, its part of the distance."""
    limit: Fraction | None
    """What the goal might rise to."""
    words: str
    """Of a difference."""


def alternative_rows(answer: Alternatives) -> tuple[AlternativeRow, ...]:
    """Return the rows of all alternatives, in their order."""
    return tuple(row for n, one in enumerate(answer.found, start=1) for row in _rows(answer, n, one))


def _rows(answer: Alternatives, number: int, one: Alternative) -> Iterator[AlternativeRow]:
    head = (number, one.least, one.at_most, one.distances[0].share)
    for goal, given in answer.values.items():
        yield AlternativeRow(*head, "goal", goal.value, given, one.verdict.goals[goal], answer.limits[goal], "")
    for difference in one.differences[:LARGEST]:
        size = Fraction(difference.size)
        yield AlternativeRow(*head, "difference", difference.of, None, size, None, difference.words)
