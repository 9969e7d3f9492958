"""What the page says, without a browser."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from builders import activity, billet, mission, plan, site
from contingent.app.read_plan import read_planned
from contingent.domain.plan import GoalResult
from contingent.report.account import account_of
from contingent.report.page import report_page
from contingent.report.page.sheet import merged
from contingent.report.releasable import account_for

SECTIONS = [
    "answer", "headcount", "holdings", "coverage", "map", "departures", "burden", "binding", "pledges", "decisions",
    "sources", "making",
]  # fmt: skip


class Outline(HTMLParser):
    """Reads the elements of a page."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.headings, self.words = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_data(self, data):
        self.words += data

    def ids(self, tag):
        return [attributes["id"] for of, attributes in self.elements if of == tag and "id" in attributes]


def words_of(html):
    return re.sub(r"\s+", " ", Outline(html).words)


def test_all_sections_stand_in_their_order(html):
    assert [of for of in Outline(html).ids("section") if of in SECTIONS] == SECTIONS


def test_headings_skip_no_level(html):
    headings = Outline(html).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))


def test_no_id_is_given_twice(html):
    ids = [attributes["id"] for _, attributes in Outline(html).elements if "id" in attributes]
    assert sorted(ids) == sorted(set(ids))


def test_every_table_has_a_caption_and_every_header_a_scope(html):
    outline = Outline(html)
    tags = [tag for tag, _ in outline.elements]
    assert tags.count("table") == tags.count("caption") > 10
    assert all(attributes.get("scope") in {"row", "col"} for tag, attributes in outline.elements if tag == "th")


def test_every_goal_stands_with_value_bound_gap_unit_and_proof(html):
    words = words_of(html)
    assert "coverage uncovered posts, by priority 102 102 0 post-weeks x priority ✔ proven best".replace(" ", "") in (
        words.replace(" ", "")
    )
    assert "60 54.50 4.6 % person-weeks ≤ at most 5.50 better".replace(" ", "") in words.replace(" ", "")
    assert "20 - - person-changes ? nothing proven".replace(" ", "") in words.replace(" ", "")


def test_an_unlawful_plan_is_called_so_with_every_breach(account, html):
    words = words_of(html)
    assert "Unlawful" in words
    assert not account.verdict.is_lawful
    for violation in account.verdict.violations:
        assert re.sub(r"\s+", " ", str(violation)) in words


@pytest.mark.parametrize(("claimed", "says"), [("0", "Lawful"), ("3", "Lawful, wrongly counted")])
def test_goals_that_are_claimed_wrongly_are_said_at_the_stamp(claimed, says):
    m = mission(site(), weeks=3)
    p = plan(m).model_copy(update={"goals": (GoalResult(goal="turbulence", value=claimed, scale="9"),)})
    html = report_page(account_of(m, p))
    assert re.search(r'<p class="word">([^<]*)', html)[1] == says
    assert ("turbulence: 3 claimed, 0 counted" in words_of(html)) == (claimed == "3")
    assert ("only claimed: 0 counted" in words_of(html)) == (claimed == "3")


def test_the_five_numbers_stand_apart(account, html):
    numbers = account.tables.numbers
    shown = [numbers.required_peak, numbers.offered, numbers.confirmed, numbers.in_place]
    found = re.findall(r"<dt>([^<]*)</dt><dd><b>([^<]*)</b>", html)
    assert [name for name, _ in found] == ["required", "ceiling", "offered", "confirmed", "in place"]
    assert [int(value) for name, value in found if name != "ceiling"] == shown
    assert dict(found)["ceiling"] == "20 \N{EN DASH} 24"


def test_names_are_never_html(html, evil):
    outline = Outline(html)
    assert words_of(html).count(evil) > 10
    assert [tag for tag, _ in outline.elements].count("script") == 1
    assert "img" not in {tag for tag, _ in outline.elements}
    assert not [a for _, a in outline.elements if any(name.startswith("on") for name in a)]
    assert all(a["href"].startswith(("#", "https://")) for tag, a in outline.elements if tag == "a")


