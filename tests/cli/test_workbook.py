"""A mission as a workbook on the command line: out, checked, planned, and back in."""

import os
import stat
from pathlib import Path

import pytest

from contingent import DataError, Mission
from contingent.app.import_workbook import import_workbook
from contingent.app.whole_folder import RefusedError
from contingent.files import read_mission, write_mission
from contingent.files.workbook import open_mission
from files.workbook.spoil import good_parts, pack, put, text_cell


@pytest.fixture
def workbook(run, small: Path) -> Path:
    assert run("export", small, "small.xlsx").code == 0
    return small.with_name("small.xlsx")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    (tmp_path / "bad.xlsx").write_bytes(pack(put(good_parts(), "lift", "B3", text_cell("B3", "many"))))
    return tmp_path / "bad.xlsx"


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_a_workbook_is_checked(run, workbook, bad):
    assert run("check", workbook).code == 0
    answer = run("check", bad)
    assert answer.code == 2
    assert "lift!B3: error not-a-number: seats is 'many'. Give whole digits, such as 30." in answer.out
    (finding,) = run("check", bad, "--json").document["findings"]
    assert finding["place"] == {"file": "lift", "row": 3, "column": "seats", "letter": "B"}


def test_a_workbook_is_planned_as_its_folder_is(run, small, workbook):
    assert run("plan", workbook, "--out", "a").code == 0
    assert run("plan", small, "--out", "b").code == 0
    a, b = (content(small.parent / name) for name in "ab")
    assert {name: raw for name, raw in a.items() if name != "plan.toml"} == {
        n: r for n, r in b.items() if n != "plan.toml"
    }
    assert run("verify", workbook, "a").code == 0


def test_a_workbook_is_a_mission_in_python_too(small, workbook, bad):
    assert Mission.read(workbook) == Mission.read(small)
    with pytest.raises(DataError, match="lift!B3: error not-a-number"):
        Mission.read(bad)


def test_a_bad_workbook_is_not_planned(run, bad):
    answer = run("plan", bad, "--out", "a")
    assert answer.code == 2
    assert "lift!B3" in answer.err
    assert not Path("a").exists()


def test_a_course_of_action_of_a_workbook_is_planned(run, tmp_path):
    (tmp_path / "good.xlsx").write_bytes(pack(good_parts()))
    assert run("check", "good.xlsx", "--coa", "later").code == 0
    answer = run("check", "good.xlsx", "--coa", "latest")
    assert answer.code == 2
    assert "coas: error unknown-course" in answer.out


def test_an_annotated_copy_is_written(run, bad):
    answer = run("check", bad, "--annotate", "copy.xlsx")
    assert answer.code == 2
    assert "Wrote copy.xlsx." in answer.err
    assert open_mission("copy.xlsx").book.grids[0].title == "findings"
    assert run("check", bad, "--annotate", "copy.xlsx", "--json").document["usable"] is False


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("small", "--annotate", "copy.xlsx"), "is no workbook"),
        (("bad.xlsx", "--annotate", "bad.xlsx"), "would replace the workbook"),
        (("bad.xlsx", "--annotate", "copy.csv"), "does not end in .xlsx"),
        (("bad.xlsx", "--annotate", "small/x/y.xlsx"), "cannot be written"),
    ],
)
def test_where_no_copy_can_be_it_is_refused(run, small, bad, words, said):
    (small / "x").write_text("a file")
    before = bad.read_bytes()
    answer = run("check", *words)
    assert answer.code == 2
    assert said in " ".join(answer.err.replace("│", " ").split())
    assert bad.read_bytes() == before


def test_a_workbook_becomes_a_folder(run, small, workbook):
    answer = run("import", workbook, "new/folder")
    assert answer.code == 0
    assert "Wrote the mission" in answer.out
    assert content(small.parent / "new" / "folder") == content(small)
    assert run("import", workbook, "other", "--json").document["courses"] == []
    assert stat.S_IMODE(Path("other").stat().st_mode) & 0o500 == 0o500


def test_a_bad_workbook_becomes_no_folder(run, bad):
    answer = run("import", bad, "folder")
    assert answer.code == 2
    assert "lift!B3" in answer.err
    assert not Path("folder").exists()
    assert [f["code"] for f in run("import", bad, "folder", "--json").document["findings"]] == ["not-a-number"]


