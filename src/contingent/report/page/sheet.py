"""What the page is made of: sections of figures and tables, as plain values; the templates only set them."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from markupsafe import Markup, escape

from contingent.core.calendar import DAYS
from contingent.core.counted import counted
from contingent.report.account import Account
from contingent.report.wording import listed

R = TypeVar("R")

NONE = "-"
"""An empty cell."""

MARK = Markup(' <em class="mark">illustrative</em>')
"""What stands behind the name of a row that is made up to be realistic."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[str] = frozenset()
    """Columns of numbers, which are set to the right."""
    key: str = ""
    """How to read it."""
    none: str = "None."
    """What is said where there are no rows."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Drawings with one sentence, and the tables behind them."""

    id: str
    title: str
    sentence: str
    drawings: tuple[Markup, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    rests: str = ""
    """Which illustrative figures it rests on, in words."""


@dataclass(frozen=True, slots=True)
class Part:
    """One activity of the Gantt chart."""

    id: str
    title: Markup
    sentence: str
    drawing: Markup


@dataclass(frozen=True, slots=True)
class Listing:
    """A list under a title of its own."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One question with its answer."""

    id: str
    title: str
    sentences: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    warning: str = ""
    """Such as that it is partial."""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the page."""

    id: str
    title: str
    lead: str = ""
    figures: tuple[Figure, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    """Tables that are shown at once, not behind a figure."""
    parts: tuple[Part, ...] = ()
    """Before the tables of the section."""
    legend: Markup | None = None
    """Of the parts."""
    blocks: tuple[Block, ...] = ()
    """Before the tables of the section."""
    is_folded: bool = False
    """Its tables only repeat what stands before them, and are folded whatever their length."""


class Marker:
    """Marks what is made up, and says what rests on it."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._made_up = account.tables.illustrative

    def name(self, table: str, key: str, words: str = "") -> str:
        """Return the name of a row, marked if the row is illustrative."""
        shown = escape(words or key)
        return shown + MARK if (table, key) in self._made_up else shown

    def rests(self, *tables: str) -> str:
        """Say how many rows of the tables behind a figure are illustrative; blank: none."""
        found = []
        for table in tables:
            made_up = sum(of == table for of, _ in self._made_up)
            if made_up:
                found.append(f"{made_up:,} of {len(getattr(self._account.mission, table)):,} rows of {table}")
        return f"In this: {listed(found)}." if found else ""


def merged(
    rows: Iterable[R], key: Callable[[R], Hashable], value: Callable[[R], Hashable], week: Callable[[R], date]
) -> Iterator[tuple[R, date, date, int]]:
    """Yield (first row, first day, first day after, weeks) of weeks in a row in which the value of a key stays.

    Rows may come in any order of keys, but by week within a key; keys come by their first row.
    """
    step = timedelta(days=DAYS)
    of_key: dict[Hashable, list[R]] = {}
    for row in rows:
        of_key.setdefault(key(row), []).append(row)
    for together in of_key.values():
        first, until = together[0], week(together[0]) + step
        for row in together[1:]:
            if week(row) != until or value(row) != value(first):
                yield first, week(first), until, (until - week(first)).days // DAYS
                first = row
            until = week(row) + step
        yield first, week(first), until, (until - week(first)).days // DAYS


def plus_minus(count: int) -> str:
    """Write a number with its sign."""
    return f"{count:+,}" if count else "0"


def rows_of(sheet: Sheet) -> str:
    """Say how long a table is."""
    return counted(len(sheet.rows), "row")


def cells(rows: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return rows as a table holds them."""
    return tuple(map(tuple, rows))
