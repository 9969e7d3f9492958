"""Which letters the brief's fonts can print: PDF/UA refuses a document with a letter that no font has."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

UNPRINTABLE = "\N{WHITE VERTICAL RECTANGLE}"
"""Stands for a letter that the fonts do not have, and for signs that nobody sees, such as changes of direction."""

_SILENT = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}")
"""They shape the letter before them and show nothing: fonts need not have them."""

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


_LONG = re.compile(r"\S{33,}")
"""Words that would not be broken, and would stand over others."""
_PART = 16
"""[character]"""


def printable(text: str) -> str:
    """Return a text with letters composed, white space plain, and `UNPRINTABLE` for what the fonts cannot print."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() and composed.isprintable():
        return composed
    return "".join(map(_printed, composed))


def each_word(value: Any, write: Callable[[str], str]) -> Any:  # noqa: ANN401 - JSON
    """Return a value of JSON with every word in it written by ``write``; keys stay."""
    if isinstance(value, str):
        return write(value)
    if isinstance(value, dict):
        return {key: each_word(part, write) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [each_word(part, write) for part in value]
    return value


def breakable(text: str) -> str:
    """Return a printable text in which very long words may be broken; drawings are left as they are."""
    return text if text.startswith("<svg ") else _LONG.sub(_broken, printable(text))


def _broken(word: re.Match[str]) -> str:
    return "\N{ZERO WIDTH SPACE}".join(word[0][at : at + _PART] for at in range(0, len(word[0]), _PART))


def runs_right_to_left(text: str) -> bool:
    """Tell whether any letter belongs to a script that is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)


def _printed(letter: str) -> str:
    if letter.isspace():
        return " "
    if letter in _SILENT:
        return ""
    return letter if ord(letter) in letters() else UNPRINTABLE


@cache
def letters() -> frozenset[int]:
    """Return the code points that the fonts have, regular and bold; ``fonts/letters.txt`` lists them as ranges."""
    lines = (files(__package__) / "fonts" / "letters.txt").read_text(encoding="ascii").split()
    ranges = (tuple(int(end, 16) for end in line.split("-")) for line in lines)
    return frozenset(point for first, last in ranges for point in range(first, last + 1))
