"""How far a plan is from known plans, as columns and rows added to the program: docs/concepts/alternatives.md.

A distance counts person-weeks that are not the same by unit, site, command and week, and post-weeks under another
command. It is made large, where a program makes its objectives small; so the objective is what is missing of the most
that any plan could differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from contingent.domain.vocabulary import Goal
from contingent.formulation.build import Formulation
from contingent.formulation.program import ZERO, Columns, Floats, Ints, Objective, Program, Rows, Terms

_LABEL = Goal.TURBULENCE
"""An objective must be called like a goal; nobody reads this one's name."""

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


@dataclass(frozen=True, slots=True)
class Far:
    """A program in which plans are made far from known ones."""

    program: Program
    """The mission's program and its goals, with columns after all of its own, and rows."""
    objective: Objective
    """The most that any plan could differ, less the least distance."""
    extra: Ints
    """The columns that were added. They only measure."""
    most: int
    """More than any least distance. [person-week and post-week]"""
    lead: Floats
    """A cost for a search: the objective, and a little of the other distances. Shape (n,)."""

    def capped(self, objective: Objective, most: int) -> "Far":
        """Return it with a row more: an objective is at most at a value. [1 / divisor]"""
        terms = Terms.of(np.zeros(len(objective.column), dtype=np.int64), objective.column, objective.cost)
        rows = Rows()
        rows.post(terms, high=float(most - objective.offset), n=1)
        program = _extended(self.program, Columns(count=len(self.program.lower)), rows)
        return Far(program, self.objective, self.extra, self.most, self.lead)


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
    shared: dict[tuple[int, int], int] = {}
    sums = [_distance(made, places, weight, values, columns, rows, shared) for values in known]
    upper = np.concatenate([made.program.upper, columns.bounds()[1]])
    most = min(offset + int((np.maximum(t.value, 0) * upper[t.column]).sum()) for t, offset in sums)
    if len(sums) == 1:
        (terms, offset), least = sums[0], ZERO
    else:
        least = int(columns.new(1, float(most))[0])
        terms, offset = Terms.of(np.zeros(1, dtype=np.int64), np.array([least]), 1), 0
        for total, start in sums:
            rows.post([Terms.of(np.zeros(1, dtype=np.int64), np.array([least]), 1), total.times(-1)], high=start, n=1)
    objective = Objective(_LABEL, *_added(terms.times(-1)), most - offset, 1, float(max(most, 1)))
    program = _extended(made.program, columns, rows)
    lead = np.zeros(columns.count)
    lead[objective.column] += objective.cost
    for total, _ in sums:
        np.add.at(lead, total.column, -_A_LITTLE * total.value)
    return Far(program, objective, np.arange(len(made.program.lower), columns.count), most, lead)


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
    shared: dict[tuple[int, int], int],
) -> tuple[Terms, int]:
    """Return the distance from one plan as a sum of columns (of row 0) and an offset.

    Parameters
    ----------
    shared
        Columns that measure one place and week from one number of units, for all known plans that have this number.
    """
    count = len(places.most)
    there = np.bincount(places.terms.index, places.terms.value * values[places.terms.column], minlength=count)
    there = there.astype(np.int64)
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
    made_columns = _absolute(places, fresh, there[fresh], columns, rows)
    shared.update({(int(i), int(there[i])): int(c) for i, c in zip(fresh, made_columns, strict=True)})
    middle = np.array([shared[int(i), int(there[i])] for i in inner], dtype=np.int64)
    held, beyond = _handed(made, weight, values)
    zero = np.zeros(len(inner), dtype=np.int64)
    return Terms.sum([ends, Terms.of(zero, middle, places.size[inner]), held]), offset + beyond


def _absolute(places: Places, chosen: Ints, there: Ints, columns: Columns, rows: Rows) -> Ints:
    """Return columns that are at most ``|x - there|`` in the chosen places and weeks, and can reach it."""
    most, n = places.most[chosen], len(chosen)
    size = np.maximum(there, most - there)
    column, more = columns.new(n, size.astype(float)), columns.new(n, 1.0)
    units = places.terms.only(chosen, len(places.most))
    row = np.arange(n)
    own = Terms.of(row, column, 1)
    rows.post([own, units.times(-1), Terms.of(row, more, 2 * there)], high=there.astype(float), n=n)
    rows.post([own, units, Terms.of(row, more, -2 * (most - there))], high=there.astype(float), n=n)
    return column


def _handed(made: Formulation, weight: Ints, values: Ints) -> tuple[Terms, int]:
    """Return the post-weeks under another command than in a plan, as a sum of columns and an offset."""
    over = made.handovers.over
    known = over != ZERO
    is_over = known & (values[np.maximum(over, 0)] > 0)
    cost = np.where(is_over, -weight, weight)
    terms = Terms.of(np.zeros_like(over), over, cost)
    return terms, int(weight[is_over].sum())


def _added(terms: Terms) -> tuple[Ints, Ints]:
    """Add up equal columns; those whose sum is 0 fall away."""
    column, place = np.unique(terms.column, return_inverse=True)
    cost = np.zeros(len(column), dtype=np.int64)
    np.add.at(cost, place, terms.value)
    return column[cost != 0], cost[cost != 0]


def _extended(program: Program, columns: Columns, rows: Rows) -> Program:
    """Return a program with columns and rows added behind its own."""
    lower, upper = columns.bounds()
    lower, upper = np.concatenate([program.lower, lower]), np.concatenate([program.upper, upper])
    more = Program.of(rows, lower, upper, program.objectives)
    own = program.matrix.tocsr(copy=True)
    own.resize((own.shape[0], len(lower)))
    return Program(
        sparse.vstack([own, more.matrix], format="csr"),
        np.concatenate([program.low, more.low]),
        np.concatenate([program.high, more.high]),
        lower,
        upper,
        program.objectives,
    )
