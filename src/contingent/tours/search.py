"""Ruin and recreate: tours of some units are taken out and planned anew, one unit after another.

Schrimpf et al. 2000, doi:10.1006/jcph.1999.6413; large neighbourhoods after Shaw 1998, doi:10.1007/3-540-49481-2_30.
What is worse is kept with a chance that falls with the time: Kirkpatrick et al. 1983,
doi:10.1126/science.220.4598.671.
"""

import numpy as np
from numba import njit

from contingent.tours.cover import refill
from contingent.tours.index import Case
from contingent.tours.problem import Counts
from contingent.tours.recreate import hand_over, recreate
from contingent.tours.state import CELLS, TOURS, State, add_tour, drop_tour
from contingent.tours.undo import go_back, note_all, note_changed

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
        done = recreate(case, state, units[:count], s if band >= 0 else -1)
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
    return recreate(case, state, units[:count], s)


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
    """Take out the tours of a unit that touch a window, once; and all tours of those who must not be there alone.

    Where there is no room to note all of these, nobody is taken out.
    """
    if count >= units.shape[0] or _is_in(units, count, u):
        return count
    units[count] = u
    noted, after = count, count + 1
    while noted < after:  # those who follow, and those who follow them
        k = case.unit_force[units[noted]]
        noted += 1
        for i in range(case.followers[k], case.followers[k + 1]):
            follower = case.follower[i]
            for n in range(case.units_of[follower], case.units_of[follower + 1]):
                if _is_in(units, after, case.unit_of[n]):
                    continue
                if after == units.shape[0]:
                    return count
                units[after] = case.unit_of[n]
                after += 1
    for n in range(count, after):
        rows[n] = state.rows[units[n]]
        tours[n, : rows[n]] = state.tours[units[n], : rows[n]]
    _drop_within(case, state, u, first, last)
    for n in range(count, after):
        k = case.unit_force[units[n]]
        for i in range(case.followers[k], case.followers[k + 1]):
            follower = case.follower[i]
            for m in range(case.units_of[follower], case.units_of[follower + 1]):
                # Also of one that was taken out before, in its own window: the rest of its tours.
                _drop_within(case, state, case.unit_of[m], -1, state.stale.shape[1] + 1)
    return after


@njit(cache=True, nogil=True)
def _drop_within(case, state, u, first, last):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    """Drop the tours of a unit that touch a window."""
    for row in range(state.rows[u] - 1, -1, -1):
        tour = state.tours[u, row]
        if tour[1] < last and tour[1 + case.way_stages[tour[0]]] > first:
            drop_tour(case, state, u, row)


@njit(cache=True, nogil=True)
def _is_in(units: Counts, count: int, u: int) -> bool:
    for n in range(count):
        if units[n] == u:
            return True
    return False
