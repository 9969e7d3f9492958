"""Limits in number: beds, ceilings, mandates, lift. None forbids what is there at the start."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from typing import TypedDict

from contingent.domain.tables import Ceiling, Lift, Mandate
from contingent.generator.dice import Dice
from contingent.generator.force import Force
from contingent.generator.knobs import Knobs
from contingent.generator.nations import Nations
from contingent.generator.theatre import Place, host, new
from contingent.generator.words import INVENTED, day

ESCORTS = 0.14
"""Escorts and support per person in posts, about. [1]"""
ROOM = 1.03
"""Beyond the people needed, room for relief under a host's ceiling: far less than both sides of every overlap. [1]"""
TURN = 22
"""Weeks in which about everybody is relieved once. [week]"""


class _Days(TypedDict):
    from_: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Limits:
    """Makes the limits of a mission from its forces and from the posts of each site."""

    knobs: Knobs
    places: Sequence[Place]
    posts: Sequence[int]
    """Posts of each site in its busiest week. [person]"""
    forces: Sequence[Force]
    nations: Nations
    dice: Dice

    def beds(self) -> tuple[Place, ...]:
        """Return the sites with beds: enough for the work, not for a whole relief at once."""
        made = []
        for s, place in enumerate(self.places):
            need = self.posts[s] * (1 + ESCORTS) * self.dice.of("beds", s).whole(102, 125) / 100
            beds = max(ceil(need), ceil(1.05 * self._here(lambda f, p=place: f.contingent.site == p.site.id)))  # type: ignore[misc]
            made.append(replace(place, site=place.site.model_copy(update={"beds": beds})))
        return tuple(made)

    def ceilings(self) -> Iterator[Ceiling]:
        """Yield for each host one for everybody, a lower one later, and one for the new command; one for partners."""
        weeks = self.knobs.shape.weeks
        for theatre in range(self.knobs.shape.theatres):
            roll = self.dice.of("ceiling", theatre)
            here = self._here(lambda f, t=theatre: f.theatre == t)  # type: ignore[misc]
            need = 0.93 * sum(self._posts_in(theatre)) * (1 + ESCORTS)
            most = max(ceil(ROOM * need), ceil(1.02 * here))
            turn = roll.whole(weeks // 2, weeks * 3 // 4)
            yield self._ceiling(f"host-{theatre + 1}-first", "*", host(theatre), most, (0, turn))
            yield self._ceiling(
                f"host-{theatre + 1}-later", "*", host(theatre), most * roll.whole(85, 96) // 100, (turn, weeks)
            )
            early = self._here(lambda f, c=new(theatre): f.contingent.commands[0] == c)  # type: ignore[misc]
            first = max(most * roll.whole(45, 60) // 100, ceil(1.1 * early))
            yield self._ceiling(
                f"alliance-{theatre + 1}-first", new(theatre), "*", first, (0, roll.whole(weeks // 4, weeks // 2))
            )
        partners = {n.code for n in self.nations.rows if "partners" in n.groups}
        if partners:
            theirs = [f for f in self.forces if f.contingent.nation in partners]
            here = sum(f.strength for f in theirs if f.in_place)
            most = max(ceil(1.05 * here), sum(f.strength for f in theirs) * 2 // 5)
            yield self._ceiling("partners", "partners", "*", most, (0, weeks))

    def mandates(self) -> Iterator[Mandate]:
        """Yield, for every second nation, one or two mandates; some name sites, some end before the mission."""
        weeks = self.knobs.shape.weeks
        for nation in self.nations.rows:
            own = [f for f in self.forces if f.contingent.nation == nation.code]
            roll = self.dice.of("mandate", nation.code)
            if not own or nation.code in self.nations.leads or roll.is_so(0.5):
                continue
            here, everyone = sum(f.strength for f in own if f.in_place), sum(f.strength for f in own)
            largest = max(f.strength for f in own)
            most = max(everyone * roll.whole(55, 90) // 100, here + 2, largest)
            sites = self._mandated(own) if roll.is_so(0.3) else ()
            turn = roll.whole(weeks // 3, weeks * 3 // 4)
            end = roll.whole(weeks * 3 // 4, weeks) if roll.is_so(0.3) else weeks
            later = max(largest, most * roll.whole(60, 120) // 100)
            yield self._mandate(nation.code, most, (0, turn), sites)
            if end > turn:
                yield self._mandate(nation.code, later, (turn, end), sites)

    def lift(self) -> Iterator[Lift]:
        """Yield seats to each host, to remote sites, in a bad season, and for all hosts together."""
        weeks, total = self.knobs.shape.weeks, 0
        for theatre in range(self.knobs.shape.theatres):
            largest = max(f.heads for f in self.forces if f.theatre == theatre)
            turn = 2 * sum(self._posts_in(theatre)) / TURN
            seats = ceil(max(1.25 * largest, 1.3 * turn))
            total += seats
            yield self._lift(host(theatre), seats, (0, weeks))
            season = self.dice.of("season", theatre).whole(weeks // 4, weeks // 2)
            yield self._lift(host(theatre), seats * 3 // 5, (season, season + 3))
        for s, place in enumerate(self.places):
            largest = max((f.heads for f in self.forces if place.site.id in f.contingent.sites), default=0)
            if s % 3 == 1:
                yield self._lift(place.site.id, max(ceil(1.1 * largest), self.posts[s] * 3 // TURN, 8), (0, weeks))
        if self.knobs.shape.theatres > 1:
            yield self._lift("*", total * 3 // 4, (0, weeks))

    def _mandated(self, own: Sequence[Force]) -> tuple[str, ...]:
        """Return where a nation lets its people be: where they are, and the first site of each pledge."""
        named = {f.contingent.site or f.contingent.sites[0] for f in own}
        return tuple(p.site.id for p in self.places if p.site.id in named)

    def _posts_in(self, theatre: int) -> list[int]:
        return [self.posts[s] for s, place in enumerate(self.places) if place.theatre == theatre]

    def _here(self, counts: Callable[[Force], bool]) -> int:
        return sum(f.strength for f in self.forces if f.in_place and counts(f))

    def _ceiling(self, name: str, who: str, where: str, most: int, when: tuple[int, int]) -> Ceiling:
        return Ceiling(id=name, who=who, where=where, max=most, confidence=INVENTED, **self._days(when))

    def _mandate(self, nation: str, most: int, when: tuple[int, int], sites: tuple[str, ...]) -> Mandate:
        return Mandate(nation=nation, max=most, sites=sites, confidence=INVENTED, **self._days(when))

    def _lift(self, where: str, seats: int, when: tuple[int, int]) -> Lift:
        return Lift(where=where, seats=seats, confidence=INVENTED, **self._days(when))

    def _days(self, when: tuple[int, int]) -> _Days:
        first, last = when
        return {
            "from_": day(first) if first else None,
            "until": day(last) if last < self.knobs.shape.weeks else None,
        }
