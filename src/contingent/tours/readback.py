"""Tours and posts back to the tables of a plan."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np

from contingent.domain.plan import Plan
from contingent.formulation.decode import Pen, written_fills, written_handovers, written_onward
from contingent.formulation.program import Ints
from contingent.formulation.steady import Crew, counted_by
from contingent.tours.problem import Posting, Problem, Roster

Series = Mapping[tuple[int, int], Ints]
"""People by (need, group) and week."""


def plan_of(p: Problem, roster: Roster, posting: Posting, onward: Series) -> Plan:
    """Write a plan. Nothing is decided here that a rule or a goal could notice.

    Parameters
    ----------
    onward
        Who counts for needs elsewhere, from ``onward``.
    """
    inst, pen = p.instance, Pen(p.instance)
    commands = len(inst.commands)
    for way, weeks, units in zip(roster.way, roster.weeks, roster.units, strict=True):
        spots = p.ways.spot[way, : p.ways.stages[way]]
        places = [divmod(int(q), commands) for q in p.spots.place[spots]]
        unit = p.units_of[int(p.spots.unit[spots[0]])]
        pen.write(unit, places, [int(t) for t in weeks[: len(spots) + 1]], int(units))
    over = np.full(len(inst.tasks), p.weeks)
    for band, week in zip(p.tasks_of_band, roster.over, strict=True):
        over[list(band)] = week
    return Plan(
        mission=inst.mission.id,
        digest=inst.mission.digest,
        tours=tuple(pen.tours),
        moves=tuple(pen.moves),
        rehats=tuple(pen.rehats),
        fills=tuple(written_fills(inst, _who_fills(p, posting))),
        handovers=tuple(written_handovers(inst, [int(t) for t in over])),
        onward=tuple(written_onward(inst, onward)),
    )


def _who_fills(p: Problem, posting: Posting) -> Series:
    """Share the work of pools out to groups. People by (line, group) and week."""
    heads: dict[tuple[int, int], Ints] = defaultdict(lambda: np.zeros(p.weeks, dtype=np.int64))
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, pool in enumerate(p.spots.pool):
        rows_of[int(pool)].append(row)
    pools_at: dict[int, list[int]] = defaultdict(list)
    for pool, q in enumerate(p.pools.place):
        pools_at[int(q)].append(pool)
    for pools in pools_at.values():
        crew = Crew(p.weeks)
        for pool in pools:
            _join(p, posting, pool, rows_of[pool], crew)
        for b, g, week, n in crew.shares():
            heads[b, g][week] += n
    return heads


def _join(p: Problem, posting: Posting, pool: int, rows: list[int], crew: Crew) -> None:
    """Add the members of a pool to the crew of its place, with the work of the pool."""
    counted = counted_by(p.instance, p.pools_of[pool])
    strength = [posting.serving[row].astype(np.int64) for row in rows]
    members = crew.join([int(p.spots.group[row]) for row in rows], strength)
    for pair in range(p.pools.lines[pool], p.pools.lines[pool + 1]):
        may = p.pools.may_fill[pair]
        place = (int(p.pools.line[pair]), -1, counted)
        crew.want(place, np.where(may, posting.fills[pair], 0), may, members)
    for pair in range(p.pools.servings[pool], p.pools.servings[pool + 1]):
        place = (-1, int(p.pools.serving[pair]), counted)
        crew.want(place, posting.enabling[pair], posting.enabling[pair] > 0, members)
