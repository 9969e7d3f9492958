"""A plan's folder appears whole, replaces only plans, and loses nothing that is not ours."""

import pytest

import contingent.app.plan_folder as room
from contingent.app.plan_folder import RefusedError, refusal, save_plan
from contingent.app.read_plan import read_planned


@pytest.fixture
def made(lawful):
    planned = read_planned(lawful)
    return planned.mission, planned.plan


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_written_is_read_again(made, tmp_path):
    save_plan(*made, tmp_path / "deep" / "down")
    again = read_planned(tmp_path / "deep" / "down")
    assert (again.mission, again.plan) == made


def test_nothing_else_is_left_beside_it(made, tmp_path):
    parent = tmp_path / "parent"
    save_plan(*made, parent / "plan")
    save_plan(*made, parent / "plan")
    assert [path.name for path in parent.iterdir()] == ["plan"]


def test_an_older_plan_is_replaced_whole(made, tmp_path):
    mission, plan = made
    save_plan(mission, plan, tmp_path / "plan")
    save_plan(mission, plan.model_copy(update={"handovers": (), "fills": ()}), tmp_path / "plan")
    assert "handovers.csv" not in files(tmp_path / "plan")
    assert read_planned(tmp_path / "plan").plan.fills == ()


def test_what_others_put_there_is_kept(made, tmp_path):
    folder = tmp_path / "plan"
    save_plan(*made, folder)
    (folder / "notes.txt").write_text("mine")
    (folder / "mission" / "why.md").write_text("also mine")
    (folder / "charts").mkdir()
    (folder / "charts" / "one.svg").write_text("<svg/>")
    (folder / "link").symlink_to("notes.txt")
    before = files(folder)
    save_plan(*made, folder)
    assert files(folder) == before
    assert (folder / "link").is_symlink()


def test_a_link_to_a_plan_stays_a_link(made, tmp_path):
    save_plan(*made, tmp_path / "real")
    (tmp_path / "link").symlink_to("real")
    save_plan(*made, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert read_planned(tmp_path / "real").plan == made[1]


@pytest.mark.parametrize("what", ["a file", "a folder with other things"])
def test_anything_but_a_plan_is_refused(made, tmp_path, what):
    place = tmp_path / "place"
    if what == "a file":
        place.write_text("mine")
    else:
        place.mkdir()
        (place / "mine.txt").write_text("mine")
    with pytest.raises(RefusedError, match="place"):
        save_plan(*made, place)
    assert place.is_file() or files(place) == {"mine.txt": b"mine"}


def test_an_empty_folder_is_taken(made, tmp_path):
    (tmp_path / "empty").mkdir()
    save_plan(*made, tmp_path / "empty")
    assert read_planned(tmp_path / "empty").plan == made[1]


def test_below_a_file_no_plan_can_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    assert "cannot be written" in refusal(tmp_path / "file" / "plan")


def test_a_failure_while_writing_leaves_the_old_plan(made, tmp_path, monkeypatch):
    folder = tmp_path / "parent" / "plan"
    save_plan(*made, folder)
    before = files(folder)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room, "write_mission", full)
    with pytest.raises(OSError, match="No space"):
        save_plan(*made, folder)
    assert files(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["plan"]


def test_a_failure_of_the_last_step_leaves_the_old_plan(made, tmp_path, monkeypatch):
    folder = tmp_path / "parent" / "plan"
    save_plan(*made, folder)
    before = files(folder)
    path_class = type(folder)
    rename = path_class.rename

    def jammed(self, target):
        if self.name == "new":
            raise OSError(16, "Device or resource busy")
        return rename(self, target)

    monkeypatch.setattr(path_class, "rename", jammed)
    with pytest.raises(OSError, match="busy"):
        save_plan(*made, folder)
    monkeypatch.undo()
    assert files(folder) == before
