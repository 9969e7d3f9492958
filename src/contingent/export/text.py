"""Text of a mission as other people's formats can hold it."""

import re
from typing import Final

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"[=+\-@\t\r\n]")

UNKNOWN_LETTER: Final = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """Return a text with plain ends of line; letters that no XML or calendar may hold become the sign for unknown."""
    return _UNFIT.sub(UNKNOWN_LETTER, text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """Return a text that fits into one line."""
    return " ".join(printable(text).split())


def never_formula(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it."""
    return f"'{text}" if _FORMULA.match(text) else text
