"""What people may fill: all rules about work in one mask."""

from contingent.formulation import caveat, consent, own
from contingent.instance.instance import Instance


def fills(inst: Instance) -> own.Masks:
    """Return when a contingent may fill billets of an activity under a command, by (k, a, m)."""
    works = own.works(inst)
    leave = consent.activities(inst)[works.activity, works.command]
    return own.masks(works, caveat.fills(inst, works) & consent.fills(inst, works) & leave)
