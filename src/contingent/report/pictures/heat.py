"""How well each activity is covered in each week: a map of cells, weeks merged where the numbers stay.

A cell is plain where every post is filled; where some are empty it says how many, and its colour how large a part; a
cell with crossed lines and ``!`` lacks essential posts, without which the activity stops.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from contingent.core.calendar import DAYS
from contingent.core.counted import counted
from contingent.report.account import Account
from contingent.report.cover import CoverRow
from contingent.report.pictures.svg import (
    CROSS,
    colour,
    count,
    element,
    fitted,
    pattern_id,
    patterns,
    picture,
    rect,
    text,
    title,
    width_of,
)
from contingent.report.pictures.timeline import AXIS, LABELS, WIDTH, Timeline
from contingent.report.wording import day

ROW, CELL = 20.0, 18.0
"""Height of a row, and of a cell in it. [pixel]"""

TOGETHER = 40
"""Activities under one axis. [activity]"""

ROLES = ("short-3",)
"""Roles of the colours for which patterns are needed."""

_SMALL = 11.0
_KEY = (
    ("every post filled", "short-0", False),
    ("under a quarter empty", "short-1", False),
    ("under half", "short-2", False),
    ("half or more", "short-3", False),
    ("! essential posts empty", "short-3", True),
)


def heat_svg(account: Account) -> str:
    """Return all activities in one picture."""
    return _heat_picture(account, _covers(account), key=True, defined=True)


def heat_parts(account: Account) -> list[str]:
    """Return the activities as pictures of at most ``TOGETHER`` rows; whoever shows them defines the patterns."""
    covers = _covers(account)
    groups = [covers[start : start + TOGETHER] for start in range(0, len(covers), TOGETHER)]
    return [_heat_picture(account, group, key=number == 0, defined=False) for number, group in enumerate(groups)]


def step_of(missing: int, required: int) -> str:
    """Return the role of a cell's colour."""
    if not missing:
        return "short-0"
    if missing * 4 < required:
        return "short-1"
    return "short-2" if missing * 2 < required else "short-3"


def _covers(account: Account) -> list[list[CoverRow]]:
    return [list(rows) for _, rows in groupby(account.tables.cover, key=lambda row: row.activity)]


def _heat_picture(account: Account, covers: Sequence[Sequence[CoverRow]], *, key: bool, defined: bool) -> str:
    time = Timeline(account.mission.calendar)
    top = 26.0 if key else 0.0
    first = top + AXIS
    bottom = first + ROW * len(covers)
    drawn = [patterns(ROLES)] if defined else []
    drawn += [_key(), time.axis(top)] if key else [time.axis(top)]
    for number, rows in enumerate(covers):
        y = first + ROW * number
        words = rows[0].name
        drawn.append(text(fitted(words, LABELS - 8, _SMALL), 0, y + 14, title(words), font_size=_SMALL))
        drawn += (_cell(time, run, y) for run in _runs(rows))
    drawn.append(time.grid(first, bottom))
    if not covers:
        drawn.append(text("No posts are required.", LABELS, first + 14))
        bottom += ROW
    label = "Coverage by activity and week; the table below says the same in numbers"
    return picture(WIDTH, bottom + 4, *drawn, label=label, role="img", class_="heat")


def _runs(rows: Sequence[CoverRow]) -> Iterator[list[CoverRow]]:
    """Yield weeks in a row in which the numbers stay and something is required."""
    for (required, *_), run in groupby(rows, key=lambda row: (row.required, row.missing, row.by_skill)):
        if required:
            yield list(run)


def _cell(time: Timeline, run: Sequence[CoverRow], top: float) -> str:
    row, until = run[0], run[-1].week + timedelta(days=DAYS)
    x, width = time.x(row.week), time.x(until) - time.x(row.week)
    drawn = [rect(x, top + 1, width, CELL, fill=colour(step_of(row.missing, row.required)))]
    if row.essential_missing:
        crossed = {"fill": f"url(#{pattern_id(CROSS, 'short-3')})", "stroke": colour("short-3")}
        drawn = [rect(x, top + 1, width, CELL, **crossed)]
    words = f"{row.missing:,}{'!' if row.essential_missing else ''}" if row.missing else ""
    if words and width_of(words, _SMALL) <= width:
        drawn.append(count(words, x + width / 2, top + 14, _SMALL))
    return element("g", title(_sentence(run, f"from {day(row.week)} until {day(until)}")), *drawn)


def _sentence(run: Sequence[CoverRow], span: str) -> str:
    row = run[0]
    when = f"{row.name}, {span}, {counted(len(run), 'week')}"
    if not row.missing:
        return (
            f"{when}: all {counted(row.required, 'post')} filled."
            if row.required > 1
            else f"{when}: its post is filled."
        )
    lacks = ", ".join(
        f"{short.skill} {short.missing:,}" + (f" ({short.essential:,} essential)" if short.essential else "")
        for short in row.by_skill
    )
    return f"{when}: {row.missing:,} of {counted(row.required, 'post')} empty: {lacks}."


def _key() -> str:
    drawn, x = [], 0.0
    for words, role, is_essential in _KEY:
        fill = f"url(#{pattern_id(CROSS, role)})" if is_essential else colour(role)
        looks = {"fill": fill, "stroke": colour("muted")}
        drawn.append(rect(x, 3, 24, CELL - 2, **looks) + text(words, x + 30, 16))
        x += 46 + width_of(words, 13.5)  # the font may be a wide one
    return "".join(drawn)
