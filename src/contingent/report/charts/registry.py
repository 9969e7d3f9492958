"""All charts and pictures by name, and how each is drawn."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape

import vl_convert

from contingent.core.errors import ContingentError
from contingent.report.account import Account
from contingent.report.charts import burden, coverage, departures, goals, headcount, holdings
from contingent.report.charts.look import Drawing, inside
from contingent.report.charts.palette import PALETTE, Theme
from contingent.report.pictures import map as site_map
from contingent.report.pictures.gantt import gantt_svg
from contingent.report.pictures.heat import heat_svg

VEGALITE = "6.4"
"""Version of Vega-Lite that Altair writes for; the converter has several."""
_CONTROL = re.compile(r"(?<!\\)((?:\\\\)*)\\u00(?:0[0-8bcef]|1[0-9a-f])")
"""A control character as JSON writes it; the converter ends the whole program where one is in a name."""


class UnknownChartError(ContingentError):
    """There is no chart of this name, or not as an Altair object; the message names those that there are."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart or a picture."""

    title: str
    sentence: Callable[[Account], str]
    """What it shows, in one sentence of plain words with the main figures."""
    draw: Callable[[Account, Theme], Drawing] | None = None
    """Make the Altair object; None: there is only a picture."""
    picture: Callable[[Account], str] | None = None
    """Draw the SVG in light colours by hand; None: the chart is converted."""


CHARTS: dict[str, Chart] = {
    "headcount": Chart(headcount.BY_NATION, headcount.sentence, headcount.by_nation),
    "headcount-by-command": Chart(headcount.BY_COMMAND, headcount.sentence, headcount.by_command),
    "gantt": Chart(holdings.TITLE, holdings.sentence, picture=gantt_svg),
    "coverage": Chart(coverage.TITLE, coverage.sentence, coverage.draw, heat_svg),
    "map": Chart(site_map.TITLE, site_map.sentence, picture=site_map.map_svg),
    "departures": Chart(departures.TITLE, departures.sentence, departures.draw),
    "burden": Chart(burden.TITLE, burden.sentence, burden.draw),
    "goals": Chart(goals.TITLE, goals.sentence, goals.draw),
}
"""Every chart by its name."""


def chart(name: str, account: Account, theme: Theme = Theme.LIGHT) -> Drawing:
    """Return a chart as an Altair object, which notebooks show and Altair can go on with.

    Raises
    ------
    UnknownChartError
        There is no such chart, or it is a picture that Altair cannot draw.
    """
    found = find(name)
    if found.draw is None:
        able = ", ".join(known for known, entry in CHARTS.items() if entry.draw)
        raise UnknownChartError(f"'{name}' is a picture, not an Altair chart. As Altair charts there are: {able}.")
    return found.draw(account, theme)


def sentence(name: str, account: Account) -> str:
    """Return what a chart shows, in one sentence.

    Raises
    ------
    UnknownChartError
        There is no such chart.
    """
    return find(name).sentence(account)


def svg(name: str, account: Account, theme: Theme = Theme.LIGHT, *, alone: bool = True) -> str:
    """Return a chart as SVG; its ids begin with its name, so that a page can hold several.

    Parameters
    ----------
    alone
        With title, viewer and the mission's marking, as a drawing needs them that stands alone. A page says these
        itself; for it, charts are also wider.

    Raises
    ------
    UnknownChartError
        There is no such chart.
    """
    found = find(name)
    if found.picture is not None:
        return dyed(found.picture(account), theme)
    spec = chart(name, account, theme).to_dict()
    written = _CONTROL.sub(r"\1�", json.dumps(spec if alone else inside(spec, account), sort_keys=True))
    drawing = _with_own_ids(vl_convert.vegalite_to_svg(written, vl_version=VEGALITE), name)
    label = escape(f"{found.title}. {found.sentence(account)}")
    return drawing.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def dyed(drawing: str, theme: Theme) -> str:
    """Return a drawing of ours, which is in light colours, in those of another theme."""
    if theme is Theme.LIGHT:
        return drawing
    colours = {shade.light: shade.of(theme) for shade in PALETTE.values()}
    return re.sub(
        r'(fill|stroke)="(#[0-9a-f]{6})"', lambda found: f'{found[1]}="{colours.get(found[2], found[2])}"', drawing
    )


def _with_own_ids(drawing: str, name: str) -> str:
    drawing = re.sub(r'(?<= id=")', f"{name}-", drawing)
    return re.sub(r"(?<=url\(#)", f"{name}-", drawing)


def find(name: str) -> Chart:
    """Return the chart of a name.

    Raises
    ------
    UnknownChartError
        There is no such chart.
    """
    if name not in CHARTS:
        close = get_close_matches(name, CHARTS, 1)
        guess = f" Did you mean '{close[0]}'?" if close else ""
        raise UnknownChartError(f"There is no chart '{name}'.{guess} There are: {', '.join(CHARTS)}.")
    return CHARTS[name]
