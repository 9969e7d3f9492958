"""The plan's workbook: every sheet, no formula, a Gantt in cells that says in text what it shows in colour."""

import io
import re
import zipfile
from datetime import date

import pytest

from builders import activity, billet, ceiling, contingent, day, fill, handover, in_place, mission, plan, site, tour
from contingent.domain.vocabulary import Confidence
from contingent.export.words import stamp
from contingent.export.workbook import plan_workbook
from contingent.export.workbook.book import fitted
from contingent.export.workbook.summary import CONTENTS
from contingent.report.account import account_of
from export.accounts import FORMULAS, HOSTILE, account, renamed, seen_by
from export.reading import listed, sheets

PEOPLE = in_place("us", "USA", 2), contingent("es", "ESP", 2, commands="NEW")
MISSION = mission(
    site(overlap=1),
    activity(hand_to="NEW", latest=8),
    activity("school"),
    billet(2, 1),
    billet(3, 0, "school", from_=2, until=4),
    *PEOPLE,
    ceiling(5),
    weeks=12,
)
ROWS = (
    tour("us", 2, -4, 4),
    tour("es", 2, 3, command="NEW"),
    fill("us", 2, 0, 4),
    fill("es", 1, 4),
    handover(4),
)
ACCOUNT = account_of(MISSION, plan(MISSION, *ROWS))


def parts(raw):
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def gantt(of):
    """Return the cells of the Gantt by the text at the head of their row and by week."""
    rows = sheets(plan_workbook(of))["Gantt"][5:]
    return {row[0]: row[4:] for row in rows}


def test_the_sheets_are_all_there_in_their_order():
    assert list(sheets(plan_workbook(ACCOUNT))) == list(CONTENTS)


def test_the_first_sheet_says_what_the_plan_is():
    text = str(sheets(plan_workbook(ACCOUNT))["Read me"])
    for word in ("Test", stamp(ACCOUNT), "Required", "Confirmed", "In place"):
        assert word in text


def test_an_unlawful_plan_is_called_so_with_every_violation():
    wrong = account_of(MISSION, plan(MISSION, fill("es", 9, 0)))
    text = str(sheets(plan_workbook(wrong))["Read me"])
    assert f"UNLAWFUL: {len(wrong.verdict.violations)} violations" in text
    assert all(str(violation) in text for violation in wrong.verdict.violations)


def test_a_view_says_that_it_is_one_and_has_no_verdict():
    book = sheets(plan_workbook(seen_by(ACCOUNT, "ESP")))
    assert "Verdict" not in str(book["Read me"])
    assert all(str(sheet[2][0]).startswith("View of ESP: only what is releasable") for sheet in book.values())


def test_the_gantt_tells_who_holds_what_week_by_week():
    rows = gantt(ACCOUNT)
    assert [*rows] == ["train", "posts empty", "us", "es", "school"]
    assert rows["us"] == [2, 2, 2, 2, *[""] * 8]
    assert rows["es"] == ["", "", "", "(1)", *[1] * 8]
    assert rows["train"][0] == "OLD"
    assert rows["train"][4] == "> NEW"


def test_the_gantt_counts_empty_posts():
    rows = sheets(plan_workbook(ACCOUNT))["Gantt"][5:]
    empty = [row[4:] for row in rows if row[0] == "posts empty"]
    assert empty[0] == [*[""] * 4, *["-1"] * 8]
    assert empty[1] == ["", "", "-3", "-3", *[""] * 8]


def test_empty_essential_posts_have_a_sign_of_their_own():
    of = mission(site(), activity(), billet(2, 1), contingent("es", "ESP", 1), weeks=3)
    assert gantt(account_of(of, plan(of)))["posts empty"] == ["-2!"] * 3


def test_the_overlap_is_hatched_and_the_panes_are_frozen():
    book = parts(plan_workbook(ACCOUNT))
    assert 'patternType="lightUp"' in book["xl/styles.xml"]
    place = 1 + list(CONTENTS).index("Gantt")
    pane = re.search(r"<pane [^>]*>", book[f"xl/worksheets/sheet{place}.xml"])
    assert pane is not None
    assert 'xSplit="4" ySplit="5"' in pane[0]
    assert 'state="frozen"' in pane[0]


