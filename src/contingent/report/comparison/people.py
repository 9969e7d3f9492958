"""Who: people and nations moved, what each nation carries, and the skills that are still to be asked for."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from contingent.report.comparison.candidate import Candidate


@dataclass(frozen=True, slots=True)
class MovedRow:
    """What one plan moves."""

    plan: str
    arrivals: int
    """Heads that arrive within the mission. [person]"""
    departures: int
    """Heads that depart within the mission. [person]"""
    moves: int
    """Heads that change site. [person]"""
    rehats: int
    """Heads that change command. [person]"""
    nations: int
    """Nations that have people in theatre in any week."""
    contingents: int
    """Contingents that have people in theatre in any week."""
    most: int
    """Most people in the host's country in any week. [person]"""
    person_weeks: int
    """At all sites, with the support element. [person-week]"""


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """One nation in all plans."""

    nation: str
    name: str
    person_weeks: tuple[int, ...]
    """In each plan, at all sites, with the support element. [person-week]"""
    fair_shares: tuple[Fraction | None, ...]
    """In each course; None: not compared. [1]"""


@dataclass(frozen=True, slots=True)
class AskLine:
    """One skill that is short in any of the plans: what each still needs asked."""

    skill: str
    name: str
    peak: tuple[int, ...]
    """Most posts empty in any week. [post]"""
    post_weeks: tuple[int, ...]
    """Empty, over the mission. [post-week]"""
    essential: tuple[int, ...]
    """Of these, posts without which an activity stops. [post-week]"""


def moved_rows(candidates: Sequence[Candidate]) -> tuple[MovedRow, ...]:
    """Return one row for each plan, in their order."""
    return tuple(_moved(candidate) for candidate in candidates)


def _moved(candidate: Candidate) -> MovedRow:
    tables = candidate.account.tables
    return MovedRow(
        plan=candidate.name,
        arrivals=sum(week.arriving for week in tables.weeks),
        departures=sum(week.departing for week in tables.weeks),
        moves=sum(week.moving for week in tables.weeks),
        rehats=sum(week.rehatting for week in tables.weeks),
        nations=sum(row.person_weeks > 0 for row in tables.nations),
        contingents=sum(row.used_from is not None for row in tables.pledges),
        most=max(week.people for week in tables.weeks),
        person_weeks=sum(row.person_weeks for row in tables.nations),
    )


def carried_lines(candidates: Sequence[Candidate]) -> tuple[CarriedLine, ...]:
    """Return the nations that carry anything in any plan, the largest first."""
    rows = [{row.nation: row for row in c.account.tables.burden} for c in candidates]
    names = {row.nation: row.name for of_plan in reversed(rows) for row in of_plan.values()}
    lines = [
        CarriedLine(
            nation=nation,
            name=name,
            person_weeks=tuple(of_plan[nation].person_weeks if nation in of_plan else 0 for of_plan in rows),
            fair_shares=tuple(of_plan[nation].fair_share if nation in of_plan else None for of_plan in rows),
        )
        for nation, name in names.items()
    ]
    carrying = [line for line in lines if any(line.person_weeks)]
    return tuple(sorted(carrying, key=lambda line: (-max(line.person_weeks), line.nation)))


def ask_lines(candidates: Sequence[Candidate]) -> tuple[AskLine, ...]:
    """Return the skills that are short in any plan: the most essential post-weeks first, then the most post-weeks."""
    counts = [_short(candidate) for candidate in candidates]
    names = {skill.id: skill.name for c in reversed(candidates) for skill in c.account.mission.skills}
    lines = [
        AskLine(
            skill,
            names.get(skill, skill),
            peak=tuple(peak[skill] for peak, _, _ in counts),
            post_weeks=tuple(missing[skill] for _, missing, _ in counts),
            essential=tuple(essential[skill] for _, _, essential in counts),
        )
        for skill in dict.fromkeys(skill for _, missing, _ in counts for skill in missing)
    ]
    return tuple(sorted(lines, key=lambda line: (-max(line.essential), -max(line.post_weeks), line.skill)))


def _short(candidate: Candidate) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return for each skill the most posts empty in a week, the post-weeks, and the essential ones."""
    by_week = Counter[tuple[str, object]]()
    missing, essential, peak = (Counter[str]() for _ in range(3))
    for row in candidate.account.tables.cover:
        for short in row.by_skill:
            by_week[short.skill, row.week] += short.missing
            missing[short.skill] += short.missing
            essential[short.skill] += short.essential
    for (skill, _), empty in by_week.items():
        peak[skill] = max(peak[skill], empty)
    return peak, missing, essential
