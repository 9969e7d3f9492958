import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from builders import activity, billet, contingent, fill, handover, in_place, mission, plan, site, target, tour
from contingent.app.plan_folder import save_plan
from contingent.cli.commands import app
from contingent.files import write_mission


@dataclass(frozen=True)
class Answer:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def run(monkeypatch, tmp_path) -> Callable[..., Answer]:
    """Run a command in an empty folder, in a terminal of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def _run(*words: str | Path) -> Answer:
        result = CliRunner().invoke(app, [str(word) for word in words], prog_name="contingent")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return _run


def small_mission(**more):
    return mission(
        site(overlap=1),
        activity(hand_to="NEW"),
        billet(2, essential=1),
        in_place("us", "USA", 2),
        contingent("es", "ESP", 2, commands="NEW"),
        weeks=6,
        release=("USA",),
        **more,
    )


@pytest.fixture
def small(tmp_path):
    """The folder of a mission in which two relieve two."""
    write_mission(small_mission(), tmp_path / "small")
    return tmp_path / "small"


@pytest.fixture
def impossible(tmp_path):
    """The folder of a mission with a `must` target that nobody can meet."""
    write_mission(mission(site(), target("strength", 5, must=True), weeks=4), tmp_path / "impossible")
    return tmp_path / "impossible"


def hand_made(*, heads=2):
    m = small_mission()
    arriving = tour("es", heads, 0, command="NEW")
    return m, plan(m, tour("us", 2, -4, 1), arriving, fill("us", 2, 0, 1), fill("es", 2, 1), handover(1))


@pytest.fixture
def lawful(tmp_path):
    """The folder of a lawful plan made by hand."""
    save_plan(*hand_made(), tmp_path / "lawful")
    return tmp_path / "lawful"


@pytest.fixture
def unlawful(tmp_path):
    """The folder of a plan in which two billets are filled by one person."""
    save_plan(*hand_made(heads=1), tmp_path / "unlawful")
    return tmp_path / "unlawful"
