"""Rule ``relief``: a newcomer covers only after the overlap weeks there; who changes command in place needs none."""

import pytest

from builders import activity, billet, contingent, fill, handover, in_place, mission, move, rehat, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.RELIEF


def pledge(*rows, overlap=2, **more):
    """Five posts under OLD at `base`, to be handed to NEW, and five at `b` that stay under OLD."""
    return mission(
        site(overlap=overlap),
        site("b", overlap=2),
        activity(hand_to="NEW"),
        billet(5),
        activity("far", site="b"),
        billet(5, activity="far"),
        contingent("es", "ESP", 5, commands="OLD NEW", **more),
        *rows,
    )


def standing(**more):
    return pledge(*in_place("us", "USA", 5, commands="OLD NEW", **more))


US = tour("us", 5, -4, name="us")


@pytest.mark.parametrize(("begins", "expected"), [(1, BROKEN), (2, BROKEN), (3, KEPT), (4, KEPT)])
def test_a_newcomer_covers_after_the_overlap(begins, expected):
    assert judged(RULE, pledge(), tour("es", 5, 1), fill("es", 5, begins)) == expected


@pytest.mark.parametrize(("overlap", "covers_from"), [(0, 1), (1, 2), (3, 4)])
def test_the_site_says_how_long_the_overlap_is(overlap, covers_from):
    m = pledge(overlap=overlap)
    assert judged(RULE, m, tour("es", 5, 1), fill("es", 5, covers_from)) == KEPT
    if overlap:
        assert judged(RULE, m, tour("es", 5, 1), fill("es", 5, covers_from - 1)) == BROKEN


@pytest.mark.parametrize(("heads", "expected"), [(1, KEPT), (2, KEPT), (3, BROKEN)])
def test_newcomers_do_not_cover_with_those_who_serve(heads, expected):
    m = pledge()
    assert judged(RULE, m, tour("es", 2, 1), tour("es", 3, 3), fill("es", heads, 4)) == expected


@pytest.mark.parametrize(("begins", "expected"), [(4, BROKEN), (5, KEPT), (6, KEPT)])
def test_the_last_newcomers_cover_after_their_own_overlap(begins, expected):
    rows = tour("es", 2, 1), tour("es", 3, 3), fill("es", 2, 3), fill("es", 3, begins)
    assert judged(RULE, pledge(), *rows) == expected


def test_those_in_place_cover_from_week_0():
    assert judged(RULE, standing(), US, fill("us", 5)) == KEPT


@pytest.mark.parametrize(("begins", "expected"), [(3, BROKEN), (4, BROKEN), (5, KEPT), (6, KEPT)])
def test_after_a_move_the_overlap_starts_anew(begins, expected):
    rows = US, move(US, "b", 3), fill("us", 5, 0, 3), fill("us", 5, begins, activity="far")
    assert judged(RULE, standing(), *rows) == expected


@pytest.mark.parametrize(("begins", "expected"), [(1, BROKEN), (2, KEPT), (3, KEPT)])
def test_those_in_place_who_move_at_once_take_over_there(begins, expected):
    assert judged(RULE, standing(), US, move(US, "b", 0), fill("us", 5, begins, activity="far")) == expected


@pytest.mark.parametrize("week", [0, 1, 3])
def test_who_changes_command_in_place_covers_on(week):
    rows = US, rehat(US, "NEW", week), handover(week), fill("us", 5)
    assert judged(RULE, standing(), *rows) == KEPT


def test_who_changes_command_after_the_overlap_covers_on():
    t = tour("es", 5, 0, name="t")
    assert judged(RULE, pledge(), t, rehat(t, "NEW", 4), handover(4), fill("es", 5, 2)) == KEPT


@pytest.mark.parametrize(("departs", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_nobody_comes_for_less_than_the_overlap(departs, expected):
    assert judged(RULE, pledge(), tour("es", 5, 1, departs)) == expected


@pytest.mark.parametrize(("arrives", "expected"), [(5, KEPT), (6, KEPT), (7, KEPT)])
def test_the_end_of_the_mission_excuses_a_short_stay(arrives, expected):
    assert judged(RULE, pledge(), tour("es", 5, arrives)) == expected


@pytest.mark.parametrize(("week", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_nobody_moves_on_before_the_overlap_is_over(week, expected):
    t = tour("es", 5, 1, name="t")
    assert judged(RULE, pledge(), t, move(t, "b", week)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(5, BROKEN), (6, KEPT), (7, KEPT)])
def test_nobody_moves_for_less_than_the_overlap(departs, expected):
    t = tour("es", 5, 0, departs, name="t")
    assert judged(RULE, pledge(), t, move(t, "b", 4)) == expected


def test_the_end_of_the_mission_excuses_a_short_stay_after_a_move():
    t = tour("es", 5, 0, name="t")
    assert judged(RULE, pledge(), t, move(t, "b", 7)) == KEPT


@pytest.mark.parametrize("week", [0, 1, 2])
def test_those_in_place_have_their_overlap_behind_them(week):
    gone = tour("us", 5, -4, week)
    assert judged(RULE, standing(), gone) == KEPT
    assert judged(RULE, standing(), US, move(US, "b", week)) == KEPT
    assert judged(RULE, standing(), US, rehat(US, "NEW", week)) == KEPT


def test_even_those_who_came_a_week_ago_have_their_overlap_behind_them():
    t = tour("us", 5, -1, 0, name="us")
    assert judged(RULE, standing(since=-1), t) == KEPT
    t = tour("us", 5, -1, name="us")
    assert judged(RULE, standing(since=-1), t, fill("us", 5)) == KEPT


@pytest.mark.parametrize(("week", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_nobody_changes_command_during_the_overlap(week, expected):
    t = tour("es", 5, 1, name="t")
    assert judged(RULE, pledge(), t, rehat(t, "NEW", week)) == expected


@pytest.mark.parametrize(("week", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN), (5, KEPT), (6, KEPT)])
def test_who_moves_changes_command_with_the_move_or_after_the_overlap(week, expected):
    t = tour("us", 5, -4, name="us")
    site_then = "base" if week < 3 else "b"
    assert judged(RULE, standing(), t, move(t, "b", 3), rehat(t, "NEW", week, site=site_then)) == expected


@pytest.mark.parametrize(("until", "expected"), [(5, KEPT), (6, KEPT), (7, BROKEN)])
def test_a_relief_in_place_needs_both_sides_for_the_overlap(until, expected):
    """The old leave in week 6; the new came in week 4 and cover from week 6: five posts are never empty."""
    m = standing()
    rows = tour("us", 5, -4, 6), tour("es", 5, 4), fill("us", 5, 0, until), fill("es", 5, 6)
    also = frozenset({Rule.SKILL})
    assert judged(RULE, m, *rows, also=also) == expected
