"""Who holds what, over time: for each activity the contingents that cover it, their overlaps, and the handover.

A bar is people of one contingent in one activity while their number and the command stay. Its colour and its words say
the command; hatched bars are people in overlap, who are there and do not yet cover. A line marks the handover. Where
posts are empty, a last row says how many.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from contingent.core.calendar import DAYS
from contingent.core.counted import counted
from contingent.domain.mission import Mission
from contingent.domain.tables import Activity
from contingent.report.account import Account
from contingent.report.charts.series import commands
from contingent.report.cover import CoverRow
from contingent.report.holdings import HoldingRow, Part
from contingent.report.pictures.svg import (
    CROSS,
    HATCH,
    colour,
    count,
    element,
    fitted,
    line,
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

ROW, BAR = 22.0, 16.0
"""Height of a row, and of a bar in it. [pixel]"""

_GAP = 14.0
_SMALL = 11.0


@dataclass(frozen=True, slots=True)
class Empty:
    """Posts of an activity that are empty, over weeks in which the numbers stay."""

    from_: date
    until: date
    missing: int
    """[post]"""
    essential: int
    """Of these, posts without which the activity stops. [post]"""


@dataclass(frozen=True)
class Held:
    """All that is drawn of one activity."""

    activity: Activity
    rows: tuple[tuple[str, tuple[HoldingRow, ...]], ...]
    """Contingents, by their first week, each with its bars."""
    empty: tuple[Empty, ...]
    handover: date | None
    from_: date
    until: date

    @property
    def height(self) -> float:
        """Height of its rows: one for the commands, one a contingent, one for empty posts if there are any."""
        return ROW * (1 + len(self.rows) + bool(self.empty))


def gantt_svg(account: Account) -> str:
    """Return all activities in one picture, under one axis."""
    gantt = Gantt(account)
    top, drawn = AXIS, [gantt.time.axis(0)]
    for held in gantt.held:
        drawn.append(gantt.block(held, top))
        top += held.height + _GAP
    drawn.append(gantt.key(top + 4))
    if not gantt.held:
        drawn.append(text("Nobody fills a post.", LABELS, AXIS + 14))
    return picture(WIDTH, top + 30, patterns(gantt.roles), *drawn, label=_WHAT, role="group")


_WHAT = "Who holds each activity over time"


class Gantt:
    """Draws the activities of a plan."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.mission: Mission = account.mission
        self.time = Timeline(account.mission.calendar)
        self._series = commands(account).of
        self._names = {c.id: c.name for c in self.mission.contingents}
        self.held = tuple(_held(account))

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """Roles of all colours for which patterns are needed."""
        return tuple(dict.fromkeys([*map(self._role, (c.id for c in self.mission.commands)), "short-3"]))

    def part(self, held: Held) -> str:
        """Return one activity as a picture of its own; whoever shows it defines the patterns."""
        drawn = self.time.axis(0), self.block(held, AXIS, "command")
        label = f"{held.activity.name}: who holds it over time"
        return picture(WIDTH, AXIS + held.height + 4, *drawn, label=label, role="group", class_="gantt")

    def legend(self) -> str:
        """Return what colours and patterns mean, as a picture of its own."""
        return picture(
            WIDTH,
            28,
            self.key(4),
            label=f"Key: {', '.join([*(c.id for c in self.mission.commands), *_KEY])}",
            role="img",
            class_="key",
        )

    def block(self, held: Held, top: float, name: str = "") -> str:
        """Return the rows of an activity, below ``top``; ``name`` stands before the first instead of its own."""
        bottom = top + held.height
        drawn = [self.time.grid(top, bottom), line(0, top, WIDTH, top, stroke=colour("muted"), stroke_width=1.0)]
        drawn.append(self._commands(held, top, name or held.activity.name))
        for number, (contingent, bars) in enumerate(held.rows, start=1):
            drawn.append(self._row(held, contingent, bars, top + ROW * number))
        if held.empty:
            drawn.append(self._empty(held, bottom - ROW))
        if held.handover is not None:
            x = self.time.x(held.handover)
            drawn.append(line(x, top, x, bottom, **_HANDOVER, class_="handover"))
        return "".join(drawn)

    def key(self, top: float) -> str:
        """Return what colours and patterns mean."""
        first = self._role(self.mission.commands[0].id) if self.mission.commands else "others"
        entries = [
            *((command.id, _filled(self._role(command.id))) for command in self.mission.commands),
            *zip(_KEY, (_hatched(first), _HANDOVER, _lacking(essential=False), _lacking(essential=True)), strict=True),
        ]
        drawn, x = [], 0.0
        for words, looks in entries:
            is_line = looks is _HANDOVER
            swatch = (
                line(x + 12, top - 2, x + 12, top + BAR + 2, **looks) if is_line else rect(x, top, 24, BAR, **looks)
            )
            drawn.append(swatch + text(words, x + 30, top + 12))
            x += 46 + width_of(words, 13.5)  # the font may be a wide one
        return "".join(drawn)

    def _role(self, command: str) -> str:
        return self._series[command].role if command in self._series else "others"

    def _commands(self, held: Held, top: float, name: str) -> str:
        """Return the first row: which command holds the activity when."""
        activity, time = held.activity, self.time
        spans = [(activity.command, held.from_, held.until)]
        if held.handover is not None and activity.hand_to is not None:
            spans = [
                (activity.command, held.from_, held.handover),
                (activity.hand_to, held.handover, held.until),
            ]
        drawn = [text(fitted(name, LABELS - 8, 12), 0, top + 15, font_weight="bold")]
        for number, (command, from_, until) in enumerate(spans):
            x, width = time.x(from_), time.x(until) - time.x(from_)
            if width <= 0:
                continue
            role = self._role(command)
            drawn.append(rect(x, top + 4, width, BAR - 2, fill=colour(role), fill_opacity=0.45))
            words = f"{command} from {day(from_)}" if number else command
            room = (WIDTH - x if number else width) - 8  # behind the last command there is room
            drawn.append(text(fitted(words, room, _SMALL), x + 5, top + 15, font_size=_SMALL, font_weight="bold"))
        return "".join(drawn)

    def _row(self, held: Held, contingent: str, bars: Sequence[HoldingRow], top: float) -> str:
        label = f"{bars[0].nation} {self._names.get(contingent, contingent)}"
        drawn = [text(fitted(label, LABELS - 16, _SMALL), 8, top + 14, title(label), font_size=_SMALL)]
        drawn += (self._bar(held, bar, top) for bar in bars)
        return element("g", *drawn, class_="row")

    def _bar(self, held: Held, bar: HoldingRow, top: float) -> str:
        x, width = self.time.x(bar.from_), self.time.x(bar.until) - self.time.x(bar.from_)
        role = self._role(bar.command)
        looks = _hatched(role) if bar.part is Part.OVERLAP else _filled(role)
        words = f"{bar.heads:,}"
        drawn = [rect(x, top + 3, width, BAR, **looks)]
        if width_of(words, _SMALL) + 4 <= width:
            drawn.append(count(words, x + width / 2, top + 15, _SMALL))
        return _told(self.sentence(held, bar), *drawn)

    def sentence(self, held: Held, bar: HoldingRow) -> str:
        """Return what a bar says, as a sentence."""
        who = f"{self._names.get(bar.contingent, bar.contingent)} ({bar.contingent}, {bar.nation}, under {bar.command})"
        if bar.part is Part.OVERLAP:
            does = f"has {counted(bar.heads, 'person', 'people')} in overlap for {held.activity.id}, not yet covering"
        else:
            does = f"fills {counted(bar.heads, 'post')} of {held.activity.id}"
        return f"{who} {does}, from {day(bar.from_)} until {day(bar.until)}, {_weeks(bar.from_, bar.until)}."

    def _empty(self, held: Held, top: float) -> str:
        drawn = [text("posts empty", 8, top + 14, font_size=_SMALL, font_style="italic")]
        for lack in held.empty:
            x, width = self.time.x(lack.from_), self.time.x(lack.until) - self.time.x(lack.from_)
            cell = [rect(x, top + 3, width, BAR, **_lacking(essential=bool(lack.essential)))]
            words = f"{lack.missing:,}{'!' if lack.essential else ''}"
            if width_of(words, _SMALL) + 2 <= width:
                cell.append(count(words, x + width / 2, top + 15, _SMALL))
            drawn.append(_told(_lack_sentence(held, lack), *cell))
        return element("g", *drawn, class_="row")


