"""Charts as the bytes of a file: SVG, PNG or PDF, made without a browser and with fonts that the converter brings."""

import re
from enum import StrEnum
from textwrap import shorten

import vl_convert

from contingent.report.account import Account
from contingent.report.charts.look import resting_on, standing
from contingent.report.charts.palette import Theme
from contingent.report.charts.pdf import in_order
from contingent.report.charts.registry import CHARTS, dyed, svg
from contingent.report.pictures.svg import colour, element, number, text

PIXELS = 2
"""Pixels of a PNG for each of the drawing. [pixel]"""


_DRAWN = ("sites", "activities", "billets", "contingents", "people")
"""Tables that every picture rests on."""


class Form(StrEnum):
    """Kinds of files, by their ending."""

    SVG = "svg"
    PNG = "png"
    PDF = "pdf"


def saved(name: str, account: Account, form: Form, theme: Theme = Theme.LIGHT) -> bytes:
    """Return a chart as a file that stands alone: with its title, the viewer, and the mission's marking.

    Raises
    ------
    UnknownChartError
        There is no such chart.
    """
    drawing = svg(name, account, theme)
    if CHARTS[name].picture is not None:
        drawing = dyed(_framed(svg(name, account), CHARTS[name].title, account), theme)
    match form:
        case Form.SVG:
            return drawing.encode()
        case Form.PNG:
            return vl_convert.svg_to_png(drawing, scale=PIXELS)
        case Form.PDF:
            return in_order(vl_convert.svg_to_pdf(drawing))


def _framed(drawing: str, title: str, account: Account) -> str:
    """Put a picture under its title and the mission's marking, as charts have them of their own."""
    width, height = (
        float(found) for found in re.findall(r'^<svg[^>]*? width="([\d.]+)" height="([\d.]+)"', drawing)[0]
    )
    lines = [line for line in (resting_on(account, *_DRAWN), *standing(account)) if line]
    top, edge = 40.0 + 18 * len(lines), 16.0
    heading = shorten(f"{title} - {account.mission.title}", 130, placeholder="...")
    words = [text(heading, edge, 28, font_size=17.0, font_weight="bold")]
    words += [text(line, edge, 48.0 + 18 * n, fill=colour("muted")) for n, line in enumerate(lines)]
    paper = element("rect", width="100%", height="100%", fill=colour("paper"))
    inner = drawing.replace("<svg ", f'<svg x="{number(edge)}" y="{number(top)}" ', 1)
    whole = f'width="{number(width + 2 * edge)}" height="{number(height + top + edge)}"'
    font = 'font-family="Liberation Sans, Arial, sans-serif" font-size="12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {whole} {font}>{paper}{"".join(words)}{inner}</svg>'
