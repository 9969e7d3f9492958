"""Itineraries: the ways in which a unit can pass through sites and commands in one tour.

An itinerary is a sequence of stages (site, command). Its units are counted by cumulative crossings: ``X[c, t]`` units
have made crossing c in week t or before. Crossing 0 is the arrival, the last one the departure, those between are
moves, changes of command, or both. Within an itinerary first in, first out is no loss (docs/concepts/formulation.md),
so tours, dwell and overlap are differences of crossings.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from contingent.formulation import availability, caveat, consent, rehat
from contingent.formulation.indivisible import Unit, units
from contingent.formulation.program import ZERO, Columns, Ints
from contingent.instance.instance import Bools, Force, Instance

Place = tuple[int, int]
"""Site s and command m."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One place within an itinerary, between two crossings."""

    itinerary: int
    unit: int
    force: int
    site: int
    command: int
    enter: int
    """Crossing that begins the stage."""
    leave: int
    """Crossing that ends it."""
    stay: int
    """Crossing that began the stay at this site; the same as ``enter`` unless only the command changed."""
    settled: bool
    """The stay is that of people in place at the start: their overlap is behind them."""


@dataclass(frozen=True, slots=True)
class Itinerary:
    """A way through theatre for the units of one kind."""

    unit: int
    stages: tuple[int, ...]
    """Indices of its stages, in order."""
    in_place: bool
    """It begins before the mission: for those in place."""


@dataclass(frozen=True, slots=True)
class Itineraries:
    """All itineraries, and the columns of their crossings."""

    units: tuple[Unit, ...]
    all: tuple[Itinerary, ...]
    stages: tuple[Stage, ...]
    crossing: Ints
    """Column of X[c, t]; ``ZERO`` before the first possible week. Shape (C, T)."""
    may_be: Bools
    """Where, when and under whom a contingent may be. Shape (K, S, M, T)."""
    fill: Bools
    """Where a contingent may fill billets of an activity under a command. Shape (K, A, M, T)."""

    def columns_of(self, itinerary: Itinerary) -> Ints:
        """Return the columns of an itinerary's crossings: arrival, changes, departure. Shape (crossings, T)."""
        stages = [self.stages[j] for j in itinerary.stages]
        columns: Ints = self.crossing[[stages[0].enter, *(s.leave for s in stages)]]
        return columns

    def serving_from(self, inst: Instance) -> Ints:
        """Return, by stage and week, the column that counts the units whose overlap is over by then. Shape (J, T)."""
        columns = np.full((len(self.stages), inst.weeks), ZERO, dtype=np.int64)
        for j, stage in enumerate(self.stages):
            fresh = stage.enter == stage.stay and not stage.settled
            lag = min(int(inst.overlap[stage.site]) if fresh else 0, inst.weeks)
            columns[j, lag:] = self.crossing[stage.enter, : inst.weeks - lag]
        return columns


def itineraries(inst: Instance, may_be: Bools, columns: Columns) -> Itineraries:
    """List every itinerary that some unit could follow, and make its columns.

    Parameters
    ----------
    may_be
        Where, when and under whom a contingent may be, from ``places``. Shape (K, S, M, T).
    """
    builder = _Builder(inst, columns, may_be, availability.arrivals(inst))
    made = units(inst)
    for u, unit in enumerate(made):
        for path, in_place in builder.paths(unit.force):
            builder.add(u, unit, path, in_place)
    fill = caveat.fills(inst)[:, :, None, :] & consent.fills(inst) & consent.activities(inst)[None]
    crossing = np.array(builder.crossing, dtype=np.int64).reshape(len(builder.crossing), inst.weeks)
    return Itineraries(made, tuple(builder.all), tuple(builder.stages), crossing, builder.may_be, fill)


