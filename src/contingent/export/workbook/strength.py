"""The sheet of strength by week: people by nation against the ceiling, with a chart of the spreadsheet's own."""

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Final

from contingent.export.marks import ILLUSTRATIVE
from contingent.export.workbook.book import Book, Column

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SENTENCE: Final = "People in the host's country by week, support element and both sides of an overlap included."

MOST_NATIONS: Final = 8
"""Nations with a column of their own; all others are in one."""

COLOURS: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#8C6D31", "#999999")
"""Told apart by those who see few colours; the legend and the table name each."""

TABLE: Final = 30
"""Row of the names of columns, from 0: the chart is above it."""

LABELS: Final = 10
"""About so many weeks are named below the chart."""

_NUMBERS: Final = (
    "Week of",
    "People",
    "Of these look on",
    "Ceiling",
    "Posts required",
    "Posts filled",
    "Arriving",
    "Departing",
    "Moving",
    "Changing command",
    "Seats",
)

PEOPLE: Final = _NUMBERS.index("People")
CEILING: Final = _NUMBERS.index("Ceiling")


def strength(book: Book) -> None:
    """Add the sheet."""
    sheet = book.sheet("Strength", SENTENCE)
    tables = book.account.tables
    if book.marks.is_illustrative(tables.numbers):
        book.put(
            sheet, TABLE - 1, 0, f"Figures: {ILLUSTRATIVE} rows of the mission are among what is counted.", bold=True
        )
    by_nation = _by_nation(book)
    looking_on = Counter[date]()
    for head in tables.headcount:
        looking_on[head.week] += head.in_overlap
    columns = [Column(title, 11) for title in (*_NUMBERS, *(name for name, _ in by_nation))]
    rows = [
        (
            row.week,
            row.people,
            looking_on[row.week],
            row.ceiling,
            row.required,
            row.filled,
            row.arriving,
            row.departing,
            row.moving,
            row.rehatting,
            row.seats,
            *(people[row.week] for _, people in by_nation),
        )
        for row in tables.weeks
    ]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    last = book.table(sheet, TABLE, columns, rows) - 1
    _chart(book, sheet, len(by_nation), last)


def _by_nation(book: Book) -> list[tuple[str, Counter[date]]]:
    """Return people by week of the nations that give most, the largest first, and of all others."""
    of: defaultdict[str, Counter[date]] = defaultdict(Counter)
    for row in book.account.tables.headcount:
        of[row.nation][row.week] += row.people
    order = sorted(of, key=lambda nation: (-of[nation].total(), nation))
    shown = order if len(order) <= MOST_NATIONS + 1 else order[:MOST_NATIONS]
    by_nation = [(book.names.nation.get(nation, nation), of[nation]) for nation in shown]
    others = sum((of[nation] for nation in order[len(shown) :]), Counter[date]())
    return by_nation + ([(f"{len(order) - len(shown)} others", others)] if others else [])


def _chart(book: Book, sheet: "Worksheet", nations: int, last: int) -> None:
    """Draw the columns of nations and the line of the ceiling; names are taken from cells, for they may be anything."""
    chart = book.chart({"type": "column", "subtype": "stacked"})
    weeks = ["Strength", TABLE + 1, 0, last, 0]
    columns = range(len(_NUMBERS), len(_NUMBERS) + nations) or range(
        PEOPLE, PEOPLE + 1
    )  # nobody: a chart needs a series
    for place, column in enumerate(columns):
        chart.add_series(
            {
                "name": ["Strength", TABLE, column],
                "categories": weeks,
                "values": ["Strength", TABLE + 1, column, last, column],
                "fill": {"color": COLOURS[place % len(COLOURS)]},
                "border": {"none": True},
                "gap": 0,
            }
        )
    if any(row.ceiling is not None for row in book.account.tables.weeks):
        line = book.chart({"type": "line"})
        values = ["Strength", TABLE + 1, CEILING, last, CEILING]
        look = {"color": "#000000", "width": 2.25, "dash_type": "dash"}
        line.add_series({"name": "Ceiling", "categories": weeks, "values": values, "line": look})
        chart.combine(line)
    interval = max(1, (last - TABLE) // LABELS)
    chart.set_title({"name": "People in theatre against the ceiling", "name_font": {"size": 12}})
    chart.set_x_axis(
        {"text_axis": True, "num_format": "d mmm yyyy", "interval_unit": interval, "interval_tick": interval}
    )
    chart.set_y_axis({"name": "people", "num_format": "#,##0", "min": 0, "major_gridlines": {"visible": True}})
    chart.set_legend({"position": "right"})
    chart.set_size({"width": 1080, "height": 480})
    most = max((row.people for row in book.account.tables.weeks), default=0)
    words = f"{SENTENCE} At most {most:,} in any week. The table below has all numbers."
    sheet.insert_chart(4, 0, chart, {"description": words})
