"""Who fills what, told apart again and as steady as can be: people stay in the post that they had the week before.

The program knows the fills of each pool, and no goal cares which pool of several fills a billet in which week, so an
engine changes them from week to week. Here each week's people are assigned anew to the same posts: every line gets as
many as before under each command and for each coverage target, and nobody serves more than the solution has serve.
So no rule and no goal sees the difference (docs/concepts/formulation.md, "Splitting a pool's fills").
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from contingent.core.errors import EngineError
from contingent.domain.vocabulary import Measure
from contingent.formulation.build import Formulation
from contingent.formulation.program import ZERO, Ints
from contingent.formulation.supply import Member, Pool, rotates
from contingent.instance.instance import Bools, Instance

Place = tuple[int, int, tuple[bool, ...]]
"""A kind of work: line and -1, or -1 and number of enabling; and the coverage targets that count the people there."""


def steady_fills(made: Formulation, solution: Ints) -> dict[tuple[int, int], Ints]:
    """Return the people of each group in the billets of each line, by week.

    Parameters
    ----------
    solution
        Whole numbers, one a column, that satisfy every row.

    Returns
    -------
    dict
        (line, group) -> people. [person] Shape (T,).
    """
    heads: dict[tuple[int, int], Ints] = defaultdict(lambda: np.zeros(made.instance.weeks, dtype=np.int64))
    for site, command in sorted({(pool.site, pool.command) for pool in made.supply.pools}):
        for b, g, week, n in _crew(made, solution, site, command).shares():
            heads[b, g][week] += n
    return heads


Assignment = dict[tuple[Place, int], int]
"""(place, member of the crew) -> people. [person]"""


@dataclass(slots=True)
class _Week:
    """One week's people and posts, while they are assigned."""

    room: list[int]
    """People of each member who are free yet. [person]"""
    want: dict[Place, int]
    """People whom each place lacks yet. [person]"""
    may: dict[Place, list[int]]
    """Members who may work there, those who stay longest first."""
    done: Assignment

    def put(self, place: Place, i: int, most: int) -> None:
        """Assign as many of a member as are free and wanted, at most ``most``."""
        n = min(most, self.room[i], self.want[place])
        if n > 0:
            self.done[place, i] = self.done.get((place, i), 0) + n
            self.room[i] -= n
            self.want[place] -= n

    def make_room(self, place: Place) -> bool:
        """Move people between places, so that one more can be put at ``place``: a shortest augmenting path.

        Ford and Fulkerson 1956, doi:10.4153/CJM-1956-045-5. Returns whether there is such a path.
        """
        came: dict[Place, tuple[int, Place] | None] = {place: None}
        queue = deque([place])
        while queue:
            here = queue.popleft()
            for i in self.may[here]:
                if self.room[i]:
                    self._shift(here, i, came)
                    return True
                for (there, j), n in self.done.items():
                    if j == i and n and there not in came:
                        came[there] = (i, here)
                        queue.append(there)
        return False

    def _shift(self, here: Place, i: int, came: dict[Place, tuple[int, Place] | None]) -> None:
        """Put one of ``i`` at the end of a path, and move one person along each of its steps."""
        self.room[i] -= 1
        while True:
            self.done[here, i] = self.done.get((here, i), 0) + 1
            step = came[here]
            if step is None:
                self.want[here] -= 1
                return
            i, following = step
            self.done[here, i] -= 1
            here = following


