"""A workbook whose cells hold what they are given: text is never a formula, a link or a number."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from contingent.core.version import __version__
from contingent.export.marks import Marks
from contingent.export.text import one_line, printable
from contingent.export.words import Names, notice
from contingent.report.account import Account

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | Decimal | Fraction | date | bool | None

MAX_TEXT: Final = 32_767
"""Most letters that a cell takes. [character]"""

MAX_MARKING: Final = 200
"""Most letters of the marking in the head of a printed page, which takes 255 with what else is there. [character]"""

HEADER: Final = 3
"""Row of the names of columns, from 0; above it are the sheet's sentence, marking and notice."""

LINE: Final = 14
"""Height of a line. [point]"""

FREE_WORDS: Final = 40
"""A column as wide as this holds sentences, which go on in a further line of their cell. [character]"""

_LETTERS: Final = 1.1
"""Letters of a sentence that fit where one digit does, with room for wider fonts."""

_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it, spreadsheets count a day that never was."""

_BASE: Final = {"font_name": "Calibri", "font_size": 10, "valign": "top"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list."""

    title: str
    width: float
    """[character]"""
    form: str = ""
    """How numbers are written."""


class Book:
    """A workbook in the making, with the account that it shows."""

    def __init__(self, account: Account) -> None:
        import xlsxwriter  # only those who want a workbook wait for it

        self.account = account
        self.names = Names(account.mission)
        self.marks = Marks(account.mission)
        self._bytes = io.BytesIO()
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        self._book = xlsxwriter.Workbook(self._bytes, {"in_memory": True, **plain})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        mission = account.mission
        self._book.set_properties(
            {
                "title": one_line(mission.title)[:255],
                "comments": one_line(" ".join((mission.marking, notice(account))))[:255],
                "author": f"contingent {__version__}",
                "created": datetime.combine(mission.start, time()),  # no clock: equal plans, equal bytes
            }
        )

    def close(self) -> bytes:
        """Return the bytes; nothing can be added afterwards."""
        self._book.close()
        return self._bytes.getvalue()

    def form(self, **properties: Any) -> "Format":  # noqa: ANN401 - properties as XlsxWriter has them
        """Return a format, the same for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**_BASE, **properties})
        return self._formats[key]

    def chart(self, kind: Mapping[str, str]) -> "Chart":
        """Return a new chart."""
        return self._book.add_chart(dict(kind))

    def page(self, name: str) -> "Worksheet":
        """Return a sheet that was added before."""
        return self._book.get_worksheet_by_name(name)

    def sheet(self, name: str, sentence: str) -> "Worksheet":
        """Return a new sheet with its sentence, the marking and the notice on top."""
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        marking = one_line(self.account.mission.marking)[:MAX_MARKING].replace("&", "&&")
        sheet.set_header(f"&C{marking}")
        sheet.set_footer(f"&L{name}&R&P of &N")
        self.put(sheet, 0, 0, sentence, bold=True, font_size=12)
        self.put(sheet, 1, 0, self.account.mission.marking, font_color="#595959")
        self.put(sheet, 2, 0, notice(self.account), bold=True)
        return sheet

    def put(self, sheet: "Worksheet", row: int, column: int, value: Cell, **properties: Any) -> None:  # noqa: ANN401
        """Write one cell as what it is."""
        match value:
            case None | "":
                if properties:
                    sheet.write_blank(row, column, None, self.form(**properties))
            case bool():
                sheet.write_string(row, column, "yes" if value else "no", self.form(**properties))
            case str():
                sheet.write_string(row, column, fitted(value), self.form(**properties))
            case date() if value < _FIRST_DAY:
                sheet.write_string(row, column, str(value), self.form(**properties))
            case date():
                sheet.write_datetime(
                    row, column, value, self.form(**{"num_format": "yyyy-mm-dd", "align": "left", **properties})
                )
            case _:
                sheet.write_number(row, column, float(value), self.form(**{"num_format": "#,##0_)", **properties}))

    def table(self, sheet: "Worksheet", top: int, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> int:
        """Write names of columns and rows from row ``top`` on; return the row after the last."""
        listed = list(rows)
        sheet.set_row(top, LINE * max(len(wrap(column.title, int(column.width) - 2)) for column in columns))
        for place, column in enumerate(columns):
            side = "right" if any(_is_number(cells[place]) for cells in listed[:20]) else "left"
            look = {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#E7E6E6", "align": side}
            self.put(sheet, top, place, column.title, **look)
        row = top
        for cells in listed:
            row += 1
            for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
                form = {"num_format": column.form} if column.form else {}
                self.put(sheet, row, place, cell, **form, **({"text_wrap": True} if _goes_on(column, cell) else {}))
            lines = max((_lines(column, cell) for column, cell in zip(columns, cells, strict=True)), default=1)
            if lines > 1:
                sheet.set_row(row, LINE * lines)  # not every program makes the row high enough by itself
        return row + 1


def _goes_on(column: Column, cell: Cell) -> bool:
    """Tell whether a cell holds a sentence that may need more than one line."""
    return isinstance(cell, str) and column.width >= FREE_WORDS


def _lines(column: Column, cell: Cell) -> int:
    return len(wrap(cell, int(_LETTERS * column.width))) if isinstance(cell, str) and _goes_on(column, cell) else 1


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float | Decimal | Fraction) and not isinstance(cell, bool)


def fitted(text: str) -> str:
    """Return a text that fits into a cell; one that was cut says so."""
    fit = printable(text)
    cut = " ... (cut)"
    return fit if len(fit) <= MAX_TEXT else f"{fit[: MAX_TEXT - len(cut)]}{cut}"
