"""The sections below the first screen, in their order."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from contingent.report.account import Account
from contingent.report.charts.registry import CHARTS, svg
from contingent.report.page import made, people, sources
from contingent.report.page.answers import answer_sections
from contingent.report.page.decisions import decision_section
from contingent.report.page.posts import coverage_sheets, holding_parts, holding_sheets
from contingent.report.page.sheet import Figure, Marker, Section, Sheet
from contingent.report.pictures.gantt import Gantt
from contingent.report.pictures.heat import heat_parts


def sections_of(account: Account, gantt: Gantt) -> tuple[Section, ...]:
    """Return all sections."""
    mark = Marker(account)
    return (
        *answer_sections(account),
        Section("headcount", "Headcount against the ceiling", figures=_headcount(account)),
        Section(
            "holdings",
            "Who holds what",
            _sentence(account, "gantt"),
            parts=tuple(holding_parts(account, gantt, mark)),
            legend=Markup(gantt.legend()),  # noqa: S704 - drawn by us
            sheets=holding_sheets(account, mark),
        ),
        Section("coverage", "Coverage", figures=(_coverage(account, mark),)),
        Section("map", "Where they are", figures=(_figure(account, "map", [people.site_sheet(account, mark)]),)),
        Section(
            "departures",
            "Who may go home, and what for",
            figures=(_figure(account, "departures", people.departure_sheets(account, mark)),),
        ),
        Section(
            "burden",
            "Burden and fair share",
            figures=(_figure(account, "burden", [people.burden_sheet(account, mark)]),),
        ),
        made.binding_section(account, mark),
        made.pledge_section(account, mark),
        decision_section(account, mark),
        sources.source_section(account),
        made.making_section(account),
    )


def _headcount(account: Account) -> tuple[Figure, ...]:
    by_nation = [people.headcount_sheet(account), people.weeks_sheet(account)]
    return (
        _figure(account, "headcount", by_nation),
        _figure(account, "headcount-by-command", [people.command_sheet(account)]),
    )


def _coverage(account: Account, mark: Marker) -> Figure:
    return _figure(account, "coverage", coverage_sheets(account, mark), heat_parts(account))


_RESTS = {
    "headcount": ("contingents", "people", "ceilings"),
    "headcount-by-command": ("contingents", "people", "ceilings"),
    "coverage": ("activities", "billets", "contingents", "people"),
    "map": ("sites", "contingents", "people"),
    "departures": ("contingents", "people", "elsewhere"),
    "burden": ("nations", "contingents", "people"),
}
"""The tables of the mission on which each figure rests."""

_ROLES = re.compile(r'(<[a-z]+ [^<>]*?) role="graphics-[a-z]+"(?: aria-[a-z]+="[^"]*")*')


def _figure(account: Account, name: str, sheets: Iterable[Sheet], drawings: Iterable[str] | None = None) -> Figure:
    """Return a figure; a chart that there is not leaves its tables alone."""
    if drawings is None:
        drawings = [svg(name, account, alone=False)] if name in CHARTS else []
    title = CHARTS[name].title if name in CHARTS else name
    drawn = tuple(Markup(_plain(drawing)) for drawing in drawings)  # noqa: S704 - drawings escape what they hold
    rests = Marker(account).rests(*_RESTS[name])
    return Figure(name, title, _sentence(account, name), drawn, tuple(sheets), rests)


def _plain(drawing: str) -> str:
    """Take away the roles of the marks of a chart: the whole is one image with one sentence, and a table behind it."""
    return _ROLES.sub(r"\1", drawing)


def _sentence(account: Account, name: str) -> str:
    if name == "headcount-by-command":
        return people.command_sentence(account)
    return CHARTS[name].sentence(account) if name in CHARTS else ""
