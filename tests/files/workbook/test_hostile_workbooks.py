"""Hostile workbooks are refused or read, quickly, in little memory, and never with a traceback."""

import json
import os
import random
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest

from contingent.core.findings import has_errors
from contingent.files import read_mission
from contingent.files.limits import MAX_PARTS, MAX_WORKBOOK_BYTES
from files.workbook.spoil import good_parts, pack, part_of, put, text_cell

SECONDS = 10.0
"""Processor time after which reading counts as without end. A quiet machine takes at most 2; a busy one more. [s]"""
MEGABYTES = 300

CHILD = """
import json, resource, sys, time
from contextlib import suppress
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from contingent.files import check_source
for line in sys.stdin:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # forget the peak of the file before
    begun = time.process_time()
    codes = sorted({f.code for f in check_source(line.strip())})
    seconds = time.process_time() - begun
    status = Path("/proc/self/status").read_text()  # rusage would count the memory of this test, too
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps({"codes": codes, "seconds": seconds, "megabytes": peak}), flush=True)
"""
"""Reads the workbooks that it is told, one a line, and says what that took."""

Make = Callable[[], bytes]
DTD = b'<?xml version="1.0"?><!DOCTYPE x [%s]>'
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(12))


def _sheet(change: Callable[[str], str], sheet: str = "lift") -> Make:
    def make() -> bytes:
        parts = dict(good_parts())
        name = part_of(parts, sheet)
        parts[name] = change(parts[name].decode()).encode()
        return pack(parts, zipfile.ZIP_DEFLATED)

    return make


def _rows(rows: Callable[[int], str], count: int) -> Make:
    return _sheet(lambda xml: xml.replace("</sheetData>", "".join(map(rows, range(10, count))) + "</sheetData>"))


def _cell(xml: str, at: str = "B3") -> Make:
    return lambda: pack(put(good_parts(), "lift", at, xml))


