"""CSV text and its records, each with the text it came from (RFC 4180)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding
from contingent.files.disk import BOM
from contingent.files.limits import MAX_CELL, MAX_COLUMNS, MAX_LINE, MAX_ROWS


@dataclass(frozen=True, slots=True)
class Record:
    """A row of cells."""

    line: int
    """Line of the file on which it begins; the first is 1."""
    cells: tuple[str, ...]
    raw: str
    """Its text, with its end of line and the blank lines before it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as text."""

    header: tuple[str, ...]
    """Names of the columns, in the file's order."""
    head: str
    """Text of the header, with byte order mark and end of line."""
    records: tuple[Record, ...]
    tail: str = ""
    """Blank lines after the last record."""
    newline: str = "\n"
    """End of line of new records."""
    line: int = 1
    """Line of the header."""
    letter: str = ""
    """Letters of the first column, in a sheet of a workbook."""


def parse_sheet(file: str, text: str) -> Sheet | Finding:
    """Cut CSV text into records; rows without any value are passed over. The first fault of form ends the reading."""
    count = text.count("\n") + (not text.endswith("\n"))
    if count > MAX_ROWS:
        return finding("too-many-rows", Place(file), f"{file} has {count} lines.", limit=str(MAX_ROWS))
    lines = StringIO(text, newline="\n").readlines()
    for number, line in enumerate(lines, start=1):
        if len(line) > MAX_LINE:
            problem = f"Line {number} has {len(line)} characters."
            return finding("line-too-long", Place(file, number), problem, limit=str(MAX_LINE))
    if lines:
        lines[0] = lines[0].removeprefix(BOM)
    bom = BOM if text.startswith(BOM) else ""
    records, tail, fault = _records(file, lines)
    if fault:
        return fault
    if not records:
        return Sheet((), bom, (), tail)
    first = records[0]
    newline = "\r\n" if first.raw.endswith("\r\n") else "\n"
    return Sheet(tuple(c.strip() for c in first.cells), bom + first.raw, tuple(records[1:]), tail, newline)


def _records(file: str, lines: list[str]) -> tuple[list[Record], str, Finding | None]:
    """Return the records, the text after the last, and the fault that ended the reading."""
    records: list[Record] = []
    reader = csv.reader(iter(lines), strict=True)
    begun = done = 0  # lines before the record's blank lines, and before the record
    try:
        for cells in reader:
            end = reader.line_num
            if any(cell.strip() for cell in cells):
                fault = _outsize(file, done + 1, cells)
                if fault:
                    return records, "", fault
                records.append(Record(done + 1, tuple(cells), "".join(lines[begun:end])))
                begun = end
            done = end
    except csv.Error as problem:
        return records, "", _malformed(file, done + 1, str(problem))
    return records, "".join(lines[begun:]), None


def _outsize(file: str, line: int, cells: list[str]) -> Finding | None:
    if len(cells) > MAX_COLUMNS:
        problem = f"Line {line} has {len(cells)} cells."
        return finding("too-many-columns", Place(file, line), problem, limit=str(MAX_COLUMNS))
    longest = max(map(len, cells))
    if longest > MAX_CELL:
        problem = f"A cell of line {line} has {longest} characters."
        return finding("cell-too-long", Place(file, line), problem, limit=str(MAX_CELL))
    return None


def _malformed(file: str, line: int, words: str) -> Finding:
    place = Place(file, line)
    if "field limit" in words:
        return finding("cell-too-long", place, f"A cell of line {line} is very long.", limit=str(MAX_CELL))
    if "unexpected end" in words:
        return finding("unclosed-quote", place, f"A cell of line {line} begins with a quote that is never closed.")
    if "expected after" in words:
        return finding("text-after-quote", place, f"A quoted cell of line {line} goes on after its closing quote.")
    return finding("stray-carriage-return", place, f"Line {line} holds a carriage return that ends no line.")


def format_sheet(sheet: Sheet, columns: tuple[str, ...], records: list[str | tuple[str, ...]]) -> str:
    """Return CSV text: raw records of ``sheet`` as they are, new ones as cells in the order of ``columns``.

    ``columns`` begins with the sheet's header; raw records get blank cells for columns that are added.
    """
    more = columns[len(sheet.header) :]
    text = [_widened(sheet.head, [_quoted(c) for c in more], sheet.newline)]
    for record in records:
        if isinstance(record, str):
            text.append(_widened(record, [""] * len(more), sheet.newline))
        else:
            text.append(",".join(map(_quoted, record)) + sheet.newline)
    return "".join([*_ended(text, sheet), sheet.tail])


def _widened(raw: str, more: list[str], newline: str) -> str:
    if not more:
        return raw
    body = raw.rstrip("\r\n")
    return ",".join([body, *more]) + (raw[len(body) :] or newline)


def _ended(text: list[str], sheet: Sheet) -> Iterator[str]:
    """Give an end of line to records that were the last and are so no more."""
    for place, piece in enumerate(text, start=1):
        is_open = not piece.endswith("\n") and (place < len(text) or bool(sheet.tail))
        yield piece + sheet.newline if is_open else piece


def _quoted(cell: str) -> str:
    if any(c in cell for c in ',"\r\n') or cell != cell.strip():
        return '"' + cell.replace('"', '""') + '"'
    return cell
