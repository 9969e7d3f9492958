"""The colours of all pictures: one set of roles, each in three themes.

A static SVG is drawn in the colours of the light theme. Each role has a light colour of its own, so that a page can
dye the drawing for another theme by rules on the attributes ``fill`` and ``stroke``: see `recolour`.
"""

from enum import StrEnum
from typing import NamedTuple


class Theme(StrEnum):
    """What a picture is drawn for."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"
    """Highest contrast, on white."""


class Shade(NamedTuple):
    """The colour of one role in each theme, as hexadecimal RGB."""

    light: str
    dark: str
    contrast: str

    def of(self, theme: Theme) -> str:
        """Return the colour in a theme."""
        return self[list(Theme).index(theme)]


PALETTE: dict[str, Shade] = {
    "paper": Shade("#fffffe", "#14181d", "#ffffff"),
    "ink": Shade("#1b1f24", "#e8eaed", "#000000"),
    "muted": Shade("#565e67", "#a8b0b9", "#262626"),
    "grid": Shade("#d9dde2", "#3a424b", "#8c8c8c"),
    "limit": Shade("#b00021", "#ff8b94", "#a00000"),
    "series-1": Shade("#0072b2", "#56b4e9", "#005a9c"),
    "series-2": Shade("#d55e00", "#e07b1f", "#b04a00"),
    "series-3": Shade("#005c43", "#0f8f6c", "#003d2c"),
    "series-4": Shade("#a3306e", "#f58fc8", "#8f1f5f"),
    "series-5": Shade("#5a3a00", "#f0e442", "#4a2f00"),
    "series-6": Shade("#2c1a75", "#8f7df0", "#20106a"),
    "series-7": Shade("#21a295", "#c9f5ea", "#007f74"),
    "others": Shade("#6c7278", "#858c95", "#5c5c5c"),
    "short-0": Shade("#e3eef7", "#22313d", "#e6f0fa"),
    "short-1": Shade("#f2b36b", "#5c3c10", "#e8a04c"),
    "short-2": Shade("#d66c30", "#a3541b", "#d06012"),
    "short-3": Shade("#8b1e10", "#ffb59e", "#660f00"),
    "sea": Shade("#eaf1f6", "#1d252c", "#f4f8fb"),
    "land": Shade("#f4f1ea", "#2b2f33", "#fdfdfc"),
    "host": Shade("#e5dcc3", "#41402f", "#eeeade"),
    "border": Shade("#8d8677", "#8b8b84", "#595959"),
}
"""Colour of every role.

``series-1`` to ``series-7`` and ``others`` are nations or commands, the largest first; ``short-0`` (all filled) to
``short-3`` (half or more missing) are steps of coverage. ``paper`` is the background, and of hatches over a series.
Against ``paper`` lines of text have at least 7 : 1 in ink and 4.5 : 1 when muted, and series and limits at least 3 : 1.
"""

SERIES = tuple(role for role in PALETTE if role.startswith("series-"))
"""Roles of the largest nations or commands, in order."""


def recolour(theme: Theme, within: str = "") -> str:
    """Return CSS rules that dye a drawing in light colours for another theme.

    Parameters
    ----------
    within
        Selector of the elements inside which the drawings stand.
    """
    lines = []
    for shade in PALETTE.values():
        for attribute in ("fill", "stroke"):
            selector = f'{within} [{attribute}="{shade.light}"]'.strip()
            lines.append(f"{selector}{{{attribute}:{shade.of(theme)}}}")
    return "\n".join(lines)
