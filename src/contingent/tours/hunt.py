"""The search of a large mission: a first plan, then better ones, until time is up or somebody stops it."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from contingent.domain.plan import Plan
from contingent.tours.cover import refill
from contingent.tours.dive import Draft
from contingent.tours.dual import Dual
from contingent.tours.index import CaseArrays, case, charge, compiled_case
from contingent.tours.insert import admit, is_anybody_alone
from contingent.tours.known import known_handovers, known_rows
from contingent.tours.moved import moved
from contingent.tours.problem import STAGES, Counts, Floats, Posting, Problem, Roster
from contingent.tours.recreate import HOPE, complete, construct, give_up_broken, hand_over, place_all_in_place
from contingent.tours.search import plan_site_anew, score, search, seed
from contingent.tours.state import CELLS, StateArrays, add_tour, compiled_state, empty_state

_HOT, _WARM, _COLD = 30.0, 1.0, 0.01
"""How much worse a step may be at first, at first near a known plan, and at last. [post-week of priority 1]"""
_BROKEN, _FORBIDDEN, _BEARABLE, _LOST = 1e5, 1e12, 10, 60
"""What an essential post weighs that is empty in the week of its handover: at first, and after so many looks in a row;
and after how many the search goes back to its best plan.

A way through what is unlawful may lead to something better; but what is found there is no plan.
"""
_STEPS = 10
"""Steps between two looks at the clock."""
_EXCHANGES = 20
"""How often in its time a search looks whether another one has found a better plan."""
_DEAR = 0.3
"""Share of the price of room that the search pays."""
_SETTLED, _TRIALS = 0.5, 0.3
"""Steps for each unit before other weeks of handovers are tried; and the share of the time that this then has."""
_POLISH, _LONGEST = 5, 0.02
"""Steps for each unit of a site that is planned anew; and the part of the whole time that they may take at most."""
_TOLERANCE, _MUCH = 10.0, 30.0
"""How much dearer a week of handover may be by the prices, about, to be tried often; and what is a large saving.

