"""Rule ``handover``: docs/formulation/handover.md, equations (H1) to (H3)."""

from dataclasses import dataclass

import numpy as np

from contingent.formulation import consent
from contingent.formulation.manning import weeks_with_enough
from contingent.formulation.program import ZERO, Columns, Ints, Rows, Terms
from contingent.formulation.supply import Supply
from contingent.instance.instance import Bools, Instance


@dataclass(frozen=True, slots=True)
class Handovers:
    """When activities change command."""

    over: Ints
    """Column of H[a, t]: activity a has been handed over in week t or before. Shape (A, T)."""
    weeks: Bools
    """Weeks in which it can be handed over. Shape (A, T)."""


def handovers(inst: Instance, supply: Supply, columns: Columns) -> Handovers:
    """Make the columns; activities that must change command together share theirs: the rule of companions (H1)."""
    leave = consent.activities(inst)
    weeks = np.zeros((len(inst.tasks), inst.weeks), dtype=bool)
    over = np.full((len(inst.tasks), inst.weeks), ZERO, dtype=np.int64)
    for together in companions(inst):
        shared = np.logical_and.reduce([inst.tasks[a].window & leave[a, inst.tasks[a].hand_to] for a in together])
        shared[shared] = _is_manned(inst, supply, together, np.flatnonzero(shared))
        weeks[together] = shared
        over[together] = _monotone(columns.where(shared, 1.0))
    return Handovers(over, weeks)


def _is_manned(inst: Instance, supply: Supply, together: list[int], weeks: Ints) -> Bools:
    """Tell for some weeks whether people enough could serve under the new command for all essential posts (H1).

    Of (H3) alone: room, enablers, tours and all other posts are left out.
    """
    under = np.array([pool.command for pool in supply.pools], dtype=np.int64)
    lines = [b for b, line in enumerate(inst.lines) if line.activity in together]
    could_fill = np.zeros((len(lines), len(inst.groups), len(weeks)), dtype=bool)
    for n, b in enumerate(lines):
        new = (supply.line == b) & (under[supply.pool] == inst.tasks[inst.lines[b].activity].hand_to)
        new &= np.isin(supply.week, weeks)
        for pool in np.unique(supply.pool[new]):
            at = np.searchsorted(weeks, supply.week[new & (supply.pool == pool)])
            for member in supply.pools[pool].members:
                could_fill[n, member.group, at] = True
    able = could_fill.any(axis=(0, 2))
    posts = np.array([inst.lines[b].essential[weeks] for b in lines], dtype=np.int64).reshape(len(lines), len(weeks))
    people = np.array([group.count for group in inst.groups], dtype=np.int64)
    return weeks_with_enough(posts, could_fill[:, able], people[able])


def companions(inst: Instance) -> list[list[int]]:
    """Return the sets of activities that hand over in the same week; a set with one that stays is left out."""
    leader = list(range(len(inst.tasks)))
    for a, task in enumerate(inst.tasks):
        for other in task.companions:
            old, new = leader[other], leader[a]
            leader = [new if x == old else x for x in leader]
    sets = [[a for a, x in enumerate(leader) if x == first] for first in sorted(set(leader))]
    return [s for s in sets if all(inst.tasks[a].hand_to >= 0 for a in s)]


def _monotone(made: Ints) -> Ints:
    """Carry the last column on through the weeks in which no handover can be."""
    last = np.maximum.accumulate(np.where(made != ZERO, np.arange(len(made)), -1))
    return np.where(last >= 0, made[np.maximum(last, 0)], ZERO)


def rows(inst: Instance, made: Handovers, supply: Supply, post: Rows) -> None:
    """Post that a handover is for good (H2), and that the new command then covers all essential billets (H3)."""
    _for_good(made, post)
    under = np.array([pool.command for pool in supply.pools], dtype=np.int64)
    for b, line in enumerate(inst.lines):
        task = inst.tasks[line.activity]
        weeks = np.flatnonzero(made.weeks[line.activity] & (line.essential > 0))
        if task.hand_to < 0 or not len(weeks):
            continue
        new = (supply.line == b) & (under[supply.pool] == task.hand_to)
        fills = Terms.of(supply.week[new], supply.column[new], 1).only(weeks, inst.weeks)
        over = made.over[line.activity]
        before = np.concatenate([[ZERO], over[:-1]])
        essential = line.essential[weeks]
        step = [
            Terms.of(np.arange(len(weeks)), over[weeks], -essential),
            Terms.of(np.arange(len(weeks)), before[weeks], essential),
        ]
        post.post([fills, *step], low=0.0, n=len(weeks))


def _for_good(made: Handovers, post: Rows) -> None:
    """Post H[a, t-1] <= H[a, t]."""
    before, now = made.over[:, :-1], made.over[:, 1:]
    changed = (before != now) & (before != ZERO)
    pairs = np.unique(np.stack([before[changed], now[changed]], axis=1), axis=0)
    number = np.arange(len(pairs))
    post.post([Terms.of(number, pairs[:, 0], 1), Terms.of(number, pairs[:, 1], -1)], high=0.0, n=len(pairs))
