"""What a roster amounts to: people by place and week, who has come and who has left."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from contingent.formulation.program import Ints
from contingent.tours.problem import Problem, Roster

Tour = tuple[int, list[int], list[int], int]
"""Unit, spots, weeks of the crossings (arrival in place: -1), units that share it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """People of a roster."""

    present: dict[tuple[int, int], Ints]
    """By contingent and place (site x commands + command). [person] Shape (T,)."""
    arrived: Ints
    """People of each group who have come by a week, those in place included. Shape (G, T + 1)."""
    left: Ints
    """People of each group who have left by a week. Shape (G, T + 1)."""
    crossings: int
    """People times arrivals, departures, moves and changes of command."""


def tours_of(p: Problem, roster: Roster) -> Iterator[Tour]:
    """Yield the tours of a roster."""
    for way, weeks, units in zip(roster.way, roster.weeks, roster.units, strict=True):
        spots = [int(n) for n in p.ways.spot[way, : p.ways.stages[way]]]
        yield int(p.spots.unit[spots[0]]), spots, [int(t) for t in weeks[: len(spots) + 1]], int(units)


def counts(p: Problem, roster: Roster) -> Counts:
    """Count the people of a roster."""
    present: dict[tuple[int, int], Ints] = {}
    groups = len(p.groups.people)
    arrived, left = np.zeros((groups, p.weeks + 1), dtype=np.int64), np.zeros((groups, p.weeks + 1), dtype=np.int64)
    crossings = 0
    for way, (u, spots, weeks, units) in zip(roster.way, tours_of(p, roster), strict=True):
        people = units * int(p.units.size[u])
        for spot, enter, leave in zip(spots, weeks, weeks[1:], strict=False):
            key = (int(p.units.force[u]), int(p.spots.place[spot]))
            series = present.setdefault(key, np.zeros(p.weeks, dtype=np.int64))
            series[max(enter, 0) : leave] += people
        for g, heads in p.units_of[u].heads.items():
            arrived[g, max(weeks[0], 0) :] += heads * units
            left[g, weeks[-1] :] += heads * units if weeks[-1] < p.weeks else 0
        moved = p.ways.moved[way, : len(weeks)]
        crossings += people * int(sum(m for m, t in zip(moved, weeks, strict=True) if 0 <= t < p.weeks))
    return Counts(present, arrived[:, : p.weeks], left[:, : p.weeks], crossings)
