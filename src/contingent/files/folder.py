"""A mission's folder: ``mission.toml``, one CSV file a table, courses of action."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from contingent.core.errors import DataError
from contingent.core.findings import Finding, Place, has_errors
from contingent.domain.checks.fault import finding
from contingent.domain.checks.near import hint
from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import Row
from contingent.files.checked import checked_tables
from contingent.files.disk import read_text, write_text
from contingent.files.limits import MAX_TOML_BYTES
from contingent.files.mission_head import FILE, format_mission_head, read_mission_head
from contingent.files.reading import Originals, Reading
from contingent.files.table import Table, format_table, read_table


def read_mission(path: Path | str) -> Reading:
    """Read the folder of a mission and check it; everything wrong is found at once.

    Courses of action are not looked at.
    """
    folder = Path(path)
    if not folder.is_dir():
        return Reading(None, (missing_folder(folder, FILE),))
    text = read_text(folder, FILE, MAX_TOML_BYTES)
    tables = read_tables(folder, TABLES)
    found = [f for table in tables.values() for f in table.findings]
    found += unknown_files(folder, (FILE, *(f"{name}.csv" for name in TABLES)))
    if not isinstance(text, str):
        found.append(text or finding("missing-file", Place(FILE), f"{FILE} is not there.", file=FILE))
        return Reading(None, tuple(sorted(found)), Originals("", tables))
    head, more, lines = read_mission_head(text)
    found += more
    found += checked_tables(head, tables, lines, has_errors(found))
    originals = Originals(text, tables, lines, tuple(more))
    if head is None or has_errors(found):
        return Reading(None, tuple(sorted(found)), originals)
    rows = {name: table.rows for name, table in tables.items()}
    return Reading(head.model_copy(update=rows), tuple(sorted(found)), originals)


def missing_folder(folder: Path, file: str) -> Finding:
    """Say that a path is no folder."""
    return finding("missing-folder", Place(folder.name or str(folder)), "There is no such folder.", file=file)


def read_tables(folder: Path, models: Mapping[str, type[Row]]) -> dict[str, Table]:
    """Read one CSV file a table; a file that is not there is an empty table."""
    tables = {}
    for name, model in models.items():
        file = f"{name}.csv"
        text = read_text(folder, file)
        match text:
            case None:
                tables[name] = Table()
            case Finding():
                tables[name] = Table(findings=(text,), is_whole=False)
            case _:
                tables[name] = read_table(file, text, model)
    return tables


def unknown_files(folder: Path, known: tuple[str, ...]) -> Iterator[Finding]:
    """Yield each CSV or TOML file of a folder that is not read."""
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return
    for name in names:
        if name.endswith((".csv", ".toml")) and not name.startswith(".") and name not in known:
            problem = f"{name} is not one of the files of this folder."
            yield finding("unknown-file", Place(name[:120]), problem, hint=hint(name, known))


def write_mission(mission: Mission | Reading, path: Path | str) -> None:
    """Write a mission into a folder; what did not change keeps its text, byte for byte.

    Each file is replaced at once. Tables without rows are written only where a file of theirs was.

    Raises
    ------
    DataError
        The reading has no mission.
    OSError
        The system refuses.
    """
    reading = mission if isinstance(mission, Reading) else Reading(mission)
    value, originals, folder = reading.mission, reading.originals, Path(path)
    if value is None:
        raise DataError(reading.findings)
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder, FILE, format_mission_head(value, originals.head))
    write_tables(folder, value, TABLES, originals.tables)


def write_tables(folder: Path, value: Row, models: Mapping[str, type[Row]], before: Mapping[str, Table]) -> None:
    """Write each table that has rows, had a file, or has one in the folder."""
    for name, model in models.items():
        table, rows = before.get(name, Table()), getattr(value, name)
        if rows or table.sheet is not None or (folder / f"{name}.csv").exists():
            write_text(folder, f"{name}.csv", format_table(rows, model, table))
