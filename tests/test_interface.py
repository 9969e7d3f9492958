"""What `from contingent import ...` gives."""

import subprocess
import sys

import pandas as pd
import pytest

import contingent as package
from builders import activity, billet, contingent, in_place, mission, need, site
from contingent import DataError, Mission, Plan, frames, plan, verify
from contingent.domain.mission import TABLES
from contingent.domain.plan import PLAN_TABLES
from contingent.files import write_mission


@pytest.fixture
def folder(tmp_path):
    m = mission(
        site(overlap=1),
        activity(hand_to="NEW"),
        billet(2),
        in_place("us", "USA", 2),
        contingent("es", "ESP", 2, commands="NEW"),
        need(count=1, who="USA"),
        weeks=6,
        release=("USA",),
    )
    write_mission(m, tmp_path / "m")
    return tmp_path / "m"


def test_every_public_name_is_there():
    assert [name for name in package.__all__ if not hasattr(package, name)] == []
    assert set(package.__all__) <= set(dir(package))


def test_other_names_are_not():
    with pytest.raises(AttributeError, match="no attribute 'unheard_of'"):
        package.unheard_of  # noqa: B018 - to look is to ask


@pytest.mark.parametrize(
    "first", ["import contingent.verify.referee", "from contingent import verify", "import contingent"]
)
def test_verify_is_the_function_whatever_was_imported_before(first):
    code = f"{first}; import contingent; print(contingent.verify.__module__)"
    path = ":".join(filter(None, sys.path))
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONPATH": path}
    )
    assert result.stdout == "contingent.interface\n"


def test_read_plan_verify_write(folder, tmp_path):
    m = Mission.read(folder)
    outcome = plan(m, time_limit=20)
    assert verify(m, outcome.plan).is_lawful
    outcome.plan.write(tmp_path / "p")
    assert Plan.read(tmp_path / "p", m) == outcome.plan
    m.write(tmp_path / "again")
    assert Mission.read(tmp_path / "again") == m


def test_a_course_of_action_is_laid_over(folder):
    (folder / "coas").mkdir()
    (folder / "coas" / "stay.toml").write_text('[planning]\nrelease = ["ESP"]\n', encoding="utf-8")
    assert Mission.read(folder, "stay").planning.release == ("ESP",)


def test_bad_data_raises_with_its_findings(folder):
    (folder / "sites.csv").write_text("id,name,beds\nbase,Base,many\n", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        Mission.read(folder)
    assert next((str(f.place), f.severity) for f in raised.value.findings) == ("sites.csv:2:beds", "error")


def test_a_plan_with_bad_data_raises(folder, tmp_path):
    with pytest.raises(DataError, match="missing-folder"):
        Plan.read(tmp_path / "nowhere", Mission.read(folder))


def test_an_unknown_engine_is_refused(folder):
    with pytest.raises(ValueError, match="abacus"):
        plan(Mission.read(folder), engine="abacus")


def test_mission_tables_are_frames_with_the_columns_of_the_files(folder):
    tables = frames(Mission.read(folder))
    assert list(tables) == list(TABLES)
    for name, table in TABLES.items():
        assert list(tables[name].columns) == [field.alias or key for key, field in table.model_fields.items()]
    assert list(tables["contingents"]["nation"]) == ["USA", "ESP"]


def test_plan_tables_are_frames_with_what_a_report_reckons(folder):
    m = Mission.read(folder)
    tables = frames(m, plan(m, time_limit=20).plan)
    assert set(PLAN_TABLES) <= set(tables)
    assert {"goals", "nations", "weeks", "departures", "shortfalls", "handovers_due"} <= set(tables)
    weeks = tables["weeks"].set_index("week")
    assert list(weeks.index) == list(pd.date_range("2020-01-06", periods=6, freq="7D"))
    assert weeks["people"].tolist() == [4, 2, 2, 2, 2, 2]
    assert tables["tours"]["arrive"].min() == pd.Timestamp("2019-12-09")
