"""Who serves, fills and enables in each week, who commands what, and the goals."""

from collections import defaultdict

import numpy as np
from ortools.sat.python import cp_model
from peers._interval_tours import Tour, Tours

from contingent.domain.vocabulary import Goal, Measure, Sense
from contingent.instance.instance import Instance, Wish

Linear = cp_model.LinearExprT
Place = tuple[int, int, int, int]
"""Group g at site s under command m in week t."""


class Posts:
    """What people do, week by week."""

    def __init__(self, tours: Tours) -> None:
        self.tours, self.inst, self.model = tours, tours.inst, tours.model
        self.over = self._handovers()
        self.serving = self._serving()
        self.fills: dict[tuple[int, int, int, int], cp_model.IntVar] = {}
        """People of group g under command m in line b in week t, by (b, g, m, t)."""
        self.enabling: dict[tuple[int, int, int, int], list[cp_model.IntVar]] = defaultdict(list)
        """People who enable row e in week t, by group and command."""
        self.busy: dict[Place, list[cp_model.IntVar]] = defaultdict(list)
        self._fill()
        self._enable()
        self._share_out()
        self._posts()
        self._present_with()
        for wish in self.inst.wishes:
            if wish.must:
                self._must(wish)

    def _handovers(self) -> dict[int, tuple[dict[int, cp_model.IntVar], list[Linear]]]:
        """Return for each activity the weeks in which it may be handed over, and whether it is by each week."""
        found = {}
        for together, weeks in self.tours.facts.handed_together:
            chosen = {t: self.model.new_bool_var("hand over") for t in weeks}
            self.model.add_at_most_one(chosen.values())
            by: list[Linear] = [sum(x for u, x in chosen.items() if u <= t) for t in range(self.inst.weeks)]
            found.update(dict.fromkeys(together, (chosen, by)))
        return found

    def _serving(self) -> dict[Place, list[Linear]]:
        """Return the people of a group who serve at a place in a week, tour by tour."""
        found = defaultdict(list)
        for tour, leg in self.tours.legs():
            groups = [g for g in tour.heads if self._is_wanted(g, leg.run.site)]
            if not groups:
                continue
            for t in range(leg.run.first, leg.run.last):
                serves = self._lit(leg.is_used, leg.serves_from, leg.until, t)
                for g in groups:
                    found[g, leg.run.site, leg.run.command, t].append(self._heads_if(tour, g, serves))
        return found

    def _is_wanted(self, g: int, s: int) -> bool:
        skills = self.inst.groups[g].skills
        asked = {line.skill for line in self.inst.lines if self.inst.tasks[line.activity].site == s}
        return bool(skills & (asked | {row.skill for row in self.inst.servings if row.site == s}))

    def _lit(self, is_used: cp_model.IntVar, begin: Linear, end: Linear, t: int) -> cp_model.IntVar:
        """Return a literal that is true only if a leg is used and week t lies between begin and end."""
        lit = self.model.new_bool_var("there")
        self.model.add_implication(lit, is_used)
        self.model.add(begin <= t).only_enforce_if(lit)
        self.model.add(end >= t + 1).only_enforce_if(lit)
        return lit

    def _heads_if(self, tour: Tour, g: int, lit: cp_model.IntVar) -> Linear:
        """Return at most the people of a group in a tour if a literal is true, else 0."""
        count = self.inst.groups[g].count
        if tour.slot.in_place or self.inst.forces[tour.slot.force].indivisible:
            return count * lit
        heads = self.model.new_int_var(0, count, "serving")
        self.model.add(heads <= tour.heads[g])
        self.model.add(heads <= count * lit)
        return heads

    def _fill(self) -> None:
        inst = self.inst
        may_fill = self.tours.facts.may_fill
        for b, line in enumerate(inst.lines):
            task = inst.tasks[line.activity]
            for g, s, m, t in self.serving:
                k = inst.groups[g].contingent
                if s != task.site or line.skill not in inst.groups[g].skills or not line.required[t]:
                    continue
                if m == task.hand_to and line.activity not in self.over and m != task.command:
                    continue
                if (k, line.activity, m) in may_fill and may_fill[k, line.activity, m][t]:
                    most = min(int(line.required[t]), inst.groups[g].count)
                    self.fills[b, g, m, t] = fill = self.model.new_int_var(0, most, "fill")
                    self.busy[g, s, m, t].append(fill)

    def _enable(self) -> None:
        at_work: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for (b, _, _, t), fill in self.fills.items():
            at_work[self.inst.tasks[self.inst.lines[b].activity].site, t].append(fill)
        who = defaultdict(list)
        for g, s, m, t in self.serving:
            who[s, t].append((g, m))
        for row in self.inst.servings:
            for t in range(self.inst.weeks):
                working = at_work[row.site, t]
                if not working:
                    continue
                able = []
                for g, m in who[row.site, t]:
                    if row.skill in self.inst.groups[g].skills:
                        able.append(self.model.new_int_var(0, self.inst.groups[g].count, "enables"))
                        self.busy[g, row.site, m, t].append(able[-1])
                if row.per:
                    self.model.add(row.per * sum(able) >= sum(working))
                if row.minimum:
                    anybody = self.model.new_bool_var("anybody")
                    self.model.add(sum(working) == 0).only_enforce_if(~anybody)
                    self.model.add(sum(able) >= row.minimum).only_enforce_if(anybody)

    def _share_out(self) -> None:
        """Nobody does two things at once, and of a group one set at most works."""
        of_group = defaultdict(list)
        for place, doing in self.busy.items():
            self.model.add(sum(doing) <= sum(self.serving[place]))
            of_group[place[0], place[3]] += doing
        for (g, _), doing in of_group.items():
            if len(self.tours.of_force[self.inst.groups[g].contingent]) > 1:
                self.model.add(sum(doing) <= self.inst.groups[g].count)

    def _posts(self) -> None:
        """Fill no more posts than there are, under the command of the week; in the week of a handover all essential."""
        inst, by = self.inst, defaultdict(list)
        for (b, _, m, t), fill in self.fills.items():
            by[b, t, m].append(fill)
        for b, line in enumerate(inst.lines):
            task = inst.tasks[line.activity]
            chosen, over = self.over.get(line.activity, ({}, [0] * inst.weeks))
            for t in np.flatnonzero(line.required).tolist():
                required, essential = int(line.required[t]), int(line.essential[t])
                self.model.add(sum(by[b, t, task.command]) <= required * (1 - over[t]))
                if chosen:
                    new = sum(by[b, t, task.hand_to])
                    self.model.add(new <= required * over[t])
                    if t in chosen and essential:
                        self.model.add(new >= essential * chosen[t])

    def _present_with(self) -> None:
        """Let a contingent be there only while the one that it depends on is."""
        for k, other in self.inst.depends:
            there = defaultdict(list)
            for tour in self.tours.of_force[other] if other >= 0 else ():
                for t in range(self.inst.weeks):
                    lit = self._lit(tour.is_used, tour.start, tour.end, t)
                    self.model.add(tour.total >= 1).only_enforce_if(lit)
                    there[t].append(lit)
            for tour in self.tours.of_force[k]:
                for t in range(self.inst.weeks):
                    before, after = self.model.new_bool_var("before"), self.model.new_bool_var("after")
                    self.model.add(tour.start >= t + 1).only_enforce_if(before)
                    self.model.add(tour.end <= t).only_enforce_if(after)
                    self.model.add_bool_or([~tour.is_used, before, after, *there[t]])

    def _must(self, wish: Wish) -> None:
        """Post a target that no plan may miss."""
        if wish.measure is Measure.STRENGTH and wish.sense is Sense.AT_MOST:
            self.tours.limit(wish.limit)
            return
        for t in np.flatnonzero(wish.limit.weeks).tolist():
            measured, wanted = self._measured(wish, t)
            self.model.add(measured >= wanted if wish.sense is Sense.AT_LEAST else measured <= wanted)

    def _measured(self, wish: Wish, t: int) -> tuple[Linear, int]:
        inst, limit, wanted = self.inst, wish.limit, int(wish.limit.most[t])
        if wish.measure is Measure.HANDED_OVER:
            chosen = [a for a in self.over if wish.activities[a] and wish.to[inst.tasks[a].hand_to]]
            return sum(self.over[a][1][t] for a in chosen), wanted
        if wish.measure is Measure.COVERAGE:
            lines = {b for b, line in enumerate(inst.lines) if wish.activities[line.activity]}
            filled = sum(
                fill
                for (b, g, m, u), fill in self.fills.items()
                if u == t and b in lines and limit.who[inst.groups[g].contingent, m]
            )
            return 100 * filled, wanted * sum(int(inst.lines[b].required[t]) for b in lines)
        there: list[Linear] = []
        for tour, leg in self.tours.legs():
            if limit.who[tour.slot.force, leg.run.command] and limit.where[leg.run.site]:
                begin = tour.change if leg in tour.second else tour.start
                lit = self._lit(leg.is_used, begin, leg.until, t)
                there += [self._heads_if(tour, g, lit) for g in tour.heads]
        return sum(there), wanted


