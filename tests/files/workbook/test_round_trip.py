"""Folder -> workbook -> folder is the identity."""

import itertools
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from contingent.app.export_mission import export_mission_workbook
from contingent.app.import_workbook import import_workbook
from contingent.core.errors import DataError
from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import People
from contingent.files import check_folder, check_source, courses, read_mission, read_mission_under, write_mission
from contingent.files.course import folder_shelf
from contingent.files.workbook import mission_workbook, open_mission
from files.strategies import missions
from files.workbook.spoil import GOOD
from oracle.missions import any_mission

ROOT = Path(__file__).parents[3]
BUNDLED = sorted(p.parent for p in (ROOT / "missions").glob("*/mission.toml"))
NO_CHARACTERS = str.maketrans("", "", "\ufffe\uffff")
"""Code points that XML cannot hold; Unicode has promised that they are no characters."""


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def writable(mission: Mission) -> Mission:
    """Return a mission without code points that are no characters."""
    return Mission.model_validate_json(mission.model_dump_json(by_alias=True).translate(NO_CHARACTERS))


def there_and_back(mission: Mission, scratch: Path) -> None:
    """Write a mission as a folder, then as a workbook, and turn that into a folder again."""
    draft, before, after = scratch / "draft", scratch / "before", scratch / "after"
    write_mission(mission, draft)
    write_mission(read_mission(draft).mission, before)  # a folder has slack in the order of the goals
    export_mission_workbook(before, scratch / "mission.xlsx")
    imported = import_workbook(scratch / "mission.xlsx", after)
    assert imported.mission == mission, imported.findings
    assert content(after) == content(before)


@given(mission=missions)
@settings(
    max_examples=100,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink a mission takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_any_mission_comes_back_from_its_workbook(mission: Mission):
    with tempfile.TemporaryDirectory() as scratch:
        there_and_back(writable(mission), Path(scratch))


@pytest.mark.parametrize("part", range(4))
def test_missions_of_the_oracle_come_back_from_their_workbooks(part: int, tmp_path: Path):
    usable = 0
    for number in itertools.count(1000 * part):
        write_mission(any_mission(number), tmp_path / str(number))
        if read_mission(tmp_path / str(number)).mission is None:
            continue  # the oracle does not mind a mission that contradicts itself
        there_and_back(any_mission(number), tmp_path / str(number))
        usable += 1
        if usable == 50:
            break


@pytest.mark.parametrize("folder", [GOOD, *BUNDLED], ids=lambda p: p.name)
def test_a_folder_comes_back_with_its_courses_of_action(folder: Path, tmp_path: Path):
    export_mission_workbook(folder, tmp_path / "mission.xlsx")
    imported = import_workbook(tmp_path / "mission.xlsx", tmp_path / "after")
    assert imported.mission == read_mission(folder).mission
    assert imported.courses == courses(folder) == courses(tmp_path / "mission.xlsx") != ()
    for name in courses(folder):
        course = f"coas/{name}.toml"
        assert (tmp_path / "after" / course).read_bytes() == (folder / course).read_bytes()
        under = read_mission_under(tmp_path / "mission.xlsx", name)
        assert under.mission == read_mission_under(folder, name).mission is not None


@pytest.mark.parametrize("folder", [GOOD, *BUNDLED], ids=lambda p: p.name)
def test_a_workbook_has_the_findings_of_its_folder(folder: Path, tmp_path: Path):
    export_mission_workbook(folder, tmp_path / "mission.xlsx")
    there = [(f.code, f.problem, f.remedy, f.place.column) for f in check_folder(folder)]
    here = check_source(tmp_path / "mission.xlsx")
    assert sorted((f.code, f.problem, f.remedy, f.place.column) for f in here) == sorted(there)
    assert all(f.place.letter for f in here)


@pytest.mark.parametrize("folder", [GOOD, *BUNDLED], ids=lambda p: p.name)
def test_a_folder_that_is_imported_into_again_does_not_change(folder: Path, tmp_path: Path):
    shutil.copytree(folder, tmp_path / "mission")
    export_mission_workbook(folder, tmp_path / "mission.xlsx")
    import_workbook(tmp_path / "mission.xlsx", tmp_path / "mission")
    assert content(tmp_path / "mission") == content(folder)


def test_a_list_that_no_cell_can_hold_is_refused(tmp_path: Path):
    mission = read_mission(GOOD).mission
    assert mission is not None
    many = tuple(f"skill-{number}" for number in range(4000))
    people = People(contingent=mission.contingents[0].id, count=1, skills=many)
    with pytest.raises(DataError, match="people!C3: error cell-too-long"):
        mission_workbook(mission.model_copy(update={"people": (people,)}))


def test_a_mission_without_tables_or_courses_comes_back(tmp_path: Path):
    mission = Mission(id="bare", title="Bare", start="2020-01-06", weeks=1, host="IRQ")
    (tmp_path / "bare.xlsx").write_bytes(mission_workbook(mission))
    book = open_mission(tmp_path / "bare.xlsx")
    # an unknown host is an error of the mission, not of the workbook
    assert [(f.code, str(f.place)) for f in book.reading.findings] == [("unknown-nation", "mission!B7")]
    assert all(getattr(mission, name) == () for name in TABLES)
    assert folder_shelf(tmp_path).names == book.courses.shelf.names == ()
