"""Where people may be: all rules about places in one mask."""

import numpy as np

from contingent.formulation import availability, caveat, consent, mandate, site
from contingent.instance.instance import Bools, Instance


def presence(inst: Instance) -> Bools:
    """Return where, when and under whom a contingent may be: all rules about places at once. Shape (K, S, M, T)."""
    under = np.zeros((len(inst.forces), len(inst.commands)), dtype=bool)
    for k, force in enumerate(inst.forces):
        under[k, list(force.commands)] = True
    return (
        availability.presence(inst)[:, None, None, :]
        & (site.presence(inst) & mandate.presence(inst))[:, :, None, :]
        & under[:, None, :, None]
        & caveat.presence(inst)
        & consent.presence(inst)
    )
