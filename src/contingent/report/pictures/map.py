"""Where the people are: the mission's sites on a map, once for each of a few weeks."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import sqrt
from textwrap import wrap

from contingent.core.counted import counted
from contingent.domain.tables import Site
from contingent.report.account import Account
from contingent.report.pictures.land import DISCLAIMER, Frame, Land, Pixel
from contingent.report.pictures.svg import colour, element, fitted, line, picture, text, title, width_of
from contingent.report.wording import day

TITLE = "Who is where"
MOST_WEEKS = 6
"""Maps at most. [map]"""
RULE = (
    "Weeks: the first, the last, and up to four between with most handovers; with fewer than two, evenly between. "
    "Circles: people, by area; a ring: nobody."
)

_FRAME = Frame(width=552, height=300, side=194, edge=28)
_ROOM = 164.0
"""For a label beside a map. [pixel]"""
_GAP, _COLUMNS = 16.0, 2
_HEAD, _LINE = 24.0, 15.0
_LABEL, _MOST_LABELS = 30.0, 9
"""Height of a label, and labels on one side of a map."""
_LARGEST, _SMALLEST = 22.0, 3.5
"""Radius of circles. [pixel]"""
_WIDTH = _COLUMNS * _FRAME.width + (_COLUMNS - 1) * _GAP


@dataclass(frozen=True, slots=True)
class Present:
    """Who is at one site in one week."""

    site: Site
    nations: tuple[tuple[str, int], ...]
    """Nations and their people, the largest first. [person]"""

    @property
    def people(self) -> int:
        """All together. [person]"""
        return sum(people for _, people in self.nations)

    def words(self, most: int) -> str:
        """Name up to ``most`` nations, and how many others with how many people."""
        shown, rest = self.nations[:most], self.nations[most:]
        listed = [f"{nation} {people:,}" for nation, people in shown]
        if rest:
            listed.append(f"{counted(len(rest), 'other')} {sum(people for _, people in rest):,}")
        return ", ".join(listed)


def sentence(account: Account) -> str:
    """Say how many people are at how many sites at the start and at the end, and where most are."""
    atlas = Atlas(account)
    first, last = account.mission.start, account.mission.start + timedelta(weeks=account.mission.weeks - 1)
    words = [f"{_where(atlas.present(first))} in the first week"]
    if last != first:
        words.append(f"{_where(atlas.present(last))} in the last")
    return f"{'; '.join(words)}."


def map_svg(account: Account, weeks: Sequence[tuple[date, str]] = (), columns: int = _COLUMNS) -> str:
    """Return the maps, each with its week, some in a row; without ``weeks``, of those that `chosen_weeks` names.

    Sites without a position are named under each map, and so are small sites for whose labels there is no room.
    """
    atlas = Atlas(account)
    maps = [atlas.panel(week, why) for week, why in weeks or chosen_weeks(account)]
    across = columns * _FRAME.width + (columns - 1) * _GAP
    letters = int(190 * across / _WIDTH)
    drawn, top = [atlas.definitions], 0.0
    for start in range(0, len(maps), columns):
        row = maps[start : start + columns]
        for column, (inner, _) in enumerate(row):
            x = column * (_FRAME.width + _GAP)
            drawn.append(element("g", inner, transform=f"translate({x:g} {top:g})"))
        top += max(height for _, height in row) + _GAP
    rule = RULE.partition("Circles")[2] if weeks else RULE
    said = [f"Circles{rule}" if weeks else rule, *atlas.remarks]
    for words in (part for remark in said for part in wrap(remark, letters)):
        drawn.append(text(words, 0, top + 4, font_size=11.5, fill=colour("muted")))
        top += _LINE
    return picture(across, top + 4, *drawn, label=f"{TITLE}. {sentence(account)}", role="img")


def chosen_weeks(account: Account) -> list[tuple[date, str]]:
    """Return the weeks of the maps, in order, each with why it was chosen; blank: only to lie between others."""
    mission = account.mission
    mondays = [mission.start + timedelta(weeks=week) for week in range(mission.weeks)]
    between = set(mondays[1:-1])
    handed = Counter(row.week for row in account.tables.handovers if row.week is not None and row.week in between)
    most = sorted(handed, key=lambda week: (-handed[week], week))[: MOST_WEEKS - 2]
    why = {week: f"{counted(handed[week], 'activity', 'activities')} handed over" for week in most}
    evenly = {} if len(why) > 1 else {mondays[mission.weeks * third // 3]: "" for third in (1, 2)}
    chosen = {**evenly, **why, mondays[-1]: "last week", mondays[0]: "first week"}
    return sorted(chosen.items())


class Atlas:
    """The maps of one plan: the land is drawn once, and used under each."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self._sites = account.mission.sites
        placed = [(float(s.lon), float(s.lat)) for s in self._sites if s.lat is not None and s.lon is not None]
        self.land = Land(placed, _FRAME) if placed else None

    @property
    def definitions(self) -> str:
        """The land and the frame that cuts it, to be used by each map."""
        if self.land is None:
            return ""
        host = self.account.mission.host
        hosts = frozenset(site.host or host for site in self._sites)
        frame = element("rect", width=_FRAME.width, height=_FRAME.height)
        drawn = element("g", self.land.draw(hosts), id="map-land")
        return element("defs", element("clipPath", frame, id="map-frame"), drawn)

    @property
    def remarks(self) -> list[str]:
        """What is to be said of the land."""
        return [DISCLAIMER] if self.land is None else self.land.remarks

    @cached_property
    def _people(self) -> dict[tuple[str, date], tuple[tuple[str, int], ...]]:
        found: defaultdict[tuple[str, date], list[tuple[str, int]]] = defaultdict(list)
        for row in self.account.tables.sites:
            found[row.site, row.week].append((row.nation, row.people))
        return {at: tuple(sorted(nations, key=lambda n: (-n[1], n[0]))) for at, nations in found.items()}

    @cached_property
    def _most(self) -> int:
        """Most people at one site in a week that is drawn: the largest circle."""
        weeks = [week for week, _ in chosen_weeks(self.account)]
        return max((p.people for week in weeks for p in self.present(week)), default=0) or 1

    def present(self, week: date) -> list[Present]:
        """Return all sites with who is there, in the order of the mission."""
        return [Present(site, self._people.get((site.id, week), ())) for site in self._sites]

    def panel(self, week: date, why: str) -> tuple[str, float]:
        """Return one map, and its height."""
        present = self.present(week)
        total = sum(at.people for at in present)
        head = f"Week of {day(week)}" + (f", {why}" if why else "")
        drawn = [
            text(head, 0, 16, font_size=14.0, font_weight="bold"),
            text(counted(total, "person", "people"), _FRAME.width, 16, text_anchor="end", font_size=13.0),
        ]
        labelled, rest = self._chosen(present)
        if self.land is not None:
            drawn.append(element("g", *self._map(self.land, present, labelled), transform=f"translate(0 {_HEAD:g})"))
        top = _HEAD + (_FRAME.height if self.land is not None else 0)
        for words in _below(present, rest):
            top += _LINE
            drawn.append(text(words, 0, top, font_size=11.5))
        return "".join(drawn), top + 6

    def _chosen(self, present: Sequence[Present]) -> tuple[list[Present], list[Present]]:
        """Return the sites on the map that get a label, and those with people for whose labels there is no room."""
        there = [at for at in present if at.people and _is_placed(at.site)]
        largest = sorted(there, key=lambda at: -at.people)
        return largest[: 2 * _MOST_LABELS], largest[2 * _MOST_LABELS :]

    def _map(self, land: Land, present: Sequence[Present], labelled: Sequence[Present]) -> Iterator[str]:
        at = {p.site.id: land.at(_position(p.site)) for p in present if _is_placed(p.site)}
        yield element("g", element("use", href="#map-land"), clip_path="url(#map-frame)")
        frame: dict[str, str | float] = {"fill": "none", "stroke": colour("border"), "stroke_width": 1.0}
        yield element("rect", width=_FRAME.width, height=_FRAME.height, **frame)
        order = sorted((p for p in present if p.site.id in at), key=lambda p: -p.people)
        yield from (self._circle(p, at[p.site.id]) for p in order)
        yield from _labels([(p, at[p.site.id]) for p in labelled])

    def _circle(self, at: Present, pixel: Pixel) -> str:
        x, y = pixel
        if not at.people:
            ring: dict[str, str | float] = {"fill": colour("paper"), "stroke": colour("muted"), "stroke_width": 1.5}
            return element("circle", title(f"{at.site.name}: nobody"), cx=x, cy=y, r=_SMALLEST, **ring)
        radius = max(_SMALLEST, _LARGEST * sqrt(at.people / self._most))
        words = f"{at.site.name}: {counted(at.people, 'person', 'people')}. {at.words(99)}."
        disc: dict[str, str | float] = {
            "fill": colour("series-1"),
            "fill_opacity": 0.75,
            "stroke": colour("paper"),
            "stroke_width": 1.5,
        }
        return element("circle", title(words), cx=x, cy=y, r=radius, **disc)