[unit of the goal proven last]
"""

_MOVED = 0.03
"""Part of all people in a known plan who may do otherwise than where the search near it has begun."""

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


@dataclass(frozen=True, slots=True)
class Guide:
    """What prices of a bound say of good plans."""

    rents: Floats
    """What room within each limit is worth. Shape (L, T)."""
    handovers: Floats
    """What each week of each handover costs; T: never. Shape (C, T + 1)."""


class Hunt:
    """A search and the best that it has found."""

    def __init__(self, p: Problem, number: int, told: Callable[[Sums], None]) -> None:
        self.problem, self.told = p, told
        self.arrays: CaseArrays = case(p)
        self._case = compiled_case(self.arrays)
        self._noted = compiled_state(empty_state(p, self.arrays))
        self.best: Found | None = None
        self._order = _order(p)
        self.seed = number
        self._chance = np.random.default_rng(number)
        self._looks_broken = 0
        self.heat = _HOT
        """How much worse a step may be at first. [post-week of priority 1]"""
        self._costs: Floats = _no_costs(p)
        self.near: Found | None = None
        """Where a search near a known plan has begun: most people do as there."""

    def start(self, near: Plan | None = None) -> bool:
        """Find a first plan: those in place, then everybody who helps, with no handover or, if that fails, with all.

        Parameters
        ----------
        near
            A plan of this mission, or of one like it, to begin with; what the rules do not allow of it is left out.
            The search then changes little of it, as little of it may be news.

        Returns
        -------
        bool
            Whether there is one; else those in place do not fit into the limits, or only in ways not looked for.
        """
        seed(self.seed)
        never = np.full(len(self.problem.bands.may_pass), self.problem.weeks, dtype=np.int32)
        if near is not None:
            self._begin(known_handovers(self.problem, near))
            self._admit(known_rows(self.problem, near, self._order))
            self._complete()
            self.near = self.best
        for over in (never, _middle(self.problem)):
            if self.best is None:
                self._begin(over)
                self._construct()
        self.heat = _HOT if near is None else _WARM
        return self.best is not None

    @property
    def sums(self) -> Sums:
        """What the best plan is worth; infinite where there is none."""
        return (np.inf,) if self.best is None else self.best.sums

    def join(self, other: "Hunt") -> None:
        """Begin with the best plan of another search, to be called in the thread that then goes on."""
        seed(self.seed)
        self.best, self.heat, self.near = other.best, other.heat, other.near

    def follow(self, draft: Draft) -> bool:
        """Make a plan of a draft, and begin with it; return whether that could be done."""
        seed(self.seed)
        self._begin(draft.over)
        self._admit((u, tour) for u, tour in draft.tours if tour[1] < 0)
        if not place_all_in_place(self._case, self._compiled, self._order, HOPE):
            return False
        self._admit((u, tour) for u, tour in draft.tours if tour[1] >= 0)
        self.heat = _WARM
        return self._complete()

    def _admit(self, tours: Iterable[tuple[int, Counts]]) -> None:
        """Add tours as far as there is room for them."""
        for u, tour in tours:
            admit(self._case, self._compiled, u, tour)

    def _begin(self, over: Counts) -> None:
        """Begin with a state in which nobody comes."""
        self._state = empty_state(self.problem, self.arrays)
        self._compiled = compiled_state(self._state)
        for band, week in enumerate(over):
            hand_over(self._case, self._compiled, band, int(week))

    def _construct(self) -> bool:
        """Plan everybody, and keep the plan if there is one; return whether there is."""
        return self._kept(construct(self._case, self._compiled, self._order, HOPE))

    def _complete(self) -> bool:
        """Plan everybody who has no tour yet, and keep the plan if there is one; return whether there is."""
        return self._kept(complete(self._case, self._compiled, self._order, HOPE, 0.8))

    def _kept(self, done: bool) -> bool:
        if done:
            give_up_broken(self._case, self._compiled)
            self._keep()
        return done

    def go_on(
        self,
        deadline: float,
        stop: Stop,
        guide: Callable[[], Guide | None],
        *,
        begun: float | None = None,
        others: Callable[[], Sequence["Hunt"]] = tuple,
    ) -> int:
        """Search for better plans; return how many steps were made.

        Parameters
        ----------
        deadline
            Of ``time.monotonic``. [s]
        guide
            Returns what a new bound says, when there is one.
        begun
            When the time began whose part that has gone says how cold it is, of ``time.monotonic``; None: now. [s]
        others
            Returns those who search at the same time. Whose best plan is worse goes on from the better one.
        """
        if self.best is None:
            return 0
        self._state = self._of(self.best)
        now = time.monotonic()
        begun, steps, tried, settled = now if begun is None else begun, 0, 0.0, np.inf
        whole = max(deadline - begun, 1e-9)
        exchange = now + whole / _EXCHANGES
        self._search(0, _COLD, -1, _BROKEN)  # compiled by now, also where no time is left
        while (now := time.monotonic()) < deadline and not stop():
            if (told := guide()) is not None:
                charge(self.problem, self.arrays, told.rents, _DEAR)
                self._costs = told.handovers
            if now >= exchange:
                exchange = now + whole / _EXCHANGES
                self._learn_from(others())
            left = (deadline - now) / whole
            if settled == np.inf and steps >= _SETTLED * len(self._order):
                settled = now
            if self.near is None and tried < _TRIALS * (now - settled):
                steps += self.try_handover(left, min(deadline, now + _LONGEST * whole), stop)
                tried += time.monotonic() - now
            self.take_steps(left)
            steps += _STEPS
            if self.near is not None and self._has_moved_far(self.near):
                self._state = self._of(self.best)
            self._keep()
        return steps

    def _has_moved_far(self, near: Found) -> bool:
        """Tell whether more people do otherwise than in the plan near which it began than may."""
        people = float(near.tours[:, :, CELLS - 1].sum(axis=1) @ self.problem.units.size)
        return moved(self._case, self._compiled, near.rows, near.tours) > _MOVED * people

    def _search(self, steps: int, heat: float, only: int, broken: float) -> None:
        search(self._case, self._compiled, self._noted, steps, heat, only, broken)

    def take_steps(self, left: float) -> None:
        """Search for some steps; ``left``: the part of the time that is left. What stays unlawful too long is left."""
        self._looks_broken = self._looks_broken + 1 if self._state.sums[2] > 0 else 0
        if self._looks_broken > _LOST and self.best is not None:
            self._state = self._of(self.best)
        weight = _BROKEN if self._looks_broken < _BEARABLE else _FORBIDDEN
        self._search(_STEPS, self.heat * left**2 + _COLD, -1, weight)

    def _learn_from(self, others: Sequence["Hunt"]) -> None:
        """Go on from the best plan that is known, if it is not one's own."""
        best = min((self, *others), key=lambda hunt: hunt.sums).best
        if best is not None and best is not self.best:
            self.best = best
            self._state = self._of(best)

    def try_handover(self, left: float, until: float, stop: Stop) -> int:
        """Hand a band over in another week, plan its site anew, and take it back if that became worse.

        A single step hardly ever gains by another week: what stands around it was made for this one.
        """
        drawn = self._other_week()
        if drawn is None:
            return 0
        band, week = drawn
        site = int(self.problem.lines.site[self.problem.bands.line[self.problem.bands.lines[band]]])
        before = score(self._case, self._compiled, _FORBIDDEN)
        saved = {name: array.copy() for name, array in self._state._asdict().items()}
        steps, most = 0, _POLISH * int(self.arrays.units_at[site + 1] - self.arrays.units_at[site])
        is_lawful = plan_site_anew(self._case, self._compiled, site, band, week)
        while is_lawful and steps < most and time.monotonic() < until and not stop():
            heat = self.heat * left**2 * (1 - steps / most) ** 2 + _COLD
            self._search(_STEPS, heat, site, _FORBIDDEN)
            steps += _STEPS
        if not is_lawful or score(self._case, self._compiled, _FORBIDDEN) > before + self.heat * left**2:
            for name, old in saved.items():
                getattr(self._state, name)[...] = old
        return steps

    def _other_week(self) -> tuple[int, int] | None:
        """Draw a band and another week for it, those that save much by the prices more often; None: there is none."""
        some = np.flatnonzero(np.isfinite(self._costs).sum(axis=1) > 1)
        if not len(some):
            return None
        costs = self._costs[some]  # a copy
        at = np.arange(len(some)), self._state.over[some]
        present = costs[at]
        costs[at] = np.inf
        saved = np.exp(np.minimum(present - costs.min(axis=1), _MUCH) / _TOLERANCE)
        i = int(self._chance.choice(len(some), p=saved / saved.sum()))
        weights = np.exp((costs[i].min() - costs[i]) / _TOLERANCE)
        return int(some[i]), int(self._chance.choice(len(weights), p=weights / weights.sum()))

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

    def _keep(self) -> None:
        """Take over the present plan if it is lawful and better than the best."""
        state = self._state
        sums = (round(float(state.sums[0])), round(float(state.sums[1])), float(state.sums[3]))
        is_better = self.best is None or sums < self.best.sums
        if is_better and state.sums[2] == 0 and not is_anybody_alone(self._case, self._compiled):
            most = int(state.rows.max(initial=0))
            self.best = Found(sums, state.rows.copy(), state.tours[:, :most].copy(), state.over.copy())
            self.told(sums)


def guide_of(dual: Dual, prices: Floats) -> Guide:
    """Return what the prices of a bound say."""
    return Guide(dual.layout.view(prices).limit.copy(), dual.handover_costs(prices))


def _no_costs(p: Problem) -> Floats:
    """Return the costs of weeks of handover while no price is known: all that are allowed cost nothing."""
    never = np.ones((len(p.bands.may_pass), 1), dtype=bool)
    return np.where(np.hstack([p.bands.may_pass, never]), 0.0, np.inf)


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
