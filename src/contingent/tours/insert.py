"""The best tours for one more unit while everybody else stays as they are: a dynamic program over its ways."""

import numpy as np
from numba import njit

from contingent.tours.gain import gain, gain_of_enabling
from contingent.tours.index import Case
from contingent.tours.problem import STAGES, Counts, Floats
from contingent.tours.state import CELLS, TOURS, State, add_tour, support

_WORST = -1e300


@njit(cache=True, nogil=True)
def best_tours(
    case: Case, state: State, u: int, hope: float, keen: float, found: Counts, is_in_place: bool
) -> tuple[int, float]:
    """Find the tours, one after another, that one unit best makes.

    Parameters
    ----------
    keen
        Share of what serving is worth that counts; 0: whoever is in place leaves as soon as may be.
    found
        Where the tours are written. Shape (any, CELLS).
    is_in_place
        It is one of those in place, and begins with a tour that has begun.

    Returns
    -------
    tuple
        How many tours, and what they gain; (0, ...) also where nothing is possible.
    """
    n_weeks, size = state.away.shape[1], case.unit_size[u]
    worth, clear = _look_around(case, state, u, hope, keen)
    free = _free_home(state, u, case.unit_exist[u])
    value = np.zeros(n_weeks + 1)
    chosen = np.full((n_weeks + 1, CELLS), -1, dtype=np.int32)
    marks = np.empty((STAGES, n_weeks + 1))
    backs = np.empty((STAGES, n_weeks + 1), dtype=np.int32)
    tour = np.empty(CELLS, dtype=np.int32)
    for a in range(n_weeks - 1, -1, -1):
        value[a] = value[a + 1]
        if free[a] <= a:
            continue
        for i in range(case.unit_ways[u], case.unit_ways[u + 1]):
            spot = case.way_spot[i, 0]
            if (
                not case.way_in_place[i]
                and case.way_may_cross[i, 0, a]
                and _serves_soon(worth[spot - case.unit_spots[u], 0], a + case.way_wait[i, 0])
                and _at_most(case, u, i, a, worth, value) > value[a]
                and _has_seats(case, state, spot, a, size)
            ):
                total = _best_from(case, state, u, i, a, worth, clear, free, value, marks, backs, tour)
                if total > value[a]:
                    value[a] = total
                    chosen[a] = tour
    count, week, gained = 0, 0, value[0]
    if is_in_place:
        gained = _WORST
        for i in range(case.unit_ways[u], case.unit_ways[u + 1]):
            if case.way_in_place[i]:
                total = _best_from(case, state, u, i, -1, worth, clear, free, value, marks, backs, tour)
                if total > gained:
                    gained = total
                    found[0] = tour
        if gained == _WORST:
            return 0, _WORST
        count = 1
        week = _home_again(case, u, found[0], n_weeks)
    while week < n_weeks and count < found.shape[0]:
        if value[week] == value[week + 1]:
            week += 1
            continue
        found[count] = chosen[week]
        week = _home_again(case, u, chosen[week], n_weeks)
        count += 1
    return count, gained


@njit(inline="always")
def _at_most(case: Case, u: int, i: int, a: int, worth: Floats, value: Floats) -> float:
    """Return what no tour on a way from a week on exceeds with all that follows: as if it served everywhere at once."""
    n_weeks = value.shape[0] - 1
    latest = min(n_weeks, a + case.unit_tour_max[u])
    most = value[min(n_weeks, a + case.unit_tour_min[u] + case.unit_dwell[u])]
    for j in range(case.way_stages[i]):
        served = worth[case.way_spot[i, j] - case.unit_spots[u], 0]
        most += served[latest] - served[min(latest, a + case.way_wait[i, j])]
    return most


@njit(inline="always")
def _home_again(case: Case, u: int, tour: Counts, n_weeks: int) -> int:
    """Return the week in which a unit may come again after a tour."""
    depart = tour[1 + case.way_stages[tour[0]]]
    return min(n_weeks, depart + case.unit_dwell[u])


@njit(inline="always")
def _serves_soon(served: Floats, t: int) -> bool:
    """Tell whether serving is worth anything in a week or the next: else to come later is hardly ever worse."""
    last = served.shape[0] - 1
    return t < last and served[min(last, t + 2)] > served[t]


@njit(cache=True, nogil=True)
def _free_home(state: State, u: int, exist: int) -> Counts:
    """Return, for each week, the first one from it on in which no unit is at home. Shape (T + 1,)."""
    n_weeks = state.away.shape[1]
    free = np.full(n_weeks + 1, n_weeks, dtype=np.int32)
    for t in range(n_weeks - 1, -1, -1):
        free[t] = free[t + 1] if state.away[u, t] < exist else t
    return free


