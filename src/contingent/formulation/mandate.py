"""Rule ``mandate``: docs/formulation/mandate.md, equations (M1), (M2)."""

import numpy as np

from contingent.formulation.headcount import Headcount
from contingent.formulation.own import Places
from contingent.formulation.program import Rows
from contingent.instance.instance import Bools, Instance


def presence(inst: Instance, at: Places) -> Bools:
    """Return when a contingent's nation has authority to be at a place (M1). Shape (N, T)."""
    free = np.ones((len(inst.sites), inst.weeks), dtype=bool)
    areas = [inst.mandate_area.get(force.nation, free) for force in inst.forces]
    rows = [areas[k][s] for k, s in zip(at.contingent, at.site, strict=True)]
    return np.array(rows, dtype=bool).reshape(len(rows), inst.weeks)


def rows(inst: Instance, heads: Headcount, post: Rows) -> None:
    """Post people and support of the nation at the mandate's sites <= max, for every week of every mandate (M2)."""
    for limit in inst.mandates:
        heads.post_at_most(limit, post)
