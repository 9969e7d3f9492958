"""Plan a large mission: some threads search, one proves; then every goal is proven with what is left of time."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from contingent.core.errors import EngineError
from contingent.domain.plan import Plan
from contingent.domain.vocabulary import Goal
from contingent.tours.ascent import Bound, prove
from contingent.tours.counts import counts
from contingent.tours.dive import read_off
from contingent.tours.dual import Dual
from contingent.tours.hunt import Guide, Hunt, Sums, guide_of
from contingent.tours.onward import onward
from contingent.tours.possible import without_impossible_handovers
from contingent.tours.problem import Problem
from contingent.tours.readback import plan_of
from contingent.tours.values import goal_values

_PROOFS = 0.97
"""Part of the time limit after which nothing is proven any more, if reading back and verifying does not need more."""
_SEARCH = 0.8
"""Part of that time after which the search ends; what is left of it proves."""
_ALONE = 0.55
"""The same where one worker does everything."""
_TURN, _SHORT, _ENOUGH = 2.0, 0.05, 600
"""Time that proving a goal takes before it is another one's turn, while the search goes on [s]; but no larger a part of
the time of the search, and no more steps."""
_TURNS = 2
"""Turns of each of these goals. What the search finds later lets bounds rise again: the proofs after it see to that."""

_STARTS, _ROUND, _APART = 0.6, 0.02, 1000
"""Part of a thread's time in which it begins anew again and again; what one such search takes for each unit [s]; and
how far apart their seeds are."""
_READING = 0.4
"""Part of the time left to a thread in which it reads a plan off the prices."""

Told = Callable[[Goal, float | None, float | None], None]
"""Told of a goal, its best value and its bound."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, what it is worth by this room's count, and what is proven."""

    plan: Plan
    values: dict[Goal, Fraction]
    bounds: dict[Goal, Fraction]
    """No plan that is as good in the goals before is below it."""
    steps: int
    """Steps of the search."""
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Effort:
    """How long and how hard to try."""

    seconds: float
    workers: int
    seed: int
    slack: dict[Goal, Fraction]
    """Part of its value that later goals may give away of a goal."""
    rest: float = 0.0
    """Part of ``seconds`` that whoever reads the plan back and verifies it needs. [s]"""


def plan_tours(
    p: Problem, effort: Effort, stop: Callable[[], bool], told: Told, near: Plan | None = None
) -> Planned | None:
    """Search for a plan, from a known one on if there is one, and prove how good it is; None: no plan was found."""
    return _Run(p, effort, stop, told).run(near)


