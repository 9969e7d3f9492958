"""Back to how the posts were before a step: copied, site by site and week by week, and not filled anew."""

from numba import njit

from contingent.tours.index import Case
from contingent.tours.state import FRESH, State


@njit(cache=True, nogil=True)
def note_all(case: Case, state: State, noted: State) -> None:
    """Note how all posts are filled; none are stale."""
    state.changed[:] = 1
    note_changed(case, state, noted)


@njit(cache=True, nogil=True)
def note_changed(case: Case, state: State, noted: State) -> None:
    """Note how the posts are filled that were filled anew since they were noted last."""
    for s in range(state.changed.shape[0]):
        for t in range(state.changed.shape[1]):
            if state.changed[s, t]:
                _copy(case, state, noted, s, t)
                state.changed[s, t] = 0


@njit(cache=True, nogil=True)
def go_back(case: Case, state: State, noted: State) -> None:
    """Fill the posts as noted, where the same people are there again as then."""
    for s in range(state.changed.shape[0]):
        for t in range(state.changed.shape[1]):
            if state.changed[s, t] or state.stale[s, t] != FRESH:
                _copy(case, noted, state, s, t)
                state.changed[s, t] = 0
                state.stale[s, t] = FRESH
                for i in range(case.places_at[s], case.places_at[s + 1]):
                    state.touched[case.place_at[i], t] = FRESH


@njit(cache=True, nogil=True)
def _copy(case: Case, source: State, target: State, s: int, t: int) -> None:
    """Copy all that filling the posts of a site in a week finds out, but the sums."""
    pool_lines, pool_servings, post_at, pool_at = case.pool_lines, case.pool_servings, case.post_at, case.pool_at
    fills, fills_then, short, short_then = target.fills, source.fills, target.short, source.short
    reach, reach_then, enabling, enabling_then = target.reach, source.reach, target.enabling, source.enabling
    free, free_then = target.free, source.free
    for i in range(case.places_at[s], case.places_at[s + 1]):
        q = case.place_at[i]
        target.works[q, t] = source.works[q, t]
        for j in range(case.pools_at[q], case.pools_at[q + 1]):
            pool = pool_at[j]
            reach[pool, t] = reach_then[pool, t]
            free[pool, t] = free_then[pool, t]
            for n in range(pool_lines[pool], pool_lines[pool + 1]):
                fills[n, t] = fills_then[n, t]
            for n in range(pool_servings[pool], pool_servings[pool + 1]):
                enabling[n, t] = enabling_then[n, t]
        for j in range(case.posts_at[q], case.posts_at[q + 1]):
            b = post_at[j]
            short[b, 0, t] = short_then[b, 0, t]
            short[b, 1, t] = short_then[b, 1, t]
    for i in range(case.servings_at[s], case.servings_at[s + 1]):
        e = case.serving_at[i]
        target.enablers[e, t] = source.enablers[e, t]
    for n in range(2):
        target.dropped[s, n, t] = source.dropped[s, n, t]
        target.empty[s, n, t] = source.empty[s, n, t]
    target.room[s, t] = source.room[s, t]
    target.lacking[s, t] = source.lacking[s, t]
    target.broken[s, t] = source.broken[s, t]
