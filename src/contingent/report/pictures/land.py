"""The map under a picture: countries around some places, cut to a frame and thinned to what the eye can tell apart."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import cos, radians

from contingent.report.pictures.svg import colour, element, number, text, width_of
from contingent.report.world.shapes import Point, world

DISCLAIMER = "Boundaries and names shown do not imply official endorsement."
KOSOVO = (
    "* Kosovo: this designation is without prejudice to positions on status, and is in line with UNSCR 1244 (1999) and "
    "the ICJ opinion on the Kosovo declaration of independence."
)
NOT_AGREED = "Dashed: boundary not agreed."
SHAPES = "Shapes: Natural Earth, as edited by Visionscarto."

_STATUS_OPEN = "XKX"
_LEAST_SPAN = 1.5
"""Least height of what is shown. [degree]"""
_TELL_APART = 0.8, 1.7
"""Points nearer to each other than this are one; where a degree is narrow, more so. [pixel]"""
_NARROW = 8.0
"""[pixel/degree]"""
_SPECK = 2.0
"""Islands smaller than this are not drawn, unless they are all that a country is. [pixel]"""
_BEYOND = 6.0
"""Shapes are cut so far outside the frame that their cuts are not seen. [pixel]"""

Pixel = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of the page."""

    width: float
    height: float
    side: float
    """Kept free of places on the left and on the right, for their labels. [pixel]"""
    edge: float
    """Kept free of places above and below. [pixel]"""


@dataclass(frozen=True, slots=True)
class _Line:
    """What is seen of a border or a coast."""

    pixels: list[Pixel]
    is_coast: bool
    is_agreed: bool


class Land:
    """The countries around some places, on a plane: longitudes are shortened as they are at the middle latitude.

    Parameters
    ----------
    places
        At least one; they all lie in the middle of the frame.
    """

    def __init__(self, places: Sequence[Point], frame: Frame) -> None:
        self.frame = frame
        east = [lon for lon, _ in places]
        across = [lon + 360 * (lon < 0) for lon in east]  # the date line, where places may be nearer to each other
        east = min(east, across, key=lambda lons: max(lons) - min(lons))
        north = [lat for _, lat in places]
        self._places = [*zip(east, north, strict=True)]
        self._lon, self._lat = (min(east) + max(east)) / 2, (min(north) + max(north)) / 2
        self._shorter = max(0.2, cos(radians(self._lat)))
        wide = max((max(east) - min(east)) * self._shorter, _LEAST_SPAN)
        high = max(max(north) - min(north), _LEAST_SPAN)
        fitting = min((frame.width - 2 * frame.side) / wide, (frame.height - 2 * frame.edge) / high)
        self._scale = max(fitting, frame.width / (360 * self._shorter))  # no land is seen twice
        self._apart = _TELL_APART[self._scale < _NARROW]

    def at(self, place: Point) -> Pixel:
        """Return where a place is drawn."""
        lon = (place[0] - self._lon + 180) % 360 - 180
        return self._pixel(lon + self._lon, place[1])

    def draw(self, hosts: frozenset[str]) -> str:
        """Return sea, land, borders and names; the hosts' land stands out."""
        frame = self.frame
        sea = element("rect", width=frame.width, height=frame.height, fill=colour("sea"))
        lands = (
            element("path", d="".join(paths), fill=colour(role), fill_rule="evenodd")
            for role, codes in (("land", set(self.shapes) - hosts), ("host", hosts & set(self.shapes)))
            if (paths := [_path(ring, closed=True) for code in sorted(codes) for ring in self.shapes[code]])
        )
        return element("g", sea, *lands, *self._lines(), *self._names())

    @cached_property
    def shapes(self) -> dict[str, list[list[Pixel]]]:
        """What is seen of each country: its rings, cut to the frame."""
        seen = {code: [*self._rings(country.polygons)] for code, country in world().countries.items()}
        return {code: _without_specks(rings) for code, rings in seen.items() if rings}

    @cached_property
    def remarks(self) -> list[str]:
        """What is to be said of what is seen."""
        disputed = any(not line.is_agreed for line in self._borders)
        kosovo = _STATUS_OPEN in self.shapes
        return [DISCLAIMER, *([NOT_AGREED] if disputed else []), SHAPES, *([KOSOVO] if kosovo else [])]

    def _pixel(self, lon: float, lat: float) -> Pixel:
        x = self.frame.width / 2 + (lon - self._lon) * self._shorter * self._scale
        return x, self.frame.height / 2 - (lat - self._lat) * self._scale

    def _rings(self, polygons: Iterable[Iterable[Sequence[Point]]]) -> Iterator[list[Pixel]]:
        for polygon in polygons:
            for ring in polygon:
                for turn in self._turns(ring):
                    cut = _cut_ring([self._pixel(lon + turn, lat) for lon, lat in ring], self._limits)
                    if len(thinned := _thinned(cut, self._apart)) > 2:
                        yield thinned

    @cached_property
    def _borders(self) -> list[_Line]:
        """What is seen of the borders and coasts."""
        return [
            _Line(_thinned(part, self._apart), border.is_coast, border.is_agreed)
            for border in world().borders
            for turn in self._turns(border.points)
            for part in _cut_line([self._pixel(lon + turn, lat) for lon, lat in border.points], self._limits)
            if not border.is_coast or _extent(part) > _SPECK
        ]

    def _lines(self) -> Iterator[str]:
        for kind, width, dash in (((True, True), 0.7, ""), ((False, True), 1.2, ""), ((False, False), 1.2, "4 3")):
            parts = [line.pixels for line in self._borders if (line.is_coast, line.is_agreed) == kind]
            if parts:
                dashed: dict[str, str | float] = {"stroke_dasharray": dash} if dash else {}
                path = "".join(_path(part, closed=False) for part in parts)
                yield element("path", d=path, fill="none", stroke=colour("border"), stroke_width=width, **dashed)

    def _names(self) -> Iterator[str]:
        """Write the name of each country into the widest of what is seen of it, if there is room."""
        for code, rings in sorted(self.shapes.items()):
            ring = max(rings, key=_area)
            name = f"{world().countries[code].name}{'*' * (code == _STATUS_OPEN)}"
            west, east = _least(ring)[0], _most(ring)[0]
            if east - west > width_of(name, 11) + 10 and (place := self._free(ring, width_of(name, 11) + 10)):
                x, y = place
                yield text(name, x, y, fill=colour("muted"), font_size=11.0, font_style="italic", text_anchor="middle")

    def _free(self, ring: Sequence[Pixel], wide: float) -> Pixel | None:
        """Return a point of a ring with room for so wide a name, as far above or below all places as can be."""
        found = []
        for y in range(20, int(self.frame.height) - 8, 8):
            crossed = sorted(
                a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
                for a, b in pairwise([*ring, ring[0]])
                if (a[1] > y) != (b[1] > y)
            )
            for left, right in zip(crossed[::2], crossed[1::2], strict=False):
                begin, end = max(left, 0), min(right, self.frame.width)
                if end - begin > wide:
                    away = min(abs(self._pixel(*place)[1] - y + 4) for place in self._places)
                    found.append((min(away, 40), end - begin, ((begin + end) / 2, float(y))))
        return max(found)[2] if found else None

    @property
    def _limits(self) -> tuple[float, float, float, float]:
        return -_BEYOND, -_BEYOND, self.frame.width + _BEYOND, self.frame.height + _BEYOND

    def _turns(self, points: Sequence[Point]) -> Iterator[int]:
        """Yield by how many degrees points are to be turned round the globe to be seen: mostly 0, or nothing."""
        west, top, east, bottom = self._limits
        (least_lon, least_lat), (most_lon, most_lat) = _least(points), _most(points)
        for turn in (-360, 0, 360):
            x0, y1 = self._pixel(least_lon + turn, least_lat)
            x1, y0 = self._pixel(most_lon + turn, most_lat)
            if x0 <= east and x1 >= west and y0 <= bottom and y1 >= top:
                yield turn


