"""All that one contingent may do, group by group, and what each choice uses of the limits that all share."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import ceil, prod

from contingent.domain.tables import Contingent, People
from contingent.domain.vocabulary import Measure
from oracle.itineraries import Itinerary, Post, itineraries
from oracle.rights import Rights

Tours = tuple[tuple[Itinerary, int], ...]
"""The tours of one group: histories and heads."""


class TooBigError(Exception):
    """The mission has more plans than the oracle may look at."""


@dataclass(frozen=True)
class Option:
    """One lawful choice of all tours of one contingent."""

    tours: tuple[Tours, ...]
    """By group, in the order of the rows of `people`."""
    use: tuple[int, ...]
    """What it uses of each limit and week. [person]"""
    strength: tuple[int, ...]
    """What it adds to each strength target and week. [person]"""
    person_weeks: int
    """Heads and support over all weeks. [person-week]"""
    turbulence: int
    """Arrivals, departures, moves and changes of command. [person]"""
    present: tuple[bool, ...]
    """By week: whether anybody of it is in theatre."""
    serving: tuple[tuple[tuple[tuple[str, str, int], ...], ...], ...]
    """By week and group: (site, command, heads) of those who serve."""
    home: tuple[tuple[tuple[int, ...], ...], ...]
    """By week and group: for each reset of the elsewhere needs, how many may count elsewhere. [person]"""


@dataclass(frozen=True)
class Limit:
    """So many people at most, in one week."""

    kind: str
    """`beds`, `ceiling`, `mandate`, `lift`."""
    who: str
    where: frozenset[str]
    """The sites that it covers."""
    week: int
    max: int


def limits(rights: Rights) -> list[Limit]:
    """List every limit on numbers, week by week."""
    mission = rights.mission

    def sites(where: str) -> frozenset[str]:
        return frozenset(site for site in rights.sites if rights.where_matches(where, site))

    named = (
        *(("beds", "*", frozenset({s.id}), s.beds, range(rights.weeks)) for s in mission.sites),
        *(("ceiling", c.who, sites(c.where), c.max, rights.span(c.from_, c.until)) for c in mission.ceilings),
        *(
            ("mandate", m.nation, frozenset(m.sites or rights.sites), m.max, rights.span(m.from_, m.until))
            for m in mission.mandates
        ),
        *(("lift", "*", sites(row.where), row.seats, rights.span(row.from_, row.until)) for row in mission.lift),
    )
    return [
        Limit(kind, who, where, week, most)
        for kind, who, where, most, weeks in named
        if most is not None
        for week in weeks
    ]


Heads = Counter[Post]
"""Of one contingent in one week: heads at each site under each command. [person]"""


def headcount(rights: Rights, contingent: Contingent, heads: Heads, who: str, where: frozenset[str]) -> int:
    """Count heads and support of one contingent that ``who`` matches at the sites ``where``. [person]"""
    by_command = who in {command.id for command in rights.mission.commands}
    if not by_command and not rights.who_matches(who, contingent, None):
        return 0
    total = 0
    for site in where:
        there = sum(n for (at, under), n in heads.items() if at == site and (not by_command or under == who))
        total += there + ceil(Fraction(contingent.support) * there)
    return total


def options(rights: Rights, contingent: Contingent, budget: int, *, tell_apart: bool = False) -> list[Option]:
    """List every lawful choice of a contingent's tours; choices that no goal or limit can tell apart only once.

    Parameters
    ----------
    tell_apart
        List those too that only differ in their tours.
    """
    groups = [row for row in rights.mission.people if row.contingent == contingent.id]
    found: dict[Option, Option] = {}
    all_limits = limits(rights)
    for tours in _choices(rights, contingent, groups, budget):
        option = _measure(rights, contingent, groups, tours, all_limits)
        if all(use <= limit.max for use, limit in zip(option.use, all_limits, strict=True)):
            same = Option((), *[getattr(option, name) for name in list(Option.__dataclass_fields__)[1:]])
            found.setdefault(option if tell_apart else same, option)
    return list(found.values())


def _choices(rights: Rights, contingent: Contingent, groups: list[People], budget: int) -> Iterator[tuple[Tours, ...]]:
    """Yield the tours of all groups; an indivisible contingent is one group whose members are whole sets."""
    ways = list(itineraries(rights, contingent))
    if contingent.indivisible:
        for sets in _multisets(rights, contingent, ways, 1, budget):
            yield tuple(tuple((way, number * group.count) for way, number in sets) for group in groups)
    else:
        by_group = [list(_multisets(rights, contingent, ways, group.count, budget)) for group in groups]
        if prod(map(len, by_group)) > budget:
            raise TooBigError
        yield from product(*by_group)


def _multisets(
    rights: Rights, contingent: Contingent, ways: list[Itinerary], count: int, budget: int
) -> Iterator[Tours]:
    """Yield all multisets of itineraries that rule `dwell` allows, with exactly ``count`` of those in place."""
    cap = count * contingent.rotations
    seen = 0

    def extend(start: int, chosen: tuple[Itinerary, ...], held: tuple[int, ...]) -> Iterator[tuple[Itinerary, ...]]:
        nonlocal seen
        seen += 1
        if seen > budget:
            raise TooBigError
        yield chosen
        for number in range(start, len(ways)):
            way = ways[number]
            holds = tuple(way.arrive <= week < way.depart + contingent.dwell for week in range(rights.weeks))
            both = tuple(map(sum, zip(held, holds, strict=True)))
            if max(both) <= cap and sum(one.arrive < 0 for one in (*chosen, way)) <= count:
                yield from extend(number, (*chosen, way), both)

    needed = count if rights.counts(contingent) and rights.is_in_place(contingent) else 0
    for chosen in extend(0, (), (0,) * rights.weeks):
        if sum(way.arrive < 0 for way in chosen) == needed:
            yield tuple(Counter(chosen).items())


def _measure(
    rights: Rights, contingent: Contingent, groups: list[People], tours: tuple[Tours, ...], all_limits: list[Limit]
) -> Option:
    everybody = tuple(item for of_group in tours for item in of_group)
    weeks = range(rights.weeks)
    at: list[Heads] = [Counter() for _ in weeks]
    for way, count in everybody:
        for week in range(way.first, way.depart):
            at[week][way.posts[week - way.first]] += count

    def heads(who: str, where: frozenset[str], week: int) -> int:
        return headcount(rights, contingent, at[week], who, where)

    return Option(
        tours=tours,
        use=tuple(
            _seats(rights, everybody, limit) if limit.kind == "lift" else heads(limit.who, limit.where, limit.week)
            for limit in all_limits
        ),
        strength=tuple(
            heads(target.who, frozenset(s for s in rights.sites if rights.where_matches(target.where, s)), week)
            for target in rights.mission.targets
            if target.measure is Measure.STRENGTH
            for week in rights.span(target.from_, target.until)
        ),
        person_weeks=sum(heads("*", frozenset(rights.sites), week) for week in weeks),
        turbulence=sum(count * _changes(rights, way) for way, count in everybody),
        present=tuple(bool(at[week]) for week in weeks),
        serving=tuple(tuple(_serving(rights, of_group, week) for of_group in tours) for week in weeks),
        home=tuple(
            tuple(
                _home(rights, of_group, group.count * contingent.rotations, week)
                for group, of_group in zip(groups, tours, strict=True)
            )
            for week in weeks
        ),
    )


def _seats(rights: Rights, tours: Tours, limit: Limit) -> int:
    seats = 0
    for way, count in tours:
        first = way.posts[0] if way.posts else way.begins
        last = way.posts[-1] if way.posts else way.begins
        if way.arrive == limit.week and first[0] in limit.where:
            seats += count
        if way.depart == limit.week and way.depart < rights.weeks and last[0] in limit.where:
            seats += count
    return seats


def _changes(rights: Rights, way: Itinerary) -> int:
    return (way.arrive >= 0) + (way.depart < rights.weeks) + len(way.changes(0)) + len(way.changes(1))


def _serving(rights: Rights, tours: Tours, week: int) -> tuple[tuple[str, str, int], ...]:
    heads: Counter[tuple[str, str]] = Counter()
    for way, count in tours:
        post = way.post(week)
        if post is not None and way.serves(week, rights.sites[post[0]].overlap_weeks):
            heads[post] += count
    return tuple((site, command, count) for (site, command), count in sorted(heads.items()))


def _home(rights: Rights, tours: Tours, people: int, week: int) -> tuple[int, ...]:
    """For each reset, in order: those who left that long ago, less those who have come a second time."""
    again = max(0, sum(count for way, count in tours if way.arrive <= week) - people)
    resets = sorted({need.reset_weeks for need in rights.mission.elsewhere})
    return tuple(sum(count for way, count in tours if way.depart <= week - reset) - again for reset in resets)
