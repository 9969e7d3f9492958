"""Rule ``tour``: docs/formulation/tour.md, equations (T1) to (T6)."""

import numpy as np

from contingent.formulation.itineraries import Itineraries, Itinerary
from contingent.formulation.program import ZERO, Rows, Terms
from contingent.instance.instance import Force, Instance


def rows(inst: Instance, journeys: Itineraries, post: Rows) -> None:
    """Post the order of crossings, the set in place, and the shortest and longest tour of every itinerary."""
    _monotone(journeys, post)
    _in_place(inst, journeys, post)
    for itinerary in journeys.all:
        force = inst.forces[journeys.units[itinerary.unit].force]
        _order(inst, journeys, itinerary, post)
        _completed(inst, journeys, itinerary, post)
        _length(inst, journeys, itinerary, force, post)
        _only_where_allowed(journeys, itinerary, post)


def _monotone(journeys: Itineraries, post: Rows) -> None:
    """Post X[c, t-1] <= X[c, t] (T1)."""
    before, now = journeys.crossing[:, :-1], journeys.crossing[:, 1:]
    changed = (before != now) & (before != ZERO)
    n = int(changed.sum())
    number = np.arange(n)
    post.post([Terms.of(number, before[changed], 1), Terms.of(number, now[changed], -1)], high=0.0, n=n)


def _in_place(inst: Instance, journeys: Itineraries, post: Rows) -> None:
    """Post that the itineraries of those in place share out exactly one set (T2)."""
    start = np.array([u.set_size if inst.forces[u.force].since is not None else 0 for u in journeys.units], dtype=float)
    own = [(i.unit, journeys.crossing[journeys.stages[i.stages[0]].enter, 0]) for i in journeys.all if i.in_place]
    units, columns = np.array([u for u, _ in own], dtype=np.int64), np.array([c for _, c in own], dtype=np.int64)
    post.post(Terms.of(units, columns, 1), low=start, high=start)


def _order(inst: Instance, journeys: Itineraries, itinerary: Itinerary, post: Rows) -> None:
    """Post X[next, t] <= X[this, t-1]: a stage lasts a week or more, the first of those in place may last none (T3)."""
    for j in itinerary.stages:
        stage = journeys.stages[j]
        first_in_place = itinerary.in_place and j == itinerary.stages[0]
        fresh = stage.enter == stage.stay and not stage.settled
        if fresh and inst.overlap[stage.site] > 1:
            continue  # rule relief asks for more
        post_not_before(inst, journeys, stage.leave, stage.enter, 0 if first_in_place else 1, post)


def post_not_before(inst: Instance, journeys: Itineraries, later: int, earlier: int, lag: int, post: Rows) -> None:
    """Post X[later, t] <= X[earlier, t - lag] for every week t."""
    after = journeys.crossing[later]
    before = np.full(inst.weeks, ZERO, dtype=np.int64)
    before[min(lag, inst.weeks) :] = journeys.crossing[earlier, : max(inst.weeks - lag, 0)]
    # Where the later crossing stands still, the row of the week before is at least as strong.
    new = (after != ZERO) & (after != np.concatenate([[ZERO], after[:-1]]))
    number = np.arange(int(new.sum()))
    post.post([Terms.of(number, after[new], 1), Terms.of(number, before[new], -1)], high=0.0, n=len(number))


def _completed(inst: Instance, journeys: Itineraries, itinerary: Itinerary, post: Rows) -> None:
    """Post that all complete the itinerary's changes before the mission ends; who does not has a shorter one (T4)."""
    last = inst.weeks - 1
    first = journeys.stages[itinerary.stages[0]].enter
    inner = [journeys.stages[j].leave for j in itinerary.stages[:-1]]
    if inner:
        number = np.arange(len(inner))
        crossed = Terms.of(number, journeys.crossing[inner, last], 1)
        begun = Terms.of(number, np.repeat(journeys.crossing[first, last], len(inner)), -1)
        post.post([crossed, begun], low=0.0, high=0.0, n=len(inner))


def _length(inst: Instance, journeys: Itineraries, itinerary: Itinerary, force: Force, post: Rows) -> None:
    """Post D[t] <= A[t - tour_min] and D[t] >= A[t - tour_max] (T5)."""
    arrive = journeys.stages[itinerary.stages[0]].enter
    depart = journeys.stages[itinerary.stages[-1]].leave
    if not itinerary.in_place and force.tour_min > 1:
        post_not_before(inst, journeys, depart, arrive, force.tour_min, post)
    if force.tour_max is None:
        return
    begun, left = journeys.crossing[arrive], journeys.crossing[depart]
    if itinerary.in_place:
        due = (force.since or 0) + force.tour_max
        if due >= inst.weeks:
            return
        if due < 0:  # they should have left before the mission began: nobody can be in place
            post.post(Terms.of(np.zeros(1, dtype=np.int64), begun[:1], 1), high=0.0, n=1)
        t = np.array([max(due, 0)])
        begun_by = begun[:1]
    else:
        t = np.arange(force.tour_max, inst.weeks)
        begun_by = begun[: len(t)]
        new = (begun_by != ZERO) & (begun_by != np.concatenate([[ZERO], begun_by[:-1]]))
        t, begun_by = t[new], begun_by[new]
    number = np.arange(len(t))
    post.post([Terms.of(number, begun_by, 1), Terms.of(number, left[t], -1)], high=0.0, n=len(t))


def _only_where_allowed(journeys: Itineraries, itinerary: Itinerary, post: Rows) -> None:
    """Post that nobody is in a stage in a week in which its place is forbidden (T6)."""
    for j in itinerary.stages:
        stage = journeys.stages[j]
        forbidden = ~journeys.may_be[stage.force, stage.site, stage.command]
        enter, leave = journeys.crossing[stage.enter][forbidden], journeys.crossing[stage.leave][forbidden]
        between = (enter != ZERO) & (enter != leave)
        if not between.any():
            continue
        pairs = np.unique(np.stack([enter[between], leave[between]], axis=1), axis=0)
        number = np.arange(len(pairs))
        post.post([Terms.of(number, pairs[:, 0], 1), Terms.of(number, pairs[:, 1], -1)], high=0.0, n=len(pairs))
