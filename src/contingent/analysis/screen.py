"""Bounds of the relaxation before and after a change: what they prove, and in which order to plan again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from contingent.analysis.worth import ZERO, Amount, How, Standing, Worth, nothing
from contingent.domain.mission import Mission
from contingent.formulation import formulate
from contingent.formulation.program import Floats, Objective, Program
from contingent.instance import compile_mission
from contingent.solve.relaxation import bound_by, priced_bound

Stop = Callable[[], bool]

_Caps = list[tuple[Objective, int]]

_LONGER, _LEAST = 4.0, 1.0
"""How many times longer than without the change a bound may take, and how long it may take at least. [s]"""


@dataclass(frozen=True, slots=True)
class _Before:
    """The bound of a goal without any change, among solutions that keep the goals before."""

    low: Fraction
    prices: Floats
    seconds: float


@dataclass(slots=True)
class Screen:
    """Asks the relaxation about changes of one mission, goal by goal."""

    mission: Mission
    standings: tuple[Standing, ...]
    """Of a lawful plan of the mission."""
    stop: Stop
    _program: Program | None = None
    _before: dict[int, _Before] = field(default_factory=dict)

    @property
    def program(self) -> Program:
        """The program of the mission itself."""
        if self._program is None:
            self._program = formulate(compile_mission(self.mission)).program
        return self._program

    def ask(self, changed: Mission, seconds: float, outer: Worth | None = None, *, is_quick: bool = False) -> Worth:
        """Return what the relaxation proves of a change, and its screen up to the first goal that differs.

        Parameters
        ----------
        changed
            A mission that allows more.
        seconds
            For each bound. [s]
        outer
            What was said of a change that allows still more: where that makes no difference, this one makes none.
        is_quick
            Look at no goal after the first that is not proved to stay, and only at changes that keep the rows: of these
            the prices of the relaxation without the change say something, and take no run. They can make the difference
            look larger than it is, but never smaller.
        """
        program = formulate(compile_mission(changed)).program
        if _is_same(program, self.program):
            return nothing(tuple(s.goal for s in self.standings), How.SAME_PROGRAM)
        amounts: list[Amount] = []
        is_equal, differs, is_known = True, False, outer is not None
        for place, standing in enumerate(self.standings):
            before = None if differs or self.stop() else self._before_change(place, seconds)
            if before is None:
                differs = True
                amounts.append(Amount(standing.goal))
                continue
            is_known = is_known and outer is not None and outer.amounts[place].screen == 0
            low = before.low if is_known else self._low(program, place, before, seconds, is_quick=is_quick)
            if low is None:
                differs = True
                amounts.append(Amount(standing.goal, ZERO if is_equal else None))
                continue
            most = max(ZERO, standing.value - low) if is_equal else None
            screen = max(ZERO, before.low - low)
            amounts.append(Amount(standing.goal, ZERO if is_equal else None, most, screen=screen))
            slack = self.mission.planning.slack.get(standing.goal, 0)
            is_equal = is_equal and most == 0 and not slack
            differs = screen > 0 or (is_quick and not is_equal)
        worth = Worth(tuple(amounts), How.SCREEN)
        return replace(worth, how=How.BOUNDS) if worth.is_exact else worth

    def _low(self, program: Program, place: int, before: _Before, seconds: float, *, is_quick: bool) -> Fraction | None:
        """Return a proven bound with the change: by the prices without it, if these say enough; None: not known."""
        objective = program.objectives[place]
        if before.low == 0:
            return ZERO
        caps = self._caps(program, place)
        low = ZERO
        if program.matrix.shape[0] == self.program.matrix.shape[0]:
            # Any prices prove a bound; these prove a good one as long as the rows mean what they meant.
            low = Fraction(bound_by(program, caps, objective, before.prices), objective.divisor)
            if low >= before.low or is_quick:
                return min(low, before.low)
        if is_quick:
            return None
        most = min(seconds, _LONGER * before.seconds + _LEAST)
        begun = time.monotonic()
        run = Fraction(priced_bound(program, caps, objective, most, self.stop)[0], objective.divisor)
        if self.stop() or time.monotonic() - begun >= most:
            return None
        return min(max(low, run), before.low)

    def _before_change(self, place: int, seconds: float) -> _Before | None:
        """Return the bound without any change; None: it was cut off, and says too little to be compared."""
        if place not in self._before:
            objective = self.program.objectives[place]
            if self.standings[place].value == 0:
                return _Before(ZERO, np.zeros(0), 0.0)
            begun = time.monotonic()
            low, prices = priced_bound(self.program, self._caps(self.program, place), objective, seconds, self.stop)
            spent = time.monotonic() - begun
            if self.stop() or spent >= seconds:
                return None
            self._before[place] = _Before(Fraction(low, objective.divisor), prices, spent)
        return self._before[place]

    def _caps(self, program: Program, place: int) -> _Caps:
        """Return the goals before one, each with its value in the plan."""
        pairs = zip(program.objectives[:place], self.standings[:place], strict=True)
        return [(objective, int(standing.value * objective.divisor)) for objective, standing in pairs]


def _is_same(one: Program, other: Program) -> bool:
    """Tell whether two programs are the same, number by number."""
    if one.matrix.shape != other.matrix.shape or one.matrix.nnz != other.matrix.nnz:
        return False
    pairs = [
        (one.matrix.indptr, other.matrix.indptr),
        (one.matrix.indices, other.matrix.indices),
        (one.matrix.data, other.matrix.data),
        (one.low, other.low),
        (one.high, other.high),
        (one.lower, other.lower),
        (one.upper, other.upper),
    ]
    for mine, theirs in zip(one.objectives, other.objectives, strict=True):
        if (mine.offset, mine.divisor) != (theirs.offset, theirs.divisor):
            return False
        pairs += [(mine.column, theirs.column), (mine.cost, theirs.cost)]
    return all(np.array_equal(a, b) for a, b in pairs)
