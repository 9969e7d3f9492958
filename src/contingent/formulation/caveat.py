"""Rule ``caveat``: docs/formulation/caveat.md, equations (V1), (V2). It decides which columns exist."""

import numpy as np

from contingent.instance.instance import Bools, Instance


def presence(inst: Instance) -> Bools:
    """Return where, when and under whom a contingent's nation lets it be (V1). Shape (K, S, M, T)."""
    free = np.ones((len(inst.forces), len(inst.sites), len(inst.commands), inst.weeks), dtype=bool)
    for ban in inst.bans:
        if ban.kind == "site":
            free[np.ix_(ban.people, ban.things, np.ones(len(inst.commands), dtype=bool), ban.weeks)] = False
        elif ban.kind == "command":
            free[np.ix_(ban.people, np.ones(len(inst.sites), dtype=bool), ban.things, ban.weeks)] = False
    return free


def fills(inst: Instance) -> Bools:
    """Return the activities in which a contingent may fill billets (V2). Shape (K, A, T)."""
    free = np.ones((len(inst.forces), len(inst.tasks), inst.weeks), dtype=bool)
    for ban in inst.bans:
        if ban.kind in ("activity", "kind"):
            free[np.ix_(ban.people, ban.things, ban.weeks)] = False
    return free
