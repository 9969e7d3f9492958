"""Goals one after another: each is minimised while all before it keep their best values (and their slack)."""

import time
from collections.abc import Callable
from fractions import Fraction

from contingent.core.errors import EngineError
from contingent.domain.plan import GoalResult
from contingent.domain.vocabulary import Goal
from contingent.formulation.program import Objective, Program
from contingent.solve.answer import Answer, Engine, Listener, Solution, Status, value_at
from contingent.solve.claim import Claim, Ending, goal_result
from contingent.solve.limits import Limits
from contingent.solve.watch import Progress, Watch

METHOD = "goal by goal"

_SHARE = 0.4
"""Part of the remaining time that one goal may take at most, while several are left."""


def solve_goals(
    program: Program,
    slack: dict[Goal, Fraction],
    limits: Limits,
    watch: Watch,
    engine_of: Callable[[Program, Limits], Engine],
    start: Solution | None = None,
) -> Claim:
    """Minimise the objectives of a program in their order.

    The bound of a goal is proven among all plans that are at least as good in the goals before it as the plan
    returned. If an earlier goal was stopped before its proof, that is still what its bound says; a plan that is better
    there may be worse here.

    Parameters
    ----------
    slack
        Per goal, the share of its best value that later goals may give away.
    start
        A solution to begin with.
    """
    run = _Run(program, slack, limits, watch, start)
    started = time.monotonic()
    engine = engine_of(program, limits)
    for number, objective in enumerate(program.objectives):
        if not run.treat(engine, number, objective, started):
            break
    return run.claim()


class _Run:
    """The state of one run: the best solution so far, and what was said of each goal."""

    def __init__(
        self, program: Program, slack: dict[Goal, Fraction], limits: Limits, watch: Watch, start: Solution | None
    ) -> None:
        self.program, self.slack, self.limits, self.watch = program, slack, limits, watch
        self.solution = start
        self.answers: list[Answer] = []
        self.seconds: dict[str, float] = {}
        self.ending = Ending.DONE

    def treat(self, engine: Engine, number: int, objective: Objective, started: float) -> bool:
        """Minimise one goal; return whether to go on."""
        begun = time.monotonic()
        left = self.limits.time_limit - (begun - started)
        if (left <= 0 and number > 0) or self.watch.stop.is_set():
            self.ending = Ending.STOPPED if self.solution is not None else Ending.NOTHING
            return False
        answer = self._minimise(engine, number, objective, left, started)
        self.seconds[objective.goal] = time.monotonic() - begun
        if not self._keep(objective, answer):
            return False
        best = value_at(objective, self.solution) if self.solution is not None else 0
        engine.cap(objective, best + int(self.slack.get(objective.goal, Fraction(0)) * best))
        return True

    def claim(self) -> Claim:
        """Return what was found."""
        if self.solution is None:
            return Claim(self.ending, None, (), self.seconds, METHOD)
        results: list[GoalResult] = []
        for i, objective in enumerate(self.program.objectives):
            answer = self.answers[i] if i < len(self.answers) else None
            results.append(goal_result(objective, value_at(objective, self.solution), answer))
        if self.ending is Ending.DONE and any(a.status is not Status.OPTIMAL for a in self.answers):
            self.ending = Ending.STOPPED
        return Claim(self.ending, self.solution, tuple(results), self.seconds, METHOD)

    def _minimise(self, engine: Engine, number: int, objective: Objective, left: float, started: float) -> Answer:
        if self.solution is not None and value_at(objective, self.solution) == 0:
            return Answer(Status.OPTIMAL, self.solution, 0, 0)  # no goal is ever below 0
        remaining = len(self.program.objectives) - number
        seconds = left * max(_SHARE, 1.0 / remaining)
        tolerance = int(self.limits.gap * objective.scale * objective.divisor)
        listen = self._listener(objective, number, started)
        listen(None if self.solution is None else float(value_at(objective, self.solution)), None)
        return engine.minimise(objective, seconds, tolerance, self.solution, listen)

    def _keep(self, objective: Objective, answer: Answer) -> bool:
        """Take over an answer; return whether to go on."""
        if answer.status is Status.INFEASIBLE:
            if self.solution is not None:
                raise EngineError(f"the engine says infeasible at goal {objective.goal}, but a plan is known")
            self.ending = Ending.INFEASIBLE
            return False
        if answer.solution is not None:
            if not self.program.is_satisfied_by(answer.solution):
                raise EngineError("the engine returned numbers that do not satisfy the program")
            known = None if self.solution is None else value_at(objective, self.solution)
            if known is None or value_at(objective, answer.solution) <= known:
                self.solution = answer.solution
        elif self.solution is None:
            self.ending = Ending.NOTHING
            return False
        self.answers.append(answer)
        return True

    def _listener(self, objective: Objective, number: int, started: float) -> Listener:
        def listen(best: float | None, bound: float | None) -> bool:
            best, bound = (None if x is None else x / objective.divisor for x in (best, bound))
            gap = None if best is None or bound is None else max(0.0, best - bound) / objective.scale
            elapsed = time.monotonic() - started
            count = len(self.program.objectives)
            self.watch.report(Progress(objective.goal, number + 1, count, best, bound, gap, elapsed))
            return self.watch.stop.is_set()

        return listen
