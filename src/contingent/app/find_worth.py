"""What one unit more of each limit is worth: the story of ``contingent worth``."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Literal

from contingent.analysis.limit import LimitKind, Tier
from contingent.analysis.priced import Priced, lifted, priced_limits, stepped
from contingent.analysis.screen import Screen
from contingent.analysis.worth import (
    How,
    OwnersLimits,
    Row,
    Standing,
    Worth,
    Worths,
    compared,
    merged,
    nothing_known,
    standings_of,
    unless_worse,
    within,
)
from contingent.app.pace import Pace, pace_of
from contingent.app.plan_mission import plan_mission
from contingent.core.errors import EngineError
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.solve.limits import EngineName, Limits
from contingent.solve.watch import Watch
from contingent.verify import is_lawful, verify

_FIRST_PLAN = 0.5
"""Part of the time limit that planning the mission itself may take at most."""

_SCREEN = 0.4
"""Part of the time left that the screen may take at most."""

_SCREEN_LARGE = 0.2
"""The same of a mission of which not all can be planned again: a plan says more than a screen."""

_OTHER = {EngineName.HIGHS: EngineName.CPSAT, EngineName.CPSAT: EngineName.HIGHS}

_MORE = 1.5
"""How much more time a question must get than before, to be asked once more of the same engine."""

Told = Callable[[str], None]
_Key = tuple[Literal["owner", "lifting", "step"], int]


def find_worth(
    mission: Mission,
    given: Plan | None = None,
    only: Iterable[LimitKind] = (),
    limits: Limits | None = None,
    watch: Watch | None = None,
    told: Told = lambda _: None,
) -> tuple[Worths | None, str]:
    """Return the worth of each limit of a mission; nothing, and why, if there is no plan to compare with.

    Parameters
    ----------
    given
        A plan to compare with; one that is not lawful is where planning begins. None: the mission is planned first.
    only
        Kinds of limits; none: all.
    limits
        The time limit is for everything together.
    told
        Hears a line now and then.
    """
    how = limits or Limits()
    run = watch or Watch()
    end = time.monotonic() + how.time_limit
    plan, standings, why = _compared_with(mission, given, how, run, told)
    if plan is None:
        return None, why
    search = _Search(mission, plan, standings, priced_limits(mission, only), how, pace_of(mission, how), run, told, end)
    if search.pace.is_screened:
        search.screen_all()
    if search.pace.is_large:
        search.plan_briefly()
    search.plan_again()
    worths = search.answer()
    return replace(worths, seconds=how.time_limit - (end - time.monotonic())), why


def _compared_with(
    mission: Mission, given: Plan | None, limits: Limits, watch: Watch, told: Told
) -> tuple[Plan | None, tuple[Standing, ...], str]:
    """Return the plan that all changes are compared with, and where its goals stand."""
    goals = mission.planning.goals
    if given is not None:
        verdict = verify(mission, given)
        if verdict.is_lawful:
            claimed = given.goals if given.digest == mission.digest else ()
            return given, standings_of(goals, verdict.goals, claimed), ""
    told("planning the mission as it is")
    share = replace(limits, time_limit=_FIRST_PLAN * limits.time_limit)
    outcome = plan_mission(mission, share, watch, near=given)
    if outcome.plan is None or outcome.verdict is None:
        return None, (), outcome.why
    return outcome.plan, standings_of(goals, outcome.verdict.goals, outcome.plan.goals), outcome.why


@dataclass(slots=True)
class _Search:
    """The questions about one mission, and what is known of each."""

    mission: Mission
    plan: Plan
    standings: tuple[Standing, ...]
    priced: tuple[Priced, ...]
    limits: Limits
    pace: Pace
    watch: Watch
    told: Told
    end: float
    """Of ``time.monotonic``. [s]"""
    owners: list[str] = field(init=False)
    steps: list[tuple[str, Mission]] = field(init=False)
    """Of each limit: what one unit more is called, and the mission with it."""
    known: dict[_Key, Worth] = field(default_factory=dict)
    tried: dict[tuple[_Key, EngineName], float] = field(default_factory=dict)
    """How long a change was planned with an engine. [s]"""
    settled: set[_Key] = field(default_factory=set)
    """Planned to the end: more time proves no more."""

    def __post_init__(self) -> None:
        self.owners = list(dict.fromkeys(p.limit.owner for p in self.priced))
        self.steps = [stepped(self.mission, p) for p in self.priced]

    def screen_all(self) -> None:
        """Ask the relaxation about owners, then about what is left of their limits, and of these one unit more."""
        screen = Screen(self.mission, self.standings, self.watch.stop.is_set)
        deadline = time.monotonic() + (_SCREEN_LARGE if self.pace.is_large else _SCREEN) * self.left
        keys = sorted(self._steps(), key=self._ground) if self.pace.is_large else self._keys()
        for place, key in enumerate(keys):
            outer = self._outer(key)
            if outer is not None and outer.is_nothing:
                self.known[key] = self._informed(key)
                continue
            left = deadline - time.monotonic()
            if left <= 0 or self.watch.stop.is_set():
                break
            if place % 10 == 0:
                self.told(f"screen: {place + 1:,} of {len(keys):,}")
            begun = time.monotonic()
            same = self._same(key)
            worth = self.known[same] if same in self.known else self._screened(screen, key, left)
            self.known[key] = replace(worth, seconds=time.monotonic() - begun)
            self.known[key] = self._informed(key)

    def _screened(self, screen: Screen, key: _Key, seconds: float) -> Worth:
        return screen.ask(self.changed(key), seconds, self._outer(key), is_quick=self.pace.is_large)

    def plan_briefly(self) -> None:
        """Plan with each change beside the plan without it, several at a time, as long as there is time."""
        one = replace(self.limits, workers=1, is_brief=True, method=self.pace.method)
        waves = sorted({self._wave(key) for key in self._keys()})

        def briefly(key: _Key) -> None:
            same = self._same(key)
            self.known[key] = self._informed(key)
            if self.known[key].is_exact or self.left < self.pace.soon or self.watch.stop.is_set():
                return
            if same in self.known and self.known[same].how is How.PLANNED:
                self.known[key] = self.known[same]
                return
            self.told(f"planning again: {self._words(key)}")
            self.known[key] = self._planned(key, replace(one, time_limit=min(self.left, self.pace.brief)))

        with ThreadPoolExecutor(max_workers=max(1, self.limits.workers)) as pool:
            for wave in waves:  # what one says puts the next in order
                keys = [key for key in self._keys() if self._wave(key) == wave]
                list(pool.map(briefly, sorted(keys, key=self._order)))

    def plan_again(self) -> None:
        """Plan with each change of which not all is proved, as long as there is time.

        What one engine does not prove, the other often does, and more time proves more: small missions are asked in
        rounds.
        """
        engines = (self.limits.engine,) if self.pace.is_large else (self.limits.engine, _OTHER[self.limits.engine])
        while sum(self._round(engine) for engine in engines):
            if self.pace.is_large:
                break
        for key in self._keys():
            self.known[key] = self._informed(key)

    def _round(self, engine: EngineName) -> bool:
        """Plan with each change of which not all is proved; return whether there was one and time for it."""
        keys = sorted(self._keys(), key=self._order)
        beyond, is_any = 0.0, False
        for place, key in enumerate(keys):
            self.known[key] = self._informed(key)
            left = self.left - beyond
            if self.known[key].is_exact or key in self.settled or left < self.pace.least or self.watch.stop.is_set():
                continue
            same = self._same(key)
            if same in self.known and self.known[same].how is How.PLANNED:
                self.known[key] = self.known[same]
                continue
            open_ = sum(not self._informed(k).is_exact and k not in self.settled for k in keys[place:])
            seconds = min(left, max(self.pace.least, left / open_))
            if seconds < _MORE * self.tried.get((key, engine), 0.0):
                continue
            self.told(f"planning again, {open_:,} open: {self._words(key)}")
            begun = time.monotonic()
            self.known[key] = self._planned(
                key, replace(self.limits, engine=engine, time_limit=seconds, method=self.pace.method)
            )
            self.tried[key, engine] = seconds
            beyond, is_any = max(0.0, time.monotonic() - begun - seconds), True
        return is_any

    def answer(self) -> Worths:
        """Return what is known, in order."""
        rows = [
            Row(p, self.steps[i][0], self.known["step", i], self.known["lifting", i]) for i, p in enumerate(self.priced)
        ]
        owners = [
            OwnersLimits(
                owner,
                self.known["owner", n],
                tuple(sorted((r for r in rows if r.priced.limit.owner == owner), key=lambda r: r.of_lifting.rank)),
            )
            for n, owner in enumerate(self.owners)
        ]
        return Worths(
            self.standings,
            tuple(sorted(rows, key=lambda r: r.of_step.rank)),
            tuple(sorted(owners, key=lambda o: o.together.rank)),
            self.plan,
        )

    @property
    def left(self) -> float:
        """Return how much time is left. [s]"""
        return self.end - time.monotonic()

    def changed(self, key: _Key) -> Mission:
        """Return the mission of a question."""
        kind, n = key
        if kind == "owner":
            return lifted(self.mission, [p for p in self.priced if p.limit.owner == self.owners[n]])
        return self.steps[n][1] if kind == "step" else lifted(self.mission, [self.priced[n]])

    def _keys(self) -> list[_Key]:
        """Return all questions, the larger change before the smaller."""
        owners: list[_Key] = [("owner", n) for n in range(len(self.owners))]
        liftings: list[_Key] = [("lifting", i) for i in range(len(self.priced))]
        return [*owners, *liftings, *self._steps()]

    def _steps(self) -> list[_Key]:
        return [("step", i) for i in range(len(self.priced))]

    def _ground(self, key: _Key) -> int:
        """Return when a step is screened if there is no time for all: terms of pledges are many, and come last."""
        return (Tier.LEAVE, Tier.PEOPLE, Tier.TERMS).index(self.priced[key[1]].limit.tier)

    def _order(self, key: _Key) -> tuple[object, ...]:
        """Return when a question is planned: a small mission owner by owner, as much may be proved to be nothing.

        Of a large one the limits of those first whose limits cost most in all.
        """
        kind, n = key
        rank = self._informed(key).rank
        if not self.pace.is_large:
            return ("owner", "lifting", "step").index(kind), rank, n
        wave = self._wave(key)
        if kind == "owner":
            return wave, rank, n
        owner = self._informed(("owner", self.owners.index(self.priced[n].limit.owner)))
        step = self._informed(("step", n))
        # What was screened and is here all the same has a screen of nothing: it comes after what was not.
        return (
            wave,
            owner.rank if wave else step.rank,
            step.is_screened,
            self._ground(key),
            n,
            (kind == "step") == bool(wave),
        )

    def _wave(self, key: _Key) -> int:
        """Return when a question of a large mission comes, as there is not always time for all.

        First the limits of which one unit more has a screen, then what owners without people cost, then the other
        limits. All terms of a nation's contingents lifted at once, or people without end of every skill, make a mission
        many times as large, and come last.
        """
        kind, n = key
        if kind == "owner":
            tiers = {p.limit.tier for p in self.priced if p.limit.owner == self.owners[n]}
            return 1 if tiers == {Tier.LEAVE} else 3
        return 0 if any(a.screen for a in self._informed(("step", n)).amounts) else 2

    def _outer(self, key: _Key) -> Worth | None:
        """Return what is known of a change that allows at least as much."""
        kind, n = key
        match kind:
            case "owner":
                return None
            case "lifting":
                return self.known.get(("owner", self.owners.index(self.priced[n].limit.owner)))
            case _:
                return self.known.get(("lifting", n)) or self._outer(("lifting", n))

    def _same(self, key: _Key) -> _Key | None:
        """Return a larger change that is in truth the same one."""
        kind, n = key
        if kind == "step" and self.steps[n][1] == self.changed(("lifting", n)):
            return "lifting", n
        if kind == "lifting":
            owner = self.priced[n].limit.owner
            if sum(p.limit.owner == owner for p in self.priced) == 1:
                return "owner", self.owners.index(owner)
        return None

    def _informed(self, key: _Key) -> Worth:
        """Return what is known of a change, with what larger ones say of it."""
        own = self.known.get(key) or nothing_known(self.mission.planning.goals)
        outer = self._outer(key)
        return own if outer is None else within(own, outer)

    def _words(self, key: _Key) -> str:
        kind, n = key
        if kind == "owner":
            return f"all limits of {self.owners[n]} lifted"
        limit = self.priced[n]
        what = self.steps[n][0] if kind == "step" else "lifted"
        return f"{limit.limit.owner}, {limit.limit.kind} {limit.name}: {what}"

    def _planned(self, key: _Key, limits: Limits) -> Worth:
        """Plan with a change, beginning with the best plan known, at first that without it, which is lawful there."""
        before = self._informed(key)
        changed = self.changed(key)
        begun = time.monotonic()
        outcome = plan_mission(changed, limits, self.watch, near=before.plan or self.plan)
        spent = before.seconds + time.monotonic() - begun
        if outcome.plan is None or outcome.verdict is None:
            return replace(before, seconds=spent)
        if not is_lawful(changed, self.plan):
            raise EngineError(f"a plan of the mission is not lawful with more allowed: {self._words(key)}")
        goals = self.mission.planning.goals
        found = standings_of(goals, outcome.verdict.goals, outcome.plan.goals)
        if all(s.is_exact for s in found):
            self.settled.add(key)
        after, is_worse = unless_worse(self.standings, found)
        slack = frozenset(goal for goal, share in self.mission.planning.slack.items() if share)
        amounts = compared(self.standings, after, slack)
        plan = self.plan if is_worse else outcome.plan
        return merged(before, Worth(amounts, How.PLANNED, plan, spent))
