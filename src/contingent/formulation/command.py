"""Rule ``command``: docs/formulation/command.md, equations (O1), (O2)."""

import numpy as np

from contingent.formulation.handover import Handovers
from contingent.formulation.program import Rows, Terms
from contingent.formulation.supply import Supply
from contingent.instance.instance import Instance


def rows(inst: Instance, handovers: Handovers, supply: Supply, post: Rows) -> None:
    """Post fills under the old command <= posts x (1 - H[a, t]), and under the new <= posts x H[a, t]."""
    under = np.array([pool.command for pool in supply.pools], dtype=np.int64)
    for b, line in enumerate(inst.lines):
        task = inst.tasks[line.activity]
        if task.hand_to < 0:
            continue
        own = supply.line == b
        new = own & (under[supply.pool] == task.hand_to)
        over = handovers.over[line.activity]
        for chosen, is_new in ((new, True), (own & ~new, False)):
            weeks, number = np.unique(supply.week[chosen], return_inverse=True)
            posts = line.required[weeks]
            fills = Terms.of(number, supply.column[chosen], 1)
            passed = Terms.of(np.arange(len(weeks)), over[weeks], -posts if is_new else posts)
            post.post([fills, passed], high=np.zeros(len(weeks)) if is_new else posts.astype(float), n=len(weeks))
