"""What of a problem the prices speak of, beside its own arrays."""

from typing import NamedTuple

import numpy as np

from contingent.domain.vocabulary import Measure
from contingent.formulation.target import PERCENT, required_posts
from contingent.instance.instance import Bools, Wish
from contingent.tours.one_unit import Chosen
from contingent.tours.people import Work
from contingent.tours.posts import Needs
from contingent.tours.problem import Counts, Floats, Problem
from contingent.tours.sets import people_of_subsets


class Rotating(NamedTuple):
    """Who may not all be at work at once: where more than one set may be there, one set of them at most. R rows."""

    of_group: Counts
    """Row of those of a group who come one by one; -1: there is none. Shape (G,)."""
    of_force: Counts
    """First of the rows of those who move as a whole, one for each subset of groups but the empty one. Shape (K,)."""
    most: Floats
    """People of one set. Shape (R,)."""


def needs(p: Problem) -> Needs:
    """List the rows of those who can count elsewhere: by group, and by reset of the needs that it can meet."""
    inst, units = p.instance, p.units
    home = {g: (u, heads) for u, unit in enumerate(p.units_of) for g, heads in unit.heads.items()}
    asked = [[g for g in need.groups if g in home] for need in inst.needs]
    resets: dict[int, set[int]] = {}
    for need, groups in zip(inst.needs, asked, strict=True):
        for g in groups:
            resets.setdefault(g, set()).add(need.reset)
    rows = [(g, r) for g in sorted(resets) for r in sorted(resets[g])]
    number = {row: h for h, row in enumerate(rows)}
    first = {g: number[g, min(resets[g])] for g in resets}
    outside = [
        any(not p.ways.in_place[w] for w in range(units.ways[u], units.ways[u + 1])) for u in range(len(units.force))
    ]
    spans = [
        (first[g], number[g, need.reset] + 1) for need, groups in zip(inst.needs, asked, strict=True) for g in groups
    ]
    return Needs(
        group=np.array([g for g, _ in rows], np.int32),
        reset=np.array([r for _, r in rows], np.int32),
        unit=np.array([home[g][0] for g, _ in rows], np.int32),
        heads=np.array([home[g][1] for g, _ in rows], np.int32),
        exist=np.array([home[g][1] * units.exist[home[g][0]] for g, _ in rows], np.int32),
        back=np.array([outside[home[g][0]] and units.dwell[home[g][0]] >= r for g, r in rows], dtype=bool),
        groups=np.concatenate([[0], np.cumsum([len(groups) for groups in asked])]).astype(np.int32),
        rows=np.array(spans, np.int32).reshape(-1, 2),
        most=np.array([need.count for need in inst.needs], np.int32),
        value=np.array([need.value for need in inst.needs], np.int32),
        weeks=np.array([need.weeks for need in inst.needs], dtype=bool).reshape(len(inst.needs), p.weeks),
    )


def may_be(p: Problem) -> Bools:
    """Return when a unit may be at a spot, where those can be in theatre without whom it may not. Shape (N, T)."""
    units, spots = p.units, p.spots
    force = units.force[spots.unit]
    may: Bools = spots.may_be.copy()
    first = np.full(len(p.instance.forces), p.weeks)
    for u in range(len(units.force)):
        for w in range(units.ways[u], units.ways[u + 1]):
            weeks = p.ways.may_cross[w, 0]
            come = 0 if p.ways.in_place[w] else int(np.argmax(weeks)) if weeks.any() else p.weeks
            first[units.force[u]] = min(first[units.force[u]], come)
    for _ in range(len(p.depends)):  # one may depend on another that depends on a third
        for k, other in p.depends:
            someone = may[force == other].any(axis=0) & (np.arange(p.weeks) >= first[other])
            may[force == k] &= someone & (other >= 0)
    return may


