"""Pools: people whom no rule tells apart fill billets together, and are told apart again when the plan is read back.

Two groups share a pool at a site and under a command if they have the same skills among those asked there, may fill
the same activities in the same weeks, and are counted by the same coverage targets. Splitting a pool's fills over its
groups is then a transport problem that always has a whole-number solution (docs/concepts/formulation.md), so no plan
is lost.
"""

from dataclasses import dataclass, replace

import numpy as np

from contingent.domain.vocabulary import Measure
from contingent.formulation.itineraries import Itineraries
from contingent.formulation.program import ZERO, Columns, Ints
from contingent.instance.instance import Bools, Instance


@dataclass(frozen=True, slots=True)
class Member:
    """A group at a site and under a command."""

    group: int
    stages: Ints
    """Its stages there."""
    heads: Ints
    """People of the group per unit, in each of those stages. [person/unit]"""
    capped: Ints | None
    """Columns of those who serve, where more than one set may be there and the pool has other members. Shape (T,)."""


@dataclass(frozen=True, slots=True)
class Pool:
    """People at a site and under a command whom no rule tells apart."""

    site: int
    command: int
    members: tuple[Member, ...]
    weeks: Bools
    """Weeks in which any of them can serve. Shape (T,)."""


@dataclass(frozen=True, slots=True)
class Supply:
    """Who can fill and enable what: the columns of fills and of enabling."""

    pools: tuple[Pool, ...]
    line: Ints
    """Billet line of each fill. Shape (F,)."""
    pool: Ints
    """Its pool. Shape (F,)."""
    week: Ints
    """Its week. Shape (F,)."""
    column: Ints
    """Its column: people of the pool in the billets of the line in the week. [person] Shape (F,)."""
    serving: Ints
    """Row of ``enablers`` of each enabling. Shape (E,)."""
    enabling_pool: Ints
    enabling_week: Ints
    enabling_column: Ints
    """Column: people of the pool who act as that enabler in the week. [person] Shape (E,)."""


def supply(inst: Instance, journeys: Itineraries, columns: Columns) -> Supply:
    """Pool the people and make the columns of fills and of enabling."""
    pools = [(_with_caps(inst, pool, columns), allowed) for pool, allowed in pools_and_lines(inst, journeys)]
    parts = [_fills(inst, p, pool, allowed, columns) for p, (pool, allowed) in enumerate(pools)]
    fills = np.concatenate([f for f, _ in parts], axis=1) if parts else np.zeros((4, 0), dtype=np.int64)
    enabling = np.concatenate([e for _, e in parts], axis=1) if parts else np.zeros((4, 0), dtype=np.int64)
    return Supply(tuple(pool for pool, _ in pools), *fills, *enabling)


