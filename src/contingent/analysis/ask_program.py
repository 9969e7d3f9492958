"""The smallest list of further people, as objectives in order over the program of a relaxed mission."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from contingent.analysis.ask_relaxed import Goalpost, Key, Relaxed
from contingent.analysis.asks import Aim
from contingent.core.errors import EngineError
from contingent.domain.plan import Plan
from contingent.domain.vocabulary import Goal
from contingent.formulation import Formulation, decode, formulate
from contingent.formulation.follow import follow
from contingent.formulation.neighbourhoods import decisions
from contingent.formulation.program import Columns, Ints, Objective, Program, Rows, Terms
from contingent.instance import compile_mission
from contingent.instance.instance import Instance
from contingent.solve.answer import Solution, Status, value_at
from contingent.solve.limits import EngineName, Limits
from contingent.solve.solve import exact_engine

PROVEN = 3
"""Objectives that are to be proven: what is missed, asks, people."""

_SHARE = 0.5
"""Part of the time left that one of them may take."""

_LAST = 0.3
"""The same for person-weeks."""


@dataclass(frozen=True, slots=True)
class Short:
    """Posts of a line in a week that count, and the column of those that stay empty."""

    activity: str
    skill: str
    week: int
    column: int


@dataclass(frozen=True, slots=True)
class Model:
    """The program with columns for what is missed and for what is asked."""

    made: Formulation
    program: Program
    """Objectives: missed, asks, people, people with two skills, person-weeks."""
    shorts: tuple[Short, ...]
    helpers: tuple[tuple[str, Ints], ...]
    """Contingent, and its stages."""
    keys: tuple[Key, ...]
    """What the people of each possible ask have in common; its columns are those of the objectives of people."""
    fixed: bool
    """Decisions far from the aim are held as in a plan: what is found is good, and nothing is proven."""


@dataclass(frozen=True, slots=True)
class Smallest:
    """What was found."""

    plan: Plan
    """Of the relaxed mission."""
    solution: Solution
    values: tuple[int, ...]
    """Missed, asks, people, people with two skills, person-weeks."""
    bounds: tuple[int, ...]
    """Proven, each with those before it at their values."""
    missing: tuple[tuple[str, str, int, int], ...]
    """Activity, skill, week and posts that stay empty."""
    is_optimal: bool
    ran_out: bool


def model_of(
    relaxed: Relaxed, goalpost: Goalpost, inst: Instance | None = None, most_nations: int | None = None
) -> Model:
    """Build the program, with all decisions free.

    Parameters
    ----------
    inst
        The mission compiled; None: as it is.
    most_nations
        Further people may be of so many nations at most; None: of any number. [nation]
    """
    made = formulate(compile_mission(relaxed.mission) if inst is None else inst)
    base = made.program
    columns, rows = Columns(count=base.matrix.shape[1]), Rows()
    shorts, missed = _shorts(made, goalpost, columns, rows)
    if goalpost.aim is Aim.TARGET:
        of_targets = next(o for o in base.objectives if o.goal is Goal.TARGETS)
        missed = (of_targets.column, of_targets.cost, of_targets.offset)
    keys = tuple(dict.fromkeys(line.key for _, line in relaxed.helpers))
    peaks, used, there, helpers = _asked(made, relaxed, keys, columns, rows)
    if most_nations is not None:
        _few_nations(keys, used, most_nations, columns, rows)
    place, cost = Terms.sum(there).by_column()
    weight = np.array([max(1, len(skills)) for skills, _ in keys], dtype=np.int64)
    whole = base.extended(columns, rows)
    objectives = (
        Objective(Goal.TARGETS, missed[0], missed[1], missed[2], 1, 1.0),
        Objective(Goal.TARGETS, used, weight, 0, 1, 1.0),
        Objective(Goal.TARGETS, peaks, np.ones(len(keys), dtype=np.int64), 0, 1, 1.0),
        Objective(Goal.TARGETS, peaks[weight > 1], weight[weight > 1], 0, 1, 1.0),
        Objective(Goal.TARGETS, place, cost, 0, 1, 1.0),
    )
    return Model(made, replace(whole, objectives=objectives), shorts, helpers, keys, fixed=False)


def held(model: Model, plan: Plan) -> Model:
    """Hold the decisions of all who are pledged as in a plan: only further people are free, and who fills what."""
    made = model.made
    n = len(made.program.lower)
    values = np.zeros(model.program.matrix.shape[1], dtype=np.int64)
    values[:n] = follow(made, plan)
    chosen = np.zeros(len(values), dtype=bool)
    chosen[:n] = decisions(made)
    own = {name for name, _ in model.helpers}
    for stage in made.journeys.stages:
        if made.instance.forces[stage.force].id in own:
            column = made.journeys.crossing[[stage.enter, stage.leave]]
            chosen[column[column >= 0]] = False
    lower = np.where(chosen, values, model.program.lower)
    upper = np.where(chosen, values, model.program.upper)
    return replace(model, program=replace(model.program, lower=lower, upper=upper), fixed=True)


def can_serve(model: Model, activity: str, skill: str, week: int) -> bool:
    """Tell whether any of the further people could fill a post in a week, before anything is counted."""
    made = model.made
    inst, supply = made.instance, made.supply
    own = {name for name, _ in model.helpers}
    for i in np.flatnonzero(supply.week == week):
        line = inst.lines[supply.line[i]]
        if (inst.tasks[line.activity].id, line.skill) == (activity, skill):
            groups = (inst.groups[m.group] for m in supply.pools[supply.pool[i]].members)
            if any(inst.forces[g.contingent].id in own for g in groups):
                return True
    return False


def smallest(
    model: Model,
    deadline: float,
    is_stopped: Callable[[], bool],
    start: Solution | None = None,
    engine: EngineName = EngineName.HIGHS,
) -> Smallest | None:
    """Minimise what is missed, then asks, then people; what comes after, as far as time allows and without proof.

    Parameters
    ----------
    deadline
        Of ``time.monotonic``. [s]
    start
        A solution of the program to begin with.

    Returns
    -------
    Smallest | None
        None: nothing found in time, or no lawful plan.
    """
    solver = exact_engine(model.program, Limits(engine=engine))
    best, bounds, ran_out = start, [], False
    for number, objective in enumerate(model.program.objectives):
        known = None if best is None else value_at(objective, best)
        if known == 0:
            bounds.append(0)
            solver.cap(objective, 0)
            continue
        left = deadline - time.monotonic()
        if left <= 0 or is_stopped():
            ran_out = ran_out or number < PROVEN
            break
        seconds = (_SHARE if number < PROVEN else _LAST) * left
        answer = solver.minimise(objective, seconds, 0, best, lambda *_: is_stopped())
        if answer.status is Status.INFEASIBLE and best is None:
            return None
        best = _better(model.program, objective, best, answer.solution)
        if best is None:
            return None
        bounds.append(max(0, answer.bound or 0))
        if number < PROVEN and bounds[-1] < value_at(objective, best):
            ran_out = True
            bounds.append(0)  # of several objectives, a bound says something only while all before are proven
            break
        solver.cap(objective, value_at(objective, best))
    if best is None:
        return None
    return _found(model, best, bounds, ran_out)


def _better(program: Program, objective: Objective, best: Solution | None, found: Solution | None) -> Solution | None:
    if found is None:
        return best
    if not program.is_satisfied_by(found):
        raise EngineError("the engine returned numbers that do not satisfy the program")
    return found if best is None or value_at(objective, found) <= value_at(objective, best) else best


def _found(model: Model, best: Solution, bounds: list[int], ran_out: bool) -> Smallest:
    values = tuple(value_at(o, best) for o in model.program.objectives)
    known = (0,) * len(values) if model.fixed else (*bounds, *(0,) * len(values))[: len(values)]
    plan = decode(model.made, best[: len(model.made.program.lower)])
    missing = tuple((s.activity, s.skill, s.week, int(best[s.column])) for s in model.shorts if best[s.column] > 0)
    proven = not model.fixed and not ran_out and values[:PROVEN] == known[:PROVEN]
    return Smallest(plan, best, values, known, missing, proven, ran_out)


def _shorts(
    made: Formulation, goalpost: Goalpost, columns: Columns, rows: Rows
) -> tuple[tuple[Short, ...], tuple[Ints, Ints, int]]:
    """Post u >= wanted - fills for every line and week that counts."""
    found: list[Short] = []
    if goalpost.aim is Aim.TARGET:
        return (), (np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), 0)
    inst, supply = made.instance, made.supply
    for b, line in enumerate(inst.lines):
        wanted = line.essential if goalpost.aim is Aim.ESSENTIAL else line.required
        weeks = np.flatnonzero((wanted > 0) & (np.arange(inst.weeks) >= goalpost.first))
        if not len(weeks):
            continue
        own = supply.line == b
        fills = Terms.of(supply.week[own], supply.column[own], 1).only(weeks, inst.weeks)
        least = wanted[weeks].astype(float)
        column = columns.new(len(weeks), least)
        rows.post([fills, Terms.of(np.arange(len(weeks)), column, 1)], low=least, n=len(weeks))
        name = inst.tasks[line.activity].id
        found += [Short(name, line.skill, int(t), int(c)) for t, c in zip(weeks, column, strict=True)]
    places = np.array([s.column for s in found], dtype=np.int64)
    return tuple(found), (places, np.ones(len(places), dtype=np.int64), 0)


def _asked(
    made: Formulation, relaxed: Relaxed, keys: tuple[Key, ...], columns: Columns, rows: Rows
) -> tuple[Ints, Ints, list[Terms], tuple[tuple[str, Ints], ...]]:
    """Post people of each ask, over its sites, in each week <= its peak, and the peak <= enough if it is asked for."""
    inst, journeys = made.instance, made.journeys
    number = {force.id: k for k, force in enumerate(inst.forces)}
    enough = [sum(line.enough for _, line in relaxed.helpers if line.key == key) for key in keys]
    peaks = columns.new(len(keys), np.array(enough, dtype=float))
    used = columns.new(len(keys), 1.0)
    there: list[list[Terms]] = [[] for _ in keys]
    helpers = []
    for name, line in relaxed.helpers:
        k = number.get(name)
        stages = np.array([j for j, s in enumerate(journeys.stages) if s.force == k], dtype=np.int64)
        helpers.append((name, stages))
        there[keys.index(line.key)] += [_heads(made, int(j)) for j in stages]
    flat = np.zeros(1, dtype=np.int64)
    for i, heads in enumerate(there):
        rows.post([*heads, Terms.of(np.arange(inst.weeks), peaks[i], -1)], high=0.0, n=inst.weeks)
        rows.post([Terms.of(flat, peaks[i], 1), Terms.of(flat, used[i], -enough[i])], high=0.0, n=1)
    return peaks, used, [term for heads in there for term in heads], tuple(helpers)


def _few_nations(keys: tuple[Key, ...], used: Ints, most: int, columns: Columns, rows: Rows) -> None:
    """Post used <= y of its nation, and sum of y <= most."""
    nations = tuple(dict.fromkeys(nation for _, nation in keys))
    gives = columns.new(len(nations), 1.0)
    own = gives[np.array([nations.index(nation) for _, nation in keys], dtype=np.int64)]
    every = np.arange(len(keys))
    rows.post([Terms.of(every, used, 1), Terms.of(every, own, -1)], high=0.0, n=len(keys))
    rows.post([Terms.of(np.zeros(len(nations), dtype=np.int64), gives, 1)], high=float(most), n=1)


def _heads(made: Formulation, j: int) -> Terms:
    stage = made.journeys.stages[j]
    size = made.journeys.units[stage.unit].size
    weeks = np.arange(made.instance.weeks)
    enter, leave = made.journeys.crossing[stage.enter], made.journeys.crossing[stage.leave]
    return Terms.sum([Terms.of(weeks, enter, size), Terms.of(weeks, leave, -size)])