def _part(name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> Make:
    return lambda: pack({**good_parts(), name: content}, method)


def _change(name: str, old: str, new: str) -> Make:
    def make() -> bytes:
        parts = dict(good_parts())
        changed = re.sub(old, new, parts[name].decode(), count=1)
        assert changed.encode() != parts[name]
        return pack({**parts, name: changed.encode()})

    return make


def _doctype(name: str, declared: bytes, inside: bytes = b"") -> Make:
    def make() -> bytes:
        content = re.sub(rb"<\?xml[^>]*\?>", DTD % declared, good_parts()[name]) + inside
        return pack({**good_parts(), name: content})

    return make


def _lying_about_size() -> bytes:
    """A zip whose directory says that a sheet is small, and whose sheet is not."""
    raw = bytearray(_part("xl/worksheets/sheet3.xml", b"<worksheet>" + b" " * 90_000_000 + b"</worksheet>")())
    at = raw.rfind(b"xl/worksheets/sheet3.xml") - 46
    assert raw[at : at + 4] == b"PK\1\2"
    raw[at + 24 : at + 28] = struct.pack("<I", 1000)
    return bytes(raw)


def _twice() -> bytes:
    packed = BytesIO(pack(good_parts()))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/workbook.xml", good_parts()["xl/workbook.xml"])
    return packed.getvalue()


def _with_password() -> bytes:
    raw = bytearray(pack(good_parts()))
    for at in [m.start() for m in re.finditer(re.escape(b"PK\1\2"), bytes(raw))]:
        raw[at + 8] |= 1
    return bytes(raw)


def _one_text_many_times() -> bytes:
    """One long shared text, named by a great many cells."""
    parts = dict(good_parts())
    strings = parts["xl/sharedStrings.xml"].decode()
    number = strings.count("<si>")
    parts["xl/sharedStrings.xml"] = strings.replace("</sst>", f"<si><t>{'x' * 32_000}</t></si></sst>").encode()
    name = part_of(parts, "lift")
    rows = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>{number}</v></c></row>' for r in range(10, 40_000))
    parts[name] = parts[name].replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    return pack(parts, zipfile.ZIP_DEFLATED)


def _noise() -> bytes:
    return random.Random(1).randbytes(MAX_WORKBOOK_BYTES + 1)  # noqa: S311 - no secret


MILLION = 1_048_576
TEXT_OF_MEGABYTES = text_cell("B3", "y" * 2_000_000)
HOSTILE: dict[str, tuple[Make, str | None]] = {
    "nothing": (lambda: b"", "bad-workbook"),
    "text": (lambda: b"where,seats\n", "bad-workbook"),
    "old-format": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096, "bad-workbook"),
    "zip-of-nothing": (lambda: b"PK\5\6" + b"\0" * 18, "bad-workbook"),
    "only-a-signature": (lambda: b"PK\3\4", "bad-workbook"),
    "cut-in-half": (lambda: pack(good_parts())[:50_000], "bad-workbook"),
    "another-zip": (lambda: pack({"word/document.xml": b"<x/>"}), "bad-workbook"),
    "password": (_with_password, "bad-workbook"),
    "too-many-bytes": (_noise, "workbook-too-large"),
    "too-many-parts": (
        lambda: pack({**good_parts(), **{f"xl/media/{n}": b"" for n in range(MAX_PARTS)}}),
        "workbook-too-large",
    ),
    "zip-bomb": (_part("xl/media/a.png", b"\0" * 90_000_000), "workbook-too-large"),
    "sheet-of-90-megabytes": (
        _sheet(lambda xml: xml.replace("<sheetData>", "<sheetData>" + " " * 90_000_000)),
        "workbook-too-large",
    ),
    "lying-about-size": (_lying_about_size, "bad-workbook"),
    "one-name-twice": (_twice, "bad-workbook"),
    "slip": (_part("../../../evil.txt", b"x"), None),
    "macros": (_part("xl/vbaProject.bin", b"x"), "workbook-with-macros"),
    "macros-by-type": (
        _change("[Content_Types].xml", "spreadsheetml.sheet.main", "macroEnabled.main"),
        "workbook-with-macros",
    ),
    "macro-sheet": (
        _change("xl/_rels/workbook.xml.rels", "relationships/worksheet", "relationships/xlMacrosheet"),
        "workbook-with-macros",
    ),
    "external-links": (_part("xl/externalLinks/externalLink1.xml", b"<x/>"), "external-link"),
    "sheet-elsewhere": (
        _change("xl/_rels/workbook.xml.rels", "worksheets/sheet3.xml", "../../etc/passwd"),
        "bad-workbook",
    ),
    "sheet-without-relation": (
        _change("xl/_rels/workbook.xml.rels", '<Relationship Id="rId3"[^>]*/>', ""),
        "bad-workbook",
    ),
    "million-blank-rows": (_rows(lambda n: f'<row r="{n}"/>', MILLION), None),
    "million-styled-rows": (_rows(lambda n: f'<row r="{n}"><c r="A{n}" s="1"/></row>', 500_000), None),
    "many-rows": (_rows(lambda n: f'<row r="{n}"><c r="B{n}"><v>1</v></c></row>', 60_000), "too-many-rows"),
    "many-bad-rows": (_rows(lambda n: f'<row r="{n}"><c r="B{n}"><v>1.5</v></c></row>', 49_000), "not-whole"),
    "many-cells": (_rows(lambda n: f'<row r="{n}">{"<c><v>1</v></c>" * 30}</row>', 12_000), "workbook-too-large"),
    "last-cell-of-a-sheet": (_cell('<c r="XFD1048576"><v>1</v></c>'), "workbook-too-large"),
    "last-column": (_cell('<c r="XFD3"><v>1</v></c>'), "too-many-columns"),
    "outside-every-sheet": (_cell('<c r="ZZZ9999999"><v>1</v></c>'), "bad-workbook"),
    "no-address": (_cell('<c r="seats"><v>1</v></c>'), "bad-workbook"),
    "two-values": (_cell('<c r="B3"><v>1</v><v>2</v></c>'), "bad-workbook"),
    "text-that-is-not-there": (_cell('<c r="B3" t="s"><v>99999</v></c>'), "bad-workbook"),
    "one-text-many-times": (_one_text_many_times, "workbook-too-large"),
    "text-of-megabytes": (_cell(TEXT_OF_MEGABYTES), "cell-too-long"),
    "huge-number": (_cell('<c r="B3"><v>1e308</v></c>'), "too-large"),
    "not-a-number": (_cell('<c r="B3"><v>NaN</v></c>'), "not-finite"),
    "infinity": (_cell('<c r="B3"><v>inf</v></c>'), "not-finite"),
    "words-as-number": (_cell('<c r="B3"><v>abc</v></c>'), "not-a-number"),
    "day-in-the-year-12000": (_cell('<c r="C3" s="3" t="d"><v>12000-01-01T00:00:00</v></c>', "C3"), "not-a-date"),
    "style-that-is-not-there": (_cell('<c r="B3" s="9999"><v>20</v></c>'), None),
    "billion-laughs": (_doctype("xl/workbook.xml", LAUGHS), "bad-workbook"),
    "laughs-in-strings": (_doctype("xl/sharedStrings.xml", LAUGHS), "bad-workbook"),
    "entity-of-a-file": (
        _doctype("xl/worksheets/sheet3.xml", b'<!ENTITY x SYSTEM "file:///etc/passwd">'),
        "bad-workbook",
    ),
    "doctype-alone": (_doctype("xl/_rels/workbook.xml.rels", b""), "bad-workbook"),
    "utf-16": (_part("xl/workbook.xml", good_parts()["xl/workbook.xml"].decode().encode("utf-16")), "bad-workbook"),
    "unknown-encoding": (
        _sheet(lambda xml: xml.replace('encoding="UTF-8"', 'encoding="klingon"')),
        None,  # all is read as UTF-8, whatever it says
    ),
    "utf-7": (_sheet(lambda xml: xml.replace('encoding="UTF-8"', 'encoding="utf-7"')), None),
    "not-xml": (_sheet(lambda xml: xml[:-30]), "bad-workbook"),
    "deep-elements": (_sheet(lambda xml: xml.replace("<sheetData>", "<a>" * 100_000)), "bad-workbook"),
    "many-merged": (
        _sheet(
            lambda xml: xml.replace(
                "</sheetData>",
                "</sheetData><mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(3, 90_000)),
            ).replace("<pageMargins", "</mergeCells><pageMargins")
        ),
        "merged-cells",
    ),
    "many-sheets": (
        _change(
            "xl/workbook.xml",
            "</sheets>",
            "".join(f'<sheet name="s{n}" sheetId="{n + 50}" r:id="rId3"/>' for n in range(3_000)) + "</sheets>",
        ),
        "bad-workbook",
    ),
    "sheets-of-one-title": (_change("xl/workbook.xml", '<sheet name="names"', '<sheet name="lift"'), "bad-workbook"),
    "title-of-a-path": (_change("xl/workbook.xml", '<sheet name="names"', '<sheet name="../../etc"'), "unknown-sheet"),
    "course-of-megabytes": (
        _sheet(
            lambda xml: xml.replace(
                "</sheetData>",
                "".join(
                    f'<row r="{n}">{text_cell(f"A{n}", "late")}{text_cell(f"B{n}", "#" * 3000)}</row>'
                    for n in range(500, 900)
                )
                + "</sheetData>",
            ),
            "coas",
        ),
        "file-too-large",
    ),
}


