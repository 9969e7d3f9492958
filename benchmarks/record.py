"""What one run was found to be: written by the child, read by the tables."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

POSTS = ("essential", "coverage")
"""The goals about posts, the first two; the benchmark compares methods by them."""
CLOSED = 1e-6
"""A gap below this is none. [1]"""


@dataclass(slots=True)
class Sample:
    """What a method told while it ran."""

    seconds: float
    """Since the child began to read the mission."""
    goal: str
    best: float | None
    bound: float | None


@dataclass(slots=True)
class Final:
    """A goal at the end."""

    goal: str
    value: float
    """As the verifier counts it at the plan."""
    bound: float
    """As the method claims it."""
    scale: float


@dataclass(slots=True)
class Record:
    """One method on one mission."""

    case: str
    size: str
    mix: str
    seed: int
    method: str
    seconds: float
    """Time limit. [s]"""
    workers: int
    status: str = "nothing"
    """``lawful``, ``unlawful``, ``no-plan``, ``missing`` (not installed), ``failed`` or ``unfinished``."""
    why: str = ""
    version: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    phases: dict[str, float] = field(default_factory=dict)
    """Time of each phase. [s]"""
    program: dict[str, int] = field(default_factory=dict)
    """Rows, columns, non-zeros."""
    cpu: float = 0.0
    """Processor time that the child and what it started and ended got. [s]"""
    peak: float = 0.0
    """Most memory of the child and of what it started. [MiB]"""
    peaks: dict[str, float] = field(default_factory=dict)
    """Most memory up to the end of each phase. [MiB]"""
    demand: dict[str, float] = field(default_factory=dict)
    """Post-weeks asked, for the two goals about posts; by priority for the second."""
    samples: list[Sample] = field(default_factory=list)
    goals: list[Final] = field(default_factory=list)
    replan: dict[str, float] = field(default_factory=dict)
    load: float = 0.0
    """Processes that waited for a core just before the run, beside it."""

    def save(self, file: Path) -> None:
        """Write it as JSON."""
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @staticmethod
    def of(document: dict[str, object]) -> "Record":
        """Make it from JSON."""
        record = Record(**document)
        record.samples = [Sample(**s) for s in record.samples]
        record.goals = [Final(**g) for g in record.goals]
        return record

    def at(self, seconds: float, goal: str) -> tuple[float | None, float | None]:
        """Return best and bound of a goal as told up to a moment."""
        best = bound = None
        for sample in self.samples:
            if sample.goal == goal and sample.seconds <= seconds:
                best = sample.best if sample.best is not None else best
                bound = sample.bound if sample.bound is not None else bound
        return best, bound

    def scale(self, goal: str) -> float:
        """Return what a gap of a goal is measured against: post-weeks asked, weighted where the goal is."""
        own = next((g.scale for g in self.goals if g.goal == goal), 1.0)
        return max(1.0, self.demand.get(goal, own))

    def gap(self, seconds: float, goal: str) -> float:
        """Return (best - bound) / demand at a moment; without a plan all of it is open, without a bound 0 is it. [1]"""
        best, bound = self.at(seconds, goal)
        return (self.scale(goal) if best is None else best) / self.scale(goal) - (bound or 0.0) / self.scale(goal)

    def final_gap(self, goal: str) -> float | None:
        """Return the gap at the end, at the verified plan; None without one. [1]"""
        found = next((g for g in self.goals if g.goal == goal), None)
        return None if found is None else max(0.0, found.value - found.bound) / self.scale(goal)

    def gap_of_demand(self, seconds: float | None) -> float:
        """Return the larger gap of the goals about posts at a moment, None: at the end; without a lawful plan 1. [1]"""
        if self.status != "lawful":
            return 1.0
        final = [self.final_gap(goal) for goal in POSTS] if seconds is None else []
        return max(g for g in (final or [max(0.0, self.gap(seconds, goal)) for goal in POSTS]) if g is not None)

    def closed(self) -> float | None:
        """Return when nothing was open any more in the goals about posts; None: never, or without a lawful plan. [s]"""
        if self.gap_of_demand(None) > CLOSED:
            return None
        moments = sorted({s.seconds for s in self.samples})
        return next((t for t in moments if self.gap_of_demand(t) <= CLOSED), None)

    def uncovered(self) -> tuple[float, ...]:
        """Return the share of the demand that the verified plan leaves open, by goal; without a lawful plan 1. [1]"""
        value = {g.goal: g.value for g in self.goals}
        return tuple(value[goal] / self.scale(goal) if goal in value else 1.0 for goal in POSTS)

    def settled(self, goals: Sequence[str]) -> float | None:
        """Return when the bounds of some goals were first within 1 % of their final values; None: nothing told. [s]"""
        last = {g: self.at(float("inf"), g)[1] or 0.0 for g in goals}
        moments = sorted({s.seconds for s in self.samples})
        return next((t for t in moments if all((self.at(t, g)[1] or 0.0) >= 0.99 * last[g] for g in goals)), None)

    def first_plan(self) -> float | None:
        """Return when the first plan was told. [s]"""
        return next((s.seconds for s in self.samples if s.best is not None), None)
