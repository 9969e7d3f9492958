"""Tours as optional intervals: one or two legs, each at one site under one command, and what they take up."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from ortools.sat.python import cp_model
from peers._slots import Facts, Run, Slot

from contingent.instance.instance import Limit

Linear = cp_model.LinearExprT


@dataclass(slots=True)
class Leg:
    """A part of a tour that may be spent in one of its runs."""

    run: Run
    is_used: cp_model.IntVar
    serves_from: cp_model.IntVar | int
    until: cp_model.IntVar
    interval: cp_model.IntervalVar
    is_last: cp_model.IntVar


@dataclass(slots=True)
class Tour:
    """The variables of one slot."""

    slot: Slot
    is_used: cp_model.IntVar
    start: cp_model.IntVar | int
    change: cp_model.IntVar
    """Week in which the second leg begins; that of the departure if there is none."""
    end: cp_model.IntVar
    heads: dict[int, cp_model.IntVar | int]
    """People of each group, 0 where the tour is not used; plain numbers for those in place."""
    total: Linear
    load: Linear
    """With the support element."""
    first: list[Leg] = field(default_factory=list)
    second: list[Leg] = field(default_factory=list)


class Tours:
    """All tours and the rules about them alone: ``availability``, ``tour``, ``relief``, ``rehat``, ``dwell``."""

    def __init__(self, facts: Facts, model: cp_model.CpModel) -> None:
        self.facts, self.inst, self.model = facts, facts.inst, model
        self.all = [self._tour(slot) for slot in facts.slots]
        self.of_force: dict[int, list[Tour]] = defaultdict(list)
        for tour in self.all:
            self.of_force[tour.slot.force].append(tour)
        for tours in self.of_force.values():
            fresh = [t for t in tours if not t.slot.in_place]
            for one, next_ in pairwise(fresh):  # tours that could be swapped
                model.add(one.is_used >= next_.is_used)
                model.add(one.start <= next_.start)
        self._dwell()

    def _tour(self, slot: Slot) -> Tour:
        model, inst, force = self.model, self.inst, self.inst.forces[slot.force]
        weeks = inst.weeks
        never = not slot.in_place and (not slot.runs or force.arrive_from >= weeks)
        is_used = model.new_constant(1) if slot.in_place else model.new_int_var(0, 0 if never else 1, "used")
        start = 0 if slot.in_place else model.new_int_var(min(force.arrive_from, weeks - 1), weeks - 1, "start")
        change, end = model.new_int_var(0, weeks, "change"), model.new_int_var(0, weeks, "end")
        heads = {g: self._heads(slot, g, is_used) for g in force.groups}
        total = sum(heads.values())
        if not slot.in_place:  # a cumulative takes one variable a demand
            total = model.new_int_var(0, sum(inst.groups[g].count for g in force.groups), "total")
            model.add(total == sum(heads.values()))
        tour = Tour(slot, is_used, start, change, end, heads, total, self._load(slot, total))
        self._length(tour)
        if not never:
            self._legs(tour)
        return tour

    def _heads(self, slot: Slot, g: int, is_used: cp_model.IntVar) -> cp_model.IntVar | int:
        count = self.inst.groups[g].count
        if slot.in_place:
            return count
        heads = self.model.new_int_var(0, count, "heads")
        if self.inst.forces[slot.force].indivisible:
            self.model.add(heads == count * is_used)
        else:
            self.model.add(heads <= count * is_used)
        return heads

    def _load(self, slot: Slot, total: Linear) -> Linear:
        """Return the people of a tour with their support element, which is rounded up tour by tour."""
        ratio = self.inst.forces[slot.force].support
        if not ratio:
            return total
        if slot.in_place:
            return total - (-ratio.numerator * total // ratio.denominator)
        load = self.model.new_int_var(0, self.most(slot), "load")
        self.model.add(ratio.denominator * (load - total) >= ratio.numerator * total)
        return load

    def most(self, slot: Slot) -> int:
        """Return the people of a whole set with their support element."""
        force = self.inst.forces[slot.force]
        heads = sum(self.inst.groups[g].count for g in force.groups)
        return heads - (-force.support.numerator * heads // force.support.denominator)

    def _length(self, tour: Tour) -> None:
        model, force = self.model, self.inst.forces[tour.slot.force]
        stays = self._at_end(tour)
        begun = force.since if tour.slot.in_place else tour.start
        model.add(tour.start <= tour.change)
        model.add(tour.change <= tour.end)
        if not tour.slot.in_place:
            model.add(tour.end >= tour.start + 1)
        if force.tour_min:
            model.add(tour.end - begun >= force.tour_min).only_enforce_if(~stays)
        if force.tour_max is not None:
            model.add(tour.end - begun <= force.tour_max).only_enforce_if(tour.is_used)

    def _at_end(self, tour: Tour) -> cp_model.IntVar:
        stays = self.model.new_bool_var("stays")
        self.model.add(tour.end >= self.inst.weeks).only_enforce_if(stays)
        return stays

    def _legs(self, tour: Tour) -> None:
        model, slot = self.model, tour.slot
        force = self.inst.forces[slot.force]
        here = (force.site, force.commands[0])
        begins = [r for r in slot.runs if not slot.in_place or ((r.site, r.command) == here and r.first == 0)]
        if slot.in_place and not begins:  # they must be gone, or elsewhere, from the first week on
            begins = [Run(*here, 0, 0)]
        tour.first = [self._leg(tour, run, is_second=False) for run in begins]
        model.add(sum(leg.is_used for leg in tour.first) == tour.is_used)
        if len({(r.site, r.command) for r in (*slot.runs, *begins)}) > 1:
            tour.second = [self._leg(tour, run, is_second=True) for run in slot.runs]
        model.add(sum(leg.is_used for leg in tour.second) <= tour.is_used)
        for one in tour.first:
            model.add(one.is_last + sum(leg.is_used for leg in tour.second) >= one.is_used)
            model.add(tour.change == tour.end).only_enforce_if(one.is_last)
            self._lasts(tour, one, tour.start, tour.end, only_if=[one.is_last])
            for two in tour.second:
                self._pair(tour, one, two)

    def _leg(self, tour: Tour, run: Run, *, is_second: bool) -> Leg:
        model = self.model
        is_used = model.new_bool_var("leg")
        begin, until = (tour.change, tour.end) if is_second else (tour.start, tour.change)
        size = model.new_int_var(0, self.inst.weeks, "size")
        interval = model.new_optional_interval_var(begin, size, until, is_used, "leg")
        model.add(begin >= run.first).only_enforce_if(is_used)
        model.add(until <= run.last).only_enforce_if(is_used)
        overlap = int(self.inst.overlap[run.site])
        if is_second:
            model.add(tour.end >= tour.change + 1).only_enforce_if(is_used)
            serves_from, is_last = model.new_int_var(0, 2 * self.inst.weeks, "serves"), is_used
        else:
            serves_from = 0 if tour.slot.in_place else model.new_int_var(0, 2 * self.inst.weeks, "serves")
            if not tour.slot.in_place:
                model.add(serves_from == tour.start + overlap)
            is_last = model.new_bool_var("last")
            model.add_implication(is_last, is_used)
        return Leg(run, is_used, serves_from, until, interval, is_last)

    def _pair(self, tour: Tour, one: Leg, two: Leg) -> None:
        """Say when a tour may go on from one leg to another: rules ``tour``, ``relief`` and ``rehat``."""
        model, force = self.model, self.inst.forces[tour.slot.force]
        both = [one.is_used, two.is_used]
        is_move, is_rehat = one.run.site != two.run.site, one.run.command != two.run.command
        if not (is_move or is_rehat) or (is_move and not force.moves):
            model.add_bool_or([~one.is_used, ~two.is_used])
            return
        if not tour.slot.in_place:
            model.add(tour.change >= tour.start + 1).only_enforce_if(both)
            overlap = int(self.inst.overlap[one.run.site])
            model.add(tour.change >= tour.start + overlap).only_enforce_if(both)
        if is_rehat:
            model.add(tour.change >= force.rehat_from).only_enforce_if(both)
        overlap = int(self.inst.overlap[two.run.site]) if is_move else 0
        model.add(two.serves_from >= tour.change + overlap).only_enforce_if(both)
        if is_move:
            self._lasts(tour, two, tour.change, tour.end, only_if=both)

    def _lasts(
        self, tour: Tour, leg: Leg, begin: Linear, end: cp_model.IntVar, *, only_if: list[cp_model.IntVar]
    ) -> None:
        """Nobody comes for less than the overlap, unless the mission ends."""
        overlap = int(self.inst.overlap[leg.run.site])
        if overlap > 1 and not (tour.slot.in_place and leg in tour.first):
            self.model.add(end - begin >= overlap).only_enforce_if([*only_if, ~self._at_end(tour)])

    def _dwell(self) -> None:
        """No more people of a group than its sets are abroad or at home to rest."""
        for k, tours in self.of_force.items():
            force = self.inst.forces[k]
            if len(tours) <= force.rotations:
                continue
            rests = []
            for tour in tours:
                length = self.model.new_int_var(0, 3 * self.inst.weeks + force.dwell, "away")
                rests.append(
                    self.model.new_optional_interval_var(
                        tour.start, length, tour.end + force.dwell, tour.is_used, "away"
                    )
                )
            for g in force.groups:
                heads = [tour.heads[g] for tour in tours]
                self.model.add_cumulative(rests, heads, self.inst.groups[g].count * force.rotations)

    def legs(self) -> list[tuple[Tour, Leg]]:
        """Return all legs with their tours."""
        return [(tour, leg) for tour in self.all for leg in (*tour.first, *tour.second)]

    def limit(self, limit: Limit) -> None:
        """Post that the people a limit counts, with their support, are never more than it allows."""
        parts = [
            (leg.interval, tour.load, self.most(tour.slot))
            for tour, leg in self.legs()
            if limit.who[tour.slot.force, leg.run.command] and limit.where[leg.run.site]
        ]
        self._cumulative(parts, limit)

    def lift(self, limit: Limit) -> None:
        """Post that those who arrive and depart in a week find seats."""
        parts = []
        for tour in self.all:
            for leg in tour.first:
                if limit.where[leg.run.site] and not tour.slot.in_place:
                    come = self.model.new_optional_fixed_size_interval_var(tour.start, 1, leg.is_used, "come")
                    parts.append((come, tour.total, self.most(tour.slot)))
            for leg in (*tour.first, *tour.second):
                if limit.where[leg.run.site]:
                    go = self.model.new_optional_fixed_size_interval_var(tour.end, 1, leg.is_last, "go")
                    parts.append((go, tour.total, self.most(tour.slot)))
        self._cumulative(parts, limit)

    def _cumulative(self, parts: list[tuple[cp_model.IntervalVar, Linear, int]], limit: Limit) -> None:
        """Post a cumulative whose room changes by the week: a block takes what is not there to use."""
        everything = sum(most for _, _, most in parts)
        taken = np.where(limit.weeks, np.maximum(everything - limit.most, 0), 0)
        if not taken.any():
            return
        intervals, demands = [i for i, _, _ in parts], [d for _, d, _ in parts]
        edges = [0, *(np.flatnonzero(np.diff(taken)) + 1).tolist(), len(taken)]
        for first, last in pairwise(edges):
            if taken[first]:
                intervals.append(self.model.new_fixed_size_interval_var(first, last - first, "in force"))
                demands.append(int(taken[first]))
        self.model.add_cumulative(intervals, demands, everything)