@pytest.fixture(scope="module")
def child() -> Iterator[subprocess.Popen[str]]:
    """A process with little memory that reads one workbook after the other."""
    command = [sys.executable, "-c", CHILD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_or_read(name: str, child: subprocess.Popen[str], tmp_path: Path):
    make, code = HOSTILE[name]
    path = tmp_path / "mission.xlsx"
    path.write_bytes(make())
    print(path, file=child.stdin, flush=True)
    answer = child.stdout.readline()
    assert answer, "the child has died"
    measured = json.loads(answer)
    assert (code in measured["codes"]) if code else not measured["codes"]
    assert measured["seconds"] < SECONDS
    assert measured["megabytes"] < MEGABYTES


def test_a_workbook_that_is_not_there_is_missed(tmp_path: Path):
    (found,) = read_mission(tmp_path / "nowhere.xlsx").findings
    assert str(found) == "nowhere.xlsx: error missing-file: There is no such file. Add nowhere.xlsx."


def test_a_pipe_is_no_workbook(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.xlsx")
    assert [f.code for f in read_mission(tmp_path / "pipe.xlsx").findings] == ["missing-file"]


@pytest.mark.parametrize("ending", [".xlsm", ".xls", ".ods", ".XLSX"])
def test_other_endings_are_read_as_what_they_hold(ending: str, tmp_path: Path):
    (tmp_path / f"good{ending}").write_bytes(pack(good_parts()))
    assert read_mission(tmp_path / f"good{ending}").findings == ()
    (tmp_path / f"bad{ending}").write_bytes(b"PK\3\4 no zip")
    assert [f.code for f in read_mission(tmp_path / f"bad{ending}").findings] == ["bad-workbook"]


@pytest.mark.parametrize("part", range(4))
def test_no_mutation_of_a_workbook_gives_a_traceback(part: int, tmp_path: Path):
    dice = random.Random(part)  # noqa: S311 - mutations are to be the same in every run
    names = [name for name in good_parts() if name.startswith("xl/") and name.endswith(".xml")]
    outcomes = {True: 0, False: 0}
    for _ in range(100):
        parts = dict(good_parts())
        name = dice.choice([*names, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"])
        content = bytearray(parts[name])
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(content))
            if dice.random() < 0.5:
                content[at] = dice.randrange(32, 127)
            else:
                content[at : at + dice.randint(0, 6)] = dice.choice(
                    [b"", b"<c>", b"1", b'"', b"&amp;", b"9" * 12, b"\xff"]
                )
        raw = pack({**parts, name: bytes(content)})
        if dice.random() < 0.2:
            at = dice.randrange(len(raw))
            raw = raw[:at] + dice.randbytes(3) + raw[at + 3 :]
        (tmp_path / "x.xlsx").write_bytes(raw)
        reading = read_mission(tmp_path / "x.xlsx")
        assert (reading.mission is None) == has_errors(reading.findings), (name, content)
        assert all("\n" not in str(finding) for finding in reading.findings), name
        outcomes[reading.mission is None] += 1
    assert min(outcomes.values()) > 10, "mutations should sometimes be harmless and sometimes not"
