"""How far two plans of one mission are apart, counted from their tables: docs/concepts/alternatives.md."""

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.verify.ledger import Cell, Ledger, replay, weekly


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two plans are apart."""

    people: int
    """Person-weeks that are not the same by group, site, command and week. [person-week]"""
    holders: int
    """Posts of activities in weeks in which the plans have them under different commands. [post-week]"""
    most: int
    """The most that two plans of so many person-weeks could differ. [person-week and post-week]"""

    @property
    def total(self) -> int:
        """Both parts. [person-week and post-week]"""
        return self.people + self.holders

    @property
    def share(self) -> Fraction:
        """Part of the most that they could differ. [1]"""
        return Fraction(self.total, self.most) if self.most else Fraction(0)


@dataclass(frozen=True, slots=True)
class Footprint:
    """Who is where, when, under whom, and who holds what: what distances are counted from."""

    present: tuple[Counter[Cell], ...]
    """By week: heads by group, site and command, without support. [person]"""
    held: dict[str, tuple[str, ...]]
    """The command of every activity that could change it, by week."""
    posts: dict[str, tuple[int, ...]]
    """What a week of such an activity under another command counts; 0 where it does not run. [post]"""

    @property
    def person_weeks(self) -> int:
        """All people in all weeks, without support. [person-week]"""
        return sum(week.total() for week in self.present)


def footprint(mission: Mission, plan: Plan) -> Footprint:
    """Replay a plan whose references are all known."""
    ledger = replay(mission, plan)
    weeks = range(mission.weeks)
    movable = [a.id for a in mission.activities if a.hand_to not in (None, a.command)]
    return Footprint(
        present=tuple(Counter(week) for week in weekly(ledger.present, mission.weeks)),
        held={activity: tuple(ledger.posts.command(activity, week) for week in weeks) for activity in movable},
        posts={activity: _posts(mission, ledger, activity) for activity in movable},
    )


def _posts(mission: Mission, ledger: Ledger, activity: str) -> tuple[int, ...]:
    row = ledger.posts.activities[activity]
    runs = mission.calendar.span(row.from_, row.until)
    required = ledger.total(posts for (name, _), posts in ledger.posts.required.items() if name == activity)
    return tuple(max(1, n) if week in runs else 0 for week, n in enumerate(required))


def distance(one: Footprint, other: Footprint) -> Distance:
    """Count how far two plans of one mission are apart."""
    people = sum(
        abs(mine[cell] - yours[cell])
        for mine, yours in zip(one.present, other.present, strict=True)
        for cell in mine.keys() | yours.keys()
    )
    holders = sum(
        sum(posts for posts, mine, yours in zip(weeks, one.held[name], other.held[name], strict=True) if mine != yours)
        for name, weeks in one.posts.items()
    )
    whole = one.person_weeks + other.person_weeks + sum(sum(weeks) for weeks in one.posts.values())
    return Distance(people, holders, whole)
