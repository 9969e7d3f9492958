"""`contingent show PLAN --chart NAME --save FILE`."""

from pathlib import Path

import pytest

from contingent.report.charts.registry import CHARTS

HEADS = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF-"}


@pytest.mark.parametrize("form", HEADS)
def test_a_chart_is_saved_in_the_form_of_its_ending(run, lawful, form):
    answer = run("show", lawful, "--chart", "headcount", "--save", f"x.{form}")
    assert answer.code == 0
    assert Path(f"x.{form}").read_bytes().startswith(HEADS[form])
    assert answer.out.startswith(f"x.{form}: Headcount by nation. 4 people at most, in the week of 6 Jan 2020;")


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_can_be_saved(run, lawful, name):
    assert run("show", lawful, "--chart", name, "--save", "new/folder/x.svg").code == 0
    assert Path("new/folder/x.svg").stat().st_size > 300


def test_capital_endings_and_files_that_are_there_are_no_trouble(run, lawful):
    Path("x.PNG").write_bytes(b"old")
    assert run("show", lawful, "--chart", "map", "--save", "x.PNG").code == 0
    assert Path("x.PNG").read_bytes().startswith(HEADS["png"])


def test_json_says_what_was_saved(run, lawful):
    document = run("show", lawful, "--chart", "burden", "--save", "x.svg", "--json").document
    assert document == {
        "chart": "burden",
        "file": "x.svg",
        "sentence": "No nation has a fair share in this mission, so burdens are not compared.",
    }


def test_an_unlawful_plan_is_drawn_marked_and_told_by_the_exit_code(run, unlawful):
    answer = run("show", unlawful, "--chart", "headcount", "--save", "x.svg")
    assert answer.code == 1
    assert "UNLAWFUL" in Path("x.svg").read_text(encoding="utf-8")


def test_a_view_says_whose_it_is(run, lawful):
    assert run("show", lawful, "--as", "ESP", "--chart", "headcount", "--save", "x.svg").code == 0
    assert "View of ESP" in Path("x.svg").read_text(encoding="utf-8")


def words(answer):
    return " ".join(answer.err.replace("│", " ").split())


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--chart", "headcount"), "Say where to save the chart: --save headcount.png, or .svg or .pdf."),
        (("--save", "x.png"), f"Say which chart to save: --chart with one of {', '.join(CHARTS)}."),
        (
            ("--chart", "headcuont", "--save", "x.png"),
            "There is no chart 'headcuont'. Did you mean 'headcount'? There are:",
        ),
        (("--chart", "map", "--save", "x.gif"), "x.gif ends in none of .svg, .png, .pdf"),
        (("--chart", "map", "--save", "x"), "x ends in none of .svg, .png, .pdf"),
        (("--chart", "map", "--save", "there.png"), "there.png is a folder. Name a file."),
    ],
)
def test_a_call_that_cannot_be_met_says_how_to_ask(run, lawful, options, said):
    Path("there.png").mkdir()
    answer = run("show", lawful, *options)
    assert answer.code == 2
    assert said in words(answer)
    assert not Path("x.png").exists()


def test_a_plan_that_names_what_is_not_there_is_not_drawn(run, lawful):
    tours = lawful / "tours.csv"
    tours.write_text(tours.read_text(encoding="utf-8").replace("es,", "nobody,"), encoding="utf-8")
    answer = run("show", lawful, "--chart", "headcount", "--save", "x.svg")
    assert answer.code in {1, 2}
    assert "nobody" in answer.out + answer.err
    assert not Path("x.svg").exists()


def test_an_unknown_viewer_is_refused(run, lawful):
    answer = run("show", lawful, "--as", "XXX", "--chart", "headcount", "--save", "x.svg")
    assert answer.code == 2
    assert not Path("x.svg").exists()