def goals_of(posts: Posts) -> list[tuple[Goal, Linear]]:
    """Return the goals that the model knows, in the mission's order; the others come out as they come."""
    built = {
        Goal.ESSENTIAL: _essential,
        Goal.COVERAGE: _coverage,
        Goal.RELEASE: _release,
        Goal.HANDOVER: _handover,
        Goal.TURBULENCE: _turbulence,
    }
    return [(goal, built[goal](posts)) for goal in posts.inst.mission.planning.goals if goal in built]


def _filled(posts: Posts) -> dict[tuple[int, int], list[cp_model.IntVar]]:
    found = defaultdict(list)
    for (b, _, _, t), fill in posts.fills.items():
        found[b, t].append(fill)
    return found


def _essential(posts: Posts) -> Linear:
    filled, short = _filled(posts), []
    for b, line in enumerate(posts.inst.lines):
        for t in np.flatnonzero(line.essential).tolist():
            short.append(posts.model.new_int_var(0, int(line.essential[t]), "short"))
            posts.model.add(short[-1] + sum(filled[b, t]) >= int(line.essential[t]))
    return sum(short)


def _coverage(posts: Posts) -> Linear:
    inst: Instance = posts.inst
    priority = [inst.tasks[line.activity].priority for line in inst.lines]
    asked = sum(p * int(line.required.sum()) for p, line in zip(priority, inst.lines, strict=True))
    return asked - sum(priority[b] * fill for (b, _, _, _), fill in posts.fills.items())


