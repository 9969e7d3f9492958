"""The ledger: a plan replayed, once, so that every rule can look up who is where under which command, and when."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import add
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


K = TypeVar("K", bound=Hashable)
N = TypeVar("N", bound=Hashable)

Course = dict[K, list[int]]
"""How many in every week of the mission. [person] Looked at name by name: plans change in few weeks."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A plan replayed."""

    plan: Plan
    names: Names
    sizes: dict[Group, int]
    """Size of one set of every group of the mission. [person]"""
    histories: tuple[History, ...]
    posts: Posts
    weeks: int
    """Of the mission. [week]"""
    present: Course[Cell]
    """People in theatre, without support."""
    serving: Course[Cell]
    """Of these, those past their overlap."""
    filled: Course[Filled]
    """People in billets."""
    used: Course[Cell]
    """The same people, by the site and the command of the activity that they are in."""
    camps: Course[Camp]
    """People of a contingent at a site, with support."""
    camps_under: dict[str, Course[Camp]]
    """The same by the command they serve under, with the support of those under it."""

    def strength(self, contingents: frozenset[str], sites: frozenset[str]) -> list[int]:
        """Count, week by week, the people of these contingents at these sites, with support."""
        return self.total(people for (k, s), people in self.camps.items() if k in contingents and s in sites)

    def strength_of(self, who: str, where: str) -> list[int]:
        """Count, week by week, the people that ``who`` and ``where`` match, with support."""
        sites = self.names.sites(where)
        if who in self.names.commands:
            return self.total(people for (_, s), people in self.camps_under.get(who, {}).items() if s in sites)
        return self.strength(self.names.contingents(who), sites)

    def total(self, courses: Iterable[list[int]]) -> list[int]:
        """Add up, week by week."""
        return [sum(week) for week in zip([0] * self.weeks, *courses, strict=True)]

    def nobody(self) -> list[int]:
        """Return the course of those who are never there."""
        return [0] * self.weeks


def replay(mission: Mission, plan: Plan) -> Ledger:
    """Replay a plan whose references are all known."""
    histories = histories_of(mission, plan)
    posts = posts_of(mission, plan)
    present, serving = _presence(mission, histories)
    filled = _fills(mission, plan)
    used = _used(posts, filled, mission.weeks)
    camps, camps_under = _camps(mission, present)
    sizes: Counter[Group] = Counter()
    for row in mission.people:
        sizes[group_of(row.contingent, row.skills)] += row.count
    return Ledger(
        plan=plan,
        names=names_in(mission),
        sizes=sizes,
        histories=histories,
        posts=posts,
        weeks=mission.weeks,
        present=present,
        serving=serving,
        filled=filled,
        used=used,
        camps=camps,
        camps_under=camps_under,
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


def weekly(course: Course[K], weeks: int) -> list[dict[K, int]]:
    """Return, week by week, who is there at all."""
    found: list[dict[K, int]] = [{} for _ in range(weeks)]
    for key, people in course.items():
        for week, heads in enumerate(people):
            if heads:
                found[week][key] = heads
    return found


def summed(course: Course[K], name: Callable[[K], N | None]) -> Course[N]:
    """Add up those whom a name stands for; None: they do not count."""
    found: Course[N] = {}
    for key, people in course.items():
        to = name(key)
        if to is not None:
            before = found.get(to)
            found[to] = people if before is None else list(map(add, before, people))
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
            course[camp] = heads if before is None else list(map(add, before, heads))
    return _with_support(whole, support_of), {c: _with_support(course, support_of) for c, course in under.items()}


def _with_support(course: Course[Camp], support_of: dict[str, Decimal]) -> Course[Camp]:
    found: Course[Camp] = {}
    for camp, heads in course.items():
        with_support = {n: n + support_for(n, support_of[camp.contingent]) for n in set(heads)}  # few in many weeks
        found[camp] = [with_support[n] for n in heads]
    return found
