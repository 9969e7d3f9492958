"""What makes a sheet easy to fill in: notes, drop-downs, widths, frozen panes, filters."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from xlsxwriter.worksheet import Worksheet

from contingent.domain.mission import TABLES
from contingent.files.columns import Column, Kind, columns_of
from contingent.files.limits import FIRST_YEAR, LAST_YEAR
from contingent.files.workbook.layout import SPARE, Choice, choices, column_range, explained, width
from contingent.files.workbook.names import FINDINGS, NAMES
from contingent.files.workbook.pen import Pen
from contingent.files.workbook.scan import column_letters

_INLINE = 250
"""Longest list of words that a drop-down can hold itself. [character]"""
_A4 = 9
_MARKING = 100
"""Longest marking above a page. [character]"""
_PAGE = 170
"""Width of what fits well on a page. [character]"""
_NOTE = 4000
"""Longest note at a cell. [character]"""
_KIND_LOOK = {Kind.DATE: "day", Kind.NUMBER: "number", Kind.RATIO: "number"}

Comments = dict[tuple[int, int], str]
"""Notes by row and column, both counted from 0."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Where a table lies in the workbook; rows and columns are counted from 0."""

    title: str
    """Of the sheet."""
    header: int
    """Row with the names of the columns."""
    last: int
    """Last row that holds something."""
    numbers: Mapping[str, int]
    """Each column, by name."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where all tables lie, and how many names each list of the sheet of names has."""

    tables: Mapping[str, Laid]
    names: Mapping[str, tuple[int, int]]
    """Per list, its column and how many names it has."""


def look_of(column: Column) -> str:
    """Return the look of a column's cells."""
    return _KIND_LOOK.get(column.kind, "text")


def dress(pen: Pen, sheet: Worksheet, name: str, plan: Plan, longest: Mapping[int, int]) -> Comments:
    """Dress the sheet of a table, and return the notes of its headers; ``longest`` is the longest text by column."""
    laid, model = plan.tables[name], TABLES[name]
    comments: Comments = {}
    columns = _columns(name, laid)
    for number, column in columns.items():
        wide = width(column.name, longest.get(number, 0), column.kind)
        sheet.set_column(number, number, wide, pen.look(look_of(column)))
        comments[laid.header, number] = explained(column, model)
        rule = _rule(column, choices(name).get(column.name, Choice()), plan)
        if rule:
            sheet.data_validation(laid.header + 1, number, laid.last + SPARE, number, {"ignore_blank": True, **rule})
    sheet.autofilter(laid.header, min(columns, default=0), max(laid.last, laid.header + 1), max(columns, default=0))
    sheet.freeze_panes(laid.header + 1, 1 + laid.numbers.get(model.key[0], -1) if model.key else 0)
    _for_paper(sheet, laid, [width(c.name, longest.get(n, 0), c.kind) for n, c in columns.items()])
    if "confidence" in laid.numbers:
        _mark_illustrative(pen, sheet, laid, max(columns))
    return comments


def _for_paper(sheet: Worksheet, laid: Laid, widths: list[int]) -> None:
    """Print a wide table on several pages side by side, with its first column on each."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(max(1, round(sum(widths) / _PAGE)), 0)
    sheet.repeat_rows(laid.header)
    sheet.repeat_columns(0)
    sheet.print_area(0, 0, max(laid.last, laid.header + 1), max(laid.numbers.values(), default=0))


def for_print(sheet: Worksheet, marking: str = "", pages: tuple[int, int] | None = None, notice: str = "") -> None:
    """Let a sheet print well: the marking above, the notice below, on so many pages across and down (0: any number)."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    if pages:
        sheet.fit_to_pages(*pages)
    if marking:
        sheet.set_header("&C" + " ".join(marking.split())[:_MARKING].replace("&", "&&"))
    sheet.set_footer(f"&L&A{'&C' if notice else ''}{notice[:_MARKING].replace('&', '&&')}&R&P / &N")


def put_comments(sheet: Worksheet, comments: Comments, *, wide: bool = False) -> None:
    """Write notes at cells."""
    for (row, column), text in sorted(comments.items()):
        said = text if len(text) <= _NOTE else f"{text[:_NOTE]}\n... and more: see the sheet {FINDINGS}"
        lines = sum(1 + len(line) // 45 for line in said.splitlines())
        shape = {"x_scale": 2.4 if wide else 2.2, "y_scale": max(1.0, 0.24 * lines), "font_size": 9, "color": "#FFFFE8"}
        sheet.write_comment(row, column, said, shape)


def _columns(name: str, laid: Laid) -> dict[int, Column]:
    columns = columns_of(TABLES[name])
    return {number: columns[title] for title, number in laid.numbers.items()}


def _rule(column: Column, choice: Choice, plan: Plan) -> dict[str, Any]:
    """Return what Excel shall allow in a column."""
    if choice.words:
        return {"validate": "list", "source": list(choice.words)} if len(",".join(choice.words)) < _INLINE else {}
    if choice.table:
        laid = plan.tables.get(choice.table)
        if laid is None or choice.column not in laid.numbers:
            return {}
        source = column_range(laid.title, laid.numbers[choice.column], laid.header + 1, laid.last + SPARE)
        words = f"The sheet {choice.table} has no such {choice.column}. Keep it all the same?"
        return {"validate": "list", "source": source, "error_type": "warning", "error_message": words}
    if choice.names in plan.names:
        number, count = plan.names[choice.names]
        return {"validate": "list", "source": column_range(NAMES, number, 1, count), "show_error": False}
    return _limits(column)


def _limits(column: Column) -> dict[str, Any]:
    match column.kind:
        case Kind.DATE:
            words = f"Give a date from {FIRST_YEAR} to {LAST_YEAR}, such as 2020-02-17."
            return _between("date", date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31), words)
        case Kind.NUMBER | Kind.RATIO if isinstance(column.most, int | Decimal):
            least = column.least if isinstance(column.least, int | Decimal) else 0
            kind, words = ("integer", "a whole number") if column.kind is Kind.NUMBER else ("decimal", "a number")
            return _between(kind, least, column.most, f"Give {words} from {least} to {column.most}.")
        case _:
            return {}


def _between(kind: str, least: object, most: object, words: str) -> dict[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most, "error_message": words}


def _mark_illustrative(pen: Pen, sheet: Worksheet, laid: Laid, last_column: int) -> None:
    """Set rows that are made up in italics."""
    letters, first = column_letters(laid.numbers["confidence"]), laid.header + 1
    look = pen.book.add_format({"italic": True, "font_color": "#5A3E8C"})
    criteria = f'=${letters}{first + 1}="illustrative"'
    rule = {"type": "formula", "criteria": criteria, "format": look}
    sheet.conditional_format(first, 0, laid.last + SPARE, last_column, rule)
