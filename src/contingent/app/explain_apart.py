"""Explain many wishes, half of them in a process of their own: in one process they would wait for one interpreter."""

import multiprocessing
import os
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event

from contingent.analysis.explanation import Explanation, Question
from contingent.app.explain import ALL_SECONDS, Told, explain
from contingent.core.errors import ContingentError, EngineError
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.solve.watch import Watch

_WORTH_IT = 4
"""Questions from which on a second process is worth its start."""
_TICK = 0.1
"""How often the wish to stop is looked for. [s]"""
_LATE = 30.0
"""How much later than its time limit the other process may answer, before it counts as lost. [s]"""


def explain_apart(
    mission: Mission,
    plan: Plan,
    questions: list[Question],
    *,
    time_limit: float | None,
    watch: Watch,
    told: Told,
) -> tuple[Explanation, ...]:
    """Explain each wish as ``explain`` does, on two cores if there are as many.

    Only for programs that may be started anew, as commands may; it is not for whoever imports the package.

    Raises
    ------
    EngineError
        If the other process ends without an answer.
    """
    if len(questions) < _WORTH_IT or (os.cpu_count() or 1) < 2:
        return explain(mission, plan, questions, time_limit=time_limit, watch=watch, told=told)
    seconds = ALL_SECONDS if time_limit is None else time_limit
    context = multiprocessing.get_context("spawn")  # engines have threads, which do not survive a fork
    halt = context.Event()
    here, there = context.Pipe(duplex=False)
    task = _Half(mission, plan, questions[1::2], seconds)
    process = context.Process(target=_explain_half, args=(task, there, halt), daemon=True)
    begun = time.monotonic()
    process.start()
    there.close()
    theirs: list[Explanation] = []
    listener = threading.Thread(target=_listen, args=(here, watch, halt, told, theirs), daemon=True)
    listener.start()
    try:
        left = seconds - (time.monotonic() - begun)
        mine = explain(mission, plan, questions[::2], time_limit=left, watch=watch, told=told, at_a_time=1)
        listener.join(seconds - (time.monotonic() - begun) + _LATE)
    finally:
        process.terminate()
    if len(theirs) != len(task.questions):
        process.join()
        raise EngineError(f"the process of half of the questions ended with code {process.exitcode} and no answer")
    both: list[Explanation] = [*mine, *mine][: len(questions)]
    both[::2], both[1::2] = mine, theirs
    return tuple(both)


@dataclass(frozen=True, slots=True)
class _Half:
    """What the process is told."""

    mission: Mission
    plan: Plan
    questions: list[Question]
    seconds: float


def _listen(line: Connection, watch: Watch, halt: Event, told: Told, found: list[Explanation]) -> None:
    """Pass on what the process says, and to it the wish to stop; its last word is what it found."""
    with suppress(EOFError, OSError):
        while True:
            if watch.stop.is_set():
                halt.set()
            if not line.poll(_TICK):
                continue
            said = line.recv()
            if isinstance(said, tuple):
                found.extend(said)
                return
            told(said)


def _explain_half(task: _Half, line: Connection, halt: Event) -> None:
    """Explain the wishes of one half; in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells all processes; the parent says when to stop
    watch, lock, over = Watch(), threading.Lock(), threading.Event()

    def say(words: object) -> None:
        with lock, suppress(OSError):
            line.send(words)

    def look_after() -> None:
        parent = multiprocessing.parent_process()
        while not over.wait(_TICK):
            if halt.is_set():
                watch.stop.set()
            if parent is not None and not parent.is_alive():
                os._exit(1)

    threading.Thread(target=look_after, daemon=True).start()
    try:
        say(
            explain(
                task.mission, task.plan, task.questions, time_limit=task.seconds, watch=watch, told=say, at_a_time=1
            )
        )
    except ContingentError as problem:
        say(" ".join(str(problem).split()))
        raise SystemExit(1) from problem
    finally:
        over.set()
