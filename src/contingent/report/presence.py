"""Who is where, under which command, in which weeks: the tours of a plan with their moves and changes of command."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
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
    serves_from: int
    """Week from which they can cover posts at this site: the overlap of their stay there is over."""
    stays_until: int
    """Week in which they leave the site; under whatever command."""


class _Change(NamedTuple):
    """What is new for a tour from a week on; None: unchanged."""

    week: int
    site: str | None
    command: str | None


def last_week(mission: Mission, tour: Tour) -> int:
    """Return the first week in which a tour is no longer there; the mission's length if it stays to the end."""
    calendar = mission.calendar
    return calendar.weeks if tour.depart is None else min(calendar.weeks, calendar.week(tour.depart))


class Walks:
    """The ways of the tours of a plan, cut at their moves and changes of command."""

    def __init__(self, mission: Mission, plan: Plan) -> None:
        self._mission = mission
        self._changes = _changes_of_tour(mission, plan)
        self._overlap = {site.id: site.overlap_weeks for site in mission.sites}

    def of(self, tour: Tour) -> Iterator[Stretch]:
        """Yield a tour of the plan, cut; lengths of zero weeks are left out."""
        site, command = tour.site, tour.command
        came = stay = self._mission.calendar.week(tour.arrive)
        end = last_week(self._mission, tour)
        cuts = sorted(self._changes.get(tour.tour or "", ()), key=lambda cut: cut.week)
        edges = [max(0, came), *(min(max(0, came, cut.week), end) for cut in cuts), end]
        for i, ((begin, until), cut) in enumerate(zip(pairwise(edges), [_Change(0, None, None), *cuts], strict=True)):
            if cut.site is not None:
                site, stay = cut.site, cut.week
            command = cut.command or command
            if until > begin:
                serves = 0 if stay < 0 else stay + self._overlap[site]
                leaves = next((min(later.week, end) for later in cuts[i:] if later.site is not None), end)
                weeks = range(begin, until)
                yield Stretch(tour.contingent, tour.people, tour.heads, site, command, weeks, serves, leaves)


def stretches(mission: Mission, plan: Plan) -> Iterator[Stretch]:
    """Yield every tour of a plan, cut at its moves and changes of command."""
    walks = Walks(mission, plan)
    for tour in plan.tours:
        yield from walks.of(tour)


def last_sites(plan: Plan) -> dict[str, str]:
    """Return the site at which each tour that moves ends, by the tour's name."""
    return {move.tour: move.to_site for move in sorted(plan.moves, key=lambda move: move.week)}


def _changes_of_tour(mission: Mission, plan: Plan) -> dict[str, list[_Change]]:
    changes: defaultdict[str, list[_Change]] = defaultdict(list)
    for move in plan.moves:
        changes[move.tour].append(_Change(mission.calendar.week(move.week), move.to_site, None))
    for rehat in plan.rehats:
        changes[rehat.tour].append(_Change(mission.calendar.week(rehat.week), None, rehat.to))
    return changes
