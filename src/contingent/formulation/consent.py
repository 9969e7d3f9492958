"""Rule ``consent``: docs/formulation/consent.md, equations (N1) to (N3). It decides which columns exist."""

import numpy as np

from contingent.formulation.own import Places, Works
from contingent.formulation.program import Ints
from contingent.instance.instance import Bools, Instance


def presence(inst: Instance, at: Places) -> Bools:
    """Return when people have leave to be at a place; a host that grants one kind of work grants being there (N1).

    Shape (N, T).
    """
    shape = (len(at.contingent), inst.weeks)
    granted, refused = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for word in inst.words:
        matched = np.ix_(word.people[at.contingent, at.command] & word.where[at.site], word.weeks)
        if word.grants:
            granted[matched] = True
        elif word.of_everything:
            refused[matched] = True
    return (granted | inst.silence_grants[at.site][:, None]) & ~refused


def fills(inst: Instance, works: Works) -> Bools:
    """Return when people have the host's leave to fill billets of an activity (N2). Shape (N, T)."""
    shape = (len(works.contingent), inst.weeks)
    site = _sites(inst)[works.activity]
    granted, refused = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for word in inst.words:
        matched = word.people[works.contingent, works.command] & word.where[site] & word.activities[works.activity]
        (granted if word.grants else refused)[np.ix_(matched, word.weeks)] = True
    return (granted | inst.silence_grants[site][:, None]) & ~refused


def activities(inst: Instance) -> Bools:
    """Return under which command the host lets an activity run (N3). Shape (A, M, T)."""
    shape = (len(inst.tasks), len(inst.commands), inst.weeks)
    site = _sites(inst)
    granted, refused = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for word in inst.words:
        matched = np.ix_(word.where[site] & word.activities, word.command, word.weeks)
        (granted if word.grants else refused)[matched] = True
    return (granted | inst.silence_grants[site][:, None, None]) & ~refused


def _sites(inst: Instance) -> Ints:
    """Return the site of each activity. Shape (A,)."""
    return np.array([task.site for task in inst.tasks], dtype=np.int64)
