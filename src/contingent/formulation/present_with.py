"""Rule ``present-with``: docs/formulation/present-with.md, equations (P1), (P2)."""

import numpy as np

from contingent.formulation.headcount import Headcount
from contingent.formulation.program import Columns, Rows, Terms
from contingent.instance.instance import Instance


def rows(inst: Instance, heads: Headcount, columns: Columns, post: Rows) -> None:
    """Post that a contingent is there only in weeks in which the one it depends on is: a switch y[t]."""
    for k, other in inst.depends:
        here = heads.heads(heads.force == k)
        if other < 0:
            post.post(here, high=0.0, n=inst.weeks)
            continue
        there = heads.heads(heads.force == other)
        most = sum(u.size * u.exist for u in heads.journeys.units if u.force == k)
        switch = columns.new(inst.weeks, 1.0)
        weeks = np.arange(inst.weeks)
        post.post([here, Terms.of(weeks, switch, -most)], high=0.0, n=inst.weeks)
        post.post([Terms.of(weeks, switch, 1), there.times(-1)], high=0.0, n=inst.weeks)
