"""Those who may not be there alone: who is taken out takes them along, and no plan is kept in which they are alone."""

import numpy as np
import pytest

from builders import activity, billet, condition, contingent, mission, site
from contingent.instance import compile_mission
from contingent.tours.hunt import Hunt
from contingent.tours.insert import is_anybody_alone
from contingent.tours.problem import problem
from contingent.tours.search import _take_out
from contingent.tours.state import CELLS, TOURS, add_tour, drop_tour

WEEKS = 12
FRENCH, SPANISH, GREEK = 0, 1, 2
ALWAYS = (-1, WEEKS + 1)


@pytest.fixture
def hunt():
    """Return a state in which the French stay, and Spaniards, who need them, come twice; Greeks need the Spaniards."""
    asked = mission(
        site(),
        activity(),
        billet(9),
        contingent("fr", "FRA", 3),
        contingent("es", "ESP", 2),
        contingent("gr", "GRC", 1),
        condition("es", "present-with", "fr"),
        condition("gr", "present-with", "es"),
        weeks=WEEKS,
    )
    found = Hunt(problem(compile_mission(asked)), 0, lambda _: None)
    found._begin(np.zeros(0, dtype=np.int32))
    bring(found, FRENCH, 0, 12, 3)
    bring(found, SPANISH, 0, 4, 2)
    bring(found, SPANISH, 6, 12, 2)
    bring(found, GREEK, 7, 9, 1)
    return found


def bring(hunt, unit, arrive, depart, heads):
    row = np.full(CELLS, WEEKS, dtype=np.int32)
    row[:3] = int(hunt.problem.units.ways[unit]), arrive, depart
    row[-1] = heads
    add_tour(hunt._case, hunt._compiled, unit, row)


def take_out(hunt, unit, window, noted=(), room=8):
    """Take a unit out within a window; return the units that are noted then."""
    units, rows = np.zeros(room, dtype=np.int32), np.zeros(room, dtype=np.int32)
    tours = np.zeros((room, TOURS, CELLS), dtype=np.int32)
    count = 0
    for one, weeks in (*noted, (unit, window)):
        count = _take_out(hunt._case, hunt._compiled, one, *weeks, count, units, rows, tours)
    return [(int(u), int(n)) for u, n in zip(units[:count], rows[:count], strict=True)]


def test_who_is_taken_out_takes_along_who_needs_him_and_who_needs_those(hunt):
    assert not is_anybody_alone(hunt._case, hunt._compiled)
    assert take_out(hunt, FRENCH, (10, 12)) == [(FRENCH, 1), (SPANISH, 2), (GREEK, 1)]
    assert hunt._state.rows.tolist() == [0, 0, 0]


def test_only_tours_that_touch_the_window_are_taken_out_of_the_one_himself(hunt):
    assert take_out(hunt, SPANISH, (0, 3)) == [(SPANISH, 2), (GREEK, 1)]
    assert hunt._state.rows.tolist() == [1, 1, 0]
    assert hunt._state.tours[SPANISH, 0, 1] == 6


def test_who_was_taken_out_in_his_own_window_is_wholly_once_he_would_be_alone(hunt):
    noted = take_out(hunt, FRENCH, (10, 12), noted=[(SPANISH, (0, 3))])
    assert noted == [(SPANISH, 2), (GREEK, 1), (FRENCH, 1)]
    assert hunt._state.rows.tolist() == [0, 0, 0]
    assert not is_anybody_alone(hunt._case, hunt._compiled)


@pytest.mark.parametrize(("room", "left"), [(1, 4), (2, 4), (3, 0)])
def test_without_room_to_note_all_of_them_nobody_is_taken_out(hunt, room, left):
    assert len(take_out(hunt, FRENCH, ALWAYS, room=room)) == (0 if left else 3)
    assert hunt._state.rows.sum() == left


def test_nobody_is_taken_out_twice(hunt):
    assert take_out(hunt, SPANISH, ALWAYS, noted=[(SPANISH, (0, 3))]) == [(SPANISH, 2), (GREEK, 1)]
    assert hunt._state.rows.tolist() == [1, 1, 0]


def test_a_plan_in_which_somebody_is_alone_is_not_kept(hunt):
    drop_tour(hunt._case, hunt._compiled, FRENCH, 0)
    assert is_anybody_alone(hunt._case, hunt._compiled)
    hunt._keep()
    assert hunt.best is None
    bring(hunt, FRENCH, 0, 11, 3)
    assert is_anybody_alone(hunt._case, hunt._compiled), "in the last week"
    drop_tour(hunt._case, hunt._compiled, FRENCH, 0)
    bring(hunt, FRENCH, 0, 12, 3)
    hunt._keep()
    assert hunt.best is not None
