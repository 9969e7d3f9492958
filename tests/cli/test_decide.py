"""`contingent decide`: the decisions of a plan, judged by a day, told and saved; and what delay costs."""

import csv
import io
import json
import re

import icalendar
import pytest
from python_calamine import load_workbook

from builders import day

SAVED = ("decisions.ics", "decisions.csv", "decisions.json", "decisions.html", "decisions.xlsx")


def test_the_decisions_are_told_by_their_latest_day(run, lawful):
    answer = run("decide", lawful, "--plain")
    assert answer.code == 0
    assert "2 decisions by the latest day" in answer.out
    assert "ESP confirms es, so far offered" in " ".join(answer.out.split())
    assert "say --today DATE; there is no default" in " ".join(answer.out.split())
    assert "passed" not in answer.out


@pytest.mark.parametrize(
    ("today", "passed"), [("2020-01-05", [False, False]), ("2020-01-06", [False, False]), ("2020-01-07", [True, True])]
)
def test_what_has_passed_is_judged_by_the_day_given(run, lawful, today, passed):
    document = run("decide", lawful, "--today", today, "--json").document
    assert [row["passed"] for row in document["decisions"]] == passed
    assert document["today"] == today
    lines = run("decide", lawful, "--today", today, "--plain").out.splitlines()
    told = [line.split()[1] for line in lines if line.startswith("2020-01-06")]
    assert told == ["passed" if one else "in" for one in passed]


def test_the_document_has_the_rows_of_the_report(run, lawful):
    document = run("decide", lawful, "--json").document
    assert [(row["kind"], row["by"], row["contingent"]) for row in document["decisions"]] == [
        ("pledge", "2020-01-06", "es"),
        ("handover", "2020-01-06", ""),
    ]
    assert (document["mission"], document["delays"], document["partial"], document["today"]) == (
        "test",
        [],
        False,
        None,
    )


@pytest.mark.parametrize("name", SAVED)
def test_it_is_saved(run, lawful, tmp_path, name):
    answer = run("decide", lawful, "--today", "2020-01-08", "--save", name, "--plain")
    assert answer.code == 0
    assert f"Wrote {name}" in answer.out
    data = (tmp_path / name).read_bytes()
    run("decide", lawful, "--today", "2020-01-08", "--save", name)
    assert (tmp_path / name).read_bytes() == data
    if name.endswith(".ics"):
        events = icalendar.Calendar.from_ical(data).walk("VEVENT")
        assert [event.decoded("dtstart") for event in events] == [day(0), day(0)]
        assert all("The day has passed." in str(event["description"]) for event in events)
    elif name.endswith(".csv"):
        rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
        assert [(row["kind"], row["passed"]) for row in rows] == [("pledge", "true"), ("handover", "true")]
    elif name.endswith(".json"):
        assert [row["passed"] for row in json.loads(data)["decisions"]] == [True, True]
    elif name.endswith(".html"):
        (section,) = re.findall(r'<section[^>]*id="decisions".*?</section>', data.decode(), re.DOTALL)
        assert section.count("<td>passed</td>") == 2
    else:
        sheet = load_workbook(io.BytesIO(data)).get_sheet_by_name("Decide by").to_python()
        assert sum("yes" in row for row in sheet) == 2


def test_what_delay_costs_is_told_saved_and_proved(run, small, tmp_path):
    assert run("plan", small, "--out", "given", "--no-reports").code == 0
    answer = run("decide", "given", "--delay", "1", "--plain")
    assert answer.code == 0
    assert "What is lost if it is decided late" in answer.out
    assert "Proved." in " ".join(answer.out.split())
    assert "1 of 1: es, weeks late: 1" in answer.err
    for name in SAVED:
        document = run("decide", "given", "--delay", "1", "--save", name, "--json").document
        (late,) = document["delays"]
        assert (late["row"], late["weeks"], late["answer"], late["decisions"]) == ("es", 1, "proven", ["pledge"])
        assert {row["proof"] for row in late["losses"]} == {"exact"}
        assert not document["partial"]
    words = late["words"]
    assert words in json.loads((tmp_path / "decisions.json").read_text())["delays"][0]["words"]
    decided, delayed = (tmp_path / "decisions.csv").read_text("utf-8-sig").split("\n\n")
    assert words in delayed
    assert "ESP confirms es" in decided
    assert words in (tmp_path / "decisions.html").read_text()
    sheet = load_workbook(tmp_path / "decisions.xlsx").get_sheet_by_name("Delay").to_python()
    assert any(words in row for row in sheet)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--today", "soon"), "is no date such as"),
        (("--save", "x.pdf"), "ends in none of"),
        (("--save", "folder.csv"), "is a folder"),
        (("--delay", "9"), "less than or equal to 8"),
        (("--as", "ESP", "--delay", "1"), "no whole plan"),
    ],
)
def test_what_cannot_be_asked_is_refused(run, lawful, tmp_path, words, told):
    (tmp_path / "folder.csv").mkdir()
    answer = run("decide", lawful, *words)
    assert answer.code == 2
    assert told in " ".join(answer.err.replace("│", " ").split())


def test_delay_is_not_asked_of_a_plan_that_is_not_lawful(run, unlawful):
    assert run("decide", unlawful).code == 0
    answer = run("decide", unlawful, "--delay", "1")
    assert answer.code == 2
    assert "is not lawful" in " ".join(answer.err.replace("│", " ").split())


def test_a_nation_sees_its_own_decisions_under_the_notice(run, lawful):
    answer = run("decide", lawful, "--as", "ESP", "--plain")
    assert answer.code == 0
    assert "View of ESP" in answer.out
    assert "ESP confirms es" in " ".join(answer.out.split())
