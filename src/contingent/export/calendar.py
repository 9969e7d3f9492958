"""iCalendar (RFC 5545): what happens in a plan, as all-day events that keep their identity in later plans."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from contingent.core.version import __version__
from contingent.domain.mission import Mission
from contingent.domain.tables import Site
from contingent.export.events import Event, events
from contingent.export.text import one_line, printable
from contingent.export.words import notice, stamp
from contingent.report.account import Account

if TYPE_CHECKING:
    import icalendar

MISSION: Final = "X-CONTINGENT-MISSION"
"""Property of a calendar that names its mission."""

VIEW: Final = "X-CONTINGENT-VIEW"
"""Property of a calendar that names the nation whose view it is; absent from the planner's own."""

MAX_SEQUENCE: Final = 2**31 - 1
"""Largest number that a calendar may hold."""

_SPACE: Final = UUID("6f0f0dfd-5f8e-5d0a-9a35-0d6f5b9c4c11")


class CalendarError(ValueError):
    """What was given as the earlier calendar is none of this mission."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier calendar of the same mission, for the same reader."""

    events: Mapping[str, "icalendar.Event"]
    """By identifier."""


def calendar(
    account: Account,
    edition: int = 0,
    earlier: Earlier | None = None,
    of: Callable[[Account], Iterable[Event]] = events,
) -> bytes:
    """Return the calendar.

    Parameters
    ----------
    account
        What is written.
    edition
        SEQUENCE of every event: 0 for the first plan, 1 for the next, and so on.
    earlier
        The calendar sent before. Then an event that is as it was keeps its SEQUENCE, one that changed has the next,
        and one that is no longer is CANCELLED; a new one has ``edition``.
    of
        What is in it.
    """
    import icalendar

    whole = icalendar.Calendar()
    title = one_line(account.mission.title)
    about = "\n".join(filter(None, (account.mission.marking, notice(account), f"Verdict: {stamp(account)}.")))
    whole.add("prodid", f"-//contingent//contingent {__version__}//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("name", icalendar.vText(title))
    whole.add("description", icalendar.vText(printable(about)))
    whole.add("x-wr-calname", icalendar.vText(title))
    whole.add("x-wr-caldesc", icalendar.vText(printable(about)))
    whole.add(MISSION, icalendar.vText(account.mission.id))
    if account.viewer is not None:
        whole.add(VIEW, icalendar.vText(account.viewer))
    sites = {site.id: site for site in account.mission.sites}
    fresh = [_component(event, account.mission, sites) for event in of(account)]
    for component in _numbered(fresh, edition, earlier, account.mission):
        whole.add_component(component)
    raw: bytes = whole.to_ical()
    return raw


def read_calendar(raw: bytes, account: Account) -> Earlier:
    """Read a calendar that was written before.

    It must have been written for the same reader: what it holds and the new one lacks is passed on as cancelled, and so
    must be known to the reader.

    Raises
    ------
    CalendarError
        It is none of ours, of another mission, or for another reader; the message says so.
    """
    import icalendar

    try:
        whole = icalendar.Calendar.from_ical(raw.decode())
    except ValueError as problem:  # not UTF-8 is one too
        raise CalendarError("It is no iCalendar file that can be read.") from problem
    of, viewer = str(whole.get(MISSION, "")), str(whole.get(VIEW, "")) or None
    if not of:
        raise CalendarError("It was not written by contingent.")
    if of != account.mission.id:
        raise CalendarError(f"It is of mission {of[:80]!r}, not of {account.mission.id!r}.")
    if viewer != account.viewer:
        raise CalendarError(f"It is {_of_view(viewer)}, and this one is {_of_view(account.viewer)}.")
    found = (event for event in whole.walk("VEVENT") if isinstance(event, icalendar.Event))
    return Earlier({str(event.get("uid", "")): event for event in found})


def _of_view(viewer: str | None) -> str:
    return "the planner's own" if viewer is None else f"the view of {viewer[:80]}"


def identifier(mission: Mission, event: Event) -> str:
    """Return the UID of an event: of the mission's name and of what the event is, whatever its dates."""
    return str(uuid5(_SPACE, "\x1f".join((mission.id, event.what, *event.of))))


def _component(event: Event, mission: Mission, sites: Mapping[str, Site]) -> "icalendar.Event":
    import icalendar

    component = icalendar.Event()
    component.add("uid", identifier(mission, event))
    component.add("dtstart", event.day)
    component.add("dtend", event.until)
    component.add("summary", one_line(event.title))
    if event.text:
        component.add("description", printable(event.text))
    component.add("categories", [event.what.value.upper()])
    component.add("transp", "TRANSPARENT")  # nobody is busy because a battalion moves
    site = None if event.site is None else sites[event.site]
    if site is not None:
        component.add("location", one_line(site.name))
        if site.lat is not None and site.lon is not None:
            component.add("geo", (float(site.lat), float(site.lon)))
    return component


def _numbered(
    fresh: Iterable["icalendar.Event"], edition: int, earlier: Earlier | None, mission: Mission
) -> Iterator["icalendar.Event"]:
    """Yield the events with their sequence numbers and stamps, and then those that are no longer."""
    before = dict(earlier.events) if earlier is not None else {}
    for event in fresh:
        old = before.pop(str(event["uid"]), None)
        number = edition if old is None else _sequence(old) + (not _same(old, event))
        yield _stamped(event, number, mission, "CONFIRMED")
    for old in before.values():
        gone = str(old.get("status", "")) == "CANCELLED"
        yield _stamped(old, _sequence(old) + (not gone), mission, "CANCELLED")


def _sequence(event: "icalendar.Event") -> int:
    return min(max(0, int(event.get("sequence", 0))), MAX_SEQUENCE - 1)


def _same(old: "icalendar.Event", new: "icalendar.Event") -> bool:
    if str(old.get("status", "")) == "CANCELLED":
        return False
    return all(_text(old, key) == _text(new, key) for key in ("dtstart", "dtend", "summary", "description", "location"))


def _text(event: "icalendar.Event", key: str) -> str:
    value = event.get(key)
    if value is None:
        return ""
    return str(value.dt) if hasattr(value, "dt") else str(value)


def _stamped(event: "icalendar.Event", number: int, mission: Mission, status: str) -> "icalendar.Event":
    # no clock: the stamp is the mission's start, and one second later for each change, so that later is newer
    stamp = datetime.combine(mission.start, time(), UTC) + timedelta(seconds=number)
    for key, value in (("sequence", number), ("dtstamp", stamp), ("status", status)):
        event.pop(key, None)
        event.add(key, value)
    return event
