"""Rule ``enabler``: docs/formulation/enabler.md, equations (E1) to (E3)."""

import numpy as np

from contingent.formulation.program import ZERO, Columns, Ints, Rows, Terms
from contingent.formulation.supply import Supply
from contingent.instance.instance import Instance


def rows(inst: Instance, supply: Supply, columns: Columns, post: Rows) -> None:
    """Post that the enablers at a site suffice for those in billets there, for every row and week."""
    site_of = np.array([inst.tasks[line.activity].site for line in inst.lines], dtype=np.int64)
    for e, row in enumerate(inst.servings):
        own = site_of[supply.line] == row.site if len(supply.line) else np.zeros(0, dtype=bool)
        working = Terms.of(supply.week[own], supply.column[own], 1)
        mine = supply.serving == e
        enabling = Terms.of(supply.enabling_week[mine], supply.enabling_column[mine], 1)
        if row.per is not None:
            # E1: per x enablers >= people in billets; with whole numbers that is the rounded-up need.
            post.post([enabling.times(row.per), working.times(-1)], low=0.0, n=inst.weeks)
        if row.minimum > 0 and not (row.minimum == 1 and row.per is not None):
            _minimum(inst, row.minimum, working, enabling, columns, post)


def _minimum(inst: Instance, minimum: int, working: Terms, enabling: Terms, columns: Columns, post: Rows) -> None:
    """Post that somebody works only in a week with the least number of enablers: a switch u[s, t] (E2, E3)."""
    weeks = np.arange(inst.weeks)
    upper = np.zeros(inst.weeks, dtype=np.int64)
    np.add.at(upper, working.index, 1)
    switch: Ints = columns.where(upper > 0, 1.0)
    posts = _posts(columns, working, inst.weeks)
    post.post([enabling, Terms.of(weeks, switch, -minimum)], low=0.0, n=inst.weeks)
    post.post([working, Terms.of(weeks, np.where(upper > 0, switch, ZERO), -posts)], high=0.0, n=inst.weeks)


def _posts(columns: Columns, working: Terms, n: int) -> Ints:
    """Return the most people who could be in billets, by week."""
    upper = columns.bounds()[1]
    most = np.zeros(n)
    np.add.at(most, working.index, upper[working.column])
    return most.astype(np.int64)
