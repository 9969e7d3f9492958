"""`--as NATION` where no view is possible: the same refusal whatever is hidden, before anything is read."""

import pytest

from builders import activity, billet, contingent, fill, mission, nation, plan, site, tour
from contingent.app.plan_folder import save_plan
from contingent.files import Reading, write_mission

COMMANDS = ("ask", "worth", "alternatives", "why")


@pytest.fixture
def folders(tmp_path):
    """A mission and its plan with a pledge that only the USA may see: its name, its 7,531 people and its day."""
    pledge, people = contingent("moonlight", "USA", 7531, notice_days=13, until=5)
    hidden = (pledge.model_copy(update={"release_to": ("USA",)}), people)
    parts = (site(), activity(), billet(9), nation("ESP", "friends"), contingent("es", "ESP", 2), *hidden)
    made = mission(*parts, weeks=6)
    (tmp_path / "mission").mkdir()
    write_mission(Reading(made), tmp_path / "mission")
    rows = (tour("es", 2, 0), tour("moonlight", 7531, 2, 5), fill("es", 2), fill("moonlight", 7, from_=2, until=5))
    save_plan(made, plan(made, *rows), tmp_path / "plan")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", ["--plain", "--json"])
def test_nothing_of_a_hidden_row_is_told(run, folders, command, form):
    place = folders / ("mission" if command in ("ask", "worth") else "plan")
    before = sorted(folders.rglob("*"))
    for reader in ("ESP", "friends", "USA"):
        answer = run(command, place, "--as", reader, form, "--save", folders / "answer.csv")
        assert (answer.code, answer.out) == (2, "")
        for word in ("moonlight", "7531", "7,531", "13", "2020-02-10"):
            assert word not in answer.err
        assert "Ask without --as" in " ".join(answer.err.replace("│", " ").split())
    assert sorted(folders.rglob("*")) == before


@pytest.mark.parametrize("command", COMMANDS)
def test_the_refusal_is_the_same_for_every_reader_and_place(run, folders, command):
    places = [folders / name for name in ("mission", "plan", "none")]
    told = {run(command, place, "--as", reader).err for place in places for reader in ("ESP", "USA", "XXX")}
    assert len(told) == 1
