"""Small pictures side by side, all with the same scale: our own SVG in the light palette, which the page recolours."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from html import escape
from itertools import groupby

from contingent.report.charts.palette import PALETTE
from contingent.report.comparison.compare import Comparison
from contingent.report.comparison.goals import GoalCell, GoalLine
from contingent.report.comparison.words import amount, month

WIDTH, HEIGHT = 300, 150
"""Of a picture of curves. [px]"""
_LEFT, _RIGHT, _TOP, _BOTTOM = 42, 10, 24, 22
_LETTERS = 34
"""Letters of a plan's name that fit above a picture. [character]"""
_ROW = 17
"""Height of one plan in a picture of a goal. [px]"""
_NAMES = 100
"""Width of the names there. [px]"""
_SHORT = 15
"""Letters of a plan's name that fit there. [character]"""
_NUMBERS = 70
"""Width of the numbers there. [px]"""

Weekly = Sequence[int | None]


def headcount_pictures(comparison: Comparison) -> list[str]:
    """Draw for each plan the people in the host's country, its ceiling, and thinly those of the other plans."""
    people = [[row.people[at] for row in comparison.curves] for at in range(len(comparison.plans))]
    ceilings = [[row.ceilings[at] for row in comparison.curves] for at in range(len(comparison.plans))]
    return _curves(comparison, people, ceilings, "people in the host's country")


def release_pictures(comparison: Comparison) -> list[str]:
    """Draw for each plan the people of the nations to be released who are still in theatre."""
    if not comparison.released:
        return []
    people = [[row.releasing[at] for row in comparison.curves] for at in range(len(comparison.plans))]
    none: list[Weekly] = [[None] * len(comparison.curves) for _ in comparison.plans]
    return _curves(comparison, people, none, f"people of {', '.join(comparison.released)} still in theatre")


def top_of(most: int) -> int:
    """Return a round number at or above the greatest, at which an axis ends; it halves into a round number too."""
    if most <= 10:
        return max(2, most + most % 2)
    step = 1
    while True:
        for times in (12, 16, 20, 24, 30, 40, 50, 60, 80, 100):
            if most <= step * times:
                return step * times
        step *= 10


def _curves(
    comparison: Comparison, people: Sequence[Sequence[int]], ceilings: Sequence[Weekly], what: str
) -> list[str]:
    """Draw one picture a plan; a ceiling is drawn where it is at most a fifth above all that is there."""
    most = max(max(curve) for curve in people)
    near = [[c if c is not None and c <= most * Fraction(6, 5) else None for c in curve] for curve in ceilings]
    top = top_of(max(most, *(c for curve in near for c in curve if c is not None), 1))
    mondays = [row.week for row in comparison.curves]
    pictures = []
    for at, name in enumerate(comparison.names):
        others = [curve for n, curve in enumerate(people) if n != at]
        body = [*_axes(mondays, top)]
        body += [_line(curve, top, "muted", 0.8) for curve in others]
        if any(c is not None for c in near[at]):
            body.append(_line(near[at], top, "limit", 1.4, dashes="4 2"))
        body += [_line(people[at], top, "series-1", 2.2)]
        first, highest, last = people[at][0], max(people[at]), people[at][-1]
        said = f"{name}: {what}, {first:,} in the first week, {highest:,} at most, {last:,} in the last."
        body.append(_text(_LEFT, 13, _cut(name, _LETTERS), weight="bold"))
        pictures.append(_svg(WIDTH, HEIGHT, said, body))
    return pictures


