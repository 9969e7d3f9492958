"""Tours that prices no longer decide: who makes them is not asked again, but pays, uses and fills like all others."""

import numpy as np

from contingent.tours.one_unit import Chosen, Costs, walk
from contingent.tours.priced import nothing_chosen
from contingent.tours.problem import Counts, Floats, Problem


class Settled:
    """Tours that are settled, and the units that are left."""

    def __init__(self, p: Problem) -> None:
        self.problem = p
        self.chosen: Chosen = nothing_chosen(p)
        self.left = p.units._replace(exist=p.units.exist.copy(), in_place=p.units.in_place.copy())

    def add(self, tour: Counts) -> None:
        """Settle a tour with its number of units: see ``StateArrays.tours``."""
        units, spots, ways = self.problem.units, self.problem.spots, self.problem.ways
        size = units.size[spots.unit[ways.spot[tour[0], 0]]]
        walk(np.maximum(tour[:-1], 0), tour[-1], size, ways, self.chosen)  # who is in place arrived in week 0 there

    def take(self, u: int, count: int, *, is_in_place: bool) -> None:
        """Leave so many fewer of a unit to be decided."""
        self.left.exist[u] -= count
        if is_in_place:
            self.left.in_place[u] -= count

    def people_left(self) -> float:
        """Return how many people prices still decide about."""
        return float(self.left.exist @ self.left.size.astype(np.float64))

    def cost(self, costs: Costs, rent: Floats, earned: Floats) -> float:
        """Return what all settled tours cost at given prices.

        Parameters
        ----------
        rent, earned
            What a unit pays at a spot, and earns if it serves. Shape (N, T).
        """
        chosen = self.chosen
        total = (rent * chosen.present).sum() - (earned * chosen.serving).sum() + costs.change * chosen.changes[0]
        return float(total + (costs.arrive * chosen.arriving).sum() + (costs.depart * chosen.departing).sum())
