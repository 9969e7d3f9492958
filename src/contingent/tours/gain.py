"""What more people would be worth where they serve: as workers, and as enablers of others."""

import numpy as np
from numba import njit

from contingent.tours.index import Case
from contingent.tours.state import State

HANDOVER_WEEK = 30.0
"""How many times more an essential post weighs in the week of its handover, when all of them must be filled."""


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
