"""What is written: never a formula from data, the same bytes everywhere, and easy to fill in."""

import os
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from contingent.core.findings import Place
from contingent.domain.checks.fault import finding
from contingent.domain.mission import TABLES
from contingent.domain.tables import Row
from contingent.files import read_mission
from contingent.files.columns import Kind, columns_of
from contingent.files.workbook import annotated, mission_workbook, open_mission
from contingent.files.workbook.names import COURSES, GUIDE, HEAD, NAMES
from files.workbook.spoil import GOOD, good_parts, part_of, parts_of, text_cell
from files.workbook.spoil import pack as packed
from files.workbook.spoil import put as put_cell
from large import large_mission

ROOT = Path(__file__).parents[3]
PREFIXES = ("=", "+", "-", "@", "\t", "\r", "\0", ";")
PAYLOAD = "cmd|' /C calc'!A0"


def text_of_sheets(raw: bytes) -> str:
    return "".join(xml.decode() for name, xml in parts_of(raw).items() if name.startswith("xl/worksheets/sheet"))


def no_formula(raw: bytes) -> None:
    """No cell is a formula, and no link leads out of the workbook."""
    parts = parts_of(raw)
    assert not re.search(r"<(\w+:)?f[ />]", text_of_sheets(raw))
    assert not any(b'TargetMode="External"' in xml for xml in parts.values())
    assert not any(name.startswith("xl/externalLinks") or "vba" in name for name in parts)


def filled(model: type[Row], row: Row, payload: str) -> Row:
    """A row with the payload in every field that takes any text."""
    texts = [c.field for c in columns_of(model).values() if c.kind is Kind.TEXT]
    return row.model_copy(update=dict.fromkeys(texts, payload))


@pytest.mark.parametrize("prefix", PREFIXES, ids=repr)
def test_no_text_of_data_is_ever_a_formula(prefix: str, tmp_path: Path):
    payload = prefix + PAYLOAD
    good = read_mission(GOOD).mission
    tables = {name: tuple(filled(model, row, payload) for row in getattr(good, name)) for name, model in TABLES.items()}
    mission = good.model_copy(update={**tables, "title": payload, "marking": payload})
    raw = mission_workbook(mission, {"late": f"{payload}\n", "=1+1": f"# {payload}\n"})
    no_formula(raw)
    (tmp_path / "x.xlsx").write_bytes(raw)
    book = open_mission(tmp_path / "x.xlsx")
    assert book.raw.mission is None or book.raw.mission == mission
    assert {n: sheet.table.rows for n, sheet in book.tables.items()} == tables
    assert book.courses.texts == {"late": f"{payload}\n", "=1+1": f"# {payload}\n"}
    no_formula(annotated(book, book.check()))


@pytest.mark.parametrize("prefix", PREFIXES, ids=repr)
def test_no_text_of_a_broken_workbook_becomes_a_formula_in_its_copy(prefix: str, tmp_path: Path):
    payload = (prefix + PAYLOAD).replace("\0", "")
    parts = good_parts()
    for table, model in TABLES.items():
        for number in range(len(columns_of(model)) + 2):
            at = f"{chr(ord('A') + number)}3" if number < 26 else "A4"
            parts = put_cell(parts, table, at, text_cell(at, payload))
    parts = put_cell(parts, "mission", "A30", text_cell("A30", payload))
    (tmp_path / "x.xlsx").write_bytes(packed(parts))
    book = open_mission(tmp_path / "x.xlsx")
    assert len(book.check()) > 100
    no_formula(annotated(book, book.check()))


CHILD = """
import hashlib, sys
from contingent.app.export_mission import export_mission_workbook
from contingent.files.workbook import annotated, open_mission
from pathlib import Path
export_mission_workbook(Path(sys.argv[1]), Path(sys.argv[2]))
book = open_mission(sys.argv[2])
print(hashlib.sha256(Path(sys.argv[2]).read_bytes() + annotated(book, book.check())).hexdigest())
"""


def test_the_bytes_are_the_same_in_any_zone_locale_and_hash_order(tmp_path: Path):
    digests = set()
    for number, (zone, locale) in enumerate(
        (("UTC", "C"), ("Asia/Kathmandu", "de_DE.UTF-8"), ("America/Lima", "C.UTF-8"))
    ):
        env = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": str(number)}
        command = [sys.executable, "-c", CHILD, str(ROOT / "missions" / "iraq-2020"), str(tmp_path / "x.xlsx")]
        digests.add(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout)
    assert len(digests) == 1


def test_the_sheets_are_in_the_order_of_the_tables():
    titles = re.findall(r'<sheet name="([^"]*)"', good_parts()["xl/workbook.xml"].decode())
    assert titles == [GUIDE, HEAD, *TABLES, COURSES, NAMES]


