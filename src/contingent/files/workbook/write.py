"""A mission as a workbook: a sheet a table, ready to be filled in and read back."""

from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from contingent.core.errors import DataError
from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding
from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import Row
from contingent.files.columns import Column, Kind, columns_of
from contingent.files.workbook.course_sheet import LINE, NAME, course_rows
from contingent.files.workbook.dress import Laid, Plan, dress, for_print, look_of, put_comments
from contingent.files.workbook.guide import write_guide
from contingent.files.workbook.head_sheet import EXPLAINED, KEY, VALUE, head_keys, head_values
from contingent.files.workbook.layout import FIRST_ROW, HEADER_ROW, UNITS_ROW, holds, lists_of_names
from contingent.files.workbook.names import COURSES, GUIDE, HEAD, NAMES
from contingent.files.workbook.pen import LONGEST, Pen
from contingent.files.workbook.scan import column_letters
from contingent.files.workbook.text import cell_of

_HEAD_WIDTHS = (26, 60, 60, 90)
LINE_HEIGHT = 15
"""Of a row with one line of text. [point]"""
_MEASURED = 300
"""Rows by which the width of a column is chosen. [row]"""


def mission_workbook(mission: Mission, courses: Mapping[str, str] | None = None, notice: str = "") -> bytes:
    """Return a mission, with the texts of its courses of action by name, as the bytes of a workbook.

    The same mission gives the same bytes, wherever and whenever.

    Parameters
    ----------
    notice
        What is to be known of the workbook as a whole, such as whose view it is. It stands on the first sheet, and
        below every sheet in print.

    Raises
    ------
    DataError
        A list or a line of a course is longer than a cell can hold.
    """
    courses = courses or {}
    lists = lists_of_names(mission)
    plan = Plan(
        {name: _laid(name, getattr(mission, name)) for name in TABLES},
        {name: (number, len(words)) for number, (name, words) in enumerate(lists.items())},
    )
    pen = Pen(mission.title)
    sheets = {title: pen.book.add_worksheet(title) for title in (GUIDE, HEAD, *TABLES, COURSES, NAMES)}
    write_guide(pen, sheets[GUIDE], mission, len(courses), notice)
    _write_head(pen, sheets[HEAD], mission)
    for name in TABLES:
        write_table(pen, sheets[name], name, getattr(mission, name), plan)
        if not getattr(mission, name):
            sheets[name].set_tab_color("#BFBFBF")
    _write_courses(pen, sheets[COURSES], courses)
    _write_names(pen, sheets[NAMES], lists)
    for title, sheet in sheets.items():
        pages = None if title in TABLES else (1, 1) if title == GUIDE else (1, 0)
        for_print(sheet, mission.marking, pages, notice)
    return pen.finish()


def _laid(name: str, rows: Sequence[Row]) -> Laid:
    numbers = {column: number for number, column in enumerate(columns_of(TABLES[name]))}
    return Laid(name, HEADER_ROW, max(HEADER_ROW, FIRST_ROW + len(rows) - 1), numbers)


def write_table(pen: Pen, sheet: Worksheet, name: str, rows: Sequence[Row], plan: Plan) -> None:
    """Write the sheet of a table."""
    model, columns = TABLES[name], list(columns_of(TABLES[name]).values())
    longest: dict[int, int] = {}
    for number, column in enumerate(columns):
        look = look_of(column)
        aligned = ["number"] if look == "number" else []
        pen.write(sheet, UNITS_ROW, number, holds(column, model), "units", *aligned)
        pen.write(sheet, HEADER_ROW, number, column.name, "required" if column.required else "header", *aligned)
        for place, row in enumerate(rows):
            value = cell_of(getattr(row, column.field))
            if isinstance(value, str):
                _must_fit(value, name, place + FIRST_ROW, number)
                if place < _MEASURED:
                    longest[number] = max(longest.get(number, 0), len(value))
            pen.write(sheet, place + FIRST_ROW, number, value, look)
    put_comments(sheet, dress(pen, sheet, name, plan, longest))


