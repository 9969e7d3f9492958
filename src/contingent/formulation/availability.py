"""Rule ``availability``: docs/formulation/availability.md, equations (A1), (A2). It decides which columns exist."""

import numpy as np

from contingent.instance.instance import Bools, Instance


def presence(inst: Instance) -> Bools:
    """Return the weeks in which a contingent's people may be in theatre (A1). Shape (K, T)."""
    return np.array([force.weeks for force in inst.forces], dtype=bool).reshape(len(inst.forces), inst.weeks)


def arrivals(inst: Instance) -> Bools:
    """Return the weeks in which people may come from outside: after notice, votes and consents (A2). Shape (K, T)."""
    first = np.array([force.arrive_from for force in inst.forces], dtype=np.int64)
    return np.arange(inst.weeks)[None, :] >= first[:, None]
