"""Who is where, under which command, in which weeks: the tours of a plan with their moves and changes of command."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from contingent.domain.cells import Ids
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan, Tour


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a tour at one site under one command."""

    contingent: str
    people: Ids
    heads: int
    """People. [person]"""
    site: str
    command: str
    weeks: range
    """Weeks of presence inside the mission."""


class SiteWeek(NamedTuple):
    """One contingent at one site in one week."""

    contingent: str
    site: str
    week: int


def last_week(mission: Mission, tour: Tour) -> int:
    """Return the first week in which a tour is no longer there; the mission's length if it stays to the end."""
    calendar = mission.calendar
    return calendar.weeks if tour.depart is None else min(calendar.weeks, calendar.week(tour.depart))


def stretches(mission: Mission, plan: Plan) -> Iterator[Stretch]:
    """Yield every tour, cut at its moves and changes of command; lengths of zero weeks are left out."""
    changes = _changes_of_tour(mission, plan)
    for tour in plan.tours:
        site, command = tour.site, tour.command
        first = max(0, mission.calendar.week(tour.arrive))
        end = last_week(mission, tour)
        cuts = sorted(changes.get(tour.tour or "", ()), key=lambda cut: cut[0])
        edges = [first, *(min(max(first, week), end) for week, _, _ in cuts), end]
        for (begin, until), (_, to_site, to_command) in zip(pairwise(edges), [(0, None, None), *cuts], strict=True):
            site, command = to_site or site, to_command or command
            if until > begin:
                yield Stretch(tour.contingent, tour.people, tour.heads, site, command, range(begin, until))


def last_sites(plan: Plan) -> dict[str, str]:
    """Return the site at which each tour that moves ends, by the tour's name."""
    return {move.tour: move.to_site for move in sorted(plan.moves, key=lambda move: move.week)}


def heads_by_site_week(parts: Iterable[Stretch]) -> Mapping[SiteWeek, int]:
    """Add up the heads of each contingent at each site in each week, without support. [person]"""
    heads: defaultdict[SiteWeek, int] = defaultdict(int)
    for part in parts:
        for week in part.weeks:
            heads[SiteWeek(part.contingent, part.site, week)] += part.heads
    return heads


def with_support(mission: Mission, heads: Mapping[SiteWeek, int]) -> dict[SiteWeek, int]:
    """Add the support element, rounded up for each contingent at each site in each week. [person]"""
    support = {c.id: c.support for c in mission.contingents}
    return {at: count + ceil(support[at.contingent] * count) for at, count in heads.items()}


def _changes_of_tour(mission: Mission, plan: Plan) -> dict[str, list[tuple[int, str | None, str | None]]]:
    """Return for each tour its changes as (week, new site, new command); None: unchanged."""
    changes: defaultdict[str, list[tuple[int, str | None, str | None]]] = defaultdict(list)
    for move in plan.moves:
        changes[move.tour].append((mission.calendar.week(move.week), move.to_site, None))
    for rehat in plan.rehats:
        changes[rehat.tour].append((mission.calendar.week(rehat.week), None, rehat.to))
    return changes
