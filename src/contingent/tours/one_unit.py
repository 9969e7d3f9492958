"""The cheapest sequence of tours of one unit at given prices, by dynamic programming over its weeks, last week first.

A tour is a way (a sequence of spots), a week of arrival, of each change and of departure. Its cost is a sum of one term
a crossing, since what a stay costs and earns is a difference of sums up to a week. So a way with one spot asks for the
least of a sliding window (Lemire 2006, arXiv:cs/0610046), and a way with more for least sums over a tour's weeks, which
are looked for only where the sum of the least of each crossing would do.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from contingent.instance.instance import Bools
from contingent.tours.problem import STAGES, Counts, Floats, Units, Ways

CELLS = STAGES + 2
"""A tour in a row: its way, then the week of each crossing, as many as its way has; departure T: never."""


class Costs(NamedTuple):
    """What each spot costs a unit, week by week; sums up to a week are exclusive of it."""

    stay: Floats
    """Cost of being there less what those who serve earn, summed up to a week. Shape (N, T + 1)."""
    gain: Floats
    """What those who serve earn, summed up to a week. Shape (N, T + 1)."""
    arrive: Floats
    """Cost of an arrival. Shape (N, T)."""
    depart: Floats
    """Cost of a departure. Shape (N, T)."""
    change: float
    """Cost of a change of site or of command, a person."""


class Chosen(NamedTuple):
    """What the units do at given prices, by spot."""

    present: Floats
    """Units that are there. Shape (N, T)."""
    serving: Floats
    """Units there whose overlap is over. Shape (N, T)."""
    arriving: Floats
    """Shape (N, T)."""
    departing: Floats
    """Shape (N, T)."""
    changes: Floats
    """People times changes of site and of command. Shape (1,)."""


class Scratch(NamedTuple):
    """Room for one unit's work, by way: kept from unit to unit."""

    queue: Counts
    """Weeks that can still be the least of a window, by crossing. Shape (ways, STAGES, T)."""
    head: Counts
    """Shape (ways, STAGES)."""
    tail: Counts
    cross: Floats
    """Cost of each crossing after the first; departures include what comes after. Shape (ways, STAGES, T)."""
    best: Floats
    """Least cost of a unit that is at home in a week. Shape (T + 1,)."""
    tour: Counts
    """The tour that begins in a week, where the cheapest plan begins one then: else its way is -1. Shape (T, CELLS)."""
    reach: Floats
    """The cheapest change, by number, after which a stage can be left in a week. Shape (STAGES - 1, T + 1)."""
    reach_at: Counts
    """Its week."""
    first: Counts
    """The first tour of those in place. Shape (CELLS,)."""


def scratch(units: Units, weeks: int) -> Scratch:
    """Make room for the unit with the most ways."""
    most = int(np.diff(units.ways).max(initial=1))
    return Scratch(
        np.zeros((most, STAGES, weeks), np.int32),
        np.zeros((most, STAGES), np.int32),
        np.zeros((most, STAGES), np.int32),
        np.zeros((most, STAGES, weeks)),
        np.zeros(weeks + 1),
        np.zeros((weeks, CELLS), np.int32),
        np.zeros((STAGES - 1, weeks + 1)),
        np.zeros((STAGES - 1, weeks + 1), np.int32),
        np.zeros(CELLS, np.int32),
    )


def until_forbidden(may_be: Bools) -> Counts:
    """Return the first week, from each week on, in which nobody may be at a spot; T: none. Shape (N, T + 1)."""
    spots, weeks = may_be.shape
    first = np.full((spots, weeks + 1), weeks, dtype=np.int32)
    for t in range(weeks - 1, -1, -1):
        first[:, t] = np.where(may_be[:, t], first[:, t + 1], t)
    return first


