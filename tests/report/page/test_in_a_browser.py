"""The page as a reader meets it, opened from disk in headless Chromium."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from contingent.report.page import report_page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
THEMES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced-colours": {"forced_colors": "active"},
}


def breaches(page):
    """Return what axe finds, tables behind charts opened as well."""
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]}).response
    return [(v["id"], [node["html"][:160] for node in v["nodes"][:3]]) for v in found["violations"]]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_and_nothing_is_asked_of_the_network(opened, html, theme, width):
    page = opened(html, width, **THEMES[theme])
    assert breaches(page) == []
    assert page.troubles == []


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_a_chosen_theme_is_as_good(opened, html, theme):
    page = opened(html)
    before = page.evaluate("getComputedStyle(document.body).color")
    page.get_by_label("Colours").select_option(theme)
    assert page.evaluate("getComputedStyle(document.body).color") != before
    assert breaches(page) == []


def test_drawings_take_the_colours_of_the_theme_also_where_they_are_used_again(opened, html):
    colours = {}
    for scheme in ("light", "dark"):
        page = opened(html, color_scheme=scheme)
        page.wait_for_selector("#map svg")
        colours[scheme] = page.evaluate("getComputedStyle(document.querySelector('#map svg defs [fill]')).fill")
    assert colours["light"] != colours["dark"]


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_the_page_never_scrolls_sideways(opened, html, width):
    page = opened(html, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_twice_as_large_letters_lose_nothing(opened, html):
    page = opened(html)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_the_answer_needs_no_scrolling(opened, account):
    mission = account.mission.model_copy(update={"title": "Iraq: NATO takes over", "marking": "EXERCISE"})
    made = report_page(type(account)(mission, account.plan, account.verdict, account.tables))
    page = opened(made)
    for what in (".stamp", ".plain", ".goals", ".five"):
        box = page.locator(what).first.bounding_box()
        assert box["y"] + box["height"] <= 800, what


def test_without_script_everything_can_be_read(opened, html):
    page = opened(html, java_script_enabled=False)
    bars = page.locator("svg.gantt g.bar")
    assert bars.count() > 3
    expect(bars.first).to_be_visible()
    assert page.locator("details").count() > 10
    summary = page.locator("#headcount summary").first
    summary.click()
    expect(page.locator("#headcount-table")).to_be_visible()
    expect(page.locator("#tools")).to_be_hidden()
    assert page.troubles == []


def test_arrow_keys_walk_through_the_gantt_chart(opened, html):
    page = opened(html)
    bars = page.locator("svg.gantt g.bar")
    assert page.locator('svg.gantt g.bar[tabindex="0"]').count() == 1
    bars.first.focus()

    def said():
        return page.evaluate("document.activeElement.getAttribute('aria-label')")

    first = said()
    assert re.search(r"fills 9 posts of train, from 6 Jan 2020 until 17 Feb 2020, 6 weeks\.$", first)
    expect(page.locator(".told")).to_have_text(re.sub(r"\s+", " ", first))
    page.keyboard.press("ArrowDown")
    assert "in overlap for train, not yet covering, from 3 Feb 2020 until 17 Feb 2020, 2 weeks." in said()
    page.keyboard.press("ArrowRight")
    assert "fills 10 posts of train, from 17 Feb 2020 until 30 Mar 2020, 6 weeks." in said()
    page.keyboard.press("ArrowRight")
    assert "fills 10 posts" in said()
    page.keyboard.press("Home")
    assert "in overlap" in said()
    page.keyboard.press("ArrowUp")
    assert said() == first
    assert page.locator('svg.gantt g.bar[tabindex="0"]').count() == 1


def test_tab_enters_the_gantt_chart_once(opened, html):
    page = opened(html)
    assert page.locator('svg.gantt g.bar:not([tabindex="-1"])').count() == 1


def test_the_first_stop_leads_to_the_plan(opened, html):
    page = opened(html)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the plan")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_long_table_can_be_filtered(opened, html):
    page = opened(html)
    field = page.locator("input[type=search]").first
    table = page.locator(f"#{field.get_attribute('id').removesuffix('-filter')}")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    field.fill("no row says this")
    expect(table.locator("tbody tr:visible")).to_have_count(0)
    field.fill("")
    assert table.locator("tbody tr:visible").count() > 12


def test_it_prints_on_light_paper(opened, html, tmp_path):
    page = opened(html, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 254)"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
