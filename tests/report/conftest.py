import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from builders import (
    activity,
    billet,
    ceiling,
    contingent,
    fill,
    handover,
    in_place,
    mission,
    need,
    onward,
    plan,
    site,
    tour,
)
from contingent.report.account import account_of
from large import large_mission, large_plan

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def large():
    """Sixty nations, four hundred contingents, three years; the plan is not lawful. Dear to count: once a process."""
    m = large_mission()
    return account_of(m, large_plan(m))


@pytest.fixture(scope="module")
def browser():
    """Chromium of the machine.

    It goes with its module: while it runs, nothing else in the process may have an event loop.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("Chromium is not installed; the page cannot be tested: apt-get install chromium", pytrace=False)
    os.environ["PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def relief():
    """Ten Spaniards with two of support relieve ten Americans, who then count for a need elsewhere after two weeks."""
    m = mission(
        site(overlap=2),
        activity(hand_to="NEW"),
        billet(10, essential=4),
        in_place("us", "USA", 10),
        contingent("es", "ESP", 10, commands="NEW", from_=4, support="0.15"),
        ceiling(25, until=8),
        ceiling(30, from_=6),
        need("readiness", 10, "USA", reset_weeks=2),
        weeks=12,
        release=("USA",),
    )
    p = plan(
        m,
        tour("us", 10, -4, 6),
        tour("es", 10, 4, command="NEW"),
        fill("us", 10, 0, 6),
        fill("es", 10, 6),
        handover(6),
        onward("us", 10, 8, to="readiness"),
    )
    return m, p
