"""A mission in the arrays that compiled loops read: who can come which way, which posts there are, what is limited.

The rules are read where the formulation reads them: the same masks, the same ways, the same pools. A spot is a place
(site and command) as one unit sees it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contingent.domain.vocabulary import Measure, Sense
from contingent.formulation import consent
from contingent.formulation.handover import companions
from contingent.formulation.indivisible import Unit
from contingent.formulation.itineraries import Itineraries, itineraries
from contingent.formulation.places import presence
from contingent.formulation.program import ZERO, Columns
from contingent.formulation.supply import Pool, pools_and_lines
from contingent.instance.instance import Bools, Instance, Limit

Floats = NDArray[np.float64]
Counts = NDArray[np.int32]
"""Indices and numbers of people or weeks."""

STAGES = 3
"""Stages of a way at most; missions with longer ones are not for this room."""
NEVER = 10**6
"""A week that never comes."""


class Units(NamedTuple):
    """What moves as one. U units."""

    force: Counts
    size: Counts
    """[person/unit]"""
    set_size: Counts
    """Units in one set. [unit]"""
    exist: Counts
    """Units that exist. [unit]"""
    in_place: Counts
    """Units in place at the start: one set or 0. [unit]"""
    since: Counts
    """Week in which those in place came, below 0; -NEVER: nobody is in place."""
    tour_min: Counts
    tour_max: Counts
    """NEVER: no longest tour."""
    dwell: Counts
    ways: Counts
    """First way of each unit, and the number of ways. Shape (U + 1,)."""
    spots: Counts
    """First spot of each unit, and the number of spots. Shape (U + 1,)."""


class Ways(NamedTuple):
    """Sequences of spots in one tour: the itineraries, sorted by unit. I ways."""

    stages: Counts
    spot: Counts
    """Spot of each stage; -1 beyond the last. Shape (I, STAGES)."""
    lag: Counts
    """Weeks that a stage lasts at least. Shape (I, STAGES)."""
    wait: Counts
    """Weeks of a stage before anybody in it serves: the overlap. Shape (I, STAGES)."""
    may_cross: Bools
    """Weeks in which a crossing can be made: arrival, changes, departure. Shape (I, STAGES + 1, T)."""
    in_place: Bools
    moved: Counts
    """Changes of site and of command at each crossing; arrival and departure count 1. Shape (I, STAGES + 1)."""


class Spots(NamedTuple):
    """Places as one unit sees them, sorted by unit. N spots."""

    unit: Counts
    site: Counts
    place: Counts
    """Site x commands + command."""
    may_be: Bools
    """Shape (N, T)."""
    limits: Counts
    """Limits that count people there: CSR pointer, shape (N + 1,), into ``limit``."""
    limit: Counts
    lifts: Counts
    """Lift limits on people who arrive or leave there: CSR pointer, shape (N + 1,), into ``lift``."""
    lift: Counts
    people: Counts
    """Groups of the unit there: CSR pointer, shape (N + 1,), into the next three."""
    group: Counts
    heads: Counts
    """[person/unit]"""
    pool: Counts
    """Pool in which the group serves there; -1: it has nothing to do there."""


class Roster(NamedTuple):
    """Tours, and when activities are handed over: what a search decides. R rows of tours."""

    way: Counts
    weeks: Counts
    """Week of each crossing; arrival of those in place: -1; departure after the end: T. Shape (R, STAGES + 1)."""
    units: Counts
    """Units that share it."""
    over: Counts
    """Week in which each band is handed over; T: never. Shape (C,)."""


class Posting(NamedTuple):
    """Who works where, week by week, as a search left it."""

    fills: Counts
    """People of a pool in a line, by pair of ``Pools.line``. [person] Shape (pairs, T)."""
    enabling: Counts
    """People of a pool who enable, by pair of ``Pools.serving``. [person] Shape (pairs, T)."""
    serving: Counts
    """People who serve and count (never more than one set of a group at once), by row of ``Spots.group``.

    [person] Shape (rows, T).
    """


class Pools(NamedTuple):
    """People at a place whom no rule tells apart, and what they may do. P pools."""

    site: Counts
    place: Counts
    lines: Counts
    """CSR pointer, shape (P + 1,), into ``line`` and ``may_fill``."""
    line: Counts
    may_fill: Bools
    """Shape (number of pairs, T)."""
    servings: Counts
    """CSR pointer, shape (P + 1,), into ``serving``."""
    serving: Counts


class Lines(NamedTuple):
    """The posts of one skill in an activity. B lines."""

    site: Counts
    priority: Counts
    required: Counts
    """Shape (B, T)."""
    essential: Counts
    """Shape (B, T)."""
    old: Counts
    """Command that holds it."""
    new: Counts
    """Command that may take it over; -1: it stays."""
    band: Counts
    """Set of activities handed over together; -1: it stays."""


class Bands(NamedTuple):
    """Activities that are handed over in the same week. C bands."""

    may_pass: Bools
    """Shape (C, T)."""
    weight: Counts
    """Sum of the priorities of its activities that run. Shape (C, T)."""
    lines: Counts
    """CSR pointer, shape (C + 1,), into ``line``."""
    line: Counts


class Caps(NamedTuple):
    """Numbers of people that must not be exceeded, of those present or of those who travel. L rows."""

    most: Counts
    """Where and when it does not hold: NEVER. Shape (L, T)."""


class Groups(NamedTuple):
    """People of a contingent with the same skills. G groups."""

    people: Counts
    """One set. [person]"""
    rotates: Bools


class Servings(NamedTuple):
    """Enablers that a site needs. E rows."""

    site: Counts
    per: Counts
    """0: only the minimum counts."""
    minimum: Counts


@dataclass(frozen=True, slots=True)
class Problem:
    """A mission in arrays."""

    instance: Instance
    units_of: tuple[Unit, ...]
    weeks: int
    sites: int
    units: Units
    ways: Ways
    spots: Spots
    pools: Pools
    pools_of: tuple[Pool, ...]
    lines: Lines
    bands: Bands
    tasks_of_band: tuple[tuple[int, ...], ...]
    groups: Groups
    servings: Servings
    limits: Caps
    lifts: Caps
    support: Floats
    """Support element per person, by contingent. [person/person]"""
    ratio: Counts
    """The same as a fraction: numerator and denominator. Shape (K, 2)."""
    releasing: Bools
    """By contingent."""
    depends: Counts
    """Pairs (contingent, the one that must be there). Shape (D, 2)."""


def refusal(inst: Instance) -> str | None:
    """Return why a mission is not for this room; None: it is."""
    if any(w.must and (w.measure is not Measure.STRENGTH or w.sense is not Sense.AT_MOST) for w in inst.wishes):
        return "a target marked 'must' asks for at least something"
    if inst.asks:
        return "a question asks for posts to be filled"
    if any(force.moves + 1 + (len(force.commands) > 1) > STAGES for force in inst.forces):
        return "people may move more than once"
    return None


def problem(inst: Instance) -> Problem:
    """Make the arrays of a mission."""
    made = itineraries(inst, presence(inst), Columns())
    ways, spots, first_way, first_spot = _ways(inst, made)
    pools, pools_of, pool_of = _pools(inst, made)
    limits = _limits(inst)
    bands, tasks_of_band, band_of = _bands(inst)
    return Problem(
        instance=inst,
        units_of=made.units,
        weeks=inst.weeks,
        sites=len(inst.sites),
        units=_units(inst, made, first_way, first_spot),
        ways=ways,
        spots=_spots(inst, made, spots, pool_of, limits),
        pools=pools,
        pools_of=pools_of,
        lines=_lines(inst, band_of),
        bands=bands,
        tasks_of_band=tasks_of_band,
        groups=Groups(
            _counts(g.count for g in inst.groups),
            np.array([inst.forces[g.contingent].rotations > 1 for g in inst.groups], dtype=bool),
        ),
        servings=Servings(
            _counts(e.site for e in inst.servings),
            _counts(e.per or 0 for e in inst.servings),
            _counts(e.minimum for e in inst.servings),
        ),
        limits=_caps(inst, limits),
        lifts=_caps(inst, inst.lift),
        support=np.array([float(f.support) for f in inst.forces], dtype=float),
        ratio=np.array([(f.support.numerator, f.support.denominator) for f in inst.forces], np.int32).reshape(-1, 2),
        releasing=inst.release,
        depends=np.array(inst.depends, dtype=np.int32).reshape(-1, 2),
    )


def _counts(numbers: Iterable[int]) -> Counts:
    return np.array(list(numbers), dtype=np.int32)


def _pointer(lengths: Sequence[int]) -> Counts:
    return np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)


def _units(inst: Instance, made: Itineraries, ways: Counts, spots: Counts) -> Units:
    forces = [inst.forces[u.force] for u in made.units]
    return Units(
        force=_counts(u.force for u in made.units),
        size=_counts(u.size for u in made.units),
        set_size=_counts(u.set_size for u in made.units),
        exist=_counts(u.exist for u in made.units),
        in_place=_counts(u.set_size if f.since is not None else 0 for u, f in zip(made.units, forces, strict=True)),
        since=_counts(-NEVER if f.since is None else f.since for f in forces),
        tour_min=_counts(f.tour_min for f in forces),
        tour_max=_counts(NEVER if f.tour_max is None else f.tour_max for f in forces),
        dwell=_counts(f.dwell for f in forces),
        ways=ways,
        spots=spots,
    )


def _ways(inst: Instance, made: Itineraries) -> tuple[Ways, list[tuple[int, int, int]], Counts, Counts]:
    """Return the ways by unit, the spots (unit, site, command) that they use, and the pointers of both."""
    order = sorted(range(len(made.all)), key=lambda i: made.all[i].unit)
    spot_of: dict[tuple[int, int, int], int] = {}
    n = len(order)
    stages, spot = np.zeros(n, np.int32), np.full((n, STAGES), -1, np.int32)
    lag, wait = np.zeros((n, STAGES), np.int32), np.zeros((n, STAGES), np.int32)
    made_in = made.crossing != np.pad(made.crossing[:, :-1], ((0, 0), (1, 0)), constant_values=ZERO)
    crosses, moved = np.zeros((n, STAGES + 1, inst.weeks), bool), np.zeros((n, STAGES + 1), np.int32)
    for i, number in enumerate(order):
        itinerary = made.all[number]
        stages[i] = len(itinerary.stages)
        moved[i, 0] = not itinerary.in_place
        for j, at in enumerate(itinerary.stages):
            stage = made.stages[at]
            spot[i, j] = spot_of.setdefault((itinerary.unit, stage.site, stage.command), len(spot_of))
            fresh = stage.enter == stage.stay and not stage.settled
            first = itinerary.in_place and j == 0
            lag[i, j] = max(1, int(inst.overlap[stage.site])) if fresh else int(not first)
            wait[i, j] = int(inst.overlap[stage.site]) if fresh else 0
            if j:
                before = made.stages[itinerary.stages[j - 1]]
                moved[i, j] = int(before.site != stage.site) + int(before.command != stage.command)
        moved[i, stages[i]] = 1
        arrival, departure = made.stages[itinerary.stages[0]].enter, made.stages[itinerary.stages[-1]].leave
        crosses[i, : stages[i] + 1] = made_in[arrival : departure + 1]
        if itinerary.in_place:
            crosses[i, 0] = False
    unit_of = [made.all[number].unit for number in order]
    spots = sorted(spot_of, key=spot_of.__getitem__)  # by unit, as the ways are
    count = len(made.units)
    first_way = np.searchsorted(unit_of, np.arange(count + 1)).astype(np.int32)
    first_spot = np.searchsorted([u for u, _, _ in spots], np.arange(count + 1)).astype(np.int32)
    in_place = np.array([made.all[number].in_place for number in order], dtype=bool)
    return Ways(stages, spot, lag, wait, crosses, in_place, moved), spots, first_way, first_spot


def _spots(
    inst: Instance,
    made: Itineraries,
    spots: Sequence[tuple[int, int, int]],
    pool_of: dict[tuple[int, int, int], int],
    limits: Sequence[Limit],
) -> Spots:
    commands = len(inst.commands)
    where = [(made.units[u].force, s, m) for u, s, m in spots]
    limit = _that_count(limits, where)
    lift = _that_count(inst.lift, where)
    people = [[(g, heads, pool_of.get((g, s, m), -1)) for g, heads in made.units[u].heads.items()] for u, s, m in spots]
    everyone = [p for row in people for p in row]
    return Spots(
        unit=_counts(u for u, _, _ in spots),
        site=_counts(s for _, s, _ in spots),
        place=_counts(s * commands + m for _, s, m in spots),
        may_be=np.array([made.may_be[w] for w in where], dtype=bool).reshape(len(spots), inst.weeks),
        limits=_pointer(limit.sum(axis=1)),
        limit=np.nonzero(limit)[1].astype(np.int32),
        lifts=_pointer(lift.sum(axis=1)),
        lift=np.nonzero(lift)[1].astype(np.int32),
        people=_pointer([len(row) for row in people]),
        group=_counts(g for g, _, _ in everyone),
        heads=_counts(h for _, h, _ in everyone),
        pool=_counts(p for _, _, p in everyone),
    )


def _that_count(limits: Sequence[Limit], where: Sequence[tuple[int, int, int]]) -> Bools:
    """Return which limits count a contingent at a site under a command. Shape (N, L)."""
    force, site, command = np.array(where, dtype=np.int64).reshape(len(where), 3).T
    counts = [x.where[site] & x.who[force, command] for x in limits]
    return np.array(counts, dtype=bool).reshape(len(limits), len(where)).T


def _pools(inst: Instance, made: Itineraries) -> tuple[Pools, tuple[Pool, ...], dict[tuple[int, int, int], int]]:
    """Return the pools, and the pool of each group at each site and under each command."""
    found = pools_and_lines(inst, made)
    serving_at: list[list[int]] = [[] for _ in inst.sites]
    for e, row in enumerate(inst.servings):
        serving_at[row.site].append(e)
    skills = [inst.groups[pool.members[0].group].skills for pool, _ in found]
    servings = [
        [e for e in serving_at[pool.site] if inst.servings[e].skill in own]
        for (pool, _), own in zip(found, skills, strict=True)
    ]
    masks = [mask for _, lines in found for mask in lines.values()]
    pools = Pools(
        site=_counts(pool.site for pool, _ in found),
        place=_counts(pool.site * len(inst.commands) + pool.command for pool, _ in found),
        lines=_pointer([len(lines) for _, lines in found]),
        line=_counts(b for _, lines in found for b in lines),
        may_fill=np.array(masks, dtype=bool).reshape(len(masks), inst.weeks),
        servings=_pointer([len(row) for row in servings]),
        serving=_counts(e for row in servings for e in row),
    )
    members = ((m.group, pool.site, pool.command, p) for p, (pool, _) in enumerate(found) for m in pool.members)
    return pools, tuple(pool for pool, _ in found), {(g, s, m): p for g, s, m, p in members}


def _lines(inst: Instance, band_of: dict[int, int]) -> Lines:
    tasks = [inst.tasks[line.activity] for line in inst.lines]
    band = [band_of.get(line.activity, -1) for line in inst.lines]
    return Lines(
        site=_counts(task.site for task in tasks),
        priority=_counts(task.priority for task in tasks),
        required=np.array([line.required for line in inst.lines], np.int32).reshape(-1, inst.weeks),
        essential=np.array([line.essential for line in inst.lines], np.int32).reshape(-1, inst.weeks),
        old=_counts(task.command for task in tasks),
        new=_counts(task.hand_to if c >= 0 else -1 for task, c in zip(tasks, band, strict=True)),
        band=_counts(band),
    )


def _bands(inst: Instance) -> tuple[Bands, tuple[tuple[int, ...], ...], dict[int, int]]:
    leave = consent.activities(inst)
    kept, may_pass = [], []
    for together in companions(inst):
        weeks = np.logical_and.reduce([inst.tasks[a].window & leave[a, inst.tasks[a].hand_to] for a in together])
        if weeks.any():
            kept.append(tuple(together))
            may_pass.append(weeks)
    band_of = {a: c for c, together in enumerate(kept) for a in together}
    lines: list[list[int]] = [[] for _ in kept]
    for b, line in enumerate(inst.lines):
        if line.activity in band_of:
            lines[band_of[line.activity]].append(b)
    weight = [sum(inst.tasks[a].priority * inst.tasks[a].runs.astype(np.int32) for a in together) for together in kept]
    bands = Bands(
        may_pass=np.array(may_pass, dtype=bool).reshape(len(kept), inst.weeks),
        weight=np.array(weight, dtype=np.int32).reshape(len(kept), inst.weeks),
        lines=_pointer([len(row) for row in lines]),
        line=_counts(b for row in lines for b in row),
    )
    return bands, tuple(kept), band_of


def _limits(inst: Instance) -> tuple[Limit, ...]:
    musts = [w.limit for w in inst.wishes if w.must]
    return (*inst.beds, *inst.ceilings, *inst.mandates, *musts)


def _caps(inst: Instance, limits: Sequence[Limit]) -> Caps:
    most = [np.where(x.weeks, x.most, NEVER) for x in limits]
    return Caps(np.array(most, dtype=np.int32).reshape(len(limits), inst.weeks))
