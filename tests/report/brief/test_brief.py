"""What the brief says, and that it can be read by everybody: PDF/UA-1, two to six pages, letters of many scripts."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
import typst

from builders import activity, billet, ceiling, in_place, mission, plan, site, tour
from contingent.domain.plan import Plan, Tour
from contingent.files import read_mission
from contingent.report.account import account_of
from contingent.report.brief import Form, brief_pdf
from contingent.report.brief.letters import UNPRINTABLE, letters, printable, runs_right_to_left
from contingent.report.releasable import account_for
from contingent.report.wording import amount

ROOT = Path(__file__).parents[3]
FORMS = pytest.mark.parametrize("form", list(Form), ids=str)
FONTS = ROOT / "src" / "contingent" / "report" / "brief" / "fonts"


@pytest.fixture(scope="module")
def account(schooled):
    return account_of(*schooled())


def standing(folder):
    """Return a mission of the repository and a plan in which those in place stay until they must leave."""
    m = read_mission(ROOT / "missions" / folder).mission
    at = {c.id: c for c in m.contingents if c.state == "in-place"}
    tours = [
        Tour(
            contingent=group.contingent,
            people=group.skills,
            heads=group.count,
            site=at[group.contingent].site,
            command=at[group.contingent].commands[0],
            arrive=at[group.contingent].since,
        )
        for group in m.people
        if group.contingent in at
    ]
    return account_of(m, Plan(mission=m.id, tours=tuple(tours)))


def is_for_everybody(pdf):
    """Tell whether a PDF says that it is PDF/UA-1, is tagged, and has a title and a language."""
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    says = "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data().decode()
    return (
        says and root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and root["/Lang"] and reader.metadata.title
    )


def alternatives(pdf):
    """Return the words that stand for pictures."""
    found, waiting = [], [pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            found += [str(node["/Alt"])] if "/Alt" in node else []
            waiting += [node["/K"]] if "/K" in node else []
    return found


@FORMS
@pytest.mark.parametrize("folder", ["first", "kfor", "iraq-2020"])
def test_missions_of_the_repository_have_a_brief(folder, form, pages_of):
    told = standing(folder)
    pdf = brief_pdf(told, form)
    pages = pages_of(pdf)
    assert is_for_everybody(pdf)
    assert 2 <= len(pages) <= 6
    assert told.mission.title in pages[0]


@FORMS
def test_a_large_mission_has_a_brief_in_six_pages_that_says_what_it_leaves_out(form, large, pages_of):
    pages = pages_of(brief_pdf(large, form))
    assert 2 <= len(pages) <= 6
    assert sum(page.count("more in the report page") for page in pages) >= 5


@pytest.mark.parametrize("folder", ["kfor", "iraq-2020"])
def test_pictures_of_an_annex_stand_below_their_headings(folder, pages_of):
    pages = pages_of(brief_pdf(standing(folder), Form.A4))
    sites = next(page for page in pages if "Who is where" in page)
    assert sites is pages[-1]
    assert "Circles: people, by area" in sites, "the picture is on another page than its heading"


@FORMS
def test_an_empty_plan_has_a_brief(form, pages_of):
    m = mission(site(), activity(), billet(3), weeks=1)
    pages = pages_of(brief_pdf(account_of(m, plan(m)), form))
    assert 2 <= len(pages) <= 6
    assert "0 % of 3 post-weeks are filled" in pages[0]


@FORMS
def test_a_mission_without_activities_has_a_brief(form, pages_of):
    m = mission(site(), weeks=3)
    pages = pages_of(brief_pdf(account_of(m, plan(m)), form))
    assert 1 < len(pages) <= 6
    assert "No posts are required." in pages[0]


@FORMS
def test_the_first_page_gives_each_goal_its_value_and_bound_and_the_five_numbers(form, account, pages_of):
    first = pages_of(brief_pdf(account, form))[0]
    for goal in account.tables.goals:
        assert goal.words in first
        assert amount(goal.value) in first
        assert goal.bound is None or amount(goal.bound) in first
    for name in ("required", "ceiling", "offered", "confirmed", "in place"):
        assert name in first
    assert "54.50" in first
    assert "LAWFUL" in first


@FORMS
def test_every_mission_of_the_repository_says_every_goal(form, pages_of):
    told = standing("kfor")
    first = pages_of(brief_pdf(told, form))[0]
    for goal, value in told.verdict.goals.items():
        assert goal.words in first
        assert amount(value) in first


@FORMS
def test_every_page_has_the_marking_twice_and_its_number(form, account, pages_of):
    pages = pages_of(brief_pdf(account, form))
    for number, page in enumerate(pages, start=1):
        assert page.count("EXERCISE") >= 2
        assert f"page {number} of {len(pages)}" in page


@FORMS
@pytest.mark.parametrize("letters_of_it", [10, 300, 2000])
def test_a_long_marking_stands_clear_of_the_text(form, letters_of_it, schooled):
    pdf = brief_pdf(account_of(*schooled(marking="MARKING " * (letters_of_it // 8 + 1))), form)
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        marks, others = [], []

        def visit(text, sheet, place, _, __, marks=marks, others=others):
            if text.strip():
                y = place[4] * sheet[1] + place[5] * sheet[3] + sheet[5]
                (marks if "MARKING" in text else others).append(y)

        page.extract_text(visitor_text=visit)
        middle = float(page.mediabox.height) / 2
        assert marks, "the marking is missing"
        assert min(y for y in marks if y > middle) > max(others)
        assert max(y for y in marks if y < middle) < min(others)


@FORMS
def test_an_unlawful_plan_is_called_so_on_every_page_and_large_on_the_first(form, pages_of):
    m = mission(site(), in_place("us", "USA", 12), activity(), billet(12), ceiling(10), weeks=4)
    pdf = brief_pdf(account_of(m, plan(m, tour("us", 12, -4))), form)
    pages = pages_of(pdf)
    assert all("UNLAWFUL PLAN" in page for page in pages)
    assert "12 people" in pages[0]
    sizes = []

    def visit(text, sheet, place, _, size):
        if text.strip().endswith("UNLAWFUL"):
            sizes.append(size * abs(place[0] * sheet[0]))

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    assert max(sizes) >= 24


@FORMS
def test_a_nation_reads_that_it_is_a_view_and_neither_goals_nor_verdict(form, schooled, pages_of):
    words = " ".join(pages_of(brief_pdf(account_for(*schooled(), "ESP"), form)))
    assert "View of ESP: only what is releasable to it" in words
    assert "posts may be filled by others that are not shown" in words
    assert "LAWFUL" not in words
    assert "proven" not in words


@FORMS
def test_pictures_have_words_for_those_who_do_not_see_them(form, account):
    found = alternatives(brief_pdf(account, form))
    assert any("people at most" in words for words in found)
    assert any("Who is where" in words for words in found)


@FORMS
def test_what_is_illustrative_is_marked_and_the_mark_explained(form, account, pages_of):
    pages = pages_of(brief_pdf(account, form))
    words = " ".join(pages)
    assert all("† illustrative" in page for page in pages)
    assert "Basic course †" in words
    assert "0 †" in pages[0]


@FORMS
def test_handovers_departures_and_pledges_to_be_renewed_are_told(form, account, pages_of):
    words = " ".join(pages_of(brief_pdf(account, form)))
    assert "17 Feb 2020 Basic course † OLD NEW" in words
    assert "10 readiness from 2 Mar 2020" in words
    assert "▼ stale" in words
    assert "▽ due" in words


@pytest.mark.parametrize(
    "payload",
    [
        "#panic()",
        "$x$ and *a* and _b_",
        '"); #sys.inputs.data',
        "= Heading\n- item",
        "\\u{202e} \\ // /* */",
        "<label> @ref `raw` #[x]",
        "--- ... ~ 'q' \"q\"",
        "</text><script>alert(1)</script>&amp;",
    ],
)
def test_data_are_never_markup(payload, schooled, pages_of):
    first = pages_of(brief_pdf(account_of(*schooled(name=payload)), Form.A4))[0]
    assert " ".join(payload.split()) in first


@pytest.mark.parametrize(
    "name",
    ["Україна, Пристина", "Ελλάδα, Θεσσαλονίκη", "Đặng Thị Hồng Ngọc", "საქართველო", "Հայաստան", "Łódź, Åland, Čačak"],
)
def test_names_in_other_scripts_are_printed_and_can_be_copied(name, schooled, pages_of):
    first = pages_of(brief_pdf(account_of(*schooled(name=name)), Form.SLIDES))[0]
    assert name in first
    assert UNPRINTABLE not in first


@FORMS
@pytest.mark.parametrize("name", ["معسكر التاجي", "Camp العراق 7", "ירושלים"])
def test_names_that_run_from_right_to_left_are_printed(name, form, schooled, pages_of):
    pdf = brief_pdf(account_of(*schooled(name=name)), form)
    words = " ".join(pages_of(pdf))
    assert is_for_everybody(pdf)
    assert UNPRINTABLE not in words
    assert any(runs_right_to_left(word) for word in words.split())


@pytest.mark.parametrize("name", ["日本", "bidi \u202e override", "\ue000 private", "\x07 bell", "😀", "ก"])
def test_letters_that_no_font_has_are_an_empty_box(name, schooled, pages_of):
    pdf = brief_pdf(account_of(*schooled(name=name)), Form.SLIDES)
    assert is_for_everybody(pdf)
    assert UNPRINTABLE in pages_of(pdf)[0]


def test_decomposed_letters_are_composed_and_silent_signs_dropped():
    assert printable("Đa\u0323\u0306ng\tVa\u0306n") == "Đặng Văn"
    assert printable("⚠\ufe0f") == "⚠"
    assert printable("plain") == "plain"


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_every_letter_that_is_said_to_be_printable_has_a_glyph(weight):
    source = """
        #set document(title: [x])
        #set text(lang: "en", font: ("Noto Sans", "Noto Sans Arabic", "DejaVu Sans"), weight: sys.inputs.weight)
        #for letter in json(bytes(sys.inputs.letters)) { letter + [ ] }
    """
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    known = [chr(point) for point in sorted(letters())]
    shown = [letter for letter in known if not letter.isspace() and printable(letter) == letter]
    inputs = {"weight": weight, "letters": json.dumps(shown)}
    assert len(shown) > 2500
    assert typst.compile(source.encode(), format="pdf", font_paths=fonts, sys_inputs=inputs, pdf_standards="ua-1")


@FORMS
def test_very_long_names_stay_within_six_pages(form, schooled, pages_of):
    pages = pages_of(brief_pdf(account_of(*schooled(name="Wordy " * 400, marking="M" * 4000)), form))
    assert 2 <= len(pages) <= 6


def test_slides_are_sixteen_to_nine_and_paper_is_a4(account):
    def size(form, page):
        box = pypdf.PdfReader(io.BytesIO(brief_pdf(account, form))).pages[page].mediabox
        return float(box.width), float(box.height)

    wide, high = size(Form.SLIDES, 0)
    assert wide / high == pytest.approx(16 / 9, abs=0.001)
    assert size(Form.A4, 0) == pytest.approx((595.28, 841.89), abs=0.1)
    assert size(Form.A4, -1) == pytest.approx((841.89, 595.28), abs=0.1)


SAME = """
import sys
from importlib import util
spec = util.spec_from_file_location("told", sys.argv[1])
told = util.module_from_spec(spec)
spec.loader.exec_module(told)
from contingent.report.account import account_of
from contingent.report.brief import Form, brief_pdf
sys.stdout.buffer.write(brief_pdf(account_of(*told.school()), Form(sys.argv[2])))
"""


@FORMS
def test_the_brief_is_the_same_in_every_locale_and_time_zone(form, account):
    elsewhere = {
        **os.environ,
        "TZ": "Pacific/Auckland",
        "LC_ALL": "de_DE.UTF-8",
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
    }
    command = [sys.executable, "-c", SAME, str(Path(__file__).with_name("conftest.py")), str(form)]
    there = subprocess.run(command, env=elsewhere, capture_output=True, check=True, timeout=120).stdout
    assert there == brief_pdf(account, form)


def test_no_clock_is_in_the_file(account):
    told = pypdf.PdfReader(io.BytesIO(brief_pdf(account))).metadata
    assert {key for key in told if "Date" in key and "19700101" not in told[key]} == set()
