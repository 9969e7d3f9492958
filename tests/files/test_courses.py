"""Courses of action change a mission as their file says, and nothing else."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Goal, PledgeState
from contingent.files import (
    Reading,
    apply_course,
    check_folder,
    courses,
    read_course,
    read_mission,
    read_mission_under,
    write_mission,
)
from files.examples import GOOD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "mission"))


def under(folder: Path, text: str) -> Reading:
    """Read the mission under a course with this text."""
    (folder / "coas" / "x.toml").write_text(text)
    return read_mission_under(folder, "x")


def mission_under(folder: Path, text: str) -> Mission:
    reading = under(folder, text)
    assert reading.mission is not None, reading.findings
    return reading.mission


def test_courses_are_listed_by_name(folder: Path):
    assert courses(folder) == ("late", "later")
    assert courses(folder / "nowhere") == ()


def test_a_course_sets_cells_and_the_planning(folder: Path):
    base, late = read_mission(folder).mission, read_mission_under(folder, "late").mission
    assert base is not None
    assert late is not None
    assert late.contingents[1].from_ == date(2020, 3, 2)
    assert late.contingents[1].state is PledgeState.INDICATED
    assert late.planning.counts_from is PledgeState.INDICATED
    assert late.planning.goals == base.planning.goals
    assert late.planning.slack == base.planning.slack
    assert late.contingents[0] == base.contingents[0]
    assert late.people == base.people


def test_a_course_builds_on_another_and_has_the_last_word(folder: Path):
    later = read_mission_under(folder, "later").mission
    assert later is not None
    assert later.planning.counts_from is PledgeState.INDICATED
    assert later.contingents[1].from_ == date(2020, 4, 6)
    assert [(p.contingent, p.count, p.skills) for p in later.people[-2:]] == [
        ("esp-base", 10, ("inf", "eng")),
        ("usa-base", 1, ("inf", "med")),
    ]


def test_a_set_changes_every_row_that_matches_all_of_where(folder: Path):
    entry = '[[set]]\ntable = "people"\nwhere = {{ {} }}\ncolumns = {{ count = 7 }}\n'
    changed = [p.count for p in mission_under(folder, entry.format('contingent = "usa-base"')).people]
    assert changed == [7, 7, 7, 10, 2]
    changed = [p.count for p in mission_under(folder, entry.format('contingent = "usa-base", skills = "med"')).people]
    assert changed == [12, 4, 7, 10, 2]


def test_a_list_in_where_means_any_of_them(folder: Path):
    text = '[[remove]]\ntable = "lift"\nwhere = { where = ["*", "fort"] }\n'
    assert mission_under(folder, text).lift == ()


def test_a_list_in_a_column_of_lists_means_itself_in_any_order(folder: Path):
    text = '[[remove]]\ntable = "people"\nwhere = { skills = ["eng", "inf"] }\n'
    assert [p.count for p in mission_under(folder, text).people] == [12, 4, 2, 2]


def test_a_blank_cell_goes_back_to_its_default(folder: Path):
    text = '[[set]]\ntable = "contingents"\nwhere = { id = "esp-base" }\ncolumns = { tour_max = "", from = "" }\n'
    contingent = mission_under(folder, text).contingents[1]
    assert (contingent.tour_max, contingent.from_) == (None, None)


def test_goals_and_release_can_be_taken_away(folder: Path):
    text = '[planning]\ngoals = ["coverage"]\nrelease = []\nslack = {}\n'
    planning = mission_under(folder, text).planning
    assert (planning.goals, planning.release, planning.slack) == ((Goal.COVERAGE,), (), {})


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ('[[set]]\ntable = "lift"\nwhere = {}\ncolumns = { seats = 1 }\n', "coas/x.toml:1:where wrong-type"),
        ('[[set]]\ntable = "lift"\nwhere = { x = 1 }\ncolumns = { seats = 1 }\n', "coas/x.toml:1:x unknown-column"),
        ('\n[[add]]\ntable = "lift"\nrow = { seats = -1 }\n', "coas/x.toml:2:seats negative"),
        ('[[add]]\ntable = "lift"\nrow = { where = "base" }\n', "coas/x.toml:1:seats missing-value"),
        ('[[add]]\ntable = "lift"\nrow = { seats = 1, where = "bas" }\n', "coas/x.toml:1:where unknown-where"),
        ('[[add]]\ntable = "ceilings"\nrow = { id = "all", who = "*", max = 1 }\n', "coas/x.toml:1:id duplicate-row"),
        ('[[add]]\ntable = "lift"\n', "coas/x.toml:1:row missing-key"),
        ('[[add]]\ntable = "lift"\nrow = { seats = 1 }\ncolumns = 3\n', "coas/x.toml:1:columns unknown-key"),
        ("set = 3\n", "coas/x.toml:1:set wrong-type"),
        ("title = 3\n", "coas/x.toml:1:title wrong-type"),
        ("titel = 'x'\n", "coas/x.toml:1:titel unknown-key"),
        ("planning = 3\n", "coas/x.toml:1:planning wrong-type"),
        ("[planning]\ngoals = ['speed']\n", "coas/x.toml:2:goals not-allowed"),
        ("[planning.slack]\nrelease = 2\n", "coas/x.toml:2:release slack-out-of-range"),
        ("[planning]\nrelease = ['FRA']\n", "coas/x.toml:2:release unknown-nation"),
        ("[planning]\ngoals = []\n", "coas/x.toml:2:goals no-goals"),
        (
            '[[set]]\ntable = "billets"\nwhere = { activity = "staff" }\ncolumns = { essential = 3 }\n',
            "coas/x.toml:1:essential essential-above-count",
        ),
    ],
)
def test_what_is_wrong_with_a_course_is_found_in_its_file(folder: Path, text: str, finding: str):
    reading = under(folder, text)
    assert [f"{f.place} {f.code}" for f in reading.findings] == [finding]
    assert reading.mission is None


def test_removing_what_others_need_is_found_where_they_stand(folder: Path):
    reading = under(folder, '[[remove]]\ntable = "skills"\nwhere = { id = "med" }\n')
    assert {(str(f.place), f.code) for f in reading.findings} == {
        ("enablers.csv:2:skill", "unknown-skill"),
        ("people.csv:4:skills", "unknown-skill"),
        ("people.csv:6:skills", "unknown-skill"),
    }


def test_a_circle_of_two_is_found(folder: Path):
    (folder / "coas" / "a.toml").write_text('on = "b"\n')
    (folder / "coas" / "b.toml").write_text('on = "a"\n')
    assert [f.code for f in read_course(folder, "a").findings] == ["circular-course"]


@pytest.mark.parametrize("name", ["nothing", "../mission", "", "/etc/passwd"])
def test_only_courses_of_the_folder_are_read(folder: Path, name: str):
    reading = read_course(folder, name)
    assert reading.course is None
    assert [f.code for f in reading.findings] == ["unknown-course"]


def test_a_mission_that_was_never_in_a_file_takes_a_course_too(folder: Path):
    mission, course = read_mission(folder).mission, read_course(folder, "late").course
    assert mission is not None
    assert course is not None
    assert apply_course(mission, course).mission == read_mission_under(folder, "late").mission


def test_the_mission_under_a_course_is_written_with_the_text_of_what_stayed(folder: Path, tmp_path: Path):
    reading = read_mission_under(folder, "late")
    write_mission(reading, tmp_path / "out")
    assert read_mission(tmp_path / "out").mission == reading.mission
    assert (tmp_path / "out" / "people.csv").read_bytes() == (folder / "people.csv").read_bytes()
    before = (folder / "contingents.csv").read_text().splitlines()
    after = (tmp_path / "out" / "contingents.csv").read_text().splitlines()
    assert after[:2] == before[:2]
    assert after[2] == before[2].replace("offered", "indicated").replace("2020-01-20", "2020-03-02")


def test_a_finding_of_the_mission_is_told_once_for_all_courses(folder: Path):
    consents = folder / "consents.csv"
    consents.write_text(consents.read_text().replace("granted", "pending"))
    assert [f.code for f in check_folder(folder)] == ["pending-consent"]
