"""What a contingent could do by its own row: where it could serve, and in what. Only for these are masks made.

A contingent may serve at a few of the sites and under one or two of the commands; masks over all of them would grow
with the square of the mission.
"""

from typing import NamedTuple

import numpy as np

from contingent.formulation.program import Ints
from contingent.instance.instance import Bools, Instance

Masks = dict[tuple[int, int, int], Bools]
"""Weeks in which something may be; what is not listed may never be. Shape (T,) each."""


class Places(NamedTuple):
    """Contingents at sites under commands. N rows."""

    contingent: Ints
    site: Ints
    command: Ints


class Works(NamedTuple):
    """Contingents in activities under commands. N rows."""

    contingent: Ints
    activity: Ints
    command: Ints


def places(inst: Instance) -> Places:
    """Return the sites and commands of every contingent; those in place are where they are, allowed or not."""
    found: list[tuple[int, int, int]] = []
    for k, force in enumerate(inst.forces):
        sites = force.sites.copy()
        if force.since is not None:
            sites[force.site] = True
        found.extend((k, int(s), m) for s in np.flatnonzero(sites) for m in force.commands)
    return Places(*_columns(found))


def works(inst: Instance) -> Works:
    """Return the activities under a contingent's commands, now or later, at its places, that ask a skill it has."""
    at: dict[tuple[int, int], list[int]] = {}
    for a, task in enumerate(inst.tasks):
        for m in {task.command, task.hand_to} - {-1}:
            at.setdefault((task.site, m), []).append(a)
    rows = zip(*(column.tolist() for column in places(inst)), strict=True)
    has = [frozenset[str]().union(*(inst.groups[g].skills for g in force.groups)) for force in inst.forces]
    asks: list[set[str]] = [set() for _ in inst.tasks]
    for line in inst.lines:
        asks[line.activity].add(line.skill)
    found = [(k, a, m) for k, s, m in rows for a in at.get((s, m), ()) if asks[a] & has[k]]
    return Works(*_columns(found))


def masks(rows: Places | Works, weeks: Bools) -> Masks:
    """Index masks, shape (N, T), by the rows that they were made for."""
    return dict(zip(zip(*(column.tolist() for column in rows), strict=True), weeks, strict=True))


def _columns(rows: list[tuple[int, int, int]]) -> Ints:
    return np.array(rows, dtype=np.int64).reshape(len(rows), 3).T
