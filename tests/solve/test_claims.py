"""An engine's claim is not believed: contradictions and wrong numbers are our defect, and are said."""

import numpy as np
import pytest

from builders import activity, billet, contingent, mission, site
from contingent.app import plan_mission as story
from contingent.core.errors import EngineError
from contingent.domain.verdict import Verdict, Violation
from contingent.domain.vocabulary import Rule
from contingent.formulation import formulate
from contingent.formulation.program import Objective, Program
from contingent.instance import compile_mission
from contingent.solve.answer import Answer, Listener, Solution, Status
from contingent.solve.claim import Ending
from contingent.solve.lexicographic import solve_goals
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch


def small_program() -> Program:
    made = mission(site(), activity(), billet(2), contingent("es", "ESP", 1), weeks=3)
    return formulate(compile_mission(made)).program


class Scripted:
    """An engine that says what it is told to say."""

    def __init__(self, answers: list[Answer]) -> None:
        self.answers = answers
        self.caps: list[int] = []

    def minimise(
        self, objective: Objective, seconds: float, tolerance: int, start: Solution | None, listen: Listener
    ) -> Answer:
        """Give the next answer."""
        return self.answers.pop(0)

    def cap(self, objective: Objective, most: int) -> None:
        """Note the cap."""
        self.caps.append(most)


def run(*answers: Answer) -> object:
    engine = Scripted(list(answers))
    return solve_goals(small_program(), {}, Limits(), Watch(), lambda program, limits: engine)


def test_numbers_that_break_a_row_are_refused() -> None:
    wrong = np.full(small_program().matrix.shape[1], 10**6)
    with pytest.raises(EngineError, match="do not satisfy"):
        run(Answer(Status.OPTIMAL, wrong, 0, 0))


def test_infeasible_after_a_plan_is_a_contradiction() -> None:
    nothing = np.zeros(small_program().matrix.shape[1], dtype=np.int64)
    with pytest.raises(EngineError, match="a plan is known"):
        run(Answer(Status.FEASIBLE, nothing, 0, 0), Answer(Status.INFEASIBLE, None, None, None))


def test_no_plan_in_time_is_not_a_value_of_zero() -> None:
    claim = run(Answer(Status.UNKNOWN, None, None, None))
    assert claim.ending is Ending.NOTHING  # type: ignore[attr-defined]
    assert claim.goals == ()  # type: ignore[attr-defined]


def test_a_plan_that_the_verifier_refutes_never_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    unlawful = Verdict(violations=(Violation(Rule.CEILING, 0, "all", "one too many"),))
    monkeypatch.setattr(story, "verify", lambda mission, plan: unlawful)
    made = mission(site(), activity(), billet(2), contingent("es", "ESP", 1), weeks=3)
    with pytest.raises(EngineError, match="one too many"):
        story.plan_mission(made, Limits(), Watch())


def test_a_goal_that_the_verifier_counts_higher_never_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    def count_one_more(mission: object, plan: object) -> Verdict:
        verdict = honest(mission, plan)  # type: ignore[arg-type]
        return Verdict(goals={goal: value + 1 for goal, value in verdict.goals.items()})

    honest = story.verify
    monkeypatch.setattr(story, "verify", count_one_more)
    made = mission(site(), activity(), billet(2), contingent("es", "ESP", 1), weeks=3)
    with pytest.raises(EngineError, match="verifier counts"):
        story.plan_mission(made, Limits(), Watch())
