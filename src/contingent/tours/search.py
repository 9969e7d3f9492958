"""Ruin and recreate: tours of some units are taken out and planned anew, one unit after another.

Schrimpf et al. 2000, doi:10.1006/jcph.1999.6413; large neighbourhoods after Shaw 1998, doi:10.1007/3-540-49481-2_30.
What is worse is kept with a chance that falls with the time: Kirkpatrick et al. 1983,
doi:10.1126/science.220.4598.671.
"""

import numpy as np
from numba import njit

from contingent.tours.cover import refill
from contingent.tours.index import Case
from contingent.tours.insert import best_tours, most_units, still_in_place
from contingent.tours.problem import Counts
from contingent.tours.state import CELLS, FROM_NOTHING, STALE, TOURS, State, add_tour, drop_tour
from contingent.tours.undo import go_back, note_all, note_changed

_HOPE = 0.05
"""What a post that an enabler would allow weighs where nobody waits for one yet, against one of priority 1."""
_ROUNDS = 400
"""Insertions of one unit at most."""
_MENDED = 3
"""How often those are planned anew who came for handovers that were given up."""
_WHOLE_SITE = 10.0
"""Units for whose number a whole site is planned anew whenever a handover changes; larger sites less often."""
TOUCHED, WHOLE = 48, 1024
"""Units that one step may take out at most; and where a site is planned anew as a whole."""


@njit(cache=True, nogil=True)
def seed(number: int) -> None:
    """Begin the sequence of chance of compiled code in this thread."""
    np.random.seed(number)


@njit(cache=True, nogil=True)
def score(case: Case, state: State, broken: float) -> float:
    """Return one number for a state, smaller is better.

    Parameters
    ----------
    broken
        What an essential post weighs that is empty in the week of its handover: such a plan is unlawful.
    """
    sums = state.sums
    return sums[0] * case.essential + sums[1] + broken * sums[2] + sums[3]


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
            if not _enables(case, order[n]):
                for row in range(state.rows[order[n]] - 1, -1, -1):
                    if state.tours[order[n], row, 1] >= 0:
                        drop_tour(case, state, order[n], row)
        refill(case, state)
        _take_over(case, state, order, hope, 0.8)
    give_up_broken(case, state)
    if not _settle(case, state, order, hope):
        return False
    for n in range(order.shape[0]):
        bring(case, state, order[n], hope, 0.8)
    return True


@njit(cache=True, nogil=True)
def give_up_broken(case: Case, state: State) -> None:
    """Take back handovers in whose week essential posts are empty, until there are none."""
    never = state.stale.shape[1]
    while state.sums[2] > 0:
        for band in range(state.over.shape[0]):
            week, lacks = state.over[band], 0
            if week < never:
                for i in range(case.band_lines[band], case.band_lines[band + 1]):
                    lacks += state.short[case.band_line[i], 0, week]
            if lacks > 0:
                hand_over(case, state, band, never)
        refill(case, state)


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
            done = place_in_place(case, state, order[n], max(hope, _HOPE), 1.0)
        if not done:
            return False
    for n in range(order.shape[0]):
        if _enables(case, order[n]):
            bring(case, state, order[n], max(hope, _HOPE), share)
    return True


@njit(cache=True, nogil=True)
def _take_over(case: Case, state: State, order: Counts, hope: float, share: float) -> None:
    """Bring who could take over, while there is room for both sides."""
    for n in range(order.shape[0]):
        if _could_take_over(case, state, order[n]):
            bring(case, state, order[n], hope, share)


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
def search(case: Case, state: State, noted: State, steps: int, heat: float, only: int, broken: float) -> int:
    """Make so many steps; return how many were kept.

    Parameters
    ----------
    noted
        Room to note how posts were filled before a step.
    heat
        How much worse a step may be, about. [as the score]
    only
        The one site whose units are planned anew, and no handover is moved; -1: any site, and handovers.
    broken
        As in ``score``.
    """
    kept = 0
    units = np.empty(TOUCHED, dtype=np.int32)
    rows = np.empty(TOUCHED, dtype=np.int32)
    tours = np.empty((TOUCHED, TOURS, CELLS), dtype=np.int32)
    refill(case, state)
    note_all(case, state, noted)
    for _ in range(steps):
        before, sums = score(case, state, broken), state.sums.copy()
        s = only if only >= 0 else _pick_site(state)
        band, week = -1, 0
        if only < 0 and case.bands_at[s + 1] > case.bands_at[s] and np.random.random() < 0.08:
            i = np.random.randint(case.bands_at[s], case.bands_at[s + 1])
            band, week = case.band_at[i], state.over[case.band_at[i]]
        is_all = band >= 0 and np.random.random() * (case.units_at[s + 1] - case.units_at[s]) < _WHOLE_SITE
        count = _ruin(case, state, s, is_all, units, rows, tours)
        if band >= 0:
            hand_over(case, state, band, _other_week(case, state, band))
        done = _recreate(case, state, units[:count], s if band >= 0 else -1)
        after = score(case, state, broken)
        if done and after <= before - heat * np.log(np.random.random() + 1e-12):
            kept += 1
            note_changed(case, state, noted)
            continue
        for n in range(count):
            for row in range(state.rows[units[n]] - 1, -1, -1):
                drop_tour(case, state, units[n], row)
        for n in range(count):
            for row in range(rows[n]):
                add_tour(case, state, units[n], tours[n, row])
        if band >= 0:
            hand_over(case, state, band, week)
        go_back(case, state, noted)
        state.sums[:] = sums
    return kept


