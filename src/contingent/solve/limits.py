"""How long and how hard an engine may try."""

from dataclasses import dataclass
from enum import StrEnum


class EngineName(StrEnum):
    """The engines that solve the program."""

    HIGHS = "highs"
    CPSAT = "cpsat"


class Method(StrEnum):
    """How a mission is planned."""

    AUTO = "auto"
    """As its size and shape ask for."""
    MATRIX = "matrix"
    """One mixed-integer program of the whole mission."""
    TOURS = "tours"
    """Search over tours, bounds by prices: for missions whose program would be too large."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Parameters of one planning run."""

    time_limit: float = 60.0
    """Wall-clock time for all goals together. [s]"""
    gap: float = 0.0
    """A goal counts as solved when (best - bound) / scale is at most this. [1]

    A large mission, which is searched, reports its gaps and does not stop at this one.
    """
    workers: int = 1
    """Threads of the engine; runs are reproducible with one, where the time limit does not strike."""
    seed: int = 0
    """Seed of the engine's random choices."""
    engine: EngineName = EngineName.HIGHS
    """Which engine solves."""
    method: Method = Method.AUTO
    """How to plan; what cannot be done by tours is planned by the program, and the plan says why."""
    is_brief: bool = False
    """Where the program is large and a plan of nearly the same mission is known: only what lies between that plan and
    the relaxation is planned anew, and proved as far as the relaxation goes. Others are planned as ever.
    """
