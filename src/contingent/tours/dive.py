"""A plan read off the prices: tours are settled a few at a time, and prices then tell the others what is left for them.

At the best prices of a bound everybody's cheapest tours are no plan: all want the same room and the same posts. But
over some steps of the prices they differ, and on average they nearly are one. So first every handover gets the week
that is cheapest; then those who move as a whole are settled, the most certain first, then those in place, then all
others part by part, each as in one of these steps. After each part the prices move on. Relaxing, fixing and pricing
again is how crews of railways are planned: Caprara, Fischetti and Toth 1999, doi:10.1287/opre.47.5.730.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from contingent.domain.vocabulary import Goal
from contingent.instance.instance import Bools
from contingent.tours.all_units import Seen, seen
from contingent.tours.ascent import Adam, approach, step_lengths
from contingent.tours.dual import Dual
from contingent.tours.index import Case, CaseArrays, compiled_case
from contingent.tours.insert import admit
from contingent.tours.prices import GOALS, rows_that_hold
from contingent.tours.problem import Counts, Floats
from contingent.tours.recreate import hand_over
from contingent.tours.settled import Settled
from contingent.tours.state import CELLS, compiled_state, empty_state

_ROUNDS, _IN_PLACE, _LAST = 10, 3, 2
"""Parts in which people are settled; those in which the ones in place are; and those left for who may not be alone."""
_FREE, _STEPS, _FEWEST = 200, 128, 8
"""Steps of the prices before handovers get their weeks, and as many after; and in each round, at most and at least.

Where none are left who move as a whole, a third will do: whoever comes alone fits in somewhere.
"""
_BEFORE = 0.25
"""Part of the time that the steps before the rounds may take."""
_LENGTH, _MEAN_OF = 0.03, 15
"""Length of all steps, against what a person-week is worth; steps that the mean of the prices remembers."""
_LOOKS, _APART = 24, 2
"""Steps at whose prices everybody's tours are looked at; and how many there are from one to the next."""
_TOURS = 12
"""Tours of one unit, one after another, that are looked at."""
_ESSENTIAL = 30.0
"""What an essential post weighs beside its priority."""

Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read off the prices: not yet a plan, as somebody may be missing."""

    over: Counts
    """Week of each band's handover; T: never. Shape (C,)."""
    tours: list[tuple[int, Counts]]
    """Units and tours, in the order in which they find room: see ``StateArrays.tours``."""


def read_off(dual: Dual, arrays: CaseArrays, start: Floats, number: int, deadline: float, stop: Stop) -> Draft | None:
    """Read a draft of a plan off the prices of the goals about posts; None: stopped before.

    Parameters
    ----------
    start
        Prices that prove a good bound of ``coverage``.
    number
        Seed of what is left to chance.
    deadline
        When it should be done, of ``time.monotonic``: with less time there are fewer steps. [s]
    """
    return _Dive(dual, arrays, start, number, deadline).run(stop)


