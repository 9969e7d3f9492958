"""Bounds by prices hold on missions whose best values are known, whatever the prices, and come near the relaxation."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from builders import activity, billet, condition, contingent, in_place, mission, site
from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Goal
from contingent.files import read_mission
from contingent.formulation import formulate
from contingent.instance import compile_mission
from contingent.solve.relaxation import bound
from contingent.tours.ascent import Bound, prove
from contingent.tours.dual import Dual
from contingent.tours.prices import GOALS, rows_that_hold
from contingent.tours.problem import Floats, problem, refusal
from oracle.missions import any_mission, tiny_oracle

FIRST = Path(__file__).parents[2] / "missions" / "first"
SEEDS = [range(4), range(4, 8), range(8, 12)]
SMALL = range(400, 412)
"""Seeds of small missions whose best values nobody asks."""


def dual_of(mission: Mission) -> Dual | None:
    inst = compile_mission(mission)
    return Dual(problem(inst)) if refusal(inst) is None else None


@cache
def small_duals() -> list[Dual]:
    made = [dual_of(any_mission(seed)) for seed in SMALL]
    return [dual for dual in made if dual is not None]


def drawn(dual: Dual, rng: np.random.Generator, goals: set[Goal]) -> Floats:
    """Draw prices of rows that hold, some of them 0."""
    holds = rows_that_hold(dual.problem, dual.layout, dual.needs.back, goals)
    size = float(rng.choice([0.05, 0.3, 1.0, 3.0]))
    return rng.random(dual.layout.size) * size * holds * (rng.random(dual.layout.size) < rng.random())


def proven_at(dual: Dual, goal: Goal, caps: dict[Goal, float], prices: Floats) -> float:
    dual.layout.view(prices).goal[GOALS.index(goal)] = 1.0
    return dual.evaluate(prices, np.array([caps.get(g, 0.0) for g in GOALS]), np.zeros(dual.layout.size))


def climbed(dual: Dual, goal: Goal, caps: dict[Goal, object], steps: int, start: Bound | None = None) -> Bound:
    return prove(dual, goal, caps, 60, lambda: False, lambda _: None, start=start, iterations=steps)


@pytest.mark.parametrize("seeds", SEEDS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_no_bound_is_above_the_best_value_of_a_tiny_mission(seeds):
    for seed in seeds:
        oracle = tiny_oracle(seed)
        dual = dual_of(oracle.mission)
        if dual is None or oracle.best is None:
            continue
        caps, rng, before = {}, np.random.default_rng(seed), None
        for goal, best in oracle.best.values.items():
            for _ in range(5):
                prices = drawn(dual, rng, {goal, *caps})
                assert proven_at(dual, goal, {g: float(x) for g, x in caps.items()}, prices) <= float(best) + 1e-9
            before = climbed(dual, goal, caps, 60, before)
            assert before.value <= best, (seed, goal)
            caps[goal] = oracle.best.limits[goal]


def test_the_first_goals_of_the_first_mission_are_proven_to_the_value_of_the_relaxation():
    """Later goals, with many caps, take thousands of steps to come as near."""
    first = read_mission(FIRST).mission
    program = formulate(compile_mission(first)).program
    dual, caps, posted = _certain(first), {}, []
    for objective in program.objectives[:4]:
        reached = climbed(dual, objective.goal, caps, 400).value
        relaxed = bound(program, posted, objective, 30, lambda: False)
        # That bound is rounded up to whole numbers, this one is not.
        assert reached >= relaxed / objective.divisor - 1 - 0.005 * objective.scale, objective.goal
        caps[objective.goal] = relaxed // objective.divisor + 1 + int(0.05 * objective.scale)
        posted.append((objective, int(caps[objective.goal]) * objective.divisor))


def test_who_depends_on_another_fills_nothing_before_that_one_can_be_there():
    dependent = (
        *contingent("es", "ESP", 1),
        *contingent("fr", "FRA", 1, "cook", from_=4),
        condition("es", "present-with", "fr"),
    )
    asked = mission(site(), activity(), billet(1, essential=1), dependent, weeks=8)
    assert climbed(_certain(asked), Goal.ESSENTIAL, {}, 200).value == pytest.approx(4, abs=0.01)


def test_the_slope_bounds_what_all_other_prices_prove():
    """The bound is concave in the prices, and the sum of prices times slope."""
    rng = np.random.default_rng(7)
    for dual in small_duals():
        holds = rows_that_hold(dual.problem, dual.layout, dual.needs.back, set(Goal))
        caps = rng.random(len(GOALS)) * 5
        here = drawn(dual, rng, set(Goal))
        slope, ignored = np.zeros_like(here), np.zeros_like(here)
        value = dual.evaluate(here, caps, slope)
        if not np.isfinite(value):
            continue
        assert value == pytest.approx(here @ (slope * holds), abs=1e-6)
        for _ in range(10):
            there = drawn(dual, rng, set(Goal))
            ahead = dual.evaluate(there, caps, ignored)
            assert ahead <= value + (there - here) @ (slope * holds) + 1e-6


def test_prices_beyond_what_is_missed_prove_no_more_than_those_cut_down():
    for dual in small_duals():
        prices = dual.layout.filled(lambda of: of.strength.fill(5.0) or of.nation.fill(5.0))
        of = dual.layout.view(prices)
        proven_at(dual, Goal.TARGETS, {}, prices)
        assert (of.strength <= 1.0).all()
        assert of.nation.sum() == 0.0


def test_the_same_number_of_steps_gives_the_same_prices():
    dual = small_duals()[0]
    one, other = (climbed(dual, Goal.ESSENTIAL, {}, 50) for _ in range(2))
    assert one.value == other.value
    assert (one.prices == other.prices).all()
    assert one.iterations == 50


def test_who_is_in_place_and_should_have_left_proves_that_there_is_no_plan():
    overdue = mission(site(), activity(), billet(1), in_place("us", "USA", 1, tour_max=2))
    due = mission(site(), activity(), billet(1), in_place("us", "USA", 1, tour_max=4))
    assert [climbed(_certain(m), Goal.ESSENTIAL, {}, 1).value for m in (overdue, due)] == [np.inf, 0.0]


def _certain(of: Mission) -> Dual:
    dual = dual_of(of)
    assert dual is not None
    return dual


def test_bounds_are_told_while_they_rise_and_an_ascent_can_be_stopped():
    told: list[float] = []
    dual = _certain(read_mission(FIRST).mission)
    found = prove(dual, Goal.TURBULENCE, {Goal.ESSENTIAL: 0}, 60, lambda: bool(told), told.append)
    assert told == sorted(told)
    assert told[-1] == found.value
