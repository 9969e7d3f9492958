"""Give a workbook back with what is wrong in it: the story of ``contingent check FILE.xlsx --annotate COPY.xlsx``."""

from dataclasses import dataclass
from pathlib import Path

from contingent.core.findings import Finding
from contingent.files.disk import write_bytes
from contingent.files.workbook import annotated, open_mission


@dataclass(frozen=True, slots=True)
class Annotated:
    """What was found, and whether the copy says so."""

    findings: tuple[Finding, ...]
    is_written: bool
    """False where no cell of the workbook could be read."""


def annotate_workbook(path: Path, copy: Path, course: str | None = None) -> Annotated:
    """Check a mission's workbook as `check_mission` does, and write a copy with the findings at their cells.

    Raises
    ------
    OSError
        The copy cannot be written.
    """
    book = open_mission(path)
    findings = book.check() if course is None else book.under(course).findings
    if not book.book.grids:
        return Annotated(findings, is_written=False)
    write_bytes(copy, annotated(book, findings))
    return Annotated(findings, is_written=True)
