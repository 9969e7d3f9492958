"""Watching a run and stopping it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from contingent.domain.vocabulary import Goal


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands."""

    goal: Goal
    """The goal that is being solved."""
    number: int
    """Its place in the list, from 1."""
    goals: int
    """Length of the list."""
    best: float | None
    """Value of the best plan so far, in the goal's unit; None: no plan yet."""
    bound: float | None
    """Proven bound so far; None: nothing proven yet."""
    gap: float | None
    """(best - bound) / scale; None where either is missing. [1]"""
    elapsed: float
    """Time since the run began. [s]"""


@dataclass(slots=True)
class Watch:
    """Receives progress, and carries the wish to stop."""

    report: Callable[[Progress], None] = lambda _: None
    """Called often, from the engine's thread; must be quick."""
    stop: threading.Event = field(default_factory=threading.Event)
    """Set it to stop the run; the best plan so far is kept."""
