"""The method for large missions on missions so small that the best is known.

It may be worse, never better, and never unproven.
"""

import time

import numpy as np
import pytest
from scipy import sparse

from builders import activity, billet, contingent, fill, in_place, mission, plan, site, tour
from contingent.app.plan_mission import plan_mission
from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Goal
from contingent.formulation import Formulation, decode, follow, formulate
from contingent.formulation.coarse import coarse
from contingent.formulation.neighbourhoods import Neighbourhoods
from contingent.formulation.program import Objective, Program
from contingent.instance import compile_mission
from contingent.solve.anytime import _Run, search_and_bound
from contingent.solve.apart import branch, branch_apart
from contingent.solve.blend import values
from contingent.solve.claim import Claim, Ending
from contingent.solve.first_plan import first_plan
from contingent.solve.improve import _Best
from contingent.solve.lexicographic import solve_goals
from contingent.solve.limits import Limits
from contingent.solve.nearby import solution_near
from contingent.solve.proof import Method, Question, branching, prices
from contingent.solve.relaxation import bound
from contingent.solve.solve import exact_engine
from contingent.solve.watch import Watch
from contingent.verify import verify
from oracle.missions import tiny_mission

SEEDS = [seed for seed in range(4000, 4060) if not tiny_mission(seed).planning.slack]


def never() -> bool:
    return False


def exact(made: Formulation) -> Claim:
    return solve_goals(made.program, {}, Limits(), Watch(), exact_engine)


def soon() -> float:
    return time.monotonic() + 20.0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_searched_plan_is_lawful_no_better_than_the_best_and_its_bounds_hold(seed: int) -> None:
    mission = tiny_mission(seed)
    made = formulate(compile_mission(mission))
    best = exact(made)
    claim = search_and_bound(made, {}, Limits(time_limit=20.0), Watch())
    if best.solution is None:
        assert claim is None
        return
    if claim is None:
        return  # rounding found nothing: the exact method takes over
    assert claim.solution is not None
    assert verify(mission, decode(made, claim.solution)).is_lawful
    found, known = values(made.program, claim.solution), values(made.program, best.solution)
    assert found >= known
    for i, result in enumerate(claim.goals):
        assert result.bound is not None
        assert result.bound <= result.value
        if found[:i] == known[:i]:
            assert result.bound <= best.goals[i].value


@pytest.mark.parametrize("seed", SEEDS[20:40])
@pytest.mark.parametrize("workers", [1, 2])
def test_with_time_the_search_ends_at_the_best_plan_and_proves_it(seed: int, workers: int) -> None:
    made = formulate(compile_mission(tiny_mission(seed)))
    best = exact(made)
    claim = search_and_bound(made, {}, Limits(time_limit=30.0, workers=workers), Watch())
    if claim is None:
        return
    assert best.solution is not None
    assert claim.solution is not None
    assert values(made.program, claim.solution) == values(made.program, best.solution)
    assert [result.bound for result in claim.goals] == [result.value for result in claim.goals]
    assert claim.ending is Ending.DONE


@pytest.mark.parametrize("seed", SEEDS[:20])
@pytest.mark.parametrize("method", [prices, branching])
@pytest.mark.parametrize("seconds", [0.0, 10.0], ids=["no-time", "time"])
def test_no_method_proves_more_than_is_true(seed: int, method: Method, seconds: float) -> None:
    made = formulate(compile_mission(tiny_mission(seed)))
    best = exact(made)
    if best.solution is None:
        return
    known = values(made.program, best.solution)
    objectives = made.program.objectives
    for i, objective in enumerate(objectives):
        caps = list(zip(objectives[:i], known[:i], strict=True))
        answer = method(Question(made.program, caps, objective, best.solution, 0), seconds, lambda *_: False)
        assert answer.value == known[i]
        assert answer.bound is not None
        assert 0 <= answer.bound <= known[i]
        if method is branching and seconds:
            assert answer.bound == known[i]


