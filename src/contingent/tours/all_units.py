"""All units at given prices: what crossings cost, everybody's cheapest tours, and what these use."""

from typing import NamedTuple

import numpy as np
from numba import njit

from contingent.tours.one_unit import CELLS, Chosen, Costs, Scratch, follow, solve_unit, write_tours
from contingent.tours.posts import Needs
from contingent.tours.problem import Counts, Floats, Spots, Units, Ways


class Seen(NamedTuple):
    """The cheapest tours of everybody at some prices, where somebody wants to know them: else no rows."""

    rows: Counts
    """Tours as in ``one_unit.CELLS``."""
    at: Counts
    """First row and the row after the last, of one at home and of one in place. Shape (U, 2, 2)."""

    def tours(self, u: int, is_in_place: bool) -> Counts:
        """Return the tours of one of a unit."""
        first, last = self.at[u, int(is_in_place)]
        return self.rows[first:last]

    def copied(self) -> "Seen":
        """Return a copy without the rows that nobody uses."""
        return Seen(self.rows[: int(self.at.max(initial=0))].copy(), self.at.copy())


def seen(units: int, tours: int) -> Seen:
    """Make room for some tours of each unit."""
    return Seen(np.zeros((2 * units * tours, CELLS), np.int32), np.zeros((units, 2, 2), np.int32))


@njit(cache=True, nogil=True)
def sum_up(
    units: Units, spots: Spots, seat: Floats, crossing: Floats, rent: Floats, earned: Floats, costs: Costs
) -> None:
    """Write what spots and crossings cost.

    Parameters
    ----------
    seat
        Price of a seat. Shape (F, T).
    crossing
        What an arrival and a departure of a unit cost beside. Shape (2, U, T).
    rent, earned
        What a unit pays at a spot, and earns if it serves. Shape (N, T).
    """
    weeks = rent.shape[1]
    fare = np.zeros(weeks)
    for n in range(len(spots.unit)):
        u = spots.unit[n]
        fare[:] = costs.change
        for i in range(spots.lifts[n], spots.lifts[n + 1]):
            fare += seat[spots.lift[i]]
        stay, gain = 0.0, 0.0
        for t in range(weeks):
            costs.arrive[n, t] = units.size[u] * fare[t] + crossing[0, u, t]
            costs.depart[n, t] = units.size[u] * fare[t] + crossing[1, u, t]
            stay += rent[n, t] - earned[n, t]
            gain += earned[n, t]
            costs.stay[n, t + 1], costs.gain[n, t + 1] = stay, gain


@njit(cache=True, nogil=True)
def price_onward(units: Units, needs: Needs, left: Floats, back: Floats, crossing: Floats) -> float:
    """Add what departures earn and arrivals cost for needs elsewhere; return what those in place cost, who have come.

    Parameters
    ----------
    left, back
        See ``Prices``. Shape (H, T).
    crossing
        Added to. Shape (2, U, T).
    """
    weeks = crossing.shape[2]
    came = 0.0
    for h in range(len(needs.group)):
        u, heads, reset = needs.unit[h], needs.heads[h], needs.reset[h]
        ahead = 0.0
        for t in range(weeks - 1, -1, -1):
            ahead += heads * back[h, t]
            crossing[0, u, t] += ahead
        came += units.in_place[u] * ahead
        ready = 0.0
        for t in range(weeks - 1 - reset, -1, -1):
            ready += heads * (left[h, t + reset] + back[h, t + reset])
            crossing[1, u, t] -= ready
    return came


@njit(cache=True, nogil=True)
def solve_all(
    units: Units, ways: Ways, until: Counts, costs: Costs, room: Scratch, chosen: Chosen, told: Seen
) -> float:
    """Find everybody's cheapest tours, and add them to ``chosen``; return the cost of all, inf if somebody has none.

    Parameters
    ----------
    told
        Where the tours of one of each unit are written, if there are rows.
    """
    total, n = 0.0, 0
    for u in range(len(units.force)):
        inside, home = units.in_place[u], units.exist[u] - units.in_place[u]
        if units.exist[u] > 0:
            cost_inside, cost_home = solve_unit(u, units, ways, until, costs, room)
            if inside > 0:
                total += inside * cost_inside
            total += home * cost_home
            follow(u, units, ways, room, chosen)
        if len(told.rows) > 0:
            for side in range(2):
                told.at[u, side, 0] = n
                if (inside if side == 1 else home) > 0:
                    n = write_tours(u, side == 1, units, ways, room, told.rows, n)
                told.at[u, side, 1] = n
    return total


@njit(cache=True, nogil=True)
def count_crossings(
    units: Units, spots: Spots, chosen: Chosen, needs: Needs, seats: Floats, left: Floats, back: Floats
) -> float:
    """Count seats, and who has left and come; return people times arrivals and departures.

    Parameters
    ----------
    seats
        Added to: seats used. Shape (F, T).
    left, back
        Taken from: those who have left long enough ago; for ``back`` those less all who have come. Shape (H, T).
    """
    weeks = chosen.present.shape[1]
    came, went = np.zeros((len(units.force), weeks)), np.zeros((len(units.force), weeks))
    people = 0.0
    for n in range(len(spots.unit)):
        u = spots.unit[n]
        for t in range(weeks):
            came[u, t] += chosen.arriving[n, t]
            went[u, t] += chosen.departing[n, t]
            crossing = units.size[u] * (chosen.arriving[n, t] + chosen.departing[n, t])
            people += crossing
            if crossing > 0:
                for i in range(spots.lifts[n], spots.lifts[n + 1]):
                    seats[spots.lift[i], t] += crossing
    for h in range(len(needs.group)):
        u, heads = needs.unit[h], needs.heads[h]
        gone, here = 0.0, 1.0 * units.in_place[u]
        for t in range(weeks):
            if t >= needs.reset[h]:
                gone += went[u, t - needs.reset[h]]
            here += came[u, t]
            left[h, t] -= heads * gone
            back[h, t] += heads * (here - gone)
    return people
