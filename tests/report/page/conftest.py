"""Pages opened from disk, and a small mission that has something for every section."""

from datetime import date
from pathlib import Path

import pytest

from builders import (
    activity,
    billet,
    caveat,
    ceiling,
    consent,
    contingent,
    fill,
    handover,
    in_place,
    mandate,
    mission,
    nation,
    need,
    onward,
    plan,
    row,
    tour,
)
from contingent.domain.plan import GoalResult
from contingent.domain.tables import Site, Source
from contingent.report.account import account_of
from contingent.report.page import report_page

EVIL = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{ 7*7 }}'
"""A name that would do harm if it were read as HTML, as an attribute or as a template."""


@pytest.fixture
def opened(browser, tmp_path):
    """Open an account's page from disk, in a window of its own; errors and requests are kept in ``troubles``."""
    contexts = []

    def open_page(html, width=1280, **options):
        file: Path = tmp_path / "report.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda message: page.troubles.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: page.troubles.append(f"error: {error}"))
        page.on("request", lambda r: r.url == file.as_uri() or page.troubles.append(f"request: {r.url}"))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def everything(name=EVIL):
    """Return a mission and a lawless plan with something for every section; ``name`` is said wherever words are."""
    m = mission(
        nation("USA", share="1"),
        nation("ESP", share="3"),
        row(Site, id="base", name=name, lat="33.3", lon="44.4", overlap_weeks=2, confidence="illustrative"),
        row(Site, id="camp", name=name, beds=5),
        activity(hand_to="NEW", name=name, latest=5, confidence="illustrative", source=("s1",), note=name),
        activity("guard", site="camp"),
        billet(10, essential=4),
        billet(8, essential=8, activity="guard"),
        in_place("us", "USA", 10, name=name, review_by=date(2020, 1, 1), confidence="illustrative"),
        contingent("es", "ESP", 10, commands="NEW", from_=4, support="0.15", name=name, review_by=9),
        caveat("es", "activity:guard", text=name),
        consent("ESP", "refused", where="camp"),
        mandate("ESP", 12),
        ceiling(20, until=8),
        ceiling(24, from_=6),
        need("readiness", 10, "USA", reset_weeks=2),
        weeks=12,
        release=("USA",),
    )
    sources = (
        Source(id="s1", title=name, publisher=name, url="https://example.org/a?b=1&c=2"),
        Source(id="s2", title="bad", url="javascript:alert(3)"),
        *(Source(id=f"s{n}", title=f"Paper {n}") for n in range(3, 16)),
    )
    m = m.model_copy(update={"title": name, "marking": name, "sources": sources})
    p = plan(
        m,
        tour("us", 10, -4, 6),
        tour("es", 10, 4, command="NEW"),
        fill("us", 9, 0, 6),
        fill("es", 10, 6),
        handover(6),
        onward("us", 10, 8, to="readiness"),
    )
    goals = (
        GoalResult(goal="coverage", value="102", bound="102", scale="216", proof="optimal"),
        GoalResult(goal="release", value="60", bound="54.5", scale="120", proof="bounded"),
        GoalResult(goal="turbulence", value="20", scale="40"),
    )
    return m, p.model_copy(update={"goals": goals, "made_by": {"engine": name}})


@pytest.fixture(scope="session")
def evil():
    return EVIL


@pytest.fixture(scope="session")
def planned():
    """A mission and a plan of it."""
    return everything()


@pytest.fixture(scope="session")
def account(planned):
    return account_of(*planned)


@pytest.fixture(scope="session")
def html(account):
    return report_page(account)
