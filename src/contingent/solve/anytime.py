"""Large missions: search for a plan, then prove a bound for each goal from the relaxation."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

from contingent.core.errors import EngineError
from contingent.domain.vocabulary import Goal
from contingent.formulation.build import Formulation
from contingent.formulation.program import Floats, Objective
from contingent.solve.answer import Answer, Solution, Status, value_at
from contingent.solve.blend import GENTLE, blend, values
from contingent.solve.claim import Claim, Ending, goal_result
from contingent.solve.first_plan import first_plan
from contingent.solve.improve import improve
from contingent.solve.limits import Limits
from contingent.solve.proof import Method, Question, branching, prices
from contingent.solve.relaxation import Relaxation
from contingent.solve.watch import Progress, Watch

METHOD = "search and bound: too large to be solved goal by goal"

_SEARCH = 0.45
"""Part of the time limit that the search may take; the rest proves bounds."""
_ENOUGH = 0.97
"""Part of the time limit after which nothing is begun or goes on: engines look at the clock only now and then."""
_MENDING = 0.4
"""Part of the time left that mending a plan which a proof found may take at most."""
_CLOSE = 0.001
"""Part of its scale to which every goal is proven before any is proven further. [1]"""
_FAIR = 1.6
"""How much more than its even share of the time the proof of one goal may take."""

_LEAST = 2
"""How many times longer branch and bound takes for its first bound at least than the relaxation that led the search."""

_PULSE = 0.5
"""Time between two reports while nothing new is known. [s]"""


def search_and_bound(
    made: Formulation, slack: dict[Goal, Fraction], limits: Limits, watch: Watch, start: Solution | None = None
) -> Claim | None:
    """Plan a large mission; None: no plan was found in the time for the search.

    Each goal's bound is proven among all plans that are at least as good in the goals before it as the plan returned
    (plus the slack of those goals), which is what the claim says of it.

    Parameters
    ----------
    start
        A solution to begin with; no first plan is looked for then.
    """
    run = _Run(made, slack, limits, watch)
    if not run.search(start):
        return None
    run.prove()
    return run.claim()


class _Run:
    """The state of one run."""

    def __init__(self, made: Formulation, slack: dict[Goal, Fraction], limits: Limits, watch: Watch) -> None:
        self.made, self.slack, self.limits, self.watch = made, slack, limits, watch
        self.started = time.monotonic()
        self.best: Solution | None = None
        self.relaxation: Relaxation | None = None
        self.corner: Floats | None = None
        self.bounds: dict[Goal, int] = {}
        self.held: dict[Goal, tuple[int, ...]] = {}
        """Of each bound: what the goals before it could rise to."""
        self.waiting = 0
        self.tried: dict[tuple[Goal, Method], float] = {}
        self.told = -_PULSE
        self.lock = threading.Lock()
        self.seconds: dict[str, float] = {}

    def search(self, start: Solution | None) -> bool:
        """Search for a plan; return whether there is one."""
        deadline = self.started + _SEARCH * self.limits.time_limit
        found = start
        if found is None:
            found = first_plan(self.made, deadline, self.listen, self.limits, self.keep)
        if found is None:
            return False
        self.keep(found)
        improve(self.made, found, deadline, self.listen, self.limits, self.keep, self.aim)
        self.seconds["search"] = time.monotonic() - self.started
        return True

    def listen(self, number: int = 0) -> bool:
        """Tell the watch that the run is alive, and return whether it is to stop. Engines ask many times a second."""
        now = time.monotonic()
        if now - self.told >= _PULSE:
            self.told = now
            self.report(number)
        return self.watch.stop.is_set()

    def keep(self, solution: Solution) -> None:
        """Take over a solution that is better, once its rows have been checked."""
        if not self.made.program.is_satisfied_by(solution):
            raise EngineError("the engine returned numbers that do not satisfy the program")
        with self.lock:
            if self.best is None or values(self.made.program, solution) < values(self.made.program, self.best):
                self.best = solution
                self.let_go()
                self.report(0)

    def caps(self, number: int, plan: Solution) -> list[tuple[Objective, int]]:
        """Return the goals before one, each with what it may rise to."""
        return [(o, self.most(o, plan)) for o in self.made.program.objectives[:number]]

    def let_go(self) -> None:
        """Forget the bounds that do not hold for the best plan: those proven among plans better in the goals before."""
        if self.best is None:
            return
        for number, objective in enumerate(self.made.program.objectives):
            held = self.held.get(objective.goal)
            asked = [most for _, most in self.caps(number, self.best)]
            if held is not None and any(now > then for now, then in zip(asked, held, strict=True)):
                del self.bounds[objective.goal], self.held[objective.goal]

    def take(self, number: int, bound: int, caps: list[tuple[Objective, int]]) -> None:
        """Take over a bound that was proven within caps, if it says more of the best plan than is known."""
        goal = self.made.program.objectives[number].goal
        with self.lock:
            if bound >= self.bounds.get(goal, 0):
                self.bounds[goal], self.held[goal] = bound, tuple(most for _, most in caps)
                self.let_go()

    def aim(self, cost: Floats) -> Floats | None:
        """Return the corner of the relaxation that is best for the cost of the search; None: not found in time."""
        if self.corner is None:
            begun = time.monotonic()
            left = self.started + _SEARCH * self.limits.time_limit - begun
            self.relaxation = Relaxation(self.made.program, self.listen)
            self.corner = self.relaxation.corner(cost, left)
            self.seconds["relaxation"] = time.monotonic() - begun
        return self.corner

    def prove(self) -> None:
        """Prove a bound for each goal: first by the relaxation, then by branch and bound, which proves more.

        From the corner that led the search the relaxation's bounds are a short walk. Without it branch and bound may
        have no bound for long, and prices come first.
        """
        before = None
        while self.best is not before:  # a better plan, found on the way, asks for other proofs
            before = self.best
            for close in (max(_CLOSE, self.limits.gap), self.limits.gap):
                self.prove_soon()
                better = self.prove_all(close, branching)
                if better is not None and not self.watch.stop.is_set():
                    self.mend(better)

    def prove_soon(self) -> None:
        """Prove something of every goal of which nothing is proven yet."""
        if len(self.bounds) == len(self.made.program.objectives):
            return
        if self.relaxation is not None and self.corner is not None:
            self.prove_from(self.relaxation)
        else:
            self.prove_all(_CLOSE, prices)

    def prove_from(self, relaxation: Relaxation) -> None:
        """Prove what the relaxation says of each goal among the plans that are as good in the goals before it."""
        plan, objectives = self.best, self.made.program.objectives
        relaxation.free()
        for number, objective in enumerate(objectives):
            if plan is None or self.watch.stop.is_set():
                return
            begun = time.monotonic()
            bound = relaxation.bound(objective, self.left() / (len(objectives) - number))
            self.take(number, bound, relaxation.caps)
            relaxation.cap(objective, self.most(objective, plan))
            self.spent(objective, begun)
            self.report(number)

    def prove_all(self, close: float, method: Method) -> Solution | None:
        """Prove all goals whose gap is wider than ``close``: in their order those without a bound, then the widest.

        Returns
        -------
        Solution | None
            A better solution than the best one, if one was found; later goals may have paid for it.
        """
        objectives, plan = self.made.program.objectives, self.best
        if plan is None:
            return None
        numbers = [n for n, o in enumerate(objectives) if o.goal not in self.bounds and self.gap(o) > 0]
        wide = [n for n, o in enumerate(objectives) if o.goal in self.bounds and self.gap(o) > close]
        numbers += sorted(wide, key=lambda n: -self.gap(objectives[n]))
        self.waiting = len(numbers)
        with ThreadPoolExecutor(max_workers=max(1, self.limits.workers)) as pool:
            answers = list(pool.map(lambda n: self.prove_one(n, close, method, plan), numbers))
        found = [a.solution for a in answers if a is not None and a.solution is not None]
        best = min([plan, *found], key=lambda solution: values(self.made.program, solution))
        return None if best is plan else best

    def prove_one(self, number: int, close: float, method: Method, plan: Solution) -> Answer | None:
        """Prove a bound of one goal among the plans that are as good in the goals before it."""
        objectives = self.made.program.objectives
        objective, begun = objectives[number], time.monotonic()
        share = self.left() * min(1.0, _FAIR * max(1, self.limits.workers) / self.waiting)
        self.waiting -= 1
        if share < _LEAST * self.seconds.get("relaxation", 0.0):
            method = prices  # branch and bound would not get to its first bound, nor look at the clock
        if share <= self.tried.get((objective.goal, method), 0.0) or self.watch.stop.is_set():
            return None  # what a method did not prove in a longer time before, it will not prove now

        caps = self.caps(number, plan)
        tolerance = int(close * objective.scale * objective.divisor)
        question = Question(self.made.program, caps, objective, plan, tolerance)
        answer = method(question, share, lambda *_: self.listen(number))
        self.take(number, answer.bound or 0, caps)
        self.tried[objective.goal, method] = self.spent(objective, begun)
        self.report(number)
        return answer

    def spent(self, objective: Objective, begun: float) -> float:
        """Add up the time that went into a goal, and return how much it was this time. [s]"""
        seconds = time.monotonic() - begun
        self.seconds[objective.goal] = self.seconds.get(objective.goal, 0.0) + seconds
        return seconds

    def mend(self, better: Solution) -> None:
        """Take over a solution of branch and bound, which looks at one goal only, if the others can be mended in time.

        Else a little of one goal would be paid with all of the next ones, only because time is up.
        """
        deadline = time.monotonic() + _MENDING * self.left()
        mended = improve(self.made, better, deadline, self.listen, self.limits, lambda _: None, self.aim)
        cost = blend(self.made.program, GENTLE)
        if self.best is None or cost @ mended < cost @ self.best:
            self.keep(mended)

    def left(self) -> float:
        """Return how much time is left. [s]"""
        return _ENOUGH * self.limits.time_limit - (time.monotonic() - self.started)

    def gap(self, objective: Objective) -> float:
        """Return (best - bound) / scale, with 0 for the bound of what is not proven yet. [1]"""
        best = 0 if self.best is None else value_at(objective, self.best)
        return (best - self.bounds.get(objective.goal, 0)) / objective.divisor / objective.scale

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
