"""A table: from text to rows and findings, and from rows to text that changes only where the rows did."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from pydantic import ValidationError

from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding, shown
from contingent.domain.checks.near import hint
from contingent.domain.tables import Row
from contingent.files.cells import Bad, format_cell, parse_cell, refused
from contingent.files.columns import Column, Columns, Kind, columns_of
from contingent.files.limits import MAX_FINDINGS
from contingent.files.sheet import Record, Sheet, format_sheet, parse_sheet

_FORMULA = re.compile(r"[=@]|[+-][^0-9\s]|[\t\r]")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table that could be read, with the text they came from."""

    rows: tuple[Row, ...] = ()
    records: tuple[Record, ...] = ()
    """The text of each row."""
    sheet: Sheet | None = None
    """The table as text; nothing where there was no file or none that could be read."""
    findings: tuple[Finding, ...] = ()
    names: Mapping[str, frozenset[str]] | None = None
    """Per column, the words of rows that could not be read: their names are known all the same."""
    is_whole: bool = True
    """Whether its form could be read, so that only cells may be wrong."""


def read_table(file: str, text: str, model: type[Row]) -> Table:
    """Read a table; every row and cell is looked at, whatever is wrong with the others."""
    sheet = parse_sheet(file, text)
    return Table(findings=(sheet,), is_whole=False) if isinstance(sheet, Finding) else read_sheet(file, sheet, model)


def read_sheet(file: str, sheet: Sheet, model: type[Row]) -> Table:
    """Read a table that is cut into cells."""
    faults = tuple(_header_faults(file, sheet, columns_of(model)))
    if faults:
        return Table(sheet=sheet, findings=faults, is_whole=False)
    return _rows(file, sheet, model)


def _header_faults(file: str, sheet: Sheet, columns: Columns) -> Iterator[Finding]:
    listed, header, line = ", ".join(columns), sheet.header, sheet.line
    place = Place(file, line)
    if not header:
        yield finding("missing-header", place, f"{file} is blank.", columns=listed)
        return
    if len(header) == 1 and header[0] not in columns and re.search(r"[;\t|]", header[0]):
        yield finding("wrong-delimiter", place, f"The header is {shown(header[0])}.")
        return
    seen: set[str] = set()
    for number, name in enumerate(header, start=1):
        at = Place(file, line, name)
        if not name:
            yield finding("blank-column", place, f"Column {number} has no name.")
        elif name in seen:
            yield finding("duplicate-column", at, f"Two columns have the name {shown(name)}.")
        elif name not in columns:
            problem = f"{file} has no column {shown(name)}."
            at = Place(file, line, name[:80])
            yield finding("unknown-column", at, problem, hint=hint(name, columns), columns=listed)
        seen.add(name)
    for column in columns.values():
        if column.required and column.name not in seen:
            problem = f"The column {column.name} is not there."
            yield finding("missing-column", Place(file, line, column.name), problem, column=column.name)


def _rows(file: str, sheet: Sheet, model: type[Row]) -> Table:
    columns = columns_of(model)
    order = [columns[name] for name in sheet.header]
    rows: list[Row] = []
    records: list[Record] = []
    findings: list[Finding] = []
    names: dict[str, set[str]] = defaultdict(set)
    for record in sheet.records:
        if len(findings) >= MAX_FINDINGS:
            findings[-1] = replace(findings[-1], remedy=f"{findings[-1].remedy} {file} was read no further.")
            return Table(sheet=sheet, findings=tuple(findings), is_whole=False)
        if len(record.cells) != len(order):
            problem = f"Row {record.line} has {len(record.cells)} cells, the header {len(order)}."
            findings.append(finding("ragged-row", Place(file, record.line), problem, limit=str(len(order))))
            row = None
        else:
            row, found = read_row(model, zip(order, record.cells, strict=True), Place(file, record.line))
            findings += found
        if row is None:
            for column, cell in zip(order, record.cells, strict=False):
                names[column.name].update(cell.split())
        else:
            rows.append(row)
            records.append(record)
    places = [Place(file, record.line, letter=sheet.letter) for record in records]
    findings += islice(repeated(model, rows, places), MAX_FINDINGS)
    known = {name: frozenset(words) for name, words in names.items()}
    return Table(tuple(rows), tuple(records), sheet, tuple(findings), known)


