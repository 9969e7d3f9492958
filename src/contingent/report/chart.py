"""A small chart of characters: people in theatre by week against the ceiling."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from contingent.report.strength import WeekRow

HEIGHT = 8
"""Rows of the chart. [row]"""

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_HALVES = "  ...:::#"  # the same nine levels where only ASCII can be printed


def headcount_chart(weeks: Sequence[WeekRow], width: int, *, ascii_only: bool = False) -> list[str]:
    """Draw bars of people and a line for the ceiling, at most ``width`` characters wide.

    Where weeks do not fit, neighbours share a bar: it shows their most people and their lowest ceiling. A bar that
    reaches the ceiling's row hides the line there.
    """
    top = max([week.people for week in weeks] + [week.ceiling or 0 for week in weeks])
    if top == 0:
        return []
    margin = len(f"{top:,}") + 2
    bins = _bins(weeks, max(1, width - margin))
    lines = []
    for row in reversed(range(HEIGHT)):
        label = f"{top:,}" if row == HEIGHT - 1 else ("0" if row == 0 else "")
        cells = "".join(_cell(row, people, most, top, ascii_only=ascii_only) for _, people, most in bins)
        lines.append(f"{label:>{margin - 2}} {'|' if ascii_only else '▕'}{cells.rstrip()}")
    return [*lines, " " * margin + _months([monday for monday, _, _ in bins])]


def _bins(weeks: Sequence[WeekRow], columns: int) -> list[tuple[date, int, int | None]]:
    """Return for each bar its first Monday, most people and lowest ceiling."""
    size = ceil(len(weeks) / columns)
    repeat = max(1, min(3, columns // len(weeks)))  # few weeks get wider bars
    bins = []
    for start in range(0, len(weeks), size):
        together = weeks[start : start + size]
        ceilings = [week.ceiling for week in together if week.ceiling is not None]
        bar = (together[0].week, max(week.people for week in together), min(ceilings, default=None))
        bins.extend([bar] * repeat)
    return bins


def _cell(row: int, people: int, most: int | None, top: int, *, ascii_only: bool) -> str:
    """Return the character of one bar in one row; row 0 is the lowest."""
    eighths = min(8, max(0, ceil(people * HEIGHT * 8 / top) - row * 8))
    if eighths:
        return (_HALVES if ascii_only else _EIGHTHS)[eighths]
    if most is not None and max(0, ceil(most * HEIGHT / top) - 1) == row:
        return "-" if ascii_only else "─"
    return " "


def _months(mondays: Sequence[date]) -> str:
    """Return the axis: the month at each bar in which a month begins that has room for its name."""
    axis = ""
    for column, monday in enumerate(mondays):
        begins = column == 0 or (monday.year, monday.month) != (mondays[column - 1].year, mondays[column - 1].month)
        if begins and (not axis or len(axis) + 1 <= column):
            first = not axis or monday.month == 1
            axis = axis.ljust(column) + (f"{monday:%b %Y}" if first else f"{monday:%b}")
    return axis
