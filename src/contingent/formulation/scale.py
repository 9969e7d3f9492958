"""What a goal's value is measured against: all there could be of it."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

import numpy as np

from contingent.domain.vocabulary import Goal, Measure
from contingent.formulation.indivisible import Unit
from contingent.formulation.target import PERCENT, required_posts
from contingent.instance.instance import Bools, Instance, Wish


def scale_of(goal: Goal, inst: Instance, units: Sequence[Unit]) -> float:
    """Return all there could be of a goal, in its unit; 1 at least."""
    return max(1.0, float(_all_of(goal, inst, units)))


def _all_of(goal: Goal, inst: Instance, units: Sequence[Unit]) -> float:  # noqa: PLR0911 - one for each goal
    match goal:
        case Goal.ESSENTIAL:
            return sum(int(line.essential.sum()) for line in inst.lines)
        case Goal.COVERAGE:
            return sum(inst.tasks[line.activity].priority * int(line.required.sum()) for line in inst.lines)
        case Goal.RELEASE:
            return _one_set(inst, inst.release)
        case Goal.HANDOVER:
            return sum(task.priority * int(task.runs.sum()) for task in inst.tasks if task.hand_to >= 0)
        case Goal.ELSEWHERE:
            return sum(int(need.value * need.count * need.weeks.sum()) for need in inst.needs)
        case Goal.TARGETS:
            return sum(_wanted(inst, wish) for wish in inst.wishes if not wish.must)
        case Goal.BURDEN:
            compared = [mask for mask, _ in inst.shares] or [np.zeros(len(inst.forces), dtype=bool)]
            return _one_set(inst, np.logical_or.reduce(compared))
        case Goal.TURBULENCE:
            return 2.0 * sum(unit.size * unit.exist for unit in units)


def _wanted(inst: Instance, wish: Wish) -> float:
    """Return all that could be missed of a wish, each week at least 1."""
    weeks, value = wish.limit.weeks, wish.limit.most
    if wish.measure is Measure.COVERAGE:
        return float(np.maximum((required_posts(inst, wish) * value)[weeks] / PERCENT, 1).sum())
    return float(np.maximum(value, 1)[weeks].sum())


def _one_set(inst: Instance, forces: Bools) -> float:
    """Return the person-weeks of one set of each contingent, with support, over the whole mission."""
    people = 0
    for k, force in enumerate(inst.forces):
        if forces[k]:
            heads = sum(inst.groups[g].count for g in force.groups)
            people += heads + ceil(Fraction(force.support) * heads)
    return float(people * inst.weeks)
