"""Findings about a mission as such, at their places in the files."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from contingent.core.findings import Finding, Place, Severity
from contingent.domain.checks import CODES, MOST, Fault, check
from contingent.domain.checks.contradictions import contradictions
from contingent.domain.checks.names import ambiguous_names, names_of
from contingent.domain.checks.references import unknown_names
from contingent.domain.mission import Mission
from contingent.files.mission_head import FILE
from contingent.files.table import Table
from contingent.files.toml import Lines, line_of

_NO_HEAD = Mission(id="unread", title="", start=date(2020, 1, 6), weeks=1, host="XXX")
"""Stands for a head that cannot be read, where only names are looked at."""


def checked_tables(
    head: Mission | None, tables: Mapping[str, Table], lines: Lines, is_faulty: bool
) -> Iterator[Finding]:
    """Yield what is wrong with the rows that could be read.

    Where cells were wrong (`is_faulty`), only errors are told, and what rests on a part that could not be read is left
    out: one fault shall give one finding.
    """
    rows = {name: table.rows for name, table in tables.items()}
    mission = (head or _NO_HEAD).model_copy(update=rows)
    faults: Iterable[Fault] = ()
    if not is_faulty and head is not None:
        faults = check(mission)
    elif all(table.is_whole for table in tables.values()):
        faults = islice(_errors(mission, tables, head is not None), MOST)
    for fault in faults:
        line = tables[fault.table].records[fault.index].line if fault.table else 0
        place = Place(f"{fault.table}.csv", line, fault.column) if fault.table else head_place(fault, lines)
        yield fault.at(place)


def _errors(mission: Mission, tables: Mapping[str, Table], has_head: bool) -> Iterator[Fault]:
    names = names_of(mission, {name: table.names or {} for name, table in tables.items()})
    if has_head:
        yield from unknown_names(mission, names)
        faults = [*contradictions(mission), *ambiguous_names(mission)]
        yield from (fault for fault in faults if CODES[fault.code].severity is Severity.ERROR)
    else:
        # without the head nobody knows who is host
        yield from (fault for fault in unknown_names(mission, names) if fault.code != "unknown-where")


def head_place(fault: Fault, lines: Lines, file: str = FILE) -> Place:
    """Return where a key of the head stands, or the table around it."""
    paths = [(fault.column,), ("planning", fault.column), ("planning", "slack", fault.column)]
    line = next((lines[path] for path in paths if path in lines), line_of(lines, ("planning",)))
    return Place(file, line, fault.column)
