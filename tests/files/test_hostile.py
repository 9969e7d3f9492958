"""Hostile files are refused or read, quickly, in little memory, and never with a traceback."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from files.examples import GOOD

SECONDS = 10.0
"""Processor time after which reading counts as without end. A quiet machine takes at most 2; a busy one more. [s]"""
MEGABYTES = 300

CHILD = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from contingent.files import check_folder, read_plan
begun = time.process_time()
folder = sys.argv[1]
codes = sorted({f.code for f in (*check_folder(folder), *read_plan(folder).findings)})
seconds = time.process_time() - begun
status = open("/proc/self/status").read()  # rusage would count the memory of this test, too
peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
print(json.dumps({"codes": codes, "seconds": seconds, "megabytes": peak}))
"""

IGNORED = {"missing-file", "unknown-file"}
"""The child reads a plan from the mission's folder, too, which has none."""

Spoil = Callable[[Path], object]


def _bytes(name: str, content: bytes) -> Spoil:
    return lambda folder: (folder / name).write_bytes(content)


def _big(name: str, head: bytes, body: bytes, times: int, tail: bytes = b"") -> Spoil:
    def spoil(folder: Path) -> None:
        with (folder / name).open("wb") as file:
            file.write(head)
            for _ in range(times // 1000):
                file.write(body * 1000)
            file.write(tail)

    return spoil


def _loop(folder: Path) -> None:
    (folder / "coas" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "loop").symlink_to(folder, target_is_directory=True)


def _coas_outside(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "x.toml").write_text('title = "secret"\n')
    for course in (folder / "coas").iterdir():
        course.unlink()
    (folder / "coas").rmdir()
    (folder / "coas").symlink_to(outside, target_is_directory=True)


def _pipe(folder: Path) -> None:
    (folder / "lift.csv").unlink()
    os.mkfifo(folder / "lift.csv")


def _device(folder: Path) -> None:
    (folder / "lift.csv").unlink()
    (folder / "lift.csv").symlink_to("/dev/zero")


def _chain(folder: Path) -> None:
    for number in range(40):
        (folder / "coas" / f"c{number}.toml").write_text(f'on = "c{number + 1}"\n' if number < 39 else "")


LIFT = b"where,seats,from,until\n"
CONTINGENTS = b"id,nation,name,commands\n"

HOSTILE: dict[str, tuple[Spoil, str | None]] = {
    "deep-brackets": (_big("mission.toml", b"x = ", b"[", 5000, b"]" * 5000), "nested-too-deep"),
    "deep-tables": (_bytes("mission.toml", b"x = " + b"{a=" * 5000 + b"1" + b"}" * 5000), "nested-too-deep"),
    "deep-dotted-key": (_big("mission.toml", b"", b"a.", 400_000, b"a = 1\n"), "nested-too-deep"),
    "deep-course": (_big("coas/late.toml", b"x = ", b"[", 5000, b"]" * 5000), "nested-too-deep"),
    "brackets-behind-quotes": (_bytes("mission.toml", b'x = """' + b'\\"""' * 200_000 + b"[" * 5000), "bad-toml"),
    "many-quotes": (_bytes("mission.toml", b"x = '" + b"'" * 900_000), "bad-toml"),
    "many-headers": (_bytes("mission.toml", b"".join(b"[a%d]\n" % n for n in range(80_000))), "missing-key"),
    "many-entries": (_bytes("coas/late.toml", b"[[set]]\n" * 100_000), "too-many-rows"),
    "cell-of-100-megabytes": (_big("lift.csv", LIFT + b'"', b"a" * 100, 1_000_000, b'",1,,\n'), "file-too-large"),
    "cell-of-7-megabytes": (_big("lift.csv", LIFT + b'"', b"a\n" * 100, 35_000, b'",1,,\n'), "too-many-rows"),
    "long-quoted-cell": (_bytes("lift.csv", LIFT + b'"' + (b"a" * 9999 + b"\n") * 700 + b'",1,,\n'), "cell-too-long"),
    "million-rows": (_big("lift.csv", LIFT, b"*,20,,\n", 1_000_000), "too-many-rows"),
    "many-rows": (_big("lift.csv", LIFT, b"*,20,,\n", 49_000), "repeated-row"),
    "many-bad-rows": (_big("lift.csv", LIFT, b"x,y,z,9999-01-01\n", 49_000), "not-a-number"),
    "many-unknown-names": (
        _big("billets.csv", b"activity,skill,count\n", b"scool,enginer,1\n", 49_000),
        "unknown-skill",
    ),
    "many-commas": (_big("lift.csv", LIFT, b",", 7_000_000), "line-too-long"),
    "many-lines-of-commas": (_bytes("lift.csv", LIFT + (b"," * 200_000 + b"\n") * 50), "file-too-large"),
    "quoted-lines-of-commas": (_bytes("lift.csv", LIFT + (b"," * 200_000 + b'"\n"') * 30), None),
    "many-columns": (_bytes("lift.csv", b"x," * 120_000), "too-many-columns"),
    "nul": (_bytes("nations.csv", b"code,name\nUSA,\0\n"), "nul-byte"),
    "all-nul": (_bytes("nations.csv", b"\0" * 7_000_000), "nul-byte"),
    "utf-16": (_bytes("nations.csv", "code,name\nUSA,x\n".encode("utf-16")), "not-utf8"),
    "utf-16-without-mark": (_bytes("nations.csv", "code,name\nUSA,x\n".encode("utf-16-le")), "nul-byte"),
    "bom": (lambda f: (f / "lift.csv").write_bytes(b"\xef\xbb\xbf" + (f / "lift.csv").read_bytes()), None),
    "bom-of-toml": (_bytes("mission.toml", b"\xef\xbb\xbf" + (GOOD / "mission.toml").read_bytes()), None),
    "surrogates": (_bytes("nations.csv", b"code,name\nUSA,\xed\xa0\x80\n"), "not-utf8"),
    "huge-integer": (_bytes("mission.toml", b"weeks = " + b"9" * 500_000 + b"\n"), "bad-toml"),
    "huge-hexadecimal": (_bytes("mission.toml", b"weeks = 0x" + b"f" * 500_000 + b"\n"), "too-large"),
    "huge-format": (_bytes("mission.toml", b"format = 0x" + b"f" * 500_000 + b"\n"), "unsupported-format"),
    "huge-exponent": (_bytes("mission.toml", b"[planning.slack]\nrelease = 1e999999999\n"), "not-a-number"),
    "huge-cell-number": (_bytes("lift.csv", LIFT + b"*," + b"9" * 90_000 + b",,\n"), "too-large"),
    "nan": (_bytes("mission.toml", b"[planning.slack]\nrelease = nan\n"), "not-finite"),
    "infinity": (_bytes("mission.toml", b"weeks = inf\n"), "not-finite"),
    "year-9999": (_bytes("lift.csv", LIFT + b"*,1,,9999-12-31\n"), "year-out-of-range"),
    "year-9999-of-start": (_bytes("mission.toml", b"start = 9999-12-27\n"), "year-out-of-range"),
    "year-0": (_bytes("mission.toml", b"start = 0000-01-01\n"), "bad-toml"),
    "duplicate-keys": (_bytes("mission.toml", b"id = 'x'\n" * 2), "duplicate-key"),
    "duplicate-tables": (_bytes("mission.toml", b"[planning]\n" * 2), "duplicate-key"),
    "folder-in-a-loop": (_loop, None),
    "courses-outside": (_coas_outside, "symlink-outside"),
    "pipe": (_pipe, "not-a-file"),
    "device": (_device, "symlink-outside"),
    "chain-of-courses": (_chain, "nested-too-deep"),
    "course-name": (lambda f: (f / "coas" / ("x" * 200 + ".toml")).write_text("on = '../mission'\n"), "unknown-course"),
    "plan-of-bombs": (_big("plan.toml", b"x = ", b"[", 5000), "nested-too-deep"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_or_read(name: str, tmp_path: Path):
    spoil, code = HOSTILE[name]
    mission = tmp_path / "mission"
    shutil.copytree(GOOD, mission)
    spoil(mission)
    command = [sys.executable, "-c", CHILD, str(mission)]
    run = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert run.stderr == ""
    measured = json.loads(run.stdout)
    found = set(measured["codes"]) - IGNORED
    assert (code in found) if code else not found
    assert measured["seconds"] < SECONDS
    assert measured["megabytes"] < MEGABYTES
