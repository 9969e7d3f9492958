"""Set an account as one HTML file: style and script inside, nothing loaded from anywhere."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from contingent.report.account import Account
from contingent.report.charts.palette import PALETTE, Theme
from contingent.report.page.front import front_of
from contingent.report.page.sections import sections_of
from contingent.report.page.sheet import rows_of
from contingent.report.pictures.gantt import Gantt
from contingent.report.pictures.heat import ROLES
from contingent.report.pictures.svg import patterns

_HERE = files("contingent.report.page")

_UNCHOSEN = ":root:not([data-theme])"
_THEMES = (
    ("all", Theme.LIGHT, ":root"),
    ("screen and (prefers-contrast: more) and (prefers-color-scheme: light)", Theme.CONTRAST, _UNCHOSEN),
    ("screen and (prefers-color-scheme: dark)", Theme.DARK, _UNCHOSEN),
    ("screen", Theme.DARK, ":root[data-theme=dark]"),
    ("screen", Theme.CONTRAST, ":root[data-theme=contrast]"),
)
"""Where which colours hold; paper is always light."""


def report_page(account: Account) -> str:
    """Return the report as one HTML file.

    Nothing of the mission is ever read as HTML, the same account gives the same bytes, and a policy inside the file
    forbids it to load or run anything but its own style and script.
    """
    style, script = _style(), _read("page.js")
    gantt = Gantt(account)
    return _environment().get_template("page.html").render(
        front=front_of(account),
        sections=sections_of(account, gantt),
        viewer=account.viewer,
        patterns=Markup(patterns([*gantt.roles, *ROLES])),  # noqa: S704 - drawn by us
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=(
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
    )  # fmt: skip


def _style() -> str:
    """Return the style sheet, with the colours of the drawings in each theme.

    Drawings are in the light colour of each role. A rule without ancestors gives every part of them the colour of its
    role, so that it also reaches parts that are drawn once and used often; each theme says what that colour is.
    """
    roles = "".join(
        f'[{attribute}="{shade.light}"]{{{attribute}:var(--{role})}}\n'
        for role, shade in PALETTE.items()
        for attribute in ("fill", "stroke")
    )
    return _read("style.css") + roles + "".join(_colours(medium, theme, root) for medium, theme, root in _THEMES)


def _colours(medium: str, theme: Theme, root: str) -> str:
    values = ";".join(f"--{role}:{shade.of(theme)}" for role, shade in PALETTE.items())
    return f"@media {medium}{{{root}{{{values}}}}}\n"


def _digest(words: str) -> str:
    return f"sha256-{b64encode(sha256(words.encode()).digest()).decode()}"


def _read(name: str) -> str:
    return _HERE.joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    loader = FunctionLoader(lambda name: _read(f"templates/{name}"))
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["rows_of"] = rows_of
    return environment
