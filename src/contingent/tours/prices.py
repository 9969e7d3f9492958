"""Prices: one for every row of the rules that units, posts and handovers share, week by week.

All are at least 0. Any such prices prove a bound: see ``dual``.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from contingent.domain.vocabulary import Goal, Measure, Sense
from contingent.instance.instance import Bools, Wish
from contingent.tours.presence import strength_wishes
from contingent.tours.problem import NEVER, Floats, Problem
from contingent.tours.wanted import least_enablers

GOALS = tuple(Goal)


class Prices(NamedTuple):
    """Prices by what they are paid for, or what is demanded beyond what there is: views of one row of numbers."""

    fill: Floats
    """A fill, under the old command and under the new. Shape (B, 2, T)."""
    first: Floats
    """A fill of an essential post, beside. Shape (B, 2, T)."""
    busy: Floats
    """One at work where more than one set may be there: see ``Rotating``. Shape (R, T)."""
    share: Floats
    """One more person served by an enabler. Shape (E, T)."""
    least: Floats
    """An enabler, for the least number where anybody works. Shape (E, T)."""
    open: Floats
    """A fill at a site that needs enablers. Shape (B, T)."""
    open_first: Floats
    """A fill of an essential post there, beside. Shape (B, T)."""
    limit: Floats
    """A person with support within a limit. Shape (L, T)."""
    seat: Floats
    """A seat. Shape (F, T)."""
    strength: Floats
    """A person missed by a wish. Shape (wishes for strength, T)."""
    coverage: Floats
    """A post missed by a wish. Shape (wishes for coverage, T)."""
    passed: Floats
    """An activity missed by a wish. Shape (wishes for handovers, T)."""
    nation: Floats
    """A person-week above a nation's fair share. Shape (nations,)."""
    left: Floats
    """One of a group who left long enough ago. Shape (H, T)."""
    back: Floats
    """One of a group who has not come again. Shape (H, T)."""
    goal: Floats
    """A unit of each goal, in the order of ``Goal``: 1 for the one that is proven. Shape (8,)."""


class Layout:
    """Where the prices of a problem lie in one row of numbers, and which rows exist."""

    def __init__(self, p: Problem, rotating: int, onward: int) -> None:
        wishes = wishes_by_measure(p)
        t, e = p.weeks, len(p.servings.site)
        self.shapes: dict[str, tuple[int, ...]] = {
            "fill": (len(p.lines.site), 2, t),
            "first": (len(p.lines.site), 2, t),
            "busy": (rotating, t),
            "share": (e, t),
            "least": (e, t),
            "open": (len(p.lines.site), t),
            "open_first": (len(p.lines.site), t),
            "limit": (len(p.limits.most), t),
            "seat": (len(p.lifts.most), t),
            "strength": (len(wishes[Measure.STRENGTH]), t),
            "coverage": (len(wishes[Measure.COVERAGE]), t),
            "passed": (len(wishes[Measure.HANDED_OVER]), t),
            "nation": (len(p.instance.shares),),
            "left": (onward, t),
            "back": (onward, t),
            "goal": (len(GOALS),),
        }
        ends = np.cumsum([int(np.prod(shape)) for shape in self.shapes.values()])
        self.size = int(ends[-1])
        self._parts = dict(zip(self.shapes, zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True), strict=True))

    def view(self, flat: Floats) -> Prices:
        """Return views of a row of numbers."""
        return Prices(*(flat[slice(*self._parts[name])].reshape(shape) for name, shape in self.shapes.items()))

    def filled(self, of: Callable[[Prices], None], value: float = 0.0) -> Floats:
        """Return a row of numbers, written by name."""
        flat = np.full(self.size, value)
        of(self.view(flat))
        return flat


def wishes_by_measure(p: Problem) -> dict[Measure, list[Wish]]:
    """Return the wishes that the goal ``targets`` counts."""
    wishes = [w for w in p.instance.wishes if not w.must]
    found = {m: [w for w in wishes if w.measure is m] for m in Measure}
    found[Measure.STRENGTH] = strength_wishes(p.instance)
    return found


def rows_that_hold(p: Problem, layout: Layout, back: Bools, goals: set[Goal]) -> Bools:
    """Tell which prices can prove anything for goals: the others stay 0.

    Parameters
    ----------
    back
        See ``Needs``. Shape (H,).
    goals
        The goal to be proven, and the earlier ones.
    """
    wishes = wishes_by_measure(p)

    def write(rows: Prices) -> None:
        posts, least = p.lines.required > 0, least_enablers(p) > 0
        needs_enablers = np.isin(p.lines.site, p.servings.site[least])[:, None]
        rows.fill[:, 0] = posts
        rows.fill[:, 1] = posts & (p.lines.band >= 0)[:, None]
        rows.busy[:] = 1
        rows.share[:] = (p.servings.per > 0)[:, None]
        rows.least[:] = least[:, None]
        rows.open[:] = posts & needs_enablers
        if Goal.ESSENTIAL in goals:
            some = (p.lines.essential > 0) & (p.lines.essential < p.lines.required)
            rows.first[:, 0] = some
            rows.first[:, 1] = some & (p.lines.band >= 0)[:, None]
            rows.open_first[:] = some & needs_enablers
        rows.limit[:] = p.limits.most < NEVER
        rows.seat[:] = p.lifts.most < NEVER
        if Goal.TARGETS in goals:
            for block, measure in ((rows.strength, Measure.STRENGTH), (rows.coverage, Measure.COVERAGE)):
                for w, wish in enumerate(wishes[measure]):
                    block[w] = wish.limit.weeks
            for w, wish in enumerate(wishes[Measure.HANDED_OVER]):
                rows.passed[w] = wish.limit.weeks
        rows.nation[:] = Goal.BURDEN in goals
        rows.left[:] = Goal.ELSEWHERE in goals
        rows.back[:] = back[:, None] & (Goal.ELSEWHERE in goals)
        rows.goal[:] = [g in goals for g in GOALS]

    holds: Bools = layout.filled(write) > 0
    return holds


def signs(wishes: list[Wish]) -> Floats:
    """Return 1 for wishes of at least, -1 for at most. Shape (wishes, 1)."""
    return np.array([1.0 if w.sense is Sense.AT_LEAST else -1.0 for w in wishes]).reshape(-1, 1)
