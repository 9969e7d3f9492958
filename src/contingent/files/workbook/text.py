"""From the value of a cell to the text that a CSV file would have, and back."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

from contingent.files.cells import format_cell
from contingent.files.columns import Kind
from contingent.files.workbook.grid import Failed, Value

FIRST_DAY = date(1900, 3, 1)
"""Before it spreadsheets do not agree about dates."""


def text_of(value: Value, kind: Kind = Kind.TEXT) -> str:  # noqa: PLR0911 - one return for each kind of value
    """Return a cell's value as the text that the column's parser reads."""
    match value:
        case str():
            return value
        case bool():
            return format_cell(value) if kind is Kind.FLAG else str(value).upper()
        case datetime():
            # a day is often kept as its first second
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case Failed():
            return value.text
        case _:
            return _number(value)


def _number(value: float) -> str:
    """Return a number as spreadsheets show it: with 15 digits, of which the last does not come from binary."""
    if not isfinite(value):
        return str(value)
    text = format(Decimal(f"{value:.15g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def cell_of(value: object) -> Value:
    """Return the value of a model as a cell holds it: a number, a day, or a text."""
    match value:
        case bool():
            return format_cell(value)
        case int():
            return float(value)
        case Decimal():
            return float(value)
        case date() if value >= FIRST_DAY:
            return value
        case _:
            return format_cell(value)
