"""A handover without room for both sides: those in place make way, and whoever takes over comes first."""

import numpy as np
import pytest

from builders import activity, billet, ceiling, contingent, enabler, in_place, mission, site
from contingent.instance import compile_mission
from contingent.tours.hunt import Hunt
from contingent.tours.problem import problem
from contingent.tours.recreate import complete, construct, give_up_broken
from contingent.tours.search import plan_site_anew

WEEKS = 12
WEEK = 6
"""Of the handover."""


def begun(*rows, room, spaniards=10):
    """Return a search that stands where ten Americans hold ten essential posts, and Spaniards could take over."""
    asked = mission(
        site(overlap=2),
        activity(hand_to="NEW"),
        billet(10, essential=10),
        in_place("us", "USA", 10),
        contingent("es", "ESP", spaniards, commands="NEW", from_=4),
        ceiling(room),
        *rows,
        weeks=WEEKS,
        release=("USA",),
    )
    hunt = Hunt(problem(compile_mission(asked)), 0, lambda _: None)
    assert hunt.start()
    hunt._begin(np.full(1, WEEKS, dtype=np.int32))
    hunt._construct()
    return hunt


def tried(hunt):
    """Hand over in the week of the trial; return whether that is lawful."""
    return plan_site_anew(hunt._case, hunt._compiled, 0, 0, WEEK) and hunt._state.sums[2] == 0


def there(hunt):
    """Return how many of each unit are abroad, week by week: Americans, then Spaniards."""
    return [row.tolist() for row in hunt._state.away]


@pytest.mark.parametrize(
    ("room", "stay"), [(20, 10), (19, 9), (10, 0)], ids=["room for both", "one place too few", "room for one side"]
)
def test_who_takes_over_comes_in_time_and_those_in_place_leave_no_sooner_than_they_must(room, stay):
    hunt = begun(room=room)
    assert tried(hunt)
    americans, spaniards = there(hunt)
    assert spaniards == [0] * 4 + [10] * 8
    assert americans == [10] * 4 + [stay] * 2 + [0] * 6
    assert hunt._state.sums[0] == (10 - stay) * 2, "posts are empty only in the weeks of the overlap"


def test_where_too_few_could_take_over_the_trial_ends_at_once():
    hunt = begun(room=9)
    assert not tried(hunt)


def test_enablers_stay_while_the_others_make_way():
    medics = in_place("nor", "NOR", 1, "med"), enabler("med", per=10)
    hunt = begun(*medics, room=11)
    assert tried(hunt)
    assert hunt._state.sums[0] == 20
    assert hunt._state.enablers[0].tolist() == [1] * WEEKS


@pytest.mark.parametrize(("spaniards", "handed"), [(10, WEEK), (9, WEEKS)])
def test_a_plan_that_is_begun_with_a_handover_keeps_it_if_it_is_manned(spaniards, handed):
    hunt = begun(room=10, spaniards=spaniards)
    hunt._begin(np.array([WEEK], dtype=np.int32))
    assert construct(hunt._case, hunt._compiled, hunt._order, 0.05)
    assert hunt._state.over.tolist() == [handed]
    assert hunt._state.sums[2] == 0
    assert hunt._state.sums[0] == (0 if handed == WEEKS else 20)


def lent(second):
    """Return a search with a handover in week 6: ten Spaniards can serve then, but not always one Italian who must."""
    asked = mission(
        site(overlap=2),
        activity(hand_to="NEW"),
        billet(11, essential=11),
        in_place("us", "USA", 11),
        contingent("es", "ESP", 10, commands="NEW", from_=4),
        contingent("it", "ITA", 1, commands="NEW", from_=second),
        weeks=WEEKS,
    )
    hunt = Hunt(problem(compile_mission(asked)), 0, lambda _: None)
    hunt._begin(np.full(1, WEEK, dtype=np.int32))
    assert complete(hunt._case, hunt._compiled, hunt._order, 0.05, 0.8)
    return hunt


@pytest.mark.parametrize(("second", "handed"), [(4, WEEK), (5, WEEK + 1), (9, WEEK + 5), (10, WEEKS)])
def test_a_handover_that_is_not_manned_is_put_off_until_it_is_or_given_up(second, handed):
    hunt = lent(second)
    assert bool(hunt._state.sums[2]) == (handed != WEEK)
    give_up_broken(hunt._case, hunt._compiled)
    assert hunt._state.over.tolist() == [handed]
    assert hunt._state.sums[2] == 0
