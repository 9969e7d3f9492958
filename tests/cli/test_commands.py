"""Each command: what it prints, what it writes, how it ends."""

import json
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from typer.main import get_command

from contingent.app.new_mission import first_mission
from contingent.cli.commands import app
from contingent.cli.plan import plan
from contingent.core.version import __version__
from contingent.domain.mission import TABLES
from contingent.domain.plan import PLAN_TABLES
from contingent.domain.vocabulary import Goal
from contingent.files import read_mission, read_plan
from contingent.solve.limits import EngineName, Limits
from contingent.verify import verify

COMMANDS = (
    "new", "check", "plan", "verify", "show", "why", "ask", "worth", "alternatives", "decide", "compare", "export",
    "schema", "generate", "import",
)  # fmt: skip


def test_help_names_every_command(run):
    answer = run("--help")
    assert answer.code == 0
    assert all(f" {command} " in answer.out for command in COMMANDS)
    assert tuple(get_command(app).commands) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_and_json(run, command):
    answer = run(command, "--help")
    assert answer.code == 0
    assert "--json" in answer.out


def test_version(run):
    assert run("--version").out == f"contingent {__version__}\n"


# new


def test_a_new_mission_is_valid_and_can_be_planned(run):
    assert run("new", "here").code == 0
    assert run("check", "here", "--json").document == {"usable": True, "findings": []}
    assert run("plan", "here").code == 0


def test_a_new_mission_is_what_the_page_says(run):
    assert run("new", "here", "--json").document == {"mission": "first-mission", "folder": "here"}
    assert read_mission(Path("here")).mission == first_mission()


def test_new_may_fill_an_empty_folder(run, tmp_path):
    (tmp_path / "empty").mkdir()
    assert run("new", "empty").code == 0


def test_new_never_overwrites(run, small):
    before = {path: path.read_bytes() for path in small.iterdir()}
    answer = run("new", small)
    assert answer.code == 2
    assert "already holds something" in " ".join(answer.err.replace("│", " ").split())
    assert {path: path.read_bytes() for path in small.iterdir()} == before


# check


def test_a_sound_mission_ends_with_zero(run, small):
    answer = run("check", small)
    assert answer.code == 0


def test_errors_are_listed_with_their_place_and_end_with_two(run, small):
    file = small / "billets.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("train,inf", "trian,inf"), encoding="utf-8")
    answer = run("check", small)
    assert answer.code == 2
    assert "billets.csv:2:activity: error " in answer.out
    assert "train" in answer.out
    (error,) = [f for f in run("check", small, "--json").document["findings"] if f["severity"] == "error"]
    assert error["place"] == {"file": "billets.csv", "row": 2, "column": "activity", "letter": ""}


@pytest.mark.parametrize("command", ["check", "plan", "verify", "show"])
def test_a_missing_folder_is_a_finding(run, command):
    answer = run(command, "nowhere", "--json")
    assert answer.code == 2
    assert [f["code"] for f in answer.document["findings"]] == ["missing-folder"]


@pytest.mark.parametrize("command", ["check", "plan", "verify", "show"])
def test_a_file_in_place_of_a_folder_is_a_finding(run, small, command):
    answer = run(command, small / "mission.toml")
    assert answer.code == 2
    assert "missing-folder" in answer.out + answer.err


@pytest.mark.parametrize("command", ["check", "plan"])
def test_a_misspelt_course_of_action_is_told_the_right_one(run, small, command):
    (small / "coas").mkdir()
    (small / "coas" / "new-nations.toml").write_text('title = "New nations"\n', encoding="utf-8")
    answer = run(command, small, "--coa", "new-nation")
    assert answer.code == 2
    assert "new-nations" in answer.out + answer.err


# plan


def test_a_plan_is_written_with_its_mission_and_can_travel_alone(run, small, tmp_path):
    answer = run("plan", small, "--out", "made")
    assert answer.code == 0
    (tmp_path / "made").rename(tmp_path / "elsewhere")
    mission = read_mission(tmp_path / "elsewhere" / "mission").mission
    made = read_plan(tmp_path / "elsewhere", mission).plan
    assert verify(mission, made).is_lawful
    assert made.digest == mission.digest
    assert run("verify", "elsewhere").code == 0
    assert run("verify", small, "elsewhere").code == 0
    assert run("show", "elsewhere").code == 0


