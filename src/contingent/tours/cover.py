"""Who works where: the posts of one site in one week, filled as well as can be by those who serve there.

By place (site and command): the heaviest posts first, each by a shortest augmenting path (Ford and Fulkerson 1956,
doi:10.4153/CJM-1956-045-5). Which posts can be filled together is a transversal matroid, so this is the heaviest
choice (Edmonds 1971, doi:10.1007/BF01584082). Where people only came, who works stays, and each of them fills the
heaviest post within reach: the heaviest choice again, as more people only lengthen the list of what can be filled.
Where people left, all is filled from nothing. Then posts are emptied until the enablers suffice: ``enabling``.
"""

import numpy as np
from numba import njit

from contingent.tours.enabling import enable
from contingent.tours.index import Case
from contingent.tours.problem import Counts
from contingent.tours.state import FRESH, FROM_NOTHING, State


@njit(cache=True, nogil=True)
def refill(case: Case, state: State) -> None:
    """Fill the posts of all stale sites and weeks anew."""
    for s in range(state.stale.shape[0]):
        for t in range(state.stale.shape[1]):
            if state.stale[s, t] != FRESH:
                fill_site(case, state, s, t)


@njit(cache=True, nogil=True)
def fill_site(case: Case, state: State, s: int, t: int) -> None:
    """Fill the posts of a site in a week, and note what more people would be good for."""
    places_at, place_at, touched, works = case.places_at, case.place_at, state.touched, state.works
    was_emptied = state.dropped[s, 1, t] > 0  # for want of enablers, and not only where the people have changed
    working = 0
    for i in range(places_at[s], places_at[s + 1]):
        q = place_at[i]
        if was_emptied:
            touched[q, t] = FROM_NOTHING  # which takes less than to put everybody back
        if touched[q, t] != FRESH:
            _fill_place(case, state, q, t)
            touched[q, t] = FRESH
        working += works[q, t]
    enable(case, state, s, t, working)
    if state.dropped[s, 1, t] > 0:
        for i in range(places_at[s], places_at[s + 1]):
            _note_reach(case, state, place_at[i], t)
    _count_empty(case, state, s, t)
    state.stale[s, t] = FRESH
    state.changed[s, t] = 1


@njit(cache=True, nogil=True)
def _fill_place(case: Case, state: State, q: int, t: int) -> None:
    """Fill the posts of a place as well as its people can."""
    pools_at, pool_at, free, reach = case.pools_at, case.pool_at, state.free, state.reach
    first, last = pools_at[q], pools_at[q + 1]
    is_short = state.touched[q, t] == FROM_NOTHING
    for i in range(first, last):
        is_short = is_short or free[pool_at[i], t] < 0
    if is_short:
        _fill_from_nothing(case, state, q, t)
        _note_reach(case, state, q, t)
        return
    for i in range(first, last):
        pool = pool_at[i]
        while free[pool, t] > 0 and reach[pool, t] != 0:
            x, tier = _heaviest(case, state, q, t, reach[pool, t])
            b = case.post_at[case.posts_at[q] + x]
            n = _pair(case, pool, x, t)
            if n >= 0:
                has_begun = state.fills[n, t] == 0  # who works here could take over elsewhere
                many = min(free[pool, t], state.short[b, tier, t])
                _take(state, q, t, pool, n, many)
            else:
                has_begun = True
                many = _shift(case, state, q, t, x, state.short[b, tier, t])[0]
            state.short[b, tier, t] -= many
            if has_begun or state.short[b, 0, t] + state.short[b, 1, t] == 0:
                _note_reach(case, state, q, t)


@njit(inline="always")
def _pair(case: Case, pool: int, x: int, t: int) -> int:
    """Return the pair of a pool and a line of its place that it may fill in a week; -1: it may not."""
    n = case.pair[pool, x]
    return n if n >= 0 and case.pool_may_fill[n, t] else -1


@njit(inline="always")
def _take(state: State, q: int, t: int, pool: int, n: int, many: int) -> None:
    """Let free people of a pool fill posts."""
    state.free[pool, t] -= many
    state.fills[n, t] += many
    state.works[q, t] += many


