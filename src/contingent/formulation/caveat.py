"""Rule ``caveat``: docs/formulation/caveat.md, equations (V1), (V2). It decides which columns exist."""

import numpy as np

from contingent.formulation.own import Places, Works
from contingent.instance.instance import Bools, Instance


def presence(inst: Instance, at: Places) -> Bools:
    """Return when a contingent's nation lets it be at a place (V1). Shape (N, T)."""
    free = np.ones((len(at.contingent), inst.weeks), dtype=bool)
    for ban in inst.bans:
        if ban.kind in ("site", "command"):
            refused = ban.things[at.site if ban.kind == "site" else at.command]
            free[np.ix_(ban.people[at.contingent] & refused, ban.weeks)] = False
    return free


def fills(inst: Instance, works: Works) -> Bools:
    """Return when a contingent may fill billets of an activity (V2). Shape (N, T)."""
    free = np.ones((len(works.contingent), inst.weeks), dtype=bool)
    for ban in inst.bans:
        if ban.kind in ("activity", "kind"):
            free[np.ix_(ban.people[works.contingent] & ban.things[works.activity], ban.weeks)] = False
    return free
