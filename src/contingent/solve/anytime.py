"""Large missions: search for a plan, then prove a bound for each goal from the relaxation."""

import time
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

from contingent.core.errors import EngineError
from contingent.domain.vocabulary import Goal
from contingent.formulation.build import Formulation
from contingent.formulation.program import Objective
from contingent.solve.answer import Answer, Solution, Status, value_at
from contingent.solve.blend import values
from contingent.solve.claim import Claim, Ending, goal_result
from contingent.solve.limits import Limits
from contingent.solve.relaxation import bound
from contingent.solve.search import first_plan, improve
from contingent.solve.watch import Progress, Watch

METHOD = "search and bound: too large to be solved goal by goal"

_SEARCH = 0.55
"""Part of the time limit that goes to the search; the rest proves bounds."""

_PULSE = 0.5
"""Time between two reports while nothing new is known. [s]"""


def search_and_bound(made: Formulation, slack: dict[Goal, Fraction], limits: Limits, watch: Watch) -> Claim | None:
    """Plan a large mission; None: no plan was found in the time for the search.

    Each goal's bound is proven among all plans that are at least as good in the goals before it as the plan returned
    (plus the slack of those goals), which is what the claim says of it.
    """
    run = _Run(made, slack, limits, watch)
    if not run.search():
        return None
    run.prove()
    return run.claim()


class _Run:
    """The state of one run."""

    def __init__(self, made: Formulation, slack: dict[Goal, Fraction], limits: Limits, watch: Watch) -> None:
        self.made, self.slack, self.limits, self.watch = made, slack, limits, watch
        self.started = time.monotonic()
        self.best: Solution | None = None
        self.bounds: dict[Goal, int] = {}
        self.told = -_PULSE
        self.seconds: dict[str, float] = {}

    def search(self) -> bool:
        """Search for a plan; return whether there is one."""
        deadline = self.started + _SEARCH * self.limits.time_limit
        found = first_plan(self.made, deadline, self.listen, self.limits.seed)
        if found is None:
            return False
        self.keep(found)
        improve(self.made, found, deadline, self.listen, self.limits.seed, self.keep)
        self.seconds["search"] = time.monotonic() - self.started
        return True

    def listen(self) -> bool:
        """Tell the watch that the run is alive, and return whether it is to stop. Engines ask many times a second."""
        now = time.monotonic()
        if now - self.told >= _PULSE:
            self.told = now
            self.report(0)
        return self.watch.stop.is_set()

    def keep(self, solution: Solution) -> None:
        """Take over a better solution, once its rows have been checked."""
        if not self.made.program.is_satisfied_by(solution):
            raise EngineError("the engine returned numbers that do not satisfy the program")
        self.best = solution
        self.report(0)

    def prove(self) -> None:
        """Prove a bound for each goal, several at a time where there are workers."""
        with ThreadPoolExecutor(max_workers=max(1, self.limits.workers)) as pool:
            list(pool.map(self.prove_one, range(len(self.made.program.objectives))))

    def prove_one(self, number: int) -> None:
        """Prove a bound of one goal among the plans that are as good in the goals before it."""
        plan = self.best
        left = self.limits.time_limit - (time.monotonic() - self.started)
        if plan is None or left <= 0 or self.watch.stop.is_set():
            return
        objectives = self.made.program.objectives
        objective = objectives[number]
        if value_at(objective, plan) == 0:
            self.bounds[objective.goal] = 0  # no goal is ever below 0
            return
        begun = time.monotonic()
        caps = [(o, self.most(o, plan)) for o in objectives[:number]]
        self.bounds[objective.goal] = bound(self.made.program, caps, objective, left, self.watch.stop.is_set)
        self.seconds[objective.goal] = time.monotonic() - begun
        self.report(number)

    def most(self, objective: Objective, solution: Solution) -> int:
        """Return what later goals may let a goal rise to."""
        value = value_at(objective, solution)
        return value + int(self.slack.get(objective.goal, Fraction(0)) * value)

    def report(self, number: int) -> None:
        """Tell the watch where the run stands."""
        objectives = self.made.program.objectives
        objective = objectives[number]
        best = None if self.best is None else value_at(objective, self.best) / objective.divisor
        proven = self.bounds.get(objective.goal)
        low = None if proven is None else proven / objective.divisor
        gap = None if best is None or low is None else max(0.0, best - low) / objective.scale
        elapsed = time.monotonic() - self.started
        self.watch.report(Progress(objective.goal, number + 1, len(objectives), best, low, gap, elapsed))

    def claim(self) -> Claim:
        """Return what was found and proven."""
        objectives = self.made.program.objectives
        if self.best is None:
            return Claim(Ending.NOTHING, None, (), self.seconds, METHOD)
        results = []
        for objective, value in zip(objectives, values(self.made.program, self.best), strict=True):
            low = self.bounds.get(objective.goal, 0)
            status = Status.OPTIMAL if low >= value else Status.FEASIBLE
            results.append(goal_result(objective, value, Answer(status, self.best, value, low)))
        done = all(r.value == r.bound for r in results)
        return Claim(Ending.DONE if done else Ending.STOPPED, self.best, tuple(results), self.seconds, METHOD)
