"""Progress on the screen, and Ctrl-C."""

import io
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from rich.console import Console

from contingent.cli.watching import Board, Lines, Silence, run_watched, view_for
from contingent.domain.vocabulary import Goal
from contingent.solve.watch import Progress


def progress(number=1, goal=Goal.ESSENTIAL, best=10.0, bound=8.0, gap=0.02, elapsed=0.0):
    return Progress(goal, number, 8, best, bound, gap, elapsed)


def console(*, terminal=False, width=80):
    return Console(file=io.StringIO(), force_terminal=terminal, width=width, highlight=False, color_system=None)


def test_the_result_comes_back():
    assert run_watched(lambda watch: "done", Silence()) == "done"


def test_a_failure_comes_back():
    def story(watch):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_watched(story, Silence())


def test_the_first_ctrl_c_stops_and_keeps_what_there_is():
    def story(watch):
        os.kill(os.getpid(), signal.SIGINT)
        assert watch.stop.wait(10)
        return "kept"

    assert run_watched(story, Silence()) == "kept"


def test_a_stop_is_told_also_of_a_story_that_ends_at_once():
    def story(watch):
        os.kill(os.getpid(), signal.SIGINT)
        assert watch.stop.wait(10)

    where = console()
    run_watched(story, Lines(where))
    assert where.file.getvalue().count("stopping; the best plan so far is kept") == 1


def test_handlers_are_given_back():
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    run_watched(lambda watch: None, Silence())
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_a_second_ctrl_c_leaves_at_once():
    program = (
        "import sys, time\n"
        "from contingent.cli.watching import run_watched, Silence\n"
        "def story(watch):\n"
        "    print('ready', flush=True)\n"
        "    watch.stop.wait(60)\n"
        "    print('stopping', flush=True)\n"
        "    time.sleep(60)\n"
        "run_watched(story, Silence())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=with_path()
    ) as running:
        assert running.stdout.readline() == "ready\n"
        running.send_signal(signal.SIGINT)
        assert running.stdout.readline() == "stopping\n"
        began = time.monotonic()
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 130
        assert time.monotonic() - began < 10


def with_path():
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def test_lines_are_at_most_one_a_second():
    screen = console()
    lines = Lines(screen)
    for tenth in range(31):
        lines.update({1: progress(best=float(tenth))}, tenth / 10, stopping=False)
    assert len(screen.file.getvalue().splitlines()) == 4  # at 0, 1, 2 and 3 seconds


def test_nothing_new_prints_no_line():
    screen = console()
    lines = Lines(screen)
    for second in range(5):
        lines.update({1: progress()}, second, stopping=False)
    assert len(screen.file.getvalue().splitlines()) == 1


def test_a_line_tells_goal_best_bound_gap_and_time():
    screen = console()
    Lines(screen).update({1: progress(), 3: progress(3, Goal.RELEASE, 1234.0, None, None)}, 12.3, stopping=False)
    assert screen.file.getvalue().split() == [
        "12",
        "s",
        "goal",
        "3",
        "of",
        "8,",
        "release:",
        "best",
        "1,234,",
        "bound",
        "none",
        "yet,",
        "gap",
        "-",
    ]


def test_lines_say_once_that_the_run_is_stopping():
    screen = console()
    lines = Lines(screen)
    lines.update({}, 0.1, stopping=True)
    lines.update({}, 0.2, stopping=True)
    assert screen.file.getvalue().count("stopping") == 1


def drawn(latest, *, stopping=False, width=80):
    screen = console(terminal=True, width=width)
    board = Board(screen)
    with board.shown():
        board.update(latest, 3.0, stopping=stopping)
    return screen.file.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_the_board_has_a_row_for_each_goal_and_fits(width):
    latest = {1: progress(), 2: progress(2, Goal.COVERAGE, 1234567.5, 1234000.0, 0.0001)}
    text = drawn(latest, width=width)
    assert "1 of 8" in text
    assert "1,234,567.50" in text
    assert "0.01%" in text
    assert "Ctrl-C stops and keeps the best plan" in text
    assert max(len(line) for line in text.replace("\x1b", "\n").splitlines()) <= width + 4


def test_a_goal_that_was_over_before_it_was_seen_is_done():
    text = drawn({1: progress(best=None, bound=None, gap=None), 2: progress(2, Goal.COVERAGE)})
    assert "done" in text
    assert "none yet" not in text


def test_the_board_says_that_it_is_preparing_and_that_it_stops():
    assert "Preparing" in drawn({})
    assert "Ctrl-C again leaves" in drawn({}, stopping=True)


def test_the_board_is_gone_afterwards_and_the_cursor_is_back():
    assert drawn({}).rstrip().endswith(("\x1b[?25h", "\x1b[2K"))


@pytest.mark.parametrize(("terminal", "kind"), [(True, Board), (False, Lines)])
def test_the_view_fits_the_terminal(terminal, kind):
    assert isinstance(view_for(console(terminal=terminal), silent=False), kind)


def test_json_shows_nothing_on_the_way():
    assert isinstance(view_for(console(terminal=True), silent=True), Silence)


def test_progress_from_the_engines_thread_is_shown():
    seen = []

    class View(Silence):
        def update(self, progress, elapsed, *, stopping):
            seen.append(progress)

    def story(watch):
        watch.report(progress())
        assert threading.current_thread() is not threading.main_thread()

    run_watched(story, View())
    assert seen[-1] == {1: progress()}