@njit(cache=True, nogil=True)
def plan_site_anew(case: Case, state: State, s: int, band: int, week: int) -> bool:
    """Hand a band over in another week and plan all units of its site anew; return whether those in place could be."""
    units = np.empty(WHOLE, dtype=np.int32)
    rows = np.empty(WHOLE, dtype=np.int32)
    tours = np.empty((WHOLE, TOURS, CELLS), dtype=np.int32)
    count = _take_out_all(case, state, s, units, rows, tours)
    hand_over(case, state, band, week)
    return _recreate(case, state, units[:count], s)


@njit(cache=True, nogil=True)
def _pick_site(state: State) -> int:
    """Pick a site, those where more is empty more often."""
    n_sites = state.stale.shape[0]
    if np.random.random() < 0.4:
        return np.random.randint(n_sites)
    best, most = 0, -1.0
    for _ in range(3):
        s = np.random.randint(n_sites)
        t = np.random.randint(state.stale.shape[1])
        lack = state.empty[s, 1, t] * np.random.random()
        if lack > most:
            best, most = s, lack
    return best


@njit(cache=True, nogil=True)
def _other_week(case: Case, state: State, band: int) -> int:
    """Draw another week for a handover: near the present one, or anywhere in its window, or never."""
    n_weeks = state.stale.shape[1]
    for _ in range(20):
        draw = np.random.random()
        if draw < 0.1:
            return n_weeks
        week = np.random.randint(n_weeks) if draw < 0.5 else state.over[band] + np.random.randint(-4, 5)
        if 0 <= week < n_weeks and case.band_may_pass[band, week]:
            return week
    return n_weeks


@njit(cache=True, nogil=True)
def _ruin(case, state, s, is_all, units, rows, tours):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    """Take out tours of some units at a site in some weeks, and of all who follow them; return how many units."""
    n_weeks = state.stale.shape[1]
    here = case.units_at[s + 1] - case.units_at[s]
    if here == 0:
        return 0
    want = 2 + np.random.randint(10)
    length = n_weeks if np.random.random() < 0.5 else 4 + np.random.randint(n_weeks)
    first = np.random.randint(-length // 2, n_weeks)
    count = 0
    if is_all:
        return _take_out_all(case, state, s, units, rows, tours)
    for _ in range(want):
        u = case.unit_at[case.units_at[s] + np.random.randint(here)]
        count = _take_out(case, state, u, first, first + length, count, units, rows, tours)
    return count


@njit(cache=True, nogil=True)
def _take_out_all(case, state, s, units, rows, tours):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    """Take out all tours of the units of a site, and of all who follow them; return how many units."""
    count = 0
    for i in range(case.units_at[s], case.units_at[s + 1]):
        count = _take_out(case, state, case.unit_at[i], 0, state.stale.shape[1] + 1, count, units, rows, tours)
    return count


@njit(cache=True, nogil=True)
def _take_out(case, state, u, first, last, count, units, rows, tours):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    """Take out the tours of a unit that touch a window, once; and all tours of those who must not be there alone."""
    after = _take_out_one(case, state, u, first, last, count, units, rows, tours)
    while count < after:  # those who follow, and those who follow them
        k = case.unit_force[units[count]]
        count += 1
        for i in range(case.followers[k], case.followers[k + 1]):
            follower = case.follower[i]
            for n in range(case.units_of[follower], case.units_of[follower + 1]):
                other = case.unit_of[n]
                after = _take_out_one(case, state, other, -1, state.stale.shape[1] + 1, after, units, rows, tours)
    return after


@njit(cache=True, nogil=True)
def _take_out_one(case, state, u, first, last, count, units, rows, tours):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    """Take out the tours of one unit that touch a window, and note those that it had; return how many are noted."""
    if count >= units.shape[0] or _is_in(units, count, u):
        return count
    units[count] = u
    rows[count] = state.rows[u]
    tours[count, : state.rows[u]] = state.tours[u, : state.rows[u]]
    for row in range(state.rows[u] - 1, -1, -1):
        tour = state.tours[u, row]
        if tour[1] < last and tour[1 + case.way_stages[tour[0]]] > first:
            drop_tour(case, state, u, row)
    return count + 1


@njit(cache=True, nogil=True)
def _is_in(units: Counts, count: int, u: int) -> bool:
    for n in range(count):
        if units[n] == u:
            return True
    return False


@njit(cache=True, nogil=True)
def _recreate(case: Case, state: State, units: Counts, changed: int) -> bool:
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
    else:
        for n in range(order.shape[0]):
            if not place_in_place(case, state, order[n], hope, 1.0):
                return False
    for n in range(order.shape[0]):
        bring(case, state, order[n], hope, share)
    return True


@njit(cache=True, nogil=True)
def _leaders_first(case: Case, order: Counts) -> Counts:
    """Return units with those last who may not be there alone."""
    sorted_ = np.empty_like(order)
    count = 0
    for needs in (False, True):
        for n in range(order.shape[0]):
            k = case.unit_force[order[n]]
            if (case.needs[k + 1] > case.needs[k]) == needs:
                sorted_[count] = order[n]
                count += 1
    return sorted_