@njit(cache=True, nogil=True)
def solve_unit(u: int, units: Units, ways: Ways, until: Counts, costs: Costs, room: Scratch) -> tuple[float, float]:
    """Find the cheapest plans of one unit: of one in place (inf: it has none), and of one at home.

    Plans are left in ``room``: see ``follow``.
    """
    first, last = units.ways[u], units.ways[u + 1]
    _prepare(first, last, units.size[u], ways, costs, room)
    _from_home(
        first,
        last,
        units.tour_min[u],
        units.tour_max[u],
        units.dwell[u],
        ways.stages,
        ways.spot,
        ways.lag,
        ways.wait,
        ways.may_cross,
        ways.in_place,
        until,
        costs.stay,
        costs.gain,
        costs.arrive,
        costs.depart,
        room.queue,
        room.head,
        room.tail,
        room.cross,
        room.best,
        room.tour,
        room.reach,
        room.reach_at,
    )
    inside = np.inf
    room.first[0] = -1
    if units.in_place[u] > 0:
        since = units.since[u]
        for w in range(first, last):
            if ways.in_place[w]:
                enter = _enter(ways.spot[w, 0], ways.wait[w, 0], 0, costs)
                inside = _scan(
                    w,
                    w - first,
                    0,
                    since + units.tour_min[u],
                    since + units.tour_max[u],
                    enter,
                    inside,
                    room.first,
                    ways.stages,
                    ways.spot,
                    ways.lag,
                    until,
                    costs.stay,
                    room.cross,
                    room.reach,
                    room.reach_at,
                )
    return inside, float(room.best[0])


@njit(cache=True, nogil=True)
def _enter(spot: int, wait: int, t: int, costs: Costs) -> float:
    """Return the part of a stage's cost that depends on the week in which it begins."""
    weeks = costs.stay.shape[1] - 1
    return float(costs.gain[spot, min(t + wait, weeks)] - costs.gain[spot, t] - costs.stay[spot, t])


@njit(cache=True, nogil=True)
def _prepare(first: int, last: int, size: int, ways: Ways, costs: Costs, room: Scratch) -> None:
    """Sum the cost of every change of every way; departures follow week by week, as what comes after is known."""
    weeks = len(room.best) - 1
    stay, gain, cross, may_cross = costs.stay, costs.gain, room.cross, ways.may_cross
    for w in range(first, last):
        i = w - first
        for j in range(ways.stages[w] - 1):
            here, there, wait = ways.spot[w, j], ways.spot[w, j + 1], ways.wait[w, j + 1]
            fee = costs.change * size * ways.moved[w, j + 1]
            for t in range(weeks):
                if may_cross[w, j + 1, t]:
                    enter = gain[there, min(t + wait, weeks)] - gain[there, t] - stay[there, t]
                    cross[i, j, t] = stay[here, t] + fee + enter
                else:
                    cross[i, j, t] = np.inf


