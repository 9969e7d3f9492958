"""Rule ``caveat``: nobody does what their nation refuses."""

import pytest

from builders import (
    activity,
    billet,
    caveat,
    contingent,
    enabler,
    fill,
    in_place,
    mission,
    move,
    people,
    rehat,
    site,
    tour,
)
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.CAVEAT


def pledge(*rows):
    """Two Spanish contingents and a German one, at a site with two activities of two kinds."""
    return mission(
        site(),
        site("b"),
        activity(),
        activity("advise", kind="advising"),
        billet(2),
        billet(2, activity="advise"),
        contingent("es", "ESP", 2, commands="OLD NEW"),
        contingent("es2", "ESP", 2),
        contingent("de", "DEU", 2),
        *rows,
    )


@pytest.mark.parametrize(
    ("who", "expected"), [("ESP", BROKEN), ("es", BROKEN), ("DEU", KEPT), ("de", KEPT), ("es2", KEPT)]
)
def test_a_caveat_binds_its_nation_or_contingent(who, expected):
    assert judged(RULE, pledge(caveat(who, "site:base")), tour("es", 1, 1)) == expected


@pytest.mark.parametrize(("where", "expected"), [("base", BROKEN), ("b", KEPT)])
def test_a_refused_site_is_not_entered(where, expected):
    assert judged(RULE, pledge(caveat("ESP", "site:base")), tour("es", 1, 1, site=where)) == expected


@pytest.mark.parametrize(("departs", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_people_leave_before_the_caveat_begins(departs, expected):
    m = pledge(caveat("ESP", "site:base", from_=3, until=5))
    assert judged(RULE, m, tour("es", 1, 1, departs)) == expected


@pytest.mark.parametrize(("arrives", "expected"), [(4, BROKEN), (5, KEPT), (6, KEPT)])
def test_people_arrive_after_the_caveat_ends(arrives, expected):
    m = pledge(caveat("ESP", "site:base", from_=3, until=5))
    assert judged(RULE, m, tour("es", 1, arrives)) == expected


def test_nobody_moves_to_a_refused_site():
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, pledge(caveat("ESP", "site:b")), t, move(t, "b", 3)) == BROKEN


@pytest.mark.parametrize(("command", "expected"), [("OLD", BROKEN), ("NEW", KEPT)])
def test_nobody_serves_under_a_refused_command(command, expected):
    assert judged(RULE, pledge(caveat("es", "command:OLD")), tour("es", 1, 1, command=command)) == expected


@pytest.mark.parametrize(("week", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_people_change_command_before_theirs_is_refused(week, expected):
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, pledge(caveat("es", "command:OLD", from_=4)), t, rehat(t, "NEW", week)) == expected


@pytest.mark.parametrize(("week", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_people_change_command_once_the_new_one_is_no_longer_refused(week, expected):
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, pledge(caveat("es", "command:NEW", until=4)), t, rehat(t, "NEW", week)) == expected


@pytest.mark.parametrize("refused", ["kind:training", "activity:train"])
def test_a_refused_activity_is_not_filled(refused):
    m = pledge(caveat("ESP", refused))
    assert judged(RULE, m, tour("es", 1, 1), fill("es", 1, 1)) == BROKEN
    assert judged(RULE, m, tour("es", 1, 1), fill("es", 1, 1, activity="advise")) == KEPT
    assert judged(RULE, m, tour("es", 1, 1)) == KEPT
    assert judged(RULE, m, tour("de", 1, 1), fill("de", 1, 1)) == KEPT


@pytest.mark.parametrize("refused", ["kind:training", "activity:train"])
@pytest.mark.parametrize(("until", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_a_post_is_left_before_the_caveat_begins(refused, until, expected):
    m = pledge(caveat("ESP", refused, from_=3))
    assert judged(RULE, m, tour("es", 1, 1), fill("es", 1, 1, until)) == expected


@pytest.mark.parametrize(("begins", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_a_post_is_taken_after_the_caveat_ends(begins, expected):
    m = pledge(caveat("es", "activity:train", until=3))
    assert judged(RULE, m, tour("es", 1, 1), fill("es", 1, begins)) == expected


def test_who_refuses_an_activity_may_still_enable_its_site():
    m = mission(
        site(),
        activity(),
        billet(2),
        enabler("med", minimum=1),
        in_place("us", "USA", 2),
        contingent("es", "ESP", 0),
        people("es", 1, "med"),
        caveat("ESP", "kind:training"),
    )
    assert judged(RULE, m, tour("us", 2, -4), tour("es", 1, 1, people="med"), fill("us", 2, 1)) == KEPT
