"""Writing cells with XlsxWriter: a text is always a text, never a formula or a link."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from math import isfinite
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from contingent.core.findings import Severity
from contingent.files.workbook.grid import Failed, Value

LONGEST = 32_767
"""Longest text that a cell can hold. [character]"""
MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - the file's own day of making, which is to be the same in every zone
DAY, MOMENT, CLOCK, SPAN = "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss", "[h]:mm:ss"
_UNWRITABLE = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})
"""Two code points that are no characters, and that XML cannot hold."""

_BASE: Mapping[str, Any] = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "title": {"bold": True, "font_size": 16},
    "subtitle": {"bold": True, "font_size": 12},
    "marking": {"bold": True, "border": 1},
    "units": {"italic": True, "font_color": "#595959"},
    "header": {"bold": True, "bg_color": "#DDE3EA", "bottom": 1},
    "required": {"bold": True, "bg_color": "#BCC9D8", "bottom": 1},
    "key": {"bold": True, "bg_color": "#EEF1F5"},
    "wrapped": {"text_wrap": True},
    "link": {"font_color": "#0B4F9E", "underline": 1},
    "left": {"align": "left", "indent": 0},
    "number": {"align": "right", "indent": 1},
    "text": {"num_format": "@"},
    "day": {"num_format": DAY, "align": "left"},
    "error": {"bg_color": "#F8C9C4", "border": 2, "border_color": "#A1160A", "bold": True},
    "warning": {"bg_color": "#FFE699", "border": 2, "border_color": "#8A5A00"},
    "notice": {"bg_color": "#D6E6F7", "border": 1, "border_color": "#2F5F9E"},
}
LOOK_OF = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


class Pen:
    """A workbook that is being written."""

    def __init__(self, title: str) -> None:
        self._bytes = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = Workbook(self._bytes, {**options, "strings_to_numbers": False})
        self.book.set_properties({"title": safe(title)[:200], "created": MADE, "comments": "Written by contingent."})
        self._formats: dict[tuple[str, ...], Format] = {}

    def look(self, *names: str, **more: str) -> Format:
        """Return a format; later names win."""
        key = (*names, *(f"{k}={v}" for k, v in more.items()))
        if key not in self._formats:
            parts: dict[str, Any] = dict(_BASE)
            for name in names:
                parts |= LOOKS[name]
            self._formats[key] = self.book.add_format(parts | more)
        return self._formats[key]

    def write(self, sheet: Worksheet, row: int, column: int, value: Value, *looks: str) -> None:
        """Write a cell; looks are names of `LOOKS`."""
        if isinstance(value, str):
            if value:
                sheet.write_string(row, column, safe(value), self.look(*looks))
            elif set(looks) & set(LOOK_OF.values()):
                sheet.write_blank(row, column, None, self.look(*looks))
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, self.look(*looks))
        elif isinstance(value, (float, int)):
            self._number(sheet, row, column, value, looks)
        elif isinstance(value, Failed):
            sheet.write_string(row, column, safe(value.text), self.look(*looks))
        else:
            self._moment(sheet, row, column, value, looks)

    def _number(self, sheet: Worksheet, row: int, column: int, value: float, looks: tuple[str, ...]) -> None:
        if isfinite(value):
            sheet.write_number(row, column, value, self.look(*looks))
        else:
            sheet.write_string(row, column, str(value), self.look(*looks))

    def _moment(
        self, sheet: Worksheet, row: int, column: int, value: date | datetime | time | timedelta, looks: tuple[str, ...]
    ) -> None:
        match value:
            case datetime():
                shape = MOMENT
            case date():
                shape = DAY
            case time():
                shape = CLOCK
            case timedelta():
                shape = SPAN
        sheet.write_datetime(row, column, value, self.look(*looks, num_format=shape))

    def finish(self) -> bytes:
        """Return the bytes of the workbook."""
        self.book.close()
        return self._bytes.getvalue()


def safe(text: str) -> str:
    """Return a text that XML can hold, and a cell."""
    return text.translate(_UNWRITABLE)[:LONGEST]
