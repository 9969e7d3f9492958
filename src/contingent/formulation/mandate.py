"""Rule ``mandate``: docs/formulation/mandate.md, equations (M1), (M2)."""

from contingent.formulation.headcount import Headcount
from contingent.formulation.program import Rows
from contingent.instance.instance import Bools, Instance


def presence(inst: Instance) -> Bools:
    """Return where and when a contingent's nation has authority to be (M1). Shape (K, S, T)."""
    return inst.mandate_area


def rows(inst: Instance, heads: Headcount, post: Rows) -> None:
    """Post people and support of the nation at the mandate's sites <= max, for every week of every mandate (M2)."""
    for limit in inst.mandates:
        heads.post_at_most(limit, post)
