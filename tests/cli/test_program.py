"""The program as a shell sees it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from builders import activity, billet, ceiling, contingent, in_place, lift, mission, site
from contingent.app.new_mission import first_mission
from contingent.domain.plan import Proof
from contingent.files import read_mission, read_plan, write_mission
from contingent.verify import verify

BROKEN = """
import contingent.app.describe_tables as room
def broken(): raise ValueError("the\\nroof leaks")
room.json_schemas = broken
from contingent.cli import main
main()
"""


def with_path(**more):
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1", **more}


def call(*words, cwd=None, **env):
    command = [sys.executable, *map(str, words)]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=cwd, env=with_path(**env), encoding="utf-8"
    )


def test_a_defect_is_one_line_and_three():
    result = call("-c", BROKEN, "schema")
    assert result.returncode == 3
    assert "defect: ValueError: the roof leaks\n" in result.stderr
    assert "Please report it" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_debug_shows_where():
    result = call("-c", BROKEN, "--debug", "schema")
    assert result.returncode == 3
    assert "in broken" in result.stderr


def test_the_module_is_the_command(small):
    assert call("-m", "contingent", "--version").stdout.startswith("contingent ")
    assert call("-m", "contingent", "check", small).returncode == 0
    assert call("-m", "contingent", "check", "nowhere").returncode == 2


def test_help_loads_no_heavy_room():
    code = "import sys, contingent.cli.commands; print([m for m in sys.modules if m.split('.')[0] in sys.argv[1:]])"
    heavy = ("numpy", "scipy", "pandas", "highspy", "ortools", "pydantic")
    assert call("-c", code, *heavy).stdout == "[]\n"


def test_the_package_loads_nothing_until_it_is_used():
    code = "import sys, contingent; print('pydantic' in sys.modules, contingent.Mission.__name__)"
    assert call("-c", code).stdout == "False Mission\n"


def test_paths_may_have_spaces_and_any_letters(small, tmp_path):
    folder = tmp_path / "à la carte" / "Ελλάς"
    folder.parent.mkdir()
    small.rename(folder)
    result = call("-m", "contingent", "plan", folder, "--out", tmp_path / "план 1", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert str(tmp_path / "план 1") in result.stdout


def test_terminals_without_unicode_get_what_they_can_show(tmp_path):
    m = first_mission()
    m = m.model_copy(
        update={
            "title": "Ελλάς",
            "activities": (m.activities[0].model_copy(update={"name": "ñ" * 90}), *m.activities[1:]),
        }
    )
    write_mission(m, tmp_path / "m")
    plain = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    shown = call("-m", "contingent", "plan", "m", cwd=tmp_path, **plain)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.isascii()
    document = call("-m", "contingent", "show", Path("out", "first-mission"), "--json", cwd=tmp_path, **plain)
    assert json.loads(document.stdout)["tables"]["handovers"][0]["name"] == "ñ" * 90


def test_plain_cuts_nothing(tmp_path):
    m = first_mission()
    name = "a very long name of a course " * 8
    m = m.model_copy(update={"activities": (m.activities[0].model_copy(update={"name": name}), *m.activities[1:])})
    write_mission(m, tmp_path / "m")
    assert name.strip() in call("-m", "contingent", "plan", "m", "--plain", cwd=tmp_path).stdout
    assert name.strip() not in call("-m", "contingent", "plan", "m", cwd=tmp_path).stdout


def test_without_a_terminal_there_is_no_control_sequence(small, tmp_path):
    result = call("-m", "contingent", "plan", small, cwd=tmp_path)
    assert "\x1b" not in result.stdout + result.stderr


def stubborn_mission():
    """A mission that has a plan at once, and none proven best in a minute."""
    pledges = [
        row
        for k in range(5)
        for row in contingent(
            f"c{k}",
            f"NA{'ABCDE'[k]}",
            5 + k,
            commands="NEW" if k % 2 else "OLD NEW",
            tour_min=4,
            tour_max=9 + k,
            dwell=5,
            rotations=2,
            from_=k,
        )
    ]
    lines = [(activity(f"a{k}", hand_to="NEW", priority=k + 1), billet(7 + k, 3, f"a{k}")) for k in range(4)]
    return mission(
        site(overlap=2),
        *lines,
        in_place("us", "USA", 20, commands="OLD NEW"),
        *pledges,
        ceiling(32),
        lift(9),
        weeks=40,
        release=("USA",),
    )


def test_ctrl_c_keeps_the_best_plan(tmp_path):
    write_mission(stubborn_mission(), tmp_path / "m")
    words = ["-m", "contingent", "plan", tmp_path / "m", "--out", tmp_path / "kept", "--time-limit", "300"]
    with subprocess.Popen(
        [sys.executable, *words], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=with_path()
    ) as running:
        seen = next(line for line in running.stderr if "best " in line and "best none yet" not in line)
        running.send_signal(signal.SIGINT)
        _, rest = running.communicate(timeout=60)
    assert "bound" in seen
    assert "stopping; the best plan so far is kept" in rest
    assert running.returncode == 0
    planned = read_mission(tmp_path / "kept" / "mission").mission
    kept = read_plan(tmp_path / "kept", planned).plan
    assert verify(planned, kept).is_lawful
    assert any(goal.proof is not Proof.OPTIMAL for goal in kept.goals)
