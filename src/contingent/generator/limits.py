"""Limits in number: beds, ceilings, mandates, lift. None forbids what is there at the start."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from contingent.domain.tables import Ceiling, Lift, Mandate
from contingent.generator.dice import Dice
from contingent.generator.force import Force
from contingent.generator.knobs import Knobs
from contingent.generator.nations import Nations
from contingent.generator.theatre import Place, host, new
from contingent.generator.words import INVENTED, When, when

ESCORTS = 0.14
"""Escorts and support per person in posts, about. [1]"""
ROOM = 1.03
"""Beyond the people needed, room for relief under a host's ceiling: far less than both sides of every overlap. [1]"""
TURN = 22
"""Weeks in which about everybody is relieved once. [week]"""


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
        made, here = [], self._here()
        for s, place in enumerate(self.places):
            need = self.posts[s] * (1 + ESCORTS) * self.dice.of("beds", s).whole(102, 125) / 100
            beds = max(ceil(need), ceil(1.05 * here[place.site.id]))
            made.append(replace(place, site=place.site.model_copy(update={"beds": beds})))
        return tuple(made)

    def ceilings(self) -> Iterator[Ceiling]:
        """Yield for each host one for everybody, a lower one later, and one for the new command; one for partners."""
        weeks, present = self.knobs.shape.weeks, self._here()
        for theatre in range(self.knobs.shape.theatres):
            roll = self.dice.of("ceiling", theatre)
            here = present[host(theatre)]
            need = 0.93 * sum(self._posts_in(theatre)) * (1 + ESCORTS)
            most = max(ceil(ROOM * need), ceil(1.02 * here))
            turn = roll.whole(weeks // 2, weeks * 3 // 4)
            yield self._ceiling(f"host-{theatre + 1}-first", "*", host(theatre), most, (0, turn))
            yield self._ceiling(
                f"host-{theatre + 1}-later", "*", host(theatre), most * roll.whole(85, 96) // 100, (turn, weeks)
            )
            first = max(most * roll.whole(45, 60) // 100, ceil(1.1 * present[new(theatre)]))
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
        for n, nation in enumerate(self.nations.rows):
            own = [f for f in self.forces if f.contingent.nation == nation.code]
            roll = self.dice.of("mandate", nation.code)
            if not own or nation.code in self.nations.leads or n % 2:
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

    def _here(self) -> Counter[str]:
        """Return the people in place by site, by host and by command, support included."""
        found = Counter[str]()
        for force in self.forces:
            if force.in_place and force.contingent.site is not None:
                for name in (force.contingent.site, host(force.theatre), force.contingent.commands[0]):
                    found[name] += force.strength
        return found

    def _ceiling(self, name: str, who: str, where: str, most: int, days: tuple[int, int]) -> Ceiling:
        return Ceiling(id=name, who=who, where=where, max=most, confidence=INVENTED, **self._days(days))

    def _mandate(self, nation: str, most: int, days: tuple[int, int], sites: tuple[str, ...]) -> Mandate:
        return Mandate(nation=nation, max=most, sites=sites, confidence=INVENTED, **self._days(days))

    def _lift(self, where: str, seats: int, days: tuple[int, int]) -> Lift:
        return Lift(where=where, seats=seats, confidence=INVENTED, **self._days(days))

    def _days(self, first_and_last: tuple[int, int]) -> When:
        return when(*first_and_last, self.knobs.shape.weeks)
