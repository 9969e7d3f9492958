"""A plan read off the prices: what is settled counts as before, and what is read off finds room again."""

import numpy as np
import pytest

from contingent.domain.vocabulary import Goal
from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission
from contingent.instance import compile_mission
from contingent.tours.all_units import seen
from contingent.tours.ascent import prove
from contingent.tours.counts import counts
from contingent.tours.dive import read_off
from contingent.tours.dual import Dual
from contingent.tours.hunt import Hunt
from contingent.tours.insert import _at_most, _best_from, _free_home, _look_around
from contingent.tours.one_unit import CELLS as WEEKS_OF
from contingent.tours.one_unit import STAGES
from contingent.tours.onward import onward
from contingent.tours.possible import without_impossible_handovers
from contingent.tours.prices import GOALS
from contingent.tours.problem import problem
from contingent.tours.readback import plan_of
from contingent.tours.settled import Settled
from contingent.tours.state import CELLS
from contingent.verify import verify

LONG = 1e9
"""A deadline that is never reached: as many steps as there can be."""


@pytest.fixture(scope="module", params=[Mix.POSTS, Mix.COMPANIES], ids=str)
def made(request):
    p = without_impossible_handovers(problem(compile_mission(generate_mission(Knobs(Size.S, 1, request.param)))))
    dual = Dual(p)
    return p, dual, prove(dual, Goal.COVERAGE, {}, LONG, lambda: False, lambda _: None, iterations=300).prices


def as_searched(p, row, *, has_begun):
    tour = np.full(CELLS, p.weeks, dtype=np.int32)
    tour[:WEEKS_OF] = row
    tour[2 + int(p.ways.stages[row[0]]) : -1] = p.weeks
    tour[1] = -1 if has_begun else tour[1]
    return tour


def test_who_is_settled_as_the_prices_would_have_it_costs_and_uses_the_same(made):
    p, dual, prices = made
    slopes = np.zeros((2, dual.layout.size))
    caps = np.zeros(len(GOALS))
    dual.told = seen(len(p.units.force), 20)
    before = dual.evaluate(prices.copy(), caps, slopes[0])
    settled, told = Settled(p), dual.told.copied()
    dual.told = seen(len(p.units.force), 0)
    for u in range(0, len(p.units.force), 2):
        for is_in_place in (True, False):
            home = p.units.exist[u] - p.units.in_place[u]
            count = int(p.units.in_place[u] if is_in_place else home)
            for n, row in enumerate(told.tours(u, is_in_place)):
                tour = as_searched(p, row, has_begun=is_in_place and n == 0)
                tour[-1] = count
                settled.add(tour)
            settled.take(u, count, is_in_place=is_in_place)
    assert 0 < settled.people_left() < float(p.units.exist @ p.units.size)
    assert settled.chosen.serving.sum() > 0
    dual.settled = settled
    after = dual.evaluate(prices.copy(), caps, slopes[1])
    dual.settled = None
    assert after == pytest.approx(before, rel=1e-9)
    assert slopes[1] == pytest.approx(slopes[0], abs=1e-6)


def test_a_draft_finds_room_and_becomes_a_lawful_plan(made):
    p, dual, prices = made
    hunt = Hunt(p, 0, lambda _: None)
    draft = read_off(dual, hunt.arrays, prices, 0, LONG, lambda: False)
    assert draft is not None
    hunt._begin(draft.over)
    hunt._admit(draft.tours)
    found = {(u, tuple(row)) for u, n in enumerate(hunt._state.rows) for row in hunt._state.tours[u, :n]}
    assert found == {(u, tuple(tour)) for u, tour in draft.tours}
    assert hunt.follow(draft)
    roster, posting = hunt.result()
    gone = onward(p, counts(p, roster))
    verdict = verify(p.instance.mission, plan_of(p, roster, posting, gone))
    assert verdict.is_lawful, verdict.violations[:5]
    assert verdict.goals[Goal.ESSENTIAL] == hunt.sums[0] < p.lines.essential.sum() / 2


def test_the_same_number_gives_the_same_draft_and_another_one_another(made):
    p, dual, prices = made
    arrays = Hunt(p, 0, lambda _: None).arrays
    one, same, other = (read_off(dual, arrays, prices, number, LONG, lambda: False) for number in (1, 1, 2))
    tours = [{(u, tuple(tour)) for u, tour in draft.tours} for draft in (one, same, other)]
    assert tours[0] == tours[1] != tours[2]
    assert one.over.tolist() == same.over.tolist()
    assert dual.settled is None, "proofs go on as before"


def test_who_is_stopped_reads_off_nothing(made):
    p, dual, prices = made
    assert read_off(dual, Hunt(p, 0, lambda _: None).arrays, prices, 0, LONG, lambda: True) is None


def test_no_tour_gains_more_than_is_said_before_it_is_looked_for(made):
    p = made[0]
    hunt = Hunt(p, 0, lambda _: None)
    assert hunt.start()
    state = hunt._of(hunt.best)
    case, compiled = hunt._case, hunt._compiled
    marks, backs = np.empty((STAGES, p.weeks + 1)), np.empty((STAGES, p.weeks + 1), dtype=np.int32)
    after = np.linspace(50.0, 0.0, p.weeks + 1)  # what follows is worth less the later it begins
    tour, found = np.empty(CELLS, dtype=np.int32), 0
    for u in range(len(p.units.force)):
        worth, clear = _look_around(case, compiled, u, 0.3, 1.0)
        free = _free_home(compiled, u, int(p.units.exist[u]))
        for i in range(p.units.ways[u], p.units.ways[u + 1]):
            for a in np.flatnonzero(p.ways.may_cross[i, 0]) if not p.ways.in_place[i] else ():
                gained = _best_from(case, compiled, u, i, int(a), worth, clear, free, after, marks, backs, tour)
                assert gained <= _at_most(case, u, i, int(a), worth, after) + 1e-9
                found += gained > 0
    assert found
    assert state.sums[2] == 0
