"""Peers whose packages the product has: their plans are lawful, and none claims more than can be had."""

import importlib
import time
from pathlib import Path

import numpy as np
import pytest

from contingent.app.plan_mission import plan_mission
from contingent.domain.plan import Proof
from contingent.domain.vocabulary import Goal
from contingent.files import read_mission
from contingent.formulation import formulate
from contingent.formulation.program import Objective
from contingent.instance import compile_mission
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch
from contingent.verify import verify

FIRST = Path(__file__).parents[2] / "missions" / "first"
SECONDS = 2.0
"""Enough for a lawful plan of a tiny mission. [s]"""
WORKERS = 1
"""HiGHS keeps the first number of threads that a process asks for, and refuses others."""
HERE = ("highs_matrix", "cpsat_matrix_2", "cpsat_matrix_8", "interval_cpsat")


@pytest.fixture(scope="module")
def mission():
    return read_mission(FIRST).mission


@pytest.fixture(scope="module")
def optimum(mission):
    """The best that can be had of each goal in turn, as proved."""
    plan = plan_mission(mission, Limits(time_limit=60.0, workers=1), Watch()).plan
    proved = [g for g in plan.goals if g.proof is Proof.OPTIMAL]
    assert [g.goal for g in proved[:3]] == [Goal.ESSENTIAL, Goal.COVERAGE, Goal.RELEASE]
    return tuple(int(g.value) for g in proved[:3])


@pytest.mark.parametrize("name", HERE)
def test_a_peer_makes_a_lawful_plan_and_none_better_than_the_best(benchmarks, mission, optimum, name):
    peer = importlib.import_module(f"peers.{name}")
    made = formulate(compile_mission(mission)) if peer.NEEDS_MATRIX else None
    said = []
    plan = peer.run(made, mission, SECONDS, WORKERS, lambda *words: said.append(words))
    verdict = verify(mission, plan)
    assert verdict.is_lawful, [str(v) for v in verdict.violations][:3]
    value = tuple(int(verdict.goals[g]) for g in (Goal.ESSENTIAL, Goal.COVERAGE, Goal.RELEASE))
    assert value >= optimum
    assert value[0] == optimum[0]
    best = {goal: best for goal, best, _ in said if best is not None}
    bounds = {goal: bound for goal, _, bound in said if bound is not None}
    assert best["essential"] == value[0]
    assert best["coverage"] == value[1]
    assert bounds.get("essential", 0) <= optimum[0]
    assert bounds.get("coverage", 0) <= optimum[1]
    assert bool(bounds) is peer.NEEDS_MATRIX


@pytest.mark.parametrize("name", HERE)
def test_a_peer_says_what_it_is_and_how_it_is_set(benchmarks, name):
    peer = importlib.import_module(f"peers.{name}")
    assert any(c.isdigit() for c in peer.VERSION)
    assert all(isinstance(k, str) and isinstance(v, str) for k, v in peer.SETTINGS.items())


class Fake:
    """An engine that finds what it is told to find, and notes what it was asked."""

    def __init__(self, *found):
        self.found, self.times, self.starts, self.caps = list(found), [], [], []

    def minimise(self, objective, watch, start):
        self.times.append((watch.soon - time.monotonic(), watch.end - time.monotonic()))
        self.starts.append(None if start is None else start.tolist())
        solution = self.found.pop(0)
        if solution is not None:
            watch.found(solution)

    def cap(self, objective, most):
        self.caps.append(most)


def goal(number, column, cost=1, offset=0):
    return Objective(list(Goal)[number], np.array([column]), np.array([cost]), offset, 1, 1.0)


@pytest.fixture
def in_order(benchmarks):
    return importlib.import_module("peers._in_order")


def test_goals_are_capped_at_what_was_found_and_each_takes_half_of_the_time(in_order):
    engine = Fake([3, 9], [2, 9], [2, 5])
    best = in_order.in_order(engine, (goal(0, 0), goal(1, 0, 2, 1), goal(2, 1)), time.monotonic() + 40, lambda *_: None)
    assert best.tolist() == [2, 5]
    assert engine.caps == [3, 5, 5]
    assert engine.starts == [None, [3, 9], [2, 9]]
    assert [round(soon) for soon, _ in engine.times] == [20, 20, 40]
    assert [round(end) for _, end in engine.times] == [40, 40, 40]


def test_a_goal_for_which_nothing_better_is_found_keeps_the_plan(in_order):
    engine = Fake([3, 9], None)
    best = in_order.in_order(engine, (goal(0, 0), goal(1, 1)), time.monotonic() + 40, lambda *_: None)
    assert best.tolist() == [3, 9]


def test_without_a_solution_there_is_no_plan(in_order):
    assert in_order.in_order(Fake(None), (goal(0, 0), goal(1, 1)), time.monotonic() + 40, lambda *_: None) is None


def test_a_bound_is_rounded_up_to_what_the_goal_can_be_and_never_told_twice(in_order):
    told = []
    first = goal(0, 0, 4, 2)
    watch = in_order.Watch((first,), first, lambda *words: told.append(words), 0.0, 0.0, None)
    for bound in (-1e30, 2.1, 5.9, 6.0, 6.3):
        watch.proved(bound)
    assert told == [("essential", None, 6.0), ("essential", None, 10.0)]
