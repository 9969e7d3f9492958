"""Dates and planning weeks. The planning step is the week; weeks are counted from 0."""

from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 7


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weeks of a mission.

    Week 0 begins on ``start``. A date counts from the first week that begins on or after it.
    """

    start: date
    """A Monday."""
    weeks: int
    """Number of planning weeks T. [week]"""

    def week(self, day: date) -> int:
        """Return the first week that begins on or after ``day``; negative before the start, not clipped at the end."""
        return -((self.start - day).days // DAYS)

    def monday(self, week: int) -> date:
        """Return the day on which ``week`` begins."""
        return self.start + timedelta(days=DAYS * week)

    def span(self, from_: date | None, until: date | None) -> range:
        """Return the weeks of ``[from_, until)`` inside the mission; a missing end is the mission's own."""
        first = 0 if from_ is None else max(0, self.week(from_))
        last = self.weeks if until is None else min(self.weeks, self.week(until))
        return range(first, max(first, last))
