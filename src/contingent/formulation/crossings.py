"""When the crossings of itineraries can be made at all: one pass forward and one back, for many itineraries at once."""

import numpy as np

from contingent.formulation import availability, rehat
from contingent.formulation.program import Ints
from contingent.instance.instance import Bools, Force, Instance


def possible(inst: Instance, force: Ints, place: Ints, in_place: Bools, may_be: Bools) -> tuple[Bools, Bools]:
    """Return the weeks in which each crossing can be made, and which itineraries can be followed at all.

    Crossings of an itinerary that cannot be followed mean nothing.

    Parameters
    ----------
    force
        Contingent k of each of J itineraries, which have n stages each. Shape (J,).
    place
        Site s and command m of each stage. Shape (J, n, 2).
    in_place
        It begins before the mission: crossing 0 is made in week 0. Shape (J,).
    may_be
        Weeks in which the contingent may be there. Shape (J, n, T).

    Returns
    -------
    tuple of Bools
        Shapes (J, n + 1, T) and (J,).
    """
    weeks = _forward(inst, force, place, in_place, may_be)
    followed = _backward(weeks, in_place, may_be)
    rows = [inst.forces[k] for k in force]
    since = np.array([-1 if f.since is None else f.since for f in rows])
    begin = np.where(in_place, since, weeks[:, 0].argmax(axis=1))
    earliest = begin + np.array([f.tour_min for f in rows])
    weeks[:, -1] &= np.arange(inst.weeks) >= earliest[:, None]
    weeks[in_place, 0, 0] = True
    return weeks, followed


def _forward(inst: Instance, force: Ints, place: Ints, in_place: Bools, may_be: Bools) -> Bools:
    """Let each crossing follow the one before: the arrivals, then every stage in turn."""
    n = place.shape[1]
    arrivals = availability.arrivals(inst) & np.array([_someone_at_home(f, inst.weeks) for f in inst.forces])
    changes = np.array([rehat.weeks(f, inst.weeks) for f in inst.forces])
    weeks = np.zeros((len(force), n + 1, inst.weeks), dtype=bool)
    weeks[:, 0] = arrivals[force] & may_be[:, 0] & ~in_place[:, None]
    for j in range(n):
        moved = place[:, j, 0] != place[:, j - 1, 0] if j else ~in_place
        lag = np.where(moved, np.maximum(1, inst.overlap[place[:, j, 0]]), 1)
        leave = _after(weeks[:, j], may_be[:, j], lag)
        if j == 0:
            leave[in_place] = _from_the_start(may_be[in_place, 0])
        if j + 1 < n:
            keeps = place[:, j + 1, 1] == place[:, j, 1]
            leave &= may_be[:, j + 1] & (keeps[:, None] | changes[force])
        weeks[:, j + 1] = leave
    return weeks


def _backward(weeks: Bools, in_place: Bools, may_be: Bools) -> Bools:
    """Keep the crossings after which the rest can still be made; return where some are left. Shape (J,)."""
    followed = np.ones(len(weeks), dtype=bool)
    for j in range(may_be.shape[1] - 2, -1, -1):
        followed &= weeks[:, j + 1].any(axis=1)
        weeks[:, j] &= _before(weeks[:, j + 1], may_be[:, j])
    return followed & (in_place | weeks[:, 0].any(axis=1))


def _after(enter: Bools, may_be: Bools, lag: Ints) -> Bools:
    """Return the weeks in which a stage can be left: entered ``lag`` weeks before or more, allowed in between.

    Of all entries early enough the last one decides: whatever bars it bars those before it. Shape (J, T).
    """
    t = np.arange(enter.shape[1], dtype=np.int32)
    entered = np.maximum.accumulate(np.where(enter, t, -1), axis=1)
    barred = np.maximum.accumulate(np.where(may_be, -1, t), axis=1)
    then = t[None, :] - lag[:, None]
    last = np.where(then >= 0, np.take_along_axis(entered, np.maximum(then, 0), axis=1), -1)
    leave = np.zeros_like(enter)
    leave[:, 1:] = last[:, 1:] > barred[:, :-1]
    return leave


def _from_the_start(may_be: Bools) -> Bools:
    """Return the weeks in which those in place can leave: at once, or after weeks that all allow it. Shape (J, T)."""
    leave = np.ones_like(may_be)
    leave[:, 1:] = np.logical_and.accumulate(may_be, axis=1)[:, :-1]
    return leave


def _before(crossing: Bools, may_be: Bools) -> Bools:
    """Return the weeks after which a crossing still comes, the weeks until then allowed. Shape (J, T)."""
    n = crossing.shape[1]
    t = np.arange(n, dtype=np.int32)
    comes = np.minimum.accumulate(np.where(crossing, t, n + 1)[:, ::-1], axis=1)[:, ::-1]
    barred = np.minimum.accumulate(np.where(may_be, n, t)[:, ::-1], axis=1)[:, ::-1]
    ahead = np.zeros_like(crossing)
    ahead[:, :-1] = comes[:, 1:] <= barred[:, :-1]
    return ahead


def _someone_at_home(force: Force, n: int) -> Bools:
    """Return the weeks in which a set of people can be at home and rested.

    Where the only set is in place, nobody can come before it has left, at its shortest tour, and dwelt. Shape (n,).
    """
    if force.since is None or force.rotations > 1:
        return np.ones(n, dtype=bool)
    return np.arange(n) >= max(0, force.since + force.tour_min) + force.dwell
