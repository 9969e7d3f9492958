"""Weeks in which a band can be handed over at all: enough people could then fill all its essential posts (H3).

Prices hand over in parts, a part in each of many weeks, and a part asks only for its part of the people: weeks in
which the whole is impossible make a bound weak unless they are left out. The search need not try them either.
"""

from dataclasses import replace

import numpy as np

from contingent.formulation.manning import weeks_with_enough
from contingent.instance.instance import Bools
from contingent.tours.problem import Counts, Problem


def without_impossible_handovers(p: Problem) -> Problem:
    """Return a problem without the weeks of handover in which no plan fills the essential posts of the band.

    Each band and week is looked at by itself. Room, enablers, tours and all other posts are not: some weeks that stay
    are impossible as well.
    """
    served_by = np.argsort(p.spots.pool, kind="stable").astype(np.int32)
    may_pass = p.bands.may_pass.copy()
    for c, weeks in enumerate(p.bands.may_pass):
        lines = p.bands.line[p.bands.lines[c] : p.bands.lines[c + 1]]
        if weeks.any() and len(lines):
            may_pass[c, weeks] = _is_enough_in(p, lines, np.flatnonzero(weeks).astype(np.int32), served_by)
    return replace(p, bands=p.bands._replace(may_pass=may_pass))


def _is_enough_in(p: Problem, lines: Counts, weeks: Counts, served_by: Counts) -> Bools:
    """Tell for some weeks whether enough people could fill all essential posts of lines under the new command.

    Parameters
    ----------
    served_by
        Rows of ``Spots.group`` in the order of their pools, those without a pool first.
    """
    groups, could_fill = _who_could_fill(p, lines, weeks, served_by)
    posts = p.lines.essential[lines][:, weeks].astype(np.int64)
    return weeks_with_enough(posts, could_fill, p.groups.people[groups].astype(np.int64))


def _who_could_fill(p: Problem, lines: Counts, weeks: Counts, served_by: Counts) -> tuple[Counts, Bools]:
    """Return groups, and when each could fill lines under the new command. Shapes (G',), (lines, G', weeks)."""
    commands = len(p.instance.commands)
    spot_of = np.repeat(np.arange(len(p.spots.unit)), np.diff(p.spots.people))
    first = np.searchsorted(p.spots.pool[served_by], np.arange(len(p.pools.site) + 1))
    pool_of = np.repeat(np.arange(len(p.pools.site)), np.diff(p.pools.lines))
    found = []
    for n, b in enumerate(lines):
        for i in np.flatnonzero(p.pools.line == b):
            pool = pool_of[i]
            if p.pools.place[pool] % commands != p.lines.new[b]:
                continue
            rows = served_by[first[pool] : first[pool + 1]]
            can = p.pools.may_fill[i] & p.pools_of[pool].weeks & p.spots.may_be[spot_of[rows]]
            found += [(n, int(p.spots.group[row]), mask) for row, mask in zip(rows, can[:, weeks], strict=True)]
    groups = np.array(sorted({g for _, g, _ in found}), np.int32)
    could_fill = np.zeros((len(lines), len(groups), len(weeks)), dtype=bool)
    for n, g, mask in found:
        could_fill[n, np.searchsorted(groups, g)] |= mask
    return groups, could_fill
