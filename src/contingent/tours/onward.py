"""Who counts for needs elsewhere: as much as can be, by value.

Rule ``onward``, (X1) to (X3), week by week: of a group, at most those count who left before the reset of the need and
are not back. That is a flow from needs to groups, so what can be met of the dearest needs can be met together with
most of all: needs are met one after the other, and none gives back what it has.
"""

from collections import deque
from itertools import pairwise

import numpy as np

from contingent.formulation.program import Ints
from contingent.tours.counts import Counts
from contingent.tours.problem import Problem

Exchange = tuple[int, int]
"""A group and the need that takes people of it, from the need before on the path or from nobody."""


def onward(p: Problem, counted: Counts) -> dict[tuple[int, int], Ints]:
    """Choose who counts for needs elsewhere, so that as little as possible is missed of the goal ``elsewhere``.

    Returns
    -------
    dict
        (need, group) -> people. [person] Shape (T,).
    """
    chosen = _Choice(p, counted)
    needs = p.instance.needs
    for n in sorted(range(len(needs)), key=lambda n: (-needs[n].value, n)):
        lacking = chosen.send(n, np.where(needs[n].weeks, needs[n].count, 0))
        for week in np.flatnonzero(lacking):
            chosen.exchange(n, int(week), int(lacking[week]))
    return {key: people for key, people in chosen.people.items() if people.any()}


class _Choice:
    """People who count, while they are chosen, and who could count beside them."""

    def __init__(self, p: Problem, counted: Counts) -> None:
        self.needs = p.instance.needs
        self.resets = sorted({need.reset for need in self.needs})
        pairs = [(n, g) for n, need in enumerate(self.needs) for g in need.groups]
        self.people: dict[tuple[int, int], Ints] = {pair: np.zeros(p.weeks, dtype=np.int64) for pair in pairs}
        self.room = {(g, r): _ready(p, counted, g, r) for g in {g for _, g in pairs} for r in self.resets}
        """People of a group who could count beside, for needs of a reset or a longer one."""
        self.takers: dict[int, list[int]] = {}
        """Needs that a group can meet."""
        for n, g in pairs:
            self.takers.setdefault(g, []).append(n)

    def send(self, n: int, wanted: Ints) -> Ints:
        """Let people count who are free yet, for a need in all weeks; return what it lacks then."""
        for g in self.needs[n].groups:
            people = np.minimum(wanted, np.min([self.room[g, r] for r in self._upto(n)], axis=0))
            wanted = wanted - people
            self._count(n, g, people)
        return wanted

    def exchange(self, n: int, week: int, wanted: int) -> None:
        """Let people count for a need in a week whose place for another need somebody else can take.

        Shortest augmenting paths (Edmonds and Karp 1972, doi:10.1145/321694.321699): from need to need, each takes
        people of a group from the next, and the last one takes people who are free.
        """
        while wanted and (path := self._path(n, week)):
            amount = min(wanted, self._most(path, week))
            one = np.zeros_like(self.people[path[0][1], path[0][0]])
            one[week] = amount
            for (g, taker), (_, giver) in pairwise([*path, (-1, -1)]):
                if giver >= 0:
                    self._count(giver, g, -one)
                self._count(taker, g, one)
            wanted -= amount

    def _path(self, n: int, week: int) -> list[Exchange]:
        """Return a shortest path of exchanges that begins with a need; none if there is no such path."""
        came: dict[int, Exchange] = {n: (-1, -1)}
        queue = deque([n])
        while queue:
            taker = queue.popleft()
            for g in self.needs[taker].groups:
                full = self._full(taker, g, week)
                if full is None:
                    return self._back(came, g, taker)
                for giver in self.takers[g]:
                    if giver not in came and self.people[giver, g][week] and self.needs[giver].reset >= full:
                        came[giver] = (g, taker)
                        queue.append(giver)
        return []

    def _back(self, came: dict[int, Exchange], g: int, taker: int) -> list[Exchange]:
        """Return the path to its end, where a need takes people of a group who are free."""
        path = [(g, taker)]
        while came[taker][1] >= 0:
            path.append(came[taker])
            taker = came[taker][1]
        return path[::-1]

    def _most(self, path: list[Exchange], week: int) -> int:
        """Return how many people can be exchanged along a path."""
        most = []
        for (g, taker), (_, giver) in pairwise([*path, (-1, -1)]):
            more = [r for r in self._upto(taker) if giver < 0 or r > self.needs[giver].reset]
            most += [int(self.room[g, r][week]) for r in more]
            most += [int(self.people[giver, g][week])] if giver >= 0 else []
        return min(most)

    def _full(self, n: int, g: int, week: int) -> int | None:
        """Return the longest reset of which nobody of a group is free, up to that of a need; None: some are free."""
        return next((r for r in reversed(self._upto(n)) if not self.room[g, r][week]), None)

    def _upto(self, n: int) -> list[int]:
        return [r for r in self.resets if r <= self.needs[n].reset]

    def _count(self, n: int, g: int, people: Ints) -> None:
        """Count people of a group for a need, week by week."""
        self.people[n, g] = self.people[n, g] + people
        for r in self._upto(n):
            self.room[g, r] = self.room[g, r] - people


def _ready(p: Problem, counted: Counts, g: int, reset: int) -> Ints:
    """Return how many of a group left ``reset`` weeks ago or more and are not back. Shape (T,)."""
    lag = min(reset, p.weeks)
    left = np.zeros(p.weeks, dtype=np.int64)
    left[lag:] = counted.left[g, : p.weeks - lag]
    exist = int(p.groups.people[g]) * p.instance.forces[p.instance.groups[g].contingent].rotations
    ready: Ints = np.maximum(0, left - np.maximum(0, counted.arrived[g] - exist))
    return ready