@njit(cache=True, nogil=True)
def _from_home(
    first: int,
    last: int,
    tour_min: int,
    tour_max: int,
    dwell: int,
    stages: Counts,
    spots: Counts,
    lags: Counts,
    waits: Counts,
    may_cross: Bools,
    in_place: Bools,
    until: Counts,
    stay: Floats,
    gain: Floats,
    arrive: Floats,
    depart: Floats,
    queue: Counts,
    head: Counts,
    tail: Counts,
    cross: Floats,
    best: Floats,
    tours: Counts,
    reach: Floats,
    reach_at: Counts,
) -> None:
    """Find the cheapest plan from each week on, last week first, for a unit that is at home then.

    One long loop over arrays given one by one: calls within it, and arrays in bundles, made it seven times slower.
    """
    weeks = len(best) - 1
    best[weeks] = 0.0
    for i in range(last - first):
        for j in range(stages[first + i]):
            head[i, j] = 0
            tail[i, j] = 0
    for t in range(weeks - 1, -1, -1):
        least_all = best[t + 1]
        tours[t, 0] = -1
        longest = t + tour_max
        for w in range(first, last):
            if in_place[w]:
                continue
            i = w - first
            end = stages[w] - 1
            low, total, week = t, 0.0, -1
            for j in range(end + 1):
                low += lags[w, j]
                high = min(longest, until[spots[w, 0], t]) if j == 0 else longest
                at = max(low, t + tour_min) if j == end else low
                h, k = head[i, j], tail[i, j]
                if at < weeks and cross[i, j, at] < np.inf:
                    value = cross[i, j, at]
                    while k > h and cross[i, j, queue[i, j, k - 1]] >= value:
                        k -= 1
                    queue[i, j, k] = at
                    k += 1
                while h < k and queue[i, j, h] > high:
                    h += 1
                head[i, j], tail[i, j] = h, k
                week, least = -1, np.inf
                if h < k:
                    week = queue[i, j, h]
                    least = cross[i, j, week]
                if j == end and high >= weeks and stay[spots[w, j], weeks] < least:
                    least, week = stay[spots[w, j], weeks], weeks
                total += least
            if not may_cross[w, 0, t]:
                continue
            spot = spots[w, 0]
            enter = arrive[spot, t] + gain[spot, min(t + waits[w, 0], weeks)] - gain[spot, t] - stay[spot, t]
            if not enter + total < least_all:
                continue
            if end == 0:
                least_all = enter + total
                _note(tours[t], w, t, week, -1, -1)
            elif end == 1:
                start, lag = t + lags[w, 0], lags[w, 1]
                there = spots[w, 1]
                shortest = t + tour_min
                leave = min(until[spot, t], longest)
                least, at = np.inf, -1
                goal, best_at, best_end = least_all - enter, -1, -1
                for x in range(start + lag, min(weeks - 1, longest) + 1):
                    c = x - lag
                    if until[there, x - 1] < x:
                        least = np.inf
                    if cross[i, 0, c] < least and c <= leave and until[there, c] >= x:
                        least, at = cross[i, 0, c], c
                    if x >= shortest and least + cross[i, 1, x] < goal:
                        goal, best_at, best_end = least + cross[i, 1, x], at, x
                if longest >= weeks:
                    if until[there, weeks - 1] < weeks:
                        least = np.inf
                    for c in range(max(start, weeks - lag), min(weeks - 1, leave) + 1):
                        if until[there, c] >= weeks and cross[i, 0, c] < least:
                            least, at = cross[i, 0, c], c
                    if least + stay[there, weeks] < goal:
                        goal, best_at, best_end = least + stay[there, weeks], at, weeks
                if best_at >= 0:
                    least_all = enter + goal
                    _note(tours[t], w, t, best_at, best_end, -1)
            else:
                least_all = _scan(
                    w,
                    i,
                    t,
                    t + tour_min,
                    longest,
                    enter,
                    least_all,
                    tours[t],
                    stages,
                    spots,
                    lags,
                    until,
                    stay,
                    cross,
                    reach,
                    reach_at,
                )
        best[t] = least_all
        for w in range(first, last):
            i, j = w - first, stages[w] - 1
            spot = spots[w, j]
            if may_cross[w, j + 1, t]:
                cross[i, j, t] = stay[spot, t] + depart[spot, t] + best[min(t + dwell, weeks)]
            else:
                cross[i, j, t] = np.inf


@njit(cache=True, nogil=True)
def _note(tour: Counts, w: int, t0: int, t1: int, t2: int, t3: int) -> None:
    tour[0], tour[1], tour[2], tour[3], tour[4] = w, t0, t1, t2, t3


