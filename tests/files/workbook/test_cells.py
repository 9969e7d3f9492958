"""Each bad cell is reported at its cell, whatever kind of value a spreadsheet has put there."""

import random
import re
import shutil
from pathlib import Path

import pytest

from contingent.core.findings import Finding, Place, Severity
from contingent.domain.mission import TABLES
from contingent.files import check_source, read_course, read_mission
from contingent.files.cells import format_cell
from contingent.files.columns import Column, Kind, columns_of
from contingent.files.workbook import mission_workbook, open_mission
from contingent.files.workbook.layout import FIRST_ROW
from contingent.files.workbook.scan import column_letters, column_number
from files.workbook.spoil import GOOD, good_parts, pack, put, text_cell

BUNDLED = Path(__file__).parents[3] / "missions"
CORRUPTIONS, PARTS = 500, 10


def number_cell(at: str, text: str, style: str = "") -> str:
    return f'<c r="{at}"{style}><v>{text}</v></c>'


BAD_VALUES = {
    Kind.NUMBER: ["a month", "12.5", "-4", "1e3", "NaN", "2020-01-06", "9" * 40],
    Kind.RATIO: ["half", "-1", "Infinity", "1e3", "0,5", "9" * 40],
    Kind.DATE: ["soon", "17/02/2020", "2020-02-30", "1850-01-01", "43878", "2020-02"],
    Kind.FLAG: ["maybe", "2", "ja"],
    Kind.WORDS: ["perhaps", "IN PLACE", "7"],
    Kind.WORD: ["two words", "-x", "ünicode", "a" * 70],
    Kind.LIST: ["-x y", "a;b", "a" * 70],
    Kind.TEXT: ["x" * 5000],
}
"""Per kind of column, what no cell of it may hold."""
DECLARING = {("nations", "code"), ("nations", "groups"), ("sites", "host"), ("activities", "kind")} | {
    (table, "id") for table in ("commands", "skills", "sites", "activities", "contingents", "sources")
}
"""Columns whose names others use: where one is spoilt, those who use it are told, too."""
AS_NUMBERS = ("12.5", "-4", "43878", "2", "7")


def corrupted(column: Column, at: str, dice: random.Random) -> str:
    """The XML of a bad cell, as a text, a number, a truth or an error."""
    if dice.random() < 0.15:
        return f'<c r="{at}" t="e"><v>#REF!</v></c>'
    if column.kind in (Kind.NUMBER, Kind.RATIO, Kind.DATE, Kind.WORDS) and dice.random() < 0.1:
        return f'<c r="{at}" t="b"><v>1</v></c>'
    value = dice.choice(BAD_VALUES[column.kind])
    return number_cell(at, value) if value in AS_NUMBERS and dice.random() < 0.5 else text_cell(at, value)


def findings_with(path: Path, folder: Path, sheet: str, at: str, cell: str) -> tuple[Finding, ...]:
    path.write_bytes(pack(put(good_parts(folder), sheet, at, cell)))
    return read_mission(path).findings


@pytest.mark.parametrize("part", range(PARTS))
def test_a_corrupted_cell_is_reported_at_its_cell(part: int, tmp_path: Path):
    dice = random.Random(part)  # noqa: S311 - the same in every run
    folders = [GOOD, GOOD, GOOD, BUNDLED / "first", BUNDLED / "kfor"]
    missions = {folder: read_mission(folder).mission for folder in folders}
    for _ in range(CORRUPTIONS // PARTS):
        folder = dice.choice(folders)
        mission = missions[folder]
        table = dice.choice([name for name in TABLES if getattr(mission, name)])
        columns = list(columns_of(TABLES[table]).values())
        number = dice.randrange(len(columns))
        row = FIRST_ROW + 1 + dice.randrange(len(getattr(mission, table)))
        at = f"{column_letters(number)}{row}"
        cell = corrupted(columns[number], at, dice)
        found = [f for f in findings_with(tmp_path / "x.xlsx", folder, table, at, cell) if f.severity is Severity.ERROR]
        (mine,) = [f for f in found if str(f.place) == f"{table}!{at}"]
        assert mine.place == Place(table, row, columns[number].name, column_letters(number))
        assert str(mine).startswith(f"{table}!{at}: error {mine.code}: ")
        others = [f for f in found if f != mine]
        if (table, columns[number].name) in DECLARING:
            was = format_cell(getattr(getattr(mission, table)[row - FIRST_ROW - 1], columns[number].field))
            assert all(any(repr(word) in f.problem for word in was.split()) for f in others), (cell, others)
        else:
            assert not others, (folder.name, cell, others)


HEAD = {"id": "B3", "title": "B4", "start": "B5", "weeks": "B6", "host": "B7", "goals": "B12", "slack.release": "B16"}


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("id", "two words", "bad-id"),
        ("start", "2020-01-07", "start-not-monday"),
        ("start", "Monday", "not-a-date"),
        ("weeks", "98 weeks", "not-a-number"),
        ("weeks", "", "missing-value"),
        ("host", "ZZZ", "unknown-nation"),
        ("goals", "coverage coverage", "repeated-goal"),
        ("goals", "happiness", "not-allowed"),
        ("slack.release", "2", "slack-out-of-range"),
        ("slack.release", "x", "not-a-number"),
    ],
)
def test_a_bad_key_of_the_head_is_reported_at_its_cell(key: str, value: str, code: str, tmp_path: Path):
    cell = text_cell(HEAD[key], value) if value else ""
    found = findings_with(tmp_path / "x.xlsx", GOOD, "mission", HEAD[key], cell)
    assert (code, f"mission!{HEAD[key]}") in [(f.code, str(f.place)) for f in found if f.severity is Severity.ERROR]
    assert [str(f.place) for f in found if f.place.file == "mission"] == [f"mission!{HEAD[key]}"]


