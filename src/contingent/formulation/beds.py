"""Rule ``beds``: docs/formulation/beds.md, equation (B1)."""

from contingent.formulation.headcount import Headcount
from contingent.formulation.program import Rows
from contingent.instance.instance import Instance


def rows(inst: Instance, heads: Headcount, post: Rows) -> None:
    """Post people and support at a site <= its beds, for every week (B1)."""
    for limit in inst.beds:
        heads.post_at_most(limit, post)
