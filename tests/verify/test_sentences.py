"""What the verifier says: one sentence for each rule, with who, where, which week, and by how much."""

from datetime import date

import pytest

from builders import (
    activity,
    billet,
    ceiling,
    contingent,
    day,
    fill,
    handover,
    in_place,
    mandate,
    mission,
    move,
    plan,
    site,
    tour,
)
from contingent.domain.vocabulary import Rule
from contingent.verify import CHECKS, verify
from verify.sentences import AVAILABILITY, BEYOND, NAMED, PEOPLE, PLACES, SPOKEN, TOUR, WORK, spain


def said(of, *rows):
    """Return what the verifier says of a plan."""
    verdict = verify(of, plan(of, *rows))
    assert not verdict.unreadable
    return [str(violation) for violation in verdict.violations]


@pytest.mark.parametrize(
    ("of", "rows", "sentence"),
    [*AVAILABILITY, *TOUR, *PEOPLE, *PLACES, *WORK, *BEYOND],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_breach_is_told_in_one_sentence(of, rows, sentence):
    assert sentence in said(of, *rows)


def test_the_wrong_command_is_told_with_the_one_they_serve_under():
    m = spain(activity(hand_to="NEW"), billet(5), contingent("de", "DEU", commands="NEW"))
    assert said(m, tour("es", 5, 0), fill("es", 5, 0, 6), handover(4)) == [
        (
            "command: 5 of es [inf] fill posts at base that NEW holds, 5 more than serve under it; 5 serve under OLD"
            " (2 weeks from 2020-02-03)"
        ),
        (
            "relief: 5 of es [inf] fill posts at base under NEW, where 0 of them are present under it and past the"
            " overlap (2 weeks from 2020-02-03)"
        ),
        (
            "skill: 5 of es [inf] fill posts at base under NEW, where 0 of them are present under it"
            " (2 weeks from 2020-02-03)"
        ),
    ]


def test_weeks_that_do_not_touch_are_told_apart():
    m = spain(mandate("ESP", 3), heads=5)
    assert said(m, tour("es", 5, 1, 3), tour("es", 5, 5, 6)) == [
        "mandate: ESP has 5 people, 2 more than its mandate of 3 (2 weeks from 2020-01-13)",
        "mandate: ESP has 5 people, 2 more than its mandate of 3 (week of 2020-02-10)",
    ]


def test_two_changes_at_once_are_told_beside_too_many():
    assert said(spain(site("c")), NAMED, move(NAMED, "far", 3), move(NAMED, "c", 3, "far")) == [
        f"tour: {SPOKEN} changes site twice at once (week of 2020-01-27)",
        f"tour: {SPOKEN} has changes of site: 2, allowed: 1 (week of 2020-01-27)",
    ]


def test_those_in_place_who_begin_otherwise_are_told_twice():
    m = mission(site(), in_place("us", "USA", 3))
    assert said(m, tour("us", 3, -5)) == [
        "tour: 0 of us [inf] are in place at the start, one set is 3 (week of 2020-01-06)",
        (
            "tour: the tour of 3 of us [inf] from 2019-12-02 to the end begins before the mission, but those in place"
            " begin elsewhere or otherwise (week of 2020-01-06)"
        ),
    ]


def test_a_week_that_has_no_date_is_told_by_its_number():
    (sentence,) = said(spain(), tour("es", 1, date.max))
    assert sentence.endswith("is in theatre in no week of the mission (week of number 416376)")


def test_violations_come_in_order_of_rule_week_and_name():
    m = mission(site(beds=0), contingent("es", "ESP", 2), contingent("de", "DEU", 2), ceiling(0), mandate("DEU", 0))
    verdict = verify(m, plan(m, tour("es", 2, 4, 5), tour("de", 2, 1, 2)))
    assert [(v.rule, v.week) for v in verdict.violations] == [
        (Rule.BEDS, 1),
        (Rule.BEDS, 4),
        (Rule.CEILING, 1),
        (Rule.CEILING, 4),
        (Rule.MANDATE, 1),
    ]
    assert (m.start, day(4)) == (date(2020, 1, 6), date(2020, 2, 3))


def test_every_rule_has_its_check():
    assert set(CHECKS) == set(Rule)


def test_every_rule_is_told():
    cases = [*AVAILABILITY, *TOUR, *PEOPLE, *PLACES, *WORK, *BEYOND]
    assert {sentence.partition(":")[0] for *_, sentence in cases} | {"command"} == set(Rule)
