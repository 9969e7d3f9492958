"""The comparison as a page: opens offline in a browser, and everybody can read it."""

import os
import re
import subprocess
import sys
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe

from compared import candidate, claimed, relieved, school, stayed
from contingent.report.comparison.compare import compare
from contingent.report.comparison.page import comparison_page
from contingent.report.comparison.small import goal_pictures, headcount_pictures, top_of

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


@pytest.fixture
def page_file(three, tmp_path):
    (tmp_path / "comparison.html").write_text(comparison_page(compare(three)), encoding="utf-8")
    return tmp_path / "comparison.html"


@pytest.mark.parametrize(
    "look",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"forced_colors": "active"},
        {"contrast": "more"},
    ],
    ids=lambda look: " ".join(look.values()),
)
@pytest.mark.parametrize("width", [1280, 360])
def test_nobody_is_kept_from_reading(browser, page_file, look, width):
    with browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=True, **look) as context:
        page = context.new_page()
        asked, complained = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complained.append(message.text))
        page.goto(page_file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [url for url in asked if url != page_file.as_uri()] == []
        assert [words for words in complained if "axe" not in words.lower()] == []


def test_the_answer_stands_on_the_first_screen(browser, page_file):
    with browser.new_context(viewport={"width": 1280, "height": 800}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(page_file.as_uri())
        box = page.locator(".answer").bounding_box()
        assert box["y"] + box["height"] < 800
        assert "ten is proved better than eight: 0 against 16 in coverage" in page.locator(".answer").inner_text()
        assert page.locator("section").count() == 8


def test_small_comparisons_print_on_one_sheet(browser, page_file, tmp_path):
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(page_file.as_uri())
        pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", pdf)) == 1


def test_every_picture_is_told_and_on_one_scale(three):
    comparison = compare(three)
    pictures = headcount_pictures(comparison)
    assert len(pictures) == 3
    assert (
        'aria-label="ten: people in the host&#x27;s country, 10 in the first week, 20 at most, 10 in the last."'
        in pictures[0]
    )
    scales = {tuple(re.findall(r'text-anchor="end"[^>]*>([\d,]+)<', svg)) for svg in pictures}
    assert scales == {("0", "10", "20")}  # the ceiling of 25 is not near
    assert len(goal_pictures(comparison)) == len(comparison.goals)


@pytest.mark.parametrize(
    ("most", "top"), [(1, 2), (2, 2), (9, 10), (10, 10), (11, 12), (25, 30), (101, 120), (2060, 2400), (10_001, 12_000)]
)
def test_an_axis_ends_at_a_round_number_that_halves(most, top):
    assert top_of(most) == top
    assert top % 2 == 0


def test_names_are_never_markup():
    m = school().model_copy(update={"title": HOSTILE, "marking": HOSTILE})
    hostile = candidate(HOSTILE, m, claimed(m, relieved(m)))
    html = comparison_page(compare([hostile, candidate("other", m, stayed(m))]))
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html


def test_an_unlawful_plan_and_notices_are_told(three):
    m = three[0].account.mission
    unlawful = candidate("none", m, relieved(m).model_copy(update={"tours": ()}))
    html = comparison_page(compare([three[0], unlawful]))
    assert "<strong>Unlawful:</strong> none breaks rules" in html


def test_nothing_to_hand_over_and_nobody_to_release_are_told(three):
    m = school(release=())
    idle = m.model_copy(update={"activities": tuple(a.model_copy(update={"hand_to": None}) for a in m.activities)})
    plans = [candidate(name, idle, relieved(idle).model_copy(update={"handovers": ()})) for name in ("one", "two")]
    html = comparison_page(compare(plans))
    assert "No activity is to change command." in html
    assert "No nation is to be released." in html


PROGRAM = """
import hashlib, sys
from compared import candidate, claimed, relieved, school
from contingent.report.comparison.compare import compare
from contingent.report.comparison.page import comparison_page
m, n = school(), school(spain=8)
html = comparison_page(compare([candidate("a", m, claimed(m, relieved(m))), candidate("b", n, relieved(n))]))
print(hashlib.sha256(html.encode()).hexdigest())
"""


def test_the_page_is_the_same_everywhere():
    """In any time zone, locale and order of hashes."""
    paths = os.pathsep.join(filter(None, sys.path))
    worlds = [("UTC", "C", "0"), ("Pacific/Kiritimati", "de_DE.UTF-8", "7")]
    digests = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": paths, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed},
        ).stdout
        for zone, locale, seed in worlds
    }
    assert len(digests) == 1


def test_a_plan_with_another_name_is_another_page(three):
    renamed = [replace(three[0], name="renamed"), *three[1:]]
    assert comparison_page(compare(renamed)) != comparison_page(compare(three))
