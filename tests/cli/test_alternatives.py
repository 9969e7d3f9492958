"""`contingent alternatives`: folders that are plans, a comparison beside them, and an answer in every case."""

import csv
import io

import pytest

from contingent.app.read_plan import read_planned
from contingent.verify import verify

KEEP = ("--keep-within", "1%", "--keep-within", "turbulence=2", "--keep-within", "release=2")
QUICK = ("--time-limit", "10")


@pytest.fixture
def planned(run, small):
    assert run("plan", small, "--out", "given", "--no-reports").code == 0
    return "given"


def test_alternatives_become_plans_that_are_compared(run, planned, tmp_path):
    answer = run("alternatives", planned, "choice", *KEEP, *QUICK, "--count", "2", "--no-reports", "--json")
    assert answer.code == 0
    document = answer.document
    assert document["ending"] == "all found"
    assert document["folders"] == ["choice/alternative-1", "choice/alternative-2"]
    assert document["given"]["turbulence"] + 2 == document["limits"]["turbulence"]
    assert [row["plan"] for row in document["comparison"]["plans"]] == ["plan", "alternative-1", "alternative-2"]
    page = (tmp_path / "choice" / "comparison.html").read_text(encoding="utf-8")
    assert "alternative-2: " in page
    assert page.count("Largest differences from the plan: ") == 2
    for folder, told in zip(document["folders"], document["alternatives"], strict=True):
        read = read_planned(tmp_path / folder)
        verdict = verify(read.mission, read.plan)
        assert verdict.is_lawful
        assert {goal.value: value for goal, value in verdict.goals.items()} == told["goals"]
        assert told["proven"]
        assert told["least"] > 0


def test_the_words_say_how_far_what_is_lost_and_what_differs(run, planned):
    answer = run("alternatives", planned, *KEEP, *QUICK, "--count", "1", "--no-reports", "--plain")
    assert answer.code == 0
    assert "Alternative 1: " in answer.out
    assert "given-alternatives/alternative-1" in answer.out
    assert "Proved: within the limits no plan is farther." in answer.out
    assert "Largest differences from the plan: " in answer.out
    assert "2 plans compared" in answer.out


def test_folders_of_an_earlier_answer_are_kept_and_named(run, planned, tmp_path):
    words = ("alternatives", planned, "choice", *QUICK, "--count", "1", "--no-reports")
    assert run(*words, *KEEP).code == 0
    answer = run(*words, "--keep-within", "0%")
    assert answer.code == 0
    assert "left from an earlier call, not of this answer: choice/alternative-1" in answer.err
    assert (tmp_path / "choice" / "alternative-1" / "plan.toml").exists()


def test_where_the_plan_is_the_only_one_that_is_the_answer(run, planned, tmp_path):
    answer = run("alternatives", planned, "--keep-within", "0%", *QUICK, "--json")
    assert answer.code == 0
    assert (answer.document["alternatives"], answer.document["ending"]) == ([], "no other")
    assert answer.document["comparison"] is None
    assert not (tmp_path / "given-alternatives").exists()


@pytest.mark.parametrize("name", ["answer.csv", "answer.html", "answer.xlsx", "answer.json"])
def test_the_answer_is_saved(run, planned, tmp_path, name):
    words = ("alternatives", planned, *KEEP, *QUICK, "--count", "1", "--no-reports", "--save", name)
    assert run(*words).code == 0
    data = (tmp_path / name).read_bytes()
    if name.endswith(".csv"):
        rows = list(csv.DictReader(io.StringIO(data.decode())))
        assert {row["part"] for row in rows} == {"goal", "difference"}
    elif name.endswith(".html"):
        assert b"Largest differences from the plan" in data
    else:
        assert len(data) > 500


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--keep-within", "one"), "cannot be read"),
        (("--keep-within", "relase=1%"), "no goal of this"),
        (("--count", "5"), "less than or equal to 4"),
        (("--save", "answer.txt"), "ends in none of"),
    ],
    ids=["share", "goal", "count", "file"],
)
def test_a_wrong_call_is_refused_before_anything_is_planned(run, planned, words, says):
    answer = run("alternatives", planned, *words)
    assert answer.code == 2
    assert says in " ".join(answer.err.replace("│", " ").split())


def test_a_folder_with_something_else_is_left_alone(run, planned, tmp_path):
    (tmp_path / "choice" / "alternative-1").mkdir(parents=True)
    (tmp_path / "choice" / "alternative-1" / "notes.txt").write_text("mine", encoding="utf-8")
    answer = run("alternatives", planned, "choice")
    assert answer.code == 2
    assert "something else than a plan" in " ".join(answer.err.replace("│", " ").split())


def test_an_unlawful_plan_is_refused(run, planned, tmp_path):
    (tmp_path / planned / "tours.csv").write_text(
        "tour,contingent,people,heads,site,command,arrive,depart\n", encoding="utf-8"
    )
    answer = run("alternatives", planned)
    assert answer.code == 2
    assert "not lawful" in " ".join(answer.err.replace("│", " ").split())
