"""The sheets that are lists: one row a thing, names of columns frozen, filters on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from contingent.domain.plan import Fill, Move, Onward, Rehat, Tour
from contingent.export.marks import ILLUSTRATIVE
from contingent.export.workbook.book import HEADER, Book, Cell, Column
from contingent.report.pledges import Review
from contingent.report.presence import last_sites

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Rows = Iterator[Sequence[Cell]]

INPUT: Final = "#FFF2CC"
"""Colour of cells that people fill in: spreadsheets' own pale yellow."""

_INLINE: Final = 250
"""Longest list of words that a drop-down can hold itself. [character]"""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Cells of a list that people fill in."""

    rows: int
    """How many rows have them, from the first on."""
    takes: Mapping[str, tuple[str, ...]]
    """By the titles of their columns: the words that a cell may have; none: anything."""


@dataclass(frozen=True, slots=True)
class List:
    """A sheet that is a list."""

    name: str
    sentence: str
    columns: tuple[Column, ...]
    rows: Callable[[Book], Rows]
    inputs: Callable[[Book], Inputs] | None = None
    """None: nobody fills anything in."""


def list_sheet(book: Book, of: List) -> None:
    """Add a list to the workbook."""
    sheet = book.sheet(of.name, of.sentence)
    for place, column in enumerate(of.columns):
        sheet.set_column(place, place, column.width)
    end = book.table(sheet, HEADER, of.columns, of.rows(book))
    if end == HEADER + 1:
        book.put(sheet, end, 0, "None.")
    if of.inputs is not None:
        _open(book, sheet, of.columns, of.inputs(book))
    sheet.autofilter(HEADER, 0, max(end - 1, HEADER), len(of.columns) - 1)
    sheet.freeze_panes(HEADER + 1, 0)
    sheet.repeat_rows(HEADER)


def _open(book: Book, sheet: "Worksheet", columns: Sequence[Column], inputs: Inputs) -> None:
    """Make cells that people fill in look like it, with a list to choose from."""
    first, last = HEADER + 1, HEADER + inputs.rows
    for place, column in enumerate(columns):
        words = inputs.takes.get(column.title)
        if words is None:
            continue
        for row in range(first, last + 1):
            book.put(sheet, row, place, None, bg_color=INPUT, border=1)
        if words and inputs.rows and len(",".join(words)) <= _INLINE:
            sheet.data_validation(first, place, last, place, {"validate": "list", "source": list(words)})


def _handovers(book: Book) -> Rows:
    for row in book.account.tables.handovers:
        yield (
            row.week,
            "not in this plan" if row.week is None else "handed over",
            row.activity,
            row.name,
            book.names.site[row.site],
            row.from_command,
            row.to_command,
            row.latest,
            _figures(book, row),
        )


class _Kind(IntEnum):
    """Kinds of movement, in the order in which they stand within a week."""

    ARRIVAL = 1
    MOVE = 2
    CHANGE_OF_COMMAND = 3
    DEPARTURE = 4


class _Movement(NamedTuple):
    week: date
    kind: _Kind
    row: Tour | Move | Rehat
    from_: str
    to: str


def _movements(book: Book) -> Rows:
    """Yield arrivals, moves, changes of command and departures by week."""
    found = sorted(_found(book), key=lambda one: (one.week, one.kind, one.row.contingent, one.row.people))
    for one in found:
        kind = one.kind.name.replace("_", " ").lower()
        who = (*_who(book, one.row.contingent), *_people(one.row))
        yield (one.week, kind, *who, one.from_, one.to, one.row.tour, _figures(book, one.row))


def _found(book: Book) -> Iterator[_Movement]:
    plan, site = book.account.plan, book.names.site
    last = last_sites(plan)
    for tour in plan.tours:
        if tour.arrive >= book.account.mission.start:
            yield _Movement(tour.arrive, _Kind.ARRIVAL, tour, "", site[tour.site])
        if tour.depart is not None:
            yield _Movement(tour.depart, _Kind.DEPARTURE, tour, site[last.get(tour.tour or "", tour.site)], "")
    for move in plan.moves:
        yield _Movement(move.week, _Kind.MOVE, move, site[move.from_site], site[move.to_site])
    for rehat in plan.rehats:
        yield _Movement(rehat.week, _Kind.CHANGE_OF_COMMAND, rehat, rehat.from_, rehat.to)


def _tours(book: Book) -> Rows:
    for row in book.account.plan.tours:
        who = (row.tour, *_who(book, row.contingent), *_people(row))
        yield (*who, book.names.site[row.site], row.command, row.arrive, row.depart, _figures(book, row))


def _fills(book: Book) -> Rows:
    for row in book.account.plan.fills:
        post = (row.activity, book.names.activity[row.activity], row.skill)
        yield (*post, *_who(book, row.contingent), *_people(row), row.from_, row.until, _figures(book, row))


def _shortfalls(book: Book) -> Rows:
    for row in book.account.tables.shortfalls:
        post = (row.activity, row.name, row.skill)
        numbers = (row.missing, row.required, row.essential)
        yield (*post, row.from_, row.until, row.weeks, *numbers, _figures(book, row))


def _departures(book: Book) -> Rows:
    for row in book.account.tables.departures:
        then = "; ".join(f"{need.heads:,} for {need.name} from {need.from_}" for need in row.then)
        who = _who(book, row.contingent)
        yield (row.week, *who, book.names.site[row.site], row.heads, then, _figures(book, row))


def _onward(book: Book) -> Rows:
    for row in book.account.plan.onward:
        need = (row.elsewhere, book.names.elsewhere[row.elsewhere])
        yield (*need, *_who(book, row.contingent), *_people(row), row.from_, row.until, _figures(book, row))


def _pledges(book: Book) -> Rows:
    rows = [row for row in book.account.tables.pledges if row.review is not Review.NONE]
    for row in sorted(rows, key=lambda row: (row.review_by or date.max, row.contingent)):
        numbers = (row.people, row.chance, row.used_from, row.person_weeks)
        who = _who(book, row.contingent)
        yield (row.review_by, row.review.value, *who, row.state.value, *numbers, _figures(book, row))


def _decisions(book: Book) -> Rows:
    for row in book.account.tables.decisions:
        passed = None if row.passed is None else "yes" if row.passed else "no"
        when = (row.by, row.kind.value, row.owner, row.what, row.expected, row.first_use)
        yield (
            *when,
            row.people,
            row.person_weeks,
            row.essential,
            " ".join(row.activities),
            passed,
            _figures(book, row),
        )


def _nations(book: Book) -> Rows:
    burden = {row.nation: row for row in book.account.tables.burden}
    for row in book.account.tables.nations:
        carried = burden.get(row.nation)
        shares = (None, None, None) if carried is None else (carried.share, carried.fair_share, carried.excess)
        pledged = (row.offered, row.confirmed, row.in_place)
        there = (row.peak, row.at_end, row.person_weeks)
        yield (row.nation, row.name, *pledged, *there, *shares, _figures(book, row))


def _limits(book: Book) -> Rows:
    invented = book.account.tables.illustrative
    for row in book.account.tables.binding:
        figures = ILLUSTRATIVE if (row.table, row.row_id) in invented else ""
        yield (row.kind.value, row.owner, row.limit, row.most, row.used, row.weeks, row.first, figures)


def _facts(book: Book) -> Rows:
    for row in book.account.tables.facts:
        confidence = None if row.confidence is None else row.confidence.value
        yield (row.table, row.row, row.what, confidence, " ".join(row.source_ids), "; ".join(row.sources), row.note)


def _sources(book: Book) -> Rows:
    for row in book.account.mission.sources:
        yield (row.id, row.title, row.publisher, row.date, row.url)


def _who(book: Book, contingent: str) -> tuple[str, str, str]:
    return contingent, book.names.contingent[contingent], book.names.nation_of[contingent]


def _people(row: Tour | Move | Rehat | Fill | Onward) -> tuple[str, int]:
    return " ".join(row.people), row.heads


def _figures(book: Book, row: object) -> str:
    return ILLUSTRATIVE if book.marks.is_illustrative(row) else ""


WHO: Final = (Column("Contingent", 16), Column("Name", 46), Column("Nation", 8))
PEOPLE: Final = (Column("Skills", 24), Column("People", 8))
ACTIVITY: Final = (Column("Activity", 16), Column("Activity's name", 50))
DAYS: Final = (Column("From", 11), Column("Until", 11))
FIGURES: Final = Column("Figures", 11)
"""Last column: says `illustrative` where a row rests on figures that were made up to be realistic."""
SHARE: Final = "0.0%_)"

LISTS: Final = {
    of.name: of
    for of in (
        List(
            "Handovers",
            "Which activities change command, and in the week of which day. Those without a day stay as they are.",
            (
                Column("Week of", 11),
                Column("State", 15),
                *ACTIVITY,
                Column("Site", 32),
                Column("From", 12),
                Column("To", 12),
                Column("Latest allowed", 11),
                FIGURES,
            ),
            _handovers,
        ),
        List(
            "Movements",
            "Who arrives, moves, changes command and departs, by week. Those in place at the start arrived before.",
            (
                Column("Week of", 11),
                Column("What", 18),
                *WHO,
                *PEOPLE,
                Column("From", 32),
                Column("To", 32),
                Column("Tour", 8),
                FIGURES,
            ),
            _movements,
        ),
        List(
            "Tours",
            "Who is in theatre, from the first day there to the first day no longer there; blank: to the end.",
            (
                Column("Tour", 8),
                *WHO,
                *PEOPLE,
                Column("First site", 32),
                Column("First command", 14),
                Column("Arrive", 11),
                Column("Depart", 11),
                FIGURES,
            ),
            _tours,
        ),
        List(
            "Fills",
            "Who fills which posts, from the first day to the first day no longer; blank: to the end.",
            (*ACTIVITY, Column("Skill asked", 14), *WHO, *PEOPLE, *DAYS, FIGURES),
            _fills,
        ),
        List(
            "Shortfalls",
            "Posts that stay empty, in each week of a stretch in which nothing changes; essential ones first.",
            (
                *ACTIVITY,
                Column("Skill asked", 14),
                *DAYS,
                Column("Weeks", 8),
                Column("Empty", 8),
                Column("Of required", 9),
                Column("Essential and empty", 10),
                FIGURES,
            ),
            _shortfalls,
        ),
        List(
            "Departures",
            "Who leaves in which week, without support element, and what they count for afterwards.",
            (Column("Week of", 11), *WHO, Column("Last site", 32), Column("People", 8), Column("Then", 60), FIGURES),
            _departures,
        ),
        List(
            "Onward",
            "Who of those who left counts for which need elsewhere; a blank end: to the end of the mission.",
            (Column("Need", 16), Column("Need's name", 50), *WHO, *PEOPLE, *DAYS, FIGURES),
            _onward,
        ),
        List(
            "Pledges due",
            "Pledges to be renewed: stale at the mission's start, or due before the last week of their people here.",
            (
                Column("Renew by", 11),
                Column("Review", 9),
                *WHO,
                Column("State", 11),
                Column("People of one set", 9),
                Column("Chance", 8, SHARE),
                Column("Used from", 11),
                Column("Person-weeks", 10),
                FIGURES,
            ),
            _pledges,
        ),
        List(
            "Decide by",
            "Decisions that the plan rests on, each with the latest day on which it can be made, and what rests on it.",
            (
                Column("Decide by", 11),
                Column("Kind", 13),
                Column("Who decides", 22),
                Column("What", 90),
                Column("Expected", 11),
                Column("First use", 11),
                Column("People, with support", 9),
                Column("Person-weeks", 10),
                Column("Essential post-weeks", 10),
                Column("Activities", 40),
                Column("Passed", 8),
                FIGURES,
            ),
            _decisions,
        ),
        List(
            "Nations",
            "What each nation pledges, what the plan makes of it, and its burden against its fair share.",
            (
                Column("Nation", 8),
                Column("Name", 26),
                Column("Offered", 9),
                Column("Confirmed", 9),
                Column("In place", 9),
                Column("Peak", 9),
                Column("At the end", 9),
                Column("Person-weeks", 10),
                Column("Share", 8, SHARE),
                Column("Fair share", 8, SHARE),
                Column("Person-weeks above fair share", 12, "#,##0.0_)"),
                FIGURES,
            ),
            _nations,
        ),
        List(
            "Limits",
            "Ceilings, mandates, beds and seats that are reached, and caveats and consents that bind.",
            (
                Column("Kind", 10),
                Column("Whose", 16),
                Column("Limit", 80),
                Column("Most allowed", 9),
                Column("Most used, or posts empty", 11),
                Column("Weeks in which it binds", 10),
                Column("First week of", 11),
                FIGURES,
            ),
            _limits,
        ),
        List(
            "Facts",
            "Rows of the mission that say where they come from or how sure they are.",
            (
                Column("Table", 13),
                Column("Row", 7),
                Column("What", 30),
                Column("Confidence", 12),
                Column("Sources", 12),
                Column("Titles", 50),
                Column("Note", 60),
            ),
            _facts,
        ),
        List(
            "Sources",
            "Where facts come from.",
            (
                Column("Source", 9),
                Column("Title", 60),
                Column("Publisher", 30),
                Column("Date", 12),
                Column("Address", 60),
            ),
            _sources,
        ),
    )
}
"""All lists by the names of their sheets."""
