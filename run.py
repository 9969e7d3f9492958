#!/usr/bin/env python3
"""Run Contingent from a checkout, with nothing but Python 3.11 or later.

    python3 run.py                     make .venv, install, plan missions/iraq-2020 into out/iraq-2020
    python3 run.py test [pytest ...]   install the test tools as well, and run the tests
    python3 run.py bench [--quick]     measure the engine and its peers on generated missions: benchmarks/README.md
    python3 run.py bench --peers       the same, with the peers that need packages of their own, in .venv-peers
    python3 run.py WORD ...            the same as `contingent WORD ...`, such as `run.py check missions/first`

The packages are those of requirements.lock, each checked against its hash. Nothing outside this folder is written.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PEERS_VENV = ROOT / ".venv-peers"
SHOWCASE = "iraq-2020"
RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-dev.lock"  # all of requirements.lock, and the test tools
PEERS_LOCK = "requirements-peers.lock"  # all of requirements.lock, and engines that the benchmark compares with
# A lock names all that is needed. Left to look again, pip takes newer releases of `package[extra]`, which have no hash.
AS_LOCKED = ("--no-deps", "--require-hashes", "--requirement")


class Missing(Exception):  # noqa: N818 - what it says is what is missing
    """Something that this script cannot do without; the message says what to do."""


def main(arguments: list[str]) -> int:
    """Install what is needed, then do what was asked."""
    if sys.version_info < (3, 11):
        raise Missing(
            f"Python 3.11 or later is needed, this is {sys.version.split()[0]}. Run this file with a later one."
        )
    if arguments[:1] == ["bench"]:
        return bench(arguments[1:])
    python = install(TEST_LOCK if arguments[:1] == ["test"] else RUN_LOCK)
    if not arguments:
        arguments = ["plan", str(ROOT / "missions" / SHOWCASE), "--out", str(ROOT / "out" / SHOWCASE)]
        arguments += ["--workers", str(min(2, os.cpu_count() or 1))]
    if arguments[0] == "test":
        for program, what in (("chromium", "pages"), ("java", "Microsoft Project files")):
            if not shutil.which(program):
                say(f"{program} is not installed: the tests of {what} will fail. Your system's packages have it.")
        is_told = any(a.startswith(("-n", "--numprocesses")) for a in arguments)
        workers = [] if is_told else ["-n", "auto", "--dist", "worksteal"]  # neighbours share what is dear to make
        return call(python, "-m", "pytest", *workers, *arguments[1:], cwd=ROOT)
    return call(python, "-m", "contingent", *arguments)


def bench(arguments: list[str]) -> int:
    """Run the benchmark; where peers are asked for and cannot be installed, it tells which are missing."""
    try:
        python = install(PEERS_LOCK, PEERS_VENV) if "--peers" in arguments else install(RUN_LOCK)
    except Missing as missing:
        if "--peers" not in arguments:
            raise
        say(f"run.py: {missing} The benchmark goes on without these peers.")
        python = install(RUN_LOCK)
    return call(python, str(ROOT / "benchmarks" / "bench.py"), *arguments)


def install(lock: str, venv: Path | None = None) -> Path:
    """Make `.venv` hold the packages of ``lock`` and this checkout; return its Python. Quick if it already does."""
    venv = venv or VENV
    python = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamps = {name: venv / f"{name}.stamp" for name in (RUN_LOCK, TEST_LOCK, PEERS_LOCK)}
    serving = (RUN_LOCK, TEST_LOCK) if lock == RUN_LOCK else (lock,)
    if python.exists() and any(is_fresh(stamps[name], name) for name in serving):
        return python
    uv = shutil.which("uv")
    if not (python.exists() and (venv / "made.stamp").exists() and is_fresh(venv / "made.stamp", None)):
        make_venv(uv, venv)
    say(f"Installing the packages of {lock} ...")
    if not (uv and install_with_uv(uv, python, lock)):
        install_with_pip(python, lock)
    for name, stamp in stamps.items():
        if name == lock:
            stamp.write_text(fingerprint(name), encoding="utf-8")
        elif stamp.exists():
            stamp.unlink()
    return python


def make_venv(uv: str | None, venv: Path) -> None:
    """Make an empty environment, in place of one that another Python or another folder left."""
    if venv.exists() and not (venv / "pyvenv.cfg").is_file() and any(venv.iterdir()):
        raise Missing(f"{venv} is there and is no virtual environment. Move it away and run this again.")
    say(f"Making {venv} ...")
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        failed = call(sys.executable, "-m", "venv", "--clear", str(venv))
    elif uv:
        failed = call(
            uv, "venv", "--quiet", "--clear", "--python", sys.executable, *without_cache("--no-cache"), str(venv)
        )
    else:
        raise Missing(
            "this Python comes without venv and ensurepip, and there is no uv. "
            "Install one of them (on Debian and Ubuntu: apt-get install python3-venv) and run this again."
        )
    if failed:
        raise Missing(f"{venv} could not be made; the lines above say why.")
    (venv / "made.stamp").write_text(fingerprint(None), encoding="utf-8")


def install_with_uv(uv: str, python: Path, lock: str) -> bool:
    """Install with uv; tell whether it worked."""
    base = (uv, "pip", "install", "--quiet", "--python", str(python), *without_cache("--no-cache"))
    return not (
        call(*base, *AS_LOCKED, str(ROOT / lock))
        or call(*base, "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    )


def install_with_pip(python: Path, lock: str) -> None:
    """Install with the pip of the environment."""
    pip = (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
    base = (*pip, *without_cache("--no-cache-dir"))
    if call(*base, *AS_LOCKED, str(ROOT / lock)):
        raise Missing(f"the packages of {lock} could not be installed; the lines above say why. Is there a network?")
    if call(*base, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)):
        raise Missing("the package itself could not be installed; the lines above say why.")


def without_cache(option: str) -> list[str]:
    """Return ``option``, which turns an installer's cache off, where the home folder cannot be written."""
    return [] if os.access(Path("~").expanduser(), os.W_OK) else [option]


def fingerprint(lock: str | None) -> str:
    """Return what an installation depends on: this Python, this folder, the lock and the package's own description."""
    told = hashlib.sha256(f"{sys.version}\n{sys.base_prefix}\n{ROOT}\n".encode())
    if lock is not None:
        told.update((ROOT / lock).read_bytes())
        told.update((ROOT / "pyproject.toml").read_bytes())
    return told.hexdigest()


def is_fresh(stamp: Path, lock: str | None) -> bool:
    """Tell whether a stamp was left by an installation like the one that is asked for."""
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint(lock)


def call(program: str | Path, *arguments: str, cwd: Path | None = None) -> int:
    """Run a program to its end; a Ctrl-C is the program's to handle."""
    # UTF-8 mode: the path of this folder, which Python reads from a file at start, may have any letters.
    running = subprocess.Popen([str(program), *arguments], cwd=cwd, env={**os.environ, "PYTHONUTF8": "1"})
    while True:
        try:
            return running.wait()
        except KeyboardInterrupt:
            continue


def say(words: str) -> None:
    """Tell the user what takes time; results alone go to the standard output."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Missing as missing:
        say(f"run.py: {missing}")
        sys.exit(3)
