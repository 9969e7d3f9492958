"""The search of a large mission: a first plan, then better ones, until time is up or somebody stops it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from contingent.domain.plan import Plan
from contingent.tours.cover import refill
from contingent.tours.dual import Dual
from contingent.tours.index import CaseArrays, case, charge, compiled_case
from contingent.tours.insert import admit
from contingent.tours.known import known_handovers, known_rows
from contingent.tours.problem import STAGES, Counts, Floats, Posting, Problem, Roster
from contingent.tours.search import construct, hand_over, search, seed
from contingent.tours.state import CELLS, StateArrays, add_tour, compiled_state, empty_state

_HOPE = 0.05
"""What a post that an enabler would allow weighs in a first plan, against one of priority 1."""
_HOT, _WARM, _COLD = 30.0, 1.0, 0.01
"""How much worse a step may be at first, at first near a known plan, and at last. [post-week of priority 1]"""
_STEPS = 10
"""Steps between two looks at the clock."""
_DEAR = 0.3
"""Share of the price of room that the search pays."""

Stop = Callable[[], bool]
Sums = tuple[float, ...]
"""Empty essential post-weeks, empty post-weeks by priority, and all else as the search weighs it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A plan that the search has found."""

    sums: Sums
    rows: Counts
    tours: Counts
    over: Counts


class Hunt:
    """A search and the best that it has found."""

    def __init__(self, p: Problem, number: int, told: Callable[[Sums], None]) -> None:
        self.problem, self.told = p, told
        self.arrays: CaseArrays = case(p)
        self._case = compiled_case(self.arrays)
        self.best: Found | None = None
        self._order = _order(p)
        self._seed = number

    def start(self, near: Plan | None = None) -> bool:
        """Find a first plan: those in place, then everybody who helps, with no handover and with all of them.

        Parameters
        ----------
        near
            A plan of this mission, or of one like it, to begin with; what the rules do not allow of it is left out.

        Returns
        -------
        bool
            Whether there is one; else those in place do not fit into the limits, or only in ways not looked for.
        """
        seed(self._seed)
        never = np.full(len(self.problem.bands.may_pass), self.problem.weeks, dtype=np.int32)
        if near is not None:
            self._begin(known_handovers(self.problem, near))
            for u, tour in known_rows(self.problem, near, self._order):
                admit(self._case, self._compiled, u, tour)
            self._construct()
        if self.best is None:
            for over in (never, _middle(self.problem)):
                self._begin(over)
                self._construct()
        self._heat = _HOT if near is None else _WARM
        return self.best is not None

    def _begin(self, over: Counts) -> None:
        """Begin with a state in which nobody comes."""
        self._state = empty_state(self.problem, self.arrays)
        self._compiled = compiled_state(self._state)
        for band, week in enumerate(over):
            hand_over(self._case, self._compiled, band, int(week))

    def _construct(self) -> None:
        """Plan everybody who has no tour yet, and keep the plan if there is one."""
        if construct(self._case, self._compiled, self._order, _HOPE):
            self._mend()
            self._keep()

    def go_on(self, deadline: float, stop: Stop, rents: Callable[[], Floats | None]) -> int:
        """Search for better plans; return how many steps were made.

        Parameters
        ----------
        deadline
            Of ``time.monotonic``. [s]
        rents
            Returns new prices of room when there are any. Shape (L, T).
        """
        if self.best is None:
            return 0
        self._state = self._of(self.best)
        begun, steps = time.monotonic(), 0
        search(self._case, self._compiled, 0, _COLD)  # compiled by now, also where no time is left
        while (now := time.monotonic()) < deadline and not stop():
            if (price := rents()) is not None:
                charge(self.problem, self.arrays, price, _DEAR)
            left = (deadline - now) / max(deadline - begun, 1e-9)
            search(self._case, self._compiled, _STEPS, self._heat * left**2 + _COLD)
            steps += _STEPS
            self._keep()
        return steps

    def result(self) -> tuple[Roster, Posting]:
        """Return the best plan."""
        if self.best is None:
            raise ValueError("there is no plan yet")
        state = self._of(self.best)
        units, rows = np.nonzero(np.arange(state.tours.shape[1])[None, :] < state.rows[:, None])
        tours = state.tours[units, rows]
        roster = Roster(tours[:, 0], tours[:, 1 : STAGES + 2], tours[:, CELLS - 1], state.over)
        return roster, Posting(state.fills, state.enabling, state.counted)

    def _of(self, found: Found) -> StateArrays:
        """Return the state of a plan."""
        self._begin(found.over)
        for u in range(len(found.rows)):
            for row in range(found.rows[u]):
                add_tour(self._case, self._compiled, u, found.tours[u, row].copy())
        refill(self._case, self._compiled)
        return self._state

    def _mend(self) -> None:
        """Take back handovers in whose week essential posts would be empty."""
        lines = self.problem.lines
        while self._state.sums[2] > 0:
            for band, week in enumerate(self._state.over):
                own = lines.band == band
                if week < self.problem.weeks and (self._state.short[own, 0, week] > 0).any():
                    hand_over(self._case, self._compiled, band, self.problem.weeks)
            refill(self._case, self._compiled)

    def _keep(self) -> None:
        """Take over the present plan if it is lawful and better than the best."""
        state = self._state
        sums = (round(float(state.sums[0])), round(float(state.sums[1])), float(state.sums[3]))
        if state.sums[2] == 0 and (self.best is None or sums < self.best.sums):
            most = int(state.rows.max(initial=0))
            self.best = Found(sums, state.rows.copy(), state.tours[:, :most].copy(), state.over.copy())
            self.told(sums)


def room_prices(dual: Dual, prices: Floats) -> Floats:
    """Return what room within each limit is worth by the prices of a bound. Shape (L, T)."""
    return dual.layout.view(prices).limit.copy()


def _middle(p: Problem) -> Counts:
    """Return for each band the middle one of the weeks in which it can be handed over."""
    weeks = [np.flatnonzero(may) for may in p.bands.may_pass]
    return np.array([w[len(w) // 2] if len(w) else p.weeks for w in weeks], dtype=np.int32)


def _order(p: Problem) -> Counts:
    """Return the units in the order of a first plan.

    Those who depend on others come last, enablers come first, the large before the small.
    """
    depends = np.isin(p.units.force, p.depends[:, 0])
    enables = np.diff(p.pools.servings) > 0
    first = [
        any(pool >= 0 and enables[pool] for pool in p.spots.pool[p.spots.people[a] : p.spots.people[b]])
        for a, b in zip(p.units.spots[:-1], p.units.spots[1:], strict=True)
    ]
    return np.lexsort((-p.units.size, ~np.array(first, dtype=bool), depends)).astype(np.int32)
