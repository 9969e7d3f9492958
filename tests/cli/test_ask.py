"""`contingent ask` and what comes back: terminal, JSON, page, workbook, and a filled-in sheet as pledges."""

import json
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from builders import activity, billet, contingent, mission, nation, site
from contingent.analysis.asks import Aim
from contingent.app.check_mission import read_to_plan
from contingent.app.find_asks import Wanted, find_asks
from contingent.cli.commands import app
from contingent.files import Reading, write_mission

GIVEN = mission(
    site(), activity(), billet(3), contingent("es", "ESP", 1), nation("PRT"), weeks=4, counts_from="indicated"
)


@pytest.fixture
def folder(tmp_path) -> Path:
    folder = tmp_path / "m"
    folder.mkdir()
    write_mission(Reading(GIVEN), folder)
    return folder


def run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


def filled_in(tmp_path, answers) -> Path:
    """Return the sheet of the answer as a workbook of its own, with the cells of its ask filled in."""
    rows = CalamineWorkbook.from_path(tmp_path / "asks.xlsx").get_sheet_by_name("Asks").to_python(skip_empty_area=False)
    head = next(place for place, row in enumerate(rows) if row[0] == "Part")
    for title, value in answers.items():
        rows[head + 1][rows[head].index(title)] = value
    file = tmp_path / "answered.xlsx"
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Asks")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file


def saved(folder, tmp_path, ending) -> Path:
    file = tmp_path / f"asks{ending}"
    result = run("ask", folder, "--for", "coverage", "--save", file)
    assert result.exit_code == 0, result.output
    return file


def test_the_terminal_tells_the_list_and_who_could_give_it(folder):
    result = run("ask", folder, "--for", "coverage", "--plain")
    assert result.exit_code == 0
    assert "1 further pledge of 2 people together reaches it" in result.output
    assert "Proven: no list of fewer pledges" in result.output
    assert "ESP could: Its rows have 1 people with inf; 2 are asked" in result.output
    assert "No such people in the rows of: PRT" in result.output.replace("IRQ, ", "")


def test_json_has_the_asks_with_their_dates(folder):
    answer = json.loads(run("ask", folder, "--for", "coverage", "--notice", "7", "--json").stdout)
    (asked,) = answer["asks"]
    assert (asked["skills"], asked["number"], asked["from"], asked["decide_by"]) == (
        ["inf"],
        2,
        "2020-01-13",
        "2020-01-06",
    )
    assert [(p["site"], p["number"]) for p in asked["parts"]] == [("base", 2)]
    assert answer["left_amount"] == 2
    assert answer["is_proven"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--for", "everything"), "is not essential, coverage, or target:ID"),
        (("--for", "target:none"), "is not essential, coverage, or target:ID"),
        (("--for", "target"), "is not essential, coverage, or target:ID"),
        (("--by", "soon"), "is no date"),
    ],
)
def test_what_cannot_be_asked_is_refused(folder, arguments, words):
    result = run("ask", folder, *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.output.replace("│", " ").split())


def test_page_and_table_hold_the_list(folder, tmp_path):
    assert "Whom to ask" in saved(folder, tmp_path, ".html").read_text(encoding="utf-8")
    assert "ask-1" in saved(folder, tmp_path, ".csv").read_text(encoding="utf-8")


def test_a_filled_in_sheet_comes_back_as_pledges_and_the_aim_is_reached(folder, tmp_path):
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    saved(folder, tmp_path, ".xlsx")
    file = filled_in(tmp_path, {"Answer": "yes", "Number offered": 2, "Nation": "PRT", "State": "offered"})
    result = run("import", "--answers", file, folder)
    assert result.exit_code == 0, result.output
    assert {f.name: f.read_bytes() for f in folder.iterdir() if f.is_file()} == before
    course = read_to_plan(folder, "answers").mission
    (row,) = (k for k in course.contingents if k.nation == "PRT")
    assert (row.id, row.state, row.sites) == ("ask-1-prt", "offered", ("base",))
    assert find_asks(course, Wanted(Aim.COVERAGE))[0].missed == 0
    assert run("import", "--answers", file, folder).exit_code == 2  # what is there is not written over


def test_an_ask_at_two_sites_comes_back_as_one_pledge(tmp_path):
    sites = (site(), site("north"), activity(), activity("teach", site="north"))
    folder = tmp_path / "two"
    folder.mkdir()
    write_mission(Reading(mission(*sites, billet(1), billet(2, activity="teach"), nation("PRT"), weeks=4)), folder)
    saved(folder, tmp_path, ".xlsx")
    assert "north 2, 2020-01-06 until the end" in saved(folder, tmp_path, ".csv").read_text(encoding="utf-8")
    file = filled_in(tmp_path, {"Answer": "yes", "Nation": "PRT", "State": "offered"})
    assert run("import", "--answers", file, folder).exit_code == 0
    course = read_to_plan(folder, "answers").mission
    (row,) = course.contingents
    assert (row.sites, course.people[0].count) == (("base", "north"), 3)
    assert find_asks(course, Wanted(Aim.COVERAGE))[0].missed == 0


def test_so_few_nations_are_told_with_what_is_proven(folder):
    result = run("ask", folder, "--for", "coverage", "--max-nations", "1", "--plain")
    assert result.exit_code == 0
    assert "Of the lists that at most 1 nation can give, it is the smallest. Proven." in result.output
    answer = json.loads(run("ask", folder, "--for", "coverage", "--max-nations", "1", "--json").stdout)
    assert answer["within"] == {"most": 1, "reaches": True, "missed": 0, "without": 0, "is_proven": True}
    assert [asked["nation"] for asked in answer["asks"]] == ["ESP"]


def test_no_is_no_pledge(folder, tmp_path):
    saved(folder, tmp_path, ".xlsx")
    result = run("import", "--answers", filled_in(tmp_path, {"Answer": "no"}), folder)
    assert (result.exit_code, "nothing was written" in result.output) == (0, True)
    assert not (folder / "coas").exists()


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("Answer", "perhaps", "not-allowed"),
        ("Nation", "PRX", "not-allowed"),
        ("State", "ordered", "not-allowed"),
        ("Number offered", "many", "not-a-number"),
        ("Until", "later", "not-a-date"),
    ],
)
def test_a_bad_cell_is_told_at_its_address(folder, tmp_path, cell, value, code):
    saved(folder, tmp_path, ".xlsx")
    file = filled_in(tmp_path, {"Answer": "yes", "Nation": "PRT", cell: value})
    result = run("import", "--answers", file, folder, "--json")
    assert result.exit_code == 2
    (found,) = json.loads(result.stdout)["findings"]
    assert found["code"] == code
    assert "Asks" in json.dumps(found)
    assert not (folder / "coas").exists()
