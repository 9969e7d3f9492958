"""Where people may be: all rules about places in one mask."""

from contingent.formulation import availability, caveat, consent, mandate, own, site
from contingent.instance.instance import Instance


def presence(inst: Instance) -> own.Masks:
    """Return when a contingent may be at a site under a command: all rules about places at once, by (k, s, m)."""
    at = own.places(inst)
    may_be = (
        availability.presence(inst)[at.contingent]
        & site.presence(inst, at)
        & mandate.presence(inst, at)
        & caveat.presence(inst, at)
        & consent.presence(inst, at)
    )
    return own.masks(at, may_be)
