"""Units planned one after another: those in place, who takes over at a handover, then everybody who helps."""

import numpy as np
from numba import njit

from contingent.tours.cover import refill
from contingent.tours.index import Case
from contingent.tours.insert import best_tours, most_units, still_in_place
from contingent.tours.problem import Counts
from contingent.tours.state import CELLS, FROM_NOTHING, STALE, TOURS, State, add_tour, drop_tour

HOPE = 0.05
"""What a post that an enabler would allow weighs where nobody waits for one yet, against one of priority 1."""
_ROUNDS = 400
"""Insertions of one unit at most."""
_MENDED = 3
"""How often those are planned anew who came for handovers that were given up."""


@njit(cache=True, nogil=True)
def hand_over(case: Case, state: State, band: int, week: int) -> None:
    """Change the week in which a band is handed over."""
    before = state.over[band]
    for t in range(min(before, week), max(before, week)):
        state.sums[3] += case.handover * case.band_weight[band, t] * (1 if week > before else -1)
    state.over[band] = week
    for i in range(case.band_lines[band], case.band_lines[band + 1]):
        b = case.band_line[i]
        for t in range(min(before, week), min(state.stale.shape[1], max(before, week) + 1)):
            here = case.line_site[b] * case.commands
            state.held[b, t] = here + (case.line_new[b] if t >= week else case.line_old[b])
            state.stale[case.line_site[b], t] = STALE
            state.touched[here + case.line_old[b], t] = FROM_NOTHING
            state.touched[here + case.line_new[b], t] = FROM_NOTHING


@njit(cache=True, nogil=True)
def complete(case: Case, state: State, order: Counts, hope: float, share: float) -> bool:
    """Plan those in place who have no tour yet, then bring everybody who helps; return whether those in place could be.

    Who has a tour keeps it.
    """
    if not place_all_in_place(case, state, order, hope):
        return False
    for n in range(order.shape[0]):
        bring(case, state, order[n], hope, share)
    return True


@njit(cache=True, nogil=True)
def place_all_in_place(case: Case, state: State, order: Counts, hope: float) -> bool:
    """Plan those in place who have no tour yet; return whether all could be."""
    refill(case, state)
    for n in range(order.shape[0]):
        if not place_in_place(case, state, order[n], hope, 1.0):
            return False
    return True


@njit(cache=True, nogil=True)
def construct(case: Case, state: State, order: Counts, hope: float) -> bool:
    """Plan all units one after another; return whether those in place could be: else there is no plan here.

    Handovers in whose week essential posts would be empty are given up, and who came for them is planned anew.
    """
    refill(case, state)
    if not _make_way(case, state, order, hope, 0.8):
        return False
    _take_over(case, state, order, hope, 0.8)
    for _ in range(_MENDED):
        if state.sums[2] == 0:
            break
        give_up_broken(case, state)
        for n in range(order.shape[0]):
            if not _enables(case, order[n]) or _depends(case, order[n]):
                for row in range(state.rows[order[n]] - 1, -1, -1):
                    if state.tours[order[n], row, 1] >= 0:
                        drop_tour(case, state, order[n], row)
        refill(case, state)
        _take_over(case, state, order, hope, 0.8)
    give_up_broken(case, state)
    return _settle(case, state, order, hope) and complete(case, state, order, hope, 0.8)


@njit(cache=True, nogil=True)
def give_up_broken(case: Case, state: State) -> None:
    """Put off handovers in whose week essential posts are empty, or take them back, until there are none."""
    while state.sums[2] > 0:
        for band in range(state.over.shape[0]):
            if _lacks(case, state, band, state.over[band]) > 0:
                hand_over(case, state, band, _next_manned(case, state, band))
        refill(case, state)


@njit(cache=True, nogil=True)
def _lacks(case: Case, state: State, band: int, week: int) -> int:
    """Return how many essential posts of a band are empty in a week; T: none."""
    lacks = 0
    if week < state.stale.shape[1]:
        for i in range(case.band_lines[band], case.band_lines[band + 1]):
            lacks += state.short[case.band_line[i], 0, week]
    return lacks


@njit(cache=True, nogil=True)
def _next_manned(case: Case, state: State, band: int) -> int:
    """Return the next week for a handover in which those who are there then fill all essential posts; T: never."""
    never = state.stale.shape[1]
    for week in range(state.over[band] + 1, never):
        if case.band_may_pass[band, week] and _lacks(case, state, band, week) == 0:
            return week
    return never


@njit(cache=True, nogil=True)
def _make_way(case: Case, state: State, order: Counts, hope: float, share: float) -> bool:
    """Let those in place leave as soon as may be, but for those who enable or with whom others must be.

    More who enable come at once: without them nobody works.

    Returns whether all in place could be planned.
    """
    for n in range(order.shape[0]):
        if _makes_way(case, order[n]):
            done = place_in_place(case, state, order[n], hope, 0.0)
        else:
            done = place_in_place(case, state, order[n], max(hope, HOPE), 1.0)
        if not done:
            return False
    for n in range(order.shape[0]):
        if _enables(case, order[n]):
            bring(case, state, order[n], max(hope, HOPE), share)
    return True


