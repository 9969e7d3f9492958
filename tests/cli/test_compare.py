"""`contingent compare`, and `contingent plan --all-coas`."""

import io
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from math import ceil
from pathlib import Path

import pytest
from rich.console import Console

from compared import relieved, school, stayed
from contingent.app.plan_courses import CourseRun, Stage, at_a_time, courses_to_plan, plan_courses, shared
from contingent.app.plan_folder import REPORTS, save_plan
from contingent.cli.all_courses import Board, Ending, Lines
from contingent.cli.watching import Silence
from contingent.files import read_plan
from contingent.solve.limits import Limits

LATER = '[[set]]\ntable = "contingents"\nwhere = { id = "es" }\ncolumns = { notice_days = "7" }\n'


@pytest.fixture
def plans(tmp_path):
    m, eight = school(), school(spain=8)
    save_plan(m, relieved(m), tmp_path / "ten")
    save_plan(eight, relieved(eight), tmp_path / "eight")
    save_plan(m, stayed(m), tmp_path / "stay")
    return tmp_path


def squeezed(words):
    return " ".join(words.replace("│", " ").split())


# compare


def test_plans_are_named_like_their_folders(run, plans):
    answer = run("compare", "ten", "eight", "stay")
    assert answer.code == 0
    assert "ten is better than eight as planned: 0 against 16 in coverage" in squeezed(answer.out)
    titles = (
        "Goals, the first before all others",
        "Handovers",
        "Moved",
        "Who carries what",
        "What each still needs asked",
    )
    assert all(title in answer.out for title in titles)


def test_plain_has_every_row_of_what_differs(run, plans):
    answer = run("compare", "ten", "eight", "stay", "--plain")
    assert "─" not in answer.out
    what = "tours  es (inf) at base under NEW from 2020-01-27"
    assert f"{what}  |  ten: 10 until the end  |  eight: 8 until the end  |  stay: -" in answer.out


def test_json_has_the_answer_and_every_table(run, plans):
    document = run("compare", "ten", "eight", "--json").document
    assert document["page"] is None
    assert document["answer"][0].startswith("In the order of the goals, ten is better than eight as planned")
    comparison = document["comparison"]
    assert [row["plan"] for row in comparison["plans"]] == ["ten", "eight"]
    assert comparison["moved"][1]["arrivals"] == 8
    assert comparison["pairs"][0]["relation"] == "better as planned"


def test_the_page_is_saved(run, plans):
    answer = run("compare", "ten", "eight", "--save", "out/c.html")
    assert answer.code == 0
    assert Path("out/c.html").read_text(encoding="utf-8").lstrip().startswith("<!DOCTYPE html>")
    assert "Wrote the page to out/c.html." in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ten",), "1 plans were given. A comparison takes 2 to 5."),
        (("ten", "ten"), "One plan was given twice."),
        (("ten", "eight", "--save", "c.pdf"), "c.pdf does not end in .html."),
        (("ten", "other"), "ten is of the mission test, other of elsewhere."),
    ],
)
def test_what_cannot_be_compared_is_refused(run, plans, words, said):
    m = school().model_copy(update={"id": "elsewhere"})
    save_plan(m, relieved(m), plans / "other")
    answer = run("compare", *words)
    assert answer.code == 2
    assert said in squeezed(answer.err)


def test_a_folder_that_is_no_plan_is_a_finding(run, plans):
    answer = run("compare", "ten", "nowhere")
    assert answer.code == 2
    assert "missing-folder" in answer.err


def test_a_plan_that_names_what_is_not_there_is_refused(run, plans):
    file = Path("ten/fills.csv")
    file.write_text(file.read_text(encoding="utf-8").replace("train", "trian"), encoding="utf-8")
    answer = run("compare", "ten", "eight")
    assert answer.code == 2
    assert "ten names what its mission does not have" in squeezed(answer.err)


def test_two_folders_of_one_name_are_told_by_their_paths(run, plans):
    m = school()
    save_plan(m, stayed(m), plans / "more" / "ten")
    document = run("compare", "ten", "more/ten", "--json").document
    assert [row["plan"] for row in document["comparison"]["plans"]] == ["ten", "more/ten"]


# plan --all-coas


@pytest.fixture
def courses(small):
    """The folder of a mission with a course of action."""
    (small / "coas").mkdir()
    (small / "coas" / "late.toml").write_text(
        '[[set]]\ntable = "contingents"\nwhere = { id = "es" }\ncolumns = { notice_days = "21" }\n', encoding="utf-8"
    )
    return small


def test_every_course_is_planned_and_compared(run, courses):
    answer = run("plan", courses, "--all-coas", "--out", "all", "--json")
    assert answer.code == 0
    document = answer.document
    assert [(c["course"], c["stage"]) for c in document["courses"]] == [("base", "planned"), ("late", "planned")]
    assert document["page"] == "all/comparison.html"
    assert "base is proved better than late" in document["answer"][0]
    assert Path("all/comparison.html").is_file()
    assert read_plan("all/late").plan.verdict == "lawful"
    assert all(Path("all", course, report).stat().st_size > 1000 for course in ("base", "late") for report in REPORTS)