def test_the_chart_is_native_and_has_words_for_those_who_do_not_see_it():
    book = parts(plan_workbook(ACCOUNT))
    chart = book["xl/charts/chart1.xml"]
    assert "<c:barChart>" in chart
    assert "<c:lineChart>" in chart
    assert "Strength" in chart
    assert 'descr="People in the host' in book["xl/drawings/drawing1.xml"]


def test_strength_stands_beside_the_ceiling():
    rows = sheets(plan_workbook(ACCOUNT))["Strength"]
    header, first = rows[30], rows[31]
    assert dict(zip(header, first, strict=True)) | {"Week of": day(0), "People": 2, "Ceiling": 5, "USA": 2} == dict(
        zip(header, first, strict=True)
    )


def test_dates_are_dates():
    handed = listed(sheets(plan_workbook(ACCOUNT))["Handovers"])
    assert [(row["Week of"], row["Latest allowed"]) for row in handed] == [(day(4), day(8))]
    assert type(handed[0]["Week of"]) is date


def test_what_rests_on_illustrative_rows_is_marked():
    invented = [row.model_copy(update={"confidence": Confidence.ILLUSTRATIVE}) for row in MISSION.people[:1]]
    of = MISSION.model_copy(update={"people": (*invented, *MISSION.people[1:])})
    marked = account_of(of, plan(of, *ROWS))
    book = sheets(plan_workbook(marked))
    assert "illustrative" in [row[3] for row in book["Read me"] if row[0] == "Required"]
    tours = listed(book["Tours"])
    assert {row["Contingent"]: row["Figures"] for row in tours} == {"us": "illustrative", "es": ""}
    assert not any(row["Figures"] for row in listed(sheets(plan_workbook(ACCOUNT))["Tours"]))


def test_a_day_that_spreadsheets_do_not_know_is_text():
    of = mission(*PEOPLE, site(), weeks=4, start=date(1890, 1, 6))
    tours = listed(sheets(plan_workbook(account_of(of, plan(of, tour("us", 2, date(1889, 12, 9))))))["Tours"])
    assert [row["Arrive"] for row in tours] == ["1889-12-09"]


def test_a_long_text_is_cut_and_says_so():
    assert fitted("x" * 40_000).endswith("... (cut)")
    assert len(fitted("x" * 40_000)) == 32_767
    assert fitted("x" * 32_767) == "x" * 32_767


def test_a_plan_without_rows_has_sheets_that_say_so():
    book = sheets(plan_workbook(account_of(MISSION, plan(MISSION))))
    assert book["Tours"][4][0] == "None."
    assert book["Movements"][4][0] == "None."


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_from_data_is_a_formula_or_a_link(text):
    of = renamed(ACCOUNT, text)
    book = parts(plan_workbook(of))
    assert not [name for name, xml in book.items() if name.startswith("xl/worksheets") and re.search("<f[ >]", xml)]
    assert not any("http://" in xml and 'TargetMode="External"' in xml for xml in book.values())
    assert all("<c:f>" not in xml or set(re.findall("<c:f>([^<]*)", xml)) <= set(_ranges(xml)) for xml in book.values())


def _ranges(xml):
    return re.findall(r"<c:f>(Strength!\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?)</c:f>", xml)


@pytest.mark.parametrize("text", FORMULAS, ids=range(len(FORMULAS)))
def test_a_name_that_looks_like_a_formula_is_read_back_as_text(text):
    rows = listed(sheets(plan_workbook(renamed(ACCOUNT, text)))["Tours"])
    plain = text.replace("\r", "\n")
    assert {row["Name"] for row in rows} == {plain}


def test_equal_plans_give_equal_bytes():
    of = account(11)
    assert plan_workbook(of) == plan_workbook(account_of(of.mission, of.plan))
