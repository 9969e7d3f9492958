"""How well each activity is covered in each week in which it runs, and which skills it lacks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from contingent.domain.mission import Mission
from contingent.domain.tables import Activity
from contingent.report.coverage import Line, Posts


@dataclass(frozen=True, slots=True)
class SkillShort:
    """Empty posts of one skill in an activity in a week."""

    skill: str
    missing: int
    """[post]"""
    essential: int
    """Of these, posts without which the activity stops. [post]"""


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One activity in one week."""

    activity: str
    name: str
    week: date
    """Monday."""
    required: int
    """[post]"""
    filled: int
    """Of these, filled; people beyond the posts of their skill fill nothing. [post]"""
    missing: int
    """Of the required, empty. [post]"""
    essential_missing: int
    """Of the empty, posts without which the activity stops. [post]"""
    by_skill: tuple[SkillShort, ...]
    """The empty posts by skill, in the order of the mission's billets; empty where none are."""


def cover_rows(mission: Mission, posts: Mapping[Line, Posts]) -> tuple[CoverRow, ...]:
    """Return each activity, in the order of the mission, with every week in which it runs."""
    lines: dict[str, list[tuple[str, Posts]]] = {a.id: [] for a in mission.activities}
    for line, of_line in posts.items():
        lines[line.activity].append((line.skill, of_line))
    return tuple(row for activity in mission.activities for row in _rows(mission, activity, lines[activity.id]))


def _rows(mission: Mission, activity: Activity, lines: list[tuple[str, Posts]]) -> Iterator[CoverRow]:
    numbers = [
        (skill, of.required.tolist(), of.filled.tolist(), of.missing.tolist(), of.missing_essential.tolist())
        for skill, of in lines
    ]
    for week in mission.calendar.span(activity.from_, activity.until):
        required = filled = essential = 0
        short: tuple[SkillShort, ...] = ()
        for skill, asked, done, empty, stopping in numbers:
            required += asked[week]
            filled += done[week]
            essential += stopping[week]
            if empty[week]:
                short += (SkillShort(skill, empty[week], stopping[week]),)
        monday = mission.calendar.monday(week)
        yield CoverRow(activity.id, activity.name, monday, required, filled, required - filled, essential, short)
