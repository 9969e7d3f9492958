"""A handover without room for both sides: those in place make way, and whoever takes over comes first."""

import time

import numpy as np
import pytest

from builders import activity, billet, ceiling, contingent, enabler, in_place, mission, site
from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission
from contingent.instance import compile_mission
from contingent.tours import hunt as story
from contingent.tours.cover import refill
from contingent.tours.hunt import Guide, Hunt
from contingent.tours.problem import problem
from contingent.tours.recreate import construct
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


@pytest.fixture(scope="module")
def small():
    return problem(compile_mission(generate_mission(Knobs(Size.S, 1, Mix.POSTS))))


def guide(hunt, cheap):
    """Return what prices would say that call one week of each handover cheap."""
    costs = hunt._costs + 100.0
    costs[np.arange(len(cheap)), cheap] = 0.0
    return Guide(np.zeros_like(hunt.problem.limits.most, dtype=float), costs)


def test_a_search_begins_anew_once_with_the_cheapest_handovers(small):
    hunt = Hunt(small, 0, lambda _: None)
    assert hunt.start()
    cheap = [int(np.flatnonzero(may)[-1]) if may.any() else small.weeks for may in small.bands.may_pass]
    hunt._costs = guide(hunt, cheap).handovers
    hunt._begin_anew(np.inf)
    over = hunt._state.over
    assert (over < small.weeks).any()
    assert all(week in (cheap[band], small.weeks) for band, week in enumerate(over))
    assert hunt._state.sums[2] == 0
    assert not hunt.begins_anew


def test_what_is_begun_anew_is_left_if_it_does_not_become_better(small, monkeypatch):
    hunt = Hunt(small, 0, lambda _: None)
    assert hunt.start()
    hunt.go_on(time.monotonic() + 1.0, lambda: False, lambda: None)
    hunt.begins_anew = True
    before = hunt.best
    monkeypatch.setattr(story, "_LISTEN", 0.0)
    monkeypatch.setattr(story, "_PATIENCE", 0.0)  # its time is over at once
    monkeypatch.setattr(Hunt, "_keep", lambda _: None)  # nothing becomes better
    monkeypatch.setattr(Hunt, "try_handover", lambda *_: 0)
    news = iter([guide(hunt, [small.weeks] * len(small.bands.may_pass))])
    hunt.go_on(time.monotonic() + 0.2, lambda: False, lambda: next(news, None))
    assert hunt.best is before
    refill(hunt._case, hunt._compiled)
    assert not hunt.begins_anew


def test_where_those_in_place_cannot_all_be_planned_anew_the_best_plan_stays(small, monkeypatch):
    hunt = Hunt(small, 0, lambda _: None)
    assert hunt.start()
    monkeypatch.setattr(story, "construct", lambda *_: False)
    hunt._begin_anew(np.inf)
    assert tuple(hunt._state.over) == tuple(hunt.best.over)
    assert hunt._state.rows.tolist() == hunt.best.rows.tolist()
    assert [round(float(x)) for x in hunt._state.sums[:2]] == list(hunt.sums[:2])


def test_nobody_begins_anew_who_is_not_told_to(small):
    hunt = Hunt(small, 0, lambda _: None)
    assert hunt.start()
    joined = Hunt(small, 1, lambda _: None)
    joined.join(hunt)
    assert not hunt.begins_anew
    assert not joined.begins_anew
