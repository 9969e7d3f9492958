"""The comparison as one page of HTML: opens offline, needs no script, prints on paper."""

import base64
import hashlib
from functools import cache
from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from contingent.core.version import __version__
from contingent.report.charts.palette import PALETTE, Theme, recolour
from contingent.report.comparison import small, words
from contingent.report.comparison.claims import Relation
from contingent.report.comparison.compare import Comparison

_ROLES = ("paper", "ink", "muted", "grid", "limit", "series-1", "series-3")


def comparison_page(comparison: Comparison) -> str:
    """Return the page. It asks nothing of the net, and its words are never taken for markup."""
    style = _style()
    # What a browser may run is told by its hash: the page's own style, and nothing else.
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = _templates().get_template("comparison.html")
    return template.render(
        comparison=comparison,
        words=words,
        told=[row for row in comparison.pairs if row.goal is not None and row.relation is not Relation.ALIKE],
        goal_pictures=[Markup(svg) for svg in small.goal_pictures(comparison)],  # noqa: S704 - escaped there
        headcount_pictures=[Markup(svg) for svg in small.headcount_pictures(comparison)],  # noqa: S704
        release_pictures=[Markup(svg) for svg in small.release_pictures(comparison)],  # noqa: S704
        style=Markup(style),  # noqa: S704 - our own
        policy=f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'",
        version=__version__,
    )


@cache
def _templates() -> Environment:
    return Environment(
        autoescape=True,
        loader=FunctionLoader(_template),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _template(name: str) -> str:
    return resources.files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    """Return the style sheet, with the colours of each theme."""
    dark = f"{_colours(Theme.DARK)}\n{recolour(Theme.DARK, 'figure')}"
    contrast = f"{_colours(Theme.CONTRAST)}\n{recolour(Theme.CONTRAST, 'figure')}"
    light = f"{_colours(Theme.LIGHT)}\n{recolour(Theme.LIGHT, 'figure')}"
    return "\n".join(
        (
            _colours(Theme.LIGHT),
            f"@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}",
            f"@media (prefers-contrast: more) {{\n{contrast}\n}}",
            f"@media print {{\n{light}\n}}",
            _template("comparison.css"),
        )
    )


def _colours(theme: Theme) -> str:
    """Return the colours of a theme as properties of the page."""
    return ":root{" + "".join(f"--{role}:{PALETTE[role].of(theme)};" for role in _ROLES) + "}"