@njit(inline="always")
def _heaviest(case: Case, state: State, q: int, t: int, reach: np.uint64) -> tuple[int, int]:
    """Return the heaviest empty posts of some lines: the first one with an essential post, or else the first one."""
    base = case.posts_at[q]
    other = -1
    for x in range(case.posts_at[q + 1] - base):
        if (reach >> np.uint64(x)) & np.uint64(1):
            if state.short[case.post_at[base + x], 0, t] > 0:
                return x, 0
            if other < 0:
                other = x
    return other, 1


@njit(cache=True, nogil=True)
def _fill_from_nothing(case: Case, state: State, q: int, t: int) -> None:
    """Fill the posts of a place line by line, with all its people free at first.

    Where no path leads to a line, none will lead to any line that was passed in looking for one.
    """
    pools_at, posts_at, pool_at, pool_lines = case.pools_at, case.posts_at, case.pool_at, case.pool_lines
    post_at, line_required, line_essential = case.post_at, case.line_required, case.line_essential
    fills, held, short, free = state.fills, state.held, state.short, state.free
    first, last = pools_at[q], pools_at[q + 1]
    base, n_lines = posts_at[q], posts_at[q + 1] - posts_at[q]
    state.works[q, t] = 0
    left = 0
    for i in range(first, last):
        pool = pool_at[i]
        free[pool, t] = state.strength[pool, t]
        left += free[pool, t]
        for n in range(pool_lines[pool], pool_lines[pool + 1]):
            fills[n, t] = 0
    closed = np.uint64(0)
    for x in range(n_lines):
        b = post_at[base + x]
        if line_required[b, t] > 0 and held[b, t] == q:
            short[b, 0, t] = line_essential[b, t]
            short[b, 1, t] = line_required[b, t] - line_essential[b, t]
        else:
            closed |= np.uint64(1) << np.uint64(x)
    for tier in range(2):
        for x in range(n_lines):
            if (closed >> np.uint64(x)) & np.uint64(1):
                continue
            b = post_at[base + x]
            want = short[b, tier, t]
            for i in range(first, last):
                if want == 0 or left == 0:
                    break
                pool = pool_at[i]
                if free[pool, t] > 0:
                    n = _pair(case, pool, x, t)
                    if n >= 0:
                        many = min(want, free[pool, t])
                        _take(state, q, t, pool, n, many)
                        want -= many
                        left -= many
            while want > 0 and left > 0 and not (closed >> np.uint64(x)) & np.uint64(1):
                many, passed = _shift(case, state, q, t, x, want)
                if many == 0:
                    closed |= passed
                want -= many
                left -= many
            short[b, tier, t] = want


@njit(cache=True, nogil=True)
def _shift(case: Case, state: State, q: int, t: int, start: int, most: int) -> tuple[int, np.uint64]:
    """Bring up to ``most`` people to a line along one shortest path of people who take over from others.

    Returns
    -------
    tuple
        How many; and if none can come, the lines from which people could come, if others came there, as bits.
    """
    pools_at, posts_at, pool_at, pool_lines = case.pools_at, case.posts_at, case.pool_at, case.pool_lines
    bit, fills, free = case.bit, state.fills, state.free
    first, last = pools_at[q], pools_at[q + 1]
    n_lines = posts_at[q + 1] - posts_at[q]
    came = np.empty((3, n_lines), dtype=np.int32)  # the line that takes a person from this one, the pool; the queue
    came[0, start] = -1
    came[2, 0] = start
    passed = np.uint64(1) << np.uint64(start)
    head, tail = 0, 1
    while head < tail:
        x = came[2, head]
        head += 1
        for i in range(first, last):
            pool = pool_at[i]
            if _pair(case, pool, x, t) < 0:
                continue
            if free[pool, t] > 0:
                return _move_up(case, state, q, t, x, pool, min(most, free[pool, t]), came), passed
            for n in range(pool_lines[pool], pool_lines[pool + 1]):
                y = bit[n]
                if y >= 0 and fills[n, t] > 0 and not (passed >> np.uint64(y)) & np.uint64(1):
                    passed |= np.uint64(1) << np.uint64(y)
                    came[0, y], came[1, y] = x, pool
                    came[2, tail] = y
                    tail += 1
    return 0, passed