def at_least_one_of_two() -> Program:
    """Return x + y >= 1, both 0 to 2, with x + 2 y to be small."""
    goal = Objective(Goal.COVERAGE, np.array([0, 1]), np.array([1, 2]), 0, 1, 1.0)
    matrix = sparse.csr_array(np.ones((1, 2)))
    return Program(matrix, np.array([1.0]), np.array([np.inf]), np.zeros(2), np.full(2, 2.0), (goal,))


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ([1, 2], [2, 1], [1, 1]),  # both changes go together
        ([0, 2], [2, 0], [2, 0]),  # together they break the row; the second alone is better
        ([1, 1], [2, 1], [1, 0]),  # what the second changes is added to the first
        ([1, 1], [2, 2], [1, 1]),  # no change
    ],
    ids=["together", "second", "merged", "none"],
)
def test_changes_that_were_found_at_once_are_kept_together_where_they_can(first, second, kept) -> None:
    start = np.array([2, 2])
    told = []
    best = _Best(at_least_one_of_two(), start, told.append)
    best.offer(np.array(first), start)
    best.offer(np.array(second), start)
    best.offer(None, start)
    assert best.solution.tolist() == kept
    assert told[-1].tolist() == kept


@pytest.mark.parametrize("seed", SEEDS[:20])
@pytest.mark.parametrize("seconds", [0.0, 10.0], ids=["no-time", "time"])
def test_a_bound_from_prices_is_never_above_the_best(seed: int, seconds: float) -> None:
    made = formulate(compile_mission(tiny_mission(seed)))
    best = exact(made)
    if best.solution is None:
        return
    known = values(made.program, best.solution)
    objectives = made.program.objectives
    for i, objective in enumerate(objectives):
        caps = list(zip(objectives[:i], known[:i], strict=True))
        assert 0 <= bound(made.program, caps, objective, seconds, never) <= known[i]


@pytest.mark.parametrize("seed", SEEDS[:20])
@pytest.mark.parametrize("step", [1, 2, 4])
def test_a_coarse_solution_is_a_solution_of_the_whole_and_no_better(seed: int, step: int) -> None:
    made = formulate(compile_mission(tiny_mission(seed)))
    small = coarse(made, step)
    found = solve_goals(small.program, {}, Limits(), Watch(), exact_engine).solution
    if found is None:
        return
    lifted = small.lift(found)
    best = exact(made).solution
    assert best is not None
    assert made.program.is_satisfied_by(lifted)
    assert values(made.program, lifted) == values(small.program, found)
    assert values(made.program, lifted) >= values(made.program, best)


def some_mission() -> Mission:
    return tiny_mission(SEEDS[0])


def test_every_decision_is_free_in_some_part_and_parts_are_the_same_for_a_seed() -> None:
    made = formulate(compile_mission(tiny_mission(3)))
    around = Neighbourhoods(made)
    one, two = np.random.default_rng(7), np.random.default_rng(7)
    drawn = [around.few(one) for _ in range(40)]
    assert all((columns == around.few(two)).all() for columns in drawn)
    freed = np.zeros_like(around.decisions)
    freed[np.concatenate(drawn)] = True
    assert freed[around.decisions].all()


def test_what_a_plan_and_the_relaxation_agree_on_stays_and_the_rest_is_free() -> None:
    made = formulate(compile_mission(tiny_mission(3)))
    around = Neighbourhoods(made)
    decisions = np.flatnonzero(around.decisions)
    plan = np.zeros(len(around.decisions), dtype=np.int64)
    corner = plan.astype(float)
    corner[decisions[0]] = 0.5
    freed = around.between(plan, corner)
    assert decisions[0] in freed
    assert not set(decisions[1:]) & set(freed)


def test_no_time_gives_no_plan_and_no_error() -> None:
    made = formulate(compile_mission(some_mission()))
    assert first_plan(made, time.monotonic() - 1.0, never, Limits(), lambda _: None) is None


def test_a_stopped_run_says_that_it_was_stopped() -> None:
    watch = Watch()
    watch.stop.set()
    outcome = plan_mission(some_mission(), Limits(), watch)
    assert outcome.plan is None
    assert outcome.status == "no-plan-in-time"