def read_row(model: type[Row], cells: Iterable[tuple[Column, str]], place: Place) -> tuple[Row | None, list[Finding]]:
    """Return the row, if every cell of it can be read, and all that is wrong or strange with its cells."""
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    by_name: dict[str, Column] = {}
    for column, cell in cells:
        value = parse_cell(column, cell)
        if isinstance(value, Bad):
            findings.append(_at(place, column, value))
            values[column.name] = None
        else:
            by_name[column.name] = column
            values[column.name] = value
            findings += _remarks(place, column, value)
    bad = any(values[name] is None and name not in by_name for name in values)
    try:
        row = model.model_validate(values)
    except ValidationError as problem:
        for error in problem.errors(include_url=False):
            name = str(error["loc"][0]) if error["loc"] else ""
            if name in by_name:
                findings.append(_at(place, by_name[name], refused(by_name[name], values[name], error)))
        return None, findings
    return (None if bad else row), findings


def _at(place: Place, column: Column, why: Bad) -> Finding:
    return finding(why.code, Place(place.file, place.row, column.name), why.problem, **why.words)


def _remarks(place: Place, column: Column, value: object) -> Iterator[Finding]:
    """Yield what is strange about a cell that can be read."""
    if column.kind is Kind.TEXT and isinstance(value, str):
        at = Place(place.file, place.row, column.name)
        if column.required and not value.strip():
            yield finding("blank-name", at, f"{column.name} is blank.", column=column.name)
        elif _FORMULA.match(value):
            yield finding("formula", at, f"{column.name} is {shown(value)}.")
    elif isinstance(value, tuple) and len(set(value)) < len(value):
        at = Place(place.file, place.row, column.name)
        twice = next(word for place_, word in enumerate(value) if word in value[:place_])
        code = "repeated-goal" if column.allowed else "repeated-id"
        yield finding(code, at, f"{column.name} names {shown(twice)} twice.")


def repeated(model: type[Row], rows: Sequence[Row], places: Sequence[Place]) -> Iterator[Finding]:
    """Yield each row that names the same thing as one before it."""
    first: dict[object, Place] = {}
    for row, place in zip(rows, places, strict=True):
        name = tuple(comparable(getattr(row, field)) for field in model.key) if model.key else row
        before = first.setdefault(name, place)
        if before is place:
            continue
        if model.key:
            said = ", ".join(f"{field} {shown(format_cell(getattr(row, field)))}" for field in model.key)
            at = Place(place.file, place.row, model.key[0])
            yield finding("duplicate-row", at, f"The row at {before} has the same {said}.")
        else:
            yield finding("repeated-row", place, f"The row at {before} says the same.")


def comparable(value: object) -> object:
    """Return a cell's value so that equal lists are equal in any order."""
    return frozenset(value) if isinstance(value, tuple) else value


def format_table(rows: tuple[Row, ...], model: type[Row], before: Table) -> str:
    """Return the text of a table; rows that were there before keep their text."""
    if before.sheet is not None and rows == before.rows:
        return format_sheet(before.sheet, before.sheet.header, [r.raw for r in before.records])
    sheet = before.sheet or _blank_sheet(rows, model)
    old: dict[Row, list[str]] = defaultdict(list)
    for row, record in zip(reversed(before.rows), reversed(before.records), strict=True):
        old[row].append(record.raw)
    kept = [(row, old[row].pop() if old.get(row) else None) for row in rows]
    new = [row for row, raw in kept if raw is None]
    columns = (*sheet.header, *(c for c in _used(new, model) if c not in sheet.header))
    order = [columns_of(model)[c].field for c in columns]
    records = [raw or tuple(format_cell(getattr(row, field)) for field in order) for row, raw in kept]
    return format_sheet(sheet, columns, records)


def _blank_sheet(rows: Iterable[Row], model: type[Row]) -> Sheet:
    header = tuple(_used(rows, model))
    return Sheet(header, ",".join(header) + "\n", ())


def _used(rows: Iterable[Row], model: type[Row]) -> Iterator[str]:
    """Yield the columns that some row uses, and those that every row must have."""
    listed = list(rows)
    for column in columns_of(model).values():
        if column.required or any(getattr(row, column.field) != column.default for row in listed):
            yield column.name
