"""A contingent with its people, while it is being made."""

from dataclasses import dataclass
from math import ceil

from contingent.core.calendar import Calendar
from contingent.domain.tables import Contingent, People
from contingent.domain.vocabulary import PledgeState
from contingent.generator.words import START


@dataclass(frozen=True, slots=True)
class Force:
    """A contingent with its people."""

    theatre: int
    contingent: Contingent
    people: tuple[People, ...]
    kind: str = ""
    """Kind of activity that it is for; blank: escorts."""

    @property
    def in_place(self) -> bool:
        """Whether it is in theatre at the start."""
        return self.contingent.state is PledgeState.IN_PLACE

    @property
    def heads(self) -> int:
        """Size of one set. [person]"""
        return sum(group.count for group in self.people)

    @property
    def strength(self) -> int:
        """Size of one set with its support element. [person]"""
        return self.heads + ceil(self.contingent.support * self.heads)

    def window(self, weeks: int) -> range:
        """Return the weeks in which it may be in theatre, notice counted."""
        calendar = Calendar(START, weeks)
        span = calendar.span(self.contingent.from_, self.contingent.until)
        notice = 0 if self.in_place else -(-self.contingent.notice_days // 7)
        return range(min(max(span.start, notice), span.stop), span.stop)

    def duty(self, weeks: int) -> float:
        """Return for which part of its window one set of people of it can cover, about. [1]

        Sets come one after another, each for a tour less two weeks of overlap, and again after dwell.
        """
        one, window = self.contingent, len(self.window(weeks))
        if not window or not one.state.counts_from(PledgeState.OFFERED):
            return 0.0
        tour = min(one.tour_max or window, window)
        rounds = 1 + max(0, (window - tour) // (tour + one.dwell))
        return min(1.0, one.rotations * rounds * max(0, tour - 2) / window)
