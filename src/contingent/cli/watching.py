"""Run something long: show how it goes, and let Ctrl-C stop it."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager, nullcontext
from types import FrameType
from typing import Protocol, TypeVar

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from contingent.solve.watch import Progress, Watch

TICK = 0.1
"""How often the screen is looked at. [s]"""

LINE_EVERY = 1.0
"""Least time between two lines where there is no terminal. [s]"""

INTERRUPTED = 130
"""Exit code after a second Ctrl-C: 128 and the number of the signal, as shells have it."""

T = TypeVar("T")


class View(Protocol):
    """Something that shows progress."""

    def shown(self) -> AbstractContextManager[object]:
        """Take the screen, and give it back."""

    def update(self, progress: dict[int, Progress], elapsed: float, *, stopping: bool) -> None:
        """Show the latest progress of each goal, by its number, from the main thread."""


def run_watched(story: Callable[[Watch], T], view: View) -> T:
    """Run ``story`` in a thread and show its progress; Ctrl-C once sets its watch to stop, twice leaves the program."""
    progress: dict[int, Progress] = {}
    watch = Watch(report=lambda now: progress.update({now.number: now}))
    began = time.monotonic()
    pool = ThreadPoolExecutor(max_workers=1)  # signals reach the main thread alone, which must therefore stay free
    try:
        with _interrupts(watch), view.shown():
            running = pool.submit(story, watch)
            while wait([running], timeout=TICK).not_done:
                view.update(dict(progress), time.monotonic() - began, stopping=watch.stop.is_set())
            view.update(dict(progress), time.monotonic() - began, stopping=watch.stop.is_set())
            return running.result()
    except KeyboardInterrupt:
        sys.stderr.flush()
        os._exit(INTERRUPTED)  # the engine's thread cannot be ended in any kinder way


@contextmanager
def _interrupts(watch: Watch) -> Iterator[None]:
    """Let the first Ctrl-C (or a request to terminate) stop the run, and the second leave."""

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        if watch.stop.is_set():
            raise KeyboardInterrupt
        watch.stop.set()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Silence:
    """Shows nothing."""

    def shown(self) -> AbstractContextManager[object]:
        """Take nothing."""
        return nullcontext()

    def update(self, progress: dict[int, Progress], elapsed: float, *, stopping: bool) -> None:
        """Show nothing."""


class Lines:
    """Shows one line at most each second, and only when something changed."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._printed_at = -LINE_EVERY
        self._printed: Progress | None = None
        self._said_stopping = False

    def shown(self) -> AbstractContextManager[object]:
        """Take nothing."""
        return nullcontext()

    def update(self, progress: dict[int, Progress], elapsed: float, *, stopping: bool) -> None:
        """Print the goal that is being solved."""
        if stopping and not self._said_stopping:
            self._said_stopping = True
            self._console.print("stopping; the best plan so far is kept", highlight=False)
        now = progress.get(max(progress, default=0))
        if now is None or elapsed - self._printed_at < LINE_EVERY or now == self._printed:
            return
        self._printed_at, self._printed = elapsed, now
        self._console.print(
            f"{elapsed:5.0f} s  goal {now.number} of {now.goals}, {now.goal}: "
            f"best {_number(now.best)}, bound {_number(now.bound)}, gap {_share(now.gap)}",
            highlight=False,
            soft_wrap=True,
        )


class Board:
    """Shows all goals as a table that changes in place."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._live = Live(console=console, auto_refresh=False, transient=True)

    def shown(self) -> AbstractContextManager[object]:
        """Take the lower part of the screen."""
        return self._live

    def update(self, progress: dict[int, Progress], elapsed: float, *, stopping: bool) -> None:
        """Draw the table anew."""
        self._live.update(self._drawn(progress, elapsed, stopping=stopping), refresh=True)

    def _drawn(self, progress: dict[int, Progress], elapsed: float, *, stopping: bool) -> RenderableType:
        hint = (
            "stopping, the best plan so far is kept; Ctrl-C again leaves"
            if stopping
            else "Ctrl-C stops and keeps the best plan"
        )
        foot = Text(f"{elapsed:.0f} s   {hint}", style="yellow" if stopping else "dim")
        if not progress:
            return Group(Text("Preparing ..."), foot)
        latest = max(progress)
        table = Table("", "goal", "best", "bound", "gap", box=None, header_style="bold")
        for column in table.columns[2:]:
            column.justify = "right"
        for number, now in sorted(progress.items()):
            style = "bold" if number == latest else ""
            place = f"{number} of {now.goals}"
            unseen = now.best is None and number < latest  # over before the engine said anything
            numbers = ("done", "", "") if unseen else (_number(now.best), _number(now.bound), _share(now.gap))
            table.add_row(place, now.goal.value, *numbers, style=style)
        return Group(table, foot)


def view_for(console: Console, *, silent: bool) -> View:
    """Choose the view that fits: a board in a terminal, lines where there is none."""
    if silent:
        return Silence()
    return Board(console) if console.is_terminal else Lines(console)


def _number(value: float | None) -> str:
    if value is None:
        return "none yet"
    return f"{value:,.0f}" if abs(value - round(value)) < 0.005 else f"{value:,.2f}"


def _share(gap: float | None) -> str:
    return "-" if gap is None else f"{gap:.2%}"
