"""Where a search stands: the tours of each unit, and all that follows from them, kept up to date by compiled code."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit, types
from numba.experimental import structref

from contingent.tours.index import Case, CaseArrays
from contingent.tours.problem import STAGES, Counts, Floats, Problem

TOURS = 160
"""Rows of tours that one unit may have at most."""
CELLS = STAGES + 3
"""Way, weeks of the crossings, and units of one row."""


FRESH, STALE, FROM_NOTHING = 0, 1, 2
"""Posts are filled; they are to be filled anew, where those who work may stay; where nobody may."""


class StateArrays(NamedTuple):
    """Tours and their consequences."""

    rows: Counts
    """Rows of tours of each unit. Shape (U,)."""
    tours: Counts
    """Way, weeks of the crossings (arrival in place: -1; never: T), units. Shape (U, TOURS, CELLS)."""
    over: Counts
    """Week of each band's handover; T: never. Shape (C,)."""
    held: Counts
    """Place whose command holds a line. Shape (B, T)."""
    away: Counts
    """Units abroad or in dwell. Shape (U, T)."""
    there: Counts
    """People by crowd. Shape (crowds, T)."""
    abroad: Counts
    """People by contingent. Shape (K, T)."""
    used: Counts
    """People and support that each limit counts. Shape (L, T)."""
    seats: Counts
    """People who travel, by lift limit. Shape (F, T)."""
    serving: Counts
    """People whose overlap is over, by row of ``Spots.group``. Shape (rows, T)."""
    counted: Counts
    """Of these, those who count: one set of a group at most. Shape (rows, T)."""
    busy: Counts
    """The same by group. Shape (G, T)."""
    strength: Counts
    """The same by pool. Shape (P, T)."""
    fills: Counts
    """By pair of ``Pools.line``. Shape (pairs, T)."""
    free: Counts
    """People of a pool who serve and fill no post; below 0 where some have left and posts are stale. Shape (P, T)."""
    works: Counts
    """People in posts, by place. Shape (places, T)."""
    enabling: Counts
    """By pair of ``Pools.serving``. Shape (pairs, T)."""
    reach: Counts
    """Lines that one more person of a pool could help to fill, as bits. Shape (P, T)."""
    short: Counts
    """Posts of each line that are empty: essential, others. Shape (B, 2, T)."""
    room: Counts
    """People more in posts whom the enablers at a site allow. Shape (S, T)."""
    dropped: Floats
    """What the posts weigh that are empty only for want of enablers, and their number. Shape (S, 2, T)."""
    lacking: Counts
    """Serving whose want empties them; -1: none. Shape (S, T)."""
    enablers: Counts
    """People who enable or could. Shape (E, T)."""
    empty: Counts
    """Empty essential posts, and empty posts by priority, of each site. Shape (S, 2, T)."""
    broken: Counts
    """Essential posts empty in the week of their handover. Shape (S, T)."""
    stale: Counts
    """Whether the posts of a site and week are to be filled anew: FRESH or STALE. Shape (S, T)."""
    changed: Counts
    """1 where the posts of a site and week were filled anew since they were noted. Shape (S, T)."""
    touched: Counts
    """How the posts of a place and week are to be filled anew, if at all. Shape (places, T)."""
    sums: Floats
    """Empty essential posts, empty posts by priority, broken, all else as the search weighs it. Shape (4,)."""


@structref.register
class StateType(types.StructRef):
    """Type of a state in compiled code."""


if TYPE_CHECKING:
    State = StateArrays
else:

    class State(structref.StructRefProxy):
        """A state as compiled code takes it: one pointer."""

    structref.define_proxy(State, StateType, StateArrays._fields)


@njit(cache=True)
def compiled_state(arrays: StateArrays) -> State:
    """Wrap the arrays of a state; they stay the same arrays."""
    return State(*arrays)


def empty_state(p: Problem, case: CaseArrays) -> StateArrays:
    """Return the state in which nobody comes, nothing is filled yet and nothing is handed over."""

    def zeros(*shape: int) -> Counts:
        return np.zeros((*shape, p.weeks), dtype=np.int32)

    units, pairs = len(p.units.force), len(p.pools.line)
    return StateArrays(
        rows=np.zeros(units, dtype=np.int32),
        tours=np.zeros((units, TOURS, CELLS), dtype=np.int32),
        over=np.full(len(p.bands.may_pass), p.weeks, dtype=np.int32),
        held=np.repeat((p.lines.site * case.commands + p.lines.old)[:, None], p.weeks, axis=1).astype(np.int32),
        away=zeros(units),
        there=zeros(len(case.part)),
        abroad=zeros(len(p.support)),
        used=zeros(len(p.limits.most)),
        seats=zeros(len(p.lifts.most)),
        serving=zeros(len(p.spots.group)),
        counted=zeros(len(p.spots.group)),
        busy=zeros(len(p.groups.people)),
        strength=zeros(len(p.pools.site)),
        fills=zeros(pairs),
        free=zeros(len(p.pools.site)),
        works=zeros(p.sites * case.commands),
        enabling=zeros(len(p.pools.serving)),
        reach=np.zeros((len(p.pools.site), p.weeks), dtype=np.uint64),
        short=zeros(len(p.lines.site), 2),
        room=zeros(p.sites),
        dropped=np.zeros((p.sites, 2, p.weeks)),
        lacking=zeros(p.sites),
        enablers=zeros(len(p.servings.site)),
        empty=zeros(p.sites, 2),
        broken=zeros(p.sites),
        stale=np.full((p.sites, p.weeks), STALE, dtype=np.int32),
        changed=zeros(p.sites),
        touched=np.full((p.sites * case.commands, p.weeks), FROM_NOTHING, dtype=np.int32),
        sums=np.zeros(4),
    )


