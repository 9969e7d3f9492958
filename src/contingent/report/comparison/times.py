"""When: handovers, releases and headcounts of all plans side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contingent.report.comparison.candidate import Candidate


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """An activity that is to change command in any of the courses."""

    activity: str
    name: str
    to_command: str
    """In the first course that asks for it."""
    weeks: tuple[date | None, ...]
    """First day under the new command in each plan; None: it does not change in this plan."""
    is_asked: tuple[bool, ...]
    """Whether each plan's course asks for it."""


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """The people of one nation to be released, still in theatre at the end of a month."""

    week: date
    """The last Monday of the month."""
    nation: str
    people: tuple[int, ...]
    """In each plan, at all sites, with the support element. [person]"""


@dataclass(frozen=True, slots=True)
class CurveRow:
    """One week of all plans."""

    week: date
    people: tuple[int, ...]
    """In each plan, in the host's country. [person]"""
    ceilings: tuple[int | None, ...]
    """Tightest ceiling on everybody there in each course; None: there is none. [person]"""
    releasing: tuple[int, ...]
    """People of all nations that any of the courses releases, at all sites. [person]"""


def handover_lines(candidates: Sequence[Candidate]) -> tuple[HandoverLine, ...]:
    """Return all activities, by the earliest date in any plan."""
    rows = [{row.activity: row for row in candidate.account.tables.handovers} for candidate in candidates]
    asked = {activity: row for of_plan in reversed(rows) for activity, row in of_plan.items()}
    lines = [
        HandoverLine(
            activity=activity,
            name=row.name,
            to_command=row.to_command,
            weeks=tuple(of_plan[activity].week if activity in of_plan else None for of_plan in rows),
            is_asked=tuple(activity in of_plan for of_plan in rows),
        )
        for activity, row in asked.items()
    ]
    return tuple(sorted(lines, key=lambda line: (min((w for w in line.weeks if w), default=date.max), line.activity)))


def released_nations(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Return the nations that any of the courses releases, in their order."""
    return tuple(dict.fromkeys(n for c in candidates for n in c.account.mission.planning.release))


def release_lines(candidates: Sequence[Candidate]) -> tuple[ReleaseLine, ...]:
    """Return month after month, within a month the nations in the order of their release."""
    people = [_people(candidate) for candidate in candidates]
    return tuple(
        ReleaseLine(week, nation, tuple(of_plan[nation, week] for of_plan in people))
        for week in month_ends(_mondays(candidates))
        for nation in released_nations(candidates)
    )


def month_ends(mondays: Sequence[date]) -> list[date]:
    """Return the last week that begins in each month."""
    return list({(monday.year, monday.month): monday for monday in mondays}.values())


def curve_rows(candidates: Sequence[Candidate]) -> tuple[CurveRow, ...]:
    """Return every week of the mission."""
    weeks = [candidate.account.tables.weeks for candidate in candidates]
    people = [_people(candidate) for candidate in candidates]
    nations = released_nations(candidates)
    return tuple(
        CurveRow(
            week=monday,
            people=tuple(of_plan[at].people for of_plan in weeks),
            ceilings=tuple(of_plan[at].ceiling for of_plan in weeks),
            releasing=tuple(sum(of_plan[nation, monday] for nation in nations) for of_plan in people),
        )
        for at, monday in enumerate(_mondays(candidates))
    )


def _mondays(candidates: Sequence[Candidate]) -> list[date]:
    return [row.week for row in candidates[0].account.tables.weeks]


def _people(candidate: Candidate) -> Counter[tuple[str, date]]:
    """Return the people of each nation in each week, at all sites, with support. [person]"""
    people = Counter[tuple[str, date]]()
    for row in candidate.account.tables.sites:
        people[row.nation, row.week] += row.people
    return people