@pytest.mark.parametrize(
    ("at", "text", "code", "place"),
    [("A9", "weks", "unknown-key", "mission!A9"), ("A9", "weeks", "duplicate-key", "mission!A9")],
)
def test_a_key_that_means_nothing_or_comes_twice_is_reported(at: str, text: str, code: str, place: str, tmp_path: Path):
    found = findings_with(tmp_path / "x.xlsx", GOOD, "mission", at, text_cell(at, text))
    assert (code, place) in [(f.code, str(f.place)) for f in found]


@pytest.mark.parametrize(
    ("sheet", "at"), [("mission", "E1"), ("mission", "E5"), ("coas", "C1"), ("coas", "D3"), ("lift", "P7")]
)
def test_a_column_of_the_users_own_is_told_in_every_sheet(sheet: str, at: str, tmp_path: Path):
    (found,) = findings_with(tmp_path / "x.xlsx", GOOD, sheet, at, text_cell(at, "ask Rome"))
    header = 2 if sheet == "lift" else 1
    assert (found.code, str(found.place)) == ("extra-column", f"{sheet}!{at[0]}{header}")


def test_all_faults_are_told_at_once(tmp_path: Path):
    parts = put(good_parts(), "lift", "B3", text_cell("B3", "many"))
    parts = put(parts, "sites", "B3", "")
    parts = put(parts, "contingents", "E4", text_cell("E4", "nmii"))
    (tmp_path / "x.xlsx").write_bytes(pack(parts))
    found = {(f.code, str(f.place)) for f in read_mission(tmp_path / "x.xlsx").findings}
    assert found >= {("not-a-number", "lift!B3"), ("blank-name", "sites!B3"), ("unknown-command", "contingents!E4")}
    (near,) = [f for f in read_mission(tmp_path / "x.xlsx").findings if f.code == "unknown-command"]
    assert "Did you mean" in near.remedy


def test_two_rows_with_one_name_are_told_by_their_cells(tmp_path: Path):
    found = findings_with(tmp_path / "x.xlsx", GOOD, "skills", "A4", text_cell("A4", "inf"))
    (twice,) = [f for f in found if f.code == "duplicate-row"]
    assert str(twice.place) == "skills!A4"
    assert "The row at skills!A3 has the same id 'inf'." in twice.problem


DAY_STYLE = ' s="{}"'


@pytest.mark.parametrize(
    ("cell", "seats"),
    [
        (number_cell("B3", "120"), 120),
        (number_cell("B3", "120.0"), 120),
        (number_cell("B3", "1.2E2"), 120),
        (number_cell("B3", "119.99999999999999999"), 120),
        (text_cell("B3", " 120 "), 120),
        ('<c r="B3" t="str"><f>60*2</f><v>120</v></c>', 120),
    ],
)
def test_a_whole_number_is_read_however_it_is_written(cell: str, seats: int, tmp_path: Path):
    (tmp_path / "x.xlsx").write_bytes(pack(put(good_parts(), "lift", "B3", cell)))
    mission = read_mission(tmp_path / "x.xlsx").mission
    assert mission is not None
    assert mission.lift[0].seats == seats


def style_of_days() -> str:
    """The style that the good workbook gives to days."""
    xml = good_parts()["xl/worksheets/sheet17.xml"].decode()
    match = re.search(
        r'<c r="\w+" (s="\d+")><v>43836</v>',
        "".join(content.decode() for name, content in good_parts().items() if name.startswith("xl/worksheets/sheet")),
    )
    assert match, xml[:80]
    return f" {match[1]}"


@pytest.mark.parametrize("kind", ["text", "day", "moment-at-midnight"])
def test_a_day_is_read_as_text_or_as_a_day(kind: str, tmp_path: Path):
    cells = {
        "text": text_cell("C3", "2020-02-17"),
        "day": number_cell("C3", "43878", style_of_days()),
        "moment-at-midnight": number_cell("C3", "43878.0", style_of_days()),
    }
    (tmp_path / "x.xlsx").write_bytes(pack(put(good_parts(), "lift", "C3", cells[kind])))
    mission = read_mission(tmp_path / "x.xlsx").mission
    assert mission is not None
    assert str(mission.lift[0].from_) == "2020-02-17"


