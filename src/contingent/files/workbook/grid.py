"""The cells of a workbook as values: what is read, and what is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from contingent.files.limits import MAX_AREA
from contingent.files.workbook.package import Entry, Package, RefusedError, open_package
from contingent.files.workbook.scan import Scan, scan_sheet, scan_strings


@dataclass(frozen=True, slots=True)
class Failed:
    """The value of a formula that failed, such as ``#REF!``."""

    text: str


Value = str | float | bool | date | datetime | time | timedelta | Failed
"""What a cell holds; a blank cell holds an empty text."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet."""

    title: str
    rows: Sequence[Sequence[Value]] = ()
    """From the first cell of the sheet on; all of the same length."""
    is_hidden: bool = False
    has_cells: bool = True
    """Whether it is a sheet of cells at all, and not a chart."""
    scan: Scan = field(default_factory=Scan)


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a workbook, in its order."""

    grids: tuple[Grid, ...]
    has_links: bool = False
    """Whether it takes values from other files."""


def read_book(path: Path) -> Book:
    """Read every cell of a workbook as the value last saved.

    Raises
    ------
    RefusedError
        It cannot, or shall not, be read.
    """
    package = open_package(path)
    scans = _scans(package)
    try:
        with CalamineWorkbook.from_filelike(package.packed()) as workbook:
            grids = tuple(_grid(workbook, entry, scans) for entry in package.entries)
    except (CalamineError, ValueError, OSError) as problem:
        words = " ".join(str(problem).split())[:100].rstrip(".")
        raise RefusedError("bad-workbook", f"Its cells cannot be read: {words}.") from problem
    return Book(grids, package.has_links)


def _scans(package: Package) -> dict[str, Scan]:
    """Scan each sheet, so that all of them together stay within the limits."""
    strings = scan_strings(package.parts[package.strings]) if package.strings else []
    scans: dict[str, Scan] = {}
    cells = characters = 0
    for entry in package.entries:
        if entry.part:
            scan = scan_sheet(package.parts[entry.part], strings, entry.title, cells, characters)
            cells, characters = cells + scan.cells, characters + scan.characters
            if scan.height * scan.width > MAX_AREA:
                problem = f"Its last cell that holds something is in row {scan.height}, column {scan.width}."
                raise RefusedError("workbook-too-large", problem, entry.title, limit=f"{MAX_AREA} cells a sheet")
            scans[entry.title] = scan
    return scans


def _grid(workbook: CalamineWorkbook, entry: Entry, scans: dict[str, Scan]) -> Grid:
    if not entry.part:
        return Grid(entry.title, is_hidden=entry.is_hidden, has_cells=False)
    scan = scans[entry.title]
    if not scan.height:
        return Grid(entry.title, is_hidden=entry.is_hidden, scan=scan)
    read = workbook.get_sheet_by_name(entry.title).to_python(skip_empty_area=False)
    rows: list[list[Value]] = [[*row[: scan.width], *[""] * (scan.width - len(row))] for row in read[: scan.height]]
    rows += [[""] * scan.width for _ in range(scan.height - len(rows))]
    for (row, column), text in scan.errors.items():
        rows[row][column] = Failed(text)
    return Grid(entry.title, rows, entry.is_hidden, scan=scan)
