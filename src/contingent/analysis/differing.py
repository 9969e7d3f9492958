"""In what two plans differ most, in sentences that can be read out."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from contingent.analysis.distance import Footprint
from contingent.domain.mission import Mission

_PARTS = 2
"""Places of a contingent that a sentence names. [place]"""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one contingent, or the command of one activity, adds to the distance of two plans."""

    of: str
    """The contingent, or the activity."""
    size: int
    """Its part of the distance. [person-week or post-week]"""
    words: str
    """Such as: 12 person-weeks more at taji under nmi (2020-06-01 to 2020-06-22)."""


@dataclass(frozen=True, slots=True)
class _Part:
    """More or fewer people of a group at one place."""

    words: str
    more: int
    """Below 0: fewer. [person-week]"""


def differences(mission: Mission, given: Footprint, other: Footprint) -> tuple[Difference, ...]:
    """Return what the other plan has otherwise than the given one, the largest difference first."""
    found = [*_of_contingents(mission, given, other), *_of_activities(mission, given, other)]
    return tuple(sorted(found, key=lambda one: (-one.size, one.of)))


def _of_contingents(mission: Mission, given: Footprint, other: Footprint) -> Iterator[Difference]:
    nation_of = {k.id: k.nation for k in mission.contingents}
    groups = Counter(row.contingent for row in mission.people)
    series: defaultdict[str, defaultdict[tuple[str, str, str], Counter[int]]] = defaultdict(
        lambda: defaultdict(Counter)
    )
    for week, (before, after) in enumerate(zip(given.present, other.present, strict=True)):
        for cell in before.keys() | after.keys():
            change = after[cell] - before[cell]
            if change:
                who = " ".join(cell.group.skills) if groups[cell.group.contingent] > 1 else ""
                series[cell.group.contingent][who, cell.site, cell.command][week] += change
    for contingent, places in sorted(series.items()):
        parts = sorted(_parts(mission, places), key=lambda part: (-abs(part.more), part.words))
        size = sum(abs(part.more) for part in parts)
        told = [part.words for part in parts[:_PARTS]]
        rest = size - sum(abs(part.more) for part in parts[:_PARTS])
        more = f"; and {rest:,} elsewhere or at other times" if rest else ""
        yield Difference(contingent, size, f"{contingent} ({nation_of[contingent]}): {', '.join(told)}{more}")


def _parts(mission: Mission, places: dict[tuple[str, str, str], Counter[int]]) -> Iterator[_Part]:
    """Yield for each place the runs of weeks with more people, and those with fewer."""
    for (who, site, command), weeks in sorted(places.items()):
        for is_more, run in groupby(sorted(weeks), key=lambda week: weeks[week] > 0):
            listed = list(run)
            count = sum(abs(weeks[week]) for week in listed)
            first, last = mission.calendar.monday(listed[0]), mission.calendar.monday(listed[-1] + 1)
            people = f" of {who}" if who else ""
            weeks_of = f"{count:,} person-week{'' if count == 1 else 's'}"
            words = f"{weeks_of}{people} {'more' if is_more else 'fewer'} at {site} under {command}"
            yield _Part(f"{words} ({first} to {last})", count if is_more else -count)


def _of_activities(mission: Mission, given: Footprint, other: Footprint) -> Iterator[Difference]:
    for activity, posts in given.posts.items():
        before, after = given.held[activity], other.held[activity]
        size = sum(n for n, mine, yours in zip(posts, before, after, strict=True) if mine != yours)
        if size:
            was, now = _handed(mission, before, activity), _handed(mission, after, activity)
            yield Difference(activity, size, f"{activity} is handed over {now} instead of {was} ({size:,} post-weeks)")


def _handed(mission: Mission, held: tuple[str, ...], activity: str) -> str:
    row = next(a for a in mission.activities if a.id == activity)
    week = next((week for week, command in enumerate(held) if command != row.command), None)
    return "never" if week is None else f"on {mission.calendar.monday(week)}"
