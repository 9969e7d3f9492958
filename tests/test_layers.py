"""The rooms import each other as the design says, and the contract that says so can fail."""

import ast
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "contingent"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter with the contracts of this project on the package under ``folder``."""
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    command = [sys.executable, "-c", code, "--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    return subprocess.run(
        command, cwd=folder, env={"PYTHONPATH": str(folder)}, capture_output=True, text=True, check=False
    )


def rooms() -> list[str]:
    return sorted(
        p.stem
        for p in SOURCE.iterdir()
        if p.name != "__init__.py" and (p.suffix == ".py" or (p / "__init__.py").exists())
    )


def test_the_contract_holds():
    result = lint(SOURCE.parent)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_contract_names_every_room():
    named = [room.strip() for layer in CONTRACTS[0]["layers"] for room in layer.split("|")]
    assert sorted(named) == rooms()


@pytest.fixture
def skeleton(tmp_path):
    """A package with the same rooms and nothing in them."""
    package = tmp_path / "contingent"
    for module in SOURCE.rglob("*.py"):
        copy = package / module.relative_to(SOURCE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text("", encoding="utf-8")
    return package


LAYERS = [[room.strip() for room in layer.split("|")] for layer in CONTRACTS[0]["layers"] if layer != "__main__"]
WRONG = [(low, high) for highs, lows in pairwise(LAYERS) for high in highs for low in lows]
WRONG += [("verify", "files"), ("verify", "instance"), ("instance", "files")]


def test_an_empty_package_keeps_the_contract(skeleton):
    assert lint(skeleton.parent).returncode == 0


def test_every_forbidden_import_is_seen(skeleton):
    for low, high in WRONG:
        room = skeleton / low
        wrong = room / "wrong.py" if room.is_dir() else room.with_suffix(".py")
        wrong.write_text(f"import contingent.{high}\n", encoding="utf-8")
    result = lint(skeleton.parent)
    assert result.returncode == 1
    unseen = [
        (low, high)
        for low, high in WRONG
        if f"contingent.{low}" not in result.stdout or f"contingent.{high}" not in result.stdout
    ]
    assert unseen == []


def test_a_new_room_must_be_named(skeleton):
    (skeleton / "attic").mkdir()
    (skeleton / "attic" / "__init__.py").write_text("", encoding="utf-8")
    result = lint(skeleton.parent)
    assert result.returncode == 1
    assert "attic" in result.stdout


@pytest.mark.parametrize("room", ["core", "domain", "verify", "instance", "formulation", "report"])
def test_lower_rooms_touch_no_file_and_no_clock(room):
    banned = {"time", "os", "pathlib", "io", "socket", "subprocess", "tempfile", "shutil", "random"}
    for module in (SOURCE / room).rglob("*.py"):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        imported = {alias.name.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
        imported |= {n.module.split(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
        called = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
        now = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)} & {"today", "now", "utcnow"}
        found = (imported & banned) | (called & {"open", "print", "input"}) | now
        if module.name == "json_form.py":
            found -= {"pathlib"}  # it names paths and opens none
        assert found == set(), f"{module}: {found}"
