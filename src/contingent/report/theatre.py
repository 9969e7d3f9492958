"""How many are in theatre in each week: by contingent, site and command, and with the support element."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contingent.domain.mission import Mission
from contingent.report.presence import Stretch

Weekly = NDArray[np.int64]
"""One number for each week of the mission. Shape (T,)."""


class Cell(NamedTuple):
    """The people of one contingent at one site under one command."""

    contingent: str
    site: str
    command: str


class Camp(NamedTuple):
    """The people of one contingent at one site."""

    contingent: str
    site: str


@dataclass(frozen=True)
class Theatre:
    """Who is in theatre, week by week."""

    mission: Mission
    present: dict[Cell, Weekly]
    """People, without support. [person]"""
    newcomers: dict[Cell, Weekly]
    """Of these, those whose overlap at the site is not over. [person]"""

    @cached_property
    def strength(self) -> dict[Camp, Weekly]:
        """People with the support element, rounded up for each contingent at each site. [person]"""
        heads = defaultdict[Camp, Weekly](self.nobody)
        for cell, there in self.present.items():
            heads[Camp(cell.contingent, cell.site)] += there
        return {camp: there + self.support(camp.contingent, there) for camp, there in heads.items()}

    def nobody(self) -> Weekly:
        """Return no people in any week."""
        return np.zeros(self.mission.weeks, dtype=np.int64)

    def support(self, contingent: str, heads: Weekly) -> Weekly:
        """Return the support people that so many of a contingent at one place have: ceil(support x heads), exactly."""
        numerator, denominator = self._ratios[contingent]
        return -(-numerator * heads // denominator)

    def sum_of(self, matches: Callable[[Camp], bool]) -> Weekly:
        """Return the people, with support, of all camps that match. [person]"""
        return sum((people for camp, people in self.strength.items() if matches(camp)), self.nobody())

    @cached_property
    def _ratios(self) -> dict[str, tuple[int, int]]:
        return {k.id: Decimal(k.support).as_integer_ratio() for k in self.mission.contingents}


def theatre_of(mission: Mission, parts: Iterable[Stretch]) -> Theatre:
    """Add up the tours of a plan."""
    theatre = Theatre(mission, {}, {})
    for part in parts:
        cell = Cell(part.contingent, part.site, part.command)
        if cell not in theatre.present:
            theatre.present[cell], theatre.newcomers[cell] = theatre.nobody(), theatre.nobody()
        begin, end = part.weeks.start, part.weeks.stop
        theatre.present[cell][begin:end] += part.heads
        theatre.newcomers[cell][begin : min(max(begin, part.serves_from), end)] += part.heads
    return theatre


def runs(weekly: Iterable[int], begin: int = 0) -> Iterator[tuple[int, int, int]]:
    """Yield (first week, week after the last, number) for weeks in a row with the same number; none where it is 0.

    ``begin`` is the week of the first number.
    """
    week = begin
    for number, together in groupby(np.asarray(weekly).tolist()):
        length = sum(1 for _ in together)
        if number:
            yield week, week + length, number
        week += length
