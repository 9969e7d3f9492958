"""How far a plan is from known plans, as columns and rows added to the program: docs/concepts/alternatives.md.

A distance counts person-weeks that are not the same by unit, site, command and week, and post-weeks under another
command. It is made large, where a program makes its objectives small; so the objective is what is missing of the most
that any plan could differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from contingent.formulation.build import Formulation
from contingent.formulation.program import NO_GOAL, ZERO, Columns, Floats, Ints, Objective, Program, Rows, Terms

_A_LITTLE = 0.05
"""What a distance weighs that is not the least one: it may become that later on."""


@dataclass(frozen=True, slots=True)
class Places:
    """Units at a site and under a command, week by week, as differences of crossings."""

    terms: Terms
    """One row a place and week: row p * T + t."""
    size: Ints
    """People in a unit. [person/unit] Shape (P * T,)."""
    most: Ints
    """Most units there can be. Shape (P * T,)."""

    def units(self, values: Ints) -> Ints:
        """Return how many units are there. Shape (P * T,)."""
        counts = np.bincount(self.terms.index, self.terms.value * values[self.terms.column], minlength=len(self.most))
        return counts.astype(np.int64)


@dataclass(frozen=True, slots=True)
class Inner:
    """Columns that measure ``|x - there|``, where the known number of units is neither the least nor the most."""

    cell: Ints
    """Place and week: row of ``Places``. Shape (I,)."""
    there: Ints
    """Units in the known plan. Shape (I,)."""
    column: Ints
    """The column that measures. Shape (I,)."""
    more: Ints
    """The column that says whether there are more than in the known plan. Shape (I,)."""


@dataclass(frozen=True, slots=True)
class Far:
    """A program in which plans are made far from known ones."""

    program: Program
    """The mission's program and its goals, with columns after all of its own, and rows."""
    objective: Objective
    """The most that any plan could differ, less the least distance."""
    places: Places
    inner: Inner
    sums: tuple[tuple[Terms, int], ...]
    """The distance from each known plan: a sum of columns (of row 0) and an offset."""
    least: int
    """Column of the least distance; ``ZERO`` where there is one known plan only."""
    most: int
    """More than any least distance. [person-week and post-week]"""
    lead: Floats
    """A cost for a search: the objective, and a little of the other distances. Shape (n,)."""

    def capped(self, objective: Objective, most: int) -> "Far":
        """Return it with a row more: an objective is at most at a value. [1 / divisor]"""
        terms = Terms.of(np.zeros(len(objective.column), dtype=np.int64), objective.column, objective.cost)
        rows = Rows()
        rows.post(terms, high=float(most - objective.offset), n=1)
        program = self.program.extended(Columns(count=len(self.program.lower)), rows)
        return replace(self, program=program)

    def measured(self, values: Ints) -> Ints:
        """Return a solution whose added columns measure what its own columns say.

        Parameters
        ----------
        values
            Of all columns, or of the mission's own.
        """
        whole = np.zeros(len(self.program.lower), dtype=np.int64)
        whole[: len(values)] = values
        units = self.places.units(whole)[self.inner.cell]
        whole[self.inner.column] = np.abs(units - self.inner.there)
        whole[self.inner.more] = units > self.inner.there
        if self.least != ZERO:
            whole[self.least] = min(offset + int(terms.value @ whole[terms.column]) for terms, offset in self.sums)
        return whole

    def touched(self, free: Ints) -> Ints:
        """Return the added columns that measure any of some columns of the mission."""
        is_free = np.zeros(len(self.program.lower), dtype=bool)
        is_free[free] = True
        cells = np.zeros(len(self.places.most), dtype=bool)
        cells[self.places.terms.index[is_free[self.places.terms.column]]] = True
        chosen = cells[self.inner.cell]
        least = [] if self.least == ZERO else [self.least]
        return np.concatenate([self.inner.column[chosen], self.inner.more[chosen], np.array(least, dtype=np.int64)])


def far(made: Formulation, known: Sequence[Ints]) -> Far:
    """Add the distances from known plans to a mission's program.

    Parameters
    ----------
    known
        Of each plan, the value of every column, of which those of crossings and handovers are looked at: see
        ``follow``. At least one.
    """
    places = places_of(made)
    weight = posts_to_hand_over(made)
    columns, rows = Columns(count=len(made.program.lower)), Rows()
    shared: dict[tuple[int, int], tuple[int, int]] = {}
    sums = [_distance(made, places, weight, values, columns, rows, shared) for values in known]
    listed = np.array([(*cell, *pair) for cell, pair in shared.items()], dtype=np.int64).reshape(-1, 4)
    upper = np.concatenate([made.program.upper, columns.bounds()[1]])
    most = min(offset + int((np.maximum(t.value, 0) * upper[t.column]).sum()) for t, offset in sums)
    if len(sums) == 1:
        (terms, offset), least = sums[0], ZERO
    else:
        least = int(columns.new(1, float(most))[0])
        terms, offset = Terms.of(np.zeros(1, dtype=np.int64), np.array([least]), 1), 0
        for total, start in sums:
            rows.post([Terms.of(np.zeros(1, dtype=np.int64), np.array([least]), 1), total.times(-1)], high=start, n=1)
    objective = Objective(NO_GOAL, *terms.times(-1).by_column(), most - offset, 1, float(max(most, 1)))
    program = made.program.extended(columns, rows)
    lead = np.zeros(columns.count)
    lead[objective.column] += objective.cost
    for total, _ in sums:
        np.add.at(lead, total.column, -_A_LITTLE * total.value)
    return Far(program, objective, places, Inner(*listed.T), tuple(sums), least, most, lead)


