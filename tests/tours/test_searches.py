"""Searches beside each other, and what is unlawful on the way: no plan is lost, and what one finds serves all."""

import time

import pytest

from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission
from contingent.instance import compile_mission
from contingent.tours import hunt as story
from contingent.tours.cover import refill
from contingent.tours.hunt import Hunt
from contingent.tours.plan import Effort, plan_tours
from contingent.tours.problem import problem
from contingent.tours.recreate import hand_over
from contingent.tours.search import search
from contingent.verify import verify


@pytest.fixture(scope="module")
def small():
    return problem(compile_mission(generate_mission(Knobs(Size.S, 2, Mix.COMPANIES))))


def begun(p, number=0):
    hunt = Hunt(p, number, lambda _: None)
    assert hunt.start()
    hunt.go_on(time.monotonic() + 0.5, lambda: False, lambda: None)
    return hunt


def broken(hunt):
    """Hand a band over in a week in which an essential post is empty."""
    p = hunt.problem
    for band, may in enumerate(p.bands.may_pass):
        before = int(hunt._state.over[band])
        for week in may.nonzero()[0]:
            hand_over(hunt._case, hunt._compiled, band, int(week))
            refill(hunt._case, hunt._compiled)
            if hunt._state.sums[2] > 0:
                return
        hand_over(hunt._case, hunt._compiled, band, before)
    raise AssertionError("every handover is manned in every week")


def test_what_is_forbidden_is_never_kept(small):
    hunt = begun(small)
    hunt._state = hunt._of(hunt.best)
    for _ in range(50):
        search(hunt._case, hunt._compiled, hunt._noted, 10, 1000.0, -1, story._FORBIDDEN)
        assert hunt._state.sums[2] == 0


def test_a_search_that_stays_unlawful_goes_back_to_its_best_plan(small, monkeypatch):
    hunt = begun(small)
    hunt._state = hunt._of(hunt.best)
    broken(hunt)
    weights: list[float] = []
    monkeypatch.setattr(hunt, "_search", lambda steps, heat, only, weight: weights.append(weight))  # nothing mends it
    for _ in range(story._LOST):
        hunt.take_steps(0.5)
    assert hunt._state.sums[2] > 0
    hunt.take_steps(0.5)
    assert hunt._state.sums[2] == 0
    assert tuple(hunt._state.over) == tuple(hunt.best.over)
    hunt.take_steps(0.5)
    bearable, rest = story._BEARABLE - 1, story._LOST + 1 - (story._BEARABLE - 1)
    assert weights == [story._BROKEN] * bearable + [story._FORBIDDEN] * rest + [story._BROKEN]


def test_what_is_unlawful_for_a_moment_may_be_gone_through(small):
    hunt = begun(small)
    hunt._state = hunt._of(hunt.best)
    broken(hunt)
    for _ in range(story._LOST + 1):
        hunt.take_steps(0.2)
        if hunt._state.sums[2] == 0:
            break
    assert hunt._state.sums[2] == 0


def test_the_worse_search_goes_on_from_the_better_one(small):
    better, worse = begun(small), Hunt(small, 7, lambda _: None)
    assert worse.start()
    assert better.sums < worse.sums
    better._learn_from([worse])
    assert better.sums < worse.sums
    worse._learn_from([better])
    assert worse.best is better.best
    assert tuple(worse._state.over) == tuple(better.best.over)
    assert [round(float(x)) for x in worse._state.sums[:2]] == list(better.sums[:2])


def test_one_without_a_plan_is_worse_than_all_with_one(small):
    nobody = Hunt(small, 3, lambda _: None)
    assert begun(small).sums < nobody.sums


@pytest.mark.parametrize("workers", [2, 4])
def test_the_best_of_all_searches_is_the_plan(small, workers):
    told = []
    found = plan_tours(
        small, Effort(6.0, workers, 1, {}), lambda: False, lambda goal, best, _: told.append((goal, best))
    )
    verdict = verify(small.instance.mission, found.plan)
    first = small.instance.mission.planning.goals[0]
    assert not verdict.violations
    assert verdict.goals[first] == found.values[first] == min(best for goal, best in told if goal is first)
