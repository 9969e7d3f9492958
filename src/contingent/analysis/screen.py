"""Bounds of the relaxation before and after a change: what they prove, and in which order to plan again."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from contingent.analysis.worth import ZERO, Amount, How, Standing, Worth, nothing
from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Goal
from contingent.formulation import formulate
from contingent.formulation.program import Objective, Program
from contingent.instance import compile_mission
from contingent.solve.relaxation import bound

Stop = Callable[[], bool]

_Caps = list[tuple[Objective, int]]


@dataclass(slots=True)
class Screen:
    """Asks the relaxation about changes of one mission, goal by goal."""

    mission: Mission
    standings: tuple[Standing, ...]
    """Of a lawful plan of the mission."""
    stop: Stop
    _program: Program | None = None
    _before: dict[Goal, Fraction] = field(default_factory=dict)

    @property
    def program(self) -> Program:
        """The program of the mission itself."""
        if self._program is None:
            self._program = formulate(compile_mission(self.mission)).program
        return self._program

    def ask(self, changed: Mission, seconds: float, outer: Worth | None = None) -> Worth:
        """Return what the relaxation proves of a change, and its screen up to the first goal that differs.

        Parameters
        ----------
        changed
            A mission that allows more.
        seconds
            For each bound. [s]
        outer
            What was said of a change that allows still more: where that makes no difference, this one makes none.
        """
        program = formulate(compile_mission(changed)).program
        goals = tuple(s.goal for s in self.standings)
        if changed.planning.goals == self.mission.planning.goals and _is_same(program, self.program):
            return nothing(goals, How.SAME_PROGRAM)
        amounts: list[Amount] = []
        is_equal, differs, is_known = True, False, outer is not None
        caps: _Caps = []
        for place, (standing, objective) in enumerate(zip(self.standings, program.objectives, strict=True)):
            if differs or self.stop():
                amounts.append(Amount(standing.goal))
                continue
            before = self._before_change(place, seconds)
            is_known = is_known and outer is not None and outer.amounts[place].screen == 0
            low = before if is_known else self._low(program, caps, objective, standing.value, seconds)
            if before is None or low is None:
                differs = True
                amounts.append(Amount(standing.goal, ZERO if is_equal else None))
                continue
            most = max(ZERO, standing.value - low) if is_equal else None
            screen = max(ZERO, before - low)
            amounts.append(Amount(standing.goal, ZERO if is_equal else None, most, screen=screen))
            slack = self.mission.planning.slack.get(standing.goal, 0)
            is_equal, differs = is_equal and most == 0 and not slack, screen > 0
            caps.append((objective, int(standing.value * objective.divisor)))
        worth = Worth(tuple(amounts), How.SCREEN)
        return replace(worth, how=How.BOUNDS) if worth.is_exact else worth

    def _before_change(self, place: int, seconds: float) -> Fraction | None:
        """Return the bound of a goal without any change, among solutions that keep the goals before."""
        standing = self.standings[place]
        if standing.goal not in self._before:
            objectives = self.program.objectives
            caps = [(o, int(s.value * o.divisor)) for o, s in zip(objectives, self.standings, strict=True)][:place]
            low = self._low(self.program, caps, objectives[place], standing.value, seconds)
            if low is None:
                return None
            self._before[standing.goal] = low
        return self._before[standing.goal]

    def _low(
        self, program: Program, caps: _Caps, objective: Objective, value: Fraction, seconds: float
    ) -> Fraction | None:
        """Return a proven bound; None: it was cut off, and says too little to be compared."""
        if value == 0:
            return ZERO
        begun = time.monotonic()
        low = bound(program, caps, objective, seconds, self.stop)
        is_cut = self.stop() or time.monotonic() - begun >= seconds
        return None if is_cut else Fraction(low, objective.divisor)


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
