"""The plan that is farthest from known plans and loses at most so much: docs/concepts/alternatives.md.

Small missions are solved exactly. Large ones are searched by planning parts anew (Shaw 1998,
doi:10.1007/3-540-49481-2_30), and the prices of the relaxation prove meanwhile how far any plan can be.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from contingent.core.errors import EngineError
from contingent.formulation import Formulation
from contingent.formulation.distance import far
from contingent.formulation.neighbourhoods import Neighbourhoods, decisions
from contingent.formulation.program import Floats, Ints, Objective, Part
from contingent.solve.answer import Solution, Status, value_at
from contingent.solve.blend import GENTLE, blend
from contingent.solve.highs import minimise_cost
from contingent.solve.lexicographic import solve_goals
from contingent.solve.limits import Limits
from contingent.solve.relaxation import bound
from contingent.solve.solve import LARGE, exact_engine
from contingent.solve.watch import Watch

_EXACT = 0.5
"""Part of the time that an exact solution may take; what it has by then is searched on."""
_SEARCH = 0.8
"""Part of the time for the search of a large mission, and for the bound, which is proven meanwhile."""
_QUICK = 1.5
"""Time for a part. [s]"""
_TOGETHER = 2
"""Contingents planned anew together. Few: what a plan may lose is soon used up by one part."""
_GAP = 0.02
"""A part is done when it is this close to its best. [1]"""
_PATIENCE = 30
"""Parts in a row that may find nothing before the search ends."""

Caps = Sequence[tuple[Objective, int]]
"""What each goal may rise to. [1 / divisor]"""
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Farthest:
    """A solution far from known plans, and what is proven of how far one can be."""

    solution: Solution | None
    """Values of the mission's own columns; None: none was found in time."""
    distance: int
    """Its least distance from the known plans. [person-week and post-week]"""
    at_most: int | None
    """Proven: none has a larger one. None: nothing is proven."""


def farthest(
    made: Formulation, known: Sequence[Ints], caps: Caps, limits: Limits, stop: Stop, large: int = LARGE
) -> Farthest:
    """Find a plan whose least distance from known plans is as large as can be found in time.

    Parameters
    ----------
    known
        Of each plan, the value of every column: see ``follow``. The first is a lawful plan that keeps the caps.
    large
        Columns from which on a mission is searched.
    """
    return _Run(made, known, caps, limits, stop).searched(made.program.matrix.shape[1] > large)


