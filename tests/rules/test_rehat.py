"""Rule ``rehat``: people change command only to one that their contingent allows, from ``rehat_from`` on."""

from datetime import timedelta

import pytest

from builders import activity, contingent, day, in_place, mission, rehat, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.REHAT


def pledge(commands="OLD NEW", make=contingent, **more):
    rows = make("es", "ESP", 2, commands=commands, **more)
    return mission(site(), activity(hand_to="NEW"), activity("other", command="ALT"), rows)


@pytest.mark.parametrize(("commands", "expected"), [("OLD NEW", KEPT), ("OLD", BROKEN), ("OLD ALT", BROKEN)])
def test_people_change_only_to_a_command_that_is_allowed(commands, expected):
    t = tour("es", 1, 1, name="t")
    assert judged(RULE, pledge(commands), t, rehat(t, "NEW", 3)) == expected


@pytest.mark.parametrize("make", [contingent, in_place])
@pytest.mark.parametrize(("week", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_people_change_from_the_day_that_is_allowed(make, week, expected):
    arrive, heads = (-4, 2) if make is in_place else (1, 1)
    t = tour("es", heads, arrive, name="t")
    assert judged(RULE, pledge(make=make, rehat_from=3), t, rehat(t, "NEW", week)) == expected


@pytest.mark.parametrize(("week", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_a_wednesday_counts_from_the_next_monday(week, expected):
    t = tour("es", 1, 1, name="t")
    m = pledge(rehat_from=day(2) + timedelta(days=2))
    assert judged(RULE, m, t, rehat(t, "NEW", week)) == expected


@pytest.mark.parametrize(("rehat_from", "expected"), [(None, KEPT), (-3, KEPT), (0, KEPT), (1, BROKEN)])
def test_those_in_place_may_change_at_once_unless_told_otherwise(rehat_from, expected):
    t = tour("es", 2, -4, name="t")
    assert judged(RULE, pledge(make=in_place, rehat_from=rehat_from), t, rehat(t, "NEW", 0)) == expected


@pytest.mark.parametrize(("command", "expected"), [("OLD", KEPT), ("NEW", KEPT), ("ALT", BROKEN)])
def test_a_tour_begins_under_a_command_that_is_allowed(command, expected):
    assert judged(RULE, pledge(), tour("es", 1, 1, command=command)) == expected


@pytest.mark.parametrize("arrives", [1, 2, 3])
def test_the_day_does_not_bind_those_who_arrive_under_the_new_command(arrives):
    assert judged(RULE, pledge(rehat_from=5), tour("es", 1, arrives, command="NEW")) == KEPT


def test_people_may_change_back_to_the_first_command():
    t = tour("es", 1, 1, command="NEW", name="t")
    assert judged(RULE, pledge(), t, rehat(t, "OLD", 3)) == KEPT
