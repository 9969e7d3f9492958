"""Rule ``consent``: docs/formulation/consent.md, equations (N1) to (N3). It decides which columns exist."""

import numpy as np

from contingent.instance.instance import Bools, Instance


def presence(inst: Instance) -> Bools:
    """Return where people have the host's leave to be; a grant for one kind of work is leave to be there (N1).

    Shape (K, S, M, T).
    """
    shape = (len(inst.forces), len(inst.sites), len(inst.commands), inst.weeks)
    granted, refused = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for word in inst.words:
        matched = word.people[:, None, :, None] & word.where[None, :, None, None] & word.weeks[None, None, None, :]
        if word.grants:
            granted |= matched
        elif word.of_everything:
            refused |= matched
    return (granted | inst.silence_grants[None, :, None, None]) & ~refused


def fills(inst: Instance) -> Bools:
    """Return where people have the host's leave to fill billets of an activity (N2). Shape (K, A, M, T)."""
    shape = (len(inst.forces), len(inst.tasks), len(inst.commands), inst.weeks)
    granted, refused = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for word in inst.words:
        concerned = _concerned(inst, word.where, word.activities)
        matched = word.people[:, None, :, None] & concerned[None, :, None, None] & word.weeks[None, None, None, :]
        (granted if word.grants else refused)[...] |= matched
    return (granted | _silence(inst)[None, :, None, None]) & ~refused


def activities(inst: Instance) -> Bools:
    """Return under which command the host lets an activity run (N3). Shape (A, M, T)."""
    shape = (len(inst.tasks), len(inst.commands), inst.weeks)
    granted, refused = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for word in inst.words:
        concerned = _concerned(inst, word.where, word.activities)
        matched = concerned[:, None, None] & word.command[None, :, None] & word.weeks[None, None, :]
        (granted if word.grants else refused)[...] |= matched
    return (granted | _silence(inst)[:, None, None]) & ~refused


def _concerned(inst: Instance, where: Bools, what: Bools) -> Bools:
    """Return the activities that a word's ``where`` and ``what`` both match. Shape (A,)."""
    return np.array([where[task.site] for task in inst.tasks], dtype=bool) & what


def _silence(inst: Instance) -> Bools:
    """Return whether silence is leave at the activity's site. Shape (A,)."""
    return np.array([inst.silence_grants[task.site] for task in inst.tasks], dtype=bool)
