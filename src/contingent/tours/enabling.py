"""Enablers: who of those that fill no post does what all others at a site need, and which posts want of it empties."""

from numba import njit

from contingent.tours.index import Case
from contingent.tours.state import State


@njit(cache=True, nogil=True)
def enable(case: Case, state: State, s: int, t: int, working: int) -> None:
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
    servings_at, serving_at, helpers_at, helper = case.servings_at, case.serving_at, case.helpers_at, case.helper
    serving_per, serving_minimum, enablers, free = case.serving_per, case.serving_minimum, state.enablers, state.free
    for i in range(servings_at[s], servings_at[s + 1]):
        enablers[serving_at[i], t] = 0
    for i in range(helpers_at[s], helpers_at[s + 1]):
        _share_out(case, state, helper[i], t, free[helper[i], t])
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
    helpers_at, helper, strength, free = case.helpers_at, case.helper, state.strength, state.free
    enablers = state.enablers[lacking, t]
    for i in range(helpers_at[s], helpers_at[s + 1]):
        enablers += strength[helper[i], t] - free[helper[i], t]
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
    best, best_pool, best_tier, best_many, lightest = -1, -1, 0, 0, 1e300
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
                    best, best_pool, best_tier, lightest = n, pool, tier, weight
                    best_many = min(fills[n, t], others) if tier else fills[n, t]
    if best < 0:
        return 0.0, 0
    many = min(most, best_many)
    fills[best, t] -= many
    state.free[best_pool, t] += many
    state.works[case.pool_place[best_pool], t] -= many
    short[pool_line[best], best_tier, t] += many
    return line_priority[pool_line[best]] + (0.0 if best_tier else case.essential), many
