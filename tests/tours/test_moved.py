"""How many people do otherwise than in a known plan: by hand, and what a search near one may change."""

import time
from collections import Counter

import numpy as np
import pytest

from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission
from contingent.instance import compile_mission
from contingent.tours.counts import counts
from contingent.tours.hunt import Hunt
from contingent.tours.index import case, compiled_case
from contingent.tours.moved import moved
from contingent.tours.onward import onward
from contingent.tours.problem import problem
from contingent.tours.readback import plan_of
from contingent.tours.state import CELLS, compiled_state, empty_state


@pytest.fixture(scope="module")
def small():
    return problem(compile_mission(generate_mission(Knobs(Size.S, 2, Mix.POSTS))))


def beside(small, now, known):
    """Return what is counted of unit 0, with rows of (week of arrival, units) now and in a known plan."""
    arrays = case(small)
    state = empty_state(small, arrays)
    tours = np.zeros_like(state.tours)
    rows = np.zeros_like(state.rows)
    for array, count, given in ((state.tours, state.rows, now), (tours, rows, known)):
        count[0] = len(given)
        for row, (week, units) in enumerate(given):
            array[0, row, 1], array[0, row, CELLS - 1] = week, units
    return moved(compiled_case(arrays), compiled_state(state), rows, tours) / small.units.size[0]


def test_the_same_tours_are_no_move(small):
    assert beside(small, [(3, 2), (9, 1)], [(9, 1), (3, 2)]) == 0


def test_a_tour_in_two_rows_is_the_same_as_in_one(small):
    assert beside(small, [(3, 2), (3, 3)], [(3, 5)]) == 0
    assert beside(small, [(3, 5)], [(3, 2), (3, 3)]) == 0


def test_who_comes_in_another_week_moves_once(small):
    assert beside(small, [(4, 2)], [(3, 2)]) == 2


def test_who_comes_or_stays_away_moves_half(small):
    assert beside(small, [(3, 2)], []) == 1
    assert beside(small, [], [(3, 2)]) == 1
    assert beside(small, [(3, 1), (3, 1)], [(3, 1), (3, 3)]) == 1


@pytest.mark.parametrize("mix", list(Mix))
def test_a_search_near_a_plan_leaves_nearly_all_of_it(mix):
    p = problem(compile_mission(generate_mission(Knobs(Size.S, 2, mix))))
    first = Hunt(p, 0, lambda _: None)
    assert first.start()
    first.go_on(time.monotonic() + 0.3, lambda: False, lambda: None)
    again = Hunt(p, 1, lambda _: None)
    assert again.start(written(p, first)[0])
    worth, (_, before) = again.sums, written(p, again)
    again.go_on(time.monotonic() + 1.0, lambda: False, lambda: None)
    assert again.sums <= worth
    _, after = written(p, again)
    assert ((before - after).total() + (after - before).total()) / 2 <= 0.05 * before.total()


def written(p, hunt):
    roster, posting = hunt.result()
    plan = plan_of(p, roster, posting, onward(p, counts(p, roster)))
    heads = Counter()
    for t in plan.tours:
        heads[t.contingent, t.people, t.site, t.command, t.arrive, t.depart] += t.heads
    return plan, heads