def work(p: Problem, wishes: list[Wish], busy: Counts) -> Work:
    """List which wishes for coverage count which fills. A pool is counted whole or not at all."""
    commands, inst = len(p.instance.commands), p.instance
    pool_of = np.repeat(np.arange(len(p.pools.site)), np.diff(p.pools.lines))
    command = p.pools.place[pool_of] % commands
    someone = np.full(len(p.pools.site), -1)
    someone[p.spots.pool[p.spots.pool >= 0]] = p.spots.group[p.spots.pool >= 0]
    counted = [
        [
            w
            for w, wish in enumerate(wishes)
            if wish.activities[inst.lines[b].activity] and wish.limit.who[inst.groups[someone[pool]].contingent, m]
        ]
        for pool, b, m in zip(pool_of, p.pools.line, command, strict=True)
    ]
    pools = len(p.pools.site)
    return Work(
        alone=np.flatnonzero(p.units.size[p.spots.unit] == 1).astype(np.int32),
        side=((p.lines.new[p.pools.line] == command) & (p.lines.band[p.pools.line] >= 0)).astype(np.int32),
        wishes=np.concatenate([[0], np.cumsum([len(own) for own in counted])]).astype(np.int32),
        wish=np.array([w for own in counted for w in own], np.int32),
        busy=busy,
        best=np.zeros((pools, p.weeks)),
        choice=np.zeros((pools, p.weeks), np.int32),
        people=np.zeros((pools, p.weeks)),
    )


def rotating(p: Problem) -> Rotating:
    """List the rows of those who rotate: of each group who come one by one, of each subset of groups of a set."""
    of_group, of_force = (np.full(count, -1, np.int32) for count in (len(p.groups.people), len(p.instance.forces)))
    most: list[int] = []
    for u, unit in enumerate(p.units_of):
        groups = list(unit.heads)
        if not p.groups.rotates[groups].any():
            continue
        if p.units.size[u] == 1:
            of_group[groups] = len(most)
            most += [int(p.groups.people[g]) for g in groups]
        else:
            of_force[unit.force] = len(most)
            most += people_of_subsets(list(unit.heads.values()))[1:]
    return Rotating(of_group, of_force, np.array(most, dtype=float))


def wanted(p: Problem, wishes: list[Wish]) -> Floats:
    """Return what wishes want, in their goal's unit; 0 in weeks in which they want nothing. Shape (wishes, T)."""
    total = np.zeros((len(wishes), p.weeks))
    for w, wish in enumerate(wishes):
        total[w] = wish.limit.most * wish.limit.weeks
        if wish.measure is Measure.COVERAGE:
            total[w] *= required_posts(p.instance, wish) / PERCENT
    return total


def weeks_of(p: Problem, wishes: list[Wish]) -> Floats:
    """Return 1 in the weeks of wishes. Shape (wishes, T)."""
    return np.array([wish.limit.weeks for wish in wishes], dtype=float).reshape(len(wishes), p.weeks)


def passing(p: Problem, wishes: list[Wish]) -> Floats:
    """Return the activities of a band that a wish counts once they are handed over. Shape (wishes, C, T)."""
    inst = p.instance
    total = np.zeros((len(wishes), len(p.tasks_of_band), p.weeks))
    for w, wish in enumerate(wishes):
        for c, tasks in enumerate(p.tasks_of_band):
            counted = sum(int(wish.activities[a] and wish.to[inst.tasks[a].hand_to]) for a in tasks)
            total[w, c] = counted * wish.limit.weeks
    return total


def fair_shares(p: Problem) -> Floats:
    """Return the fair share of each nation compared, of 1. Shape (nations,)."""
    weights = np.array([weight for _, weight in p.instance.shares], dtype=float)
    shares: Floats = weights / max(float(weights.sum()), 1.0)
    return shares


def all_missed(p: Problem) -> Floats:
    """Return the goals essential, coverage and handover of a plan that fills nothing and hands nothing over."""
    inst = p.instance
    passed = sum(int(task.priority * task.runs.sum()) for task in inst.tasks if task.hand_to >= 0)
    required = p.lines.required.sum(axis=1, dtype=np.int64)
    return np.array([p.lines.essential.sum(dtype=np.int64), p.lines.priority @ required, passed], dtype=float)


def nothing_chosen(p: Problem) -> Chosen:
    """Make room for what units choose."""
    present, serving, arriving, departing = np.zeros((4, len(p.spots.unit), p.weeks))
    return Chosen(present, serving, arriving, departing, np.zeros(1))
