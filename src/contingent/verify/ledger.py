"""The ledger: a plan replayed week by week, once, so that every rule can look up who is where under which command."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeVar

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.verify.histories import History, histories_of
from contingent.verify.names import Group, Names, group_of, names_in
from contingent.verify.posts import Posts, posts_of
from contingent.verify.support import support_for


class Cell(NamedTuple):
    """The people of one group at one site under one command."""

    group: Group
    site: str
    command: str


class Filled(NamedTuple):
    """The people of one group in the posts of one skill of an activity."""

    activity: str
    skill: str
    group: Group


class Camp(NamedTuple):
    """The people of one contingent at one site."""

    contingent: str
    site: str


K = TypeVar("K")

Course = dict[K, list[int]]
"""People in every week of the mission. [person]"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A plan replayed. Every tuple has one entry a week of the mission."""

    plan: Plan
    names: Names
    sizes: dict[Group, int]
    """Size of one set of every group of the mission. [person]"""
    histories: tuple[History, ...]
    posts: Posts
    present: tuple[Counter[Cell], ...]
    """People in theatre, without support. [person]"""
    serving: tuple[Counter[Cell], ...]
    """Of these, those past their overlap. [person]"""
    filled: tuple[Counter[Filled], ...]
    """People in billets. [person]"""
    used: tuple[Counter[Cell], ...]
    """The same people, by the site and the command of the activity that they are in. [person]"""
    camps: tuple[Counter[Camp], ...]
    """People of a contingent at a site, with support. [person]"""
    course: Course[Camp]
    """`camps`, camp by camp, so that a sum over the weeks looks at each camp's name once. [person]"""
    course_under: dict[str, Course[Camp]]
    """The same by the command they serve under, with the support of those under it. [person]"""

    def strength(self, contingents: frozenset[str], sites: frozenset[str]) -> list[int]:
        """Count, week by week, the people of these contingents at these sites, with support."""
        rows = [weeks for (k, s), weeks in self.course.items() if k in contingents and s in sites]
        return self._added(rows)

    def strength_of(self, who: str, where: str) -> list[int]:
        """Count, week by week, the people that ``who`` and ``where`` match, with support."""
        sites = self.names.sites(where)
        if who in self.names.commands:
            return self._added([weeks for (_, s), weeks in self.course_under.get(who, {}).items() if s in sites])
        return self.strength(self.names.contingents(who), sites)

    def _added(self, rows: list[list[int]]) -> list[int]:
        return [sum(week) for week in zip(*rows, strict=True)] if rows else [0] * len(self.camps)


def replay(mission: Mission, plan: Plan) -> Ledger:
    """Replay a plan whose references are all known."""
    histories = histories_of(mission, plan)
    posts = posts_of(mission, plan)
    present, serving = _presence(mission, histories)
    filled = _fills(mission, plan)
    used = _used(posts, filled, mission.weeks)
    course, course_under = _camps(mission, present)
    sizes: Counter[Group] = Counter()
    for row in mission.people:
        sizes[group_of(row.contingent, row.skills)] += row.count
    return Ledger(
        plan=plan,
        names=names_in(mission),
        sizes=sizes,
        histories=histories,
        posts=posts,
        present=_weekly(present, mission.weeks),
        serving=_weekly(serving, mission.weeks),
        filled=_weekly(filled, mission.weeks),
        used=_weekly(used, mission.weeks),
        camps=_weekly(course, mission.weeks),
        course=course,
        course_under=course_under,
    )


def _presence(mission: Mission, histories: tuple[History, ...]) -> tuple[Course[Cell], Course[Cell]]:
    """Walk every tour through its weeks: it is present in all of them, and serves once its overlap is over."""
    overlap_of = {s.id: s.overlap_weeks for s in mission.sites}
    present: Course[Cell] = {}
    serving: Course[Cell] = {}
    for history in histories:
        heads = history.heads
        for stay, command, weeks in history.cells():
            cell = Cell(history.group, stay.name, command)
            serves_from = stay.begin + overlap_of[stay.name] if stay.begin >= 0 else 0
            at_work = range(max(weeks.start, serves_from), weeks.stop)
            for course, counted in ((present, weeks), (serving, at_work)):
                people = course.setdefault(cell, [0] * mission.weeks)
                for week in counted:
                    people[week] += heads
    return present, serving


def _weekly(course: Course[K], weeks: int) -> tuple[Counter[K], ...]:
    """Return, week by week, who is there."""
    found: tuple[Counter[K], ...] = tuple(Counter() for _ in range(weeks))
    for key, people in course.items():
        for week, heads in enumerate(people):
            if heads:
                found[week][key] = heads
    return found


def _fills(mission: Mission, plan: Plan) -> Course[Filled]:
    """Put everyone into their posts, week by week."""
    filled: Course[Filled] = {}
    for fill in plan.fills:
        key = Filled(fill.activity, fill.skill, group_of(fill.contingent, fill.people))
        people = filled.setdefault(key, [0] * mission.weeks)
        for week in mission.calendar.span(fill.from_, fill.until):
            people[week] += fill.heads
    return filled


def _used(posts: Posts, filled: Course[Filled], weeks: int) -> Course[Cell]:
    """Say where and under which command the people in billets must be: those of their activity in that week."""
    used: Course[Cell] = {}
    for (activity, _, group), people in filled.items():
        for command, held in posts.held(activity, weeks):
            cell = Cell(group, posts.activities[activity].site, command)
            course = used.setdefault(cell, [0] * weeks)
            for week in held:
                course[week] += people[week]
    return used


def _camps(mission: Mission, present: Course[Cell]) -> tuple[Course[Camp], dict[str, Course[Camp]]]:
    """Add the support element: by contingent and site, and once more by contingent, site and command."""
    support_of = {k.id: k.support for k in mission.contingents}
    whole: Course[Camp] = {}
    under: dict[str, Course[Camp]] = {}
    for (group, site, command), heads in present.items():
        camp = Camp(group.contingent, site)
        for course in (whole, under.setdefault(command, {})):
            before = course.get(camp)
            course[camp] = heads if before is None else [a + b for a, b in zip(before, heads, strict=True)]
    return _with_support(whole, support_of), {c: _with_support(course, support_of) for c, course in under.items()}


def _with_support(course: Course[Camp], support_of: dict[str, Decimal]) -> Course[Camp]:
    return {camp: [n + support_for(n, support_of[camp.contingent]) for n in heads] for camp, heads in course.items()}
