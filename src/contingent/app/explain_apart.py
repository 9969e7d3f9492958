"""Explain many wishes, half of them in a process of their own: in one process they would wait for one interpreter."""

import multiprocessing
import os
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event

from contingent.analysis.explanation import Explanation, Question
from contingent.app.explain import ALL_SECONDS, Told, explain
from contingent.app.second_process import SecondProcess
from contingent.core.errors import ContingentError, EngineError
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.solve.watch import Watch

_WORTH_IT = 4
"""Questions from which on a second process is worth its start."""
_WORTH_A_HALF = 2
"""The same for one that has been started already."""
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
    second: SecondProcess | None = None,
) -> tuple[Explanation, ...]:
    """Explain each wish as ``explain`` does, on two cores if there are as many.

    Only for programs that may be started anew, as commands may; it is not for whoever imports the package.

    Parameters
    ----------
    second
        A process that waits for work, and ends here; None: one is started if it is worth that.

    Raises
    ------
    EngineError
        If the other process ends without an answer.
    """
    if len(questions) < (_WORTH_IT if second is None else _WORTH_A_HALF) or (os.cpu_count() or 1) < 2:
        if second is not None:
            second.end()
        return explain(mission, plan, questions, time_limit=time_limit, watch=watch, told=told)
    seconds = ALL_SECONDS if time_limit is None else time_limit
    begun = time.monotonic()
    other = second or SecondProcess()
    theirs: list[Explanation] = []
    try:
        with suppress(BrokenPipeError):  # it has ended, which is told below
            other.line.send(_Half(mission, plan, questions[1::2], seconds))
        listener = threading.Thread(target=_listen, args=(other, watch, told, theirs), daemon=True)
        listener.start()
        left = seconds - (time.monotonic() - begun)
        mine = explain(mission, plan, questions[::2], time_limit=left, watch=watch, told=told, at_a_time=1)
        listener.join(seconds - (time.monotonic() - begun) + _LATE)
    finally:
        other.end()
    if len(theirs) != len(questions[1::2]):
        raise EngineError(
            f"the process of half of the questions ended with code {other.process.exitcode} and no answer"
        )
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


def _listen(other: SecondProcess, watch: Watch, told: Told, found: list[Explanation]) -> None:
    """Pass on what the process says, and to it the wish to stop; its last word is what it found."""
    with suppress(EOFError, OSError):
        while True:
            if watch.stop.is_set():
                other.halt.set()
            if not other.line.poll(_TICK):
                continue
            said = other.line.recv()
            if isinstance(said, tuple):
                found.extend(said)
                return
            told(said)


def explain_half(task: _Half, line: Connection, halt: Event) -> None:
    """Explain the wishes of one half; in a process of its own."""
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
