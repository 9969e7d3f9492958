"""The method for large missions on missions so small that the best is known.

It may be worse, never better, and never unproven.
"""

import time

import numpy as np
import pytest

from contingent.app.plan_mission import plan_mission
from contingent.domain.mission import Mission
from contingent.formulation import Formulation, decode, formulate
from contingent.formulation.coarse import coarse
from contingent.formulation.neighbourhoods import Neighbourhoods
from contingent.instance import compile_mission
from contingent.solve.anytime import search_and_bound
from contingent.solve.blend import values
from contingent.solve.claim import Claim, Ending
from contingent.solve.lexicographic import solve_goals
from contingent.solve.limits import Limits
from contingent.solve.relaxation import bound
from contingent.solve.search import first_plan
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
    one, two = Neighbourhoods(made, 7), Neighbourhoods(made, 7)
    drawn = [one.draw() for _ in range(40)]
    assert all((columns == two.draw()).all() for columns in drawn)
    freed = np.zeros_like(one.decisions)
    freed[np.concatenate(drawn)] = True
    assert freed[one.decisions].all()


def test_no_time_gives_no_plan_and_no_error() -> None:
    made = formulate(compile_mission(some_mission()))
    assert first_plan(made, time.monotonic() - 1.0, never, 0) is None


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
