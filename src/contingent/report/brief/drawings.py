"""The pictures of a brief: those of the report, with letters large enough for paper and for a screen."""

import base64
import json
import re
from collections.abc import Callable
from importlib.resources import as_file, files
from typing import Any

import vl_convert

from contingent.report.account import Account
from contingent.report.brief.layout import LANDSCAPE, PORTRAIT, SLIDE, Form, Picture, Sheet
from contingent.report.brief.letters import each_word, printable, runs_right_to_left
from contingent.report.charts.look import WIDTH, resting_on, standing
from contingent.report.charts.palette import Theme
from contingent.report.charts.registry import CHARTS, VEGALITE, chart
from contingent.report.pictures import map as site_map

LEAST_SCALE = 0.55
"""Smaller than this the letters of a drawing (11 pixels and more) cannot be read. [point/pixel]"""

_DRAWN = ("sites", "activities", "billets", "contingents", "people")
"""Tables that the pictures of ours rest on."""

NARROW_PLOT = 540
"""Width of a chart's plot on A4 in portrait, where letters would be small beside a wider one. [pixel]"""

_PIXELS = 3
"""Pixels for each of a drawing that must be set as an image of dots. [pixel]"""

_SIZE = re.compile(r'^<svg[^>]*? viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')


class Gallery:
    """The pictures of one brief, each drawn once however often the brief is set."""

    def __init__(self, account: Account, form: Form) -> None:
        self.account = account
        self._on_slides = form is Form.SLIDES
        self._drawn: dict[str, Picture | None] = {}

    def chart(self, name: str) -> tuple[Picture, ...]:
        """Return a chart without its heading, which the brief sets; nothing where there is no such chart."""
        if name not in CHARTS or CHARTS[name].draw is None:
            return ()
        return self._once(name, lambda: self._chart(name))

    def annexed(self, name: str) -> tuple[Picture, ...]:
        """Return a picture of ours for a page of its own; nothing where it would be too small to be read."""
        draw = CHARTS[name].picture if name in CHARTS else None
        if draw is None:
            return ()
        return self._once(
            name, lambda: fitting(draw(self.account), self._alt(name), self._rests, LANDSCAPE, LANDSCAPE.height)
        )

    def maps(self) -> tuple[Picture, ...]:
        """Return the maps of as many weeks as can be read on one page; nothing where no site has a position."""
        return self._once("maps", self._maps) if self._has_positions else ()

    def last_week(self) -> tuple[Picture, ...]:
        """Return the map of the last week, for half a slide; nothing where no site has a position."""
        return self._once("last week", self._last_week) if self._has_positions else ()

    def _once(self, name: str, draw: Callable[[], Picture | None]) -> tuple[Picture, ...]:
        if name not in self._drawn:
            self._drawn[name] = draw()
        picture = self._drawn[name]
        return () if picture is None else (picture,)

    @property
    def _has_positions(self) -> bool:
        return any(site.lat is not None and site.lon is not None for site in self.account.mission.sites)

    @property
    def _rests(self) -> str:
        """What is illustrative in the pictures that are ours."""
        return resting_on(self.account, *_DRAWN)

    def _alt(self, name: str) -> str:
        return f"{CHARTS[name].title}. {CHARTS[name].sentence(self.account)}"

    def _chart(self, name: str) -> Picture | None:
        written = chart(name, self.account, Theme.LIGHT).to_dict()
        heading = written.pop("title", {})
        if not self._on_slides:
            _narrow(written, NARROW_PLOT)
        drawing = vl_convert.vegalite_to_svg(json.dumps(each_word(written, printable)), vl_version=VEGALITE)
        lines = heading.get("subtitle", []) if isinstance(heading, dict) else []
        said = standing(self.account)
        key = " ".join(line for line in lines if not any(line in words for words in said))
        sheet, part = (SLIDE, 0.78) if self._on_slides else (PORTRAIT, 0.4)
        return fitting(drawing, self._alt(name), key, sheet, sheet.height * part, least=0.0)

    def _maps(self) -> Picture | None:
        weeks = site_map.chosen_weeks(self.account)
        for chosen in (weeks, [weeks[0], *weeks[1:-1][:2], weeks[-1]], [weeks[0], weeks[-1]]):
            drawing = site_map.map_svg(self.account, chosen)
            if (picture := fitting(drawing, self._alt("map"), self._rests, LANDSCAPE, LANDSCAPE.height)) is not None:
                return picture
        return None

    def _last_week(self) -> Picture | None:
        week, _ = site_map.chosen_weeks(self.account)[-1]
        drawing = site_map.map_svg(self.account, [(week, "last week")], columns=1)
        half = Sheet(SLIDE.width * 0.48, SLIDE.height)
        return fitting(drawing, self._alt("map"), self._rests, half, SLIDE.height * 0.86)


def fitting(
    drawing: str, alt: str, key: str, sheet: Sheet, height: float, *, least: float = LEAST_SCALE
) -> Picture | None:
    """Return a drawing as large as fits; None if that is smaller than ``least``. [point/pixel]"""
    size = _SIZE.match(drawing)
    if size is None:
        return None
    wide, high = float(size[1]), float(size[2])
    scale = min(sheet.width / wide, height / high, 1.0)
    return Picture(_settable(drawing), alt, key, round(wide * scale, 2)) if scale >= least else None


def _narrow(written: Any, plot: int) -> None:  # noqa: ANN401 - JSON
    """Give every plot of a chart another width."""
    if isinstance(written, dict):
        if written.get("width") == WIDTH:
            written["width"] = plot
        for part in written.values():
            _narrow(part, plot)
    elif isinstance(written, list):
        for part in written:
            _narrow(part, plot)


def _settable(drawing: str) -> str:
    """Return a drawing that typst can set.

    In a drawing it cannot set words that run from right to left: such a drawing is set as an image of dots.
    """
    drawing = printable(drawing)
    if not runs_right_to_left(drawing):
        return drawing
    size = _SIZE.match(drawing)
    if size is None:
        return drawing
    with as_file(files(__package__) / "fonts") as fonts:
        vl_convert.register_font_directory(str(fonts))
        dots = base64.b64encode(vl_convert.svg_to_png(drawing, scale=_PIXELS)).decode()
    frame = f'width="{size[1]}" height="{size[2]}"'
    box = f'viewBox="0 0 {size[1]} {size[2]}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}><image {frame} href="data:image/png;base64,{dots}"/></svg>'
