"""What a roster amounts to: people by place and week, who has left, and who counts elsewhere."""

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


def onward(p: Problem, counted: Counts) -> dict[tuple[int, int], Ints]:
    """Choose who counts for needs elsewhere: the dearest needs first. People by (need, group) and week.

    Rule ``onward`` (X1) to (X3): at most as many as are asked; of a group at most those who left before the reset of
    the need, and are not back.
    """
    inst, found = p.instance, dict[tuple[int, int], Ints]()
    resets = sorted({need.reset for need in inst.needs})
    room = {(g, r): _ready(p, counted, g, r) for need in inst.needs for g in need.groups for r in resets}
    for n in sorted(range(len(inst.needs)), key=lambda n: (-inst.needs[n].value, n)):
        need = inst.needs[n]
        wanted = np.where(need.weeks, need.count, 0)
        for g in need.groups:
            levels = [room[g, r] for r in resets if r <= need.reset]
            people = np.minimum(wanted, np.min(levels, axis=0))
            for r in resets:
                if r <= need.reset:
                    room[g, r] = room[g, r] - people
            wanted = wanted - people
            if people.any():
                found[n, g] = people
    return found


def _ready(p: Problem, counted: Counts, g: int, reset: int) -> Ints:
    """Return how many of a group left ``reset`` weeks ago or more and are not back. Shape (T,)."""
    lag = min(reset, p.weeks)
    left = np.zeros(p.weeks, dtype=np.int64)
    left[lag:] = counted.left[g, : p.weeks - lag]
    exist = int(p.groups.people[g]) * p.instance.forces[p.instance.groups[g].contingent].rotations
    ready: Ints = np.clip(np.minimum(left, exist + left - counted.arrived[g]), 0, None)
    return ready
