"""Findings about a mission as such, at their places in the files."""

from collections.abc import Iterator, Mapping

from contingent.core.findings import Finding, Place
from contingent.domain.mission import Mission
from contingent.files.mission_head import FILE
from contingent.files.table import Table
from contingent.files.toml import Lines, line_of


def checked(head: Mission | None, tables: Mapping[str, Table], lines: Lines, is_faulty: bool) -> Iterator[Finding]:
    """Yield what is wrong with the rows that could be read."""
    yield from ()