class Crew:
    """The people at one site under one command, and the work that they are to do.

    Members are groups of people. They are added pool by pool, with what is wanted of each pool.
    """

    def __init__(self, weeks: int) -> None:
        self.groups: list[int] = []
        """Group of each member."""
        self._want: dict[Place, Ints] = defaultdict(lambda: np.zeros(weeks, dtype=np.int64))
        self._may: dict[Place, list[tuple[Bools, range]]] = defaultdict(list)
        self._strength: list[Ints] = []

    def join(self, groups: Sequence[int], strength: Sequence[Ints]) -> range:
        """Add members, each with how many of it can be assigned in each week; return their numbers."""
        members = range(len(self.groups), len(self.groups) + len(groups))
        self.groups.extend(groups)
        self._strength.extend(strength)
        return members

    def want(self, place: Place, people: Ints, may: Bools, members: range) -> None:
        """Note in which weeks members may work at a place, and how many of them do. Both of shape (T,)."""
        self._want[place] += people
        self._may[place].append((may, members))

    def shares(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield (line, group, week, people): the work of every week in billets, as steady as can be."""
        strength = np.array(self._strength, dtype=np.int64)
        stay = _runs(strength)
        wanted: dict[int, dict[Place, int]] = defaultdict(dict)
        for place, people in self._want.items():
            for week in np.flatnonzero(people).tolist():
                wanted[week][place] = int(people[week])
        before: Assignment = {}
        asked: dict[Place, int] = {}
        for week in sorted(wanted):
            want, people_there = wanted[week], strength[:, week].tolist()
            if want != asked or not self._can_go_on(week, people_there, before):
                before = self._assign(week, dict(want), people_there, stay[:, week], before)
            asked = want
            for (place, i), n in before.items():
                if place[0] >= 0:
                    yield place[0], self.groups[i], week, n

    def _can_go_on(self, week: int, strength: Sequence[int], before: Assignment) -> bool:
        """Tell whether all can do as in the week before."""
        free = list(strength)
        for (place, i), n in before.items():
            free[i] -= n
            if free[i] < 0 or not any(i in members and may[week] for may, members in self._may[place]):
                return False
        return True

    def _assign(
        self, week: int, want: dict[Place, int], strength: list[int], stay: Ints, before: Assignment
    ) -> Assignment:
        """Return a week's assignment that keeps of the week before what it can."""
        longest = (-stay).tolist()
        may = {
            place: sorted(
                (i for allowed, members in self._may[place] if allowed[week] for i in members),
                key=lambda i: (longest[i], i),
            )
            for place in want
        }
        state = _Week(strength, want, may, {})
        for (place, i), n in before.items():
            if i in may.get(place, ()):
                state.put(place, i, n)
        for place, members in may.items():
            for i in members:
                if not want[place]:
                    break
                state.put(place, i, want[place])
        for place in may:
            while want[place]:
                if not state.make_room(place):
                    raise EngineError("the fills of a solution cannot be shared out among its people")
        return {key: n for key, n in state.done.items() if n}


def counted_by(inst: Instance, pool: Pool) -> tuple[bool, ...]:
    """Tell which coverage targets count the people of a pool."""
    force = inst.groups[pool.members[0].group].contingent
    wishes = (w for w in inst.wishes if w.measure is Measure.COVERAGE)
    return tuple(bool(w.limit.who[force, pool.command]) for w in wishes)


def _crew(made: Formulation, solution: Ints, site: int, command: int) -> Crew:
    """Return the people at a site under a command with the work that the solution has them do."""
    supply, weeks = made.supply, made.instance.weeks
    crew = Crew(weeks)
    serving_from = made.journeys.serving_from(made.instance)
    for p, pool in enumerate(supply.pools):
        if (pool.site, pool.command) != (site, command):
            continue
        counted = counted_by(made.instance, pool)
        fills, enabling = np.flatnonzero(supply.pool == p), np.flatnonzero(supply.enabling_pool == p)
        work = [
            ((line, -1, counted), fills[supply.line[fills] == line], supply.week, supply.column)
            for line in np.unique(supply.line[fills]).tolist()
        ]
        work += [
            (
                (-1, row, counted),
                enabling[supply.serving[enabling] == row],
                supply.enabling_week,
                supply.enabling_column,
            )
            for row in np.unique(supply.serving[enabling]).tolist()
        ]
        wanted = []
        for place, chosen, week, column in work:
            people, may = np.zeros(weeks, dtype=np.int64), np.zeros(weeks, dtype=bool)
            np.add.at(people, week[chosen], _value(solution, column[chosen]))
            may[week[chosen]] = True
            wanted.append((place, people, may))
        busy = sum((people for _, people, _ in wanted), start=np.zeros(weeks, dtype=np.int64))
        strength = [_strength(made, solution, member, serving_from, busy) for member in pool.members]
        members = crew.join([member.group for member in pool.members], strength)
        for place, people, may in wanted:
            crew.want(place, people, may, members)
    return crew


def _strength(made: Formulation, solution: Ints, member: Member, serving_from: Ints, busy: Ints) -> Ints:
    """Return how many of a member can be assigned in each week. Shape (T,).

    Of a group with several sets, no more than the solution has busy: only one set may be, wherever it is.
    """
    if member.capped is not None:
        return _value(solution, member.capped)
    if rotates(made.instance, member.group):
        return busy  # such a member is alone in its pool
    leave = made.journeys.crossing[[made.journeys.stages[j].leave for j in member.stages]]
    there = _value(solution, serving_from[member.stages]) - _value(solution, leave)
    strength: Ints = (there * member.heads[:, None]).sum(axis=0)
    return strength


def _value(solution: Ints, column: Ints) -> Ints:
    return np.where(column == ZERO, 0, solution[np.maximum(column, 0)])


def _runs(strength: Ints) -> Ints:
    """Return for each member and week for how many weeks, from this one on, it does not become fewer."""
    stay = np.ones_like(strength)
    for week in range(strength.shape[1] - 2, -1, -1) if strength.size else ():
        stays = strength[:, week + 1] >= strength[:, week]
        stay[:, week] = np.where(stays, stay[:, week + 1] + 1, 1)
    return stay
