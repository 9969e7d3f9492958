"""Rule ``site``: docs/formulation/site.md, equation (S1). It decides which columns exist."""

import numpy as np

from contingent.formulation.own import Places
from contingent.instance.instance import Bools, Instance


def presence(inst: Instance, at: Places) -> Bools:
    """Return when a contingent may serve at a place: at its own sites, while they are open (S1). Shape (N, T)."""
    own = np.array([force.sites for force in inst.forces], dtype=bool).reshape(len(inst.forces), len(inst.sites))
    return own[at.contingent, at.site][:, None] & inst.open[at.site]
