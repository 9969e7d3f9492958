"""The sections below the first screen, in their order."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from contingent.report.account import Account
from contingent.report.charts.registry import CHARTS, svg
from contingent.report.page import made, people, sources
from contingent.report.page.posts import coverage_sheets, holding_parts, holding_sheets
from contingent.report.page.sheet import Figure, Marker, Section, Sheet
from contingent.report.pictures.gantt import Gantt
from contingent.report.pictures.heat import heat_parts


def sections_of(account: Account, gantt: Gantt) -> tuple[Section, ...]:
    """Return all sections."""
    mark = Marker(account)
    headcount = people.headcount_sheet(account)
    return (
        Section(
            "headcount",
            "Headcount against the ceiling",
            figures=(
                _figure(account, "headcount", [headcount, people.weeks_sheet(account)], mark, _STRENGTH),
                _figure(account, "headcount-by-command", [people.command_sheet(account)], mark, _STRENGTH),
            ),
        ),
        Section(
            "holdings",
            "Who holds what",
            _sentence(account, "gantt"),
            parts=tuple(holding_parts(account, gantt, mark)),
            legend=Markup(gantt.legend()),  # noqa: S704 - drawn by us
            sheets=holding_sheets(account, mark),
        ),
        Section(
            "coverage",
            "Coverage",
            figures=(
                _figure(account, "coverage", coverage_sheets(account, mark), mark, ("activities", "billets"), heat_parts(account)),
            ),
        ),
        Section("map", "Where they are", figures=(_figure(account, "map", [people.site_sheet(account, mark)], mark, (*_STRENGTH, "sites")),)),
        Section(
            "departures",
            "Who may go home, and what for",
            figures=(
                _figure(account, "departures", people.departure_sheets(account, mark), mark, ("contingents", "people", "elsewhere")),
            ),
        ),
        Section("burden", "Burden and fair share", figures=(_figure(account, "burden", [people.burden_sheet(account, mark)], mark, (*_STRENGTH, "nations")),)),
        made.binding_section(account, mark),
        made.pledge_section(account, mark),
        sources.source_section(account),
        made.making_section(account),
    )


_ROLES = re.compile(r'(<[a-z]+ [^<>]*?) role="graphics-[a-z]+"(?: aria-[a-z]+="[^"]*")*')
_STRENGTH = ("contingents", "people", "ceilings")


def _figure(
    account: Account,
    name: str,
    sheets: Iterable[Sheet],
    mark: Marker,
    rests: tuple[str, ...],
    drawings: Iterable[str] | None = None,
) -> Figure:
    """Return a figure; a chart that there is not leaves its tables alone."""
    if drawings is None:
        drawings = [svg(name, account)] if name in CHARTS else []
    title = CHARTS[name].title if name in CHARTS else name
    drawn = tuple(Markup(_plain(drawing)) for drawing in drawings)  # noqa: S704 - our own drawings escape what they hold
    return Figure(name, title, _sentence(account, name), drawn, tuple(sheets), mark.rests(*rests))


def _plain(drawing: str) -> str:
    """Take away the roles of the marks of a chart: the whole is one image with one sentence, and a table behind it."""
    return _ROLES.sub(r"\1", drawing)


def _sentence(account: Account, name: str) -> str:
    if name == "headcount-by-command":
        return people.command_sentence(account)
    return CHARTS[name].sentence(account) if name in CHARTS else ""
