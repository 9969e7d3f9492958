"""A copy of a workbook with the findings at their cells."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from contingent.core.findings import Finding, Severity
from contingent.domain.mission import TABLES
from contingent.files.columns import columns_of
from contingent.files.workbook.dress import Comments, Laid, Plan, dress, for_print, look_of, put_comments
from contingent.files.workbook.grid import Grid, Value
from contingent.files.workbook.names import FINDINGS, HEAD, NAMES, sheet_named
from contingent.files.workbook.pen import LOOK_OF, Pen
from contingent.files.workbook.read import MissionBook
from contingent.files.workbook.scan import column_letters, column_number

_LONGEST_TITLE = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_MEASURED = 300
"""Rows by which the width of a column is chosen. [row]"""
_WIDEST = 60
_COLUMNS = (("where", 22), ("severity", 10), ("code", 24), ("problem", 80), ("what to do", 80))


def annotated(book: MissionBook, findings: Sequence[Finding]) -> bytes:
    """Return a copy of a workbook as bytes: all its cells as they were read, each with what was found at it.

    Sheets and columns that are not part of a mission are copied, too; looks, formulas and charts are not.
    """
    pen = Pen(f"Findings in {book.name}")
    sheet_of_findings = pen.book.add_worksheet(FINDINGS)
    grids = [grid for grid in book.book.grids if grid.has_cells and sheet_named(grid.title) != FINDINGS]
    titles = _titles([grid.title for grid in grids])
    about: dict[str, list[Finding]] = defaultdict(list)
    for found in findings:
        about[found.place.file].append(found)
    plan = Plan(_laid(book, grids, titles), _names(grids))
    names = {title: name for name, title in book.titles.items()}
    for grid in grids:
        sheet = pen.book.add_worksheet(titles[grid.title])
        _write_sheet(pen, sheet, grid, names.get(grid.title, ""), plan, about[grid.title])
        if grid.is_hidden:
            sheet.hide()
    _write_findings(pen, sheet_of_findings, findings, titles)
    sheet_of_findings.activate()
    return pen.finish()


def _titles(titles: Iterable[str]) -> dict[str, str]:
    """Return titles that a workbook can have, all different, by those that were read."""
    found: dict[str, str] = {}
    taken = {FINDINGS, "history"}  # Excel keeps the latter for itself
    for title in titles:
        plain = _FORBIDDEN.sub("_", title)[:_LONGEST_TITLE] or "_"
        fresh, number = plain, 1
        while fresh.casefold() in taken:
            number += 1
            fresh = f"{plain[: _LONGEST_TITLE - 6]} ({number})"
        taken.add(fresh.casefold())
        found[title] = fresh
    return found


def _laid(book: MissionBook, grids: Sequence[Grid], titles: Mapping[str, str]) -> dict[str, Laid]:
    """Return where the tables lie that have a header."""
    heights = {grid.title: len(grid.rows) for grid in grids}
    laid = {}
    for name, sheet in book.tables.items():
        title = book.titles[name]
        numbers = {column: column_number(letters) for column, letters in sheet.letters.items()}
        if numbers:
            header = sheet.line - 1
            laid[name] = Laid(titles[title], header, max(header, heights[title] - 1), numbers)
    return laid


def _names(grids: Sequence[Grid]) -> dict[str, tuple[int, int]]:
    """Return the lists of the sheet of names, if there is one."""
    rows = next((grid.rows for grid in grids if grid.title.casefold() == NAMES and grid.rows), [[]])
    return {
        str(title): (number, max(1, sum(row[number] != "" for row in rows[1:])))
        for number, title in enumerate(rows[0])
        if title != ""
    }


def _write_sheet(pen: Pen, sheet: Worksheet, grid: Grid, name: str, plan: Plan, findings: Sequence[Finding]) -> None:
    """Write the cells of a sheet, and what was found at them."""
    marks: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for found in findings:
        at = (max(found.place.row - 1, 0), column_number(found.place.letter or "A"))
        marks[at].append(found)
    laid, comments = plan.tables.get(name), Comments()
    looks: dict[int, str] = {}
    if laid is not None:
        columns = columns_of(TABLES[name])
        looks = {number: look_of(columns[title]) for title, number in laid.numbers.items()}
        comments = dress(pen, sheet, name, plan, _longest(grid))
    else:
        for number, longest in _longest(grid).items():
            sheet.set_column(number, number, min(_WIDEST, max(8, longest + 2)))
    header = laid.header if laid is not None else 0 if name else -1
    for row, cells in enumerate(grid.rows):
        for column, value in enumerate(cells):
            look = "header" if row == header else looks.get(column, "plain") if row > header else "units"
            pen.write(sheet, row, column, value, look if name else "plain", *_mark(marks.get((row, column), ())))
    for (row, column), found_here in marks.items():
        if row >= len(grid.rows) or column >= len(grid.rows[row]):
            pen.write(sheet, row, column, "", *_mark(found_here))
        said = "\n".join(f"{f.severity} {f.code}: {f.problem} {f.remedy}" for f in found_here)
        comments[row, column] = "\n".join(filter(None, [said, comments.get((row, column), "")]))
    put_comments(sheet, comments, wide=True)
    if name == HEAD:
        sheet.freeze_panes(1, 1)
    if marks:
        sheet.set_tab_color("#A1160A" if any(f.severity is Severity.ERROR for f in findings) else "#8A5A00")


def _mark(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the look of a cell at which something was found: that of the worst."""
    severities = {f.severity for f in findings}
    return next(((LOOK_OF[s],) for s in Severity if s in severities), ())


def _longest(grid: Grid) -> dict[int, int]:
    """Return how long the longest text of each column is."""
    longest: dict[int, int] = defaultdict(int)
    for row in grid.rows[:_MEASURED]:
        for column, value in enumerate(row):
            longest[column] = max(longest[column], _length(value))
    return longest


def _length(value: Value) -> int:
    return len(value) if isinstance(value, str) else 10


def _write_findings(pen: Pen, sheet: Worksheet, findings: Sequence[Finding], titles: Mapping[str, str]) -> None:
    """Write the list of all findings, each with a link to its cell."""
    for number, (title, wide) in enumerate(_COLUMNS):
        pen.write(sheet, 0, number, title, "header")
        sheet.set_column(number, number, wide)
    for row, found in enumerate(findings, start=1):
        place = found.place
        if place.file in titles:
            title = titles[place.file].replace("'", "''")
            cell = f"{place.letter or column_letters(0)}{max(place.row, 1)}"
            sheet.write_url(row, 0, f"internal:'{title}'!{cell}", pen.look("link"), str(place)[:200])
        else:
            pen.write(sheet, row, 0, str(place), "text")
        pen.write(sheet, row, 1, found.severity.value, LOOK_OF[found.severity])
        for number, words in enumerate((found.code, found.problem, found.remedy), start=2):
            pen.write(sheet, row, number, words, "text", "wrapped")
    if not findings:
        pen.write(sheet, 1, 0, "Nothing was found.")
    for_print(sheet, pages=(1, 0))
    sheet.autofilter(0, 0, max(len(findings), 1), len(_COLUMNS) - 1)
    sheet.freeze_panes(1, 0)