@pytest.mark.parametrize("table", TABLES)
def test_a_sheet_has_frozen_panes_a_filter_and_a_note_at_each_column(table: str):
    xml = good_parts()[part_of(good_parts(), table)].decode()
    columns = columns_of(TABLES[table])
    assert re.search(r'<pane [^>]*ySplit="2"[^>]*state="frozen"', xml)
    assert "<autoFilter" in xml
    number = re.search(r"sheet(\d+)\.xml", part_of(good_parts(), table))[1]
    relations = good_parts()[f"xl/worksheets/_rels/sheet{number}.xml.rels"].decode()
    notes = good_parts()["xl/" + re.search(r'Target="\.\./(comments\d+\.xml)"', relations)[1]].decode()
    assert notes.count("<comment ") == len(columns)
    for name, column in columns.items():
        description = TABLES[table].model_fields[column.field].description
        assert " ".join(description.split()).replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;") in notes, (
            name
        )


def rules_of(table: str) -> dict[str, str]:
    """What may be chosen, by letters of the column."""
    xml = good_parts()[part_of(good_parts(), table)].decode()
    found = re.findall(r"<dataValidation ([^>]*)>(.*?)</dataValidation>", xml)
    return {re.search(r'sqref="([A-Z]+)3:', head)[1]: head + body for head, body in found}


@pytest.mark.parametrize(
    ("table", "column", "source"),
    [
        ("contingents", "nation", "'nations'!$A$3:"),
        ("contingents", "site", "'sites'!$A$3:"),
        ("contingents", "state", "asked,indicated,offered,"),
        ("contingents", "indivisible", "yes,no"),
        ("activities", "hand_to", "'commands'!$A$3:"),
        ("people", "contingent", "'contingents'!$A$3:"),
        ("billets", "skill", "'skills'!$A$3:"),
        ("consents", "status", "granted,pending,refused"),
        ("targets", "sense", "&gt;=,&lt;="),
        ("ceilings", "who", "'names'!$A$2:"),
        ("caveats", "not", "'names'!$D$2:"),
    ],
)
def test_a_cell_offers_what_may_be_chosen(table: str, column: str, source: str):
    number = list(columns_of(TABLES[table])).index(column)
    rule = rules_of(table)[chr(ord("A") + number)]
    assert 'type="list"' in rule
    assert source in rule


def test_days_and_numbers_are_days_and_numbers():
    columns = list(columns_of(TABLES["lift"]))
    xml = good_parts()[part_of(good_parts(), "lift")].decode()
    day = chr(ord("A") + columns.index("from"))
    assert re.search(rf'<c r="{day}4" s="\d+"><v>43836</v>', xml)
    assert re.search(r'<c r="B3" s="\d+"><v>20</v>', xml)
    assert 'formatCode="yyyy-mm-dd"' in good_parts()["xl/styles.xml"].decode()


def test_days_before_spreadsheets_and_long_decimals_are_kept(tmp_path: Path):
    good = read_mission(GOOD).mission
    site = good.sites[0].model_copy(
        update={"lat": Decimal("-33.1234567"), "lon": Decimal("-179.9999999"), "opens": date(1899, 1, 1)}
    )
    (tmp_path / "x.xlsx").write_bytes(mission_workbook(good.model_copy(update={"sites": (site, *good.sites[1:])})))
    reading = read_mission(tmp_path / "x.xlsx")
    assert [str(f.place) for f in reading.findings] == ["sites!G3"]  # the year, which no mission needs
    assert open_mission(tmp_path / "x.xlsx").book.grids[5].rows[2][3:7] == [
        -33.1234567,
        -179.9999999,
        60.0,
        "1899-01-01",
    ]


def test_a_marking_is_printed_on_every_page():
    sheets = [xml.decode() for name, xml in good_parts().items() if name.startswith("xl/worksheets/sheet")]
    assert all("<oddHeader>&amp;CEXERCISE</oddHeader>" in xml for xml in sheets)


def test_a_long_marking_and_long_findings_are_cut(tmp_path: Path):
    good = read_mission(GOOD).mission
    raw = mission_workbook(good.model_copy(update={"marking": "&" * 300}))
    assert b"<oddHeader>&amp;C" + b"&amp;&amp;" * 100 + b"</oddHeader>" in parts_of(raw)["xl/worksheets/sheet3.xml"]
    (tmp_path / "x.xlsx").write_bytes(raw)
    book = open_mission(tmp_path / "x.xlsx")
    many = [finding("unknown-sheet", Place("lift"), f"Number {n}.", hint="") for n in range(500)]
    notes = "".join(x.decode() for name, x in parts_of(annotated(book, many)).items() if name.startswith("xl/comments"))
    assert "... and more: see the sheet findings" in notes
    assert "Number 499." not in notes


def test_a_large_mission_is_written_and_read(tmp_path: Path):
    mission = large_mission()
    (tmp_path / "x.xlsx").write_bytes(mission_workbook(mission))
    assert read_mission(tmp_path / "x.xlsx").mission == mission