def test_no_style_stands_at_an_element_and_nothing_is_loaded(html):
    for tag, attributes in Outline(html).elements:
        assert "style" not in attributes, tag
        assert "src" not in attributes, tag
        assert tag not in {"link", "iframe", "object", "embed", "base"}


def test_the_policy_allows_nothing_but_what_is_inside(html):
    policy = next(a["content"] for tag, a in Outline(html).elements if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_illustrative_rows_are_marked_and_figures_say_that_they_rest_on_them(html):
    words = words_of(html)
    assert "1 of 2 rows of contingents" in words
    assert re.search(r'us <em class="mark">illustrative</em>', html)
    assert not re.search(r'>es <em class="mark">', html)


def test_stale_and_due_pledges_are_named(html):
    assert "stale: was to be renewed before the start" in html
    assert "due: to be renewed before its people leave" in html


def test_a_nation_sees_that_it_is_a_view_and_neither_goals_nor_verdict(planned):
    html = report_page(account_for(*planned, "USA"))
    words = words_of(html)
    assert "View of USA: only what is releasable to it" in words
    assert "posts may be filled by others that are not shown" in words
    assert "Lawful" not in words
    assert "Unlawful" not in words
    assert "proven best" not in words
    assert "engine" not in words


def test_an_empty_plan_has_a_page():
    m = mission(site(), activity(), billet(3), weeks=1)
    words = words_of(report_page(account_of(m, plan(m))))
    assert "0 % of 3 post-weeks are filled" in words
    assert "Nobody fills a post." in words


def test_a_mission_without_activities_has_a_page():
    m = mission(site(), weeks=3)
    assert "No posts are required." in words_of(report_page(account_of(m, plan(m))))


def test_weeks_are_merged_only_where_the_numbers_stay_and_none_is_between(account):
    weeks = account.tables.weeks
    rows = [(weeks[w], n) for w, n in ((0, 1), (1, 1), (2, 2), (5, 2))]
    found = merged(rows, lambda _: 0, lambda at: at[1], lambda at: at[0].week)
    assert [(a, length) for _, a, _, length in found] == [
        (weeks[0].week, 2),
        (weeks[2].week, 1),
        (weeks[5].week, 1),
    ]


@pytest.mark.parametrize("table", ["holding-table", "departure-table", "fact-table", "pledge-table"])
def test_tables_leave_no_row_out(account, html, table):
    of = {
        "holding-table": account.tables.holdings,
        "departure-table": account.tables.departures,
        "fact-table": account.tables.facts,
        "pledge-table": account.tables.pledges,
    }[table]
    body = html.split(f'<table id="{table}">')[1].split("<tbody>")[1].split("</tbody>")[0]
    assert body.count("<tr>") == len(of) > 0


_CHILD = """
import sys
from pathlib import Path
from contingent.app.read_plan import read_planned
from contingent.domain.plan import GoalResult
from contingent.report.account import account_of
from contingent.report.page import report_page
read = read_planned(Path(sys.argv[1]))
sys.stdout.buffer.write(report_page(account_of(read.mission, read.plan)).encode())
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The mission that comes with every copy, planned by hand: nobody comes."""
    root = Path(__file__).parents[3]
    where = tmp_path_factory.mktemp("plan")
    (where / "mission").symlink_to(root / "missions" / "first")
    (where / "plan.toml").write_text('format = 1\nmission = "first"\n')
    return where


def test_the_page_is_the_same_in_every_locale_and_time_zone(folder):
    read = read_planned(folder)
    here = report_page(account_of(read.mission, read.plan)).encode()
    more = {"TZ": "Pacific/Auckland", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "7"}
    environment = {**os.environ, **more, "PYTHONPATH": os.pathsep.join(sys.path)}
    there = subprocess.run(
        [sys.executable, "-c", _CHILD, str(folder)], env=environment, capture_output=True, check=True
    ).stdout
    assert there == here


def test_a_large_mission_stays_under_fifteen_megabytes_and_loses_no_activity(large):
    html = report_page(large)
    assert len(html.encode()) < 15_000_000
    asked = {row.activity for row in large.tables.cover if row.required}
    assert html.count('<section class="activity"') == len(asked)
