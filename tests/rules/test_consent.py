"""Rule ``consent``: nobody is at a site, nor does an activity run under a command there, without the host's leave."""

import pytest

from builders import (
    activity,
    billet,
    consent,
    contingent,
    fill,
    handover,
    in_place,
    mission,
    move,
    nation,
    rehat,
    site,
    tour,
)
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.CONSENT


def asking(*rows, default="granted", pending=True, **more):
    """The Spanish (of `nato`) and the French may come; `train` (training) and `advise` (advising) are at `base`."""
    return mission(
        site(),
        site("b"),
        site("far", host="JOR"),
        nation("ESP", "nato eu"),
        nation("FRA", "eu"),
        nation("TUR", "nato"),
        activity(hand_to="NEW", **more),
        activity("advise", kind="advising"),
        billet(2),
        billet(2, activity="advise"),
        contingent("es", "ESP", 2, commands="OLD NEW"),
        contingent("fr", "FRA", 2),
        contingent("tr", "TUR", 2),
        *rows,
        consent_default=default,
        count_pending_consent=pending,
    )


# Presence


@pytest.mark.parametrize(("default", "expected"), [("granted", KEPT), ("refused", BROKEN)])
def test_where_no_row_speaks_the_default_holds(default, expected):
    assert judged(RULE, asking(default=default), tour("es", 1, 1)) == expected


@pytest.mark.parametrize("default", ["granted", "refused"])
@pytest.mark.parametrize(
    ("status", "pending", "expected"),
    [
        ("granted", True, KEPT),
        ("granted", False, KEPT),
        ("pending", True, KEPT),
        ("pending", False, BROKEN),
        ("refused", True, BROKEN),
        ("refused", False, BROKEN),
    ],
)
def test_what_the_host_said_beats_the_default(status, pending, expected, default):
    assert judged(RULE, asking(consent("*", status), default=default, pending=pending), tour("es", 1, 1)) == expected


@pytest.mark.parametrize(
    ("others", "pending", "expected"),
    [
        (["granted", "refused"], True, BROKEN),
        (["refused", "granted"], True, BROKEN),
        (["granted", "pending"], True, KEPT),
        (["granted", "pending"], False, BROKEN),
        (["pending", "refused"], True, BROKEN),
    ],
    ids=str,
)
def test_a_refusal_beats_a_grant(others, pending, expected):
    rows = [consent("ESP" if i else "*", status) for i, status in enumerate(others)]
    assert judged(RULE, asking(*rows, default="refused", pending=pending), tour("es", 1, 1)) == expected


WHO = pytest.mark.parametrize(
    ("who", "speaks"),
    [
        ("*", True),
        ("ESP", True),
        ("nato", True),
        ("eu", True),
        ("es", True),
        ("OLD", True),
        ("FRA", False),
        ("fr", False),
        ("NEW", False),
    ],
)


@WHO
def test_a_refusal_binds_those_it_names(who, speaks):
    assert judged(RULE, asking(consent(who, "refused")), tour("es", 1, 1)) == (BROKEN if speaks else KEPT)


@WHO
def test_a_grant_serves_those_it_names(who, speaks):
    m = asking(consent(who, "granted"), default="refused")
    assert judged(RULE, m, tour("es", 1, 1)) == (KEPT if speaks else BROKEN)


def test_a_group_is_all_its_nations_and_no_others():
    m = asking(consent("nato", "refused"))
    assert judged(RULE, m, tour("es", 1, 1)) == BROKEN
    assert judged(RULE, m, tour("tr", 1, 1)) == BROKEN
    assert judged(RULE, m, tour("fr", 1, 1)) == KEPT


@pytest.mark.parametrize(("where", "speaks"), [("*", True), ("base", True), ("IRQ", True), ("b", False)])
def test_a_refusal_holds_where_it_says(where, speaks):
    m = asking(consent("*", "refused", where=where))
    assert judged(RULE, m, tour("es", 1, 1)) == (BROKEN if speaks else KEPT)


@pytest.mark.parametrize(("where", "speaks"), [("*", True), ("base", True), ("IRQ", True), ("b", False)])
def test_a_grant_holds_where_it_says(where, speaks):
    m = asking(consent("*", "granted", where=where), default="refused")
    assert judged(RULE, m, tour("es", 1, 1)) == (KEPT if speaks else BROKEN)