def _must_fit(text: str, sheet: str, row: int, column: int) -> None:
    if len(text) > LONGEST:
        place = Place(sheet, row + 1, letter=column_letters(column))
        raise DataError([_too_long(place, text)])


def _too_long(place: Place, text: str) -> Finding:
    return finding("cell-too-long", place, f"The cell would have {len(text)} characters.", limit=str(LONGEST))


def _write_head(pen: Pen, sheet: Worksheet, mission: Mission) -> None:
    """Write the head: a key a row, with what it holds and means."""
    for number, title in enumerate((KEY, VALUE, *EXPLAINED)):
        pen.write(sheet, 0, number, title, "header")
    values = head_values(mission)
    for place, key in enumerate(head_keys(), start=1):
        value = cell_of(values[key.name])
        pen.write(sheet, place, 0, key.name, "key")
        look = look_of(key.column)
        pen.write(sheet, place, 1, value, look, "left", "wrapped")
        if value == "":
            sheet.write_blank(place, 1, None, pen.look(look, "left", "wrapped"))
        texts = (str(value), _wanted(key.column), " ".join(key.meaning.split()))
        for number, text in enumerate(texts[1:], start=2):
            pen.write(sheet, place, number, text, "wrapped")
        lines = max(1 + len(text) // wide for text, wide in zip(texts, _HEAD_WIDTHS[1:], strict=True))
        sheet.set_row(place, LINE_HEIGHT * lines)
        words = ["yes", "no"] if key.column.kind is Kind.FLAG else list(key.column.allowed)
        if words and key.column.kind is not Kind.LIST:
            sheet.data_validation(place, 1, place, 1, {"validate": "list", "source": words})
    for number, wide in enumerate(_HEAD_WIDTHS):
        sheet.set_column(number, number, wide)
    sheet.freeze_panes(1, 1)


def _wanted(column: Column) -> str:
    """Return what the value of a key may be."""
    if not column.allowed:
        return _HEAD_HOLDS[column.kind]
    several = "words of, separated by spaces" if column.kind is Kind.LIST else "one of"
    return f"{several}: {', '.join(column.allowed)}"


_HEAD_HOLDS = {
    Kind.TEXT: "text",
    Kind.WORD: "id",
    Kind.NUMBER: "whole number",
    Kind.RATIO: "number from 0 to 1",
    Kind.DATE: "date",
    Kind.FLAG: "yes or no",
    Kind.LIST: "ids, separated by spaces",
}


def _write_courses(pen: Pen, sheet: Worksheet, courses: Mapping[str, str]) -> None:
    """Write the courses of action: their text, one line a row."""
    pen.write(sheet, 0, 0, NAME, "required")
    pen.write(sheet, 0, 1, LINE, "required")
    code = pen.look("text", font_name="Consolas")
    for place, (name, line) in enumerate(course_rows(courses), start=1):
        _must_fit(line, COURSES, place, 1)
        pen.write(sheet, place, 0, name, "text")
        if line:
            sheet.write_string(place, 1, line, code)
    sheet.set_column(0, 0, 24, pen.look("text"))
    sheet.set_column(1, 1, 120, code)
    sheet.freeze_panes(1, 1)
    notes = {
        (0, 0): "Name of the course of action: the file coas/NAME.toml.",
        (0, 1): "Its text, one line a row, in order. It says in TOML what is other than in the mission.",
    }
    put_comments(sheet, notes)


def _write_names(pen: Pen, sheet: Worksheet, lists: Mapping[str, Sequence[str]]) -> None:
    """Write the names that the drop-downs of who, where, what and not offer."""
    for number, (name, words) in enumerate(lists.items()):
        pen.write(sheet, 0, number, name, "header")
        for place, word in enumerate(words, start=1):
            pen.write(sheet, place, number, word, "text")
        sheet.set_column(number, number, 32)
    sheet.freeze_panes(1, 0)
