"""A fault: a finding before it has a place in a file."""

from dataclasses import dataclass

from contingent.core.findings import Finding, Place
from contingent.domain.checks.codes import CODES

SHOWN = 60
"""Most characters of a user's value that a message repeats. [character]"""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a row of a mission, which may never have been in a file."""

    code: str
    table: str
    """Table of the row; blank: the head of the mission."""
    index: int
    """Row of the table, counted from 0; -1: the table or head as a whole."""
    column: str
    """Column as the user writes it."""
    problem: str
    remedy: str

    def at(self, place: Place) -> Finding:
        """Return the finding at a place."""
        return found(self.code, place, self.problem, self.remedy)


def fault(code: str, at: tuple[str, int, str], problem: str, **words: str) -> Fault:
    """Make a fault at (table, row, column); ``words`` fill the remedy of the code."""
    return Fault(code, *at, problem, CODES[code].remedy.format(**words))


def finding(code: str, place: Place, problem: str, **words: str) -> Finding:
    """Make a finding; ``words`` fill the remedy of the code."""
    return found(code, place, problem, CODES[code].remedy.format(**words))


def found(code: str, place: Place, problem: str, remedy: str) -> Finding:
    """Make a finding whose remedy is already in words."""
    return Finding(place, CODES[code].severity, code, problem, remedy)


def shown(value: object) -> str:
    """Return a user's value as messages quote it: escaped, on one line, not too long."""
    text = str(value)
    return repr(text if len(text) <= SHOWN else text[: SHOWN - 3] + "...")
