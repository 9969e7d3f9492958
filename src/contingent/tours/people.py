"""What people earn who come one by one, at given prices: each works where that is worth most, or not at all."""

from typing import NamedTuple

from numba import njit

from contingent.tours.problem import Counts, Floats, Pools, Spots


class Work(NamedTuple):
    """What kinds of work there are, what the best of them earns, and who does it."""

    alone: Counts
    """Spots of units of one person: those of others are for ``sets``."""
    side: Counts
    """Of each pair of ``Pools.line``: 1 where the pool is under the command that takes over. Shape (pairs,)."""
    wishes: Counts
    """Wishes for coverage that count a pair: pointer, shape (pairs + 1,), into ``wish``."""
    wish: Counts
    busy: Counts
    """Row of ``Worth.busy`` of each group; -1: all of it may be at work. Shape (G,)."""
    best: Floats
    """What the best work in a pool earns. Shape (P, T)."""
    choice: Counts
    """That work: a pair of ``Pools.line``, or behind these a pair of ``Pools.serving``; -1: none. Shape (P, T)."""
    people: Floats
    """People of a pool who do it. Shape (P, T)."""


class Worth(NamedTuple):
    """What work earns a person at given prices."""

    fill: Floats
    """A fill. Shape (B, 2, T)."""
    first: Floats
    """A fill of an essential post, beside. Shape (B, 2, T)."""
    wish: Floats
    """A fill that a wish counts, beside; below 0 where it wants less. Shape (wishes, T)."""
    share: Floats
    """An enabler, for those whom it serves. Shape (E, T)."""
    least: Floats
    """An enabler, for the least number. Shape (E, T)."""
    busy: Floats
    """What being at work costs where people rotate: see ``Rotating``. Shape (R, T)."""


class Done(NamedTuple):
    """What those who serve do: people, added up in the shapes of ``Worth``."""

    fill: Floats
    first: Floats
    wish: Floats
    share: Floats
    least: Floats
    busy: Floats


@njit(cache=True, nogil=True)
def best_work(pools: Pools, work: Work, worth: Worth) -> None:
    """Find the work that earns most, by pool and week."""
    pairs = len(pools.line)
    for p in range(len(pools.site)):
        for t in range(work.best.shape[1]):
            work.best[p, t] = 0.0
            work.choice[p, t] = -1
        for i in range(pools.lines[p], pools.lines[p + 1]):
            b, side = pools.line[i], work.side[i]
            for t in range(work.best.shape[1]):
                if pools.may_fill[i, t]:
                    earned = worth.fill[b, side, t] + worth.first[b, side, t]
                    for k in range(work.wishes[i], work.wishes[i + 1]):
                        earned += worth.wish[work.wish[k], t]
                    if earned > work.best[p, t]:
                        work.best[p, t] = earned
                        work.choice[p, t] = i
        for i in range(pools.servings[p], pools.servings[p + 1]):
            e = pools.serving[i]
            for t in range(work.best.shape[1]):
                earned = worth.share[e, t] + worth.least[e, t]
                if earned > work.best[p, t]:
                    work.best[p, t] = earned
                    work.choice[p, t] = pairs + i


@njit(cache=True, nogil=True)
def earnings(spots: Spots, work: Work, worth: Worth, earned: Floats) -> None:
    """Sum what one who serves at a spot earns, less the price of being busy where people rotate. Shape (N, T)."""
    for n in work.alone:
        only = spots.people[n]  # one person is of one group
        p, busy = spots.pool[only], work.busy[spots.group[only]]
        for t in range(earned.shape[1]):
            earned[n, t] = 0.0
            if p >= 0:
                earned[n, t] = max(0.0, work.best[p, t] - (worth.busy[busy, t] if busy >= 0 else 0.0))


@njit(cache=True, nogil=True)
def put_to_work(spots: Spots, pools: Pools, work: Work, worth: Worth, serving: Floats, done: Done) -> None:
    """Count what those who serve do.

    Parameters
    ----------
    serving
        Units that serve. Shape (N, T).
    done
        Added to.
    """
    pairs = len(pools.line)
    weeks = serving.shape[1]
    work.people[:] = 0.0
    for n in work.alone:
        only = spots.people[n]
        p, busy = spots.pool[only], work.busy[spots.group[only]]
        if p < 0:
            continue
        for t in range(weeks):
            if serving[n, t] > 0 and work.best[p, t] > (worth.busy[busy, t] if busy >= 0 else 0.0):
                work.people[p, t] += serving[n, t]
                if busy >= 0:
                    done.busy[busy, t] += serving[n, t]
    for p in range(len(pools.site)):
        for t in range(weeks):
            people = work.people[p, t]
            if people == 0:
                continue
            i = work.choice[p, t]
            if i >= pairs:
                done.share[pools.serving[i - pairs], t] += people
                done.least[pools.serving[i - pairs], t] += people
                continue
            b, side = pools.line[i], work.side[i]
            done.fill[b, side, t] += people
            done.first[b, side, t] += people
            for k in range(work.wishes[i], work.wishes[i + 1]):
                done.wish[work.wish[k], t] += people
