"""What of a folder a workbook does not hold: said when it is written."""

import re
from collections.abc import Iterator
from pathlib import Path

from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding
from contingent.domain.mission import TABLES
from contingent.files.course import FOLDER
from contingent.files.mission_head import FILE
from contingent.files.reading import Reading
from contingent.files.table import Table, format_table
from contingent.files.toml import comments_of

_MOST_NAMED = 5
_LISTED = re.compile(r"\.(csv|toml)$")


def not_kept(folder: Path, reading: Reading) -> Iterator[Finding]:
    """Yield what the folder holds and its workbook does not."""
    comments = comments_of(reading.originals.head)
    if comments:
        problem = f"{FILE} has {comments} comment{'' if comments == 1 else 's'}."
        yield finding("comments-not-kept", Place(FILE), problem)
    tables = reading.originals.tables
    odd = [f"{name}.csv" for name in tables if _is_odd(name, tables[name])]
    if odd:
        yield finding("layout-not-kept", Place(odd[0]), f"{_named(odd)} would be written otherwise.")
    files = [name for name in _others(folder) if not _LISTED.search(name)]  # reading tells of other tables
    if files:
        yield finding("file-not-kept", Place(files[0][:120]), f"{_named(files)} is not of the mission.")


def _is_odd(name: str, table: Table) -> bool:
    """Tell whether a table is not laid out as this program lays it out."""
    if table.sheet is None:
        return False
    text = table.sheet.head + "".join(record.raw for record in table.records) + table.sheet.tail
    return not table.rows or text != format_table(table.rows, TABLES[name], Table())


def _others(folder: Path) -> Iterator[str]:
    ours = {FILE, FOLDER, *(f"{name}.csv" for name in TABLES)}
    yield from sorted(e.name for e in folder.iterdir() if e.name not in ours and not e.name.startswith("."))
    courses = folder / FOLDER
    if courses.is_dir():
        yield from sorted(
            f"{FOLDER}/{e.name}" for e in courses.iterdir() if e.suffix != ".toml" and not e.name.startswith(".")
        )


def _named(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
