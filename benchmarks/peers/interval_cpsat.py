"""A model with intervals, in CP-SAT, as a good engineer would first write it from the rules: no matrix of ours.

Each set of a contingent makes tours of one or two legs (site and command); legs are optional intervals; beds, ceilings,
mandates, lift and dwell are cumulatives; who fills and enables what is a whole number for each group, line and week.
It knows fewer plans than there are: the people of one tour travel together, a contingent has a fixed number of tours,
support is rounded tour by tour. So its bounds are none for the mission, and are not told. Needs elsewhere, wishes and
burden sharing are no goals of it: they come out as they come.
"""

import time
from collections.abc import Iterator

import numpy as np
from ortools.sat.python import cp_model
from peers._cpsat import VERSION, solve
from peers._in_order import SHARES, Solution, Told, Watch, in_order
from peers._interval_posts import Posts, goals_of
from peers._interval_tours import Leg, Tour, Tours
from peers._slots import facts_of

from contingent.domain import plan as tables
from contingent.domain.mission import Mission
from contingent.formulation import Formulation
from contingent.formulation.decode import layers
from contingent.formulation.program import Objective

__all__ = ["NEEDS_MATRIX", "SETTINGS", "VERSION", "run"]

SETTINGS = {
    "num_workers": "as many as workers",
    "goals": f"essential, coverage, release, handover, turbulence; {SHARES}",
    "bounds": "none, for it knows fewer plans than there are",
    "hints": "the plan of the goal before",
    "others": "default",
}
NEEDS_MATRIX = False


class _Intervals:
    """The model inside CP-SAT."""

    def __init__(self, mission: Mission, workers: int) -> None:
        self.workers, self.model = workers, cp_model.CpModel()
        facts = facts_of(mission)
        self.inst, self.tours = facts.inst, Tours(facts, self.model)
        for limit in (*self.inst.beds, *self.inst.mandates, *self.inst.ceilings):
            self.tours.limit(limit)
        for limit in self.inst.lift:
            self.tours.lift(limit)
        self.posts = Posts(self.tours)
        goals = goals_of(self.posts)
        self.objectives = tuple(self._objective(goal, value) for goal, value in goals)
        self.columns = [self.model.get_int_var_from_proto_index(i) for i in range(len(self.model.proto.variables))]

    def _objective(self, goal: tables.Goal, value: cp_model.LinearExprT) -> Objective:
        column = self.model.new_int_var(0, 1 << 40, str(goal))
        self.model.add(column == value)
        return Objective(goal, np.array([column.index]), np.array([1]), 0, 1, 1.0)

    def minimise(self, objective: Objective, watch: Watch, start: Solution | None) -> None:
        """Minimise one goal."""
        self.model.minimize(self.columns[objective.column[0]])
        self.model.clear_hints()
        if start is not None:
            for column, value in zip(self.columns, start.tolist(), strict=True):
                self.model.add_hint(column, value)
        solve(self.model, self.workers, watch, lambda solver: [solver.value(c) for c in self.columns])

    def cap(self, objective: Objective, most: int) -> None:
        """Keep a goal at most at a value."""
        self.model.add(self.columns[objective.column[0]] <= most)


def run(_made: Formulation | None, mission: Mission, seconds: float, workers: int, told: Told) -> tables.Plan | None:
    """Plan with the model of intervals; building it counts."""
    end = time.monotonic() + seconds
    model = _Intervals(mission, workers)
    solution = in_order(model, model.objectives, end, lambda goal, best, _: told(goal, best, None))
    return None if solution is None else _plan(mission, model, solution)


def _plan(mission: Mission, model: _Intervals, solution: Solution) -> tables.Plan:
    reader = _Reader(model, solution)
    tours, moves, rehats = [], [], []
    for tour in model.tours.all:
        for row in reader.rows(tour):
            {tables.Tour: tours, tables.Move: moves, tables.Rehat: rehats}[type(row)].append(row)
    return tables.Plan(
        mission=mission.id,
        digest=mission.digest,
        tours=tuple(tours),
        moves=tuple(moves),
        rehats=tuple(rehats),
        fills=tuple(reader.fills()),
        handovers=tuple(reader.handovers()),
    )


class _Reader:
    """Reads tables of a plan out of a solution."""

    def __init__(self, model: _Intervals, solution: Solution) -> None:
        self.model, self.inst, self.solution = model, model.inst, solution
        self.monday = model.inst.mission.calendar.monday

    def value(self, thing: cp_model.IntVar | int) -> int:
        """Return the value of a variable or of a number."""
        return thing if isinstance(thing, int) else int(self.solution[thing.index])

    def rows(self, tour: Tour) -> Iterator[tables.Tour | tables.Move | tables.Rehat]:
        """Yield the rows of one tour, group by group."""
        if not self.value(tour.is_used):
            return
        one = next(leg for leg in tour.first if self.value(leg.is_used))
        two = next((leg for leg in tour.second if self.value(leg.is_used)), None)
        force = self.inst.forces[tour.slot.force]
        end = self.value(tour.end)
        for g, heads in tour.heads.items():
            if self.value(heads):
                name = f"t{tour.slot.force + 1}-{tour.slot.number + 1}-{g + 1}"
                who = {"contingent": force.id, "people": self.inst.groups[g].cell, "heads": self.value(heads)}
                yield tables.Tour(
                    tour=name,
                    **who,
                    site=self.inst.sites[one.run.site],
                    command=self.inst.commands[one.run.command],
                    arrive=self.monday(force.since if tour.slot.in_place else self.value(tour.start)),
                    depart=self.monday(end) if end < self.inst.weeks else None,
                )
                if two is not None:
                    yield from self._changes(name, who, one, two, self.monday(self.value(tour.change)))

    def _changes(
        self, name: str, who: dict[str, object], one: Leg, two: Leg, week: object
    ) -> Iterator[tables.Move | tables.Rehat]:
        sites, commands = self.inst.sites, self.inst.commands
        if one.run.site != two.run.site:
            places = {"from_site": sites[one.run.site], "to_site": sites[two.run.site]}
            yield tables.Move(tour=name, **who, **places, week=week)
        if one.run.command != two.run.command:
            names = {"from_": commands[one.run.command], "to": commands[two.run.command]}
            yield tables.Rehat(tour=name, **who, site=sites[two.run.site], **names, week=week)

    def fills(self) -> Iterator[tables.Fill]:
        """Yield who fills what."""
        series: dict[tuple[int, int], np.ndarray] = {}
        for (b, g, _, t), fill in self.model.posts.fills.items():
            if self.value(fill):
                series.setdefault((b, g), np.zeros(self.inst.weeks, dtype=np.int64))[t] += self.value(fill)
        for (b, g), heads in sorted(series.items()):
            line, group = self.inst.lines[b], self.inst.groups[g]
            for first, last, n in layers(heads):
                yield tables.Fill(
                    activity=self.inst.tasks[line.activity].id,
                    skill=line.skill,
                    contingent=self.inst.forces[group.contingent].id,
                    people=group.cell,
                    heads=n,
                    from_=self.monday(first),
                    until=self.monday(last) if last < self.inst.weeks else None,
                )

    def handovers(self) -> Iterator[tables.Handover]:
        """Yield what changes command, and when."""
        for a, (chosen, _) in self.model.posts.over.items():
            for t, lit in chosen.items():
                if self.value(lit):
                    task = self.inst.tasks[a]
                    commands = {"from_": self.inst.commands[task.command], "to": self.inst.commands[task.hand_to]}
                    yield tables.Handover(activity=task.id, **commands, week=self.monday(t))
