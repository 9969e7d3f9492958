"""Seeded mutations of missions: whatever is done to a file, reading it gives findings and no traceback."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from contingent.core.findings import has_errors
from contingent.files import read_mission, read_mission_under
from files.examples import GOOD

ROOT = Path(__file__).parents[2]
BUNDLED = sorted(p.parent for p in (ROOT / "missions").glob("*/mission.toml"))
MUTATIONS = 10_000
PARTS = 10
"""The mutations are spread over so many tests, which may run side by side."""
SHARE_OF_BUNDLED = 0.04
"""Of the mutations, those of bundled missions, which take longer to read; the others are of the tiny mission."""

WORDS = [
    b"",
    b"NaN",
    b"-1",
    b"9" * 400,
    b"9999-12-31",
    b"2020-02-30",
    b"*",
    b"\0",
    b'"',
    b"\r",
    b"=1",
    b"\xff",
    b"yes",
    b"1.5",
]


def flip(raw: bytes, dice: random.Random) -> bytes:
    out = bytearray(raw)
    for _ in range(dice.randint(1, 4)):
        out[dice.randrange(len(out))] = dice.randrange(256)
    return bytes(out)


def cut(raw: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(raw))
    return raw[:start] + raw[start + dice.randint(1, 40) :]


def splice(raw: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(raw))
    return raw[:at] + dice.choice(WORDS) + raw[at:]


def drop_row(raw: bytes, dice: random.Random) -> bytes:
    rows = raw.splitlines(keepends=True)
    del rows[dice.randrange(len(rows))]
    return b"".join(rows)


def repeat_row(raw: bytes, dice: random.Random) -> bytes:
    rows = raw.splitlines(keepends=True)
    rows.insert(dice.randrange(len(rows)), dice.choice(rows))
    return b"".join(rows)


def swap_cells(raw: bytes, dice: random.Random) -> bytes:
    cells = raw.split(b",")
    a, b = dice.randrange(len(cells)), dice.randrange(len(cells))
    cells[a], cells[b] = cells[b], cells[a]
    return b",".join(cells)


def set_cell(raw: bytes, dice: random.Random) -> bytes:
    cells = raw.split(b",")
    cells[dice.randrange(len(cells))] = dice.choice(WORDS)
    return b",".join(cells)


def change_header(raw: bytes, dice: random.Random) -> bytes:
    head, newline, rest = raw.partition(b"\n")
    columns = head.split(b",")
    columns[dice.randrange(len(columns))] = dice.choice([b"id", b"from", b"", b"note", b"x", *columns])
    return b",".join(columns) + newline + rest


MUTATORS: list[Callable[[bytes, random.Random], bytes]] = [
    flip,
    cut,
    splice,
    drop_row,
    repeat_row,
    swap_cells,
    set_cell,
    change_header,
]


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    root = tmp_path_factory.mktemp("fuzz")
    return [Path(shutil.copytree(folder, root / folder.name)) for folder in (GOOD, *BUNDLED)]


@pytest.mark.parametrize("part", range(PARTS))
def test_no_mutation_of_a_mission_gives_a_traceback(part: int, copies: list[Path]):
    dice = random.Random(part)  # noqa: S311 - mutations are to be the same in every run
    outcomes = {True: 0, False: 0}
    for _ in range(MUTATIONS // PARTS):
        bundled = len(copies) > 1 and dice.random() < SHARE_OF_BUNDLED
        folder = dice.choice(copies[1:]) if bundled else copies[0]
        courses = dice.random() < 0.05
        file = dice.choice(sorted(folder.glob("coas/*.toml") if courses else folder.glob("*.[ct][so][vm]*")))
        before = file.read_bytes()
        mutated = dice.choice(MUTATORS)(before, dice)
        file.write_bytes(mutated)
        try:
            reading = read_mission_under(folder, file.stem) if courses else read_mission(folder)
        finally:
            file.write_bytes(before)
        assert (reading.mission is None) == has_errors(reading.findings), (file.name, mutated)
        assert all("\n" not in str(finding) for finding in reading.findings), (file.name, mutated)
        outcomes[reading.mission is None] += 1
    assert min(outcomes.values()) > 50, "mutations should sometimes be harmless and sometimes not"
