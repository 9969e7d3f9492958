"""Who works where: the posts of one site in one week, filled as well as can be by those who serve there.

By place (site and command): the heaviest posts first, each by a shortest augmenting path (Ford and Fulkerson 1956,
doi:10.4153/CJM-1956-045-5). Which posts can be filled together is a transversal matroid, so this is the heaviest
choice (Edmonds 1971, doi:10.1007/BF01584082). Then posts are emptied, the lightest first, until the enablers suffice.
"""

import numpy as np
from numba import njit

from contingent.tours.index import Case
from contingent.tours.problem import Counts
from contingent.tours.state import FRESH, FROM_NOTHING, State

HANDOVER_WEEK = 30.0
"""How many times more an essential post weighs in the week of its handover, when all of them must be filled."""


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
    state.sums[0] -= state.empty[s, 0, t]
    state.sums[1] -= state.empty[s, 1, t]
    state.sums[2] -= state.broken[s, t]
    state.empty[s, 0, t] = 0
    state.empty[s, 1, t] = 0
    state.broken[s, t] = 0
    was_emptied = state.dropped[s, 1, t] > 0  # for want of enablers, and not only where the people have changed
    working = 0
    for i in range(case.places_at[s], case.places_at[s + 1]):
        q = case.place_at[i]
        if was_emptied:
            state.touched[q, t] = FROM_NOTHING  # which takes less than to put everybody back
        if state.touched[q, t] == FRESH:
            working += _working(case, state, q, t)
        elif _is_like_before(case, state, s, q, t):
            working += _copy_fills(case, state, q, t)
        else:
            working += _fill_place(case, state, q, t)
    _enable(case, state, s, t, working)
    is_emptied = state.dropped[s, 1, t] > 0
    for i in range(case.places_at[s], case.places_at[s + 1]):
        q = case.place_at[i]
        if state.touched[q, t] != FRESH or is_emptied:
            _note_reach(case, state, q, t)
        _count_empty(case, state, s, q, t)
        state.touched[q, t] = FRESH
    state.stale[s, t] = FRESH
    state.changed[s, t] = 1
    state.sums[0] += state.empty[s, 0, t]
    state.sums[1] += state.empty[s, 1, t]
    state.sums[2] += state.broken[s, t]


@njit(cache=True, nogil=True)
def _working(case: Case, state: State, q: int, t: int) -> int:
    """Count who works at a place."""
    pools_at, pool_at, pool_lines, fills = case.pools_at, case.pool_at, case.pool_lines, state.fills
    working = 0
    for i in range(pools_at[q], pools_at[q + 1]):
        for n in range(pool_lines[pool_at[i]], pool_lines[pool_at[i] + 1]):
            working += fills[n, t]
    return working


@njit(cache=True, nogil=True)
def _is_like_before(case: Case, state: State, s: int, q: int, t: int) -> bool:
    """Tell whether a place has the same posts and people as in the week before, whose posts have just been filled."""
    if not case.like_before[q, t] or state.stale[s, t - 1] != FRESH or state.dropped[s, 1, t - 1] > 0:
        return False
    strength, held = state.strength, state.held
    for i in range(case.pools_at[q], case.pools_at[q + 1]):
        if strength[case.pool_at[i], t] != strength[case.pool_at[i], t - 1]:
            return False
    for i in range(case.posts_at[q], case.posts_at[q + 1]):
        if (held[case.post_at[i], t] == q) != (held[case.post_at[i], t - 1] == q):
            return False
    return True


@njit(cache=True, nogil=True)
def _copy_fills(case: Case, state: State, q: int, t: int) -> int:
    """Let all work where they worked in the week before; return how many people work."""
    pools_at, pool_at, pool_lines, post_at = case.pools_at, case.pool_at, case.pool_lines, case.post_at
    fills, short, held = state.fills, state.short, state.held
    working = 0
    for i in range(pools_at[q], pools_at[q + 1]):
        for n in range(pool_lines[pool_at[i]], pool_lines[pool_at[i] + 1]):
            fills[n, t] = fills[n, t - 1]
            working += fills[n, t]
    for i in range(case.posts_at[q], case.posts_at[q + 1]):
        b = post_at[i]
        if held[b, t] == q:
            short[b, 0, t] = short[b, 0, t - 1]
            short[b, 1, t] = short[b, 1, t - 1]
    return working


