"""Every code that a finding may have: how severe it is, what it means, what to do.

This is the one list. ``docs/reference/findings.md`` is made from it, and each code has a bad example under ``tests/files/bad``.
"""

from dataclasses import dataclass

from contingent.core.findings import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding."""

    severity: Severity
    meaning: str
    remedy: str
    """What to do, with places for the words of the case, such as ``{column}``."""


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

FILES = {
    "missing-folder": Code(E, "The path is not a folder.", "Give the folder of a mission, the one that holds {file}."),
    "missing-file": Code(E, "A file that every folder must have is not there.", "Add {file}."),
    "not-a-file": Code(E, "A folder or device has the name of a file.", "Put a plain file there, or take it away."),
    "unreadable": Code(E, "The system refuses to read a file.", "Mend its permissions or the link."),
    "symlink-outside": Code(E, "A link leads out of the folder.", "Put the file itself into the folder."),
    "file-too-large": Code(E, "A file is larger than any mission needs.", "Keep it below {limit} bytes."),
    "too-many-rows": Code(E, "A table has more lines than any mission needs.", "Keep it below {limit} lines."),
    "line-too-long": Code(E, "A line is longer than any table needs.", "Keep it below {limit} characters."),
    "cell-too-long": Code(E, "A text is longer than its column allows.", "Keep it to {limit} characters."),
    "not-utf8": Code(E, "The bytes of a file are not UTF-8 text.", "Save it as UTF-8."),
    "nul-byte": Code(E, "A file holds a NUL byte, which no text has.", "Save it again as plain text."),
    "unknown-file": Code(N, "A CSV or TOML file is not part of the folder.", "{hint}It was not read."),
}

TABLES = {
    "missing-header": Code(E, "A table has no line with the names of its columns.", "Begin with: {columns}"),
    "blank-column": Code(E, "A column has no name.", "Name it, or take it away."),
    "unknown-column": Code(E, "The table has no such column.", "{hint}Columns: {columns}."),
    "missing-column": Code(E, "A column that the table needs is not there.", "Add the column {column}."),
    "duplicate-column": Code(E, "Two columns have one name.", "Keep one of them."),
    "too-many-columns": Code(E, "A line has more cells than any table.", "Keep it below {limit}."),
    "wrong-delimiter": Code(E, "Cells are not separated by commas.", "Save the table with commas between the cells."),
    "ragged-row": Code(E, "A row has more or fewer cells than the header.", "Give one cell for each of the {limit} columns."),
    "unclosed-quote": Code(E, "A cell begins with a quote that never ends.", "Close the quote; write a quote in a text twice."),
    "text-after-quote": Code(E, "Text follows the end of a quoted cell.", "Write a quote within a text twice."),
    "stray-carriage-return": Code(E, "A line ends in the middle.", "Save the file with LF or CRLF ends of line."),
    "duplicate-row": Code(E, "Two rows have one name.", "Keep one of them, or rename the other."),
    "repeated-row": Code(W, "A row is there twice.", "Take one away, unless both are meant; both count."),
}

CELLS = {
    "missing-value": Code(E, "A cell that must have a value is blank.", "Give {column}."),
    "not-a-number": Code(E, "A cell that must be a number is none.", "Give {wanted}."),
    "not-whole": Code(E, "A number that must be whole has a fraction.", "Give {wanted}."),
    "not-finite": Code(E, "A number is infinite or no number.", "Give {wanted}."),
    "negative": Code(E, "A number that cannot be negative is.", "Give {wanted}."),
    "too-small": Code(E, "A number is smaller than its column allows.", "Give {limit} or more."),
    "too-large": Code(E, "A number is larger than its column allows.", "Give {limit} or less."),
    "too-many-decimals": Code(E, "A number has more decimals than are kept.", "Round it to {limit} decimals."),
    "not-a-date": Code(E, "A cell that must be a date is none.", "Write year-month-day, such as 2020-02-17."),
    "no-such-day": Code(E, "The calendar does not have the day.", "Mend the day or the month."),
    "year-out-of-range": Code(E, "A year is outside what any mission needs.", "Give a year from {first} to {last}."),
    "not-yes-or-no": Code(E, "A cell that must be yes or no is neither.", "Give yes or no, or leave it blank."),
    "not-allowed": Code(E, "A word is not one of those that the column knows.", "{hint}Allowed: {allowed}."),
    "bad-id": Code(E, "A name has letters that names cannot have.", "Use {wanted}."),
    "bad-nation-code": Code(E, "A nation is not given by its code.", "Give three capital letters of ISO 3166-1, such as ITA."),
    "bad-refusal": Code(E, "A caveat does not say what it refuses.", "Give site:x, kind:x, activity:x or command:x."),
    "formula": Code(W, "A spreadsheet would run the text as a formula.", "Begin the text with a letter."),
    "repeated-id": Code(W, "A list names the same thing twice.", "Name it once."),
    "blank-name": Code(W, "A row has no name to print.", "Give {column}."),
}

TOML = {
    "bad-toml": Code(E, "The file is not TOML.", "Mend the line; texts stand in double quotes."),
    "duplicate-key": Code(E, "A key or table is given twice.", "Keep one of them."),
    "nested-too-deep": Code(E, "Brackets or dotted keys are nested deeper than any mission needs.", "Keep to {limit} levels."),
    "unknown-key": Code(E, "The file has a key that means nothing here.", "{hint}Keys: {columns}."),
    "missing-key": Code(E, "A key that the file needs is not there.", "Add the key {column}."),
    "wrong-type": Code(E, "A value is of the wrong kind.", "Give {wanted}."),
    "unsupported-format": Code(E, "The file is of a version that this program does not read.", "This program reads format {limit}."),
}

PLANS = {
    "plan-of-another-mission": Code(W, "The plan names another mission than the one given.", "Give the mission that it plans."),
    "mission-has-changed": Code(W, "The mission differs from the one that was planned.", "Verify the plan, or plan again."),
}

HEAD = {
    "slack-out-of-range": Code(E, "A slack is no share.", "Give a number from 0 to 1."),
    "repeated-goal": Code(E, "A goal is listed twice.", "Name it once."),
}

REFERENCES = {
    "unknown-nation": Code(E, "No row of nations has the code.", "{hint}"),
}

CODES: dict[str, Code] = {**FILES, **TABLES, **CELLS, **TOML, **PLANS, **HEAD, **REFERENCES}
"""Every code."""