@njit(cache=True, nogil=True)
def _look_around(case: Case, state: State, u: int, hope: float, keen: float) -> tuple[Floats, Counts]:
    """Return, by spot of a unit, sums over the weeks of what serving and being there are worth, and how long it may be.

    Returns
    -------
    tuple
        worth: shape (spots, 2, T + 1); clear: the first week from each on in which it may not be there, of shape
        (spots, T + 1).
    """
    unit_spots, spot_people, spot_group = case.unit_spots, case.spot_people, case.spot_group
    spot_pool, spot_heads, group_people = case.spot_pool, case.spot_heads, case.group_people
    pool_servings, rent, unit_size = case.pool_servings, case.rent, case.unit_size
    spot_may_be, unit_force, busy = case.spot_may_be, case.unit_force, state.busy
    n_weeks = state.away.shape[1]
    first, last = unit_spots[u], unit_spots[u + 1]
    worth = np.zeros((last - first, 2, n_weeks + 1))
    clear = np.full((last - first, n_weeks + 1), n_weeks, dtype=np.int32)
    for n in range(first, last):
        for t in range(n_weeks):
            served = 0.0
            for r in range(spot_people[n], spot_people[n + 1]):
                g, pool = spot_group[r], spot_pool[r]
                if pool >= 0:
                    people = min(spot_heads[r], group_people[g] - busy[g, t])
                    if people > 0:
                        served += gain(case, state, pool, t, people)
                        if pool_servings[pool + 1] > pool_servings[pool]:
                            served += gain_of_enabling(case, state, pool, t, people, hope)
            worth[n - first, 0, t + 1] = worth[n - first, 0, t] + keen * served
            worth[n - first, 1, t + 1] = worth[n - first, 1, t] + rent[n, t] * unit_size[u]
        for t in range(n_weeks - 1, -1, -1):
            may = spot_may_be[n, t] and _has_room(case, state, n, t, unit_size[u])
            may = may and _has_company(case, state, unit_force[u], t)
            clear[n - first, t] = clear[n - first, t + 1] if may else t
    return worth, clear


@njit(cache=True, nogil=True)
def _has_room(case: Case, state: State, spot: int, t: int, people: int) -> bool:
    """Tell whether so many more people, with their support element, break no limit."""
    crowd_, spot_limits, spot_limit, limit_most = case.crowd, case.spot_limits, case.spot_limit, case.limit_most
    there, used = state.there, state.used
    crowd = crowd_[spot]
    before = there[crowd, t]
    added = people + support(case, crowd, before + people) - support(case, crowd, before)
    for i in range(spot_limits[spot], spot_limits[spot + 1]):
        if used[spot_limit[i], t] + added > limit_most[spot_limit[i], t]:
            return False
    return True


@njit(inline="always")
def _has_company(case: Case, state: State, k: int, t: int) -> bool:
    """Tell whether all those are there whom a contingent needs there."""
    for i in range(case.needs[k], case.needs[k + 1]):
        other = case.need[i]
        if other < 0 or state.abroad[other, t] == 0:
            return False
    return True


@njit(cache=True, nogil=True)
def is_anybody_alone(case: Case, state: State) -> bool:
    """Tell whether a contingent is there in some week without one that it needs there."""
    for k in range(state.abroad.shape[0]):
        if case.needs[k + 1] == case.needs[k]:
            continue
        for t in range(state.abroad.shape[1]):
            if state.abroad[k, t] > 0 and not _has_company(case, state, k, t):
                return True
    return False


@njit(cache=True, nogil=True)
def _has_seats(case: Case, state: State, spot: int, t: int, people: int) -> bool:
    """Tell whether so many more people can travel to or from a spot in a week."""
    spot_lifts, spot_lift, lift_most, seats = case.spot_lifts, case.spot_lift, case.lift_most, state.seats
    for i in range(spot_lifts[spot], spot_lifts[spot + 1]):
        if seats[spot_lift[i], t] + people > lift_most[spot_lift[i], t]:
            return False
    return True


