"""`contingent generate`."""

import json

from typer.testing import CliRunner

from contingent.cli.commands import app

RUN = CliRunner()


def test_a_mission_is_written_that_check_accepts(tmp_path):
    made = RUN.invoke(app, ["generate", "--size", "S", "--seed", "3", "--figures", str(tmp_path / "m")])
    assert made.exit_code == 0
    assert "coverable at most, limits and journeys aside: " in made.output
    assert RUN.invoke(app, ["check", str(tmp_path / "m")]).exit_code == 0
    assert "`contingent generate --size S --seed 3 --mix posts" in (tmp_path / "m" / "README.md").read_text("utf-8")


def test_figures_are_told_in_json(tmp_path):
    call = ["generate", "--mix", "companies", "--scarcity", "1.2", "--json", str(tmp_path / "m")]
    document = json.loads(RUN.invoke(app, call).output)
    assert document["mission"] == "generated-S-companies-0-scarcity-1.2"
    assert document["figures"]["that are indivisible"] == "22"


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = RUN.invoke(app, ["generate", str(tmp_path)])
    assert result.exit_code == 2
    assert "already holds" in result.output
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_size_that_is_not_there_is_refused(tmp_path):
    assert RUN.invoke(app, ["generate", "--size", "XXL", str(tmp_path / "m")]).exit_code == 2
