"""Rule ``rehat``: docs/formulation/rehat.md, equation (R1). It decides which itineraries exist."""

import numpy as np

from contingent.instance.instance import Bools, Force


def weeks(force: Force, n: int) -> Bools:
    """Return the weeks in which the contingent's people may change command (R1). Shape (n,)."""
    return np.arange(n) >= force.rehat_from