@njit(cache=True, nogil=True)
def _scan(
    w: int,
    i: int,
    t: int,
    shortest: int,
    longest: int,
    enter: float,
    best: float,
    tour: Counts,
    stages: Counts,
    spots: Counts,
    lags: Counts,
    until: Counts,
    stay: Floats,
    cross: Floats,
    reach: Floats,
    reach_at: Counts,
) -> float:
    """Look through the tours on a way that begin in week t; return the least cost, at most ``best``.

    Week by week: the cheapest change by then at each crossing, with all before it, as long as nothing has forbidden
    to be there ever since. Only the end of the mission excuses a last stage shorter than its least.
    """
    weeks = stay.shape[1] - 1
    last = stages[w] - 1
    leave = min(until[spots[w, 0], t], longest)
    start = t + lags[w, 0]
    for x in range(start, min(weeks, longest) + 1):
        before = 0.0
        for j in range(last):
            spot, lag = spots[w, j + 1], lags[w, j + 1]
            cost, at = np.inf, -1
            if x > start and until[spot, x - 1] >= x:
                cost, at = reach[j, x - 1], reach_at[j, x - 1]
            end = x if x == weeks and j == last - 1 else x - lag + 1
            for c in range(max(start, x - lag), end):
                if until[spot, c] < x or (j == 0 and c > leave):
                    continue
                before = reach[j - 1, c] if j > 0 else 0.0
                if before + cross[i, j, c] < cost:
                    cost, at = before + cross[i, j, c], c
            reach[j, x], reach_at[j, x] = cost, at
            before = cost
        if last == 0 and x > leave:
            break
        if x < shortest and x < weeks:
            continue
        after = cross[i, last, x] if x < weeks else stay[spots[w, last], weeks]
        if enter + before + after < best:
            best = enter + before + after
            second = reach_at[last - 1, x] if last > 0 else x
            first = reach_at[0, second] if last > 1 else second
            _note(tour, w, t, first, second if last > 1 else x if last == 1 else -1, x if last > 1 else -1)
    return best


@njit(cache=True, nogil=True)
def follow(u: int, units: Units, ways: Ways, room: Scratch, chosen: Chosen) -> None:
    """Add the plans that ``solve_unit`` left: one for each unit in place, one for each of those at home."""
    weeks = len(room.best) - 1
    inside, home = units.in_place[u], units.exist[u] - units.in_place[u]
    if inside > 0 and room.first[0] >= 0:
        t = walk(room.first, inside, units.size[u], ways, chosen)
        if t < weeks:
            _follow_from(u, t + units.dwell[u], inside, units, ways, room, chosen)
    if home > 0:
        _follow_from(u, 0, home, units, ways, room, chosen)


@njit(cache=True, nogil=True)
def write_tours(u: int, is_in_place: bool, units: Units, ways: Ways, room: Scratch, rows: Counts, n: int) -> int:
    """Write the tours that ``solve_unit`` left of one in place or at home, from row n on; return the row after them.

    What there are no rows for is left out.
    """
    weeks, t = len(room.best) - 1, 0
    is_first = is_in_place
    while t < weeks and n < len(rows):
        tour = room.first if is_first else room.tour[t]
        if tour[0] < 0:
            if is_first:
                return n
            t += 1
            continue
        rows[n] = tour
        n += 1
        is_first = False
        t = tour[1 + ways.stages[tour[0]]]
        if t < weeks:
            t += units.dwell[u]
    return n


@njit(cache=True, nogil=True)
def _follow_from(u: int, t: int, count: int, units: Units, ways: Ways, room: Scratch, chosen: Chosen) -> None:
    weeks = len(room.best) - 1
    while t < weeks:
        if room.tour[t, 0] < 0:
            t += 1
            continue
        t = walk(room.tour[t], count, units.size[u], ways, chosen)
        if t >= weeks:
            return
        t += units.dwell[u]


@njit(cache=True, nogil=True)
def walk(tour: Counts, count: int, size: int, ways: Ways, chosen: Chosen) -> int:
    """Add one tour of so many units; return the week of departure."""
    weeks = chosen.present.shape[1]
    w = tour[0]
    last = ways.stages[w] - 1
    if not ways.in_place[w]:
        chosen.arriving[ways.spot[w, 0], tour[1]] += count
    for j in range(last + 1):
        spot, enter, leave = ways.spot[w, j], tour[1 + j], tour[2 + j]
        for t in range(enter, leave):
            chosen.present[spot, t] += count
        for t in range(enter + ways.wait[w, j], leave):
            chosen.serving[spot, t] += count
        if j < last:
            chosen.changes[0] += count * size * ways.moved[w, j + 1]
    departs = int(tour[2 + last])
    if departs < weeks:
        chosen.departing[ways.spot[w, last], departs] += count
    return departs
