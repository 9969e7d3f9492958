"""Parts of a plan that can be planned anew while the rest stays: some contingents, with all that follows from them."""

import numpy as np

from contingent.domain.vocabulary import Goal
from contingent.formulation.build import Formulation
from contingent.formulation.program import ZERO, Floats, Ints
from contingent.instance.instance import Bools

LONG = 60
"""Rows with more columns than this (a ceiling over everybody) do not carry a change on: their other columns stay."""
_TOGETHER = 5
"""Contingents planned anew together."""
_APART = 1e-6
"""Two counts that differ by more than this are different: the engine's own tolerance."""


def crossings(made: Formulation) -> Ints:
    """Return the columns of who comes, goes, moves and changes command."""
    columns = np.unique(made.journeys.crossing)
    kept: Ints = columns[columns != ZERO]
    return kept


def decisions(made: Formulation) -> Bools:
    """Return which columns say who comes, goes, moves and changes command, and when activities do. Shape (n,)."""
    over = made.handovers.over
    found = np.zeros(len(made.program.lower), dtype=bool)
    found[crossings(made)] = True
    found[over[over != ZERO]] = True
    return found


class Neighbourhoods:
    """Draws parts of a plan.

    Any set of free columns is lawful to try, for the plan itself is always a solution of the part.
    """

    def __init__(self, made: Formulation) -> None:
        self._made = made
        n = made.program.matrix.shape[1]
        self.decisions = decisions(made)
        self._rows = abs(made.program.matrix)
        self._columns = self._rows.T.tocsr()
        self._short = np.diff(made.program.matrix.indptr) <= LONG
        self._loose = np.zeros(n, dtype=bool)
        for objective in made.program.objectives:
            if objective.goal in (Goal.ESSENTIAL, Goal.TARGETS, Goal.BURDEN):
                self._loose[objective.column] = True
        self._serves = np.zeros(n, dtype=bool)
        self._serves[made.supply.column] = True
        self._serves[made.supply.enabling_column] = True
        places: dict[int, set[int]] = {}
        for stage in made.journeys.stages:
            places.setdefault(stage.site, set()).add(stage.force)
        self._places = [(site, sorted(forces)) for site, forces in sorted(places.items())]
        sizes = np.array([len(forces) for _, forces in self._places], dtype=float)
        self._odds = sizes / max(1.0, sizes.sum())

    def loose(self) -> Ints:
        """Return the columns that only measure.

        Shortfalls, missed wishes, the largest excess. Rounding may leave them too large.
        """
        return np.flatnonzero(self._loose)

    def between(self, solution: Ints, corner: Floats) -> Ints:
        """Return the columns to free: the decisions in which a solution differs from a corner of the relaxation.

        Where both agree, the solution is likely to be right (Danna, Rothberg and Le Pape 2005,
        doi:10.1007/s10107-004-0518-7).
        """
        return np.flatnonzero(self._with_consequences(self.decisions & (np.abs(corner - solution) > _APART)))

    def few(self, random: np.random.Generator, together: int = _TOGETHER) -> Ints:
        """Return the columns to free: some contingents of one site, every second time with its handovers.

        Sites are drawn as often as they have contingents that may go there.

        Parameters
        ----------
        together
            Contingents at most.
        """
        if not self._places:
            return self.loose()  # nobody can ever be anywhere
        site, forces = self._places[int(random.choice(len(self._places), p=self._odds))]
        chosen = {int(k) for k in random.permutation(forces)[:together]}
        free = np.zeros_like(self.decisions)
        for itinerary in self._made.journeys.all:
            if self._made.journeys.units[itinerary.unit].force in chosen:
                columns = self._made.journeys.columns_of(itinerary)
                free[columns[columns != ZERO]] = True
        if random.random() < 0.5:
            activities = [a for a, task in enumerate(self._made.instance.tasks) if task.site == site]
            over = self._made.handovers.over[activities]
            free[over[over != ZERO]] = True
        return np.flatnonzero(self._with_consequences(free))

    def weeks(self, first: int, until: int) -> Ints:
        """Return the columns to free: who crosses, and what is handed over, in some weeks; before and after all stays.

        Crossings are counted up, so as many as cross within these weeks still do, each in any of them.
        """
        free = np.zeros_like(self.decisions)
        for columns in (self._made.journeys.crossing[:, first:until], self._made.handovers.over[:, first:until]):
            free[columns[columns != ZERO]] = True
        return np.flatnonzero(self._with_consequences(free))

    def _with_consequences(self, free: Bools) -> Bools:
        """Add the columns that share a row with a decision, and those that share a short row with these.

        Who fills and enables is free only within short rows, of one site and week; what merely counts, everywhere.
        """
        counts = self._reached(free, np.ones_like(self._short)) & ~self._serves
        serves = self._reached(free, self._short) & self._serves
        near = counts | serves
        return free | near | self._reached(serves, self._short) | self._loose

    def _reached(self, columns: Bools, allowed: Bools) -> Bools:
        rows = (self._rows @ columns.astype(float) > 0) & allowed
        reached: Bools = (self._columns @ rows.astype(float) > 0) & ~self.decisions
        return reached
