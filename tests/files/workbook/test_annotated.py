"""The copy of a workbook with its findings: every cell as it was read, each finding at its cell."""

import re
from pathlib import Path

import pytest

from contingent.app.annotate_workbook import annotate_workbook
from contingent.files import check_source
from contingent.files.workbook import open_mission
from contingent.files.workbook.grid import Failed, Grid, Value
from files.workbook.spoil import good_parts, pack, part_of, parts_of, put, text_cell


def spoilt_parts() -> dict[str, bytes]:
    """A workbook with errors, notices, a sheet and a column of the user's own, formulas, and every kind of value."""
    parts = put(good_parts(), "lift", "B3", text_cell("B3", "many"))
    parts = put(parts, "sites", "A4", text_cell("A4", "two words"))
    parts = put(parts, "lift", "L2", text_cell("L2", "liaison"))
    parts = put(parts, "lift", "L3", text_cell("L3", "Major X"))
    parts = put(parts, "lift", "C4", '<c r="C4" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    parts = put(parts, "mission", "B6", '<c r="B6"><f>10+10</f><v>20.5</v></c>')
    book = parts["xl/workbook.xml"].decode()
    book = book.replace('<sheet name="names"', '<sheet name="My [notes]?"')
    book = book.replace('<sheet name="sources"', '<sheet name="sources" state="hidden"')
    parts["xl/workbook.xml"] = book.encode()
    for at, cell in {
        "F1": '<c r="F1" t="b"><v>1</v></c>',
        "F2": '<c r="F2"><v>0.1</v></c>',
        "F3": text_cell("F3", "=1+1"),
        "F4": '<c r="F4" t="d"><v>2020-02-17</v></c>',
        "F5": '<c r="F5" t="e"><v>#N/A</v></c>',
    }.items():
        name = "xl/worksheets/sheet22.xml"
        parts[name] = re.sub(rf'(<row r="{at[1:]}"[^>]*>)', lambda m, c=cell: m[1] + c, parts[name].decode()).encode()
    return parts


@pytest.fixture
def spoilt(tmp_path: Path) -> Path:
    path = tmp_path / "mission.xlsx"
    path.write_bytes(pack(spoilt_parts()))
    return path


def cells(grid: Grid) -> dict[tuple[int, int], Value]:
    """The cells that hold something; what failed is a text in the copy."""
    return {
        (row, column): value.text if isinstance(value, Failed) else value
        for row, values in enumerate(grid.rows)
        for column, value in enumerate(values)
        if value != ""
    }


def comments_of(parts: dict[str, bytes], sheet: str) -> dict[str, str]:
    """The notes of a sheet, by cell."""
    number = re.search(r"sheet(\d+)", part_of(parts, sheet).rpartition("/")[2])[1]
    relations = parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"].decode()
    xml = parts["xl/" + re.search(r'Target="\.\./(comments\d+\.xml)"', relations)[1]].decode()
    found = re.findall(r'<comment ref="(\w+)".*?<t(?: [^>]*)?>(.*?)</t>', xml, re.DOTALL)
    return dict(found)


def test_the_copy_holds_every_cell_of_every_sheet(spoilt: Path, tmp_path: Path):
    annotate_workbook(spoilt, tmp_path / "copy.xlsx")
    before, after = open_mission(spoilt).book, open_mission(tmp_path / "copy.xlsx").book
    copies = {grid.title: grid for grid in after.grids}
    assert after.grids[0].title == "findings"
    assert len(after.grids) == len(before.grids) + 1
    for grid in before.grids:
        copy = copies[grid.title.replace("[", "_").replace("]", "_").replace("?", "_")]
        assert cells(copy) == cells(grid), grid.title
        assert copy.is_hidden == grid.is_hidden


def test_each_finding_stands_in_a_note_at_its_cell(spoilt: Path, tmp_path: Path):
    result = annotate_workbook(spoilt, tmp_path / "copy.xlsx")
    assert result.is_written
    assert result.findings == check_source(spoilt)
    parts = parts_of((tmp_path / "copy.xlsx").read_bytes())
    found = {(f.code, str(f.place)) for f in result.findings}
    assert found >= {
        ("not-a-number", "lift!B3"),
        ("bad-id", "sites!A4"),
        ("extra-column", "lift!L2"),
        ("error-cell", "lift!C4"),
        ("not-whole", "mission!B6"),
        ("hidden-sheet", "sources"),
        ("unknown-sheet", "My [notes]?"),
    }
    for finding in result.findings:
        if finding.place.letter:
            note = comments_of(parts, finding.place.file)[f"{finding.place.letter}{finding.place.row}"]
            assert f"{finding.severity} {finding.code}: " in note


def test_a_cell_with_a_finding_looks_otherwise_and_headers_keep_their_notes(spoilt: Path, tmp_path: Path):
    annotate_workbook(spoilt, tmp_path / "copy.xlsx")
    parts = parts_of((tmp_path / "copy.xlsx").read_bytes())
    xml = parts[part_of(parts, "lift")].decode()
    style = {at: re.search(rf'<c r="{at}" s="(\d+)"', xml)[1] for at in ("B3", "B4", "A3", "C4")}
    assert style["B3"] != style["B4"]
    assert style["C4"] != style["A3"]
    assert "Seats a week" in comments_of(parts, "lift")["B2"]
    assert comments_of(parts, "lift")["L2"].startswith("notice extra-column: ")


def test_the_list_of_findings_is_whole_and_leads_to_the_cells(spoilt: Path, tmp_path: Path):
    result = annotate_workbook(spoilt, tmp_path / "copy.xlsx")
    sheet = open_mission(tmp_path / "copy.xlsx").book.grids[0]
    assert sheet.title == "findings"
    listed = [tuple(row[:5]) for row in sheet.rows[1:]]
    assert listed == [(str(f.place), f.severity.value, f.code, f.problem, f.remedy) for f in result.findings]
    xml = parts_of((tmp_path / "copy.xlsx").read_bytes())["xl/worksheets/sheet1.xml"].decode()
    assert xml.count("<hyperlink ") == len(listed)
    assert "location=\"'lift'!B3\"" in xml


def test_the_copy_of_the_copy_finds_the_same_and_is_the_same(spoilt: Path, tmp_path: Path):
    first = annotate_workbook(spoilt, tmp_path / "copy.xlsx")
    again = annotate_workbook(tmp_path / "copy.xlsx", tmp_path / "again.xlsx")
    said = {(f.code, f.place.row, f.place.letter) for f in first.findings}
    # the formula is a value by now, and what failed is a text
    assert {(f.code, f.place.row, f.place.letter) for f in again.findings} >= said - {
        ("formula-cell", 6, "B"),
        ("error-cell", 4, "C"),
    }
    assert ("not-a-date", 4, "C") in {(f.code, f.place.row, f.place.letter) for f in again.findings}


def test_the_mended_copy_is_a_mission(tmp_path: Path):
    (tmp_path / "x.xlsx").write_bytes(pack(put(good_parts(), "lift", "B3", text_cell("B3", "many"))))
    annotate_workbook(tmp_path / "x.xlsx", tmp_path / "copy.xlsx")
    parts = put(parts_of((tmp_path / "copy.xlsx").read_bytes()), "lift", "B3", '<c r="B3"><v>20</v></c>')
    (tmp_path / "mended.xlsx").write_bytes(pack(parts))
    (tmp_path / "good.xlsx").write_bytes(pack(good_parts()))
    assert check_source(tmp_path / "mended.xlsx") == ()
    assert (
        open_mission(tmp_path / "mended.xlsx").reading.mission == open_mission(tmp_path / "good.xlsx").reading.mission
    )


def test_what_cannot_be_read_has_no_copy(tmp_path: Path):
    (tmp_path / "x.xlsx").write_bytes(b"PK\3\4")
    result = annotate_workbook(tmp_path / "x.xlsx", tmp_path / "copy.xlsx")
    assert not result.is_written
    assert [f.code for f in result.findings] == ["bad-workbook"]
    assert not (tmp_path / "copy.xlsx").exists()


def test_under_a_course_of_action_the_copy_has_its_findings(tmp_path: Path):
    (tmp_path / "x.xlsx").write_bytes(pack(good_parts()))
    result = annotate_workbook(tmp_path / "x.xlsx", tmp_path / "copy.xlsx", "lat")
    assert [(f.code, str(f.place)) for f in result.findings] == [("unknown-course", "coas")]
    assert "Did you mean 'late'?" in result.findings[0].remedy
