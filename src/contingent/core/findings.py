"""Findings: what is wrong with the user's data, as values with a place."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """The data cannot be used."""
    WARNING = "warning"
    """The data can be used; a person should look."""
    NOTICE = "notice"
    """Something was assumed or set aside, and the user should know."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in the user's files: a file, a line of it (the header is line 1), a column. Zero and blank: the whole.

    In a workbook the file is a sheet, and the place is told as spreadsheets do: ``contingents!H17``.
    """

    file: str
    row: int = 0
    column: str = ""
    letter: str = ""
    """Letters of the column in a sheet of a workbook; blank: a text file."""

    def __str__(self) -> str:
        if self.letter:
            return f"{self.file}!{self.letter}{self.row}"
        parts = [self.file]
        if self.row:
            parts.append(str(self.row))
        if self.column:
            parts.append(self.column)
        return ":".join(parts)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong, or strange, in the user's data."""

    place: Place
    severity: Severity
    code: str
    """Stable, kebab-case; every code is documented in docs/reference/findings.md."""
    problem: str
    """What is wrong, with the value, as one sentence."""
    remedy: str
    """What is allowed, or what to do, as one sentence."""

    def __str__(self) -> str:
        return f"{self.place}: {self.severity} {self.code}: {self.problem} {self.remedy}"


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any finding forbids the use of the data."""
    return any(f.severity is Severity.ERROR for f in findings)
