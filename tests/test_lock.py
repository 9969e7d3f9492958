"""The locks pin every package by hash, name no host, and agree with pyproject.toml and with each other."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-peers.lock")
PINNED = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^\s;\\]+)(?P<where> ; [^\\]+)? \\$")
HASHED = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?P<more> \\)?$")


def pins(lock: str) -> set[tuple[str, str]]:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    return {(m["name"], m["version"]) for m in map(PINNED.match, lines) if m}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_is_a_pinned_package_or_one_of_its_hashes(lock):
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    strange = [line for line in lines if not (PINNED.match(line) or HASHED.match(line))]
    assert strange == []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        goes_on = line.endswith("\\")
        assert bool(HASHED.match(following)) is goes_on, f"after {line!r} comes {following!r}"


@pytest.mark.parametrize("lock", LOCKS)
def test_no_host_is_named(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert not re.search(r"http|://|--index-url|--find-links|\.(org|com|io|net)\b", text)


def test_every_dependency_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        "requirements.lock": [*project["dependencies"], *extras["build"]],
        "requirements-dev.lock": [*project["dependencies"], *extras["build"], *extras["test"]],
        "requirements-peers.lock": [*project["dependencies"], *extras["build"], *extras["peers"]],
    }
    for lock, requirements in wanted.items():
        names = {re.split(r"[<>=!~ \[]", requirement)[0].lower() for requirement in requirements}
        assert names <= {name for name, _ in pins(lock)}, lock


@pytest.mark.parametrize("lock", LOCKS)
def test_tests_and_benchmarks_run_with_the_packages_that_users_get(lock):
    assert pins("requirements.lock") <= pins(lock)


def test_peers_are_no_packages_of_the_product():
    peers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"][
        "peers"
    ]
    names = {re.split(r"[<>=]", requirement)[0] for requirement in peers}
    assert names
    assert not names & {name for lock in LOCKS[:2] for name, _ in pins(lock)}
