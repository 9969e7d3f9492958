"""What is covered: handovers, posts filled, and shortfalls by activity and weeks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan


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
class _Posts:
    """Posts of one skill in an activity in one week. [post]"""

    required: int
    essential: int
    filled: int

    @property
    def shortfall(self) -> tuple[int, int, int]:
        missing = max(0, self.required - self.filled)
        return missing, max(0, self.essential - self.filled), self.required


Line = tuple[str, str]
"""Activity and skill."""


def handover_rows(mission: Mission, plan: Plan) -> tuple[HandoverRow, ...]:
    """Return all activities that are to change command, by date; those that do not are last."""
    week_of = {h.activity: h.week for h in plan.handovers}
    rows = [
        HandoverRow(week_of.get(a.id), a.id, a.name, a.site, a.command, a.hand_to, a.latest)
        for a in mission.activities
        if a.hand_to is not None and a.hand_to != a.command
    ]
    return tuple(sorted(rows, key=lambda row: (row.week or date.max, row.activity)))


def filled_by_week(mission: Mission, plan: Plan) -> list[int]:
    """Return the posts filled in each week. [post]"""
    filled = [0] * mission.weeks
    for posts in _posts_of_line(mission, plan).values():
        for week, post in enumerate(posts):
            filled[week] += post.filled
    return filled


def shortfall_rows(mission: Mission, plan: Plan) -> tuple[ShortfallRow, ...]:
    """Return all empty posts, weeks merged where the numbers stay; essential ones first, then by date."""
    names = {a.id: a.name for a in mission.activities}
    rows = [
        ShortfallRow(activity, names[activity], skill, monday, until, weeks, missing, essential, required)
        for (activity, skill), posts in _posts_of_line(mission, plan).items()
        for monday, until, weeks, (missing, essential, required) in _runs(mission, posts)
    ]
    return tuple(sorted(rows, key=lambda row: (not row.essential, row.from_, row.activity, row.skill)))


def _runs(mission: Mission, posts: Sequence[_Posts]) -> Iterator[tuple[date, date, int, tuple[int, int, int]]]:
    monday = mission.calendar.monday
    for shortfall, run in groupby(range(len(posts)), key=lambda week: posts[week].shortfall):
        weeks = list(run)
        if shortfall[0]:
            yield monday(weeks[0]), monday(weeks[-1] + 1), len(weeks), shortfall


def _posts_of_line(mission: Mission, plan: Plan) -> dict[Line, list[_Posts]]:
    """Return the posts of every activity and skill, week by week, in the order of the mission's billets."""
    calendar = mission.calendar
    runs = {a.id: calendar.span(a.from_, a.until) for a in mission.activities}
    required, essential, filled = (Counter[tuple[Line, int]]() for _ in range(3))
    for billet in mission.billets:
        for week in calendar.span(billet.from_, billet.until):
            if week in runs[billet.activity]:
                required[(billet.activity, billet.skill), week] += billet.count
                essential[(billet.activity, billet.skill), week] += billet.essential
    for fill in plan.fills:
        for week in calendar.span(fill.from_, fill.until):
            filled[(fill.activity, fill.skill), week] += fill.heads
    lines = dict.fromkeys((billet.activity, billet.skill) for billet in mission.billets)
    return {
        line: [_Posts(required[line, t], essential[line, t], filled[line, t]) for t in range(mission.weeks)]
        for line in lines
    }
