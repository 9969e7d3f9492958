"""Breaches in words: what every check says, in the same form."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from contingent.core.calendar import Calendar
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule


class Breach(NamedTuple):
    """One breach in one week."""

    week: int
    who: str
    """The contingent, nation, site, activity or limit that is concerned."""
    text: str
    """Who, where, and by how much; the week is added by `in_words`."""


def in_words(rule: Rule, calendar: Calendar, breaches: Iterable[Breach]) -> Iterator[Violation]:
    """Yield one violation for each run of consecutive weeks in which the same is said of the same."""
    weeks_of: dict[tuple[str, str], set[int]] = {}
    for week, who, text in breaches:
        weeks_of.setdefault((who, text), set()).add(week)
    for (who, text), weeks in weeks_of.items():
        for first in sorted(w for w in weeks if w - 1 not in weeks):
            length = next(n for n in range(1, len(weeks) + 1) if first + n not in weeks)
            yield Violation(rule, max(0, first), who, f"{text} ({_when(calendar, first, length)})")


def _when(calendar: Calendar, first: int, length: int) -> str:
    """Return the week by its Monday; by its number where the calendar of this world has no such day."""
    try:
        monday = calendar.monday(first).isoformat()
    except OverflowError:
        monday = f"number {first}"
    return f"week of {monday}" if length == 1 else f"{length} weeks from {monday}"


def weeks(number: int) -> str:
    """Return so many weeks in words."""
    return "1 week" if number == 1 else f"{number} weeks"


def be(number: int) -> str:
    """Return the verb that fits so many people."""
    return "is" if number == 1 else "are"
