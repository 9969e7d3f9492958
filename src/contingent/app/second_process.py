"""A process beside this one, started before there is work for it: while this one reads a mission, it imports.

Only for programs that may be started anew, as commands may; it is not for whoever imports the package.
"""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event


class SecondProcess:
    """A process that waits for the questions that it is to explain: ``explain_apart`` gives it half of them."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")  # engines have threads, which do not survive a fork
        self.halt = context.Event()
        """Set when it is to stop with what it has."""
        self.line, there = context.Pipe()
        self.process = context.Process(target=_wait_for_work, args=(there, self.halt), daemon=True)
        self.process.start()
        there.close()

    def end(self) -> None:
        """End it, whatever it does; also if it has ended."""
        self.process.terminate()
        self.process.join()
        self.line.close()


@contextmanager
def started_early() -> Iterator[SecondProcess | None]:
    """Have one where it has a core of its own, and end it whatever happens."""
    second = SecondProcess() if (os.cpu_count() or 1) > 1 else None
    try:
        yield second
    finally:
        if second is not None:
            second.end()


def _wait_for_work(line: Connection, halt: Event) -> None:
    """Import what takes long, then do what comes along the line; in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells all processes; the parent says when to stop
    from contingent.app.explain_apart import explain_half

    with suppress(EOFError):  # the parent has ended
        explain_half(line.recv(), line, halt)
