"""Plan every course of action of a mission: the story of ``contingent plan --all-coas``.

Each is planned in a process of its own, as many at a time as the machine has cores for: an engine that shares its
process with another one shares its interpreter too, and one course that fails must not take the others with it.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.synchronize import Event
from pathlib import Path

from contingent.app.check_mission import read_to_plan
from contingent.app.plan_folder import save_plan
from contingent.app.plan_mission import plan_mission
from contingent.app.write_reports import write_reports
from contingent.core.errors import ContingentError
from contingent.files import courses
from contingent.report.account import Account
from contingent.report.tables import tabulate
from contingent.solve.limits import Limits
from contingent.solve.watch import Progress, Watch

BASE = "base"
"""Name of the mission as it stands, among its courses of action."""

_ALL = 2.0
"""How many times as long as one plan all courses may take together.

Another half is left for what comes beside planning: starting, reading, writing and comparing.
"""

_TICK = 0.1
"""How often the wish to stop is looked for. [s]"""


class Stage(StrEnum):
    """How far a course has come."""

    WAITING = "waiting"
    PLANNING = "planning"
    PLANNED = "planned"
    """There is a plan, and it is written."""
    NO_PLAN = "no plan"
    """Proven that there is none, or none was found in time."""
    FAILED = "failed"
    """Planning ended by a defect."""
    NOT_BEGUN = "not begun"
    """Somebody stopped before its turn came."""


@dataclass(slots=True)
class CourseRun:
    """One course of action, and where its planning stands."""

    name: str
    """`base` is the mission as it stands."""
    folder: Path
    """Of its plan."""
    stage: Stage = Stage.WAITING
    progress: Progress | None = None
    """The latest."""
    why: str = ""
    """What the user should know, once it is over."""
    seconds: float = 0.0
    """Spent so far. [s]"""
    process: SpawnProcess | None = None
    """Where it is planned, once it is."""

    def kill(self) -> None:
        """End its process at once, whatever it is doing; nothing is kept that is not yet written."""
        if self.process is not None and self.process.is_alive():
            self.process.kill()


@dataclass(frozen=True, slots=True)
class _Task:
    """What a process is told."""

    mission: Path
    course: str | None
    folder: Path
    limits: Limits
    reports: bool


@dataclass(frozen=True, slots=True)
class _Report:
    """What a process says last."""

    stage: Stage
    why: str


@dataclass(slots=True)
class _Running:
    run: CourseRun
    process: SpawnProcess
    line: Connection
    began: float = field(default_factory=time.monotonic)


def courses_to_plan(mission: Path, out: Path) -> tuple[CourseRun, ...]:
    """Return the mission as it stands and all its courses of action, with the folders of their plans."""
    named = [name for name in courses(mission) if name != BASE]
    return tuple(CourseRun(name, out / name) for name in (BASE, *named))


def at_a_time(workers: int) -> int:
    """Return how many courses are planned at once: so many as have cores for their workers, and at least one."""
    return max(1, (os.cpu_count() or 1) // workers)


def shared(limits: Limits, courses: int) -> Limits:
    """Return the limits of each of several courses, so that all together take at most twice the time of one.

    First every course has a core of its own, as long as there are cores, and then the workers that are left over: they
    make one plan less than twice as fast. If courses must wait for each other still, each has a part of the time.
    """
    cores = os.cpu_count() or 1
    workers = max(1, min(limits.workers, cores // min(courses, cores)))
    rounds = ceil(courses / at_a_time(workers))
    return replace(limits, workers=workers, time_limit=limits.time_limit * min(1.0, _ALL / rounds))


def plan_courses(
    mission: Path,
    runs: Sequence[CourseRun],
    limits: Limits,
    stop: threading.Event,
    tell: Callable[[], None],
    *,
    reports: bool = False,
) -> None:
    """Plan courses of action, each into its folder, and keep their runs up to date.

    Parameters
    ----------
    mission
        Read and checked before, under each course.
    limits
        Of one plan; ``shared`` says what each course has of them.
    stop
        Set it to stop: those being planned keep their best plan so far, the others are not begun.
    tell
        Called often, after anything may have changed.
    reports
        Write the reports of each plan beside it, too.
    """
    each = shared(limits, len(runs))
    context = multiprocessing.get_context("spawn")  # engines have threads, which do not survive a fork
    halt = context.Event()
    queue, running = list(runs), list[_Running]()
    try:
        while queue or running:
            if stop.is_set():
                halt.set()
                for run in queue:
                    run.stage, run.why = Stage.NOT_BEGUN, "Stopped before its turn came."
                queue.clear()
            while queue and len(running) < at_a_time(each.workers):
                running.append(_begin(context, mission, queue.pop(0), each, halt, reports=reports))
            running = list(_heard(running))
            tell()
    finally:
        for one in running:  # only where something above failed
            one.process.terminate()


def _begin(
    context: SpawnContext, mission: Path, run: CourseRun, limits: Limits, halt: Event, *, reports: bool
) -> _Running:
    here, there = context.Pipe(duplex=False)
    task = _Task(mission, None if run.name == BASE else run.name, run.folder, limits, reports)
    process = context.Process(target=_plan_one, args=(task, there, halt), daemon=True)
    process.start()
    there.close()
    run.stage, run.process = Stage.PLANNING, process
    return _Running(run, process, here)


def _heard(running: Sequence[_Running]) -> Iterator[_Running]:
    """Take over what the processes say within a tick; yield those that go on."""
    wait([one.line for one in running], timeout=_TICK)
    for one in running:
        one.run.seconds = time.monotonic() - one.began
        if not _is_over(one):
            yield one


def _is_over(one: _Running) -> bool:
    """Read all that a process has said; tell whether that was its last."""
    try:
        while one.line.poll():
            said = one.line.recv()
            if isinstance(said, Progress):
                one.run.progress = said
            elif isinstance(said, _Report):
                one.run.stage, one.run.why = said.stage, said.why
    except EOFError:
        one.process.join()
        one.line.close()
        if one.run.stage is Stage.PLANNING:
            one.run.stage = Stage.FAILED
            one.run.why = f"Its process ended with code {one.process.exitcode} before it had planned."
        return True
    return False


def _plan_one(task: _Task, line: Connection, halt: Event) -> None:
    """Plan one course; in a process of its own."""
    _leave_signals_to_the_parent()
    latest = _Latest(line)
    watch = Watch(report=latest.take)
    over = threading.Event()
    threading.Thread(target=_look_after, args=(watch, latest, halt, over), daemon=True).start()
    try:
        report = _planned(task, watch)
    except (ContingentError, OSError) as problem:
        report = _Report(Stage.FAILED, " ".join(str(problem).split()))
    over.set()
    latest.send(report)


def _planned(task: _Task, watch: Watch) -> _Report:
    reading = read_to_plan(task.mission, task.course)
    if reading.mission is None:
        return _Report(Stage.FAILED, "The mission cannot be read any more.")
    outcome = plan_mission(reading.mission, task.limits, watch)
    if outcome.plan is None:
        return _Report(Stage.NO_PLAN, outcome.why)
    save_plan(reading, outcome.plan, task.folder)
    if task.reports:
        mission, plan = reading.mission, outcome.plan
        for _ in write_reports(Account(mission, plan, outcome.verdict, tabulate(mission, plan)), task.folder):
            pass  # each is written before it is yielded
    return _Report(Stage.PLANNED, outcome.why)


class _Latest:
    """Keeps the newest progress until it is sent; engines report many times a second and must not wait."""

    def __init__(self, line: Connection) -> None:
        self._line, self._lock = line, threading.Lock()
        self._newest: Progress | None = None

    def take(self, progress: Progress) -> None:
        """Remember progress, and forget the older one."""
        self._newest = progress

    def flush(self) -> None:
        """Send the newest progress, if there is any."""
        newest, self._newest = self._newest, None
        if newest is not None:
            with suppress(OSError):  # the parent is gone, which is noticed elsewhere
                self.send(newest)

    def send(self, said: Progress | _Report) -> None:
        """Send to the parent."""
        with self._lock:
            self._line.send(said)


def _look_after(watch: Watch, latest: _Latest, halt: Event, over: threading.Event) -> None:
    """Pass progress on and the wish to stop in; leave if the parent is gone, for whom the plan was made."""
    parent = multiprocessing.parent_process()
    while not over.wait(_TICK):
        if halt.is_set():
            watch.stop.set()
        if parent is not None and not parent.is_alive():
            os._exit(1)
        latest.flush()


def _leave_signals_to_the_parent() -> None:
    """Ignore Ctrl-C, which a terminal sends to all processes: the parent says when to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
