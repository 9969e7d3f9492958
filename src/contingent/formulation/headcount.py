"""People in theatre, with their support element, as sums of columns."""

from math import ceil

import numpy as np

from contingent.formulation.itineraries import Itineraries
from contingent.formulation.program import ZERO, Columns, Ints, Rows, Terms
from contingent.instance.instance import Bools, Instance, Limit


class Headcount:
    """Counts heads and support by contingent, site, command and week.

    Support is ``ceil(support x heads)``: a whole number y with ``q y >= p heads`` and ``q y <= p heads + q - 1``,
    where support is p / q. Its columns are made when first asked for, once by (contingent, site) and, for limits on a
    command, by (contingent, site, command).
    """

    def __init__(self, inst: Instance, journeys: Itineraries, columns: Columns, post: Rows) -> None:
        self.inst, self.journeys, self.columns, self.rows = inst, journeys, columns, post
        self.force = np.array([s.force for s in journeys.stages], dtype=np.int64)
        self.site = np.array([s.site for s in journeys.stages], dtype=np.int64)
        self.command = np.array([s.command for s in journeys.stages], dtype=np.int64)
        self.size = np.array([journeys.units[s.unit].size for s in journeys.stages], dtype=np.int64)
        self.enter = np.array([s.enter for s in journeys.stages], dtype=np.int64)
        self.leave = np.array([s.leave for s in journeys.stages], dtype=np.int64)
        self._support: dict[tuple[int, int, int], Ints] = {}
        self._heads: dict[tuple[int, int, int], Ints] = {}
        self._present: dict[tuple[bytes, bytes, bool], Terms] = {}

    def heads(self, chosen: Bools) -> Terms:
        """Sum the people in the chosen stages, by week.

        ``chosen`` has shape (J,) and takes places whole: see ``present``.
        """
        weeks = np.arange(self.inst.weeks)
        return Terms.sum(Terms.of(weeks, self._there(k, s, m), 1) for k, s, m in self._places(chosen, by_command=True))

    def _there(self, k: int, s: int, m: int) -> Ints:
        """Return the columns of the people of a contingent at a site under a command (Q1). Shape (T,).

        They are sums of crossings; a column of their own keeps the rows of ceilings, beds, mandates and goals short.
        """
        if (k, s, m) not in self._heads:
            chosen = (self.force == k) & (self.site == s) & (self.command == m)
            total = self._crossings(chosen)
            weeks = np.zeros(self.inst.weeks, dtype=bool)
            weeks[total.index] = True
            most = sum(u.size * u.exist for u in self.journeys.units if u.force == k)
            column = self.columns.where(weeks, float(most))
            exact = Terms.sum([Terms.of(np.arange(self.inst.weeks), column, 1), total.times(-1)])
            self.rows.post(exact, low=0.0, high=0.0, n=self.inst.weeks)
            self._heads[k, s, m] = column
        return self._heads[k, s, m]

    def _crossings(self, chosen: Bools) -> Terms:
        """Sum the people in the chosen stages from their crossings, by week."""
        weeks = np.broadcast_to(np.arange(self.inst.weeks), (int(chosen.sum()), self.inst.weeks))
        size = self.size[chosen][:, None]
        enter, leave = self.journeys.crossing[self.enter[chosen]], self.journeys.crossing[self.leave[chosen]]
        moving = enter != leave  # where nobody can be, both columns are the same
        return Terms.sum(
            [
                Terms.of(weeks, np.where(moving, enter, ZERO), size),
                Terms.of(weeks, np.where(moving, leave, ZERO), -size),
            ]
        )

    def present(self, who: Bools, where: Bools, *, by_command: bool = False) -> Terms:
        """Sum people and support of whom and where the masks match, by week.

        Remembered, as several limits may count the same people.

        Parameters
        ----------
        who
            Shape (K, M).
        where
            Shape (S,).
        by_command
            Round the support by command.
        """
        asked = who.tobytes(), where.tobytes(), by_command
        if asked not in self._present:
            self._present[asked] = self._made_present(who, where, by_command=by_command)
        return self._present[asked]

    def _made_present(self, who: Bools, where: Bools, *, by_command: bool) -> Terms:
        chosen = who[self.force, self.command] & where[self.site]
        parts = [self.heads(chosen)]
        for k, s, m in self._places(chosen, by_command=by_command):
            if self.inst.forces[k].support:
                column = self.support(k, s, m)
                parts.append(Terms.of(np.arange(self.inst.weeks), column, 1))
        return Terms.sum(parts)

    def post_at_most(self, limit: Limit, post: Rows) -> None:
        """Post people and support <= the limit's number, in each of its weeks."""
        weeks = np.flatnonzero(limit.weeks)
        terms = self.present(limit.who, limit.where, by_command=limit.by_command).only(weeks, self.inst.weeks)
        post.post(terms, high=limit.most[weeks].astype(float))

    def support(self, k: int, s: int, m: int) -> Ints:
        """Return the columns of a contingent's support element at a site, under one command or (-1) all. Shape (T,)."""
        commands = np.unique(self.command[(self.force == k) & (self.site == s)])
        if m >= 0 and len(commands) == 1:
            m = -1
        if (k, s, m) not in self._support:
            self._support[k, s, m] = self._make_support(k, s, m)
        return self._support[k, s, m]

    def _places(self, chosen: Bools, *, by_command: bool) -> list[tuple[int, int, int]]:
        command = self.command if by_command else np.full(len(self.command), -1)
        listed = (self.force[chosen], self.site[chosen], command[chosen])
        return sorted(set(zip(*(column.tolist() for column in listed), strict=True)))

    def _make_support(self, k: int, s: int, m: int) -> Ints:
        ratio = self.inst.forces[k].support
        chosen = (self.force == k) & (self.site == s) & ((m < 0) | (self.command == m))
        heads = self.heads(chosen)
        weeks = np.zeros(self.inst.weeks, dtype=bool)
        weeks[heads.index] = True
        most = sum(u.size * u.exist for u in self.journeys.units if u.force == k)
        column = self.columns.where(weeks, float(ceil(ratio * most)))
        p, q = ratio.numerator, ratio.denominator
        exact = Terms.sum([Terms.of(np.arange(self.inst.weeks), column, q), heads.times(-p)])
        self.rows.post(exact, low=0.0, high=float(q - 1), n=self.inst.weeks)
        return column