def test_a_plan_has_its_reports_beside_it_and_none_of_an_earlier_plan(run, small):
    assert run("plan", small, "--out", "made").code == 0
    assert Path("made", "report.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert Path("made", "brief.pdf").read_bytes().startswith(b"%PDF-")
    assert Path("made", "plan.xlsx").read_bytes().startswith(b"PK")
    assert run("plan", small, "--out", "made", "--no-reports").code == 0
    assert not [name for name in ("report.html", "brief.pdf", "plan.xlsx") if Path("made", name).exists()]


def test_the_summary_tells_the_goals_and_where_the_plan_is(run, small):
    answer = run("plan", small)
    assert "Lawful: verified against every rule." in answer.out
    assert all(goal.value in answer.out for goal in Goal)
    assert f"contingent show {Path('out', 'test')}" in answer.out


def test_the_document_has_status_verdict_and_all_tables(run, small):
    answer = run("plan", small, "--json")
    assert answer.err == ""
    document = answer.document
    assert document["status"] == "planned"
    assert document["folder"] == str(Path("out", "test"))
    assert document["verdict"]["violations"] == []
    assert [goal["goal"] for goal in document["tables"]["goals"]] == [goal.value for goal in Goal]
    assert [week["people"] for week in document["tables"]["weeks"]] == [4, 2, 2, 2, 2, 2]


def test_a_course_of_action_is_laid_over_and_kept_with_the_plan(run, small):
    (small / "coas").mkdir()
    text = '[planning]\nrelease = ["ESP"]\n'
    (small / "coas" / "other.toml").write_text(text, encoding="utf-8")
    assert run("plan", small, "--coa", "other").code == 0
    kept = read_mission(Path("out", "test-other", "mission")).mission
    assert kept.planning.release == ("ESP",)
    assert read_mission(small).mission.planning.release == ("USA",)


def test_an_impossible_mission_ends_with_one_and_says_so(run, impossible, tmp_path):
    answer = run("plan", impossible)
    assert answer.code == 1
    assert "No plan." in answer.out
    assert not (tmp_path / "out").exists()
    document = run("plan", impossible, "--json").document
    assert (document["status"], document["folder"], document["tables"]) == ("infeasible", None, None)


@pytest.mark.parametrize("engine", list(EngineName))
def test_engine_seed_gap_workers_and_time_reach_the_plan(run, small, engine):
    answer = run(
        "plan", small, "--engine", engine, "--seed", 7, "--gap", 0.25, "--workers", 2, "--time-limit", 50, "--json"
    )
    assert answer.code == 0
    made_by = read_plan(Path("out", "test")).plan.made_by
    said = {key: made_by[key] for key in ("engine", "seed", "gap", "workers", "time_limit")}
    assert said == {"engine": engine.value, "seed": "7", "gap": "0.25", "workers": "2", "time_limit": "50"}


def test_options_of_plan_are_those_of_the_engine():
    parameters = {p.name: p.default for p in get_command(app).commands["plan"].params}
    limits = Limits()
    assert {name: parameters[name] for name in ("time_limit", "gap", "workers", "seed", "engine")} == {
        "time_limit": limits.time_limit,
        "gap": limits.gap,
        "workers": limits.workers,
        "seed": limits.seed,
        "engine": limits.engine.value,
    }
    assert get_args(get_type_hints(plan)["engine"]) == tuple(EngineName)


@pytest.mark.parametrize(
    "wrong", [("--gap", "2"), ("--time-limit", "0"), ("--workers", "0"), ("--engine", "abacus"), ("--seed", "x")]
)
def test_options_out_of_range_are_refused(run, small, wrong):
    assert run("plan", small, *wrong).code == 2


def test_a_plan_never_replaces_anything_but_a_plan(run, small, tmp_path):
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "notes.txt").write_text("mine", encoding="utf-8")
    answer = run("plan", small, "--out", "precious")
    assert answer.code == 2
    assert [path.name for path in (tmp_path / "precious").iterdir()] == ["notes.txt"]


# verify and show


def test_a_lawful_plan_made_by_hand(run, lawful):
    answer = run("verify", lawful)
    assert answer.code == 0
    assert "Lawful: verified against every rule." in answer.out
    document = run("verify", lawful, "--json").document
    assert document["lawful"] is True
    assert document["verdict"]["goals"]["release"] == 2


def test_an_unlawful_plan_ends_with_one_and_every_breach(run, unlawful):
    answer = run("verify", unlawful)
    assert answer.code == 1
    assert "Unlawful: " in answer.out
    document = run("verify", unlawful, "--json").document
    assert document["lawful"] is False
    assert "skill" in {v["rule"] for v in document["verdict"]["violations"]}
    assert run("show", unlawful).code == 1


def test_a_plan_that_names_what_is_not_there_is_shown_without_numbers(run, lawful):
    file = lawful / "tours.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("es,", "se,"), encoding="utf-8")
    for command in ("verify", "show"):
        answer = run(command, lawful)
        assert answer.code == 1
        assert "se" in answer.out
    assert run("show", lawful, "--json").document["tables"] is None


def test_a_plan_of_another_mission_is_unlawful_and_the_likely_mistake_is_told(run, lawful):
    assert run("new", "other").code == 0
    answer = run("verify", "other", lawful, "--json")
    assert answer.code == 1
    assert [f["code"] for f in answer.document["findings"]] == ["plan-of-another-mission"]
    assert "plan-of-another-mission" in run("verify", "other", lawful).err


def test_plain_has_no_box_and_no_colour(run, lawful):
    assert run("show", lawful, "--plain").out.isascii()
    assert not run("show", lawful).out.isascii()


# schema


def test_schema_has_every_table(run):
    document = run("schema").document
    assert set(TABLES) <= set(document["mission"]["properties"])
    assert set(PLAN_TABLES) <= set(document["plan"]["properties"])
    assert json.loads(run("schema", "--json").out) == document


def test_the_reference_page_is_up_to_date(run):
    page = Path(__file__).parents[2] / "docs" / "reference" / "tables.md"
    assert run("schema", "--markdown").out == page.read_text(encoding="utf-8"), "see CONTRIBUTING.md, After a change"


def test_the_reference_page_has_every_column(run):
    page = run("schema", "--markdown").out
    for table in [*TABLES.values(), *PLAN_TABLES.values()]:
        for name, field in table.model_fields.items():
            assert f"| `{field.alias or name}` |" in page
            assert field.description is not None, f"{table.__name__}.{name}"
            assert field.description.split("\n")[0].replace("|", "\\|") in page
