"""Who could come where and when, for peers that write a model of their own: the facts before any decision.

Names, dates and masks of weeks are read by our own compiler, so that peers differ in how they plan and not in how they
read tables.
"""

from dataclasses import dataclass

import numpy as np

from contingent.domain.mission import Mission
from contingent.formulation.consent import activities
from contingent.formulation.filling import fills
from contingent.formulation.handover import companions
from contingent.formulation.places import presence
from contingent.instance import compile_mission
from contingent.instance.instance import Bools, Instance


@dataclass(frozen=True, slots=True)
class Run:
    """A contingent may be at a site under a command in the weeks first to last - 1 without a break."""

    site: int
    command: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One tour that a set of a contingent may make."""

    force: int
    number: int
    in_place: bool
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A mission as a planner would list it."""

    inst: Instance
    slots: tuple[Slot, ...]
    may_fill: dict[tuple[int, int, int], Bools]
    """Weeks in which contingent k may fill billets of activity a under command m. Shape (T,) each."""
    handed_together: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    """Activities that change command in the same week, and the weeks in which they may."""


def facts_of(mission: Mission) -> Facts:
    """List the facts of a mission."""
    inst = compile_mission(mission)
    may_be, slots = presence(inst), []
    for k, force in enumerate(inst.forces):
        runs = tuple(
            Run(s, m, first, last)
            for s in range(len(inst.sites))
            for m in force.commands
            if (k, s, m) in may_be
            for first, last in runs_of(may_be[k, s, m])
        )
        slots += [Slot(k, j, force.since is not None and j == 0, runs) for j in range(_tours(inst, k))]
    return Facts(inst, tuple(slots), fills(inst), tuple(_handovers(inst)))


def runs_of(weeks: Bools) -> list[tuple[int, int]]:
    """Return the first and the one after the last of each unbroken run of weeks."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], weeks, [False]]).astype(np.int8)))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _tours(inst: Instance, k: int) -> int:
    """Return how many tours a contingent may make: each of its sets as often as tour and dwell let it."""
    force = inst.forces[k]
    cycle = (force.tour_max or inst.weeks) + force.dwell
    return force.rotations * max(1, round(inst.weeks / cycle))


def _handovers(inst: Instance) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    leave, found = activities(inst), []
    for together in companions(inst):
        weeks = np.logical_and.reduce([inst.tasks[a].window & leave[a, inst.tasks[a].hand_to] for a in together])
        found.append((tuple(together), tuple(np.flatnonzero(weeks).tolist())))
    return found