def test_words_say_where_the_plans_are(run, courses):
    answer = run("plan", courses, "--all-coas", "--no-reports")
    assert answer.code == 0
    assert not [report for report in REPORTS if Path("out/test-coas/base", report).exists()]
    assert "base: planned in" in answer.out
    assert "written to out/test-coas/late. Every goal is proven optimal." in squeezed(answer.out)
    assert "late: planned" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--coa", "late"), "Every course of action is planned; name none."),
        (("--out", "full"), "full/base holds something else than a plan."),
    ],
)
def test_what_cannot_be_planned_is_refused_before_anything_is(run, courses, tmp_path, words, said):
    (tmp_path / "full" / "base").mkdir(parents=True)
    (tmp_path / "full" / "base" / "notes.txt").write_text("mine", encoding="utf-8")
    answer = run("plan", courses, "--all-coas", *words)
    assert answer.code == 2
    assert said in squeezed(answer.err)
    assert not (tmp_path / "out").exists()


def test_a_mission_without_courses_is_refused(run, small):
    assert "has no courses of action" in squeezed(run("plan", small, "--all-coas").err)


def test_an_error_in_any_course_stops_all(run, courses):
    (courses / "coas" / "wrong.toml").write_text('[planning]\nrelease = ["XXX"]\n', encoding="utf-8")
    answer = run("plan", courses, "--all-coas")
    assert answer.code == 2
    assert "coas/wrong.toml" in answer.err
    assert not Path("out").exists()


def test_a_course_without_a_lawful_plan_is_missing_and_the_others_are_kept(run, courses):
    (courses / "coas" / "never.toml").write_text(
        '[[add]]\ntable = "targets"\n'
        'row = { id = "many", measure = "strength", sense = ">=", value = "9", must = "yes" }\n',
        encoding="utf-8",
    )
    answer = run("plan", courses, "--all-coas", "--out", "all")
    assert answer.code == 1
    assert "never: MISSING, no plan. No lawful plan exists" in squeezed(answer.out)
    assert "base is proved better than late" in squeezed(answer.out)
    assert not Path("all/never").exists()


def test_who_stops_before_a_course_is_begun_is_told_what_is_missing(courses, tmp_path):
    stop = threading.Event()
    stop.set()
    runs = courses_to_plan(courses, tmp_path / "all")
    plan_courses(courses, runs, Limits(), stop, lambda: None)
    assert [run.stage for run in runs] == [Stage.NOT_BEGUN, Stage.NOT_BEGUN]


def test_a_process_that_dies_takes_no_other_with_it(courses, tmp_path):
    (tmp_path / "all").write_text("a file where the folder should be", encoding="utf-8")
    run, good = CourseRun("late", tmp_path / "all" / "late"), CourseRun("base", tmp_path / "good")
    plan_courses(courses, [run, good], Limits(), threading.Event(), lambda: None)
    assert (run.stage, good.stage) == (Stage.FAILED, Stage.PLANNED)
    assert run.why


def test_cores_are_shared_among_the_workers(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert [at_a_time(workers) for workers in (1, 2, 3)] == [2, 1, 1]


@pytest.mark.parametrize(
    ("cores", "workers", "courses", "each"),
    [
        (2, 1, 4, (1, 60)),
        (2, 1, 5, (1, 40)),
        (2, 2, 4, (1, 60)),
        (1, 1, 4, (1, 30)),
        (8, 4, 4, (2, 60)),
        (8, 8, 1, (8, 60)),
    ],
)
def test_all_courses_take_at_most_twice_the_time_of_one(monkeypatch, cores, workers, courses, each):
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    limits = shared(Limits(time_limit=60, workers=workers), courses)
    assert (limits.workers, limits.time_limit) == each
    assert ceil(courses / at_a_time(limits.workers)) * limits.time_limit <= 2 * 60


def test_ctrl_c_keeps_what_is_done_and_says_what_is_missing(courses, tmp_path):
    """As a terminal does it: the signal goes to all processes of the group."""
    for name in ("a", "b", "c"):
        (courses / "coas" / f"{name}.toml").write_text(f'title = "{name}"\n' + LATER, encoding="utf-8")
    words = ["plan", str(courses), "--all-coas", "--out", str(tmp_path / "all"), "--workers", "64"]
    process = subprocess.Popen(
        [sys.executable, "-m", "contingent", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    for line in process.stderr:
        if "base: planned" in line:
            os.killpg(process.pid, signal.SIGINT)
            break
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "base: planned in" in out
    assert "MISSING, not begun. Stopped before its turn came." in out
    assert (tmp_path / "all" / "base" / "plan.toml").is_file()


def test_lines_say_what_is_new_once():
    console = Console(file=io.StringIO(), width=80)
    run = CourseRun("base", Path("base"))
    lines = Lines(console, [run])
    for stage in (Stage.WAITING, Stage.PLANNING, Stage.PLANNING, Stage.PLANNED):
        run.stage = stage
        lines.update({}, 1.0, stopping=stage is Stage.PLANNED)
    said = console.file.getvalue().splitlines()
    assert said == [
        "    1 s  base: planning",
        "stopping; the best plans so far are kept, courses not begun are left",
        "    1 s  base: planned",
    ]


def test_the_board_has_a_row_for_every_course():
    console = Console(file=io.StringIO(), width=80, force_terminal=True)
    board = Board(console, [CourseRun("base", Path("base"), Stage.PLANNED), CourseRun("late", Path("late"))])
    with board.shown():
        board.update({}, 3.0, stopping=False)
    words = console.file.getvalue()
    assert "base" in words
    assert "waiting" in words
    assert "Ctrl-C stops" in words


def test_who_leaves_at_once_leaves_no_process_behind():
    process = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,), daemon=True)
    process.start()
    runs = [CourseRun("base", Path("base"), process=process), CourseRun("late", Path("late"))]
    with pytest.raises(KeyboardInterrupt), Ending(Silence(), runs).shown():
        raise KeyboardInterrupt
    process.join(20)
    assert process.exitcode == -signal.SIGKILL
