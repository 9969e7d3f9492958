"""A table in a sheet: found by its header, read by the same rules as a CSV file."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding, shown
from contingent.domain.checks.near import hint
from contingent.domain.tables import Row
from contingent.files.columns import Columns, Kind, columns_of
from contingent.files.limits import MAX_CELL, MAX_COLUMNS, MAX_FINDINGS, MAX_ROWS
from contingent.files.sheet import Record, Sheet
from contingent.files.table import Table, read_sheet
from contingent.files.workbook.grid import Grid, Value
from contingent.files.workbook.scan import column_letters, column_number
from contingent.files.workbook.text import text_of

ABOVE = 20
"""Rows among which the header is looked for. [row]"""
_MERGED = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet as read."""

    table: Table = field(default_factory=Table)
    line: int = 0
    """Row of the header, counted from 1; 0: there is none."""
    letters: dict[str, str] = field(default_factory=dict)
    """Letters of each column that is read, by its name."""


def read_table_sheet(name: str, grid: Grid, model: type[Row]) -> TableSheet:
    """Read the table `name` from a sheet; every row and cell is looked at, whatever is wrong with the others."""
    columns = columns_of(model)
    if problem := outsized(name, grid):
        return TableSheet(Table(findings=(problem,), is_whole=False))
    top = header_row(grid.rows, columns)
    if top < 0:
        return TableSheet()
    header = [text_of(cell).strip() for cell in grid.rows[top]]
    known = [number for number, title in enumerate(header) if title in columns]
    letters = {header[number]: column_letters(number) for number in reversed(known)}
    strange = _Strange(name, grid, top)
    records = tuple(_records(grid.rows, top, [(n, columns[header[n]].kind) for n in known]))
    names = tuple(header[number] for number in known)
    text = Sheet(names, "", records, line=top + 1, letter=column_letters(known[0]) if known else "A")
    table = read_sheet(name, text, model)
    instead = {(f.place.row, f.place.column): f for f in strange.cells(dict(zip(known, names, strict=True)))}
    kept = [f for f in table.findings if (f.place.row, f.place.column) not in instead]
    remarks = [*extra_columns(name, grid, top, header, columns), *strange.formulas(known), *strange.merged()]
    table = replace(table, sheet=None, findings=(*kept, *instead.values(), *remarks))
    return TableSheet(table, top + 1, letters)


def outsized(name: str, grid: Grid) -> Finding | None:
    """Say that a sheet holds more than any table does."""
    if grid.scan.width > MAX_COLUMNS:
        problem = f"Column {column_letters(grid.scan.width - 1)} holds something."
        return finding("too-many-columns", Place(name), problem, limit=str(MAX_COLUMNS))
    if grid.scan.height > MAX_ROWS:
        problem = f"Row {grid.scan.height} holds something."
        return finding("too-many-rows", Place(name), problem, limit=str(MAX_ROWS))
    return None


def header_row(rows: Sequence[Sequence[Value]], columns: Columns) -> int:
    """Return the number of the row that names the columns, counted from 0; -1 in a blank sheet.

    It is the first of the upper rows with two names of columns; else with one; else the first that is not blank.
    """
    upper = [{text_of(cell).strip() for cell in row} - {""} for row in rows[:ABOVE]]
    for least in (2, 1):
        for number, words in enumerate(upper):
            if len(words & columns.keys()) >= least:
                return number
    return next((number for number, row in enumerate(rows) if any(cell != "" for cell in row)), -1)


def _records(rows: Sequence[Sequence[Value]], top: int, known: list[tuple[int, Kind]]) -> Iterator[Record]:
    """Yield the rows under the header that hold something in a column that is read."""
    for number in range(top + 1, len(rows)):
        row = rows[number]
        cells = tuple(text_of(row[column], kind)[: MAX_CELL + 1] for column, kind in known)
        if any(cell.strip() for cell in cells) or any(row[column] != "" for column, _ in known):
            yield Record(number + 1, cells, "")


def extra_columns(name: str, grid: Grid, top: int, header: Sequence[str], known: Collection[str]) -> Iterator[Finding]:
    """Yield each column that the table does not have; one without a name only where there is something in it."""
    for number, title in enumerate(header):
        filled = sum(row[number] != "" for row in grid.rows[top + 1 :])
        if title in known or not (title or filled):
            continue
        place = Place(name, top + 1, title[:80], column_letters(number))
        said = f"{name} has no column {shown(title)}" if title else "The column has no name"
        cells = f"; {filled} of its cells hold something" if filled else ""
        yield finding("extra-column", place, f"{said}{cells}.", hint=hint(title, known))


class _Strange:
    """What is strange about single cells of a sheet, beside their values."""

    def __init__(self, name: str, grid: Grid, top: int) -> None:
        self._name, self._grid, self._top = name, grid, top

    def cells(self, known: dict[int, str]) -> Iterator[Finding]:
        """Yield each cell whose value is none; other findings about it say nothing new."""
        scan = self._grid.scan
        for row, column in scan.unvalued:
            if row > self._top and column in known and (row, column) not in scan.errors:
                yield self._at("formula-without-value", row, column, known[column], "The formula has no value.")
        for (row, column), text in scan.errors.items():
            if row > self._top and column in known:
                yield self._at("error-cell", row, column, known[column], f"{known[column]} is the error {shown(text)}.")
        for row in range(self._top + 1, len(self._grid.rows)):
            for column, title in known.items():
                value = self._grid.rows[row][column]
                if isinstance(value, str) and len(value) > MAX_CELL:
                    problem = f"{title} has {len(value)} characters."
                    yield self._at("cell-too-long", row, column, title, problem, limit=str(MAX_CELL))

    def formulas(self, known: Sequence[int]) -> Iterator[Finding]:
        """Yield one finding for each column in which there are formulas."""
        scan = self._grid.scan
        without = {*scan.unvalued, *scan.errors}
        for column in known:
            rows = [row for row, c in scan.formulas if c == column and row > self._top and (row, c) not in without]
            if rows:
                count = f"{len(rows)} cells of the column are formulas" if len(rows) > 1 else "The cell is a formula"
                yield self._at("formula-cell", min(rows), column, "", f"{count}.")

    def merged(self) -> Iterator[Finding]:
        """Yield each range of merged cells that reaches below the header's top."""
        for text in self._grid.scan.merged[:MAX_FINDINGS]:
            match = _MERGED.fullmatch(text)
            if match and int(match[3]) > self._top:
                yield self._at("merged-cells", int(match[2]) - 1, column_number(match[1]), "", f"{text} is merged.")

    def _at(self, code: str, row: int, column: int, title: str, problem: str, **words: str) -> Finding:
        return finding(code, Place(self._name, row + 1, title, column_letters(column)), problem, **words)
