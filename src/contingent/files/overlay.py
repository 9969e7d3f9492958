"""A mission under a course of action: cells set, rows added and removed, planned otherwise."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from contingent.core.findings import Finding, Place, has_errors
from contingent.domain.checks import check
from contingent.domain.checks.fault import finding
from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import Row
from contingent.files.cells import format_cell
from contingent.files.checked import head_place
from contingent.files.columns import columns_of
from contingent.files.course import Change, Course, CourseReading, Shelf, folder_shelf, read_course, take_course
from contingent.files.folder import read_mission
from contingent.files.limits import MAX_FINDINGS
from contingent.files.mission_head import read_planning
from contingent.files.reading import Originals, Reading
from contingent.files.table import Table, comparable, read_row, repeated


def read_mission_under(path: Path | str, name: str) -> Reading:
    """Read a mission under one of its courses of action."""
    return under(read_mission(path), read_course(path, name))


def under(base: Reading, reading: CourseReading) -> Reading:
    """Return a mission under a course of action, both as they were read."""
    if base.mission is None or reading.course is None:
        return Reading(None, tuple(sorted({*base.findings, *reading.findings})))
    result = apply_course(base, reading.course)
    return replace(result, findings=tuple(sorted({*result.findings, *reading.findings})))


def check_folder(path: Path | str) -> tuple[Finding, ...]:
    """Return everything wrong or strange in a mission's folder, as it stands and under each course of action."""
    return check_under_each(read_mission(path), folder_shelf(path))


def check_under_each(base: Reading, shelf: Shelf) -> tuple[Finding, ...]:
    """Return everything wrong or strange in a mission as read, and under each of its courses of action."""
    found = {(f.place, f.code): f for f in base.findings}
    for name in shelf.names:
        for f in under(base, take_course(shelf, name)).findings:
            found.setdefault((f.place, f.code), f)
    return tuple(sorted({*base.findings, *found.values()}))


def apply_course(base: Reading | Mission, course: Course) -> Reading:
    """Return a mission under a course of action, checked like any other.

    Findings about rows that the course sets or adds have their place in its file. The text of the mission's files is
    kept for rows that stay as they are.
    """
    reading = base if isinstance(base, Reading) else Reading(base)
    if reading.mission is None:
        return reading
    tables = {name: _Rows(name, reading) for name in TABLES}
    head, findings = reading.mission, _cell_findings(reading.originals)
    for one in _chain(course):
        planning, found = read_planning(one.file, one.planning, ("planning",), one.lines, head.planning)
        findings += found
        head = head.model_copy(update={"planning": planning or head.planning})
        for change in one.changes:
            findings += tables[change.table].apply(change)
    for rows in tables.values():
        findings += islice(rows.repeated(), MAX_FINDINGS)
    mission = head.model_copy(update={name: rows.rows for name, rows in tables.items()})
    if not has_errors(findings):
        findings += _checked(mission, tables, reading.originals, course)
    found_once = tuple(sorted(set(findings)))
    return Reading(None if has_errors(found_once) else mission, found_once, replace(reading.originals))


def _chain(course: Course) -> list[Course]:
    """Return a course after all that it builds on."""
    return [*(_chain(course.base) if course.base else ()), course]


def _cell_findings(originals: Originals) -> list[Finding]:
    """Return what was strange about single cells of the mission's files."""
    return [*originals.remarks, *(f for table in originals.tables.values() for f in table.findings)]


def _checked(mission: Mission, tables: "dict[str, _Rows]", originals: Originals, course: Course) -> Iterator[Finding]:
    for fault in check(mission):
        if fault.table:
            place = tables[fault.table].place(fault.index, fault.column)
        else:
            place = head_place(fault, originals.lines)
            for one in _chain(course):
                if fault.column in one.planning or fault.column in one.planning.get("slack", {}):
                    place = head_place(fault, one.lines, one.file)
        yield fault.at(Place(place.file, place.row, fault.column))


