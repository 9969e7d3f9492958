"""What happens in a plan, each assignment as one event with an identity that survives planning again."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from contingent.domain.cells import Ids
from contingent.domain.plan import Fill, Handover, Move, Onward, Rehat, Tour
from contingent.export.marks import Marks
from contingent.export.words import Names, counted
from contingent.report.account import Account
from contingent.report.pledges import PledgeRow, Review
from contingent.report.presence import last_sites


class What(StrEnum):
    """Kind of event."""

    HANDOVER = "handover"
    IN_PLACE = "in place"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    MOVE = "move"
    REHAT = "change of command"
    FILL = "fill"
    ONWARD = "onward"
    REVIEW = "review due"
    DECISION = "decision"
    """Only in the calendar of decisions."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens on a day, or holds for some days."""

    what: What
    of: tuple[str, ...]
    """What it is, without its dates: the same in every plan of the mission. Unique together with `what`."""
    day: date
    until: date
    """First day after it."""
    title: str
    text: str = ""
    site: str | None = None


class _Lot(NamedTuple):
    """A row of a plan, and its number among those that differ from it in dates and heads alone."""

    row: Any
    number: int


R = TypeVar("R")


def events(account: Account) -> tuple[Event, ...]:
    """Return all events by date: every tour as an arrival or as in place, and every other row of the plan.

    A departure that the plan leaves open is none. Rows that differ in nothing but dates and heads are numbered by date,
    so that the second fill of a billet stays the second one when its week moves.
    """
    maker = _Maker(account)
    plan = account.plan
    handovers = _numbered(plan.handovers, lambda h: (h.activity,), lambda h: h.week)
    tours = _numbered(plan.tours, lambda t: (t.contingent, *t.people), lambda t: (t.arrive, t.depart or date.max))
    moves = _numbered(plan.moves, lambda m: (m.contingent, *m.people, m.from_site, m.to_site), lambda m: m.week)
    rehats = _numbered(plan.rehats, lambda r: (r.contingent, *r.people, r.from_, r.to), lambda r: r.week)
    fills = _numbered(plan.fills, lambda f: (f.activity, f.skill, f.contingent, *f.people), _stint)
    onward = _numbered(plan.onward, lambda o: (o.elsewhere, o.contingent, *o.people), _stint)
    found = [
        *(maker.handover(lot) for lot in handovers),
        *(maker.arrival(lot) for lot in tours),
        *(maker.departure(lot) for lot in tours if lot.row.depart is not None),
        *(maker.move(lot) for lot in moves),
        *(maker.rehat(lot) for lot in rehats),
        *(maker.fill(lot) for lot in fills),
        *(maker.onward(lot) for lot in onward),
        *(maker.review(row) for row in account.tables.pledges if row.review is not Review.NONE),
    ]
    order = list(What)
    return tuple(sorted(found, key=lambda event: (event.day, order.index(event.what), event.of)))


def _numbered(rows: Iterable[R], same: Callable[[R], tuple[str, ...]], when: Callable[[R], Any]) -> list[_Lot]:
    """Count rows that differ in dates and heads alone, by date; where dates are equal too, the larger is first."""
    alike: defaultdict[tuple[str, ...], list[R]] = defaultdict(list)
    for row in rows:
        alike[same(row)].append(row)
    return [
        _Lot(row, number)
        for group in alike.values()
        for number, row in enumerate(sorted(group, key=lambda row: (when(row), -getattr(row, "heads", 0))), start=1)
    ]


def _stint(row: Fill | Onward) -> tuple[date, date]:
    return row.from_, row.until or date.max


