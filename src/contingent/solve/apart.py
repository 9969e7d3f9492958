"""Branch and bound in a process of its own, which ends when its time is up.

An engine looks at the clock between its steps, and a step can take a minute. A process can be ended at any time, and
what it had proven by then has been told. As a module (``python -m contingent.solve.apart``) this is that process: it
takes a pickled question from standard input and writes pickled bounds, then the answer, to standard output.
"""

import os
import pickle
import queue
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import IO

from contingent.formulation.program import Objective, Program
from contingent.solve.answer import Answer, Listener, Solution, Status, value_at
from contingent.solve.highs import Highs, round_up, step_of
from contingent.solve.limits import Limits

_PULSE = 0.2
"""How often the wish to stop is looked for. [s]"""
_GRACE = 0.5
"""Time beyond the limit in which a process may still answer. [s]"""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """How good can a goal be among the solutions that keep others at most at given values?"""

    program: Program
    caps: list[tuple[Objective, int]]
    """What other goals may rise to. [1 / divisor]"""
    objective: Objective
    plan: Solution
    """A solution that keeps the caps."""
    tolerance: int
    """A bound this close to the best value is close enough. [1 / divisor]"""


def branch(question: Question, seconds: float, listen: Listener) -> Answer:
    """Minimise by branch and bound from the plan, in this process."""
    engine = Highs(question.program, Limits(workers=1))
    engine.believe_in_start()
    for capped, most in question.caps:
        engine.cap(capped, most)
    return engine.minimise(question.objective, seconds, question.tolerance, question.plan, listen)


def branch_apart(question: Question, seconds: float, listen: Listener) -> Answer:
    """Minimise by branch and bound from the plan, in another process, and end it when time is up.

    Parameters
    ----------
    listen
        Told several times a second of the best bound so far, in the objective's whole numbers.
    """
    deadline = time.monotonic() + seconds
    value = value_at(question.objective, question.plan)
    answer = Answer(Status.FEASIBLE, question.plan, value, None)
    command = [sys.executable, "-m", "contingent.solve.apart"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True
    ) as process:
        if process.stdin is None or process.stdout is None:
            return answer
        told: queue.SimpleQueue[int | Answer | None] = queue.SimpleQueue()
        threading.Thread(target=_ask, args=(process.stdin, question, seconds), daemon=True).start()
        threading.Thread(target=_hear, args=(process.stdout, told), daemon=True).start()
        while time.monotonic() < deadline + _GRACE and not listen(float(value), answer.bound):
            try:
                word = told.get(timeout=_PULSE)
            except queue.Empty:
                continue
            if not isinstance(word, int):
                answer = word or answer
                break
            answer = Answer(Status.FEASIBLE, question.plan, value, word)
        process.kill()
    return answer


def _ask(pipe: IO[bytes], question: Question, seconds: float) -> None:
    try:
        with pipe:
            pickle.dump((question, seconds), pipe)
    except OSError:
        return  # the process was ended before it had read


def _hear(pipe: IO[bytes], told: "queue.SimpleQueue[int | Answer | None]") -> None:
    """Pass on what the process says, and nothing at its end."""
    try:
        while True:
            told.put(pickle.load(pipe))  # noqa: S301 - written by our own process
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        told.put(None)


def _main() -> None:
    question, seconds = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own process
    objective, out = question.objective, sys.stdout.buffer
    best: int | None = None

    def tell(_: float | None, bound: float | None) -> bool:
        nonlocal best
        if bound is not None:
            proven = objective.offset + round_up(bound - objective.offset, step_of(objective))
            if best is None or proven > best:
                best = proven
                pickle.dump(best, out)
                out.flush()
        return False

    pickle.dump(branch(question, seconds, tell), out)
    out.flush()


if __name__ == "__main__":
    _main()