_HANDOVER: dict[str, str | float] = {"stroke": colour("limit"), "stroke_width": 2.0}
_KEY = ("in overlap: there, not yet covering", "handover", "posts empty", "essential posts empty (!)")


def _told(sentence: str, *drawn: str) -> str:
    """Return a part of the picture that has a sentence, for those who read it and for those who point at it."""
    return element("g", title(sentence), *drawn, role="img", aria_label=sentence, class_="bar")


def _filled(role: str) -> dict[str, str | float]:
    return {"fill": colour(role), "fill_opacity": 0.25, "stroke": colour(role), "stroke_width": 1.5}


def _hatched(role: str) -> dict[str, str | float]:
    return {"fill": f"url(#{pattern_id(HATCH, role)})", "stroke": colour(role), "stroke_width": 1.0}


def _lacking(*, essential: bool) -> dict[str, str | float]:
    looks: dict[str, str | float] = {"stroke": colour("short-3"), "stroke_width": 1.0}
    if essential:
        return {"fill": f"url(#{pattern_id(CROSS, 'short-3')})", **looks}
    return {"fill": colour("paper"), **looks, "stroke_dasharray": "3 2"}


def _lack_sentence(held: Held, lack: Empty) -> str:
    essential = f", {lack.essential:,} of them essential" if lack.essential else ""
    span = f"from {day(lack.from_)} until {day(lack.until)}, {_weeks(lack.from_, lack.until)}"
    stay = "stays" if lack.missing == 1 else "stay"
    return f"{counted(lack.missing, 'post')} of {held.activity.id} {stay} empty{essential}, {span}."