@njit(cache=True, nogil=True)
def _fill_place(case: Case, state: State, q: int, t: int) -> int:
    """Fill the posts of a place as well as its people can; return how many people work.

    Who works stays, unless people have become fewer: more people only lengthen the list of posts that can be filled.
    """
    pools_at, posts_at, pool_at, pool_lines = case.pools_at, case.posts_at, case.pool_at, case.pool_lines
    post_at, line_required, line_essential = case.post_at, case.line_required, case.line_essential
    strength, fills, held, short = state.strength, state.fills, state.held, state.short
    first, last = pools_at[q], pools_at[q + 1]
    base, n_lines = posts_at[q], posts_at[q + 1] - posts_at[q]
    spare = np.empty(last - first, dtype=np.int32)
    filled = np.zeros(n_lines, dtype=np.int32)
    left, working = _count_work(case, state, q, t, spare, filled)
    if left < 0:
        left, working = 0, 0
        filled[:] = 0
        for i in range(first, last):
            pool = pool_at[i]
            spare[i - first] = strength[pool, t]
            left += spare[i - first]
            for n in range(pool_lines[pool], pool_lines[pool + 1]):
                fills[n, t] = 0
    active = np.empty(n_lines, dtype=np.bool_)
    for x in range(n_lines):
        b = post_at[base + x]
        active[x] = line_required[b, t] > 0 and held[b, t] == q
        if active[x]:
            short[b, 0, t] = max(0, line_essential[b, t] - filled[x])
            short[b, 1, t] = line_required[b, t] - max(line_essential[b, t], filled[x])
    within = _within_reach(case, state, q, t, spare) if left > 0 else np.uint64(0)
    for tier in range(2):
        for x in range(n_lines):
            b = post_at[base + x]
            while active[x] and short[b, tier, t] > 0 and (within >> np.uint64(x)) & np.uint64(1):
                added = _augment(case, state, q, t, x, short[b, tier, t], spare)
                short[b, tier, t] -= added
                working += added
                within = _within_reach(case, state, q, t, spare)
    return working


@njit(cache=True, nogil=True)
def _within_reach(case: Case, state: State, q: int, t: int, spare: Counts) -> np.uint64:
    """Return the lines to which spare people could come, directly or by taking over from others, as bits."""
    pools_at, pool_at, pool_lines, bit = case.pools_at, case.pool_at, case.pool_lines, case.bit
    pool_may_fill, pool_line, held, fills = case.pool_may_fill, case.pool_line, state.held, state.fills
    first, last = pools_at[q], pools_at[q + 1]
    within, before = np.uint64(0), np.uint64(1)
    while within != before:
        before = within
        for i in range(first, last):
            pool = pool_at[i]
            is_free = spare[i - first] > 0
            reaches = np.uint64(0)
            for n in range(pool_lines[pool], pool_lines[pool + 1]):
                x = bit[n]
                if x >= 0:
                    if pool_may_fill[n, t] and held[pool_line[n], t] == q:
                        reaches |= np.uint64(1) << np.uint64(x)
                    is_free = is_free or (fills[n, t] > 0 and (within >> np.uint64(x)) & np.uint64(1))
            if is_free:
                within |= reaches
    return within