class _Builder:
    """Collects itineraries, stages and crossings."""

    def __init__(self, inst: Instance, columns: Columns, may_be: Bools, arrivals: Bools) -> None:
        self.inst, self.columns, self.may_be = inst, columns, may_be
        home = [_someone_at_home(force, inst.weeks) for force in inst.forces]
        self.arrivals = arrivals & np.array(home, dtype=bool).reshape(arrivals.shape)
        self.all: list[Itinerary] = []
        self.stages: list[Stage] = []
        self.crossing: list[Ints] = []
        self._weeks_of: dict[tuple[int, tuple[Place, ...], bool], list[Bools] | None] = {}

    def paths(self, k: int) -> Iterator[tuple[tuple[Place, ...], bool]]:
        """Yield the sequences of places of contingent k, and whether they begin in place."""
        force = self.inst.forces[k]
        places = [(int(s), m) for s in np.flatnonzero(force.sites) for m in force.commands]
        places = [(s, m) for s, m in places if self.may_be[k, s, m].any()]
        if force.since is not None:
            start = (force.site, force.commands[0])
            yield from ((path, True) for path in _onward_paths((start,), places, force.moves, 1))
        for place in places:
            yield from ((path, False) for path in _onward_paths((place,), places, force.moves, 1))

    def add(self, u: int, unit: Unit, path: tuple[Place, ...], in_place: bool) -> None:
        """Make the columns of an itinerary, unless nobody can follow it."""
        key = (unit.force, path, in_place)
        if key not in self._weeks_of:
            self._weeks_of[key] = self._possible(unit.force, path, in_place)
        weeks = self._weeks_of[key]
        if weeks is None:
            return
        force = self.inst.forces[unit.force]
        most = unit.set_size if in_place else unit.exist * (1 + self.inst.weeks // max(1, force.tour_min + force.dwell))
        first = len(self.crossing)
        self.crossing.extend(self._columns(possible, most, in_place and i == 0) for i, possible in enumerate(weeks))
        numbers = []
        stay = first
        for j, (s, m) in enumerate(path):
            if j and s != path[j - 1][0]:
                stay = first + j
            numbers.append(len(self.stages))
            settled = in_place and stay == first
            self.stages.append(Stage(len(self.all), u, unit.force, s, m, first + j, first + j + 1, stay, settled))
        self.all.append(Itinerary(u, tuple(numbers), in_place))

    def _columns(self, possible: Bools, most: int, constant: bool) -> Ints:
        """Make one column for each week in which the crossing can be made, and carry it on in the weeks between."""
        if constant:
            return np.repeat(self.columns.new(1, most), self.inst.weeks)
        made = self.columns.where(possible, most)
        last = np.maximum.accumulate(np.where(possible, np.arange(self.inst.weeks), -1))
        return np.where(last >= 0, made[np.maximum(last, 0)], ZERO)

    def _possible(self, k: int, path: tuple[Place, ...], in_place: bool) -> list[Bools] | None:
        """Return the weeks in which each crossing can be made, by one pass forward and one back; None: never all."""
        inst, force, n = self.inst, self.inst.forces[k], self.inst.weeks
        may_be = [self.may_be[k, s, m] for s, m in path]
        enter = np.zeros(n, dtype=bool) if in_place else self.arrivals[k] & may_be[0]
        forward = [enter]
        stay_is_new = not in_place
        for j in range(len(path)):
            only_command = j > 0 and path[j][0] == path[j - 1][0]
            stay_is_new = stay_is_new or (j > 0 and not only_command)
            lag = max(1, int(inst.overlap[path[j][0]])) if stay_is_new and not only_command else 1
            leave = _after(forward[-1], may_be[j], lag, starts_inside=in_place and j == 0)
            if j + 1 < len(path):
                leave = leave & may_be[j + 1]
                if path[j + 1][1] != path[j][1]:
                    leave = leave & rehat.weeks(force, n)
            forward.append(leave)
        return _backward(forward, may_be, force, in_place, n)


def _someone_at_home(force: Force, n: int) -> Bools:
    """Return the weeks in which a set of people can be at home and rested.

    Where the only set is in place, nobody can come before it has left, at its shortest tour, and dwelt. Shape (n,).
    """
    if force.since is None or force.rotations > 1:
        return np.ones(n, dtype=bool)
    return np.arange(n) >= max(0, force.since + force.tour_min) + force.dwell


def _onward_paths(path: tuple[Place, ...], places: list[Place], moves: int, rehats: int) -> Iterator[tuple[Place, ...]]:
    """Yield the path and all that go on from it with at most so many moves and changes of command."""
    yield path
    s, m = path[-1]
    for place in places:
        moved, changed = int(place[0] != s), int(place[1] != m)
        if moved + changed and moved <= moves and changed <= rehats:
            yield from _onward_paths((*path, place), places, moves - moved, rehats - changed)


def _after(enter: Bools, may_be: Bools, lag: int, *, starts_inside: bool) -> Bools:
    """Return the weeks in which a stage can be left: entered ``lag`` weeks before or more, allowed in between."""
    leave = np.zeros_like(enter)
    first = 0 if starts_inside else None
    wait = 0 if starts_inside else lag
    for t in range(len(enter)):
        leave[t] = first is not None and t - first >= wait
        if not may_be[t]:
            first = None
        elif first is None and enter[t]:
            first, wait = t, lag
    return leave


def _backward(forward: list[Bools], may_be: list[Bools], force: Force, in_place: bool, n: int) -> list[Bools] | None:
    """Keep the crossings from which the rest of the itinerary can still be made."""
    t = np.arange(n)
    possible = list(forward)
    for j in range(len(may_be) - 2, -1, -1):
        ahead = np.zeros(n, dtype=bool)
        reach = False
        for week in range(n - 1, -1, -1):
            ahead[week] = reach and may_be[j][week]
            reach = possible[j + 1][week] or ahead[week]
        if not possible[j + 1].any():
            return None
        if j > 0 or not in_place:
            possible[j] = possible[j] & ahead
    if not in_place and not possible[0].any():
        return None
    begin = force.since if in_place and force.since is not None else int(np.argmax(possible[0]))
    possible[-1] = possible[-1] & (t >= begin + force.tour_min)
    return possible
