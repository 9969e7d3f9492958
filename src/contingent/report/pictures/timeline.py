"""The scale of time that the rows of a picture share: weeks from left to right, months or weeks named above."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from contingent.core.calendar import Calendar
from contingent.report.pictures.svg import colour, line, text
from contingent.report.wording import MONTHS, day

WIDTH = 1120.0
"""Of a whole picture. [pixel]"""

LABELS = 280.0
"""Room for the names of rows, left of the plot. [pixel]"""

MARGIN = 12.0
"""Right of the plot. [pixel]"""

AXIS = 36.0
"""Height of the names of years and months. [pixel]"""

_ROOM_OF_A_MONTH, _ROOM_OF_A_WEEK = 26.0, 44.0


@dataclass(frozen=True, slots=True)
class Timeline:
    """Turns weeks into pixels."""

    calendar: Calendar

    @property
    def week_width(self) -> float:
        """Width of one week. [pixel]"""
        return (WIDTH - LABELS - MARGIN) / self.calendar.weeks

    def x(self, moment: date | int) -> float:
        """Return where a date or a week begins, kept inside the plot. [pixel]"""
        week = self.calendar.week(moment) if isinstance(moment, date) else moment
        return LABELS + min(max(week, 0), self.calendar.weeks) * self.week_width

    def axis(self, top: float) -> str:
        """Return the names of years and months, or of weeks where there is room, above ``top + AXIS``."""
        if self.week_width >= _ROOM_OF_A_WEEK:
            every = range(self.calendar.weeks)
            return "".join(
                text(
                    day(self.calendar.monday(week)).removesuffix(f" {self.calendar.monday(week).year}"),
                    self.x(week) + 3,
                    top + AXIS - 6,
                    font_size=11.0,
                    fill=colour("muted"),
                )
                for week in every
            ) + self._years(top)
        step = next(step for step in (1, 2, 3, 6, 12) if self.week_width * 4.35 * step >= _ROOM_OF_A_MONTH)
        named = (
            text(MONTHS[monday.month - 1][:3], self.x(week) + 3, top + AXIS - 6, font_size=11.0, fill=colour("muted"))
            for week, monday in self._months()
            if (monday.month - 1) % step == 0 and self.x(week) + _ROOM_OF_A_MONTH <= WIDTH
        )
        return "".join(named) + self._years(top)

    def grid(self, top: float, bottom: float) -> str:
        """Return a faint line where a month or, with room, a week begins."""
        weeks = range(self.calendar.weeks) if self.week_width >= _ROOM_OF_A_WEEK else [w for w, _ in self._months()]
        lines = (line(self.x(w), top, self.x(w), bottom, stroke=colour("grid"), stroke_width=1.0) for w in weeks)
        return "".join(lines)

    def _months(self) -> Iterator[tuple[int, date]]:
        """Yield the first week that begins in each month, and its Monday; not a month of which a stump is left."""
        mondays = [(week, self.calendar.monday(week)) for week in range(self.calendar.weeks)]
        starts = [next(group) for _, group in groupby(mondays, key=lambda at: (at[1].year, at[1].month))]
        if len(starts) > 1 and (starts[1][0] - starts[0][0]) * self.week_width < _ROOM_OF_A_MONTH:
            starts = starts[1:]
        yield from starts

    def _years(self, top: float) -> str:
        mondays = [(week, self.calendar.monday(week)) for week in range(self.calendar.weeks)]
        drawn = []
        for year, group in groupby(mondays, key=lambda at: at[1].year):
            weeks = [week for week, _ in group]
            if len(weeks) * self.week_width >= 34:
                drawn.append(text(str(year), self.x(weeks[0]) + 3, top + 14, font_size=12.0, font_weight="bold"))
        return "".join(drawn)