class _Maker:
    """Words the events of one account."""

    def __init__(self, account: Account) -> None:
        self._names = Names(account.mission)
        self._marks = Marks(account.mission)
        self._mission = account.mission
        self._end = account.mission.calendar.monday(account.mission.weeks)
        self._last_site = last_sites(account.plan)
        self._site_of = {row.id: row.site for row in account.mission.activities}

    def handover(self, lot: _Lot) -> Event:
        row: Handover = lot.row
        title = f"Handover: {self._names.activity[row.activity]}, {row.from_} to {row.to}"
        text = self._lines(row, f"From then on under {self._names.command[row.to]}.")
        key = (row.activity, str(lot.number))
        return Event(What.HANDOVER, key, row.week, _next(row.week), title, text, self._site_of[row.activity])

    def arrival(self, lot: _Lot) -> Event:
        tour: Tour = lot.row
        what = What.IN_PLACE if tour.arrive < self._mission.start else What.ARRIVAL
        word = "In place" if what is What.IN_PLACE else "Arrival"
        stay = "to the end of the mission" if tour.depart is None else f"until {tour.depart}"
        title = f"{word}: {counted(tour.heads)} of {self._who(tour)} at {self._names.site[tour.site]}"
        text = self._lines(tour, _group(tour.people), f"Under {self._names.command[tour.command]}.", f"There {stay}.")
        # whether they are in place is no part of what the event is: it is the coming of these people
        return Event(what, _key(tour, lot), tour.arrive, _next(tour.arrive), title, text, tour.site)

    def departure(self, lot: _Lot) -> Event:
        tour: Tour = lot.row
        day = tour.depart or self._end
        site = self._last_site.get(tour.tour or "", tour.site)
        title = f"Departure: {counted(tour.heads)} of {self._who(tour)} from {self._names.site[site]}"
        text = self._lines(tour, _group(tour.people), "The first day on which they are no longer there.")
        return Event(What.DEPARTURE, _key(tour, lot), day, _next(day), title, text, site)

    def move(self, lot: _Lot) -> Event:
        row: Move = lot.row
        there, here = self._names.site[row.to_site], self._names.site[row.from_site]
        title = f"Move: {counted(row.heads)} of {self._who(row)} from {here} to {there}"
        text = self._lines(row, _group(row.people), "The first day at the new site.")
        key = (*_key(row, lot), row.from_site, row.to_site)
        return Event(What.MOVE, key, row.week, _next(row.week), title, text, row.to_site)

    def rehat(self, lot: _Lot) -> Event:
        row: Rehat = lot.row
        title = f"Change of command: {counted(row.heads)} of {self._who(row)}, {row.from_} to {row.to}"
        text = self._lines(row, _group(row.people), f"From then on under {self._names.command[row.to]}.")
        key = (*_key(row, lot), row.from_, row.to)
        return Event(What.REHAT, key, row.week, _next(row.week), title, text, row.site)

    def fill(self, lot: _Lot) -> Event:
        row: Fill = lot.row
        posts = "post" if row.heads == 1 else "posts"
        where = f"{self._names.skill[row.skill]} in {self._names.activity[row.activity]}"
        title = f"Fill: {self._who(row)} has {row.heads:,} {posts} of {where}"
        key = (row.activity, row.skill, *_key(row, lot))
        text = self._lines(row, _group(row.people))
        return Event(What.FILL, key, row.from_, self._until(row), title, text, self._site_of[row.activity])

    def onward(self, lot: _Lot) -> Event:
        row: Onward = lot.row
        title = f"Onward: {counted(row.heads)} of {self._who(row)} for {self._names.elsewhere[row.elsewhere]}"
        key = (row.elsewhere, *_key(row, lot))
        text = self._lines(row, _group(row.people))
        return Event(What.ONWARD, key, row.from_, self._until(row), title, text)

    def review(self, row: PledgeRow) -> Event:
        day = row.review_by or self._end
        title = f"Review {row.review}: {row.name}, {self._names.nation.get(row.nation, row.nation)}"
        text = self._lines(row, f"The day by which the pledge must be renewed. Its state: {row.state}.")
        return Event(What.REVIEW, (row.contingent,), day, _next(day), title, text)

    def _until(self, row: Fill | Onward) -> date:
        """Return the first day after a row; a row of no length, which is unlawful, is shown as a day."""
        return max(row.until or self._end, _next(row.from_))

    def _who(self, row: Tour | Move | Rehat | Fill | Onward) -> str:
        name, nation = self._names.contingent[row.contingent], self._names.nation_of[row.contingent]
        return f"{name} ({nation})"

    def _lines(self, row: object, *lines: str) -> str:
        return "\n".join(filter(None, (*lines, self._marks.words(row), self._mission.marking)))


def _key(row: Tour | Move | Rehat | Fill | Onward, lot: _Lot) -> tuple[str, ...]:
    return row.contingent, " ".join(row.people), str(lot.number)


def _group(people: Ids) -> str:
    return f"Skills: {' '.join(people)}." if people else ""


def _next(day: date) -> date:
    return day + timedelta(days=1)