def _least(points: Iterable[Point]) -> Point:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys)


def _most(points: Iterable[Point]) -> Point:
    xs, ys = zip(*points, strict=True)
    return max(xs), max(ys)


def _extent(points: Iterable[Pixel]) -> float:
    """Return the larger of width and height."""
    listed = list(points)
    (west, top), (east, bottom) = _least(listed), _most(listed)
    return max(east - west, bottom - top)


def _without_specks(rings: list[list[Pixel]]) -> list[list[Pixel]]:
    return [ring for ring in rings if _extent(ring) > _SPECK] or [max(rings, key=_extent)]


def _area(ring: Sequence[Pixel]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))) / 2


def _cut_ring(ring: list[Pixel], limits: tuple[float, float, float, float]) -> list[Pixel]:
    """Cut a ring to a rectangle, side by side (Sutherland and Hodgman, doi:10.1145/360767.360802)."""
    west, top, east, bottom = limits
    sides: tuple[Callable[[Pixel], float], ...] = (
        lambda p: p[0] - west,
        lambda p: p[1] - top,
        lambda p: east - p[0],
        lambda p: bottom - p[1],
    )
    for inside in sides:
        ring = _cut_side(ring, inside) if ring else ring
    return ring


def _cut_side(ring: list[Pixel], inside: Callable[[Pixel], float]) -> list[Pixel]:
    kept = []
    for before, here in pairwise([ring[-1], *ring]):
        a, b = inside(before), inside(here)
        if (a >= 0) != (b >= 0):
            kept.append(_between(before, here, a / (a - b)))
        if b >= 0:
            kept.append(here)
    return kept


def _between(a: Pixel, b: Pixel, share: float) -> Pixel:
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def _cut_line(line: list[Pixel], limits: tuple[float, float, float, float]) -> Iterator[list[Pixel]]:
    """Yield the parts of a line whose steps touch the rectangle's neighbourhood."""
    west, top, east, bottom = limits
    part: list[Pixel] = []
    for a, b in pairwise(line):
        outside = max(a[0], b[0]) < west or min(a[0], b[0]) > east or max(a[1], b[1]) < top or min(a[1], b[1]) > bottom
        if not outside:
            part += [b] if part else [a, b]
        elif part:
            yield part
            part = []
    if part:
        yield part


def _thinned(points: Sequence[Pixel], apart: float) -> list[Pixel]:
    """Leave out points that are too near to the one before; the last stays."""
    kept: list[Pixel] = []
    for point in points:
        if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) >= apart:
            kept.append(point)
    if points and kept[-1] != points[-1]:
        kept.append(points[-1])
    return kept


def _path(points: Sequence[Pixel], *, closed: bool) -> str:
    """Write a path from point to point in steps of a tenth of a pixel, which is a third as long as places are."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    (x0, y0), *rest = tenths
    steps = " ".join(f"{_tenth(x - a)} {_tenth(y - b)}" for (a, b), (x, y) in pairwise(tenths))
    return f"M{_tenth(x0)} {_tenth(y0)}" + (f"l{steps}" if rest else "") + ("z" if closed else "")


def _tenth(tenths: int) -> str:
    return number(tenths / 10).replace("0.", ".", 1) if abs(tenths) < 10 else number(tenths / 10)