@njit(cache=True, nogil=True)
def _best_from(case, state, u, i, a, worth, clear, free, value, marks, backs, tour):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    """Find the best tour on way ``i`` that begins in week ``a`` (-1: in place), with what follows after it.

    Stage by stage: ``marks[j, t]`` is the best that can be had by entering stage j in week t, ``backs`` the week in
    which the stage before was entered. Returns the gain, and writes the tour.
    """
    unit_size, unit_spots, way_stages, unit_since = case.unit_size, case.unit_spots, case.way_stages, case.unit_since
    unit_tour_min, unit_tour_max, way_moved = case.unit_tour_min, case.unit_tour_max, case.way_moved
    way_spot, way_lag, way_wait, way_may_cross = case.way_spot, case.way_lag, case.way_wait, case.way_may_cross
    unit_dwell = case.unit_dwell
    n_weeks, size, first = state.away.shape[1], unit_size[u], unit_spots[u]
    n_stages, begin = way_stages[i], max(a, 0)
    since = a if a >= 0 else unit_since[u]
    earliest = max(begin, since + unit_tour_min[u])
    latest = min(n_weeks, since + unit_tour_max[u])
    toll = case.crossing * size
    marks[0, begin] = -toll * way_moved[i, 0]
    low, high = begin, begin
    for j in range(1, n_stages):
        spot, there = way_spot[i, j - 1] - first, way_spot[i, j] - first
        lag, wait = way_lag[i, j - 1], way_wait[i, j - 1]
        best, back = _WORST, -1
        until = min(latest, n_weeks - 1)
        for t in range(low + lag, until + 1):
            if t > low + lag and clear[spot, t - 1] == t - 1:
                best = _WORST
            e = t - lag
            if e <= high and marks[j - 1, e] > _WORST and clear[spot, e] >= t:
                mark = marks[j - 1, e] - worth[spot, 0, e + wait] + worth[spot, 1, e]
                if mark > best:
                    best, back = mark, e
            marks[j, t] = _WORST
            if best > _WORST and way_may_cross[i, j, t] and clear[there, t] > t:
                marks[j, t] = best + worth[spot, 0, t] - worth[spot, 1, t] - toll * way_moved[i, j]
                backs[j, t] = back
        low, high = low + lag, until
        if low > high:
            return _WORST
    j = n_stages - 1
    spot, last_spot = way_spot[i, j] - first, way_spot[i, j]
    lag, wait = way_lag[i, j], way_wait[i, j]
    total, leave, entered = _WORST, -1, -1
    best, back = _WORST, -1
    for d in range(low + lag, min(latest, n_weeks - 1) + 1):
        if d > low + lag and clear[spot, d - 1] == d - 1:
            best = _WORST
            if low == high:
                break
        e = d - lag
        if e <= high and marks[j, e] > _WORST and clear[spot, e] >= d:
            mark = marks[j, e] - worth[spot, 0, e + wait] + worth[spot, 1, e]
            if mark > best:
                best, back = mark, e
        if best == _WORST or d < earliest or not way_may_cross[i, n_stages, d]:
            continue
        again = min(n_weeks, d + unit_dwell[u])
        if free[begin] < again:
            break
        ends = best + worth[spot, 0, d] - worth[spot, 1, d] - toll + value[again]
        if ends > total and _has_seats(case, state, last_spot, d, size):
            total, leave, entered = ends, d, back
    if latest >= n_weeks and free[begin] >= n_weeks:
        for e in range(low, min(high, n_weeks - 1) + 1):
            if marks[j, e] > _WORST and clear[spot, e] >= n_weeks:
                served = worth[spot, 0, n_weeks] - worth[spot, 0, min(n_weeks, e + wait)]
                ends = marks[j, e] + served - (worth[spot, 1, n_weeks] - worth[spot, 1, e])
                if ends > total:
                    total, leave, entered = ends, n_weeks, e
    if total > _WORST:
        tour[0] = i
        tour[1 + n_stages] = leave
        for k in range(n_stages - 1, -1, -1):
            tour[1 + k] = entered
            if k > 0:
                entered = backs[k, entered]
        tour[1] = a
        for k in range(n_stages + 1, STAGES + 1):
            tour[1 + k] = n_weeks
        tour[CELLS - 1] = 1
    return total


@njit(cache=True, nogil=True)
def most_units(case: Case, state: State, u: int, found: Counts, count: int, most: int, share: float) -> int:
    """Return how many units may make the same tours, each worth at least a share of what the first one is.

    Parameters
    ----------
    found
        The tours of one unit, ``count`` of them.
    most
        Units that are wanted at most.
    """
    many = most
    for n in range(count):
        many = min(many, _most_on(case, state, u, found[n]))
    one = _serving_worth(case, state, found, count, 1)
    while many > 1 and _serving_worth(case, state, found, count, many) < share * many * one:
        many = (many + 1) // 2
    return max(1, many)


@njit(cache=True, nogil=True)
def admit(case: Case, state: State, u: int, tour: Counts) -> int:
    """Add a known tour with as many of its units as may still make it; return how many."""
    way, size, last = tour[0], case.unit_size[u], case.way_stages[tour[0]]
    if state.rows[u] == TOURS:
        return 0
    many = min(tour[CELLS - 1], _most_on(case, state, u, tour))
    if tour[1] < 0:
        many = min(many, still_in_place(case, state, u))
    if many <= 0 or not _may_travel(case, state, tour, many * size):
        return 0
    for j in range(last):
        spot = case.way_spot[way, j]
        for t in range(max(0, tour[1 + j]), tour[2 + j]):
            may = case.spot_may_be[spot, t] and _has_room(case, state, spot, t, many * size)
            if not may or not _has_company(case, state, case.unit_force[u], t):
                return 0
    admitted = tour.copy()
    admitted[CELLS - 1] = many
    add_tour(case, state, u, admitted)
    return many


