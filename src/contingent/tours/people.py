"""What people earn at given prices: each works where that is worth most, or not at all."""

from typing import NamedTuple

from numba import njit

from contingent.tours.problem import Counts, Floats, Pools, Spots


class Work(NamedTuple):
    """What each kind of work earns, and who does it."""

    side: Counts
    """Of each pair of ``Pools.line``: 1 where the pool is under the command that takes over. Shape (pairs,)."""
    wishes: Counts
    """Wishes for coverage that count a pair: pointer, shape (pairs + 1,), into ``wish``."""
    wish: Counts
    of_rotating: Counts
    """Number of each group among those that rotate; -1: it does not. Shape (G,)."""
    best: Floats
    """What the best work in a pool earns. Shape (P, T)."""
    choice: Counts
    """That work: a pair of ``Pools.line``, or behind these a pair of ``Pools.serving``; -1: none. Shape (P, T)."""
    people: Floats
    """People of a pool who do it. Shape (P, T)."""


@njit(cache=True, nogil=True)
def best_work(pools: Pools, work: Work, fill: Floats, wish: Floats, per: Counts, share: Floats, least: Floats) -> None:
    """Find the work that earns most, by pool and week.

    Parameters
    ----------
    fill
        What a fill earns. Shape (B, 2, T).
    wish
        What a fill earns beside, by wish; below 0 where a wish wants less. Shape (wishes, T).
    per
        People whom one enabler serves. Shape (E,).
    share, least
        What an enabler earns for each person served, and for the least number. Shape (E, T).
    """
    pairs = len(pools.line)
    for p in range(len(pools.site)):
        for t in range(work.best.shape[1]):
            work.best[p, t] = 0.0
            work.choice[p, t] = -1
        for i in range(pools.lines[p], pools.lines[p + 1]):
            b, side = pools.line[i], work.side[i]
            for t in range(work.best.shape[1]):
                if pools.may_fill[i, t]:
                    earned = fill[b, side, t]
                    for k in range(work.wishes[i], work.wishes[i + 1]):
                        earned += wish[work.wish[k], t]
                    if earned > work.best[p, t]:
                        work.best[p, t] = earned
                        work.choice[p, t] = i
        for i in range(pools.servings[p], pools.servings[p + 1]):
            e = pools.serving[i]
            for t in range(work.best.shape[1]):
                earned = per[e] * share[e, t] + least[e, t]
                if earned > work.best[p, t]:
                    work.best[p, t] = earned
                    work.choice[p, t] = pairs + i


@njit(cache=True, nogil=True)
def earnings(spots: Spots, work: Work, busy: Floats, earned: Floats) -> None:
    """Sum what a unit that serves at a spot earns, less the price of being busy where people rotate. Shape (N, T)."""
    for n in range(len(spots.unit)):
        for t in range(earned.shape[1]):
            earned[n, t] = 0.0
        for r in range(spots.people[n], spots.people[n + 1]):
            p, g = spots.pool[r], work.of_rotating[spots.group[r]]
            if p < 0:
                continue
            for t in range(earned.shape[1]):
                value = work.best[p, t] - (busy[g, t] if g >= 0 else 0.0)
                if value > 0:
                    earned[n, t] += spots.heads[r] * value


@njit(cache=True, nogil=True)
def put_to_work(
    spots: Spots,
    pools: Pools,
    work: Work,
    serving: Floats,
    busy: Floats,
    busy_people: Floats,
    fills: Floats,
    wishes: Floats,
    enabling: Floats,
) -> None:
    """Count what those who serve do.

    Parameters
    ----------
    serving
        Units that serve. Shape (N, T).
    busy
        Prices. Shape (rotating groups, T).
    busy_people, fills, wishes, enabling
        Added to: people busy, by rotating group; fills by line and command; fills that a wish counts; enablers.
    """
    pairs = len(pools.line)
    weeks = serving.shape[1]
    work.people[:] = 0.0
    for n in range(len(spots.unit)):
        for r in range(spots.people[n], spots.people[n + 1]):
            p, g = spots.pool[r], work.of_rotating[spots.group[r]]
            if p < 0:
                continue
            for t in range(weeks):
                if serving[n, t] > 0 and work.best[p, t] > (busy[g, t] if g >= 0 else 0.0):
                    people = serving[n, t] * spots.heads[r]
                    work.people[p, t] += people
                    if g >= 0:
                        busy_people[g, t] += people
    for p in range(len(pools.site)):
        for t in range(weeks):
            people = work.people[p, t]
            if people == 0:
                continue
            i = work.choice[p, t]
            if i >= pairs:
                enabling[pools.serving[i - pairs], t] += people
                continue
            fills[pools.line[i], work.side[i], t] += people
            for k in range(work.wishes[i], work.wishes[i + 1]):
                wishes[work.wish[k], t] += people