def test_an_import_can_annotate_too(run, bad):
    answer = run("import", bad, "folder", "--annotate", "copy.xlsx")
    assert answer.code == 2
    assert not Path("folder").exists()
    assert open_mission("copy.xlsx").book.grids[0].title == "findings"
    assert run("import", bad, "folder", "--annotate", bad).code == 2


@pytest.mark.parametrize("there", ["a file", "something else", "unwritable"])
def test_an_import_destroys_nothing_else(run, workbook, there, tmp_path):
    folder = tmp_path / "there"
    if there == "a file":
        folder.write_text("x")
    elif there == "something else":
        folder.mkdir()
        (folder / "letter.txt").write_text("x")
    else:
        folder = tmp_path / "small.xlsx" / "folder"
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    answer = run("import", workbook, folder)
    assert answer.code == 2
    assert "FOLDER" in answer.err
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_only_a_workbook_is_imported(run, small):
    assert run("import", small, "folder").code == 2


def test_an_import_into_its_mission_keeps_comments_other_files_and_rows_that_did_not_change(run, tmp_path):
    folder = tmp_path / "mission"
    write_mission(read_mission(Path(__file__).parents[1] / "files" / "good"), folder)
    (folder / "coas").mkdir()
    (folder / "coas" / "gone.toml").write_text('title = "not in the workbook"\n')
    (folder / "README.md").write_text("why\n")
    before = content(folder)
    parts = put(good_parts(), "lift", "B4", '<c r="B4"><v>6</v></c>')
    (tmp_path / "changed.xlsx").write_bytes(pack(parts))
    assert run("import", "changed.xlsx", "mission").code == 0
    after = content(folder)
    assert after["mission.toml"] == before["mission.toml"]
    assert b"#" in after["mission.toml"]
    assert after["README.md"] == b"why\n"
    assert "coas/gone.toml" not in after
    assert after["lift.csv"] == before["lift.csv"].replace(b"fort,5", b"fort,6")
    assert {n for n in before if before[n] != after.get(n)} == {"lift.csv", "coas/gone.toml"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["changed.xlsx", "mission"]


def test_a_failed_import_leaves_the_old_mission_and_nothing_else(workbook, small, monkeypatch):
    before = content(small)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        import_workbook(workbook, small)
    assert content(small) == before
    assert sorted(p.name for p in small.parent.iterdir()) == ["small", "small.xlsx"]


def test_a_failed_swap_brings_the_old_mission_back(workbook, small, monkeypatch):
    before, rename = content(small), Path.rename

    def once(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(5, "Input error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", once)
    with pytest.raises(OSError, match="Input error"):
        import_workbook(workbook, small)
    assert content(small) == before


def test_a_course_behind_a_link_is_not_written_through(workbook, small, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x.toml").write_text('title = "x"\n')
    (small / "coas").symlink_to(outside)
    import_workbook(workbook, small)
    assert (outside / "x.toml").read_text() == 'title = "x"\n'
    assert not (small / "coas").exists()


def test_what_is_no_mission_is_refused_in_words(workbook, tmp_path):
    with pytest.raises(RefusedError, match="holds something else than a mission"):
        import_workbook(workbook, tmp_path)


def test_an_exported_mission_says_what_it_leaves_behind(run, small):
    (small / "mission.toml").write_text("# why\n" + (small / "mission.toml").read_text())
    answer = run("export", small, "again.xlsx")
    assert answer.code == 0
    assert "mission.toml: notice comments-not-kept: mission.toml has 1 comment." in answer.err


def test_a_mission_with_errors_is_not_exported(run, small):
    (small / "sites.csv").write_text("id\n")
    assert run("export", small, "again.xlsx").code == 2
    assert not Path("again.xlsx").exists()


def test_a_course_that_no_workbook_can_hold_is_told(run, small):
    (small / "coas").mkdir()
    (small / "coas" / "a:b.toml").write_text("")
    answer = run("export", small, "again.xlsx")
    assert answer.code == 2
    assert "bad-id" in answer.err


def test_a_workbook_is_exported_again(run, workbook):
    assert run("export", workbook, "again.xlsx").code == 0
    assert Path("again.xlsx").read_bytes() == workbook.read_bytes()