@njit(cache=True, nogil=True)
def still_in_place(case: Case, state: State, u: int) -> int:
    """Return how many of a unit are in place at the start and have no tour yet."""
    left = case.unit_in_place[u]
    for row in range(state.rows[u]):
        if state.tours[u, row, 1] < 0:
            left -= state.tours[u, row, CELLS - 1]
    return left


@njit(cache=True, nogil=True)
def _may_travel(case: Case, state: State, tour: Counts, people: int) -> bool:
    """Tell whether so many people may make the crossings of a tour in its weeks."""
    way, n_weeks = tour[0], state.away.shape[1]
    last = case.way_stages[way]
    for j in range(last + 1):
        t = tour[1 + j]
        if 0 <= t < n_weeks and not case.way_may_cross[way, j, t]:
            return False
    first_spot, last_spot = case.way_spot[way, 0], case.way_spot[way, last - 1]
    if tour[1] >= 0 and not _has_seats(case, state, first_spot, tour[1], people):
        return False
    return tour[1 + last] >= n_weeks or _has_seats(case, state, last_spot, tour[1 + last], people)


@njit(cache=True, nogil=True)
def _most_on(case: Case, state: State, u: int, tour: Counts) -> int:
    """Return how many units the home, the seats and the limits allow on one tour."""
    unit_size, way_stages, unit_dwell, unit_exist = case.unit_size, case.way_stages, case.unit_dwell, case.unit_exist
    way_spot, spot_lifts, spot_lift, lift_most = case.way_spot, case.spot_lifts, case.spot_lift, case.lift_most
    spot_limits, spot_limit, limit_most, crowd = case.spot_limits, case.spot_limit, case.limit_most, case.crowd
    away, seats, used = state.away, state.seats, state.used
    n_weeks, size = state.away.shape[1], unit_size[u]
    n_stages = way_stages[tour[0]]
    arrive, depart = tour[1], tour[1 + n_stages]
    many = 1 << 20
    for t in range(max(0, arrive), min(n_weeks, depart + unit_dwell[u])):
        many = min(many, unit_exist[u] - away[u, t])
    for end in range(2):
        week, spot = (arrive, way_spot[tour[0], 0]) if end == 0 else (depart, way_spot[tour[0], n_stages - 1])
        if 0 <= week < n_weeks:
            for i in range(spot_lifts[spot], spot_lifts[spot + 1]):
                f = spot_lift[i]
                many = min(many, (lift_most[f, week] - seats[f, week]) // size)
    for j in range(n_stages):
        spot = way_spot[tour[0], j]
        for i in range(spot_limits[spot], spot_limits[spot + 1]):
            n = spot_limit[i]
            for t in range(max(0, tour[1 + j]), tour[2 + j]):
                room = limit_most[n, t] - used[n, t]
                while many > 1 and not _fits(case, state, crowd[spot], t, many * size, room):
                    many -= 1 + many // 16
    return many


@njit(inline="always")
def _fits(case, state, crowd, t, people, room):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN202
    before = state.there[crowd, t]
    return people + support(case, crowd, before + people) - support(case, crowd, before) <= room


@njit(cache=True, nogil=True)
def _serving_worth(case: Case, state: State, found: Counts, count: int, many: int) -> float:
    """Return what so many units on the same tours are worth to posts."""
    way_stages, way_spot, way_wait, spot_people = case.way_stages, case.way_spot, case.way_wait, case.spot_people
    spot_group, spot_pool, spot_heads = case.spot_group, case.spot_pool, case.spot_heads
    group_people, busy = case.group_people, state.busy
    total = 0.0
    for n in range(count):
        for j in range(way_stages[found[n, 0]]):
            spot = way_spot[found[n, 0], j]
            begin = max(0, found[n, 1 + j]) + way_wait[found[n, 0], j]
            for t in range(begin, found[n, 2 + j]):
                for r in range(spot_people[spot], spot_people[spot + 1]):
                    g, pool = spot_group[r], spot_pool[r]
                    people = min(many * spot_heads[r], group_people[g] - busy[g, t])
                    if pool >= 0 and people > 0:
                        total += gain(case, state, pool, t, people)
                        total += gain_of_enabling(case, state, pool, t, people, 0.05)
    return total