@njit(inline="always")
def support(case: Case, crowd: int, people: int) -> int:
    """Return the support element of so many people of a contingent at a place, rounded up."""
    return -(-case.part[crowd, 0] * people // case.part[crowd, 1])


@njit(cache=True, nogil=True)
def put(case: Case, state: State, u: int, tour: Counts, sign: int) -> None:
    """Add a tour's consequences (``sign`` 1), or take them away (-1); posts are marked stale, not filled."""
    unit_size, way_stages, unit_dwell, unit_force = case.unit_size, case.way_stages, case.unit_dwell, case.unit_force
    way_spot, presence, spot_people, way_wait = case.way_spot, case.presence, case.spot_people, case.way_wait
    spot_heads, spot_group, way_moved, away = case.spot_heads, case.spot_group, case.way_moved, state.away
    abroad, serving, sums = state.abroad, state.serving, state.sums
    n_weeks = state.away.shape[1]
    way, count = tour[0], tour[CELLS - 1] * sign
    people = count * unit_size[u]
    last = way_stages[way]
    arrive, depart = tour[1], tour[1 + last]
    for t in range(max(0, arrive), min(n_weeks, depart + unit_dwell[u])):
        away[u, t] += count
    for t in range(max(0, arrive), depart):
        abroad[unit_force[u], t] += people
    if arrive >= 0:
        _travel(case, state, way_spot[way, 0], arrive, people)
    if depart < n_weeks:
        _travel(case, state, way_spot[way, last - 1], depart, people)
    cost = 0.0
    for j in range(last):
        spot = way_spot[way, j]
        enter, leave = max(0, tour[1 + j]), tour[2 + j]
        _stay(case, state, spot, enter, leave, people)
        cost += presence[spot] * people * (leave - enter)
        for r in range(spot_people[spot], spot_people[spot + 1]):
            for t in range(enter + way_wait[way, j], leave):
                serving[r, t] += count * spot_heads[r]
                recount(case, state, spot_group[r], t)
    for j in range(last + 1):
        if 0 <= tour[1 + j] < n_weeks:
            cost += case.crossing * people * way_moved[way, j]
    sums[3] += cost


@njit(inline="always")
def _travel(case: Case, state: State, spot: int, week: int, people: int) -> None:
    """Count people who arrive or depart."""
    for i in range(case.spot_lifts[spot], case.spot_lifts[spot + 1]):
        state.seats[case.spot_lift[i], week] += people


@njit(cache=True, nogil=True)
def _stay(case: Case, state: State, spot: int, enter: int, leave: int, people: int) -> None:
    """Count people who are at a spot, and their support element."""
    crowd_, spot_limits, spot_limit, there = case.crowd, case.spot_limits, case.spot_limit, state.there
    used = state.used
    crowd = crowd_[spot]
    for t in range(enter, leave):
        before = there[crowd, t]
        added = people + support(case, crowd, before + people) - support(case, crowd, before)
        there[crowd, t] = before + people
        for i in range(spot_limits[spot], spot_limits[spot + 1]):
            used[spot_limit[i], t] += added


@njit(cache=True, nogil=True)
def recount(case: Case, state: State, g: int, t: int) -> None:
    """Count at most one set of a group as serving, the first places first."""
    group_people, rows_of, row_of, spot_pool = case.group_people, case.rows_of, case.row_of, case.spot_pool
    spot_site, spot_of_row, serving, counted = case.spot_site, case.spot_of_row, state.serving, state.counted
    busy, strength, stale, touched = state.busy, state.strength, state.stale, state.touched
    free = state.free
    pool_place = case.pool_place
    left = group_people[g]
    for i in range(rows_of[g], rows_of[g + 1]):
        r = row_of[i]
        counts = min(left, serving[r, t])
        change = counts - counted[r, t]
        left -= counts
        if change != 0:
            counted[r, t] = counts
            busy[g, t] += change
            if spot_pool[r] >= 0:
                strength[spot_pool[r], t] += change
                free[spot_pool[r], t] += change
                place = pool_place[spot_pool[r]]
                stale[spot_site[spot_of_row[r]], t] = STALE
                touched[place, t] = max(STALE, touched[place, t])


@njit(cache=True, nogil=True)
def add_tour(case: Case, state: State, u: int, tour: Counts) -> None:
    """Add a row of tours to a unit."""
    state.tours[u, state.rows[u]] = tour
    state.rows[u] += 1
    put(case, state, u, tour, 1)


@njit(cache=True, nogil=True)
def drop_tour(case: Case, state: State, u: int, row: int) -> None:
    """Take a row of tours from a unit; the rows after it move up."""
    put(case, state, u, state.tours[u, row], -1)
    for i in range(row, state.rows[u] - 1):
        state.tours[u, i] = state.tours[u, i + 1]
    state.rows[u] -= 1
