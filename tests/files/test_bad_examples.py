"""Each code has one bad example that yields exactly it, at the marked place."""

from pathlib import Path

import pytest

from contingent.core.findings import Severity, has_errors
from contingent.domain.checks import CODES as REGISTRY
from contingent.domain.checks.page import page
from contingent.files import read_mission
from files.examples import BAD, CODES, GOOD, build, expected, findings_of

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "findings.md"


def test_the_good_mission_has_no_finding():
    assert findings_of(GOOD) == ()


@pytest.mark.parametrize("code", CODES)
def test_a_bad_example_gives_its_code_at_its_place_and_nothing_else(code: str, tmp_path: Path):
    wanted, folder = expected(code), build(code, tmp_path)
    findings = findings_of(folder, exported="export" in wanted)
    found = [(f.code, f.place.file, f.place.row, f.place.column, f.place.letter) for f in findings]
    assert found == [(code, wanted["file"], wanted["row"], wanted["column"], wanted.get("letter", ""))]
    # one line, whole sentences, no place for a word left open
    assert "\n" not in str(findings[0])
    assert findings[0].problem.endswith(".")
    assert findings[0].remedy
    assert findings[0].severity is REGISTRY[code].severity
    # a mission can be used unless there is an error
    reading = read_mission(folder)
    assert (reading.mission is None) == has_errors(reading.findings)


def test_every_code_has_a_bad_example_and_every_example_a_code():
    assert {p.name for p in BAD.iterdir()} == set(REGISTRY)


def test_there_are_errors_warnings_and_notices_and_more_than_sixty_codes():
    assert len(REGISTRY) > 60
    assert {code.severity for code in REGISTRY.values()} == set(Severity)


def test_the_reference_page_is_up_to_date():
    assert PAGE.read_text() == page(), "run: python -m contingent.domain.checks.page > docs/reference/findings.md"


def test_a_name_that_is_nearly_right_is_suggested(tmp_path: Path):
    (finding,) = findings_of(build("unknown-nation", tmp_path))
    assert "Did you mean 'ESP'?" in finding.remedy


def test_all_faults_are_told_at_once(tmp_path: Path):
    mission = build("negative", tmp_path)
    billets = mission / "billets.csv"
    billets.write_text(billets.read_text().replace("10,6", "ten,6").replace("staff,inf,2", "staff,infantry,2"))
    found = {(f.code, str(f.place)) for f in read_mission(mission).findings}
    assert found == {
        ("negative", "sites.csv:3:beds"),
        ("not-a-number", "billets.csv:2:count"),
        ("unknown-skill", "billets.csv:4:skill"),
    }


def test_a_row_that_cannot_be_read_still_lends_its_name_to_others(tmp_path: Path):
    mission = build("not-a-number", tmp_path)  # the contingent that people and conditions name has a bad cell
    assert [f.code for f in read_mission(mission).findings] == ["not-a-number"]
