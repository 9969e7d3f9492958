"""`run.py`: what it installs, when it does not need to, and what it says where something is missing."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


class Machine:
    """A machine on which `run.py` believes to run: it records calls, and a call may fail."""

    def __init__(self):
        self.calls = []
        self.failing = ()

    def call(self, program, *arguments, cwd=None):
        line = " ".join([Path(program).name, *arguments])
        self.calls.append(line)
        if "venv" in arguments and not any(word in line for word in self.failing):
            venv = Path(arguments[-1])
            (venv / "bin").mkdir(parents=True, exist_ok=True)
            (venv / "bin" / "python").touch()
            (venv / "pyvenv.cfg").touch()
        return int(any(word in line for word in self.failing))

    def did(self, *words):
        return [line for line in self.calls if all(word in line for word in words)]


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def run(tmp_path, monkeypatch, machine):
    """The script, in a folder of its own with locks and no network."""
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-peers.lock", "pyproject.toml"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PEERS_VENV", tmp_path / ".venv-peers")
    monkeypatch.setattr(module, "call", machine.call)
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    monkeypatch.setattr(module.os, "name", "posix")
    return module


@pytest.mark.parametrize(("processors", "workers"), [(None, 1), (1, 1), (2, 2), (64, 2)])
def test_without_words_the_showcase_is_planned(run, machine, tmp_path, monkeypatch, processors, workers):
    monkeypatch.setattr(run.os, "cpu_count", lambda: processors)
    assert run.main([]) == 0
    mission, out = tmp_path / "missions" / "iraq-2020", tmp_path / "out" / "iraq-2020"
    assert machine.calls[-1] == f"python -m contingent plan {mission} --out {out} --workers {workers}"
    assert (ROOT / "missions" / "iraq-2020" / "mission.toml").is_file()


def test_other_words_go_to_the_program(run, machine):
    run.main(["check", "missions/first", "--json"])
    assert machine.calls[-1] == "python -m contingent check missions/first --json"


def test_test_installs_the_test_tools_and_hands_its_words_to_pytest(run, machine):
    run.main(["test", "-k", "ceiling"])
    assert machine.did("--require-hashes", "requirements-dev.lock")
    assert machine.calls[-1] == "python -m pytest -n auto --dist worksteal -k ceiling"


@pytest.mark.parametrize("words", [["-n", "0"], ["-n4"], ["--numprocesses=1"]])
def test_the_number_of_workers_may_be_chosen(run, machine, words):
    run.main(["test", *words])
    assert machine.calls[-1] == " ".join(["python -m pytest", *words])


def test_the_benchmark_installs_no_peers_unless_asked(run, machine, tmp_path):
    run.main(["bench", "--quick"])
    assert machine.calls[-1] == f"python {tmp_path / 'benchmarks' / 'bench.py'} --quick"
    assert not machine.did("peers")


def test_peers_live_in_an_environment_of_their_own(run, machine, tmp_path):
    run.main(["--version"])
    run.main(["bench", "--peers"])
    assert machine.did("venv --clear", ".venv-peers")
    assert machine.did("--require-hashes", "requirements-peers.lock")
    assert machine.calls[-1] == f"python {tmp_path / 'benchmarks' / 'bench.py'} --peers"
    machine.calls.clear()
    run.main(["--version"])
    assert machine.calls == ["python -m contingent --version"]


def test_peers_that_cannot_be_installed_do_not_stop_the_benchmark(run, machine, capsys):
    machine.failing = ("requirements-peers.lock",)
    assert run.main(["bench", "--peers"]) == 0
    assert machine.did("--require-hashes", "requirements.lock")
    assert "goes on without" in capsys.readouterr().err


def test_packages_are_installed_by_hash_and_the_package_without_the_network(run, machine):
    run.main(["--version"])
    assert machine.did("pip install", "--require-hashes", "requirements.lock")
    assert machine.did("pip install", "--no-deps", "--no-build-isolation", "--editable")


def test_the_second_run_installs_nothing(run, machine):
    run.main(["--version"])
    machine.calls.clear()
    run.main(["--version"])
    assert machine.calls == ["python -m contingent --version"]


def test_what_tests_need_serves_other_runs_too(run, machine):
    run.main(["test"])
    machine.calls.clear()
    run.main(["--version"])
    assert machine.calls == ["python -m contingent --version"]


def test_what_runs_need_does_not_serve_tests(run, machine):
    run.main(["--version"])
    machine.calls.clear()
    run.main(["test"])
    assert machine.did("requirements-dev.lock")
    assert not machine.did("venv", "--clear")


@pytest.mark.parametrize("file", ["requirements.lock", "pyproject.toml"])
def test_a_change_installs_anew(run, machine, tmp_path, file):
    run.main(["--version"])
    machine.calls.clear()
    (tmp_path / file).write_text("changed", encoding="utf-8")
    run.main(["--version"])
    assert machine.did("--require-hashes", "requirements.lock")
    assert not machine.did("venv", "--clear")


def test_another_python_makes_another_environment(run, machine, monkeypatch):
    run.main(["--version"])
    machine.calls.clear()
    monkeypatch.setattr(run.sys, "base_prefix", "/elsewhere")
    run.main(["--version"])
    assert machine.did("-m venv --clear")


def test_a_failed_installation_is_not_taken_for_one(run, machine):
    machine.failing = ("--require-hashes",)
    with pytest.raises(run.Missing, match="could not be installed"):
        run.main(["--version"])
    machine.failing = ()
    machine.calls.clear()
    run.main(["--version"])
    assert machine.did("--require-hashes", "requirements.lock")


def test_uv_is_used_where_it_is_found(run, machine, monkeypatch):
    monkeypatch.setattr(run.shutil, "which", lambda _: "/opt/uv")
    run.main(["--version"])
    assert machine.did("uv pip install", "--require-hashes", "requirements.lock")
    assert not machine.did("python -m pip")


def test_where_uv_fails_pip_is_tried(run, machine, monkeypatch):
    monkeypatch.setattr(run.shutil, "which", lambda _: "/opt/uv")
    machine.failing = ("uv pip",)
    run.main(["--version"])
    assert machine.did("python -m pip install", "--require-hashes")


def test_uv_makes_the_environment_where_venv_is_missing(run, machine, monkeypatch):
    monkeypatch.setattr(run.shutil, "which", lambda _: "/opt/uv")
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    run.main(["--version"])
    assert machine.did("uv venv")
    assert not machine.did("-m venv")


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_where_neither_is_there_one_line_says_what_to_do(run, monkeypatch, missing):
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None if name == missing else object())
    with pytest.raises(run.Missing) as raised:
        run.main(["--version"])
    assert "apt-get install python3-venv" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_an_old_python_is_told_so(run, monkeypatch):
    monkeypatch.setattr(run.sys, "version_info", (3, 9, 2))
    with pytest.raises(run.Missing, match=r"Python 3\.11 or later is needed"):
        run.main([])


def test_a_folder_of_somebody_else_is_left_alone(run, tmp_path):
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "precious.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(run.Missing, match="Move it away"):
        run.main(["--version"])
    assert (tmp_path / ".venv" / "precious.txt").exists()


@pytest.mark.parametrize(("writable", "options"), [(True, []), (False, ["--no-cache-dir"])])
def test_a_home_that_cannot_be_written_is_not_written(run, monkeypatch, writable, options):
    monkeypatch.setattr(run.os, "access", lambda *_: writable)
    assert run.without_cache("--no-cache-dir") == options


def test_it_needs_the_standard_library_alone():
    text = (ROOT / "run.py").read_text(encoding="utf-8")
    imported = {line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= set(sys.stdlib_module_names)
