"""`contingent export`."""

import json

import icalendar
import pytest
from python_calamine import CalamineWorkbook

from contingent.cli.exits import ExitCode

ENDINGS = ("xlsx", "ics", "xml", "geojson", "json")


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_ending_says_the_format(run, lawful, tmp_path, ending):
    answer = run("export", lawful, tmp_path / f"out.{ending}")
    assert (answer.code, answer.out) == (0, f"Wrote test to {tmp_path}/out.{ending}.\n")
    assert (tmp_path / f"out.{ending}").stat().st_size > 100


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_tables_are_a_folder(run, lawful, tmp_path, form):
    assert run("export", lawful, tmp_path / "tables", "--format", form).code == 0
    assert (tmp_path / "tables" / "plan" / f"tours.{form}").is_file()
    assert run("export", lawful, tmp_path / "tables", "--format", form).code == 0


def test_the_format_beats_the_ending(run, lawful, tmp_path):
    run("export", lawful, tmp_path / "plan.txt", "--format", "json")
    assert json.loads((tmp_path / "plan.txt").read_text(encoding="utf-8"))["mission"]["id"] == "test"


def test_in_json_it_says_what_it_wrote(run, lawful, tmp_path):
    document = run("export", lawful, tmp_path / "a.json", "--json").document
    assert document == {
        "mission": "test",
        "format": "json",
        "target": str(tmp_path / "a.json"),
        "view": None,
        "lawful": True,
    }


def test_an_unlawful_plan_is_written_and_called_so(run, unlawful, tmp_path):
    answer = run("export", unlawful, tmp_path / "a.json")
    assert answer.code == ExitCode.NO_PLAN
    assert "UNLAWFUL" in answer.out
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["verdict"]["lawful"] is False


def test_a_plan_that_names_what_is_not_there_is_not_written(run, lawful, tmp_path):
    tours = lawful / "tours.csv"
    tours.write_text(tours.read_text(encoding="utf-8").replace("us,", "xx,"), encoding="utf-8")
    answer = run("export", lawful, tmp_path / "a.json")
    assert answer.code == ExitCode.NO_PLAN
    assert "xx" in answer.out
    assert not (tmp_path / "a.json").exists()
    assert run("export", lawful, tmp_path / "a.json", "--json").document["verdict"]["unreadable"]


def test_a_nation_gets_its_view(run, lawful, tmp_path):
    answer = run("export", lawful, tmp_path / "a.json", "--as", "ESP")
    assert (answer.code, answer.out) == (0, f"Wrote test as ESP may see it to {tmp_path}/a.json.\n")
    document = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (document["view"], document["verdict"]) == ("ESP", None)
    assert run("export", lawful, tmp_path / "a.json", "--as", "ESP", "--json").document["lawful"] is None


def test_a_nation_that_is_not_there_has_no_view(run, lawful, tmp_path):
    answer = run("export", lawful, tmp_path / "a.json", "--as", "ESQ")
    assert answer.code == ExitCode.FINDINGS
    assert "Did you mean 'ESP'" in answer.err
    assert not (tmp_path / "a.json").exists()


def sequences(path):
    return {event["sequence"] for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def test_a_calendar_has_an_edition_and_goes_on_from_an_earlier_one(run, lawful, tmp_path):
    path = tmp_path / "a.ics"
    run("export", lawful, path, "--edition", "4")
    assert sequences(path) == {4}
    before = path.read_bytes()
    assert run("export", lawful, path, "--since", path).code == 0
    assert path.read_bytes() == before


def test_a_view_does_not_go_on_from_the_planners_calendar(run, lawful, tmp_path):
    run("export", lawful, tmp_path / "a.ics")
    answer = run("export", lawful, tmp_path / "b.ics", "--since", tmp_path / "a.ics", "--as", "ESP")
    assert answer.code == ExitCode.FINDINGS
    assert "planner's own" in answer.err
    assert not (tmp_path / "b.ics").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a.doc"], "ends like no format"),
        (["a"], "ends like no format"),
        (["a.json", "--slides"], "Slides are a pdf"),
        (["a.json", "--edition", "1"], "Only calendars"),
        (["a.json", "--since", "b.ics"], "Only calendars"),
        (["a.ics", "--since", "nowhere.ics"], "cannot be read"),
        (["a.ics", "--since", "small/mission.toml"], "can be read"),
        (["a.json/b.json"], "cannot be written"),
        (["folder", "--format", "json"], "is a folder"),
        (["folder", "--format", "csv"], "which no export"),
        (["file.csv"], "is a file"),
    ],
    ids=lambda case: " ".join(case) if isinstance(case, list) else "",
)
def test_a_wrong_call_says_what_is_wrong(run, lawful, small, tmp_path, words, said):
    (tmp_path / "folder").mkdir()
    for name in ("folder/mine", "file.csv", "a.json"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    answer = run("export", lawful, *words)
    assert answer.code == ExitCode.FINDINGS
    assert said in " ".join(answer.err.replace("│", " ").split())
    assert all(
        (tmp_path / name).read_text(encoding="utf-8") == "mine" for name in ("folder/mine", "file.csv", "a.json")
    )


def test_a_mission_is_written_as_a_workbook(run, small, tmp_path):
    answer = run("export", small, tmp_path / "m.xlsx")
    assert (answer.code, answer.out) == (0, f"Wrote the mission to {tmp_path}/m.xlsx.\n")
    again = run("export", tmp_path / "m.xlsx", tmp_path / "n.xlsx", "--json")
    assert again.document["target"] == str(tmp_path / "n.xlsx")
    assert (tmp_path / "m.xlsx").read_bytes() == (tmp_path / "n.xlsx").read_bytes()


def test_a_nation_gets_its_view_of_a_mission(run, small, tmp_path):
    answer = run("export", small, tmp_path / "m.xlsx", "--as", "ESP")
    assert (answer.code, answer.out) == (0, f"Wrote the mission as ESP may see it to {tmp_path}/m.xlsx.\n")
    sheets = CalamineWorkbook.from_path(str(tmp_path / "m.xlsx"))
    notice = "View of ESP: only what is releasable to it; there may be rows that are not shown."
    assert [notice] in [row[:1] for row in sheets.get_sheet_by_name("read-me").to_python()]
    assert run("export", small, tmp_path / "m.xlsx", "--as", "XXX").code == ExitCode.FINDINGS


def test_the_planner_s_own_workbook_is_no_view(run, small, tmp_path):
    run("export", small, tmp_path / "m.xlsx")
    cells = CalamineWorkbook.from_path(str(tmp_path / "m.xlsx")).get_sheet_by_name("read-me").to_python()
    assert not any("View of" in str(cell) for row in cells for cell in row)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["small", "m.json"], "is no plan"),
        (["nowhere", "m.xlsx"], "There is no such folder"),
        (["nowhere", "m.xlsx", "--as", "ESP"], "There is no such folder"),
        (["small", "small", "--format", "xlsx"], "is a folder"),
        (["small", "small/mission.toml/m.xlsx"], "cannot be written"),
    ],
    ids=lambda case: " ".join(case) if isinstance(case, list) else "",
)
def test_a_mission_is_written_as_nothing_else_and_nowhere_else(run, small, words, said):
    answer = run("export", *words)
    assert answer.code == ExitCode.FINDINGS
    assert said in " ".join(answer.err.replace("│", " ").split())


def test_the_schema_of_the_document_is_printed(run):
    assert run("schema", "--document").document["$id"] == "urn:contingent:plan-document:1"
    assert run("schema", "--document", "--markdown").code == ExitCode.FINDINGS
