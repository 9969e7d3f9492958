"""The goals: docs/formulation/goals.md. Each is a whole-number sum over columns."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from contingent.domain.vocabulary import Goal, Measure
from contingent.formulation.handover import Handovers
from contingent.formulation.headcount import Headcount
from contingent.formulation.onward import Elsewhere
from contingent.formulation.program import Columns, Objective, Rows, Terms
from contingent.formulation.scale import scale_of
from contingent.formulation.supply import Supply
from contingent.formulation.target import PERCENT, Missed
from contingent.instance.instance import Bools, Instance


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that the goals speak of."""

    inst: Instance
    heads: Headcount
    supply: Supply
    handovers: Handovers
    gone: Elsewhere
    missed: Missed
    columns: Columns
    rows: Rows


def objectives(model: Model) -> tuple[Objective, ...]:
    """Return the objectives of the mission's list of goals, in its order."""
    return tuple(_BUILDER_OF[goal](model) for goal in model.inst.mission.planning.goals)


def _objective(model: Model, goal: Goal, terms: Terms, offset: int = 0, divisor: int = 1) -> Objective:
    column, place = np.unique(terms.column, return_inverse=True)
    cost = np.zeros(len(column), dtype=np.int64)
    np.add.at(cost, place, terms.value)
    scale = scale_of(goal, model.inst, model.heads.journeys.units)
    return Objective(goal, column, cost, offset, divisor, scale)


def _essential(model: Model) -> Objective:
    """Sum of max(0, essential - filled): a shortfall u[b, t] >= essential - fills."""
    inst, supply = model.inst, model.supply
    parts = []
    for b, line in enumerate(inst.lines):
        weeks = np.flatnonzero(line.essential)
        if not len(weeks):
            continue
        own = supply.line == b
        fills = Terms.of(supply.week[own], supply.column[own], 1).only(weeks, inst.weeks)
        essential = line.essential[weeks].astype(float)
        short = Terms.of(np.arange(len(weeks)), model.columns.new(len(weeks), essential), 1)
        model.rows.post([fills, short], low=essential, n=len(weeks))
        parts.append(short)
    return _objective(model, Goal.ESSENTIAL, Terms.sum(parts))


def _coverage(model: Model) -> Objective:
    """Sum of priority x (required - filled)."""
    inst, supply = model.inst, model.supply
    priority = np.array([inst.tasks[line.activity].priority for line in inst.lines], dtype=np.int64)
    required = sum(int(p * line.required.sum()) for p, line in zip(priority, inst.lines, strict=True))
    filled = Terms.of(supply.week, supply.column, -priority[supply.line]) if len(supply.line) else Terms.none()
    return _objective(model, Goal.COVERAGE, filled, offset=required)


def _release(model: Model) -> Objective:
    """Sum over weeks of people and support of the releasing nations."""
    who = _of(model, model.inst.release)
    people = model.heads.present(who, np.ones(len(model.inst.sites), dtype=bool))
    return _objective(model, Goal.RELEASE, people)


def _handover(model: Model) -> Objective:
    """Sum of priority x weeks under the old command."""
    parts, total = [Terms.none()], 0
    for a, task in enumerate(model.inst.tasks):
        if task.hand_to >= 0:
            weeks = np.flatnonzero(task.runs)
            total += task.priority * len(weeks)
            parts.append(Terms.of(weeks, model.handovers.over[a][weeks], -task.priority))
    return _objective(model, Goal.HANDOVER, Terms.sum(parts), offset=total)


def _elsewhere(model: Model) -> Objective:
    """Sum of value x (count - those who count)."""
    needs = model.inst.needs
    total = sum(int(n.value * n.count * n.weeks.sum()) for n in needs)
    value = np.array([n.value for n in needs], dtype=np.int64)
    met = Terms.of(model.gone.week, model.gone.column, -value[model.gone.need]) if needs else Terms.none()
    return _objective(model, Goal.ELSEWHERE, met, offset=total)


def _targets(model: Model) -> Objective:
    """Sum of what is missed of the wishes; hundredths where a wish is about coverage."""
    missed = model.missed
    wishes = [w for w in model.inst.wishes if not w.must]
    divisor = PERCENT if any(w.measure is Measure.COVERAGE for w in wishes) else 1
    weight = missed.weight * divisor // PERCENT
    terms = Terms.of(np.zeros(len(missed.column), dtype=np.int64), missed.column, weight)
    return _objective(model, Goal.TARGETS, terms, divisor=divisor)


def _burden(model: Model) -> Objective:
    """Largest excess z >= W P_n - w_n P over the compared nations, in 1 / W person-weeks."""
    shares = model.inst.shares
    everywhere = np.ones(len(model.inst.sites), dtype=bool)
    carried = [model.heads.present(_of(model, mask), everywhere) for mask, _ in shares]
    whole = sum(weight for _, weight in shares)
    upper = model.columns.bounds()[1]
    total = Terms.sum(carried)
    everything = float((np.abs(total.value) * upper[total.column]).sum()) * max(whole, 1)
    excess = model.columns.new(1, everything)
    for own, (_, weight) in zip(carried, shares, strict=True):
        flat = np.zeros(1, dtype=np.int64)
        mine = Terms.of(own.index * 0, own.column, own.value * whole)
        fair = Terms.of(total.index * 0, total.column, total.value * -weight)
        model.rows.post([mine, fair, Terms.of(flat, excess, -1)], high=0.0, n=1)
    terms = Terms.of(np.zeros(1, dtype=np.int64), excess, 1)
    return _objective(model, Goal.BURDEN, terms, divisor=max(whole, 1))


def _turbulence(model: Model) -> Objective:
    """People arriving, departing, moving and changing command."""
    journeys = model.heads.journeys
    last = model.inst.weeks - 1
    column, value = [], []
    for itinerary in journeys.all:
        size = journeys.units[itinerary.unit].size
        stages = [journeys.stages[j] for j in itinerary.stages]
        if not itinerary.in_place:
            column.append(journeys.crossing[stages[0].enter, last])
            value.append(size)
        for here, there in pairwise(stages):
            column.append(journeys.crossing[here.leave, last])
            value.append(size * (int(here.site != there.site) + int(here.command != there.command)))
        column.append(journeys.crossing[stages[-1].leave, last])
        value.append(size)
    columns = np.array(column, dtype=np.int64)
    terms = Terms.of(np.zeros(len(columns), dtype=np.int64), columns, np.array(value, dtype=np.int64))
    return _objective(model, Goal.TURBULENCE, terms)


def _of(model: Model, forces: Bools) -> Bools:
    """Return the contingents under any command. Shape (K, M)."""
    return np.repeat(forces[:, None], len(model.inst.commands), axis=1)


_BUILDER_OF: dict[Goal, Callable[[Model], Objective]] = {
    Goal.ESSENTIAL: _essential,
    Goal.COVERAGE: _coverage,
    Goal.RELEASE: _release,
    Goal.HANDOVER: _handover,
    Goal.ELSEWHERE: _elsewhere,
    Goal.TARGETS: _targets,
    Goal.BURDEN: _burden,
    Goal.TURBULENCE: _turbulence,
}