@pytest.mark.parametrize(
    ("host", "at", "expected"), [("IRQ", "far", KEPT), ("JOR", "far", BROKEN), ("JOR", "base", KEPT)]
)
def test_a_host_speaks_for_its_own_sites_only(host, at, expected):
    m = asking(consent("*", "refused", host=host))
    assert judged(RULE, m, tour("es", 1, 1, site=at)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_people_leave_before_the_refusal_is_in_force(departs, expected):
    m = asking(consent("*", "refused", from_=3, until=5))
    assert judged(RULE, m, tour("es", 1, 1, departs)) == expected


@pytest.mark.parametrize(("arrives", "expected"), [(4, BROKEN), (5, KEPT), (6, KEPT)])
def test_people_come_back_when_the_refusal_ends(arrives, expected):
    m = asking(consent("*", "refused", from_=3, until=5))
    assert judged(RULE, m, tour("es", 1, arrives)) == expected


@pytest.mark.parametrize(("arrives", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_nobody_comes_before_a_grant_is_in_force(arrives, expected):
    m = asking(consent("*", "granted", from_=3), default="refused")
    assert judged(RULE, m, tour("es", 1, arrives)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_nobody_stays_when_a_grant_ends(departs, expected):
    m = asking(consent("*", "granted", until=5), default="refused")
    assert judged(RULE, m, tour("es", 1, 1, departs)) == expected


def test_those_in_place_need_leave_too():
    m = mission(site(), in_place("us", "USA"), consent("USA", "refused", from_=2))
    assert judged(RULE, m, tour("us", 1, -4, 2)) == KEPT
    assert judged(RULE, m, tour("us", 1, -4, 3)) == BROKEN


@pytest.mark.parametrize(("week", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_a_move_needs_leave_at_the_new_site(week, expected):
    t = tour("es", 1, 1, name="t")
    m = asking(consent("*", "refused", where="b", until=4))
    assert judged(RULE, m, t, move(t, "b", week)) == expected


@pytest.mark.parametrize(("week", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_a_command_that_loses_its_leave_is_left_in_time(week, expected):
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, asking(consent("OLD", "refused", from_=4)), t, rehat(t, "NEW", week)) == expected


@pytest.mark.parametrize("what", ["training", "train", "advising"])
def test_leave_for_one_kind_of_activity_is_leave_to_be_there(what):
    assert judged(RULE, asking(consent("*", "granted", what=what), default="refused"), tour("es", 1, 1)) == KEPT


@pytest.mark.parametrize("what", ["training", "train", "advising"])
def test_refusal_of_one_kind_of_activity_does_not_forbid_to_be_there(what):
    assert judged(RULE, asking(consent("*", "refused", what=what)), tour("es", 1, 1)) == KEPT


# Filling posts


@pytest.mark.parametrize(
    ("what", "speaks"), [("training", True), ("train", True), ("advising", False), ("advise", False)]
)
def test_a_refused_kind_or_activity_is_not_filled(what, speaks):
    m = asking(consent("*", "refused", what=what))
    assert judged(RULE, m, tour("es", 1, 1), fill("es", 1, 1)) == (BROKEN if speaks else KEPT)


@WHO
def test_a_refused_kind_binds_those_it_names(who, speaks):
    m = asking(consent(who, "refused", what="training"))
    assert judged(RULE, m, tour("es", 1, 1), fill("es", 1, 1)) == (BROKEN if speaks else KEPT)


@pytest.mark.parametrize(
    ("what", "expected"), [("*", KEPT), ("training", KEPT), ("train", KEPT), ("advising", BROKEN), ("advise", BROKEN)]
)
def test_leave_for_one_kind_is_no_leave_for_another(what, expected):
    m = asking(consent("*", "granted", what=what), default="refused")
    assert judged(RULE, m, tour("es", 1, 1), fill("es", 1, 1)) == expected


@pytest.mark.parametrize(("until", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_a_post_is_left_before_its_kind_is_refused(until, expected):
    m = asking(consent("*", "refused", what="training", from_=4))
    assert judged(RULE, m, tour("es", 1, 1), fill("es", 1, 1, until)) == expected


# The command


@pytest.mark.parametrize(
    ("who", "expected"), [("*", KEPT), ("OLD", KEPT), ("ESP", BROKEN), ("es", BROKEN), ("NEW", BROKEN)]
)
def test_leave_for_people_is_no_leave_for_the_command_that_runs_the_activity(who, expected):
    m = asking(consent(who, "granted"), consent("ESP", "granted"), default="refused")
    assert judged(RULE, m, tour("es", 1, 1), fill("es", 1, 1)) == expected
    assert judged(RULE, m, tour("es", 1, 1)) == KEPT


def test_leave_for_the_command_serves_its_people_too():
    m = asking(consent("OLD", "granted"), default="refused")
    assert judged(RULE, m, tour("es", 1, 1), fill("es", 1, 1)) == KEPT


@pytest.mark.parametrize("refusal", [{}, {"what": "training"}, {"what": "train"}, {"where": "base"}, {"where": "IRQ"}])
@pytest.mark.parametrize(("week", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_a_handover_waits_for_leave_even_if_nothing_is_filled(refusal, week, expected):
    m = asking(consent("NEW", "refused", until=4, **refusal))
    assert judged(RULE, m, handover(week)) == expected


@pytest.mark.parametrize("refusal", [{"what": "advising"}, {"where": "b"}, {"host": "JOR"}], ids=str)
def test_a_handover_needs_no_leave_for_other_things(refusal):
    assert judged(RULE, asking(consent("NEW", "refused", **refusal)), handover(4)) == KEPT


def test_an_activity_that_nobody_fills_needs_leave_in_the_week_of_the_handover_only():
    m = asking(consent("NEW", "refused", what="training", from_=5))
    assert judged(RULE, m, handover(4)) == KEPT
    t = tour("es", 1, 1, command="NEW")
    assert judged(RULE, m, handover(4), t, fill("es", 1, 4, 5)) == KEPT
    assert judged(RULE, m, handover(4), t, fill("es", 1, 4, 6)) == BROKEN


def test_pending_leave_for_a_command_counts_only_if_the_planner_says_so():
    row = consent("NEW", "pending", what="training")
    assert judged(RULE, asking(row, pending=True), handover(4)) == KEPT
    assert judged(RULE, asking(row, pending=False), handover(4)) == BROKEN
