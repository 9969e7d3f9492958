"""Large neighbourhood search: plan parts of a plan anew while the rest stays.

Shaw 1998, doi:10.1007/3-540-49481-2_30. Nothing here proves anything. Several workers may search at once: each plans
parts of the best solution that it knew when it began, and what it gains is added to the best one of the moment.
"""

import threading
import time
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
_PATIENCE = 5
"""Parts in a row that may find nothing before the search ends."""

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
    best = _Best(made.program, start, better)
    around = Neighbourhoods(made)
    cost = blend(made.program, GENTLE)

    def plan_anew(free: Ints, most: float) -> None:
        base = best.solution
        part = Part.of(made.program, free, base)
        seconds = min(deadline - time.monotonic(), most)
        found = minimise_cost(part.program, cost[part.free], seconds, 0.0, base[part.free], stop, limits.seed)
        best.offer(None if found is None else part.whole(found), base)

    def goes_on() -> bool:
        is_done = best.idle >= _PATIENCE and not best.is_led
        return not is_done and time.monotonic() < deadline and not stop()

    def draw(random: np.random.Generator) -> None:
        while goes_on():
            plan_anew(around.few(random), _QUICK)

    def lead(random: np.random.Generator) -> None:
        """Go towards the relaxation whenever the plan has changed; otherwise draw like the others."""
        corner = aim(cost)
        tried = None
        while goes_on():
            best.is_led = corner is not None and best.solution is not tried
            if corner is not None and best.is_led:
                tried = best.solution
                plan_anew(around.between(tried, corner), _LONG)
            else:
                plan_anew(around.few(random), _QUICK)

    plan_anew(around.loose(), _QUICK)
    leader, *others = np.random.default_rng(limits.seed).spawn(max(1, limits.workers))
    with ThreadPoolExecutor(max_workers=1 + len(others)) as pool:
        for search in [pool.submit(lead, leader), *(pool.submit(draw, random) for random in others)]:
            search.result()
    return best.solution