def pools_and_lines(inst: Instance, journeys: Itineraries) -> list[tuple[Pool, dict[int, Bools]]]:
    """Return the pools, and for each the lines that it may fill with their weeks."""
    stages_of: dict[tuple[int, int, int], list[int]] = {}
    for j, stage in enumerate(journeys.stages):
        for g in journeys.units[stage.unit].heads:
            stages_of.setdefault((g, stage.site, stage.command), []).append(j)
    serves = _serves(inst, journeys)
    asked = _Asked.of(inst)
    covered = np.array([w.limit.who for w in inst.wishes if w.measure is Measure.COVERAGE])
    found: dict[tuple[int, int, object], tuple[list[Member], list[Bools], dict[int, Bools]]] = {}
    for (g, s, m), stages in stages_of.items():
        k = inst.groups[g].contingent
        lines = asked.lines(journeys, g, s, m)
        enables = tuple(e for e, skill in asked.serving_at[s] if skill in inst.groups[g].skills)
        weeks: Bools = np.logical_or.reduce(serves[stages])
        if not (lines or enables) or not weeks.any():
            continue
        heads = np.array([journeys.units[journeys.stages[j].unit].heads[g] for j in stages], dtype=np.int64)
        counted = covered[..., k, m].tobytes() if len(covered) else b""
        key = (s, m, (enables, counted, tuple((b, mask.tobytes()) for b, mask in lines.items())))
        members, served, _ = found.setdefault(key, ([], [], lines))
        members.append(Member(g, np.array(stages), heads, None))
        served.append(weeks)
    return [
        (Pool(s, m, tuple(members), np.logical_or.reduce(served)), lines)
        for (s, m, _), (members, served, lines) in found.items()
    ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked at each site: lines and enablers."""

    inst: Instance
    lines_at: list[list[int]]
    """Lines b of each site that ask anything."""
    weeks: list[Bools]
    """Weeks in which each line asks anything. Shape (T,) each."""
    serving_at: list[list[tuple[int, str]]]
    """Rows e of ``enablers`` of each site, and their skills."""

    @classmethod
    def of(cls, inst: Instance) -> "_Asked":
        lines_at: list[list[int]] = [[] for _ in inst.sites]
        for b, line in enumerate(inst.lines):
            lines_at[inst.tasks[line.activity].site].append(b)
        serving_at: list[list[tuple[int, str]]] = [[] for _ in inst.sites]
        for e, row in enumerate(inst.servings):
            serving_at[row.site].append((e, row.skill))
        return cls(inst, lines_at, [line.required > 0 for line in inst.lines], serving_at)

    def lines(self, journeys: Itineraries, g: int, s: int, m: int) -> dict[int, Bools]:
        """Return the lines that a group could fill at a site and under a command, with the weeks."""
        group, found = self.inst.groups[g], {}
        for b in self.lines_at[s]:
            line = self.inst.lines[b]
            task = self.inst.tasks[line.activity]
            if line.skill in group.skills and m in (task.command, task.hand_to):
                weeks = journeys.fill[group.contingent, line.activity, m] & self.weeks[b]
                if weeks.any():
                    found[b] = weeks
        return found


def _with_caps(inst: Instance, pool: Pool, columns: Columns) -> Pool:
    """Give members that may be there with more than one set columns of those who serve, where the pool has others too.

    Alone in its pool, a member's fills are those of the pool, and need no column of their own.
    """
    if len(pool.members) == 1:
        return pool
    capped = [
        replace(m, capped=columns.new(inst.weeks, float(inst.groups[m.group].count))) if rotates(inst, m.group) else m
        for m in pool.members
    ]
    return replace(pool, members=tuple(capped))


def rotates(inst: Instance, g: int) -> bool:
    """Tell whether more people of a group than one set can be in theatre."""
    return inst.forces[inst.groups[g].contingent].rotations > 1


def _serves(inst: Instance, journeys: Itineraries) -> Bools:
    """Return the weeks in which anybody in a stage can serve. Shape (J, T)."""
    leave = journeys.crossing[[stage.leave for stage in journeys.stages]]
    begun = journeys.serving_from(inst)
    serves: Bools = (begun != ZERO) & (begun != leave)
    return serves


def _fills(inst: Instance, p: int, pool: Pool, allowed: dict[int, Bools], columns: Columns) -> tuple[Ints, Ints]:
    """Make the columns of one pool: arrays of (what, pool, week, column), for fills and for enabling."""
    most = sum(inst.groups[m.group].count for m in pool.members)
    fills, enabling = [np.zeros((4, 0), dtype=np.int64)], [np.zeros((4, 0), dtype=np.int64)]
    for b, mask in allowed.items():
        weeks = np.flatnonzero(mask & pool.weeks)
        column = columns.new(len(weeks), np.minimum(inst.lines[b].required[weeks], most).astype(float))
        fills.append(np.stack([np.full(len(weeks), b), np.full(len(weeks), p), weeks, column]))
    skills = inst.groups[pool.members[0].group].skills
    for e, row in enumerate(inst.servings):
        if row.site == pool.site and row.skill in skills:
            weeks = np.flatnonzero(pool.weeks)
            column = columns.new(len(weeks), float(most))
            enabling.append(np.stack([np.full(len(weeks), e), np.full(len(weeks), p), weeks, column]))
    return np.concatenate(fills, axis=1), np.concatenate(enabling, axis=1)