@njit(cache=True, nogil=True)
def _take_over(case: Case, state: State, order: Counts, hope: float, share: float) -> None:
    """Bring who could take over, while there is room for both sides."""
    for n in range(order.shape[0]):
        if _could_take_over(case, state, order[n]):
            bring(case, state, order[n], hope, share)


@njit(cache=True, nogil=True)
def _could_take_over(case: Case, state: State, u: int) -> bool:
    """Tell whether a unit could fill posts of a handover that is planned, under the new command."""
    never = state.stale.shape[1]
    for r in range(case.spot_people[case.unit_spots[u]], case.spot_people[case.unit_spots[u + 1]]):
        pool = case.spot_pool[r]
        if pool < 0:
            continue
        for i in range(case.pool_lines[pool], case.pool_lines[pool + 1]):
            b = case.pool_line[i]
            band, new = case.line_band[b], case.line_site[b] * case.commands + case.line_new[b]
            if band >= 0 and state.over[band] < never and case.pool_place[pool] == new:
                return True
    return False


@njit(cache=True, nogil=True)
def _makes_way(case: Case, u: int) -> bool:
    """Tell whether a unit may leave without anybody else having to."""
    k = case.unit_force[u]
    return case.followers[k + 1] == case.followers[k] and not _enables(case, u)


@njit(cache=True, nogil=True)
def _enables(case: Case, u: int) -> bool:
    """Tell whether others need a unit to be able to work."""
    for r in range(case.spot_people[case.unit_spots[u]], case.spot_people[case.unit_spots[u + 1]]):
        pool = case.spot_pool[r]
        if pool >= 0 and case.pool_servings[pool + 1] > case.pool_servings[pool]:
            return True
    return False


@njit(cache=True, nogil=True)
def _depends(case: Case, u: int) -> bool:
    """Tell whether a unit may not be there without others, who may be taken out."""
    k = case.unit_force[u]
    return bool(case.needs[k + 1] > case.needs[k])


@njit(cache=True, nogil=True)
def _settle(case: Case, state: State, order: Counts, hope: float) -> bool:
    """Plan those anew who were to leave as soon as may be: what they had they can still have."""
    for n in range(order.shape[0]):
        u = order[n]
        if case.unit_in_place[u] == 0 or not _makes_way(case, u):
            continue
        for row in range(state.rows[u] - 1, -1, -1):
            if state.tours[u, row, 1] < 0:
                drop_tour(case, state, u, row)
        refill(case, state)
        if not place_in_place(case, state, u, hope, 1.0):
            return False
    return True


@njit(cache=True, nogil=True)
def place_in_place(case: Case, state: State, u: int, hope: float, keen: float) -> bool:
    """Plan the tours of those of a unit who are in place and have none; return whether it could be done."""
    found = np.empty((16, CELLS), dtype=np.int32)
    left = still_in_place(case, state, u)
    while left > 0:
        count, _ = best_tours(case, state, u, hope, keen, found, is_in_place=True)
        if count == 0 or state.rows[u] + count > TOURS:
            return False
        many = most_units(case, state, u, found, 1, left, 0.8)
        found[0, CELLS - 1] = many
        add_tour(case, state, u, found[0])
        left -= many
        refill(case, state)
    return True


@njit(cache=True, nogil=True)
def bring(case: Case, state: State, u: int, hope: float, share: float) -> None:
    """Bring units from home as long as that gains anything."""
    found = np.empty((16, CELLS), dtype=np.int32)
    for _ in range(_ROUNDS):
        count, gained = best_tours(case, state, u, hope, 1.0, found, is_in_place=False)
        if count == 0 or gained <= 1e-9 or state.rows[u] + count > TOURS:
            return
        many = most_units(case, state, u, found, count, case.unit_set_size[u], share)
        for n in range(count):
            found[n, CELLS - 1] = many
            add_tour(case, state, u, found[n])
        refill(case, state)


@njit(cache=True, nogil=True)
def recreate(case: Case, state: State, units: Counts, changed: int) -> bool:
    """Plan units anew in a drawn order, those in place first; return whether those in place could be.

    Parameters
    ----------
    changed
        A site where the week of a handover has changed; -1: none. There those who could take over come before those
        in place are planned: for both there is seldom room. Without them at the handover there is no plan.
    """
    order = units.copy()
    for n in range(order.shape[0] - 1, 0, -1):
        other = np.random.randint(n + 1)
        order[n], order[other] = order[other], order[n]
    order = _leaders_first(case, order)
    hope = (0.0, 0.05, 0.3)[np.random.randint(3)]
    share = 0.5 + 0.5 * np.random.random()
    refill(case, state)
    if changed >= 0:
        if not _make_way(case, state, order, hope, share):
            return False
        _take_over(case, state, order, hope, share)
        if state.broken[changed].sum() > 0 or not _settle(case, state, order, hope):
            return False
    return complete(case, state, order, hope, share)


@njit(cache=True, nogil=True)
def _leaders_first(case: Case, order: Counts) -> Counts:
    """Return units with those last who may not be there alone."""
    sorted_ = np.empty_like(order)
    count = 0
    for needs in (False, True):
        for n in range(order.shape[0]):
            if _depends(case, order[n]) == needs:
                sorted_[count] = order[n]
                count += 1
    return sorted_
