"""Rule ``site``: docs/formulation/site.md, equation (S1). It decides which columns exist."""

import numpy as np

from contingent.instance.instance import Bools, Instance


def presence(inst: Instance) -> Bools:
    """Return where and when a contingent may serve: its own sites, while they are open (S1). Shape (K, S, T)."""
    own = np.array([force.sites for force in inst.forces], dtype=bool).reshape(len(inst.forces), len(inst.sites))
    return own[:, :, None] & inst.open[None]