class _Rows:
    """The rows of a table while a course changes them, found quickly by any cell."""

    def __init__(self, name: str, reading: Reading) -> None:
        table = reading.originals.tables.get(name, Table())
        mine: tuple[Row, ...] = getattr(reading.mission, name)
        is_read = mine == table.rows
        self._model = TABLES[name]
        self._rows: list[Row | None] = list(mine)
        self._places = [Place(f"{name}.csv", table.records[i].line if is_read else 0) for i in range(len(mine))]
        self._there: list[int] | None = None
        self._set_at: dict[tuple[int, str], Place] = {}
        self._index: dict[str, dict[object, set[int]]] = {}

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are there."""
        return tuple(row for row in self._rows if row is not None)

    @property
    def places(self) -> list[Place]:
        """Where each of the rows stands."""
        return [self._places[number] for number in self._numbers()]

    def place(self, index: int, column: str) -> Place:
        """Return where a cell stands: in the course's file if it was set there."""
        number = self._numbers()[index]
        return self._set_at.get((number, column), self._places[number])

    def _numbers(self) -> list[int]:
        """Return where in the list the rows that are there stand."""
        if self._there is None:
            self._there = [number for number, row in enumerate(self._rows) if row is not None]
        return self._there

    def repeated(self) -> Iterable[Finding]:
        """Return rows that name the same thing."""
        return repeated(self._model, self.rows, self.places)

    def apply(self, change: Change) -> list[Finding]:
        """Make a change, and return what is wrong with it."""
        if change.act == "add":
            return self._add(change)
        matches = self._matches(change)
        if not matches:
            words = ", ".join(f"{c} {'/'.join(sorted(map(_word, v)))}" for c, v in change.where.items())
            problem = f"No row of {change.table} has {words[:200]}."
            place = Place(change.place.file, change.place.row, "where")
            return [finding(f"{change.act}-matches-nothing", place, problem)]
        if change.act == "remove":
            for number in matches:
                self._put(number, None, change.place)
            return []
        return self._set(change, matches)

    def _matches(self, change: Change) -> list[int]:
        columns = columns_of(self._model)
        found = [
            set().union(*(self._by(columns[name].field).get(value, set()) for value in values))
            for name, values in change.where.items()
        ]
        return sorted(set.intersection(*found))

    def _by(self, field: str) -> dict[object, set[int]]:
        """Return the numbers of rows by the value of a field."""
        if field not in self._index:
            index: dict[object, set[int]] = defaultdict(set)
            for number, row in enumerate(self._rows):
                if row is not None:
                    index[comparable(getattr(row, field))].add(number)
            self._index[field] = index
        return self._index[field]

    def _set(self, change: Change, matches: list[int]) -> list[Finding]:
        columns = columns_of(self._model)
        findings: list[Finding] = []
        has_effect = False
        for number in matches:
            old = self._rows[number]
            cells = {c.name: format_cell(getattr(old, c.field)) for c in columns.values()}
            row, found = read_row(
                self._model, [(columns[c], v) for c, v in {**cells, **change.cells}.items()], change.place
            )
            findings += (f for f in found if f.place.column in change.cells)
            if has_errors(found):
                break  # the new cells are as bad for every row
            if row is not None and row != old:
                self._put(number, row, self._places[number])
                self._set_at.update(((number, column), change.place) for column in change.cells)
            has_effect = has_effect or row != old
        if not has_effect:
            problem = f"The rows of {change.table} say so already."
            findings.append(
                finding("change-without-effect", Place(change.place.file, change.place.row, "columns"), problem)
            )
        return findings

    def _add(self, change: Change) -> list[Finding]:
        columns = columns_of(self._model)
        row, findings = read_row(self._model, [(columns[c], v) for c, v in change.cells.items()], change.place)
        for column in columns.values():
            if column.required and column.name not in change.cells:
                place = Place(change.place.file, change.place.row, column.name)
                problem = f"The new row has no {column.name}."
                findings.append(finding("missing-value", place, problem, column=column.name))
        if row is not None:
            self._rows.append(None)
            self._places.append(change.place)
            self._put(len(self._rows) - 1, row, change.place)
        return findings

    def _put(self, number: int, row: Row | None, place: Place) -> None:
        """Put a row, or nothing, in the place of another."""
        old, self._rows[number], self._places[number] = self._rows[number], row, place
        self._there = None
        for field, index in self._index.items():
            if old is not None:
                index[comparable(getattr(old, field))].discard(number)
            if row is not None:
                index[comparable(getattr(row, field))].add(number)


def _word(value: object) -> str:
    return " ".join(sorted(value)) if isinstance(value, frozenset) else format_cell(value)
