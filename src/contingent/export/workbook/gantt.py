"""The Gantt sheet: who holds what, in cells; every fill has its text, so that colour alone says nothing."""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from contingent.core.calendar import DAYS
from contingent.domain.tables import Activity
from contingent.export.marks import ILLUSTRATIVE
from contingent.export.workbook.book import HEADER, Book
from contingent.report.cover import CoverRow
from contingent.report.holdings import HoldingRow, Part
from contingent.report.wording import MONTHS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SENTENCE: Final = (
    "Who holds what by week. Number: posts filled. (Number), hatched: newcomers who look on. Name of a command: it "
    "holds the activity. > and name: handover. -number: posts empty, ! if essential."
)

FILLS: Final = ("#BDD7EE", "#F8CBAD", "#C6E0B4", "#FFE699", "#D9D2E9", "#D0CECE")
"""Colours of commands in the order of the mission; black is legible on each."""

EMPTY: Final = "#F4B6B6"
HATCH: Final = 14
"""Thin diagonal stripes."""

A3: Final = 8
"""Number of the size of paper."""

WEEKS_OF_A_PAGE: Final = 52
"""Weeks side by side on a printed page. [week]"""

FIRST_WEEK: Final = 4
"""Column of the first week, from 0."""

TOP: Final = HEADER + 2
"""First row of an activity, from 0."""


def gantt(book: Book) -> None:
    """Add the sheet."""
    _Sheet(book).write()


class _Sheet:
    """The sheet in the making."""

    def __init__(self, book: Book) -> None:
        self._book, self._mission = book, book.account.mission
        self._sheet: Worksheet = book.sheet("Gantt", SENTENCE)
        self._fill = {row.id: FILLS[i % len(FILLS)] for i, row in enumerate(self._mission.commands)}
        self._holdings: defaultdict[str, dict[str, list[HoldingRow]]] = defaultdict(dict)
        for row in book.account.tables.holdings:
            self._holdings[row.activity].setdefault(row.contingent, []).append(row)
        self._cover: defaultdict[str, list[CoverRow]] = defaultdict(list)
        for cover in book.account.tables.cover:
            self._cover[cover.activity].append(cover)
        self._handed = {row.activity: row for row in book.account.plan.handovers}

    def write(self) -> None:
        self._head()
        row = TOP
        for activity in self._mission.activities:
            row = self._activity(activity, row)
        last = FIRST_WEEK + self._mission.weeks - 1
        self._sheet.set_column(0, 0, 46)
        self._sheet.set_column(1, 1, 26)
        self._sheet.set_column(2, 2, 8)
        self._sheet.set_column(3, 3, 11)
        self._sheet.set_column(FIRST_WEEK, last, 4.3)
        self._sheet.freeze_panes(TOP, FIRST_WEEK)
        self._sheet.repeat_rows(HEADER, TOP - 1)
        self._sheet.repeat_columns(0, 0)
        self._sheet.set_paper(A3)
        self._sheet.fit_to_pages(-(-self._mission.weeks // WEEKS_OF_A_PAGE), 0)

    def _head(self) -> None:
        self._sheet.set_row(HEADER + 1, 36)
        for place, title in enumerate(("Activity, and below it its contingents", "Site", "Nation", "Figures")):
            self._put(HEADER + 1, place, title, bold=True, bottom=1)
        month = ""
        for week in range(self._mission.weeks):
            monday = self._mission.calendar.monday(week)
            name = f"{MONTHS[monday.month - 1][:3]} {monday.year}"
            if name != month:
                self._put(HEADER, FIRST_WEEK + week, name, bold=True)
            month = name
            title = f"{monday.day} {name[:3]}"
            self._put(
                HEADER + 1, FIRST_WEEK + week, title, rotation=90, bottom=1, font_size=8, left=3, left_color="#BFBFBF"
            )

    def _activity(self, activity: Activity, row: int) -> int:
        """Write an activity and its contingents from ``row`` on; return the row after them."""
        figures = ILLUSTRATIVE if activity.confidence is not None and activity.confidence.value == ILLUSTRATIVE else ""
        texts = (activity.name, self._book.names.site[activity.site], "", figures)
        for place, text in enumerate(texts):
            self._put(row, place, text, bold=True, top=1)
        self._band(activity, row)
        row = self._empty(activity, row + 1)
        for contingent, holdings in self._holdings[activity.id].items():
            nation = self._book.names.nation_of[contingent]
            marked = ILLUSTRATIVE if self._book.marks.is_illustrative(holdings[0]) else ""
            self._put(row, 0, self._book.names.contingent[contingent], indent=1)
            self._put(row, 1, contingent, font_color="#595959")
            self._put(row, 2, nation)
            self._put(row, 3, marked)
            for holding in holdings:
                self._bar(holding, row)
            row += 1
        return row

    def _band(self, activity: Activity, row: int) -> None:
        """Write which command holds the activity in the weeks in which it runs."""
        handed = self._handed.get(activity.id)
        taken = self._mission.weeks if handed is None else self._mission.calendar.week(handed.week)
        weeks = self._mission.calendar.span(activity.from_, activity.until)
        for week in weeks:
            command = activity.command if handed is None or week < taken else handed.to
            text, more = "", {}
            if week == taken and handed is not None:
                text, more = f"> {handed.to}", {"left": 5}
            elif week == weeks.start:
                text = command
            self._put(row, FIRST_WEEK + week, text, bold=True, top=1, bg_color=self._fill[command], **more)

    def _empty(self, activity: Activity, row: int) -> int:
        """Write the empty posts by week, if there are any; return the row after."""
        short = [cover for cover in self._cover[activity.id] if cover.missing]
        if not short:
            return row
        self._put(row, 0, "posts empty", indent=1, italic=True)
        for cover in short:
            text = f"-{cover.missing:,}{'!' if cover.essential_missing else ''}"
            self._put(row, self._place(cover.week), text, bg_color=EMPTY, align="center", font_size=8)
        return row + 1

    def _bar(self, holding: HoldingRow, row: int) -> None:
        """Write one cell for each week of a holding."""
        covers = holding.part is Part.COVERS
        look: dict[str, Any] = {"bg_color": self._fill[holding.command], "align": "center", "font_size": 8}
        if not covers:
            look |= {"pattern": HATCH, "fg_color": "#7F7F7F"}
        text = f"{holding.heads:,}" if covers else f"({holding.heads:,})"
        for place in range(self._place(holding.from_), self._place(holding.until)):
            if covers:
                self._put(row, place, holding.heads, **look)
            else:
                self._put(row, place, text, **look)

    def _place(self, monday: date) -> int:
        return FIRST_WEEK + (monday - self._mission.start).days // DAYS

    def _put(self, row: int, place: int, value: str | int, **look: Any) -> None:  # noqa: ANN401 - as in Book.put
        self._book.put(self._sheet, row, place, value, **look)
