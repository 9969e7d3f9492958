"""Large neighbourhood search: plan parts of a plan anew while the rest stays.

Shaw 1998, doi:10.1007/3-540-49481-2_30. Nothing here proves anything. Several workers may search at once: each plans
parts of the best solution that it knew when it began, and what it gains is added to the best one of the moment.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from contingent.formulation.build import Formulation
from contingent.formulation.neighbourhoods import Neighbourhoods
from contingent.formulation.program import Floats, Ints, Part, Program
from contingent.solve.answer import Solution
from contingent.solve.blend import GENTLE, blend, values
from contingent.solve.highs import minimise_cost
from contingent.solve.limits import Limits

_QUICK, _LONG = 2.5, 15.0
"""Time for a part of few contingents, and for the part that lies between plan and relaxation. [s]"""
_TOGETHER = 5
"""Contingents that the first part plans anew."""
_PATIENCE = 8
"""Parts in a row that may find nothing before the search ends; without a relaxation to lead it, one a contingent."""
_WINDOW = 24
"""Weeks that a part with everybody in it spans; the next one begins half as many later. [week]"""
_SWEEPS = 2
"""How often all windows are tried at most. On the bundled missions a third time found nothing."""
_FAST = 0.2
"""Part of its time below which a part was easy: the next one may be larger. [1]"""

Better = Callable[[Solution], None]
Stop = Callable[[], bool]
Aim = Callable[[Floats], Floats | None]


class _Best:
    """The best solution of the moment, which all workers share."""

    def __init__(self, program: Program, start: Solution, better: Better) -> None:
        self._program, self._better = program, better
        self._lock = threading.Lock()
        self.solution = start
        self._value = values(program, start)
        self.idle = 0
        """Parts in a row that found nothing."""
        self.is_led = True
        """Whether the part between this solution and the relaxation is still to be tried."""

    def offer(self, candidate: Solution | None, base: Solution) -> None:
        """Take over a solution that was made from ``base``, or what it changes, if that is better than the best.

        Meanwhile another worker may have found something elsewhere: then both changes together are tried first.
        """
        with self._lock:
            self.idle += 1
            if candidate is None:
                return
            merged = self.solution + (candidate - base)
            for solution in (merged, candidate) if base is not self.solution else (candidate,):
                value = values(self._program, solution)
                if value < self._value and self._program.is_satisfied_by(solution):
                    self.solution, self._value, self.idle = solution, value, 0
                    self._better(solution)
                    return


def improve(
    made: Formulation, start: Solution, deadline: float, stop: Stop, limits: Limits, better: Better, aim: Aim
) -> Solution:
    """Plan parts anew until time is up, or until many in a row find nothing.

    Parameters
    ----------
    deadline
        Of ``time.monotonic``. [s]
    better
        Told of each better solution, from one thread at a time.
    aim
        Returns the corner of the relaxation that is best for a cost, if there is one in time.
    """
    search = _Search(made, _Best(made.program, start, better), deadline, stop, limits.seed)
    search.plan_anew(search.around.loose(), _QUICK)
    leader, *others = np.random.default_rng(limits.seed).spawn(max(1, limits.workers))
    with ThreadPoolExecutor(max_workers=1 + len(others)) as pool:
        for worker in [pool.submit(search.lead, leader, aim), *(pool.submit(search.follow, r) for r in others)]:
            worker.result()
    return search.best.solution


def approach(made: Formulation, start: Solution, corner: Floats, deadline: float, stop: Stop, seed: int) -> Solution:
    """Plan anew what lies between a plan and a corner of the relaxation, until that finds nothing.

    Parameters
    ----------
    deadline
        Of ``time.monotonic``. [s]
    """
    search = _Search(made, _Best(made.program, start, lambda _: None), deadline, stop, seed)
    tried = None
    while search.best.solution is not tried and time.monotonic() < deadline and not stop():
        tried = search.best.solution
        search.plan_anew(search.around.between(tried, corner), _LONG)
    return search.best.solution


class _Search:
    """What all workers share."""

    def __init__(self, made: Formulation, best: _Best, deadline: float, stop: Stop, seed: int) -> None:
        self.program, self.best, self.deadline, self.stop, self.seed = made.program, best, deadline, stop, seed
        self.around = Neighbourhoods(made)
        self.cost = blend(made.program, GENTLE)
        self.patience = max(_PATIENCE, len(made.instance.forces))
        self.weeks = made.instance.weeks
        self.windows: deque[int] = deque()
        """First weeks of the windows that are still to be tried."""
        self.swept: Solution | None = None
        """The best solution when they were filled in last."""
        self.sweeps = _SWEEPS

    def lead(self, random: np.random.Generator, aim: Aim) -> None:
        """Go towards the relaxation whenever the plan has changed; otherwise draw like the others."""
        corner = aim(self.cost)
        if corner is None:
            return self.follow(random)
        self.patience = _PATIENCE
        tried, together = None, _TOGETHER
        while self.goes_on():
            self.best.is_led = self.best.solution is not tried
            if self.best.is_led:
                tried = self.best.solution
                self.plan_anew(self.around.between(tried, corner), _LONG)
            else:
                together = self.draw(random, together)
        return None

    def follow(self, random: np.random.Generator) -> None:
        """Plan a few contingents anew, again and again."""
        together = _TOGETHER
        while self.goes_on():
            together = self.draw(random, together)

    def draw(self, random: np.random.Generator, together: int) -> int:
        """Plan the next window anew, or a few contingents; return how many to take next: as many as there is time for.

        Windows find what takes changes at several sites at once; after a sweep that found something comes another.
        """
        try:
            first = self.windows.popleft()
        except IndexError:
            pass
        else:
            self.plan_anew(self.around.weeks(first, first + _WINDOW), _QUICK)
            return together
        begun = time.monotonic()
        self.plan_anew(self.around.few(random, together), _QUICK)
        used = (time.monotonic() - begun) / _QUICK
        return together + 1 if used < _FAST else max(1, together - (used >= 1.0))

    def plan_anew(self, free: Ints, most: float) -> None:
        """Plan the free columns anew while the others stay, for at most so many seconds."""
        base = self.best.solution
        part = Part.of(self.program, free, base)
        seconds = min(self.deadline - time.monotonic(), most)
        found = minimise_cost(part.program, self.cost[part.free], seconds, 0.0, base[part.free], self.stop, self.seed)
        self.best.offer(None if found is None else part.whole(found), base)

    def goes_on(self) -> bool:
        """Tell whether there is time, and something may still be found."""
        if not self.windows and self.sweeps and self.swept is not self.best.solution:
            self.swept, self.sweeps = self.best.solution, self.sweeps - 1
            self.windows.extend(range(0, self.weeks, _WINDOW // 2))
        is_done = self.best.idle >= self.patience and not self.best.is_led and not self.windows
        return not is_done and time.monotonic() < self.deadline and not self.stop()