class _Run:
    """One search."""

    def __init__(self, made: Formulation, known: Sequence[Ints], caps: Caps, limits: Limits, stop: Stop) -> None:
        self.made, self.known, self.caps, self.limits, self.stop = made, known, caps, limits, stop
        self.begun = time.monotonic()
        self.far = far(made, known)
        self.capped = self.far
        for objective, most in caps:
            self.capped = self.capped.capped(objective, most)

    def until(self, share: float) -> float:
        """Return the time left until a part of the limit is over. [s]"""
        return self.begun + share * self.limits.time_limit - time.monotonic()

    def searched(self, is_large: bool) -> Farthest:
        """Find it, then improve the goals while the distance is kept."""
        solution, at_most = self.in_parts() if is_large else self.exactly()
        if solution is None:
            return Farthest(None, 0, at_most)
        reached = self.reached(solution)
        if reached and not self.stop():
            solution = self.settled(solution) if is_large else self.best_of(solution)
        if not self.capped.program.is_satisfied_by(solution):
            raise EngineError("the engine returned numbers that do not satisfy the program")
        return Farthest(solution[: len(self.made.program.lower)], self.reached(solution), at_most)

    def reached(self, solution: Solution) -> int:
        """Return the least distance of a solution."""
        return self.far.most - value_at(self.far.objective, solution)

    def exactly(self) -> tuple[Solution | None, int | None]:
        """Solve the program with the distance as its only goal."""
        engine = exact_engine(self.capped.program, self.limits)
        start = self.start()
        answer = engine.minimise(self.far.objective, self.until(_EXACT), 0, start, lambda *_: self.stop())
        if answer.status is Status.INFEASIBLE:
            raise EngineError("the engine says that no plan keeps what the given plan keeps")
        at_most = None if answer.bound is None else self.far.most - answer.bound
        solution = start if answer.solution is None else answer.solution
        if solution is not None and answer.status is not Status.OPTIMAL:
            solution = self.improved(self.far.measured(solution[: len(self.made.program.lower)]))
        return solution, at_most

    def best_of(self, solution: Solution) -> Solution:
        """Minimise the goals in their order while the distance is kept."""
        kept = self.capped.capped(self.far.objective, value_at(self.far.objective, solution))
        limits = Limits(max(0.1, self.until(1.0)), 0.0, self.limits.workers, self.limits.seed, self.limits.engine)
        watch = Watch()
        watch.report = lambda _: watch.stop.set() if self.stop() else None
        claim = solve_goals(kept.program, {}, limits, watch, exact_engine, solution)
        return solution if claim.solution is None else claim.solution

    def start(self) -> Solution | None:
        """Return the first known plan as a solution: its decisions are kept, and the rest follows."""
        program = self.capped.program
        free = np.ones(len(program.lower), dtype=bool)
        free[: len(self.made.program.lower)] = ~decisions(self.made)
        values = np.zeros(len(program.lower), dtype=np.int64)
        values[: len(self.made.program.lower)] = self.known[0]
        part = Part.of(program, np.flatnonzero(free), values, keep_rows=True)
        found = minimise_cost(
            part.program, self.cost()[part.free], self.until(_SEARCH), 1e-3, None, self.stop, self.limits.seed
        )
        return None if found is None else self.far.measured(part.whole(found)[: len(self.made.program.lower)])

    def cost(self) -> Floats:
        """Return the blend of the goals, for all columns."""
        return blend(self.capped.program, GENTLE)

    def settled(self, solution: Solution) -> Solution:
        """Improve the goals while everybody's presence is kept."""
        program = self.capped.capped(self.far.objective, value_at(self.far.objective, solution)).program
        free = np.ones(len(program.lower), dtype=bool)
        free[: len(self.made.program.lower)] = ~decisions(self.made)
        part = Part.of(program, np.flatnonzero(free), solution)
        found = minimise_cost(
            part.program, self.cost()[part.free], self.until(1.0), 0.0, solution[part.free], self.stop, self.limits.seed
        )
        return solution if found is None else part.whole(found)

    def in_parts(self) -> tuple[Solution | None, int | None]:
        """Plan parts anew with the distance as the goal, and bound it meanwhile."""
        with ThreadPoolExecutor(max_workers=1) as aside:
            low = aside.submit(self.bounded)
            best = self.start()
            if best is not None:
                best = self.improved(best)
            return best, low.result()

    def bounded(self) -> int | None:
        """Prove how far a plan can be from one known plan; to know more of them would hardly say more."""
        if len(self.known) > 1:
            return None
        low = bound(self.far.program, list(self.caps), self.far.objective, self.until(_SEARCH), self.stop)
        return self.far.most - low if low > 0 else None

    def improved(self, best: Solution) -> Solution:
        """Plan parts anew until time is up, or until many in a row find nothing."""
        around = Neighbourhoods(self.made)
        random = np.random.default_rng(self.limits.seed)
        idle = 0
        while idle < _PATIENCE and self.until(_SEARCH) > 0 and not self.stop():
            free = around.few(random, _TOGETHER)
            found = self.planned_anew(np.concatenate([free, self.far.touched(free)]), best)
            idle = 0 if found is not best else idle + 1
            best = found
        return best

    def planned_anew(self, free: Ints, base: Solution) -> Solution:
        """Plan the free columns anew; return the base itself if nothing better is found."""
        program, lead = self.capped.program, self.far.lead
        part = Part.of(program, free, base)
        seconds = min(_QUICK, self.until(_SEARCH))
        found = minimise_cost(part.program, lead[free], seconds, _GAP, base[free], self.stop, self.limits.seed)
        if found is None:
            return base
        whole = self.far.measured(part.whole(found))
        is_better = lead @ whole < lead @ base - 1e-6
        return whole if is_better and program.is_satisfied_by(whole) else base