@njit(cache=True, nogil=True)
def _count_work(case: Case, state: State, q: int, t: int, spare: Counts, filled: Counts) -> tuple[int, int]:
    """Count who of each pool does not work, and who works in each line of a place.

    Returns
    -------
    tuple of int
        All who do not work, or -1 where they cannot stay as they are; all who do.
    """
    pools_at, pool_at, pool_lines, touched = case.pools_at, case.pool_at, case.pool_lines, state.touched
    bit, fills, strength = case.bit, state.fills, state.strength
    first = pools_at[q]
    left, working, is_short = 0, 0, touched[q, t] == FROM_NOTHING
    for i in range(first, pools_at[q + 1]):
        pool = pool_at[i]
        busy = 0
        for n in range(pool_lines[pool], pool_lines[pool + 1]):
            busy += fills[n, t]
            if bit[n] >= 0:
                filled[bit[n]] += fills[n, t]
        spare[i - first] = strength[pool, t] - busy
        is_short = is_short or spare[i - first] < 0
        left += spare[i - first]
        working += busy
    return -1 if is_short else left, working


@njit(cache=True, nogil=True)
def _augment(case: Case, state: State, q: int, t: int, start: int, most: int, spare: Counts) -> int:
    """Bring up to ``most`` people to a line along one shortest path; return how many."""
    pools_at, posts_at, pool_at, pool_lines = case.pools_at, case.posts_at, case.pool_at, case.pool_lines
    bit, fills = case.bit, state.fills
    first, last = pools_at[q], pools_at[q + 1]
    n_lines = posts_at[q + 1] - posts_at[q]
    for i in range(first, last):
        if spare[i - first] > 0:
            pair = _pair(case, pool_at[i], start, t)
            if pair >= 0:
                amount = min(most, spare[i - first])
                spare[i - first] -= amount
                fills[pair, t] += amount
                return amount
    came_line = np.full(n_lines, -1, dtype=np.int32)  # the line that takes a person from this one
    came_pool = np.full(n_lines, -1, dtype=np.int32)  # the pool of that person
    seen = np.zeros(n_lines, dtype=np.bool_)
    queue = np.empty(n_lines, dtype=np.int32)
    queue[0] = start
    seen[start] = True
    head, tail = 0, 1
    while head < tail:
        x = queue[head]
        head += 1
        for i in range(first, last):
            pool = pool_at[i]
            if pool_lines[pool + 1] == pool_lines[pool] or _pair(case, pool, x, t) < 0:
                continue
            if spare[i - first] > 0:
                return _shift(case, state, q, t, x, i, min(most, spare[i - first]), came_line, came_pool, spare)
            for n in range(pool_lines[pool], pool_lines[pool + 1]):
                y = bit[n]
                if y >= 0 and fills[n, t] > 0 and not seen[y]:
                    seen[y] = True
                    came_line[y], came_pool[y] = x, i
                    queue[tail] = y
                    tail += 1
    return 0


@njit(inline="always")
def _pair(case: Case, pool: int, x: int, t: int) -> int:
    """Return the pair of a pool and a line of its place that it may fill in a week; -1: it may not."""
    n = case.pair[pool, x]
    return n if n >= 0 and case.pool_may_fill[n, t] else -1


@njit(inline="always")
def _shift(case, state, q, t, x, i, most, came_line, came_pool, spare):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    """Move people along a path that ends with spare people of pool ``i`` at line ``x``; return how many."""
    pools_at, pair, pool_at, fills = case.pools_at, case.pair, case.pool_at, state.fills
    first = pools_at[q]
    amount, y = most, x
    while came_line[y] >= 0:
        amount = min(amount, fills[pair[pool_at[came_pool[y]], y], t])
        y = came_line[y]
    spare[i - first] -= amount
    y, pool = x, pool_at[i]
    while True:
        fills[pair[pool, y], t] += amount
        if came_line[y] < 0:
            return amount
        pool = pool_at[came_pool[y]]
        fills[pair[pool, y], t] -= amount
        y = came_line[y]


