"""Rule ``ceiling``: docs/formulation/ceiling.md, equation (C1)."""

from contingent.formulation.headcount import Headcount
from contingent.formulation.program import Rows
from contingent.instance.instance import Instance


def rows(inst: Instance, heads: Headcount, post: Rows) -> None:
    """Post people and support that the ceiling counts <= max, for every week of every ceiling (C1)."""
    for limit in inst.ceilings:
        heads.post_at_most(limit, post)
