"""Other weeks of handovers: what they cost by the prices, which are tried, and that no trace is left of bad ones."""

import time
from dataclasses import replace

import numpy as np
import pytest

from contingent.domain.vocabulary import Goal
from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission
from contingent.instance import compile_mission
from contingent.tours import hunt as story
from contingent.tours.ascent import prove
from contingent.tours.dual import Dual
from contingent.tours.hunt import Hunt, guide_of
from contingent.tours.prices import GOALS
from contingent.tours.problem import problem


@pytest.fixture(scope="module")
def small():
    return problem(compile_mission(generate_mission(Knobs(Size.S, 2, Mix.COMPANIES))))


def evaluated(p, prices):
    dual = Dual(p)
    return dual.evaluate(prices.copy(), np.zeros(len(GOALS)), np.zeros(dual.layout.size))


def test_costs_of_weeks_are_what_the_bound_loses_where_only_they_are_allowed(small):
    bound = prove(small, Goal.ESSENTIAL, {}, 60.0, lambda: False, lambda _: None, iterations=40)
    free = evaluated(small, bound.prices)
    costs = Dual(small).handover_costs(bound.prices)
    for c in range(3):
        allowed = np.flatnonzero(small.bands.may_pass[c])
        assert np.array_equal(np.flatnonzero(np.isfinite(costs[c])), np.append(allowed, small.weeks))
        for week in allowed[:: len(allowed) // 4]:
            only = small.bands.may_pass.copy()
            only[c] = False
            only[c, week] = True
            fixed = evaluated(replace(small, bands=small.bands._replace(may_pass=only)), bound.prices)
            least = min(costs[c, week], costs[c, -1])  # never to hand over stays allowed
            assert fixed - free == pytest.approx(least - costs[c].min(), abs=1e-6)


def test_drawn_weeks_are_allowed_and_new_and_rather_cheap(small):
    hunt = Hunt(small, 0, lambda _: None)
    assert hunt.start()
    dual = Dual(small)
    bound = prove(dual, Goal.ESSENTIAL, {}, 60.0, lambda: False, lambda _: None, iterations=40)
    hunt._costs = guide_of(dual, bound.prices).handovers
    drawn = [hunt._other_week() for _ in range(300)]
    assert all(week == small.weeks or small.bands.may_pass[band, week] for band, week in drawn)
    assert all(week != hunt._state.over[band] for band, week in drawn)
    apart = hunt._costs - hunt._costs.min(axis=1)[:, None]
    every = apart[np.isfinite(apart)]
    assert np.mean([apart[band, week] for band, week in drawn]) < every.mean()


def test_no_band_no_trial(small):
    hunt = Hunt(small, 0, lambda _: None)
    assert hunt.start()
    hunt._costs = np.where(np.arange(small.weeks + 1) == small.weeks, 0.0, np.inf)[None, :]
    assert hunt._other_week() is None
    assert hunt.try_handover(1.0, time.monotonic() + 1.0, lambda: False) == 0


def test_a_trial_that_is_worse_leaves_no_trace(small, monkeypatch):
    hunt = Hunt(small, 0, lambda _: None)
    assert hunt.start()
    hunt.go_on(time.monotonic() + 1.0, lambda: False, lambda: None)
    hunt.heat = 0.0
    monkeypatch.setattr(story, "_POLISH", 0)  # planned anew once and not improved: hardly ever better
    taken_back = 0
    for _ in range(20):
        before = [array.copy() for array in hunt._state]
        worth = story.score(hunt._case, hunt._compiled, story._FORBIDDEN)
        hunt.try_handover(0.0, time.monotonic() + 10.0, lambda: False)
        if story.score(hunt._case, hunt._compiled, story._FORBIDDEN) < worth:
            continue
        taken_back += 1
        assert all(np.array_equal(a, b) for a, b in zip(before, hunt._state, strict=True))
    assert taken_back
