"""The shapes of countries, read from the TopoJSON file beside this module: see NOTICE.md for where they come from.

TopoJSON keeps every line once: a country is made of rings of lines, so that a border is the same line for both sides.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate, groupby, pairwise
from typing import Any

Point = tuple[float, float]
"""Longitude and latitude. [degree]"""

MERGED = {"SOL": "SOM", "CYN": "CYP"}
"""Shapes of the file that are drawn as part of a country."""

_CLAIMANTS = frozenset({"IND", "PAK", "CHN", "KAS"})
_POLE = -85.0
_KASHMIR = (72.5, 32.0, 80.6, 37.3)
"""West, south, east, north of where borders between these are dashed. [degree]"""


@dataclass(frozen=True, slots=True)
class Country:
    """One country: its ISO 3166-1 alpha-3 code, its name, and its polygons, each an outer ring and its holes."""

    code: str
    name: str
    polygons: tuple[tuple[tuple[Point, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Border:
    """A line between countries, or a coast."""

    points: tuple[Point, ...]
    is_coast: bool
    is_agreed: bool
    """Not so in Kashmir."""


@dataclass(frozen=True, slots=True)
class World:
    """All countries and all lines."""

    countries: dict[str, Country]
    borders: tuple[Border, ...]


@cache
def world() -> World:
    """Return the countries of the world at 1:50 million; read once."""
    text = resources.files(__package__).joinpath("countries-50m.json").read_text(encoding="utf-8")
    topology = json.loads(text)
    lines = _lines(topology)
    rings: defaultdict[str, list[list[list[int]]]] = defaultdict(list)
    names: dict[str, str] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        shape = geometry["properties"]["a3"]
        code = MERGED.get(shape, shape)
        rings[code] += geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        if shape == code:
            names[code] = geometry["properties"]["name"]
    countries = {
        code: Country(code, names[code], tuple(tuple(_ring(lines, ring) for ring in polygon) for polygon in polygons))
        for code, polygons in sorted(rings.items())
    }
    return World(countries, tuple(_borders(lines, rings)))


def _lines(topology: dict[str, Any]) -> list[tuple[Point, ...]]:
    """Return all lines in degrees; the file holds whole steps from point to point."""
    (kx, ky), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
        lines.append(tuple((x * kx + x0, y * ky + y0) for x, y in zip(xs, ys, strict=True)))
    return lines


def _ring(lines: list[tuple[Point, ...]], ring: list[int]) -> tuple[Point, ...]:
    """Join the lines of a ring; a negative number means a line backwards, and each begins where the last ended."""
    points: list[Point] = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line[1:] if points else line
    return _unbroken(points)


def _unbroken(points: Iterable[Point]) -> tuple[Point, ...]:
    """Let a line that crosses the date line go on beyond 180 degrees; the edge along the south pole stays."""
    turn, last = 0.0, None
    whole = []
    for lon, lat in points:
        if last is not None and abs(lon - last) > 180 and lat > _POLE:
            turn += 360 if lon < last else -360
        last = lon
        whole.append((lon + turn, lat))
    return tuple(whole)


def _borders(lines: list[tuple[Point, ...]], rings: dict[str, list[list[list[int]]]]) -> list[Border]:
    """Return each line once, without those inside one country."""
    sides: defaultdict[int, list[str]] = defaultdict(list)
    for code, polygons in rings.items():
        for polygon in polygons:
            for ring in polygon:
                for number in ring:
                    sides[number if number >= 0 else ~number].append(code)
    borders = []
    for number, codes in sorted(sides.items()):
        if len(codes) == 1:
            borders.append(Border(_unbroken(lines[number]), is_coast=True, is_agreed=True))
        elif len(set(codes)) > 1:
            borders += (
                _cut(lines[number])
                if set(codes) <= _CLAIMANTS
                else [Border(_unbroken(lines[number]), is_coast=False, is_agreed=True)]
            )
    return borders


def _cut(line: tuple[Point, ...]) -> list[Border]:
    """Cut a border of claimants where it enters and leaves Kashmir."""
    borders = []
    for disputed, group in groupby(pairwise(line), lambda step: any(map(_is_in_kashmir, step))):
        steps = list(group)
        points = (steps[0][0], *(end for _, end in steps))
        borders.append(Border(points, is_coast=False, is_agreed=not disputed))
    return borders


def _is_in_kashmir(point: Point) -> bool:
    west, south, east, north = _KASHMIR
    return west <= point[0] <= east and south <= point[1] <= north