@njit(cache=True, nogil=True)
def _move_up(case: Case, state: State, q: int, t: int, x: int, pool: int, most: int, came: Counts) -> int:
    """Move people along a path that ends with free people of a pool at a line; return how many."""
    pair, fills = case.pair, state.fills
    many, y = most, x
    while came[0, y] >= 0:
        many = min(many, fills[pair[came[1, y], y], t])
        y = came[0, y]
    _take(state, q, t, pool, pair[pool, x], many)
    y = x
    while came[0, y] >= 0:
        mover = came[1, y]
        fills[pair[mover, y], t] -= many
        y = came[0, y]
        fills[pair[mover, y], t] += many
    return many


@njit(cache=True, nogil=True)
def _note_reach(case: Case, state: State, q: int, t: int) -> None:
    """Note for each pool of a place which empty posts one more of its people would help to fill."""
    pools_at, posts_at, post_at, line_required = case.pools_at, case.posts_at, case.post_at, case.line_required
    pool_at, pool_lines, bit, pool_may_fill = case.pool_at, case.pool_lines, case.bit, case.pool_may_fill
    held, short, reach, fills = state.held, state.short, state.reach, state.fills
    first, last = pools_at[q], pools_at[q + 1]
    base, n_lines = posts_at[q], posts_at[q + 1] - posts_at[q]
    for i in range(first, last):
        reach[pool_at[i], t] = 0
    leads_to = np.zeros(n_lines, dtype=np.uint64)  # empty posts that one more person for a line helps to fill
    is_held = np.uint64(0)
    is_any = False
    for x in range(n_lines):
        b = post_at[base + x]
        if line_required[b, t] > 0 and held[b, t] == q:
            is_held |= np.uint64(1) << np.uint64(x)
            if short[b, 0, t] + short[b, 1, t] > 0:
                leads_to[x] = np.uint64(1) << np.uint64(x)
                is_any = True
    while is_any:
        is_any = False
        for i in range(first, last):
            pool = pool_at[i]
            found = reach[pool, t]
            for n in range(pool_lines[pool], pool_lines[pool + 1]):
                x = bit[n]
                if x >= 0 and (is_held >> np.uint64(x)) & np.uint64(1) and pool_may_fill[n, t]:
                    found |= leads_to[x]
            if found != reach[pool, t]:
                reach[pool, t] = found
                for n in range(pool_lines[pool], pool_lines[pool + 1]):
                    # Whoever comes lets one of them take over elsewhere.
                    if bit[n] >= 0 and fills[n, t] > 0 and leads_to[bit[n]] | found != leads_to[bit[n]]:
                        leads_to[bit[n]] |= found
                        is_any = True


@njit(cache=True, nogil=True)
def _count_empty(case: Case, state: State, s: int, t: int) -> None:
    """Count the empty posts of a site, and the essential ones that are empty in the week of their handover."""
    posts_at, post_at, line_priority, line_band = case.posts_at, case.post_at, case.line_priority, case.line_band
    held, short, over = state.held, state.short, state.over
    essential, weighed, broken = 0, 0, 0
    for i in range(case.places_at[s], case.places_at[s + 1]):
        q = case.place_at[i]
        for j in range(posts_at[q], posts_at[q + 1]):
            b = post_at[j]
            lacks, others = short[b, 0, t], short[b, 1, t]
            if lacks + others > 0 and held[b, t] == q:
                essential += lacks
                weighed += line_priority[b] * (lacks + others)
                if line_band[b] >= 0 and t == over[line_band[b]]:
                    broken += lacks
    state.sums[0] += essential - state.empty[s, 0, t]
    state.sums[1] += weighed - state.empty[s, 1, t]
    state.sums[2] += broken - state.broken[s, t]
    state.empty[s, 0, t], state.empty[s, 1, t], state.broken[s, t] = essential, weighed, broken
