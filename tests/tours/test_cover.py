"""Posts filled anew only where something changed: what is kept or copied from the week before is worth as much."""

import numpy as np
import pytest

from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission
from contingent.instance import compile_mission
from contingent.tours import hunt as story
from contingent.tours.cover import refill
from contingent.tours.hunt import Hunt
from contingent.tours.problem import problem
from contingent.tours.search import search
from contingent.tours.state import FRESH, FROM_NOTHING, STALE


@pytest.fixture(scope="module", params=[(Mix.COMPANIES, 1), (Mix.COMPANIES, 2), (Mix.POSTS, 1)])
def hunt(request):
    mix, number = request.param
    hunt = Hunt(problem(compile_mission(generate_mission(Knobs(Size.S, number, mix)))), 0, lambda _: None)
    assert hunt.start()
    hunt._state = hunt._of(hunt.best)
    return hunt


def moments(hunt, number):
    for _ in range(number):
        search(hunt._case, hunt._compiled, hunt._noted, 20, 50.0, -1, story._FORBIDDEN)
        yield hunt._state


def test_all_filled_from_nothing_is_worth_the_same(hunt):
    emptied = 0
    for state in moments(hunt, 25):
        kept = state.empty.copy(), state.broken.copy(), state.dropped[:, 1] > 0
        state.stale[:] = STALE
        state.touched[:] = FROM_NOTHING
        refill(hunt._case, hunt._compiled)
        assert np.array_equal(kept[1], state.broken)
        where = ~(kept[2] | (state.dropped[:, 1] > 0))  # which posts enablers leave is the best of a few tries only
        assert np.array_equal(kept[0].swapaxes(0, 1)[:, where], state.empty.swapaxes(0, 1)[:, where])
        emptied += int((~where).sum())
        assert (state.touched[np.diff(hunt.arrays.pools_at) > 0] == FRESH).all()
    assert emptied  # else there was nothing to leave out


def test_who_works_is_there_and_may(hunt):
    case = hunt.arrays
    for state in moments(hunt, 10):
        busy = np.zeros_like(state.strength)
        for pool in range(len(state.strength)):
            busy[pool] = state.fills[case.pool_lines[pool] : case.pool_lines[pool + 1]].sum(axis=0)
        assert (busy <= state.strength).all()
        assert not (state.fills[~case.pool_may_fill]).any()
        filled = np.zeros_like(case.line_required)
        np.add.at(filled, case.pool_line, state.fills)
        assert np.array_equal(case.line_required - filled, state.short.sum(axis=1))


def test_a_step_that_is_not_kept_leaves_everything_as_it_was(hunt):
    undone = 0
    for state in moments(hunt, 8):
        for _ in range(12):
            before = {name: array.copy() for name, array in state._asdict().items() if name not in ("tours", "changed")}
            tours = [rows[:n].copy() for rows, n in zip(state.tours, state.rows, strict=True)]
            if search(hunt._case, hunt._compiled, hunt._noted, 1, 1e-9, -1, story._FORBIDDEN):
                continue
            undone += 1
            for name, array in before.items():
                assert np.array_equal(array, getattr(state, name)), name
            for rows, n, kept in zip(state.tours, state.rows, tours, strict=True):
                assert np.array_equal(rows[:n], kept)
    assert undone > 20


def test_the_sums_are_those_of_the_sites(hunt):
    for state in moments(hunt, 8):
        assert state.sums[0] == state.empty[:, 0].sum()
        assert state.sums[1] == state.empty[:, 1].sum()
        assert state.sums[2] == state.broken.sum()
