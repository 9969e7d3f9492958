"""Planning again beside a known plan: lawful, never better than the best, and bounded by no more than is true."""

from pathlib import Path

import pytest

from builders import activity, billet, ceiling, contingent, fill, in_place, mission, plan, site, tour
from contingent.app.plan_mission import plan_mission
from contingent.domain.plan import Plan
from contingent.domain.vocabulary import Goal
from contingent.files import read_mission
from contingent.formulation import decode, formulate
from contingent.instance import compile_mission
from contingent.solve import solve as solving
from contingent.solve.again import plan_again
from contingent.solve.blend import GENTLE, blend, values
from contingent.solve.claim import Claim, Ending
from contingent.solve.limits import Limits
from contingent.solve.relaxation import Relaxation, bound
from contingent.solve.watch import Watch
from contingent.verify import verify
from oracle.missions import tiny_oracle

ROOT = Path(__file__).parents[2]
SOON = 20.0


def never() -> bool:
    return False


def again(of: object, near: Plan, seconds: float = SOON, watch: Watch | None = None) -> tuple[Claim, Plan | None]:
    made = formulate(compile_mission(of))
    claim = plan_again(made, near, Limits(time_limit=seconds), watch or Watch())
    return claim, None if claim.solution is None else decode(made, claim.solution)


@pytest.mark.parametrize("seeds", [range(10), range(10, 20)], ids=str)
def test_it_is_lawful_and_the_brute_force_finds_nothing_better_than_its_bounds(seeds: range) -> None:
    planned = 0
    for seed in seeds:
        oracle = tiny_oracle(seed)
        of = oracle.mission
        claim, found = again(of, plan(of))
        if found is None or oracle.best is None:
            continue
        planned += 1
        verdict = verify(of, found)
        assert verdict.is_lawful, seed
        for result in claim.goals:
            best = oracle.best.values[result.goal]
            assert float(result.bound or 0) <= float(best) + 1e-9, (seed, result)
            if verdict.goals[result.goal] != best:
                break  # what follows is bounded among plans that are worse than the best
            if result.bound != result.value:
                assert all(r.bound == 0 for r in claim.goals[claim.goals.index(result) + 1 :]), seed
                break
    assert planned > 3


def test_a_plan_that_is_best_is_found_again_with_its_proof() -> None:
    of = read_mission(ROOT / "missions" / "first").mission
    assert of is not None
    known = plan_mission(of, Limits(), Watch()).plan
    assert known is not None
    claim, found = again(of, known)
    assert found is not None
    assert verify(of, found).goals == verify(of, known).goals
    first = claim.goals[0]
    assert (first.goal, first.value, first.bound) == (Goal.ESSENTIAL, 0, 0)


def test_from_a_plan_that_is_not_the_best_it_goes_on() -> None:
    rows = (site(), activity(), billet(3), contingent("es", "ESP", 3))
    of = mission(*rows, goals=("coverage",))
    claim, found = again(of, plan(of))
    assert found is not None
    assert (claim.goals[0].value, claim.goals[0].bound) == (0, 0)


def test_what_the_relaxation_does_not_prove_is_not_claimed_nor_is_what_follows() -> None:
    rows = (site(), activity(), billet(3), contingent("es", "ESP", 3, indivisible=True), ceiling(2))
    of = mission(*rows, in_place("us", "USA", 1), goals=("coverage", "release"), release=("USA",))
    claim, _ = again(of, plan(of, tour("us", 1, -4)))
    # Two thirds of a company would fit under the ceiling, and nobody comes by thirds.
    coverage, release = claim.goals
    assert coverage.bound < coverage.value
    assert release.bound == 0


def test_after_a_goal_with_slack_nothing_is_claimed() -> None:
    rows = (site(), activity(), billet(1), in_place("us", "USA", 1))
    strict = mission(*rows, goals=("coverage", "release"), release=("USA",))
    loose = mission(*rows, goals=("coverage", "release"), release=("USA",), slack={"coverage": 0.5})
    stays = tour("us", 1, -4), fill("us", 1, 0)
    assert again(strict, plan(strict, *stays))[0].goals[1].bound > 0
    assert again(loose, plan(loose, *stays))[0].goals[1].bound == 0


def test_without_time_or_when_stopped_it_claims_no_more_than_it_has() -> None:
    of = mission(site(), activity(), billet(3), contingent("es", "ESP", 3))
    claim, found = again(of, plan(of), seconds=0.0)
    assert (claim.ending, found) == (Ending.NOTHING, None)
    watch = Watch()
    watch.stop.set()
    assert again(of, plan(of), watch=watch)[0].ending is Ending.NOTHING


def test_only_a_large_program_with_a_known_plan_is_planned_briefly(monkeypatch: pytest.MonkeyPatch) -> None:
    of = mission(site(), activity(), billet(3), contingent("es", "ESP", 3))
    made, brief = formulate(compile_mission(of)), Limits(is_brief=True)

    def method(near: Plan | None) -> str:
        return solving.solve_near(made, near, 0.2, brief, Watch()).method

    assert "beside" not in method(plan(of))
    monkeypatch.setattr(solving, "LARGE", 0)
    assert method(plan(of)) == "beside a known plan"
    assert "beside" not in method(None)


# Bounds one after the other


@pytest.mark.parametrize("name", ["first", "kfor"])
def test_bounds_from_the_last_corner_are_those_from_the_start(name: str) -> None:
    of = read_mission(ROOT / "missions" / name).mission
    assert of is not None
    program = formulate(compile_mission(of)).program
    solution = solving.solve(formulate(compile_mission(of)), Limits(time_limit=SOON), Watch()).solution
    assert solution is not None
    relaxation = Relaxation(program, never)
    assert relaxation.corner(blend(program, GENTLE), SOON) is not None
    caps: list[tuple[object, int]] = []
    for objective, value in zip(program.objectives, values(program, solution), strict=True):
        fresh = bound(program, list(caps), objective, SOON, never)  # type: ignore[arg-type]
        warm = relaxation.bound(objective, SOON)
        unit = objective.scale * objective.divisor
        assert abs(warm - fresh) <= 1 + 1e-3 * unit, objective.goal
        assert warm <= value
        caps.append((objective, value))
        relaxation.cap(objective, value)


def test_without_its_caps_a_relaxation_is_as_new() -> None:
    of = read_mission(ROOT / "missions" / "first").mission
    assert of is not None
    program = formulate(compile_mission(of)).program
    relaxation = Relaxation(program, never)
    assert relaxation.corner(blend(program, GENTLE), SOON) is not None
    last = program.objectives[-1]
    free = relaxation.bound(last, SOON)
    relaxation.free()  # there are none yet
    for objective in program.objectives[:-1]:
        relaxation.cap(objective, max(0, relaxation.bound(objective, SOON)))
    assert relaxation.bound(last, SOON) > free
    relaxation.free()
    assert relaxation.bound(last, SOON) == free


def test_a_cut_off_bound_proves_less_and_nothing_false() -> None:
    of = read_mission(ROOT / "missions" / "kfor").mission
    assert of is not None
    program = formulate(compile_mission(of)).program
    relaxation = Relaxation(program, lambda: True)
    assert relaxation.corner(blend(program, GENTLE), SOON) is None
    objective = program.objectives[0]
    assert 0 <= relaxation.bound(objective, SOON) <= bound(program, [], objective, SOON, never)
