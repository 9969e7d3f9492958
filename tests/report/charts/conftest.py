"""Accounts to draw: of a relief, of nothing at all, of one week, and of a mission as large as any."""

import pytest

from builders import activity, billet, contingent, fill, mission, nation, plan, row, site, tour
from contingent.domain.plan import GoalResult
from contingent.domain.tables import Site
from contingent.report.account import account_of


@pytest.fixture
def relieved(relief):
    """Ten Americans relieved by ten Spaniards, under ceilings, with goals."""
    m, p = relief
    goals = (
        GoalResult(goal="coverage", value="20", bound="20", scale="120", proof="optimal"),
        GoalResult(goal="release", value="60", bound="54", scale="120", proof="bounded"),
        GoalResult(goal="turbulence", value="22", scale="40"),
    )
    return account_of(m, p.model_copy(update={"goals": goals}))


@pytest.fixture
def nobody():
    """A mission without tours."""
    m = mission(site(), activity(), billet(3), weeks=5)
    return account_of(m, plan(m))


@pytest.fixture
def one_week():
    """A mission of a single week; two nations carry it unequally."""
    m = mission(
        nation("ESP", share="1"),
        nation("NOR", share="3"),
        row(Site, id="base", name="Base", lat="33.3", lon="44.4"),
        activity(),
        billet(4, essential=4),
        contingent("es", "ESP", 3),
        contingent("no", "NOR", 1),
        weeks=1,
    )
    return account_of(m, plan(m, tour("es", 3), tour("no", 1), fill("es", 2), fill("no", 1)))


@pytest.fixture
def bare():
    """A mission with nothing in it."""
    m = mission(weeks=3)
    return account_of(m, plan(m))
