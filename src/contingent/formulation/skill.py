"""Rule ``skill``: docs/formulation/skill.md, equations (K1) to (K3).

Which skill fits which billet is decided by ``supply``.
"""

import numpy as np

from contingent.formulation.itineraries import Itineraries
from contingent.formulation.program import Ints, Rows, Terms
from contingent.formulation.relief import serving
from contingent.formulation.supply import Pool, Supply, rotates
from contingent.instance.instance import Instance


def rows(inst: Instance, journeys: Itineraries, supply: Supply, post: Rows) -> None:
    """Post that nobody fills two billets, that fills are at most those who serve, and never above the count."""
    serving_from = journeys.serving_from(inst)
    _caps(inst, journeys, supply, serving_from, post)
    _each_once(inst, journeys, supply, serving_from, post)
    _count(inst, supply, post)


def _each_once(inst: Instance, journeys: Itineraries, supply: Supply, serving_from: Ints, post: Rows) -> None:
    """Post fills + enabling of a pool <= its people who serve, for every pool and week (K1)."""
    n = inst.weeks
    parts = [
        Terms.of(supply.pool * n + supply.week, supply.column, 1),
        Terms.of(supply.enabling_pool * n + supply.enabling_week, supply.enabling_column, 1),
    ]
    for p, pool in enumerate(supply.pools):
        parts.extend(_strength(inst, journeys, pool, serving_from, p * n))
    busy = np.zeros(len(supply.pools) * n, dtype=bool)
    busy[parts[0].index] = True
    busy[parts[1].index] = True
    number = np.where(busy, np.cumsum(busy) - 1, -1)
    post.post(Terms.sum(parts).on(number), high=0.0, n=int(busy.sum()))


def _strength(inst: Instance, journeys: Itineraries, pool: Pool, serving_from: Ints, start: int) -> list[Terms]:
    """Return minus the people of a pool who serve, one row a week from ``start`` on."""
    weeks = np.arange(start, start + inst.weeks)
    parts = []
    for member in pool.members:
        if member.capped is None:
            shifted = serving(journeys, serving_from, member.stages, member.heads).on(weeks)
            parts.append(shifted.times(-1))
        else:
            parts.append(Terms.of(weeks, member.capped, -1))
    return parts


def _caps(inst: Instance, journeys: Itineraries, supply: Supply, serving_from: Ints, post: Rows) -> None:
    """Post, of groups with several sets: counted as serving <= those who serve (K2), and busy at most one set (W2)."""
    busy_of: dict[int, list[Terms]] = {}
    weeks = np.arange(inst.weeks)
    for p, pool in enumerate(supply.pools):
        for member in pool.members:
            if not rotates(inst, member.group):
                continue
            if member.capped is not None:
                there = serving(journeys, serving_from, member.stages, member.heads)
                post.post([Terms.of(weeks, member.capped, 1), there.times(-1)], high=0.0, n=inst.weeks)
                busy = Terms.of(weeks, member.capped, 1)
            else:
                busy = _busy(supply, p)
            busy_of.setdefault(member.group, []).append(busy)
    for g, parts in busy_of.items():
        post.post(parts, high=float(inst.groups[g].count), n=inst.weeks)


def _busy(supply: Supply, p: int) -> Terms:
    """Sum the fills and the enabling of a pool, by week."""
    own, mine = supply.pool == p, supply.enabling_pool == p
    return Terms.sum(
        [
            Terms.of(supply.week[own], supply.column[own], 1),
            Terms.of(supply.enabling_week[mine], supply.enabling_column[mine], 1),
        ]
    )


def _count(inst: Instance, supply: Supply, post: Rows) -> None:
    """Post fills of a line <= its posts, every week; where it may change command, rule ``command`` asks more (K3)."""
    stays = np.array([inst.tasks[line.activity].hand_to < 0 for line in inst.lines], dtype=bool)
    own = stays[supply.line] if len(supply.line) else np.zeros(0, dtype=bool)
    place = supply.line[own] * inst.weeks + supply.week[own]
    used, number = np.unique(place, return_inverse=True)
    required = np.array([line.required for line in inst.lines]).reshape(-1)
    post.post(Terms.of(number, supply.column[own], 1), high=required[used].astype(float), n=len(used))
