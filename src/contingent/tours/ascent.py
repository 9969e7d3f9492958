"""Better and better bounds: prices climb along the slope of what they prove.

Steps are those of Adam (Kingma and Ba 2015, arXiv:1412.6980), projected to prices of at least 0. They depend on the
number of steps made and not on the clock: the same number of steps gives the same prices.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

import numpy as np
from numba import njit

from contingent.domain.vocabulary import Goal
from contingent.instance.instance import Bools
from contingent.tours.dual import Dual
from contingent.tours.prices import GOALS, Prices, rows_that_hold
from contingent.tours.problem import Floats, Problem

_ROUND = 250
"""Steps of the first round. Each later round has twice as many, and begins with the best prices so far."""
_FIRST_STEP, _LATER_STEP = 0.1, 0.05
"""Length of the first step of a round, against what a person-week is worth: in the first round, in others."""
_SHORTER_AFTER, _SLOWER = 30, 2
"""Steps in the first round before they are half as long; how much slower they shorten from round to round."""
_MOMENTUM, _RAMP, _SCALE = 0.98, 5, 0.99
"""Memory of slopes, which grows to its full length over some steps; and of their squares."""
_MEAN_EVERY, _MEAN_OF = 20, 10
"""Steps between two looks at the mean of prices, which often proves more; steps that it remembers at first."""
_MADE_BEFORE = 30
"""Steps that count as made where an ascent begins with prices that prove something: long ones would lead away."""
_TOLD_EVERY = 0.2
"""Least time between two reports. [s]"""

Stop = Callable[[], bool]
Told = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Bound:
    """What prices prove of a goal."""

    goal: Goal
    value: float
    """No lawful plan that keeps the caps is below it, in the goal's unit; rounded down; inf: there is no such plan."""
    prices: Floats
    """The prices that prove it, as ``Layout.view`` reads them."""
    iterations: int


class Adam:
    """Which way prices go, and how far."""

    def __init__(self, lengths: Floats) -> None:
        self.lengths = lengths
        self.first, self.second = np.zeros(len(lengths)), np.zeros(len(lengths))
        self.seen_first = self.seen_second = 1.0

    def move(self, prices: Floats, slope: Floats, length: float, k: int) -> None:
        """Make step k of a length: prices move along the mean slope; where their own length is 0, they stay."""
        momentum = min(_MOMENTUM, k / (k + _RAMP))
        self.seen_first *= momentum
        self.seen_second *= _SCALE
        memory = np.array([momentum, _SCALE, 1 - self.seen_first, 1 - self.seen_second])
        _move(prices, slope, self.lengths * length, memory, self.first, self.second)


def prove(
    of: Problem | Dual,
    goal: Goal,
    caps: Mapping[Goal, Fraction | int],
    seconds: float,
    stop: Stop,
    told: Told,
    *,
    start: Bound | None = None,
    iterations: int | None = None,
) -> Bound:
    """Prove how small a goal can be at best in plans that keep other goals at most at given values.

    Parameters
    ----------
    of
        A problem, or what prices need of it, to be made once for several goals.
    caps
        At most, of goals before. [unit of the goal]
    seconds
        Time for it; one evaluation is made in any case.
    stop
        Asked before every step.
    told
        Called now and then with a better bound.
    start
        Prices to begin with, such as those of the goal before, whose goal then is a cap.
    iterations
        Steps at most.
    """
    dual = of if isinstance(of, Dual) else Dual(of)
    climb = _Climb(dual, goal, caps, start)
    deadline = time.monotonic() + seconds
    reported, spoke = 0.0, time.monotonic()
    for k in count(1):
        climb.step(k)
        now = time.monotonic()
        if climb.best > reported and now >= spoke + _TOLD_EVERY:
            reported, spoke = climb.proven(), now
            told(reported)
        if climb.best == np.inf or k == iterations or now >= deadline or stop():
            break
    climb.look_at_mean()
    value = climb.proven()
    if value > reported:
        told(value)
    return Bound(goal, value, climb.best_prices, k)


