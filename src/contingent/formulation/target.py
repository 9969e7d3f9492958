"""Rule ``target``: docs/formulation/target.md, equations (G1) to (G3). It serves the goal ``targets`` as well."""

from dataclasses import dataclass

import numpy as np

from contingent.domain.vocabulary import Measure, Sense
from contingent.formulation.handover import Handovers
from contingent.formulation.headcount import Headcount
from contingent.formulation.program import Columns, Ints, Rows, Terms
from contingent.formulation.supply import Supply
from contingent.instance.instance import Instance, Wish

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Missed:
    """What is missed of the wishes, in hundredths of a post for coverage, else in whole units."""

    column: Ints
    weight: Ints
    """Hundredths of the goal's unit that one of the column counts. Shape (n,)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A wish, week by week: what is measured, what is wanted, and the factor that makes both whole."""

    terms: Terms
    wanted: Ints
    """Shape (T,)."""
    factor: int
    """Measured and wanted are in units of 1 / factor."""


def rows(inst: Instance, heads: Headcount, made: Handovers, supply: Supply, columns: Columns, post: Rows) -> Missed:
    """Post that a ``must`` is met (G1), what is missed of a wish (G2), and what a question asks (G3)."""
    _asked(inst, supply, post)
    column, weight = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for wish in inst.wishes:
        measured = measure(inst, wish, heads, made, supply)
        weeks = np.flatnonzero(wish.limit.weeks)
        terms = measured.terms.only(weeks, inst.weeks)
        wanted = measured.wanted[weeks].astype(float)
        at_least = wish.sense is Sense.AT_LEAST
        if not wish.must:
            most = wanted if at_least else _most(inst, measured, columns)
            missed = columns.new(len(weeks), most)
            column.append(missed)
            weight.append(np.full(len(weeks), PERCENT // measured.factor))
            terms = Terms.sum([terms, Terms.of(np.arange(len(weeks)), missed, 1 if at_least else -1)])
        post.post(terms, low=wanted if at_least else -np.inf, high=np.inf if at_least else wanted, n=len(weeks))
    return Missed(np.concatenate(column), np.concatenate(weight))


def _asked(inst: Instance, supply: Supply, post: Rows) -> None:
    """Post that posts which a question asks for are filled (G3)."""
    for ask in inst.asks:
        lines = [
            b
            for b, line in enumerate(inst.lines)
            if (inst.tasks[line.activity].id, line.skill) == (ask.activity, ask.skill)
        ]
        own = np.isin(supply.line, lines) & (supply.week == ask.week)
        fills = Terms.of(np.zeros(int(own.sum()), dtype=np.int64), supply.column[own], 1)
        post.post(fills, low=float(ask.least), n=1)


def measure(inst: Instance, wish: Wish, heads: Headcount, made: Handovers, supply: Supply) -> Measured:
    """Return what a wish measures in every week, and what it wants."""
    value = wish.limit.most
    match wish.measure:
        case Measure.STRENGTH:
            terms = heads.present(wish.limit.who, wish.limit.where, by_command=wish.limit.by_command)
            return Measured(terms, value, 1)
        case Measure.COVERAGE:
            return Measured(_filled(inst, wish, supply).times(PERCENT), value * required_posts(inst, wish), PERCENT)
        case Measure.HANDED_OVER:
            return Measured(_handed_over(inst, wish, made), value, 1)


def _most(inst: Instance, measured: Measured, columns: Columns) -> float:
    """Return more than can ever be measured."""
    upper = columns.bounds()[1]
    terms = measured.terms
    positive = np.where(terms.value > 0, terms.value * upper[terms.column], 0.0)
    by_week = np.bincount(terms.index, positive, minlength=inst.weeks)
    return float(by_week.max(initial=0.0))


def _filled(inst: Instance, wish: Wish, supply: Supply) -> Terms:
    """Sum the fills of the wish's activities by people whom it counts. A pool is counted whole or not at all."""
    counted = np.array(
        [wish.limit.who[inst.groups[p.members[0].group].contingent, p.command] for p in supply.pools], dtype=bool
    )
    activity = np.array([line.activity for line in inst.lines], dtype=np.int64)
    if not len(supply.line):
        return Terms.none()
    chosen = wish.activities[activity[supply.line]] & counted[supply.pool]
    return Terms.of(supply.week[chosen], supply.column[chosen], 1)


def required_posts(inst: Instance, wish: Wish) -> Ints:
    """Return the posts required by the wish's activities. Shape (T,)."""
    total = np.zeros(inst.weeks, dtype=np.int64)
    for line in inst.lines:
        total += line.required * wish.activities[line.activity]
    return total


def _handed_over(inst: Instance, wish: Wish, made: Handovers) -> Terms:
    """Sum the wish's activities handed over to a command that it names."""
    chosen = [
        a for a, task in enumerate(inst.tasks) if task.hand_to >= 0 and wish.activities[a] and wish.to[task.hand_to]
    ]
    return Terms.sum(Terms.of(np.arange(inst.weeks), made.over[a], 1) for a in chosen)
