"""The calendar and the table of decisions: days, identity, and names that cannot break out."""

from datetime import timedelta

import icalendar
import pytest

from builders import (
    activity,
    billet,
    condition,
    contingent,
    day,
    fill,
    handover,
    in_place,
    lift,
    mission,
    plan,
    site,
    tour,
)
from contingent.export.calendar import calendar, read_calendar
from contingent.export.decisions import decision_calendar, decision_events
from contingent.report.account import account_of
from export.accounts import HOSTILE, account, renamed, seen_by

MISSION = mission(
    site(overlap=1),
    activity(hand_to="NEW"),
    billet(2),
    lift(9),
    in_place("us", "USA", 2),
    contingent("es", "ESP", 4, commands="NEW", notice_days=10, review_by=9),
    condition("es", "vote", "Cortes", expected=2),
    weeks=12,
)


def made(first=4, second=6, of=MISSION):
    arrive = (tour("es", 2, first, command="NEW"), tour("es", 1, second, command="NEW"))
    return account_of(of, plan(of, tour("us", 2, -4, 5), *arrive, fill("us", 2, 0, 5), fill("es", 2, 5), handover(5)))


def events(of):
    found = icalendar.Calendar.from_ical(decision_calendar(of)).walk("VEVENT")
    return {str(event["uid"]): event for event in found}


def test_each_decision_is_a_day_that_says_who_decides_and_what_rests_on_it():
    days = sorted((event.decoded("dtstart"), str(event["summary"])) for event in events(made()).values())
    assert days == [
        (day(4) - timedelta(days=10), "Decide by: lift (the mission's authority), es"),
        (day(4) - timedelta(days=10), "Decide by: pledge (ESP), es"),
        (day(4) - timedelta(days=10), "Decide by: vote (ESP), es"),
        (day(4), "Decide by: handover (OLD NEW), train"),
        (day(6) - timedelta(days=10), "Decide by: lift (the mission's authority), es"),
        (day(9), "Decide by: renewal (ESP), es"),
    ]
    for event in events(made()).values():
        assert event.decoded("dtend") == event.decoded("dtstart") + timedelta(days=1)
        assert "On it rest" in str(event["description"])
        assert str(event["transp"]) == "TRANSPARENT"


def test_a_decision_keeps_its_identity_when_its_day_moves():
    before, after = events(made(4, 6)), events(made(3, 7))
    assert before.keys() == after.keys()
    moved = {uid for uid in before if before[uid].decoded("dtstart") != after[uid].decoded("dtstart")}
    assert len(moved) == 4


def test_decisions_and_what_happens_have_identities_of_their_own():
    for seed in range(30):
        of = account(seed)
        found = [event["uid"] for event in icalendar.Calendar.from_ical(decision_calendar(of)).walk("VEVENT")]
        assert len(found) == len(set(found)) == len(of.tables.decisions)
        happens = icalendar.Calendar.from_ical(calendar(of)).walk("VEVENT")
        assert not set(found) & {event["uid"] for event in happens}


def test_since_an_earlier_calendar_only_what_changed_is_new():
    first, second = made(4, 6), made(4, 7)
    raw = decision_calendar(first)
    again = calendar(second, earlier=read_calendar(raw, second), of=decision_events)
    numbers = {str(e["uid"]): e["sequence"] for e in icalendar.Calendar.from_ical(again).walk("VEVENT")}
    before, after = events(first), events(second)
    same = {uid for uid in before if before[uid].to_ical() == after[uid].to_ical()}
    assert 0 < len(same) < len(before)
    assert numbers == {uid: 0 if uid in same else 1 for uid in before}


def test_another_mission_has_other_identifiers():
    assert not events(made()).keys() & events(made(of=MISSION.model_copy(update={"id": "other"}))).keys()


def test_a_view_is_said_to_be_one():
    assert b"X-CONTINGENT-VIEW:ESP" in decision_calendar(seen_by(made(), "ESP"))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_names_cannot_break_out(text):
    raw, plain = decision_calendar(renamed(made(), text)), decision_calendar(made())
    assert raw.count(b"BEGIN:VEVENT\r\n") == plain.count(b"BEGIN:VEVENT\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert not {chr(code) for code in [*range(9), 11, 12, *range(14, 32)]} & set(raw.decode())
    assert events(renamed(made(), text)).keys() == events(made()).keys()