def _weeks(from_: date, until: date) -> str:
    return counted((until - from_).days // DAYS, "week")


def _held(account: Account) -> Iterator[Held]:
    """Yield what is drawn of each activity; one in which nothing is asked and nobody works is left out."""
    tables, calendar = account.tables, account.mission.calendar
    bars = {a: list(rows) for a, rows in groupby(tables.holdings, key=lambda row: row.activity)}
    cover = {a: list(rows) for a, rows in groupby(tables.cover, key=lambda row: row.activity)}
    handed = {row.activity: row.week for row in tables.handovers}
    for activity in account.mission.activities:
        span = calendar.span(activity.from_, activity.until)
        rows = bars.get(activity.id, [])
        if not span or not (rows or any(row.required for row in cover.get(activity.id, ()))):
            continue
        by_contingent = dict.fromkeys(row.contingent for row in rows)
        yield Held(
            activity,
            tuple((c, tuple(row for row in rows if row.contingent == c)) for c in by_contingent),
            tuple(_empties(cover.get(activity.id, ()))),
            handed.get(activity.id),
            calendar.monday(span.start),
            calendar.monday(span.stop),
        )


def _empties(cover: Iterable[CoverRow]) -> Iterator[Empty]:
    for (missing, essential), run in groupby(cover, key=lambda row: (row.missing, row.essential_missing)):
        weeks = list(run)
        if missing:
            yield Empty(weeks[0].week, weeks[-1].week + timedelta(days=DAYS), missing, essential)