def _labels(placed: Sequence[tuple[Present, Pixel]]) -> Iterator[str]:
    """Write the western sites on the left, the others on the right, each with a line to its circle."""
    by_x = sorted(placed, key=lambda at: (at[1][0], at[1][1], at[0].site.id))
    western = sum(x < _FRAME.width / 2 for _, (x, _) in by_x)
    half = min(max(western, len(by_x) - _MOST_LABELS), _MOST_LABELS)
    for on_left, side in ((True, by_x[:half]), (False, by_x[half:])):
        order = sorted(side, key=lambda at: (at[1][1], at[1][0], at[0].site.id))
        for (at, pixel), y in zip(order, _spread([pixel[1] for _, pixel in order]), strict=True):
            yield from _label(at, pixel, y, on_left=on_left)


def _label(at: Present, pixel: Pixel, y: float, *, on_left: bool) -> Iterator[str]:
    x, anchor = (6.0, "start") if on_left else (_FRAME.width - 6, "end")
    first = fitted(f"{at.people:,} {at.site.name}", _ROOM, 11.5)
    shown = next((n for n in (3, 2, 1) if width_of(at.words(n), 11.5) <= _ROOM), 1)
    second = fitted(at.words(shown), _ROOM, 11.5)
    reach = max(width_of(first, 12), width_of(second, 11)) + 4
    yield line(x + reach if on_left else x - reach, y, *pixel, stroke=colour("ink"), stroke_width=0.8)
    size: dict[str, str | float] = {"text_anchor": anchor, "font_size": 11.5}
    halo: dict[str, str | float] = {
        "stroke": colour("paper"),
        "stroke_width": 3.0,
        "stroke_linejoin": "round",
        "paint_order": "stroke",
    }
    yield text(first, x, y - 1, font_weight="bold", **size, **halo)
    yield text(second, x, y + 12, **size, **halo)


