"""A mission from a workbook: the same tables, the same rules and the same codes as in a folder; other places."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from contingent.core.findings import Finding, Place, has_errors
from contingent.domain.checks.fault import finding, shown
from contingent.domain.checks.near import hint
from contingent.domain.mission import TABLES
from contingent.files.checked import checked_tables
from contingent.files.course import FOLDER, CourseReading, take_course
from contingent.files.mission_head import FILE
from contingent.files.overlay import check_under_each, under
from contingent.files.reading import Originals, Reading
from contingent.files.workbook.course_sheet import CourseSheet, read_course_sheet
from contingent.files.workbook.grid import Book, Grid, read_book
from contingent.files.workbook.head_sheet import HeadSheet, read_head_sheet
from contingent.files.workbook.names import COURSES, HEAD, OURS, SHEETS, sheet_named
from contingent.files.workbook.package import RefusedError
from contingent.files.workbook.table_sheet import TableSheet, read_table_sheet


@dataclass(frozen=True, slots=True)
class MissionBook:
    """A workbook as read: its mission, its courses of action, and all its cells."""

    name: str
    """Of the file."""
    book: Book
    titles: dict[str, str] = field(default_factory=dict)
    """Title of each sheet that was read, by its name."""
    tables: dict[str, TableSheet] = field(default_factory=dict)
    courses: CourseSheet = field(default_factory=CourseSheet)
    raw: Reading = field(default_factory=lambda: Reading(None))
    """The mission; its findings still have the places that they would have in a folder."""

    @property
    def reading(self) -> Reading:
        """The mission as it stands."""
        return self._told(self.raw)

    def under(self, course: str) -> Reading:
        """Return the mission under one of its courses of action."""
        return self._told(under(self.raw, take_course(self.courses.shelf, course)))

    def course(self, name: str) -> CourseReading:
        """Return one of its courses of action."""
        reading = take_course(self.courses.shelf, name)
        return replace(reading, findings=self._placed(reading.findings))

    def check(self) -> tuple[Finding, ...]:
        """Return everything wrong or strange in the mission, as it stands and under each course of action."""
        return self._placed(check_under_each(self.raw, self.courses.shelf))

    def _told(self, reading: Reading) -> Reading:
        about_sheets = [f for f in self.raw.findings if f.code in _OF_SHEETS]
        return replace(reading, findings=self._placed({*reading.findings, *about_sheets}))

    def _placed(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return tuple(sorted(replace(f, place=self._place(f)) for f in findings))

    def _place(self, found: Finding) -> Place:
        """Return where in the workbook something is, from where it would be in a folder."""
        place = found.place
        if place.file.startswith(f"{FOLDER}/"):
            return self._course_place(place)
        name = HEAD if place.file == FILE else place.file.removesuffix(".csv")
        title = self.titles.get(name, name)
        if place.letter or not place.row:
            return replace(place, file=title)
        if name == HEAD:
            return replace(place, file=title, letter="A" if found.code == "unknown-key" else "B")
        letters = self.tables[name].letters if name in self.tables else {}
        return replace(place, file=title, letter=letters.get(place.column, "A"))

    def _course_place(self, place: Place) -> Place:
        title = self.titles.get(COURSES, COURSES)
        rows = self.courses.rows.get(place.file.removeprefix(f"{FOLDER}/").removesuffix(".toml"), [])
        if not rows:
            return Place(title)
        name, line = self.courses.letters
        at = min(place.row, len(rows))
        return Place(title, rows[at - 1], place.column, line) if at else Place(title, rows[0], place.column, name)


_OF_SHEETS = frozenset({"external-link", "hidden-sheet", "unknown-sheet"})
"""What stays true under any course of action, and is about no table."""


def open_mission(path: Path | str) -> MissionBook:
    """Read a mission, its courses of action and all cells of a workbook; everything wrong is found at once."""
    path = Path(path)
    try:
        book = read_book(path)
    except RefusedError as refusal:
        return MissionBook(path.name, Book(()), raw=Reading(None, (refusal.at(path.name),)))
    sheets, found = _sheets(path.name, book)
    head = read_head_sheet(sheets[HEAD]) if HEAD in sheets else HeadSheet(findings=(_no_head(sheets),))
    tables = {name: read_table_sheet(name, sheets[name], TABLES[name]) for name in TABLES if name in sheets}
    courses = read_course_sheet(sheets[COURSES]) if COURSES in sheets else CourseSheet()
    found += head.findings
    found += courses.findings
    found += (f for sheet in tables.values() for f in sheet.table.findings)
    titles = {name: grid.title for name, grid in sheets.items()}
    originals = Originals(
        tables={name: tables.get(name, TableSheet()).table for name in TABLES}, lines=head.lines, remarks=head.findings
    )
    found += checked_tables(head.mission, originals.tables, head.lines, has_errors(found))
    mission = head.mission
    if mission is not None:
        mission = mission.model_copy(update={name: table.rows for name, table in originals.tables.items()})
    raw = Reading(None if has_errors(found) else mission, tuple(sorted(found)), originals)
    return MissionBook(path.name, book, titles, tables, courses, raw)


def _no_head(sheets: dict[str, Grid]) -> Finding:
    near = hint(HEAD, [grid.title for grid in sheets.values()])
    return finding("missing-sheet", Place(HEAD), f"There is no sheet {HEAD}. {near}".strip(), file=HEAD)


def _sheets(file: str, book: Book) -> tuple[dict[str, Grid], list[Finding]]:
    """Return the sheets that are read, by name, and what is said about the others."""
    sheets: dict[str, Grid] = {}
    found = [finding("external-link", Place(file), "It links to other files.")] if book.has_links else []
    for grid in book.grids:
        name = sheet_named(grid.title)
        said = partial(finding, place=Place(grid.title))
        if name in OURS:
            continue
        if grid.is_hidden:
            found.append(said("hidden-sheet", problem=f"The sheet {shown(grid.title)} is hidden."))
        elif name not in SHEETS or not grid.has_cells:
            problem = f"{shown(grid.title)} is not one of the sheets of a mission."
            found.append(said("unknown-sheet", problem=problem, hint=hint(grid.title, SHEETS)))
        elif name in sheets:
            problem = f"{shown(grid.title)} and {shown(sheets[name].title)} are both the table {name}."
            found.append(said("duplicate-sheet", problem=problem))
        else:
            sheets[name] = grid
    return sheets, found