def _axes(mondays: Sequence[date], top: int) -> Iterable[str]:
    for value in (0, top // 2, top):
        y = _y(value, top)
        yield f'<line x1="{_LEFT}" x2="{WIDTH - _RIGHT}" y1="{y}" y2="{y}" stroke="{PALETTE["grid"].light}"/>'
        yield _text(_LEFT - 4, y + 4, f"{value:,}", anchor="end")
    starts = [at for at, day in enumerate(mondays) if at and day.month != mondays[at - 1].month]
    marks = [0, *starts[:: max(1, -(-len(starts) // 3))]]
    for n, at in enumerate(marks):
        if n and _x(at, len(mondays)) - _x(marks[n - 1], len(mondays)) < 48:
            continue
        if WIDTH - _x(at, len(mondays)) > 46:
            yield _text(_x(at, len(mondays)), HEIGHT - 6, f"{month(mondays[at])}")


def _line(curve: Weekly, top: int, role: str, width: float, dashes: str = "") -> str:
    """Draw steps, week by week; a week without a number is a gap."""
    parts = []
    for is_there, run in groupby(enumerate(curve), key=lambda item: item[1] is not None):
        if is_there:
            steps = [(_x(at, len(curve)), _x(at + 1, len(curve)), _y(value or 0, top)) for at, value in run]
            parts.append(f"M{steps[0][0]} {steps[0][2]}" + "".join(f"V{y}H{end}" for _, end, y in steps))
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{"".join(parts)}" fill="none" stroke="{PALETTE[role].light}" stroke-width="{width}"{dashed}/>'


def _x(week: int, weeks: int) -> float:
    return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * week / weeks, 1)


def _y(value: int, top: int) -> float:
    return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - value / top), 1)


def goal_pictures(comparison: Comparison) -> list[str]:
    """Draw for each goal what every plan reaches, and how far its bound leaves room."""
    return [_goal(line, comparison.names) for line in comparison.goals]


def _goal(line: GoalLine, names: Sequence[str]) -> str:
    top = max((cell.value for cell in line.cells if cell.value is not None), default=Fraction(0)) or Fraction(1)
    body = [_text(0, 12, line.goal.value, weight="bold")]
    told = []
    for at, (name, cell) in enumerate(zip(names, line.cells, strict=True)):
        body += _bar(cell, _cut(name, _SHORT), 20 + at * _ROW, top)
        told.append(f"{name} {amount(cell.value) if cell.value is not None else 'not counted'}{_room(cell)}")
    return _svg(WIDTH, 24 + len(names) * _ROW, f"{line.words}: {'; '.join(told)}. Less is better.", body)


def _room(cell: GoalCell) -> str:
    if cell.bound is None or not cell.is_same_measure or cell.value is None:
        return ", nothing proven" if cell.value is not None else ""
    return ", proven" if cell.bound >= cell.own else f", not below {amount(cell.bound)}"


def _bar(cell: GoalCell, name: str, y: int, top: Fraction) -> list[str]:
    """Draw a line from the bound to the value, an upright mark at the bound, and a dot at the value."""
    middle = y + _ROW // 2
    parts = [_text(0, middle + 4, name)]
    if cell.value is None:
        return [*parts, _text(_NAMES, middle + 4, "not counted")]
    span = WIDTH - _NAMES - _NUMBERS

    def x(value: Fraction) -> float:
        return round(float(_NAMES + span * value / top), 1)

    ink = PALETTE["series-1"].light
    parts.append(
        f'<line x1="{_NAMES}" x2="{_NAMES + span}" y1="{middle}" y2="{middle}" stroke="{PALETTE["grid"].light}"/>'
    )
    if cell.bound is not None and cell.is_same_measure:
        low, high = x(min(cell.bound, cell.value)), x(cell.value)
        for x1, x2, y1, y2, width in ((low, high, middle, middle, 3), (low, low, middle - 6, middle + 6, 2)):
            parts.append(f'<line x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}" stroke="{ink}" stroke-width="{width}"/>')
    parts.append(f'<circle cx="{x(cell.value)}" cy="{middle}" r="4" fill="{ink}"/>')
    parts.append(_text(WIDTH, middle + 4, amount(cell.value), anchor="end"))
    return parts


def _svg(width: int, height: int, said: str, body: Iterable[str]) -> str:
    """Put a picture together; its sentence is its name for those who do not see it."""
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(said)}">{"".join(body)}</svg>'
    )


def _text(x: float, y: float, words: str, anchor: str = "start", weight: str = "normal") -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="11" font-weight="{weight}" '
        f'fill="{PALETTE["ink"].light}">{escape(words)}</text>'
    )


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else f"{name[: letters - 1]}…"