def _spread(wanted: Sequence[float]) -> list[float]:
    """Return heights near to those wanted, in their order, that keep labels apart and inside the frame."""
    lowest, highest = 16.0, _FRAME.height - 18
    heights: list[float] = []
    for y in wanted:
        heights.append(max(lowest, y if not heights else max(y, heights[-1] + _LABEL)))
    for index in reversed(range(len(heights))):
        heights[index] = min(heights[index], highest - (len(heights) - 1 - index) * _LABEL)
    return heights


def _below(present: Sequence[Present], rest: Sequence[Present]) -> list[str]:
    """Return what stands under a map: sites that are not on it, and sites without a label."""
    lines = []
    for at in present:
        if not _is_placed(at.site):
            words = f"{counted(at.people, 'person', 'people')} ({at.words(5)})" if at.people else "nobody"
            lines.append(f"Not on the map, position not given: {at.site.name}, {words}.")
    if rest:
        people = sum(at.people for at in rest)
        lines.append(
            f"Circles without a label: {counted(len(rest), 'site')} with {counted(people, 'person', 'people')}."
        )
    return [part for words in lines for part in wrap(words, 96)]


def _is_placed(site: Site) -> bool:
    return site.lat is not None and site.lon is not None


def _position(site: Site) -> tuple[float, float]:
    return float(site.lon or 0), float(site.lat or 0)


def _where(present: Sequence[Present]) -> str:
    there = [at for at in present if at.people]
    if not there:
        return "Nobody at any site"
    largest = max(there, key=lambda at: at.people)
    people = counted(sum(at.people for at in there), "person", "people")
    return f"{people} at {counted(len(there), 'site')}, most at {largest.site.name} ({largest.people:,})"