def _release(posts: Posts) -> Linear:
    spent, most = [], posts.inst.weeks
    for tour in posts.tours.all:
        if posts.inst.release[tour.slot.force]:
            if tour.slot.in_place:
                spent.append(tour.load * tour.end)
            else:
                length = posts.model.new_int_var(0, most, "length")
                posts.model.add(length >= tour.end - tour.start).only_enforce_if(tour.is_used)
                spent.append(posts.model.new_int_var(0, most * posts.tours.most(tour.slot), "person-weeks"))
                posts.model.add_multiplication_equality(spent[-1], [length, tour.load])
    return sum(spent)


def _handover(posts: Posts) -> Linear:
    left: Linear = 0
    for a, task in enumerate(posts.inst.tasks):
        if task.hand_to >= 0:
            over = posts.over.get(a, ({}, [0] * posts.inst.weeks))[1]
            left += task.priority * sum(1 - over[t] for t in np.flatnonzero(task.runs).tolist())
    return left


def _turbulence(posts: Posts) -> Linear:
    """Arrivals and changes; departures follow from arrivals, but for those who stay to the end."""
    changes: list[Linear] = [tour.total for tour in posts.tours.all if not tour.slot.in_place]
    changes += [posts.tours.most(tour.slot) * leg.is_used for tour in posts.tours.all for leg in tour.second]
    return sum(changes)
