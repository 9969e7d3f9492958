"""Elements of SVG, written by hand: attributes in order, every word of the user escaped."""

from collections.abc import Iterable
from html import escape

from contingent.report.charts.palette import PALETTE

FONT = 'font-family="Helvetica Neue, Arial, Liberation Sans, sans-serif"'
WIDTH_OF_LETTER = 0.53
"""Width of a letter on average, as a share of the size of the font; a little more than it mostly is. [1]"""

HATCH, CROSS = "hatch", "cross"
"""Patterns: diagonal lines for people in overlap; crossed lines for essential posts that are empty."""


def colour(role: str) -> str:
    """Return the light colour of a role; a page dyes it for other themes."""
    return PALETTE[role].light


def number(value: float) -> str:
    """Write a coordinate, shortly."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def element(name: str, *children: str, **attributes: str | float) -> str:
    """Return an element; in names of attributes `_` stands for `-`, and one at the end is dropped."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in attributes.items()
    )
    inner = "".join(children)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def text(words: str, x: float, y: float, *within: str, **attributes: str | float) -> str:
    """Return a line of text that begins at ``x``, or ends or is centred there with ``text_anchor``."""
    return element("text", *within, escape(words), x=x, y=y, **{"fill": colour("ink"), **attributes})


def count(words: str, x: float, y: float, size: float) -> str:
    """Return a bold number with its middle at ``x``, legible over lines and patterns."""
    halo = {"stroke": colour("paper"), "stroke_width": "3", "paint_order": "stroke"}
    return text(words, x, y, font_size=size, font_weight="bold", text_anchor="middle", **halo)


def title(words: str) -> str:
    """Return the words that show where the pointer rests."""
    return element("title", escape(words))


def line(x1: float, y1: float, x2: float, y2: float, **attributes: str | float) -> str:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def rect(x: float, y: float, width: float, height: float, **attributes: str | float) -> str:
    """Return a rectangle; none is narrower than a hair."""
    return element("rect", x=x, y=y, width=max(width, 0.5), height=height, **attributes)


def width_of(words: str, size: float) -> float:
    """Return about how wide words are. [pixel]"""
    return len(words) * size * WIDTH_OF_LETTER


def fitted(words: str, room: float, size: float) -> str:
    """Cut words to ``room`` pixels, with an ellipsis; nothing where not even three letters fit."""
    if width_of(words, size) <= room:
        return words
    letters = int(room / (size * WIDTH_OF_LETTER)) - 1
    return f"{words[:letters].rstrip()}…" if letters >= 3 else ""


def pattern_id(pattern: str, role: str) -> str:
    """Return the name under which a pattern in the colour of a role is found."""
    return f"{pattern}-{role}"


def patterns(roles: Iterable[str]) -> str:
    """Return the definitions of both patterns in the colours of some roles; a document needs them once."""
    strokes = {HATCH: "M-2 8L8 -2M4 14L14 4", CROSS: "M-2 8L8 -2M4 14L14 4M-2 4L8 14M4 -2L14 8"}
    drawn = (
        element(
            "pattern",
            element("path", d=strokes[pattern], stroke=colour(role), stroke_width=1.6, fill="none"),
            id=pattern_id(pattern, role),
            width=12.0,
            height=12.0,
            patternUnits="userSpaceOnUse",
        )
        for role in dict.fromkeys(roles)
        for pattern in strokes
    )
    return element("defs", *drawn)


def picture(width: float, height: float, *children: str, label: str, **attributes: str) -> str:
    """Return a whole drawing, ``label`` said for those who do not see it."""
    size = f'width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}"'
    more = "".join(f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {FONT} font-size="12" aria-label="{escape(label)}"{more}>'
    return f"{head}{rect(0, 0, width, height, fill=colour('paper'))}{''.join(children)}</svg>"