class _Climb:
    """One ascent: prices, where they go, and the best so far."""

    def __init__(self, dual: Dual, goal: Goal, caps: Mapping[Goal, Fraction | int], start: Bound | None) -> None:
        self.dual = dual
        holds = rows_that_hold(dual.problem, dual.layout, dual.needs.back, {goal, *caps})
        holds[holds.size - len(GOALS) + GOALS.index(goal)] = False  # goals come last, and this one's weight is 1
        self.caps = np.array([_upwards(caps[g]) if g in caps else 0.0 for g in GOALS])
        self.slope = np.zeros(dual.layout.size)
        self.made = 0
        self.prices = self._first(goal, holds, start)
        self.best, self.best_prices = -np.inf, self.prices.copy()
        self.adam = Adam(step_lengths(dual, goal, caps) * holds)
        self.mean = self.prices.copy()

    def _first(self, goal: Goal, holds: Bools, start: Bound | None) -> Floats:
        """Return the prices of another bound, in the proportion in which they prove most here; else none."""
        own = np.zeros(self.dual.layout.size)
        self.dual.layout.view(own).goal[GOALS.index(goal)] = 1.0
        if start is None:
            return own
        best, prices = -np.inf, own
        for factor in (1.0,) if start.goal is goal else (0.0, 0.1, 0.3, 1.0):
            tried = np.where(holds, start.prices * factor, own)
            value = self.dual.evaluate(tried, self.caps, self.slope)
            if value > best:
                best, prices = value, tried
                self.made = _MADE_BEFORE if factor > 0 else 0
        return prices

    def step(self, k: int) -> None:
        """Evaluate the prices, less what rounding errors can amount to, and move them."""
        self._keep(self.dual.evaluate(self.prices, self.caps, self.slope), self.prices)
        length = self._length(k)
        self.adam.move(self.prices, self.slope, length, k)
        approach(self.mean, self.prices, 1 / (1 + min(k, _MEAN_OF + k / 2)))
        if k % _MEAN_EVERY == 0:
            self.look_at_mean()

    def _length(self, k: int) -> float:
        """Return the length of step k; where a round begins, begin with the best prices."""
        number = (self.made + k - 1) // _ROUND + 1
        turn = number.bit_length() - 1
        since = self.made + k - 1 - _ROUND * (2**turn - 1)
        if turn > 0 and since == 0:
            self.prices[:] = self.mean[:] = self.best_prices
        first: float = _FIRST_STEP if turn == 0 else _LATER_STEP
        return first / (1 + since / float(_SHORTER_AFTER * _SLOWER**turn))

    def look_at_mean(self) -> None:
        """Evaluate the mean of the latest prices."""
        self._keep(self.dual.evaluate(self.mean, self.caps, self.slope), self.mean)

    def _keep(self, value: float, prices: Floats) -> None:
        if value > self.best:
            value -= self.dual.rounding(prices, self.caps) if value < np.inf else 0.0
        if value > self.best:
            self.best = value
            self.best_prices[:] = prices

    def proven(self) -> float:
        """Return the best bound; no goal is below 0."""
        return max(0.0, self.best)


def _upwards(value: Fraction | int) -> float:
    near = float(value)
    return near if near >= value else float(np.nextafter(near, np.inf))


def step_lengths(dual: Dual, goal: Goal, caps: Mapping[Goal, Fraction | int]) -> Floats:
    """Return how long a step of each price is, in the goal's unit: found by trials, they only decide on speed."""
    p = dual.problem
    worth = _worth(p, goal)

    def write(of: Prices) -> None:
        of.fill[:] = _worth_of_posts(p, goal)[:, None, None]
        of.open[:] = 0.5 * _worth_of_posts(p, goal)[:, None]
        of.first[:], of.open_first[:] = worth, 0.5 * worth
        of.busy[:] = of.least[:] = worth
        of.share[:] = 2 * worth / np.maximum(1, p.servings.per[:, None])
        of.limit[:] = 0.05 * worth
        of.seat[:] = 0.25 * worth
        of.strength[:] = of.coverage[:] = of.passed[:] = 0.3
        of.nation[:] = 0.1
        of.left[:] = of.back[:] = worth
        of.goal[:] = [worth / _worth(p, g) if g in caps else 0.0 for g in GOALS]

    return dual.layout.filled(write)


def _worth_of_posts(p: Problem, goal: Goal) -> Floats:
    """Return what a fill can do for a goal, by line. Shape (B,)."""
    return p.lines.priority.astype(float) if goal is Goal.COVERAGE else np.full(len(p.lines.site), _worth(p, goal))


def _worth(p: Problem, goal: Goal) -> float:
    """Return roughly what a person-week can do for a goal."""
    values = [need.value for need in p.instance.needs]
    match goal:
        case Goal.COVERAGE:
            return max(1.0, float(p.lines.priority.mean())) if len(p.lines.priority) else 1.0
        case Goal.ELSEWHERE:
            return max(1.0, sum(values) / max(1, len(values)))
        case Goal.HANDOVER | Goal.TURBULENCE:
            return 0.2
        case _:
            return 1.0


@njit(cache=True, nogil=True)
def _move(prices: Floats, slope: Floats, length: Floats, memory: Floats, first: Floats, second: Floats) -> None:
    """Make a step of Adam; rows of length 0 stay."""
    for i in range(len(prices)):
        if length[i] > 0:
            first[i] = memory[0] * first[i] + (1 - memory[0]) * slope[i]
            second[i] = memory[1] * second[i] + (1 - memory[1]) * slope[i] * slope[i]
            ahead = first[i] / memory[2] / (np.sqrt(second[i] / memory[3]) + 1e-9)
            prices[i] = max(0.0, prices[i] + length[i] * ahead)


@njit(cache=True, nogil=True)
def approach(mean: Floats, prices: Floats, part: float) -> None:
    """Move a mean of prices a part of the way to other ones."""
    for i in range(len(prices)):
        mean[i] += part * (prices[i] - mean[i])
