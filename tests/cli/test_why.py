"""`contingent why`: what it saves, and what it refuses."""

import csv
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from builders import activity, billet, ceiling, contingent, mission, site
from contingent.app.plan_folder import save_plan
from contingent.app.plan_mission import plan_mission
from contingent.cli.commands import app
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch

GIVEN = mission(site(), activity(), billet(3), contingent("es", "ESP", 3), ceiling(2))
SENTENCE = "Ceiling 'all-at-most-2' of 2 people in theatre."


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("why") / "p"
    outcome = plan_mission(GIVEN, Limits(), Watch())
    assert outcome.plan is not None
    save_plan(GIVEN, outcome.plan, folder)
    return folder


def run(*arguments):
    return CliRunner().invoke(app, ["why", *map(str, arguments)])


def saved(folder, tmp_path, ending) -> Path:
    file = tmp_path / f"answer{ending}"
    assert run(folder, "--save", file).exit_code == 0
    return file


def test_a_document_says_what_json_prints(folder, tmp_path):
    document = json.loads(saved(folder, tmp_path, ".json").read_text(encoding="utf-8"))
    printed = json.loads(run(folder, "--json").stdout)
    for questions in (document["questions"], printed["questions"]):
        for question in questions:
            del question["seconds"]
    assert document["questions"] == printed["questions"]
    assert document["questions"][0]["partial"] is False


def test_a_table_has_a_row_for_each_limit(folder, tmp_path):
    raw = saved(folder, tmp_path, ".csv").read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(raw)))
    assert [(r["part"], r["limit"], r["owner"]) for r in rows] == [
        ("Reason 1", SENTENCE, "IRQ"),
        ("What would help, 1", SENTENCE, "IRQ"),
    ]


def test_the_page_has_a_section_that_comes_first(folder, tmp_path):
    html = saved(folder, tmp_path, ".html").read_text(encoding="utf-8")
    assert html.index('<section id="why"') < html.index('<section id="headcount"')
    assert html.count("of 2 people in theatre. <b>Owner: IRQ.</b>") == 2
    assert "Partial" not in html


def test_an_answer_that_was_cut_off_is_marked_partial(folder, tmp_path):
    file = tmp_path / "answer.html"
    assert run(folder, "--save", file, "--time-limit", "0.1").exit_code == 0
    html = file.read_text(encoding="utf-8")
    assert "Partial: of 1 not all is known, because time ran out." in html
    assert "Partial: time ran out before all was known." in html


def test_the_workbook_has_a_sheet_after_the_first(folder, tmp_path):
    book = CalamineWorkbook.from_path(str(saved(folder, tmp_path, ".xlsx")))
    assert book.sheet_names[:2] == ["Read me", "Why"]
    assert [row[5] for row in book.get_sheet_by_name("Why").to_python()[4:]] == [SENTENCE, SENTENCE]


def test_a_file_of_another_kind_is_refused_before_anything_is_asked(tmp_path):
    refused = run(tmp_path / "none", "--save", tmp_path / "answer.docx")
    assert refused.exit_code == 2
    assert "ends in none of" in " ".join(refused.output.split())


def test_a_view_is_refused_with_the_same_words_whatever_the_plan_holds(folder, tmp_path):
    refusals = {run(place, "--as", nation).output for place in (folder, tmp_path / "none") for nation in ("ESP", "XXX")}
    assert len(refusals) == 1
    assert run(folder, "--as", "ESP").exit_code == 2
    assert "Ask without --as" in " ".join(refusals.pop().replace("│", " ").split())