class _Dive:
    def __init__(self, dual: Dual, arrays: CaseArrays, start: Floats, number: int, deadline: float) -> None:
        self.problem, self.deadline = dual.problem, deadline
        self.case: Case = compiled_case(arrays)
        self.dual = dual
        self.settled = Settled(self.problem)
        self.walk = _Walk(dual, start)
        self.state = compiled_state(empty_state(self.problem, arrays))
        self.chance = np.random.default_rng(number)
        self.tours: list[tuple[int, Counts]] = []
        self.depends = np.isin(self.problem.units.force, self.problem.depends[:, 0])

    def run(self, stop: Stop) -> Draft | None:
        free = self._affordable(_FREE, 2 / _BEFORE)
        self.walk.go(self.dual, free, stop)
        over = self.dual.handover_costs(self.walk.mean).argmin(axis=1).astype(np.int32)
        for band, week in enumerate(over):
            hand_over(self.case, self.state, band, int(week))
        self.dual = self.dual.settling(over, self.settled)
        self.walk.go(self.dual, free, stop)
        everybody = self.settled.people_left()
        for number in range(_ROUNDS):
            steps = self._affordable(_STEPS if self._are_sets_left() else _STEPS // 3, _ROUNDS - number)
            looks = self.walk.go(self.dual, steps, stop)
            if stop():
                return None
            self._settle_some(number, looks, everybody * (1 - (number + 1) / _ROUNDS))
        return Draft(over, self.tours)

    def _are_sets_left(self) -> bool:
        left = self.settled.left
        return bool((left.exist[left.size > 1] > 0).any())

    def _affordable(self, most: int, parts: float) -> int:
        """Return how many steps there is time for in one of several equal parts of the time that is left."""
        left = self.deadline - time.monotonic()
        return min(most, max(_FEWEST, int(left / parts / max(self.walk.seconds, 1e-6))))

    def _settle_some(self, number: int, looks: Sequence[Seen], most_left: float) -> None:
        """Settle tours, as seen at some prices, until so few people are left."""
        left = self.settled.left
        may = ~self.depends if number < _ROUNDS - _LAST else np.ones_like(self.depends)
        sets, alone = _numbers(may & (left.size > 1)), may & (left.size == 1)
        for u, is_in_place, look in self._most_certain(sets, looks):
            if self.settled.people_left() <= most_left:
                return
            self._settle(u, look.tours(u, is_in_place), 1, is_in_place=is_in_place)
        if number < _IN_PLACE:
            for u in _numbers(alone & (left.in_place > 0)):
                self._settle_part(u, 1 / (_IN_PLACE - number), looks, is_in_place=True)
        surplus, people = self.settled.people_left() - most_left, float(left.exist[alone].sum())
        if surplus > 0 and people > 0:
            for u in _numbers(alone & (left.exist > 0)):
                for is_in_place in (True, False):
                    self._settle_part(u, min(1.0, surplus / people), looks, is_in_place=is_in_place)

    def _settle_part(self, u: int, part: float, looks: Sequence[Seen], *, is_in_place: bool) -> None:
        """Settle a part of a unit, each of them with tours as seen at other prices."""
        there = self._there(u, is_in_place=is_in_place)
        count = int(there * part + self.chance.random())
        picked = self.chance.permutation(max(len(looks), count))[:count] % len(looks)
        alike: dict[bytes, tuple[Counts, int]] = {}
        for i in picked:
            tours = looks[i].tours(u, is_in_place)
            before = alike.get(tours.tobytes(), (tours, 0))[1]
            alike[tours.tobytes()] = tours, before + 1
        for tours, many in alike.values():
            self._settle(u, tours, many, is_in_place=is_in_place)

    def _there(self, u: int, *, is_in_place: bool) -> int:
        """Return how many of a unit are left, of those in place or at home."""
        left = self.settled.left
        return int(left.in_place[u] if is_in_place else left.exist[u] - left.in_place[u])

    def _settle(self, u: int, tours: Counts, count: int, *, is_in_place: bool) -> None:
        """Settle so many of a unit, as far as there is room: the others are decided later."""
        done = count
        for n, row in enumerate(tours):
            tour = self._with_count(row, count, has_begun=is_in_place and n == 0)
            many = admit(self.case, self.state, u, tour)
            if n == 0:
                done = many
            if many == 0:
                break
            tour[-1] = count = many
            self.tours.append((u, tour))
            self.settled.add(tour)
        self.settled.take(u, done, is_in_place=is_in_place)

    def _with_count(self, row: Counts, count: int, *, has_begun: bool) -> Counts:
        """Return a tour as a search has it."""
        tour = np.full(CELLS, self.problem.weeks, dtype=np.int32)
        crossings = int(self.problem.ways.stages[row[0]]) + 1
        tour[0], tour[1 : 1 + crossings], tour[-1] = row[0], row[1 : 1 + crossings], count
        if has_begun:
            tour[1] = -1
        return tour

    def _most_certain(self, units: Sequence[int], looks: Sequence[Seen]) -> Iterator[tuple[int, bool, Seen]]:
        """Yield units of several people, those first whose tours differ least between looks, and the middle look."""
        found = []
        for u in units:
            for is_in_place in (True, False):
                if self._there(u, is_in_place=is_in_place) > 0:
                    weeks = np.array([self._weeks(u, look.tours(u, is_in_place)) for look in looks])
                    mean = weeks.mean(axis=0)
                    apart = np.abs(weeks - mean).sum(axis=(1, 2))
                    at = int(apart.argmin())
                    found.append((float(apart[at]) / max(1.0, float(mean.sum())), u, is_in_place, at))
        for _, u, is_in_place, at in sorted(found):
            yield u, is_in_place, looks[at]

    def _weeks(self, u: int, tours: Counts) -> Floats:
        """Return 1 where and when a unit is on its tours. Shape (spots, T)."""
        p = self.problem
        first, last = p.units.spots[u], p.units.spots[u + 1]
        weeks = np.zeros((last - first, p.weeks))
        for row in tours:
            for j in range(p.ways.stages[row[0]]):
                weeks[p.ways.spot[row[0], j] - first, max(0, row[1 + j]) : row[2 + j]] = 1.0
        return weeks


def _numbers(units: Bools) -> list[int]:
    """Return the numbers of some units."""
    return [int(u) for u in np.flatnonzero(units)]


class _Walk:
    """Prices that move in steps of one length, which keep near the best ones as what is settled changes these."""

    def __init__(self, dual: Dual, start: Floats) -> None:
        goals = {Goal.ESSENTIAL, Goal.COVERAGE}
        holds = rows_that_hold(dual.problem, dual.layout, dual.needs.back, goals)
        holds[holds.size - len(GOALS) :] = False
        self.prices = start * holds
        weights = dual.layout.view(self.prices).goal
        weights[GOALS.index(Goal.ESSENTIAL)], weights[GOALS.index(Goal.COVERAGE)] = _ESSENTIAL, 1.0
        self.mean = self.prices.copy()
        self.seconds = 0.0
        """Time of one step."""
        self._adam = Adam(step_lengths(dual, Goal.COVERAGE, {}) * holds)
        self._slope, self._caps = np.zeros(dual.layout.size), np.zeros(len(GOALS))
        self._told = seen(len(dual.problem.units.force), _TOURS)
        self._made = 0
        self._step(dual)

    def go(self, dual: Dual, steps: int, stop: Stop) -> list[Seen]:
        """Make steps; return everybody's tours at the prices of some of the last ones."""
        looks: list[Seen] = []
        begun, unseen = time.monotonic(), dual.told
        for n in range(steps):
            is_seen = (steps - 1 - n) % _APART == 0 and steps - 1 - n < _LOOKS * _APART
            dual.told = self._told if is_seen else unseen
            self._step(dual)
            if is_seen:
                looks.append(self._told.copied())
            if stop():
                break
        dual.told = unseen
        self.seconds = (time.monotonic() - begun) / max(1, steps)
        return looks

    def _step(self, dual: Dual) -> None:
        self._made += 1
        begun = time.monotonic()
        dual.evaluate(self.prices, self._caps, self._slope)
        self._adam.move(self.prices, self._slope, _LENGTH, self._made)
        approach(self.mean, self.prices, 1 / (1 + min(self._made, _MEAN_OF)))
        self.seconds = time.monotonic() - begun
