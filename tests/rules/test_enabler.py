"""Rule ``enabler``: the enablers at a site suffice for those in billets there."""

import pytest

from builders import activity, billet, contingent, enabler, fill, in_place, mission, move, people, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.ENABLER


def working(*rows, overlap=0, rotations=1):
    """Twenty Americans in place for twenty posts; medics and others may come."""
    return mission(
        site(overlap=overlap),
        site("b"),
        activity(),
        billet(20),
        in_place("us", "USA", 20),
        contingent("no", "NOR", 9, "med", commands="OLD NEW", rotations=rotations),
        contingent("dk", "DNK", 9, "log"),
        contingent("nl", "NLD", 9, "log med"),
        *rows,
    )


US = tour("us", 20, -4)


def medics(heads, arrive=0, depart=None, **more):
    return tour("no", heads, arrive, depart, people="med", **more)


@pytest.mark.parametrize(
    ("posts", "number", "expected"),
    [(4, 1, KEPT), (5, 1, KEPT), (6, 1, BROKEN), (6, 2, KEPT), (10, 2, KEPT), (11, 2, BROKEN), (11, 3, KEPT)],
)
def test_one_enabler_for_so_many_in_billets_rounded_up(posts, number, expected):
    assert judged(RULE, working(enabler(per=5)), US, medics(number), fill("us", posts)) == expected


