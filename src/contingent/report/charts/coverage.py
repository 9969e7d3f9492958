"""How well each activity is covered, week by week: a heat map with the empty posts written in."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

import altair as alt

from contingent.report.account import Account
from contingent.report.charts.look import (
    WEEK,
    WIDTH,
    Drawing,
    data,
    dress,
    empty,
    epoch,
    resting_on,
    said,
    weeks_axis,
    weeks_scale,
)
from contingent.report.charts.palette import PALETTE, Theme
from contingent.report.cover import CoverRow
from contingent.report.pictures.heat import step_of
from contingent.report.wording import percent

TITLE = "Coverage by activity"
READ = (
    "Numbers: empty posts in each of these weeks; with '!' some of them are essential. Blank: the activity does not "
    "run."
)

STEPS = {
    "short-0": "all filled",
    "short-1": "under a quarter empty",
    "short-2": "a quarter to half empty",
    "short-3": "half or more empty",
}
_ROW = 20
"""Height of an activity. [px]"""
_DIGIT = 7
"""Width of a letter of the numbers. [px]"""


@dataclass(frozen=True, slots=True)
class _Cell:
    """Weeks in a row in which an activity is covered alike."""

    row: CoverRow
    from_: date
    until: date


def sentence(account: Account) -> str:
    """Say what part of the posts is filled, how many activities lack some, and which lacks most."""
    rows = account.tables.cover
    required, missing = sum(row.required for row in rows), sum(row.missing for row in rows)
    if not required:
        return "No activity has any posts in any week of this mission."
    if not missing:
        return "Every post of every activity is filled in every week."
    short = Counter[str]()
    for row in rows:
        short[row.activity] += row.missing
    names = {row.activity: row.name for row in rows}
    worst = min(short, key=lambda activity: (-short[activity], activity))
    lacking = sum(1 for count in short.values() if count)
    essential = sum(row.essential_missing for row in rows)
    of_these = f"{essential:,} of the empty post-weeks are essential" if essential else "no essential post is empty"
    return (
        f"{percent(Fraction(required - missing, required))} of {required:,} post-weeks are filled; "
        f"{lacking} of {len(names)} activities lack posts in some week, most of all {names[worst]}; {of_these}."
    )


def draw(account: Account, theme: Theme) -> Drawing:
    """Draw the heat map."""
    cells = _cells(account.tables.cover)
    if not cells:
        return dress(empty(account, TITLE, sentence(account)), theme)
    names = _names(account)
    x = alt.X("x:T", scale=weeks_scale(account.mission), axis=weeks_axis(account.mission))
    axis = alt.Axis(title=None, labelLimit=300, grid=False, ticks=False)
    y = alt.Y("activity:N", sort=[*names.values()], scale=alt.Scale(paddingInner=0.12), axis=axis)
    scale = alt.Scale(domain=[*STEPS.values()], range=[PALETTE[role].of(theme) for role in STEPS])
    records = [_record(cell, names) for cell in cells]
    base = alt.Chart(data(records)).encode(x=x, y=y)
    tooltips = [alt.Tooltip(f"{name}:N") for name in ("activity", "from", "until", "posts", "empty", "lacking")]
    boxes = base.mark_rect(stroke=PALETTE["muted"].of(theme), strokeWidth=0.5).encode(
        x2="x2:T",
        color=alt.Color("step:N", scale=scale, legend=alt.Legend(title="posts", symbolStrokeWidth=0.5)),
        tooltip=tooltips,
    )
    wide = [record for record in records if record["text"]]
    dark = {"short-3": "paper"}
    texts = [
        alt.Chart(data([r for r in wide if dark.get(str(r["role"]), "ink") == role]))
        .mark_text(fontSize=11, color=PALETTE[role].of(theme))
        .encode(x="middle:T", y=y, text="text:N")
        for role in ("ink", "paper")
    ]
    heading = said(account, TITLE, READ, resting_on(account, "billets", "activities", "contingents", "people"))
    height = alt.Step(_ROW)
    return dress(alt.layer(boxes, *texts).properties(width=WIDTH, height=height, title=heading), theme)


def _cells(rows: tuple[CoverRow, ...]) -> list[_Cell]:
    """Join weeks in a row in which nothing changes."""
    cells = []
    for _, group in groupby(rows, lambda row: (row.activity, row.required, row.by_skill)):
        part = list(group)
        cells.append(_Cell(part[0], part[0].week, part[-1].week + WEEK))
    return cells


def _record(cell: _Cell, names: dict[str, str]) -> dict[str, Any]:
    row = cell.row
    begin, end = epoch(cell.from_), epoch(cell.until)
    role = step_of(row.missing, row.required)
    return {
        "activity": names[row.activity],
        "x": begin,
        "x2": end,
        "middle": (begin + end) // 2,
        "role": role,
        "step": STEPS[role],
        "text": f"{row.missing}{'!' if row.essential_missing else ''}" if row.missing else "",
        "weeks": (cell.until - cell.from_).days // 7,
        "from": str(cell.from_),
        "until": str(cell.until),
        "posts": row.required,
        "empty": row.missing,
        "lacking": ", ".join(f"{short.skill} {short.missing}" for short in row.by_skill),
    }


def _names(account: Account) -> dict[str, str]:
    """Return the label of each activity that runs: its name, with its id where two have the same."""
    names = {row.activity: row.name for row in account.tables.cover}
    often = Counter(names.values())
    return {key: name if often[name] == 1 else f"{name} ({key})" for key, name in names.items()}