@njit(cache=True, nogil=True)
def _enable(case: Case, state: State, s: int, t: int, working: int) -> None:
    """Set enablers to work, and empty the lightest posts until they suffice."""
    state.dropped[s, 0, t] = 0.0
    state.dropped[s, 1, t] = 0.0
    state.lacking[s, t] = -1
    while True:
        allowed, lacking = _allowed(case, state, s, t)
        if allowed >= working:
            break
        state.lacking[s, t] = lacking
        weight, sure = 1.0, max(1, working - _most_allowed(case, state, s, t, lacking))
        if state.enablers[lacking, t] >= case.serving_minimum[lacking]:  # who leaves a post allows so many more at most
            sure = max(sure, (working - allowed) // (1 + case.serving_per[lacking]))
        while sure > 0 and weight > 0.0:
            weight, emptied = _empty_lightest(case, state, s, t, lacking, sure)
            state.dropped[s, 0, t] += weight * emptied
            state.dropped[s, 1, t] += emptied
            working -= emptied
            sure -= emptied
        if weight <= 0.0:
            break
    if case.servings_at[s] == case.servings_at[s + 1]:
        state.room[s, t] = 1 << 20
    else:
        state.room[s, t] = 0 if state.dropped[s, 1, t] > 0 else allowed - working


@njit(cache=True, nogil=True)
def _allowed(case: Case, state: State, s: int, t: int) -> tuple[int, int]:
    """Let everybody who is free enable; return how many may work then, and which serving allows the fewest."""
    servings_at, serving_at, places_at, place_at = case.servings_at, case.serving_at, case.places_at, case.place_at
    pools_at, pool_at, pool_servings, pool_lines = case.pools_at, case.pool_at, case.pool_servings, case.pool_lines
    serving_per, serving_minimum, enablers = case.serving_per, case.serving_minimum, state.enablers
    strength, fills = state.strength, state.fills
    for i in range(servings_at[s], servings_at[s + 1]):
        enablers[serving_at[i], t] = 0
    for single in (True, False):  # those who can enable in one way only come first
        for i in range(places_at[s], places_at[s + 1]):
            q = place_at[i]
            for j in range(pools_at[q], pools_at[q + 1]):
                pool = pool_at[j]
                n_ways = pool_servings[pool + 1] - pool_servings[pool]
                if n_ways == 0 or (n_ways == 1) != single:
                    continue
                free = strength[pool, t]
                for n in range(pool_lines[pool], pool_lines[pool + 1]):
                    free -= fills[n, t]
                _share_out(case, state, pool, t, free)
    allowed, lacking = 1 << 20, -1
    for i in range(servings_at[s], servings_at[s + 1]):
        e = serving_at[i]
        most = enablers[e, t] * serving_per[e] if serving_per[e] > 0 else 1 << 20
        if enablers[e, t] < serving_minimum[e]:
            most = 0
        if most < allowed:
            allowed, lacking = most, e
    return allowed, lacking


@njit(cache=True, nogil=True)
def _most_allowed(case: Case, state: State, s: int, t: int, lacking: int) -> int:
    """Return how many may work at most if everybody at work who can enable left their post to do what is lacking."""
    pools_at, pool_at, pool_servings, pool_lines = case.pools_at, case.pool_at, case.pool_servings, case.pool_lines
    fills, enablers = state.fills, state.enablers[lacking, t]
    for i in range(case.places_at[s], case.places_at[s + 1]):
        q = case.place_at[i]
        for j in range(pools_at[q], pools_at[q + 1]):
            pool = pool_at[j]
            if pool_servings[pool + 1] > pool_servings[pool]:
                for n in range(pool_lines[pool], pool_lines[pool + 1]):
                    enablers += fills[n, t]
    if enablers < case.serving_minimum[lacking]:
        return 0
    return enablers * case.serving_per[lacking] if case.serving_per[lacking] > 0 else 1 << 20


@njit(cache=True, nogil=True)
def _share_out(case: Case, state: State, pool: int, t: int, free: int) -> None:
    """Let free people of a pool enable where the fewest people may work for want of enablers."""
    pool_servings, pool_serving, serving_per = case.pool_servings, case.pool_serving, case.serving_per
    serving_minimum, enabling, enablers = case.serving_minimum, state.enabling, state.enablers
    first, last = pool_servings[pool], pool_servings[pool + 1]
    for n in range(first, last):
        enabling[n, t] = 0
    if last - first == 1:
        enabling[first, t] = free
        enablers[pool_serving[first], t] += free
        return
    for _ in range(free):
        best, least = first, 1 << 30
        for n in range(first, last):
            e = pool_serving[n]
            enough = enablers[e, t] * (serving_per[e] if serving_per[e] > 0 else 1 << 10)
            if enablers[e, t] < serving_minimum[e]:
                enough = 0
            if enough < least:
                best, least = n, enough
        enabling[best, t] += 1
        enablers[pool_serving[best], t] += 1


@njit(cache=True, nogil=True)
def _empty_lightest(case: Case, state: State, s: int, t: int, lacking: int, most: int) -> tuple[float, int]:
    """Empty the lightest posts of a site that are filled, by those who can enable if there are some.

    Returns
    -------
    float
        The weight of each; 0: no post is filled.
    int
        How many, all alike and held by the same people.
    """
    places_at, place_at, pools_at, pool_at = case.places_at, case.place_at, case.pools_at, case.pool_at
    pool_servings, pool_serving, pool_lines = case.pool_servings, case.pool_serving, case.pool_lines
    pool_line, line_required, line_essential = case.pool_line, case.line_required, case.line_essential
    line_priority, fills, short = case.line_priority, state.fills, state.short
    best, best_tier, best_many, lightest = -1, 0, 0, 1e300
    for i in range(places_at[s], places_at[s + 1]):
        q = place_at[i]
        for j in range(pools_at[q], pools_at[q + 1]):
            pool = pool_at[j]
            helps = False
            for n in range(pool_servings[pool], pool_servings[pool + 1]):
                helps = helps or pool_serving[n] == lacking
            for n in range(pool_lines[pool], pool_lines[pool + 1]):
                if fills[n, t] == 0:
                    continue
                b = pool_line[n]
                others = line_required[b, t] - line_essential[b, t] - short[b, 1, t]
                tier = 1 if others > 0 else 0
                weight = line_priority[b] + (0.0 if tier else case.essential) - (0.5 if helps else 0.0)
                if weight < lightest:
                    best, best_tier, lightest = n, tier, weight
                    best_many = min(fills[n, t], others) if tier else fills[n, t]
    if best < 0:
        return 0.0, 0
    many = min(most, best_many)
    fills[best, t] -= many
    short[pool_line[best], best_tier, t] += many
    return line_priority[pool_line[best]] + (0.0 if best_tier else case.essential), many


@njit(cache=True, nogil=True)
def _note_reach(case: Case, state: State, q: int, t: int) -> None:
    """Note for each pool of a place which empty posts one more of its people would help to fill."""
    pools_at, posts_at, post_at, line_required = case.pools_at, case.posts_at, case.post_at, case.line_required
    pool_at, pool_lines, bit, pool_may_fill = case.pool_at, case.pool_lines, case.bit, case.pool_may_fill
    held, short, reach, fills = state.held, state.short, state.reach, state.fills
    first, last = pools_at[q], pools_at[q + 1]
    base, n_lines = posts_at[q], posts_at[q + 1] - posts_at[q]
    leads_to = np.zeros(n_lines, dtype=np.uint64)  # empty posts that one more person for a line helps to fill
    is_held = np.empty(n_lines, dtype=np.bool_)
    is_any = False
    for x in range(n_lines):
        b = post_at[base + x]
        is_held[x] = line_required[b, t] > 0 and held[b, t] == q
        if is_held[x] and short[b, 0, t] + short[b, 1, t] > 0:
            leads_to[x] = np.uint64(1) << np.uint64(x)
            is_any = True
    for i in range(first, last):
        reach[pool_at[i], t] = 0
    while is_any:
        is_any = False
        for i in range(first, last):
            pool = pool_at[i]
            found = reach[pool, t]
            for n in range(pool_lines[pool], pool_lines[pool + 1]):
                if bit[n] >= 0 and is_held[bit[n]] and pool_may_fill[n, t]:
                    found |= leads_to[bit[n]]
            if found != reach[pool, t]:
                reach[pool, t] = found
                is_any = True
                for n in range(pool_lines[pool], pool_lines[pool + 1]):
                    if bit[n] >= 0 and fills[n, t] > 0:  # whoever comes lets one of them take over elsewhere
                        leads_to[bit[n]] |= found


@njit(cache=True, nogil=True)
def _count_empty(case: Case, state: State, s: int, q: int, t: int) -> None:
    """Count the empty posts of a place, and the essential ones that are empty in the week of their handover."""
    posts_at, post_at, line_priority, line_band = case.posts_at, case.post_at, case.line_priority, case.line_band
    held, empty, short, over, broken = state.held, state.empty, state.short, state.over, state.broken
    for i in range(posts_at[q], posts_at[q + 1]):
        b = post_at[i]
        if held[b, t] == q:
            empty[s, 0, t] += short[b, 0, t]
            empty[s, 1, t] += line_priority[b] * (short[b, 0, t] + short[b, 1, t])
            if line_band[b] >= 0 and t == over[line_band[b]]:
                broken[s, t] += short[b, 0, t]


@njit(cache=True, nogil=True)
def gain(case: Case, state: State, pool: int, t: int, people: int) -> float:
    """Estimate what so many more people of a pool in a week would be worth.

    Exact for one person where no enablers are wanting; for several, chains of posts may be counted as wider than they
    are.
    """
    pool_place, pool_site, posts_at, post_at = case.pool_place, case.pool_site, case.posts_at, case.post_at
    line_priority, room, reach_, short = case.line_priority, state.room, state.reach, state.short
    line_band, over = case.line_band, state.over
    q, s = pool_place[pool], pool_site[pool]
    left = min(people, room[s, t])
    found, reach = 0.0, reach_[pool, t]
    if left > 0 and reach != 0:
        base = posts_at[q]
        for tier in range(2):
            for x in range(posts_at[q + 1] - base):
                if (reach >> np.uint64(x)) & np.uint64(1):
                    b = post_at[base + x]
                    n = min(left, short[b, tier, t])
                    if n > 0:
                        found += n * (line_priority[b] + (case.essential if tier == 0 else 0.0))
                        if tier == 0 and line_band[b] >= 0 and over[line_band[b]] == t:
                            found += n * HANDOVER_WEEK * case.essential
                        left -= n
                        if left == 0:
                            return found
    return found


@njit(cache=True, nogil=True)
def gain_of_enabling(case: Case, state: State, pool: int, t: int, people: int, hope: float) -> float:
    """Estimate what so many more people of a pool would be worth as enablers.

    Parameters
    ----------
    hope
        What a post that an enabler would allow weighs where nobody waits for one yet: they must come before the rest.
    """
    pool_site, pool_servings, pool_serving = case.pool_site, case.pool_servings, case.pool_serving
    serving_per, serving_minimum, wanted, lacking = case.serving_per, case.serving_minimum, case.wanted, state.lacking
    dropped, enablers = state.dropped, state.enablers
    s = pool_site[pool]
    found = 0.0
    for n in range(pool_servings[pool], pool_servings[pool + 1]):
        e = pool_serving[n]
        if e == lacking[s, t] and dropped[s, 1, t] > 0:
            more = people * serving_per[e] if enablers[e, t] >= serving_minimum[e] else 1 << 20
            found += dropped[s, 0, t] * min(1.0, more / dropped[s, 1, t])
        else:
            found += hope * serving_per[e] * max(0, min(people, wanted[e, t] - enablers[e, t]))
    return found
