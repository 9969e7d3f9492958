"""Cells: from text to value, and back. Limits of size are left to the models, which know them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic_core import ErrorDetails

from contingent.domain.checks.fault import shown
from contingent.domain.checks.near import hint
from contingent.files.columns import Column, Kind
from contingent.files.limits import FIRST_YEAR, LAST_YEAR, MAX_DIGITS

_WHOLE = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
_NO_NUMBER = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}

WHOLE = "whole digits, such as 30"
RATIO = "digits with a point, such as 0.25"


@dataclass(frozen=True, slots=True)
class Bad:
    """Why a cell cannot be read: a code, the problem, and the words of its remedy."""

    code: str
    problem: str
    words: dict[str, str]


def bad(code: str, problem: str, **words: str) -> Bad:
    """Make a reason."""
    return Bad(code, problem, words)


def parse_cell(column: Column, cell: str) -> object:
    """Return the value of a cell, or why it has none; a blank cell has its column's default."""
    if column.kind is Kind.TEXT:
        return cell
    text = cell.strip()
    if not text:
        if column.required and column.kind is not Kind.LIST:
            return bad("missing-value", f"{column.name} is blank.", column=column.name)
        return column.default if not column.required else ()
    return _PARSER_OF[column.kind](column, text)


def _word(_: Column, text: str) -> object:
    return text


def _list(column: Column, text: str) -> object:
    words = tuple(text.split())
    for word in words:
        if column.allowed and word not in column.allowed:
            return _choice(column, word)
    return words


def _choice(column: Column, text: str) -> object:
    if text in column.allowed:
        return text
    words = ", ".join(column.allowed)
    problem = f"{column.name} is {shown(text)}."
    return bad("not-allowed", problem, hint=hint(text, column.allowed), allowed=words)


def _whole(column: Column, text: str) -> object:
    if _WHOLE.fullmatch(text):
        return int(text) if len(text) <= MAX_DIGITS else _huge(column, text)
    if _NUMBER.fullmatch(text):
        return bad("not-whole", f"{column.name} is {shown(text)}.", wanted=WHOLE)
    return _no_number(column, text, WHOLE)


def _ratio(column: Column, text: str) -> object:
    if _NUMBER.fullmatch(text):
        return Decimal(text) if len(text) <= MAX_DIGITS * 2 else _huge(column, text)
    return _no_number(column, text, RATIO)


def _huge(column: Column, text: str) -> Bad:
    problem = f"{column.name} has {len(text)} digits."
    return bad("too-large", problem, limit="9" * MAX_DIGITS)


def _no_number(column: Column, text: str, wanted: str) -> Bad:
    code = "not-finite" if _NO_NUMBER.fullmatch(text) else "not-a-number"
    return bad(code, f"{column.name} is {shown(text)}.", wanted=wanted)


def _date(column: Column, text: str) -> object:
    parts = _DATE.fullmatch(text)
    if not parts:
        return bad("not-a-date", f"{column.name} is {shown(text)}.")
    year, month, day = map(int, parts.groups())
    if not FIRST_YEAR <= year <= LAST_YEAR:
        problem = f"{column.name} is {text}, in the year {year}."
        return bad("year-out-of-range", problem, first=str(FIRST_YEAR), last=str(LAST_YEAR))
    try:
        return date(year, month, day)
    except ValueError:
        return bad("no-such-day", f"{column.name} is {text}, a day that does not exist.")


def _flag(column: Column, text: str) -> object:
    value = _FLAGS.get(text.casefold())
    return bad("not-yes-or-no", f"{column.name} is {shown(text)}.") if value is None else value


_PARSER_OF: dict[Kind, Callable[[Column, str], object]] = {
    Kind.WORD: _word,
    Kind.WORDS: _choice,
    Kind.LIST: _list,
    Kind.NUMBER: _whole,
    Kind.RATIO: _ratio,
    Kind.DATE: _date,
    Kind.FLAG: _flag,
}


def format_cell(value: object) -> str:
    """Return the canonical text of a value."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return " ".join(value)
        case date():
            return value.isoformat()
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def refused(column: Column, value: object, error: ErrorDetails) -> Bad:
    """Say why a model refuses a value that could be read; ``error`` is one of pydantic's."""
    limits = error.get("ctx", {})
    said = f"{column.name} is {shown(format_cell(value))}."
    if error["type"] == "string_too_long":
        problem = f"{column.name} has {len(str(error['input']))} characters."
        return bad("cell-too-long", problem, limit=str(limits["max_length"]))
    if column.kind in (Kind.NUMBER, Kind.RATIO):
        return _outsized(column, value, said, limits)
    return _misspelt(said, str(limits.get("pattern", "")))


def _outsized(column: Column, value: object, said: str, limits: Mapping[str, Any]) -> Bad:
    """Say why a number is refused: it is too small, too large, or too fine."""
    if limits.get("ge") == 0:
        return bad("negative", said, wanted=WHOLE if column.kind is Kind.NUMBER else RATIO)
    if "ge" in limits:
        return bad("too-small", said, limit=str(limits["ge"]))
    # a decimal may be refused for its digits before its size is looked at
    if "le" in limits or (isinstance(value, Decimal) and isinstance(column.most, int) and value > column.most):
        return bad("too-large", said, limit=str(limits.get("le", column.most)))
    return bad("too-many-decimals", said, limit=str(limits.get("decimal_places", "fewer")))


def _misspelt(said: str, pattern: str) -> Bad:
    if pattern.startswith("^[A-Z]{3}"):
        return bad("bad-nation-code", said)
    if pattern.startswith("^(site|"):
        return bad("bad-refusal", said)
    wanted = "letters, digits, dot, hyphen and underscore, beginning with a letter or digit"
    return bad("bad-id", said, wanted=wanted + (", or * for all" if pattern.startswith(r"^(\*") else ""))