def places_of(made: Formulation) -> Places:
    """Return the heads of every unit, site and command in every week as sums of columns."""
    journeys, n = made.journeys, made.instance.weeks
    upper = made.program.upper
    number: dict[tuple[int, int, int], int] = {}
    parts, size = [], []
    most = np.zeros((len(journeys.stages), n), dtype=np.int64)
    for stage in journeys.stages:
        p = number.setdefault((stage.unit, stage.site, stage.command), len(number))
        enter, leave = journeys.crossing[stage.enter], journeys.crossing[stage.leave]
        moving = enter != leave  # where nobody can be, both columns are the same
        row = p * n + np.arange(n)
        parts.append(Terms.of(row[moving], enter[moving], 1))
        parts.append(Terms.of(row[moving], leave[moving], -1))
        there = moving & (enter != ZERO)
        most[p] += np.where(there, upper[np.maximum(enter, 0)], 0).astype(np.int64)
    for unit, _, _ in number:
        size.append(journeys.units[unit].size)
    exist = np.array([journeys.units[unit].exist for unit, _, _ in number], dtype=np.int64)
    limit = np.minimum(most[: len(number)], exist[:, None])
    return Places(Terms.sum(parts), np.repeat(np.array(size, dtype=np.int64), n), limit.ravel())


def posts_to_hand_over(made: Formulation) -> Ints:
    """Return what each week of an activity under another command counts; 0 where it does not run. Shape (A, T)."""
    inst = made.instance
    posts = np.zeros((len(inst.tasks), inst.weeks), dtype=np.int64)
    for line in inst.lines:
        posts[line.activity] += line.required
    runs = np.array([task.runs for task in inst.tasks], dtype=bool).reshape(posts.shape)
    return np.where(runs, np.maximum(posts, 1), 0)


def _distance(
    made: Formulation,
    places: Places,
    weight: Ints,
    values: Ints,
    columns: Columns,
    rows: Rows,
    shared: dict[tuple[int, int], tuple[int, int]],
) -> tuple[Terms, int]:
    """Return the distance from one plan as a sum of columns (of row 0) and an offset.

    Parameters
    ----------
    shared
        Columns that measure one place and week from one number of units, for all known plans that have this number.
    """
    there = places.units(values)
    rising, falling = there == 0, there >= places.most
    sign = np.where(rising, 1, np.where(falling, -1, 0))
    ends = Terms(
        np.zeros_like(places.terms.index),
        places.terms.column,
        places.terms.value * (sign * places.size)[places.terms.index],
    )
    offset = int((there * places.size)[~rising & falling].sum())
    inner = np.flatnonzero(~rising & ~falling)
    fresh = np.array([i for i in inner if (int(i), int(there[i])) not in shared], dtype=np.int64)
    pairs = _absolute(places, fresh, there[fresh], columns, rows)
    shared.update({(int(i), int(there[i])): (int(c), int(m)) for i, c, m in zip(fresh, *pairs, strict=True)})
    middle = np.array([shared[int(i), int(there[i])][0] for i in inner], dtype=np.int64)
    held, beyond = _handed(made, weight, values)
    zero = np.zeros(len(inner), dtype=np.int64)
    return Terms.sum([ends, Terms.of(zero, middle, places.size[inner]), held]), offset + beyond


def _absolute(places: Places, chosen: Ints, there: Ints, columns: Columns, rows: Rows) -> tuple[Ints, Ints]:
    """Return columns that are at most ``|x - there|`` in some places and weeks, and those that say if it is more."""
    most, n = places.most[chosen], len(chosen)
    size = np.maximum(there, most - there)
    column, more = columns.new(n, size.astype(float)), columns.new(n, 1.0)
    units = places.terms.only(chosen, len(places.most))
    row = np.arange(n)
    own = Terms.of(row, column, 1)
    rows.post([own, units.times(-1), Terms.of(row, more, 2 * there)], high=there.astype(float), n=n)
    rows.post([own, units, Terms.of(row, more, -2 * (most - there))], high=there.astype(float), n=n)
    return column, more


def _handed(made: Formulation, weight: Ints, values: Ints) -> tuple[Terms, int]:
    """Return the post-weeks under another command than in a plan, as a sum of columns and an offset."""
    over = made.handovers.over
    known = over != ZERO
    is_over = known & (values[np.maximum(over, 0)] > 0)
    cost = np.where(is_over, -weight, weight)
    terms = Terms.of(np.zeros_like(over), over, cost)
    return terms, int(weight[is_over].sum())
