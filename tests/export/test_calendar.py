"""The calendar: all-day events that keep their identity when the plan is made anew."""

from datetime import timedelta

import icalendar
import pytest

from builders import activity, billet, contingent, day, fill, handover, in_place, mission, move, plan, site, tour
from contingent.export.calendar import CalendarError, calendar, read_calendar
from contingent.report.account import account_of
from export.accounts import HOSTILE, account, renamed, seen_by

MISSION = mission(
    site(lat="33.5", lon="44.25"),
    site("far"),
    activity(hand_to="NEW"),
    billet(2),
    in_place("us", "USA", 2, review_by=2),
    contingent("es", "ESP", 2, commands="NEW"),
    weeks=12,
)


def made(takes=4, *more, of=MISSION):
    us = tour("us", 2, -4, takes, name="t1")
    rows = (us, tour("es", 2, takes, command="NEW"), fill("us", 2, 0, takes), fill("es", 2, takes), handover(takes))
    return account_of(of, plan(of, *rows, *more))


def events(raw):
    """Return the events by what and whom they are about."""
    found = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    return {(str(event["categories"].cats[0]), str(event["summary"]).split(":")[1][:14]): event for event in found}


def test_an_event_says_what_happens_where():
    found = events(calendar(made()))
    handed = found["HANDOVER", " train, OLD to"]
    assert str(handed["summary"]) == "Handover: train, OLD to NEW"
    assert str(handed["location"]) == "base"
    assert (handed["geo"].latitude, handed["geo"].longitude) == (33.5, 44.25)
    assert str(handed["transp"]) == "TRANSPARENT"
    kinds = {what for what, _ in found}
    assert kinds == {"HANDOVER", "IN PLACE", "ARRIVAL", "DEPARTURE", "FILL", "REVIEW DUE"}


def test_a_day_ends_where_the_next_begins_and_a_fill_before_its_until():
    found = events(calendar(made()))
    handed, filled = found["HANDOVER", " train, OLD to"], found["FILL", " us (USA) has "]
    assert (handed.decoded("dtstart"), handed.decoded("dtend")) == (day(4), day(4) + timedelta(days=1))
    assert (filled.decoded("dtstart"), filled.decoded("dtend")) == (day(0), day(4))
    open_ = found["FILL", " es (ESP) has "]
    assert open_.decoded("dtend") == day(12)


def test_a_review_is_on_the_day_by_which_the_pledge_is_to_be_renewed():
    review = events(calendar(made()))["REVIEW DUE", " us, USA"]
    assert review.decoded("dtstart") == day(2)


def test_an_event_keeps_its_identity_when_its_week_moves():
    before, after = events(calendar(made(4))), events(calendar(made(7)))
    assert {key: str(event["uid"]) for key, event in before.items()} == {
        key: str(event["uid"]) for key, event in after.items()
    }
    assert before["HANDOVER", " train, OLD to"].decoded("dtstart") != after["HANDOVER", " train, OLD to"].decoded(
        "dtstart"
    )


def test_the_order_of_rows_does_not_name_events():
    of = account(7)
    turned = of.plan.model_copy(update={name: getattr(of.plan, name)[::-1] for name in ("tours", "fills", "handovers")})
    before, after = (icalendar.Calendar.from_ical(calendar(a)) for a in (of, account_of(of.mission, turned)))
    uids = [sorted(str(event["uid"]) for event in whole.walk("VEVENT")) for whole in (before, after)]
    assert uids[0] == uids[1]


def test_another_mission_has_other_identifiers():
    other = MISSION.model_copy(update={"id": "other"})
    uids = [{str(e["uid"]) for e in events(calendar(made(of=of))).values()} for of in (MISSION, other)]
    assert not uids[0] & uids[1]


def test_the_edition_is_the_sequence_of_every_event():
    assert {event["sequence"] for event in events(calendar(made(), edition=3)).values()} == {3}
    assert {event["sequence"] for event in events(calendar(made())).values()} == {0}


def test_since_an_earlier_calendar_only_what_changed_is_new():
    first = made(4)
    raw = calendar(first)
    assert calendar(first, earlier=read_calendar(raw, first)) == raw
    second = made(7)
    found = events(calendar(second, earlier=read_calendar(raw, second)))
    assert found["HANDOVER", " train, OLD to"]["sequence"] == 1
    assert found["REVIEW DUE", " us, USA"]["sequence"] == 0
    assert found["HANDOVER", " train, OLD to"].decoded("dtstamp") > found["REVIEW DUE", " us, USA"].decoded("dtstamp")


def test_what_is_no_longer_is_cancelled_once_and_comes_back_as_new():
    moved = made(4, move(tour("us", 2, -4, name="t1"), "far", 2))
    raw = calendar(moved)
    without = made(4)
    gone = calendar(without, earlier=read_calendar(raw, without))
    event = events(gone)["MOVE", " 2 people of u"]
    assert (str(event["status"]), event["sequence"]) == ("CANCELLED", 1)
    still = calendar(without, earlier=read_calendar(gone, without))
    assert still == gone
    back = events(calendar(moved, earlier=read_calendar(still, moved)))["MOVE", " 2 people of u"]
    assert (str(back["status"]), back["sequence"]) == ("CONFIRMED", 2)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xff\xfe", "can be read"),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", "not written by contingent"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "not written by contingent"),
        (b"just words", "can be read"),
        (b"", "can be read"),
        (calendar(made(of=MISSION.model_copy(update={"id": "other"}))), "of mission 'other', not of 'test'"),
    ],
    ids=["no-text", "no-calendar", "others", "words", "blank", "other-mission"],
)
def test_a_strange_earlier_calendar_is_refused(raw, words):
    with pytest.raises(CalendarError, match=words):
        read_calendar(raw, made())


def test_a_view_takes_no_calendar_of_another_reader_for_it_would_pass_on_what_that_one_saw():
    of = made()
    raw = calendar(of)
    with pytest.raises(CalendarError, match="planner's own, and this one is the view of ESP"):
        read_calendar(raw, seen_by(of, "ESP"))
    view = seen_by(of, "ESP")
    assert calendar(view, earlier=read_calendar(calendar(view), view)) == calendar(view)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_names_cannot_break_out(text):
    raw = calendar(renamed(made(), text))
    plain = calendar(made())
    assert raw.count(b"BEGIN:VEVENT\r\n") == plain.count(b"BEGIN:VEVENT\r\n")
    assert raw.count(b"\r\nEND:VCALENDAR") == 1
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert not {chr(code) for code in [*range(9), 11, 12, *range(14, 32)]} & set(raw.decode())
    assert {str(e["uid"]) for e in icalendar.Calendar.from_ical(raw).walk("VEVENT")} == {
        str(e["uid"]) for e in icalendar.Calendar.from_ical(plain).walk("VEVENT")
    }


@pytest.mark.parametrize("seeds", [range(begin, begin + 20) for begin in range(0, 100, 20)], ids=str)
def test_random_plans_are_read_back(seeds):
    for seed in seeds:
        found = icalendar.Calendar.from_ical(calendar(account(seed))).walk("VEVENT")
        uids = [str(event["uid"]) for event in found]
        assert len(uids) == len(set(uids)), f"seed {seed}"
        assert all(not event.errors for event in found)
        assert all(event.decoded("dtend") > event.decoded("dtstart") for event in found)
