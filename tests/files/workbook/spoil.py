"""Workbooks with something changed in their XML, as other programs or bad people might."""

import re
import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from contingent.files import read_mission
from contingent.files.course import folder_shelf
from contingent.files.workbook import mission_workbook

GOOD = Path(__file__).parents[1] / "good"


@cache
def good_parts(folder: Path = GOOD) -> Mapping[str, bytes]:
    """The files inside the workbook of a mission."""
    return parts_of(workbook_of(folder))


def workbook_of(folder: Path) -> bytes:
    mission, shelf = read_mission(folder).mission, folder_shelf(folder)
    assert mission is not None
    return mission_workbook(mission, {name: str(shelf.text_of(name)) for name in shelf.names})


def parts_of(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def part_of(parts: Mapping[str, bytes], sheet: str) -> str:
    """Name of the file with the cells of a sheet."""
    titles = re.findall(rb'<sheet name="([^"]*)"', parts["xl/workbook.xml"])
    return f"xl/worksheets/sheet{titles.index(sheet.encode()) + 1}.xml"


def put(parts: Mapping[str, bytes], sheet: str, at: str, cell: str) -> dict[str, bytes]:
    """Return the parts with the XML of one cell put in place of what is there."""
    name, row = part_of(parts, sheet), re.sub(r"\D", "", at)
    xml = parts[name].decode()
    xml = re.sub(rf'<c r="{at}"[^>]*?(/>|>.*?</c>)', "", xml, flags=re.DOTALL)
    if f'<row r="{row}"' not in xml:
        xml = xml.replace("<sheetData/>", "<sheetData></sheetData>")
        xml = xml.replace("</sheetData>", f'<row r="{row}"></row></sheetData>')
    xml = re.sub(rf'(<row r="{row}"[^>]*?)/>', r"\1></row>", xml)
    xml = re.sub(rf'(<row r="{row}"[^>]*>.*?)(</row>)', lambda m: m[1] + cell + m[2], xml, count=1, flags=re.DOTALL)
    return {**parts, name: xml.encode()}


def text_cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def spoilt(wanted: Mapping) -> bytes:
    """Return the workbook of the good mission, changed as the file of a bad example says."""
    parts = dict(good_parts())
    if "raw" in wanted:
        return str(wanted["raw"]).encode()
    for entry in wanted.get("cell", ()):
        parts = put(parts, entry["sheet"], entry["at"], entry["xml"])
    for entry in wanted.get("part", ()):
        parts[entry["name"]] = entry["text"].encode() * entry.get("times", 1)
    for entry in wanted.get("change", ()):
        name = part_of(parts, entry["sheet"]) if "sheet" in entry else entry["part"]
        changed = re.sub(entry["old"], entry["new"], parts[name].decode())
        assert changed.encode() != parts[name], "the example changes nothing"
        parts[name] = changed.encode()
    return pack(parts, zipfile.ZIP_DEFLATED)
