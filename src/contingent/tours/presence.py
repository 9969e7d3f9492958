"""What it costs to be somewhere and to travel at given prices, and how many people the priced rows then count."""

from math import ceil
from typing import NamedTuple

import numpy as np
from numba import njit

from contingent.domain.vocabulary import Measure, Sense
from contingent.instance.instance import Bools, Instance, Wish
from contingent.tours.problem import Counts, Floats, Problem


class Presence(NamedTuple):
    """Rows that count the people at some spots: limits, wishes, nations below and above, the releasing ones. R rows."""

    rows: Counts
    """Rows of each spot: pointer, shape (N + 1,), into the next two."""
    row: Counts
    rate: Floats
    """People whom a row counts for each at the spot, support included: at least, or where more is better at most."""
    rest: Floats
    """People that rounding of support may add to the rows that count at most. Shape (R, T)."""


def strength_wishes(inst: Instance) -> list[Wish]:
    """Return the wishes about strength."""
    return [w for w in inst.wishes if not w.must and w.measure is Measure.STRENGTH]


def presence(p: Problem) -> Presence:
    """List the rows of every spot, in the order of the class."""
    inst = p.instance
    nations, releasing = [mask for mask, _ in inst.shares], p.releasing
    everywhere = np.ones(p.sites, dtype=bool)
    masks = [
        *((w.limit.who, w.limit.where, w.sense is Sense.AT_MOST, w.limit.by_command) for w in strength_wishes(inst)),
        *((_under_any(inst, mask), everywhere, True, False) for mask in nations),
        *((_under_any(inst, mask), everywhere, False, False) for mask in nations),
        (_under_any(inst, releasing), everywhere, True, False),
    ]
    units, spots, limits = p.units, p.spots, len(p.limits.most)
    low, high, loose = _rates(p)
    rest = np.zeros((limits + len(masks), p.weeks))
    row: list[list[int]] = []
    rate: list[float] = []
    for n in range(len(spots.unit)):
        u = spots.unit[n]
        k, command = units.force[u], spots.place[n] % len(inst.commands)
        own = spots.limit[spots.limits[n] : spots.limits[n + 1]].tolist()
        rate += [low[u]] * len(own)
        for r, (who, where, at_least, _) in enumerate(masks):
            if who[k, command] and where[spots.site[n]]:
                own.append(limits + r)
                rate.append(low[u] if at_least else high[u])
        row.append(own)
    for r, (who, where, at_least, by_command) in enumerate(masks):
        if not at_least:
            rest[limits + r] = _rounding(p, who, where, loose, by_command=by_command)
    pointer = np.concatenate([[0], np.cumsum([len(own) for own in row])]).astype(np.int32)
    return Presence(pointer, np.array([r for own in row for r in own], np.int32), np.array(rate, dtype=float), rest)


def _under_any(inst: Instance, forces: Bools) -> Bools:
    """Say the same of every command. Shape (K, M)."""
    return np.repeat(forces[:, None], len(inst.commands), axis=1)


def _rates(p: Problem) -> tuple[list[float], list[float], Floats]:
    """Return, by unit, people with support for each of its people: at least, at most; and by contingent what is lost.

    Support is rounded up once for all of a contingent at a site: ceil(r n) >= r n, and at most r n + (q - 1) / q. For
    whole contingents it is at most n / size x ceil(r size). Where so few exist that r n is never whole, it is more.
    """
    units, forces = p.units, p.instance.forces
    people = np.bincount(units.force, units.size * units.exist, minlength=len(forces))
    low, high, loose = [], [], np.zeros(len(forces))
    for force, size in zip(units.force, units.size, strict=True):
        ratio = forces[force].support
        crowds = size * np.arange(1, max(1, min(int(people[force]) // int(size), ratio.denominator)) + 1)
        rounded = -(-crowds * ratio.numerator // ratio.denominator)
        low.append(1.0 + float((rounded / crowds).min()))
        if forces[force].indivisible:
            high.append(1.0 + ceil(ratio * int(size)) / int(size))
        else:
            high.append(1.0 + float(ratio))
            loose[force] = 1.0 - 1.0 / ratio.denominator
    return low, high, loose


def _rounding(p: Problem, who: Bools, where: Bools, loose: Floats, *, by_command: bool) -> Floats:
    """Sum what rounding can add at each place of each contingent where somebody may be. Shape (T,)."""
    commands = len(p.instance.commands)
    there: dict[tuple[int, int, int], Bools] = {}
    for n, u in enumerate(p.spots.unit):
        k, s, m = int(p.units.force[u]), int(p.spots.site[n]), int(p.spots.place[n] % commands)
        if who[k, m] and where[s]:
            key = (k, s, m if by_command else -1)
            there[key] = there.get(key, np.zeros(p.weeks, dtype=bool)) | p.spots.may_be[n]
    total = np.zeros(p.weeks)
    for (k, _, _), weeks in there.items():
        total += loose[k] * weeks
    return total


@njit(cache=True, nogil=True)
def cost_of_presence(rows: Presence, price: Floats, size: Counts, cost: Floats) -> None:
    """Sum what a unit at a spot pays, by week.

    Parameters
    ----------
    price
        By row. Shape (R, T).
    size
        People of a unit, by spot. Shape (N,).
    cost
        Written. Shape (N, T).
    """
    for n in range(len(size)):
        cost[n, :] = 0.0
        for i in range(rows.rows[n], rows.rows[n + 1]):
            factor = rows.rate[i] * size[n]
            own = price[rows.row[i]]
            for t in range(cost.shape[1]):
                cost[n, t] += factor * own[t]


@njit(cache=True, nogil=True)
def count_present(rows: Presence, present: Floats, size: Counts, counted: Floats) -> None:
    """Sum the people whom each row counts. Shape of ``counted``, which is written, (R, T)."""
    counted[:] = rows.rest
    for n in range(len(size)):
        for i in range(rows.rows[n], rows.rows[n + 1]):
            factor = rows.rate[i] * size[n]
            own = counted[rows.row[i]]
            for t in range(present.shape[1]):
                own[t] += factor * present[n, t]