@pytest.mark.parametrize(("number", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_the_minimum_is_needed_for_a_single_one(number, expected):
    assert judged(RULE, working(enabler(per=5, minimum=3)), US, medics(number), fill("us", 1)) == expected


@pytest.mark.parametrize(("number", "expected"), [(3, BROKEN), (4, KEPT)])
def test_beyond_the_minimum_the_ratio_counts(number, expected):
    assert judged(RULE, working(enabler(per=5, minimum=3)), US, medics(number), fill("us", 16)) == expected


@pytest.mark.parametrize(("number", "expected"), [(1, BROKEN), (2, KEPT)])
def test_without_a_ratio_only_the_minimum_counts(number, expected):
    assert judged(RULE, working(enabler(minimum=2)), US, medics(number), fill("us", 20)) == expected


def test_where_nobody_is_in_a_billet_nothing_is_needed():
    assert judged(RULE, working(enabler(per=5, minimum=3)), US) == KEPT


def test_nobody_enables_a_site_without_enablers():
    assert judged(RULE, working(enabler(per=5)), US, fill("us", 1)) == BROKEN


@pytest.mark.parametrize(("begins", "expected"), [(1, BROKEN), (2, KEPT), (3, KEPT)])
def test_enablers_are_there_before_the_first_billet_is_filled(begins, expected):
    assert judged(RULE, working(enabler(per=20)), US, medics(1, 2), fill("us", 20, begins)) == expected


@pytest.mark.parametrize(("ends", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_enablers_stay_until_the_last_billet_is_empty(ends, expected):
    assert judged(RULE, working(enabler(per=20)), US, medics(1, 0, 5), fill("us", 20, 0, ends)) == expected


@pytest.mark.parametrize(("begins", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_enablers_enable_after_their_overlap(begins, expected):
    m = working(enabler(per=20), overlap=2)
    assert judged(RULE, m, US, medics(1, 1), fill("us", 20, begins)) == expected


def test_enablers_in_place_enable_from_week_0():
    m = mission(
        site(overlap=2), activity(), billet(2), in_place("us", "USA", 2), people("us", 1, "med"), enabler(per=2)
    )
    assert judged(RULE, m, tour("us", 2, -4), tour("us", 1, -4, people="med"), fill("us", 2)) == KEPT


def test_enablers_of_another_command_will_do():
    assert judged(RULE, working(enabler(per=20)), US, medics(1, command="NEW"), fill("us", 20)) == KEPT


def test_enablers_at_another_site_will_not():
    assert judged(RULE, working(enabler(per=20)), US, medics(1, site="b"), fill("us", 20)) == BROKEN


def test_enablers_without_the_skill_will_not():
    assert judged(RULE, working(enabler(per=20)), US, tour("dk", 5, 0, people="log"), fill("us", 20)) == BROKEN


@pytest.mark.parametrize(("ends", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_enablers_who_move_away_no_longer_enable(ends, expected):
    t = medics(1, 0, name="t")
    assert judged(RULE, working(enabler(per=20)), US, t, move(t, "b", 4), fill("us", 20, 0, ends)) == expected


def test_the_needs_of_one_site_are_not_those_of_another():
    m = working(enabler(per=20, site="b"))
    assert judged(RULE, m, US, fill("us", 20)) == KEPT


@pytest.mark.parametrize(("filling", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_who_fills_a_billet_enables_nobody(filling, expected):
    m = mission(site(), activity(), billet(9), enabler(minimum=1), contingent("nl", "NLD", 4, "inf med"))
    group = {"people": "inf med"}
    assert judged(RULE, m, tour("nl", 4, 0, **group), fill("nl", filling, **group)) == expected


@pytest.mark.parametrize(("number", "expected"), [(1, BROKEN), (2, KEPT), (3, KEPT)])
def test_nobody_is_counted_for_two_needs(number, expected):
    m = working(enabler("med", minimum=1), enabler("log", minimum=1))
    assert judged(RULE, m, US, tour("nl", number, 0, people="log med"), fill("us", 1)) == expected


def test_any_lawful_assignment_will_do():
    m = working(enabler("log", minimum=1), enabler("med", minimum=2))
    both = tour("nl", 2, 0, people="log med")
    assert judged(RULE, m, US, both, medics(1), fill("us", 1)) == KEPT
    assert judged(RULE, m, US, both, tour("dk", 1, 0, people="log"), fill("us", 1)) == KEPT
    assert judged(RULE, m, US, tour("dk", 5, 0, people="log"), medics(1), fill("us", 1)) == BROKEN


@pytest.mark.parametrize(("present", "need", "expected"), [(9, 9, KEPT), (18, 9, KEPT), (18, 10, BROKEN)])
def test_at_most_one_set_enables_at_once(present, need, expected):
    m = working(enabler(minimum=need), rotations=2)
    assert judged(RULE, m, US, medics(present), fill("us", 1)) == expected


@pytest.mark.parametrize(("need", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_at_most_one_set_enables_over_all_sites(need, expected):
    m = working(
        enabler(minimum=4),
        enabler(minimum=need, site="b"),
        activity("far", site="b"),
        billet(1, activity="far"),
        contingent("de", "DEU", 1),
        rotations=2,
    )
    rows = US, tour("de", 1, 0, site="b"), fill("us", 1), fill("de", 1, activity="far")
    assert judged(RULE, m, *rows, medics(9), medics(9, site="b")) == expected


@pytest.mark.parametrize(("filling", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_fills_and_enabling_together_are_at_most_one_set(filling, expected):
    m = mission(site(), activity(), billet(9), enabler(minimum=2), contingent("nl", "NLD", 5, "inf med", rotations=2))
    group = {"people": "inf med"}
    assert judged(RULE, m, tour("nl", 10, 0, **group), fill("nl", filling, **group)) == expected


@pytest.mark.parametrize(("begins", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_a_newcomer_does_not_enable_for_a_comrade_who_fills(begins, expected):
    """One of the group has served since week 2, the other comes in week 1 and serves from week 3."""
    m = mission(site(overlap=2), activity(), billet(9), enabler(minimum=1), contingent("nl", "NLD", 2, "inf med"))
    group = {"people": "inf med"}
    rows = tour("nl", 1, 0, **group), tour("nl", 1, 1, **group), fill("nl", 1, begins, **group)
    assert judged(RULE, m, *rows) == expected
