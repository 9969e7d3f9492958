"""What the tours that are shown carry: posts filled, and people who count elsewhere.

A fill says neither whose tour it is done on, nor which row of `billets` asks for it. In each week no more people of a
group are shown at work, or at home, than tours that are shown have brought there, and no more at work than posts are
shown; the rows that stand first have them. In a lawful plan that is shown whole nothing is taken away.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, TypeVar

from contingent.domain.mission import Mission
from contingent.domain.plan import Fill, Onward, Plan
from contingent.report.presence import last_week, stretches

R = TypeVar("R", Fill, Onward)


class Group(NamedTuple):
    """The people of a contingent who have the same skills, in whatever order these are written."""

    contingent: str
    skills: frozenset[str]


def group_of(contingent: str, skills: Iterable[str]) -> Group:
    """Return the group that a row names."""
    return Group(contingent, frozenset(skills))


def carried_fills(view: Mission, itineraries: Plan, fills: Iterable[Fill]) -> Iterator[Fill]:
    """Yield fills of posts that are shown, as far as tours of ``itineraries`` serve at the site, under the command."""
    free = _serving(view, itineraries)
    empty = _posts(view)
    activities = {activity.id: activity for activity in view.activities}
    handed = {row.activity: (view.calendar.week(row.week), row.to) for row in itineraries.handovers}

    def take(fill: Fill, week: int) -> int:
        activity = activities[fill.activity]
        since, new = handed.get(fill.activity, (view.weeks, ""))
        command = new if week >= since else activity.command
        place = (group_of(fill.contingent, fill.people), activity.site, command, week)
        post = (fill.activity, fill.skill, week)
        heads = min(fill.heads, free[place], empty[post])
        free[place] -= heads
        empty[post] -= heads
        return heads

    for fill in fills:
        yield from _carried(view, fill, take)


def carried_onward(view: Mission, itineraries: Plan, onward: Iterable[Onward]) -> Iterator[Onward]:
    """Yield rows of `onward` as far as tours of ``itineraries`` have left in time and are not back (rule `onward`)."""
    left = _left_by(view, itineraries)
    reset_of = {need.id: need.reset_weeks for need in view.elsewhere}
    counting: Counter[tuple[Group, int, int]] = Counter()  # by group, week and least reset

    def take(row: Onward, week: int) -> int:
        group = group_of(row.contingent, row.people)
        resets = {reset for reset in reset_of.values() if reset <= reset_of[row.elsewhere]}
        heads = min(row.heads, *(left(group, week, reset) - counting[group, week, reset] for reset in resets))
        for reset in resets:
            counting[group, week, reset] += max(0, heads)
        return max(0, heads)

    for row in onward:
        yield from _carried(view, row, take)


def _carried(view: Mission, row: R, take: Callable[[R, int], int]) -> Iterator[R]:
    """Yield a row, or the parts of it in which enough people are there."""
    weeks = view.calendar.span(row.from_, row.until)
    heads = [take(row, week) for week in weeks]
    if heads and min(heads) == row.heads:
        yield row
        return
    for count, together in groupby(zip(weeks, heads, strict=True), key=lambda of_week: of_week[1]):
        run = [week for week, _ in together]
        if count:
            end = view.calendar.monday(run[-1] + 1) if run[-1] + 1 < view.weeks else None
            yield row.model_copy(update={"heads": count, "from_": view.calendar.monday(run[0]), "until": end})


def _serving(view: Mission, itineraries: Plan) -> Counter[tuple[Group, str, str, int]]:
    """Return the people who can fill posts, by group, site, command and week. [person]"""
    serving: Counter[tuple[Group, str, str, int]] = Counter()
    for part in stretches(view, itineraries):
        for week in part.weeks:
            if week >= part.serves_from:
                serving[group_of(part.contingent, part.people), part.site, part.command, week] += part.heads
    return serving


def _posts(view: Mission) -> Counter[tuple[str, str, int]]:
    """Return the posts by activity, skill and week, while the activity runs. [post]"""
    posts: Counter[tuple[str, str, int]] = Counter()
    runs = {activity.id: view.calendar.span(activity.from_, activity.until) for activity in view.activities}
    for row in view.billets:
        for week in view.calendar.span(row.from_, row.until):
            if week in runs[row.activity]:
                posts[row.activity, row.skill, week] += row.count
    return posts


def _left_by(view: Mission, itineraries: Plan) -> Callable[[Group, int, int], int]:
    """Return who of a group is at home and was by so many weeks before a week, less those who came a second time."""
    came: defaultdict[Group, Counter[int]] = defaultdict(Counter)
    went: defaultdict[Group, Counter[int]] = defaultdict(Counter)
    for tour in itineraries.tours:
        group = group_of(tour.contingent, tour.people)
        came[group][view.calendar.week(tour.arrive)] += tour.heads
        if (week := last_week(view, tour)) < view.weeks:
            went[group][week] += tour.heads
    rotations = {contingent.id: contingent.rotations for contingent in view.contingents}
    people = Counter[Group]()
    for row in view.people:
        people[group_of(row.contingent, row.skills)] += row.count * rotations[row.contingent]

    def left(group: Group, week: int, reset: int) -> int:
        back = max(0, _until(came[group], week) - people[group])
        return _until(went[group], week - reset) - back

    return left


def _until(heads: Counter[int], week: int) -> int:
    return sum(count for at, count in heads.items() if at <= week)
