"""All lawful histories of one tour: when it arrives and leaves, where and under whom it is in each week."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from contingent.domain.tables import Contingent
from oracle.rights import Rights

Post = tuple[str, str]
"""A site and a command."""


@dataclass(frozen=True)
class Itinerary:
    """The history of one tour."""

    arrive: int
    """Negative for those in place at the start. [week]"""
    depart: int
    """First week no longer there; the mission's length: still there at the end. [week]"""
    begins: Post
    """Where and under whom it begins; for those in place, before the mission."""
    posts: tuple[Post, ...]
    """Site and command in each week of the mission in which it is present."""

    @property
    def first(self) -> int:
        """First week of the mission in which it is present."""
        return max(0, self.arrive)

    def post(self, week: int) -> Post | None:
        """Site and command in a week of the mission; None: not in theatre."""
        return self.posts[week - self.first] if self.first <= week < self.depart else None

    def changes(self, part: int) -> list[int]:
        """The weeks in which the site (part 0) or the command (part 1) is another than the week before."""
        found = []
        before = self.begins[part]
        for week in range(self.first, self.depart):
            now = self.posts[week - self.first][part]
            if now != before:
                found.append(week)
            before = now
        return found

    def stay_began(self, week: int) -> int:
        """The week in which the stay of ``week`` began; that of the arrival if it has not moved."""
        return max([self.arrive, *(move for move in self.changes(0) if move <= week)])

    def serves(self, week: int, overlap: int) -> bool:
        """Whether the overlap of the stay is behind it; those in place have it behind them."""
        began = self.stay_began(week)
        return began < 0 or week >= began + overlap


def itineraries(rights: Rights, contingent: Contingent) -> Iterator[Itinerary]:
    """Yield every lawful itinerary of a contingent's people: first of those in place, then of newcomers."""
    if not rights.counts(contingent):
        return
    changes = (contingent.moves, 1)
    if rights.is_in_place(contingent):
        since = rights.mission.calendar.week(contingent.since)  # type: ignore[arg-type]
        begins = (contingent.site or "", contingent.commands[0])
        for depart in range(rights.weeks + 1):
            for posts in _paths(rights, contingent, 0, depart, begins, changes):
                yield from _lawful(rights, contingent, Itinerary(since, depart, begins, posts))
    first = rights.first_arrival(contingent)
    for arrive in range(rights.weeks if first is None else first, rights.weeks):
        for depart in range(arrive + 1, rights.weeks + 1):
            for posts in _paths(rights, contingent, arrive, depart, None, changes):
                yield from _lawful(rights, contingent, Itinerary(arrive, depart, posts[0], posts))


def _paths(
    rights: Rights, contingent: Contingent, week: int, depart: int, before: Post | None, changes: tuple[int, int]
) -> Iterator[tuple[Post, ...]]:
    """Yield all ways through sites and commands from ``week`` on, with so many changes of site and command left."""
    if week >= depart:
        yield ()
        return
    for post in product(rights.sites, contingent.commands):
        moved = before is not None and post[0] != before[0]
        rehatted = before is not None and post[1] != before[1]
        left = (changes[0] - moved, changes[1] - rehatted)
        if min(left) < 0 or (rehatted and not _may_rehat(rights, contingent, week)):
            continue
        if rights.may_be(contingent, *post, week):
            for rest in _paths(rights, contingent, week + 1, depart, post, left):
                yield (post, *rest)


def _may_rehat(rights: Rights, contingent: Contingent, week: int) -> bool:
    return contingent.rehat_from is None or week >= rights.mission.calendar.week(contingent.rehat_from)


def _lawful(rights: Rights, contingent: Contingent, way: Itinerary) -> Iterator[Itinerary]:
    """Yield the itinerary if its length, its stays and the weeks of its changes are lawful."""
    length = way.depart - way.arrive
    stays_on = way.depart == rights.weeks
    if length < contingent.tour_min and not stays_on:
        return
    if contingent.tour_max is not None and length > contingent.tour_max:
        return
    moves, rehats = way.changes(0), way.changes(1)
    if _stays_are_long_enough(rights, way, moves) and _rehats_respect_overlap(rights, way, rehats):
        yield way


def _stays_are_long_enough(rights: Rights, way: Itinerary, moves: list[int]) -> bool:
    starts = [way.arrive, *moves]
    ends = [*moves, way.depart]
    for start, end in zip(starts, ends, strict=True):
        if start < 0 or end == rights.weeks:
            continue
        post = way.post(start)
        if post is not None and end - start < rights.sites[post[0]].overlap_weeks:
            return False
    return True


def _rehats_respect_overlap(rights: Rights, way: Itinerary, rehats: list[int]) -> bool:
    for week in rehats:
        began = way.stay_began(week)
        post = way.post(week)
        if post is not None and 0 <= began < week < began + rights.sites[post[0]].overlap_weeks:
            return False
    return True