def test_a_plan_that_is_found_is_kept_when_the_run_is_stopped_before_the_proofs() -> None:
    made = formulate(compile_mission(tiny_mission(3)))
    watch = Watch()
    watch.report = lambda progress: watch.stop.set() if progress.best is not None else None
    claim = search_and_bound(made, {}, Limits(time_limit=20.0), watch)
    assert claim is not None
    assert claim.solution is not None
    assert claim.ending in (Ending.STOPPED, Ending.DONE)
    assert made.program.is_satisfied_by(claim.solution)


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_a_process_of_its_own_proves_the_same(seed: int) -> None:
    made = formulate(compile_mission(tiny_mission(seed)))
    best = exact(made).solution
    if best is None:
        return
    objective = made.program.objectives[-1]
    caps = list(zip(made.program.objectives[:-1], values(made.program, best)[:-1], strict=True))
    question = Question(made.program, caps, objective, best, 0)
    here, apart = (ask(question, 20.0, lambda *_: False) for ask in (branch, branch_apart))
    assert (apart.value, apart.bound, apart.status) == (here.value, here.bound, here.status)
    assert apart.solution is not None
    assert made.program.is_satisfied_by(apart.solution)


def test_a_process_ends_when_it_is_told_and_the_plan_is_kept() -> None:
    made = formulate(compile_mission(tiny_mission(3)))
    best = exact(made).solution
    assert best is not None
    question = Question(made.program, [], made.program.objectives[0], best, 0)
    answer = branch_apart(question, 20.0, lambda *_: True)
    assert answer.bound is None
    assert answer.solution is best


def school(*rows: object, **more: object) -> Mission:
    return mission(site(), activity(), billet(1), in_place("us", "USA", 1), *rows, release=("USA",), **more)


def solved_near(made: Formulation, known: object) -> np.ndarray:
    found = solution_near(made, follow(made, known), 20.0, never)
    assert found is not None
    return found


def test_a_bound_is_let_go_when_the_plan_pays_for_an_earlier_goal_with_a_later_one() -> None:
    made = formulate(compile_mission(school(goals=("release", "coverage", "turbulence"))))
    stays = solved_near(made, plan(school(), tour("us", 1, -4), fill("us", 1, 0)))
    goes = solved_near(made, plan(school(), tour("us", 1, -4, 1)))
    before, after = values(made.program, stays), values(made.program, goes)
    assert after[0] < before[0]
    assert after[1] > before[1]
    run = _Run(made, {}, Limits(), Watch())
    run.keep(stays)
    for number in range(3):
        run.take(number, 0, run.caps(number, stays))
    assert set(run.bounds) == {Goal.RELEASE, Goal.COVERAGE, Goal.TURBULENCE}
    run.keep(goes)
    # Coverage was bounded among plans that release no later than the old one, and the new one does not. Turbulence was
    # bounded among plans that cover as much as the old one, which says nothing of the new one.
    assert set(run.bounds) == {Goal.RELEASE, Goal.COVERAGE}
    run.take(2, 1, run.caps(2, stays))
    assert Goal.TURBULENCE not in run.bounds
    run.take(2, 1, run.caps(2, goes))
    assert run.bounds[Goal.TURBULENCE] == 1
    run.take(2, 0, run.caps(2, goes))
    assert run.bounds[Goal.TURBULENCE] == 1, "a weaker bound says nothing new"


def test_a_window_frees_who_crosses_in_its_weeks_and_what_is_handed_over_then() -> None:
    made = formulate(compile_mission(school(goals=("coverage",))))
    around = Neighbourhoods(made)
    free = np.zeros(len(made.program.lower), dtype=bool)
    free[around.weeks(2, 5)] = True
    inside = np.unique(made.journeys.crossing[:, 2:5])
    outside = np.setdiff1d(made.journeys.crossing, inside)
    assert free[inside[inside >= 0]].all()
    assert not free[outside[outside >= 0]].any()
    whole = np.zeros_like(free)
    whole[around.weeks(0, made.instance.weeks)] = True
    assert whole[around.decisions].all()


@pytest.mark.parametrize("workers", [1, 2])
def test_where_rounding_finds_a_plan_nobody_waits_for_one_of_those_who_stay(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = formulate(compile_mission(school(contingent("es", "ESP", 1), goals=("release", "coverage"))))
    asked: list[str] = []
    monkeypatch.setattr("contingent.solve.first_plan.solution_near", lambda *_: asked.append("stay"))
    found = first_plan(made, soon(), never, Limits(workers=workers), lambda _: None)
    assert found is not None
    assert made.program.is_satisfied_by(found)
    assert workers > 1 or not asked
    monkeypatch.setattr("contingent.solve.first_plan.rounded_plan", lambda *_: None)
    assert first_plan(made, soon(), never, Limits(workers=workers), lambda _: None) is None
    assert asked
