"""File -> mission -> file is the identity, and so is mission -> file -> mission."""

import shutil
import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from contingent.core.errors import DataError
from contingent.domain.mission import Mission
from contingent.domain.tables import Skill
from contingent.files import read_mission, read_plan, write_mission, write_plan
from files.examples import GOOD
from files.strategies import missions

ROOT = Path(__file__).parents[2]
FOLDERS = [GOOD, *sorted(p.parent for p in (ROOT / "missions").glob("*/mission.toml"))]


def content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.suffix in {".csv", ".toml"}}


@given(mission=missions)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_any_mission_comes_back_from_its_folder(mission: Mission):
    with tempfile.TemporaryDirectory() as folder:
        write_mission(mission, folder)
        reading = read_mission(folder)
        assert reading.mission == mission, reading.findings
        before = content(Path(folder))
        write_mission(reading, folder)
        assert content(Path(folder)) == before


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_a_folder_that_is_read_and_written_does_not_change(folder: Path, tmp_path: Path):
    write_mission(read_mission(folder), tmp_path)
    assert content(tmp_path) == content(folder)


ODD = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "bom": lambda text: "\ufeff" + text,
    "no-newline-at-the-end": lambda text: text.rstrip("\n"),
    "blank-lines-at-the-end": lambda text: text + "\n\n",
    "blank-line-after-the-header": lambda text: text.replace("\n", "\n\n", 1),
    "rows-of-commas": lambda text: text + ",,,,\n",
    "all-quoted": lambda text: "".join('"' + line.replace(",", '","') + '"\n' for line in text.splitlines()),
    "columns-turned-round": lambda text: "".join(
        ",".join(reversed(line.split(","))) + "\n" for line in text.splitlines()
    ),
}


@pytest.mark.parametrize("odd", ODD)
def test_odd_but_valid_formatting_is_read_and_kept(odd: str, tmp_path: Path):
    shutil.copytree(GOOD, tmp_path / "in")
    for name in ("contingents.csv", "billets.csv", "ceilings.csv"):
        path = tmp_path / "in" / name
        path.write_bytes(ODD[odd](path.read_text()).encode())
    reading = read_mission(tmp_path / "in")
    assert reading.findings == ()
    assert reading.mission == read_mission(GOOD).mission
    write_mission(reading, tmp_path / "out")
    assert content(tmp_path / "out") == content(tmp_path / "in")


def test_only_the_row_that_changed_is_written_anew_in_the_files_own_order(tmp_path: Path):
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    odd = 'name,enabler,id\r\n"Infantry trainer",no,inf\r\nEngineer trainer, NO ,eng\r\nMedic,YES,med\r\n'
    (tmp_path / "skills.csv").write_bytes(odd.encode())
    reading = read_mission(tmp_path)
    assert reading.mission is not None
    inf, eng, med = reading.mission.skills
    changed = eng.model_copy(update={"name": 'Engineer, "field"'})
    new = Skill(id="law", name="Lawyer", note="new")
    write_mission(
        replace(reading, mission=reading.mission.model_copy(update={"skills": (inf, changed, med, new)})), tmp_path
    )
    assert (tmp_path / "skills.csv").read_bytes().decode() == (
        'name,enabler,id,note\r\n"Infantry trainer",no,inf,\r\n"Engineer, ""field""",no,eng,\r\n'
        "Medic,YES,med,\r\nLawyer,no,law,new\r\n"
    )


def test_a_changed_key_of_the_head_keeps_the_other_lines_and_comments(tmp_path: Path):
    reading = read_mission(GOOD)
    assert reading.mission is not None
    later = reading.mission.model_copy(update={"start": date(2020, 1, 13)})
    write_mission(replace(reading, mission=later), tmp_path)
    wanted = (GOOD / "mission.toml").read_text().replace("2020-01-06", "2020-01-13")
    assert (tmp_path / "mission.toml").read_text() == wanted


def test_a_head_that_cannot_be_patched_is_written_anew(tmp_path: Path):
    reading = read_mission(GOOD)
    assert reading.mission is not None
    planning = reading.mission.planning.model_copy(update={"slack": {}, "count_pending_consent": False})
    other = reading.mission.model_copy(update={"planning": planning})
    write_mission(replace(reading, mission=other), tmp_path)
    assert read_mission(tmp_path).mission == other


def test_tables_that_became_empty_do_not_come_back(tmp_path: Path):
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    mission = read_mission(GOOD).mission
    assert mission is not None
    fewer = mission.model_copy(update={"lift": (), "targets": ()})
    write_mission(fewer, tmp_path)
    assert read_mission(tmp_path).mission == fewer


def test_the_digest_does_not_depend_on_the_spelling_of_a_number(tmp_path: Path):
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    nations = tmp_path / "nations.csv"
    nations.write_text(nations.read_text().replace("allies,2", "allies,2.00"))
    mission, same = read_mission(GOOD).mission, read_mission(tmp_path).mission
    assert mission is not None
    assert same is not None
    assert same.nations[1].fair_share == Decimal(2)
    assert same.digest == mission.digest


def test_a_plan_comes_back_from_its_folder(tmp_path: Path):
    reading = read_plan(GOOD / "plan", read_mission(GOOD).mission)
    assert reading.findings == ()
    assert reading.plan is not None
    assert [t.heads for t in reading.plan.tours] == [12, 10]
    write_plan(reading, tmp_path / "same")
    assert content(tmp_path / "same") == content(GOOD / "plan")
    write_plan(reading.plan, tmp_path / "anew")
    assert read_plan(tmp_path / "anew").plan == reading.plan


def test_what_cannot_be_read_cannot_be_written(tmp_path: Path):
    with pytest.raises(DataError, match="missing-folder"):
        write_mission(read_mission(tmp_path / "nowhere"), tmp_path)


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    before = content(tmp_path)
    mission = read_mission(GOOD).mission
    assert mission is not None

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        write_mission(mission, tmp_path)
    assert content(tmp_path) == before
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]
