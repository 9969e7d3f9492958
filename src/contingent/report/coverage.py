"""What is covered: handovers, posts filled, and shortfalls by activity and weeks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

import numpy as np

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.report.theatre import Weekly


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """An activity that is to change command."""

    week: date | None
    """First day under the new command; None: it is not handed over in this plan."""
    activity: str
    name: str
    site: str
    from_command: str
    to_command: str
    latest: date | None
    """Last day that the mission allows; None: any."""


@dataclass(frozen=True, slots=True)
class ShortfallRow:
    """Posts of one skill in an activity that stay empty, over weeks in which nothing changes."""

    activity: str
    name: str
    skill: str
    from_: date
    until: date
    """First day of the week after the last."""
    weeks: int
    """Length. [week]"""
    missing: int
    """Empty posts in each of the weeks. [post]"""
    essential: int
    """Of these, posts without which the activity stops. [post]"""
    required: int
    """Posts required in each of the weeks. [post]"""


@dataclass(frozen=True, slots=True)
class Posts:
    """Posts of one skill in an activity, week by week."""

    required: Weekly
    """[post]"""
    essential: Weekly
    """Of these, posts without which the activity stops. [post]"""
    filled: Weekly
    """Of these, filled; people beyond the posts fill nothing. [post]"""

    @property
    def missing(self) -> Weekly:
        """Posts that stay empty. [post]"""
        return self.required - self.filled

    @property
    def missing_essential(self) -> Weekly:
        """Of these, posts without which the activity stops. [post]"""
        missing: Weekly = np.maximum(0, self.essential - self.filled)
        return missing


class Line(NamedTuple):
    """One skill that an activity asks."""

    activity: str
    skill: str


def handover_rows(mission: Mission, plan: Plan) -> tuple[HandoverRow, ...]:
    """Return all activities that are to change command, by date; those that do not are last."""
    week_of = {h.activity: h.week for h in plan.handovers}
    rows = [
        HandoverRow(week_of.get(a.id), a.id, a.name, a.site, a.command, a.hand_to, a.latest)
        for a in mission.activities
        if a.hand_to is not None and a.hand_to != a.command
    ]
    return tuple(sorted(rows, key=lambda row: (row.week or date.max, row.activity)))


def filled_by_week(mission: Mission, posts: Mapping[Line, Posts]) -> list[int]:
    """Return the posts filled in each week. [post]"""
    nothing = np.zeros(mission.weeks, dtype=np.int64)
    filled: list[int] = sum((line.filled for line in posts.values()), nothing).tolist()
    return filled


def shortfall_rows(mission: Mission, posts: Mapping[Line, Posts]) -> tuple[ShortfallRow, ...]:
    """Return all empty posts, weeks merged where the numbers stay; essential ones first, then by date."""
    names = {a.id: a.name for a in mission.activities}
    rows = [
        ShortfallRow(
            line.activity, names[line.activity], line.skill, monday, until, weeks, missing, essential, required
        )
        for line, of_line in posts.items()
        for monday, until, weeks, (missing, essential, required) in _runs(mission, of_line)
    ]
    return tuple(sorted(rows, key=lambda row: (not row.essential, row.from_, row.activity, row.skill)))


def _runs(mission: Mission, posts: Posts) -> Iterator[tuple[date, date, int, tuple[int, int, int]]]:
    if not posts.missing.any():
        return
    monday = mission.calendar.monday
    numbers = np.stack([posts.missing, posts.missing_essential, posts.required], axis=1).tolist()
    week = 0
    for (missing, essential, required), run in groupby(numbers):
        length = sum(1 for _ in run)
        if missing:
            yield monday(week), monday(week + length), length, (missing, essential, required)
        week += length


def posts_by_line(mission: Mission, plan: Plan) -> dict[Line, Posts]:
    """Return the posts of every activity and skill, week by week, in the order of the mission's billets."""
    calendar = mission.calendar
    runs = {a.id: calendar.span(a.from_, a.until) for a in mission.activities}
    lines = dict.fromkeys(Line(billet.activity, billet.skill) for billet in mission.billets)
    required, essential, filled = ({line: np.zeros(mission.weeks, dtype=np.int64) for line in lines} for _ in range(3))
    for billet in mission.billets:
        weeks, run = calendar.span(billet.from_, billet.until), runs[billet.activity]
        begin, end = max(weeks.start, run.start), min(weeks.stop, run.stop)
        required[Line(billet.activity, billet.skill)][begin : max(begin, end)] += billet.count
        essential[Line(billet.activity, billet.skill)][begin : max(begin, end)] += billet.essential
    for fill in plan.fills:
        weeks = calendar.span(fill.from_, fill.until)
        if (line := Line(fill.activity, fill.skill)) in lines:  # an unlawful plan may fill what nobody asks
            filled[line][weeks.start : weeks.stop] += fill.heads
    return {line: Posts(required[line], essential[line], np.minimum(filled[line], required[line])) for line in lines}
