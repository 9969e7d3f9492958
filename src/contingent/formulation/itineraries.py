"""Itineraries: the ways in which a unit can pass through sites and commands in one tour.

An itinerary is a sequence of stages (site, command). Its units are counted by cumulative crossings: ``X[c, t]`` units
have made crossing c in week t or before. Crossing 0 is the arrival, the last one the departure, those between are
moves, changes of command, or both. Within an itinerary first in, first out is no loss (docs/concepts/formulation.md),
so tours, dwell and overlap are differences of crossings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from contingent.formulation.crossings import possible
from contingent.formulation.filling import fills
from contingent.formulation.indivisible import Unit, units
from contingent.formulation.own import Masks
from contingent.formulation.program import ZERO, Columns, Ints
from contingent.instance.instance import Bools, Force, Instance

Place = tuple[int, int]
"""Site s and command m."""
Path = tuple[Place, ...]


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
    may_be: Masks
    """When a contingent may be at a site under a command, by (k, s, m)."""
    fill: Masks
    """When a contingent may fill billets of an activity under a command, by (k, a, m)."""

    def columns_of(self, itinerary: Itinerary) -> Ints:
        """Return the columns of an itinerary's crossings: arrival, changes, departure. Shape (crossings, T)."""
        stages = [self.stages[j] for j in itinerary.stages]
        columns: Ints = self.crossing[[stages[0].enter, *(s.leave for s in stages)]]
        return columns

    def serving_from(self, inst: Instance) -> Ints:
        """Return, by stage and week, the column that counts the units whose overlap is over by then. Shape (J, T)."""
        columns = np.full((len(self.stages), inst.weeks), ZERO, dtype=np.int64)
        fresh = np.array([s.enter == s.stay and not s.settled for s in self.stages], dtype=bool)
        overlap = inst.overlap[[s.site for s in self.stages]]
        lags = np.minimum(np.where(fresh, overlap, 0), inst.weeks)
        enter = np.array([s.enter for s in self.stages], dtype=np.int64)
        for lag in np.unique(lags):
            stages = np.flatnonzero(lags == lag)
            columns[stages, lag:] = self.crossing[enter[stages], : inst.weeks - lag]
        return columns


def itineraries(inst: Instance, may_be: Masks, columns: Columns) -> Itineraries:
    """List every itinerary that some unit could follow, and make its columns.

    Parameters
    ----------
    may_be
        When a contingent may be at a site under a command, from ``places``.
    """
    made = units(inst)
    ways = _ways(inst, may_be, sorted({unit.force for unit in made}))
    builder = _Builder()
    for u, unit in enumerate(made):
        force = inst.forces[unit.force]
        returns = unit.exist * (1 + inst.weeks // max(1, force.tour_min + force.dwell))
        for way in ways[unit.force]:
            builder.add(u, unit.force, way, unit.set_size if way.in_place else returns)
    weeks = np.concatenate([np.zeros((0, inst.weeks), dtype=bool), *builder.weeks])
    most = np.array(builder.most, dtype=float)[:, None]
    crossing = np.maximum.accumulate(columns.where(weeks, most), axis=1)  # carried on in the weeks between
    return Itineraries(made, tuple(builder.all), tuple(builder.stages), crossing, may_be, fills(inst))


class _Way(NamedTuple):
    """A sequence of places that some people of a contingent can follow in one tour."""

    path: Path
    in_place: bool
    weeks: Bools
    """Weeks in which each crossing can be made. Shape (crossings, T)."""


def _ways(inst: Instance, may_be: Masks, forces: list[int]) -> dict[int, list[_Way]]:
    """Return the ways of each contingent, in the order of its paths."""
    tried = [(k, path, in_place) for k in forces for path, in_place in _paths(inst.forces[k], k, may_be)]
    numbers_of: dict[int, list[int]] = {}
    for i, (_, path, _) in enumerate(tried):
        numbers_of.setdefault(len(path), []).append(i)
    weeks_of: dict[int, Bools] = {}
    for numbers in numbers_of.values():
        rows = [tried[i] for i in numbers]
        allowed = np.array([[may_be[k, s, m] for s, m in path] for k, path, _ in rows], dtype=bool)
        force = np.array([k for k, _, _ in rows])
        in_place = np.array([begun for _, _, begun in rows], dtype=bool)
        weeks, followed = possible(inst, force, np.array([path for _, path, _ in rows]), in_place, allowed)
        weeks_of.update((numbers[j], weeks[j]) for j in np.flatnonzero(followed))
    found: dict[int, list[_Way]] = {k: [] for k in forces}
    for i in sorted(weeks_of):
        k, path, begun = tried[i]
        found[k].append(_Way(path, begun, weeks_of[i]))
    return found


class _Builder:
    """Collects itineraries, stages and crossings."""

    def __init__(self) -> None:
        self.all: list[Itinerary] = []
        self.stages: list[Stage] = []
        self.weeks: list[Bools] = []
        self.most: list[int] = []
        """Units that can have made a crossing. [unit] One a crossing."""

    def add(self, u: int, k: int, way: _Way, most: int) -> None:
        """Add an itinerary of unit u of contingent k, with its stages and crossings."""
        first, path = len(self.most), way.path
        self.weeks.append(way.weeks)
        self.most.extend([most] * len(way.weeks))
        numbers = range(len(self.stages), len(self.stages) + len(path))
        stay = first
        for j, (s, m) in enumerate(path):
            if j and s != path[j - 1][0]:
                stay = first + j
            settled = way.in_place and stay == first
            self.stages.append(Stage(len(self.all), u, k, s, m, first + j, first + j + 1, stay, settled))
        self.all.append(Itinerary(u, tuple(numbers), way.in_place))


def _paths(force: Force, k: int, may_be: Masks) -> Iterator[tuple[Path, bool]]:
    """Yield the sequences of places of contingent k, and whether they begin in place."""
    places = [(int(s), m) for s in np.flatnonzero(force.sites) for m in force.commands]
    places = [(s, m) for s, m in places if may_be[k, s, m].any()]
    if force.since is not None:
        start = (force.site, force.commands[0])
        yield from ((path, True) for path in _onward_paths((start,), places, force.moves, 1))
    for place in places:
        yield from ((path, False) for path in _onward_paths((place,), places, force.moves, 1))


def _onward_paths(path: Path, places: list[Place], moves: int, rehats: int) -> Iterator[Path]:
    """Yield the path and all that go on from it with at most so many moves and changes of command."""
    yield path
    s, m = path[-1]
    for place in places:
        moved, changed = int(place[0] != s), int(place[1] != m)
        if moved + changed and moved <= moves and changed <= rehats:
            yield from _onward_paths((*path, place), places, moves - moved, rehats - changed)
