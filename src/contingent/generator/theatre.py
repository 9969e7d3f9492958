"""Hosts, sites and activities: what is asked, before anyone is offered."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from contingent.domain.tables import Activity, Command, Site
from contingent.generator.dice import Dice
from contingent.generator.knobs import Knobs, Shape
from contingent.generator.words import INVENTED, KINDS, day, nation_code, site_name

_KIND_OF_TEN = (
    *("unit-training", "schools", "advising", "unit-training", "police-training"),
    *("engineering", "logistics", "unit-training", "schools", "headquarters"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A site and its theatre."""

    theatre: int
    site: Site
    weeks: range
    """Weeks in which it is open."""


@dataclass(frozen=True, slots=True)
class Task:
    """An activity and how much it asks, against others."""

    theatre: int
    place: int
    """Index of its site."""
    activity: Activity
    weeks: range
    asks: tuple[tuple[str, int], ...]
    """Skills and weights."""

    @property
    def weight(self) -> int:
        """How much it asks, all skills together."""
        return sum(weight for _, weight in self.asks)


def host(theatre: int) -> str:
    """Return the code of a theatre's host."""
    return nation_code(theatre)


def old(theatre: int) -> str:
    """Return the command that holds most activities of a theatre at the start."""
    return f"coalition-{theatre + 1}"


def new(theatre: int) -> str:
    """Return the command that is to take them over."""
    return f"alliance-{theatre + 1}"


def commands(shape: Shape) -> tuple[Command, ...]:
    """Return two commands a theatre."""
    return tuple(
        Command(id=make(t), name=f"{word} command {t + 1}", confidence=INVENTED)
        for t in range(shape.theatres)
        for make, word in ((old, "Coalition"), (new, "Alliance"))
    )


def theatre_of_site(shape: Shape, site: int) -> int:
    """Return the theatre of a site: sites of a theatre follow each other."""
    return site * shape.theatres // shape.sites


def is_late(site: int) -> bool:
    """Tell whether the host allows the new command at a site only later, so that nothing there is its at the start."""
    return site % 4 == 1


def places(knobs: Knobs, dice: Dice) -> tuple[Place, ...]:
    """Return the sites: one in six closes in the second half, one in nine opens only later."""
    shape = knobs.shape
    made = []
    for s in range(shape.sites):
        roll, theatre = dice.of("site", s), theatre_of_site(shape, s)
        closes = roll.whole(shape.weeks // 2, shape.weeks * 4 // 5) if s % 6 == 2 else shape.weeks
        opens = roll.whole(shape.weeks // 12, shape.weeks // 5) if s % 9 == 8 else 0
        site = Site(
            id=f"site-{s + 1}",
            name=site_name(s),
            host=host(theatre) if theatre else None,
            lat=Decimal(10 + theatre * 3 % 40) + Decimal(roll.whole(-120, 120)) / 100,
            lon=Decimal(20 + theatre * 7 % 60) + Decimal(roll.whole(-120, 120)) / 100,
            opens=day(opens) if opens else None,
            closes=day(closes) if closes < shape.weeks else None,
            overlap_weeks=1 + roll.whole(0, 1),
            confidence=INVENTED,
        )
        made.append(Place(theatre, site, range(opens, closes)))
    return tuple(made)


def tasks(knobs: Knobs, places: tuple[Place, ...], dice: Dice) -> tuple[Task, ...]:
    """Return the activities, each at a site, about as many at each."""
    shape = knobs.shape
    made = [
        _task(shape, a, a % shape.sites, places[a % shape.sites], dice.of("task", a)) for a in range(shape.activities)
    ]
    return tuple(_with_companions(made, dice))


def _task(shape: Shape, a: int, s: int, place: Place, roll: Dice) -> Task:
    name = _KIND_OF_TEN[(a + a // shape.sites) % 10]
    kind = KINDS[name]
    weeks = _weeks(shape, place, roll)
    command, hand_to = _commands(s, place, roll)
    earliest = roll.whole(4, max(5, shape.weeks * 2 // 5))
    latest = earliest + roll.whole(shape.weeks // 4, shape.weeks // 2)
    has_latest = hand_to is not None and latest < weeks.stop - 4 and roll.is_so(0.5)
    activity = Activity(
        id=f"act-{a + 1}",
        name=f"{kind.name}, {place.site.name} ({a + 1})",
        line_of_effort=kind.effort,
        kind=name,
        site=place.site.id,
        command=command,
        from_=day(weeks.start) if weeks.start else None,
        until=day(weeks.stop) if weeks.stop < shape.weeks else None,
        priority=roll.whole(*kind.priorities),
        hand_to=hand_to,
        earliest=day(earliest) if hand_to and earliest + 4 < weeks.stop else None,
        latest=day(latest) if has_latest else None,
        trainees_per_week=10 * roll.whole(1, 6) if "training" in name or name == "schools" else None,
        confidence=INVENTED,
    )
    size = roll.whole(4, 16)
    return Task(place.theatre, s, activity, weeks, tuple((skill, w * size) for skill, w in _asks(kind.asks, roll)))


def _weeks(shape: Shape, place: Place, roll: Dice) -> range:
    """Return when an activity runs: one in eight begins later, one in five ends earlier than its site allows."""
    first, last = place.weeks.start, place.weeks.stop
    if roll.is_so(0.12):
        first = roll.whole(first, min(last - 20, shape.weeks // 3))
    if roll.is_so(0.2):
        last = roll.whole(max(first + 20, shape.weeks // 2), last)
    return range(first, last)


def _commands(s: int, place: Place, roll: Dice) -> tuple[str, str | None]:
    """Return who holds an activity and who is to take it over: one in six is the alliance's, one in six stays."""
    draw = roll.whole(1, 6)
    if draw == 1 and not is_late(s):
        return new(place.theatre), None
    return old(place.theatre), None if draw == 2 else new(place.theatre)


def _asks(asks: tuple[tuple[str, int], ...], roll: Dice) -> Iterator[tuple[str, int]]:
    """Yield the skills that an activity asks: sometimes only the first."""
    for place, (skill, weight) in enumerate(asks):
        if place == 0 or roll.is_so(0.7):
            yield skill, weight


def _with_companions(made: list[Task], dice: Dice) -> Iterator[Task]:
    """Yield the activities; some are handed over together with another one of their site."""
    before: dict[int, Task] = {}
    has_any = False
    for a, task in enumerate(made):
        activity = task.activity
        other = before.get(task.place)
        if activity.hand_to is not None and activity.latest is None:
            if (
                other is not None
                and dice.of("with", a).is_so(0.25 if has_any else 1.0)
                and _overlap(other.weeks, task.weeks) > 20
            ):
                has_any = True
                activity = activity.model_copy(update={"with_": (other.activity.id,)})
            else:
                before[task.place] = task
        yield Task(task.theatre, task.place, activity, task.weeks, task.asks)


def _overlap(one: range, two: range) -> int:
    return min(one.stop, two.stop) - max(one.start, two.start)