def test_a_moment_within_a_day_is_no_day(tmp_path: Path):
    cell = number_cell("C3", "43878.5", style_of_days())
    found = findings_with(tmp_path / "x.xlsx", GOOD, "lift", "C3", cell)
    assert [(f.code, str(f.place)) for f in found] == [("not-a-date", "lift!C3")]


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path: Path):
    parts = put(good_parts(), "lift", "C3", number_cell("C3", "42416", style_of_days()))
    book = parts["xl/workbook.xml"].decode()
    parts["xl/workbook.xml"] = re.sub("<workbookPr[^>]*/>", '<workbookPr date1904="1"/>', book).encode()
    (tmp_path / "x.xlsx").write_bytes(pack(parts))
    places = {str(f.place): f for f in read_mission(tmp_path / "x.xlsx").findings}
    assert "lift!C3" not in places
    table = open_mission(tmp_path / "x.xlsx").tables["lift"].table
    assert str(table.rows[0].from_) == "2020-02-17"


def test_numbers_and_truths_are_texts_where_texts_are_asked(tmp_path: Path):
    parts = put(good_parts(), "sites", "B3", number_cell("B3", "5"))
    parts = put(parts, "sites", "B4", '<c r="B4" t="b"><v>1</v></c>')
    (tmp_path / "x.xlsx").write_bytes(pack(parts))
    mission = read_mission(tmp_path / "x.xlsx").mission
    assert mission is not None
    assert [site.name for site in mission.sites[:2]] == ["5", "TRUE"]


def test_a_truth_is_a_flag(tmp_path: Path):
    column = column_letters(list(columns_of(TABLES["skills"])).index("enabler"))
    cell = f'<c r="{column}3" t="b"><v>1</v></c>'
    (tmp_path / "x.xlsx").write_bytes(pack(put(good_parts(), "skills", f"{column}3", cell)))
    mission = read_mission(tmp_path / "x.xlsx").mission
    assert mission is not None
    assert mission.skills[0].enabler


def test_rows_above_the_header_and_columns_in_any_order_are_read(tmp_path: Path):
    mission = read_mission(GOOD).mission
    assert mission is not None
    parts, name = dict(good_parts()), "lift"
    for at, text in (("A3", "20"), ("B3", "*"), ("A2", "seats"), ("B2", "where"), ("A4", "5"), ("B4", "fort")):
        parts = put(parts, name, at, text_cell(at, text))
    (tmp_path / "x.xlsx").write_bytes(pack(parts))
    reading = read_mission(tmp_path / "x.xlsx")
    assert reading.mission is not None, reading.findings
    assert reading.mission.lift == mission.lift


def test_titles_of_sheets_may_differ_in_case_and_places_say_them_as_they_are(tmp_path: Path):
    parts = put(good_parts(), "lift", "B3", text_cell("B3", "many"))
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'<sheet name="lift"', b'<sheet name="Lift "')
    (tmp_path / "x.xlsx").write_bytes(pack(parts))
    assert [str(f.place) for f in read_mission(tmp_path / "x.xlsx").findings] == ["Lift !B3"]


def test_a_course_of_action_is_checked_at_its_line(tmp_path: Path):
    shutil.copytree(GOOD, tmp_path / "mission")
    (tmp_path / "mission" / "coas" / "later.toml").write_text('title = "x"\non = "lite"\n')
    texts = {p.stem: p.read_text() for p in (tmp_path / "mission" / "coas").glob("*.toml")}
    mission = read_mission(GOOD).mission
    assert mission is not None
    (tmp_path / "x.xlsx").write_bytes(mission_workbook(mission, texts))
    (found,) = check_source(tmp_path / "x.xlsx")
    row = texts["late"].count("\n") + 3
    assert (found.code, str(found.place)) == ("unknown-course", f"coas!B{row}")
    assert "Did you mean 'late'?" in found.remedy


def test_a_course_of_action_is_read_by_itself(tmp_path: Path):
    (tmp_path / "x.xlsx").write_bytes(pack(put(good_parts(), "coas", "B3", text_cell("B3", "title = 3"))))
    assert read_course(tmp_path / "x.xlsx", "later").course is None  # it builds on the one that is spoilt
    (found,) = read_course(tmp_path / "x.xlsx", "late").findings
    assert str(found.place).startswith("coas!B")
    (tmp_path / "y.xlsx").write_bytes(pack(good_parts()))
    assert read_course(tmp_path / "y.xlsx", "later").course == read_course(GOOD, "later").course


@pytest.mark.parametrize("name", ["../evil", "/etc/x", "a\\b", ".hidden", "con:", "x" * 200, "new\nline"])
def test_a_course_cannot_leave_the_folder_by_its_name(name: str, tmp_path: Path):
    found = findings_with(tmp_path / "x.xlsx", GOOD, "coas", "A2", text_cell("A2", name))
    assert ("bad-id", "coas!A2") in [(f.code, str(f.place)) for f in found]


@pytest.mark.parametrize(
    ("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_have_letters(number: int, letters: str):
    assert column_letters(number) == letters
    assert column_number(letters) == number
