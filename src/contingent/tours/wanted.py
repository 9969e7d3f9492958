"""How many enablers there must be: where anybody works, and where all posts are filled."""

import numpy as np

from contingent.tours.problem import Counts, Problem


def least_enablers(p: Problem) -> Counts:
    """Return how many of each enabler there must be where anybody works. Shape (E,)."""
    least: Counts = np.maximum(p.servings.minimum, p.servings.per > 0).astype(np.int32)
    return least


def wanted_enablers(p: Problem) -> Counts:
    """Return how many of each enabler there must be where all posts are filled. Shape (E, T)."""
    required = np.zeros((p.sites, p.weeks), dtype=np.int64)
    np.add.at(required, p.lines.site, p.lines.required)
    here = required[p.servings.site].reshape(-1, p.weeks)
    per = p.servings.per[:, None]
    wanted = np.where(per > 0, -(-here // np.maximum(per, 1)), 0)
    return np.where(here > 0, np.maximum(wanted, p.servings.minimum[:, None]), 0).astype(np.int32)