class _Run:
    """The state of one run."""

    def __init__(self, p: Problem, effort: Effort, stop: Callable[[], bool], told: Told) -> None:
        self.started = time.monotonic()
        self.end = self.started + min(_PROOFS * effort.seconds, effort.seconds - effort.rest)
        """When nothing is proven any more."""
        self.problem = without_impossible_handovers(p)
        self.effort, self.stop, self.told = effort, stop, told
        self.goals = p.instance.mission.planning.goals
        self.proofs: dict[Goal, Bound] = {}
        self.caps: dict[Goal, dict[Goal, Fraction]] = {}
        """What each of them has taken the goals before to be at most."""
        self.spare: list[Dual] = []
        """What a thread has made to prove with, and no longer needs."""
        self.searched = threading.Event()
        self.guide: Guide | None = None
        self.best: Sums | None = None
        self.hunts: list[Hunt] = []
        self.is_free = True
        """No plan is known that is to be changed as little as possible."""
        self.lock = threading.Lock()

    def run(self, near: Plan | None) -> Planned | None:
        """Search and prove at once, then prove what the search has left."""
        self.is_free = near is None
        hunt = Hunt(self.problem, self.effort.seed, self._improved)
        if not hunt.start(near):
            return None
        seconds = {"first plan": time.monotonic() - self.started}
        until = self.started + (self.end - self.started) * (_ALONE if self.effort.workers < 2 else _SEARCH)
        self.hunts.append(hunt)
        with ThreadPoolExecutor(max_workers=max(1, self.effort.workers)) as pool:
            beside = [pool.submit(self._hunt_beside, n, until) for n in range(2, self.effort.workers)]
            beside += [pool.submit(self._prove_beside, until)] if self.effort.workers > 1 else []
            try:
                alone = self.is_free and self.effort.workers < 2
                steps = self._prove_beside(until) if alone else self._go_on(hunt, until)
            finally:
                self.searched.set()
            steps += sum(one.result() for one in beside)
        seconds["search"] = time.monotonic() - self.started
        roster, posting = min(self.hunts, key=lambda one: one.sums).result()
        counted = counts(self.problem, roster)
        gone = onward(self.problem, counted)
        values = goal_values(self.problem, roster, posting, counted, gone)
        bounds = self._prove_all(values)
        seconds["proofs"] = time.monotonic() - self.started - seconds["search"]
        plan = plan_of(self.problem, roster, posting, gone)
        return Planned(plan, values, bounds, steps, seconds)

    def _go_on(self, hunt: Hunt, until: float, *, is_alone: bool = False) -> int:
        """Search until then, with what bounds say and, unless it is to be alone, with what others find."""
        heard: Guide | None = None

        def news() -> Guide | None:
            nonlocal heard
            before, heard = heard, self.guide
            return None if heard is before else heard

        if is_alone:
            return hunt.go_on(until, self._is_over, news)
        return hunt.go_on(until, self._is_over, news, begun=self.started, others=lambda: self.hunts)

    def _hunt_beside(self, number: int, until: float, dual: Dual | None = None) -> int:
        """Search too, anew at first, then from the best plan so far on with other chances; return how many steps."""
        steps = self._start_often(number, until, dual) if self.is_free else 0
        hunt = Hunt(self.problem, self.effort.seed + number, self._improved)
        hunt.join(min(self.hunts, key=lambda one: one.sums))
        self.hunts.append(hunt)
        return steps + self._go_on(hunt, until)

    def _start_often(self, number: int, until: float, dual: Dual | None) -> int:
        """Begin anew again and again in part of the time, each time with a plan read off the prices if there are any.

        Where a search ends is mostly settled at its beginning, by chance. Returns how many steps were made.
        """
        begun, steps, starts = time.monotonic(), 0, 0
        latest, seconds = begun + _STARTS * (until - begun), _ROUND * len(self.problem.units.force)
        took = seconds if dual is None else 0.0
        while not self._is_over() and time.monotonic() + took <= latest:
            now, starts = time.monotonic(), starts + 1
            hunt = Hunt(self.problem, self.effort.seed + number + _APART * starts, self._improved)
            if not self._has_begun(hunt, dual, now + _READING * (until - now)):
                break
            self.hunts.append(hunt)
            steps += self._go_on(hunt, min(until, time.monotonic() + seconds), is_alone=True)
            took = time.monotonic() - now
        return steps

    def _has_begun(self, hunt: Hunt, dual: Dual | None, deadline: float) -> bool:
        """Let a search begin with a plan read off the prices, or if there are none with one of its own."""
        proof = self.proofs.get(Goal.COVERAGE) or self.proofs.get(Goal.ESSENTIAL)
        if dual is not None and proof is not None:
            draft = read_off(dual, hunt.arrays, proof.prices, hunt.seed, deadline, self._is_over)
            if draft is not None and hunt.follow(draft):
                return True
        return not self._is_over() and hunt.start()

    def _improved(self, sums: Sums) -> None:
        with self.lock:
            if self.best is not None and self.best <= sums:
                return
            self.best = sums
        for goal, value in zip((Goal.ESSENTIAL, Goal.COVERAGE), sums, strict=False):
            if goal in self.goals:
                self._tell(goal, value)

    def _tell(self, goal: Goal, value: float | None) -> None:
        bound = self.proofs.get(goal)
        self.told(goal, value, None if bound is None else bound.value)

    def _prove_beside(self, until: float) -> int:
        """Prove the first two goals in turn while the search goes on, and hand on what room is worth.

        After their turns search too, from plans read off the prices. Returns the steps of that.
        """
        dual = Dual(self.problem)
        two = [goal for goal in self.goals[:2] if goal in (Goal.ESSENTIAL, Goal.COVERAGE)]
        seconds, most = _TURN, None
        if self.is_free:  # else there is little to gain by beginning sooner, and making a search takes time
            seconds, most = min(_TURN, _SHORT * (until - self.started)), _ENOUGH
        for goal in two * _TURNS:
            caps = self._caps_now(goal)
            if caps is not None and not self._is_over():
                self._prove(dual, goal, caps, seconds, self._is_over, most)
                self.guide = guide_of(dual, self.proofs[goal].prices)
        steps = 0 if self._is_over() else self._hunt_beside(1, until, dual)
        self.spare.append(dual)
        return steps

    def _is_over(self) -> bool:
        return self.searched.is_set() or self.stop()

    def _caps_now(self, goal: Goal) -> dict[Goal, Fraction] | None:
        """Return what the goals before are in the best plan so far; None: that is not known yet."""
        known = dict(zip((Goal.ESSENTIAL, Goal.COVERAGE), self.best or (), strict=False))
        before = self.goals[: self.goals.index(goal)]
        if any(g not in known for g in before):
            return None
        return {g: self._most(g, Fraction(known[g])) for g in before}

    def _most(self, goal: Goal, value: Fraction) -> Fraction:
        return value * (1 + self.effort.slack.get(goal, Fraction(0)))

    def _prove(
        self,
        dual: Dual,
        goal: Goal,
        caps: dict[Goal, Fraction],
        seconds: float,
        stop: Callable[[], bool],
        iterations: int | None = None,
    ) -> Bound:
        """Prove a goal, beginning with its last prices, or with those of the goal before."""
        before = self.goals.index(goal) - 1
        start = self.proofs.get(goal) or (self.proofs.get(self.goals[before]) if before >= 0 else None)
        bound = prove(dual, goal, caps, seconds, stop, lambda _: None, start=start, iterations=iterations)
        self.proofs[goal], self.caps[goal] = bound, caps
        return bound

    def _known(self, goal: Goal, caps: dict[Goal, Fraction]) -> float:
        """Return what is proven of a goal without another proof: no goal is below 0."""
        if goal in self.proofs and all(most <= self.caps[goal][g] for g, most in caps.items()):
            return self.proofs[goal].value
        return 0.0

    def _prove_all(self, values: dict[Goal, Fraction]) -> dict[Goal, Fraction]:
        """Prove every goal with the values of the final plan as caps: the first two longest, several at a time."""
        found: dict[Goal, Fraction] = {}
        left = max(0.0, self.end - time.monotonic())
        workers = max(1, self.effort.workers)
        share = left * workers / (len(self.goals) + 2)
        rooms = threading.local()

        def prove_one(number: int) -> None:
            goal = self.goals[number]
            caps = {g: self._most(g, values[g]) for g in self.goals[:number]}
            bound = self._known(goal, caps)
            if time.monotonic() < self.end:
                if not hasattr(rooms, "dual"):
                    rooms.dual = self.spare.pop() if self.spare else Dual(self.problem)
                seconds = share * (2 if number < 2 else 1)
                bound = max(bound, self._prove(rooms.dual, goal, caps, seconds, self.stop).value)
            found[goal] = _least(goal, bound)
            if found[goal] > values[goal]:
                raise EngineError(f"goal {goal}: a bound of {bound} is proven, but a plan has {values[goal]}")
            self.told(goal, float(values[goal]), float(found[goal]))

        with ThreadPoolExecutor(max_workers=workers) as pool:
            list(pool.map(prove_one, range(len(self.goals))))
        return found


def _least(goal: Goal, bound: float) -> Fraction:
    """Return the least value of a goal that is not below a bound: most goals are whole numbers."""
    if goal in (Goal.TARGETS, Goal.BURDEN):
        return Fraction(bound)
    return Fraction(ceil(bound - 1e-6))
