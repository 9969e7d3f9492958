"""What is lost in each week in which a decision comes late: the mission is changed and planned again."""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from contingent.analysis.delay import Answer, Delay, Delays, Question, delayed, lost
from contingent.analysis.worth import Standing, standings_of
from contingent.app.outcome import Status
from contingent.app.pace import Pace, pace_of
from contingent.app.plan_mission import plan_mission
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.report.decisions import DecisionKind, DecisionRow
from contingent.report.facts import names_of
from contingent.report.tables import tabulate
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch
from contingent.verify import verify

MAX_WEEKS = 8
"""Most weeks of delay that are looked at. [week]"""

_ASKED = {
    DecisionKind.PLEDGE: "contingents",
    DecisionKind.VOTE: "contingents",
    DecisionKind.CONSENT: "contingents",
    DecisionKind.HOST_CONSENT: "consents",
}
"""Kinds of decisions whose delay is looked at, and the table whose row comes late."""

Told = Callable[[str], None]
_Key = tuple[Question, int]
"""A decision, and how many weeks late it is."""


def find_delays(
    mission: Mission, plan: Plan, weeks: int, limits: Limits, watch: Watch, told: Told = lambda _: None
) -> Delays:
    """Plan again for every decision that can be late by 1 to ``weeks`` weeks.

    Parameters
    ----------
    plan
        A lawful plan of the mission.
    limits
        The time limit is for all questions together.
    told
        Hears a line for each question.
    """
    end = time.monotonic() + limits.time_limit
    questions = questions_of(mission, tabulate(mission, plan).decisions)
    if not questions:
        return Delays((), plan)
    claimed = plan.goals if plan.digest == mission.digest else ()
    standings = standings_of(mission.planning.goals, verify(mission, plan).goals, claimed)
    search = _Search(mission, plan, standings, limits, pace_of(mission, limits), watch, end, told)
    # The first week of all before the second of any: where time is short, that says more.
    keys = [(question, late) for late in range(1, weeks + 1) for question in questions]
    if search.pace.is_large:
        search.plan_briefly(keys)
    search.plan_to_the_end(keys)
    return Delays(tuple(search.answer((of, late)) for of in questions for late in range(1, weeks + 1)), plan)


def questions_of(mission: Mission, rows: Iterable[DecisionRow]) -> list[Question]:
    """Return what may come late, those that bear most first; decisions about one contingent are one question."""
    places = {table: {name: i for i, name in enumerate(names_of(mission, table))} for table in set(_ASKED.values())}
    found: dict[tuple[str, str], Question] = {}
    for row in rows:
        if row.kind not in _ASKED:
            continue
        table, name = _ASKED[row.kind], row.contingent or row.row
        known = found.get((table, name))
        kinds = (*(known.kinds if known is not None else ()), row.kind.value)
        place = places[table][name]
        found[table, name] = Question(table, place, name, kinds, row.by, row.first_use, row.person_weeks)
    return sorted(found.values(), key=lambda question: (-question.person_weeks, question.table, question.index))


@dataclass(slots=True)
class _Search:
    """Plans again, and shares the time."""

    mission: Mission
    plan: Plan
    standings: tuple[Standing, ...]
    limits: Limits
    pace: Pace
    watch: Watch
    end: float
    """Of ``time.monotonic``. [s]"""
    told: Told
    known: dict[_Key, Delay] = field(default_factory=dict)
    beyond: float = 0.0
    """What the last question took beyond its time. [s]"""

    @property
    def left(self) -> float:
        """Return how much time is left, less what a question may take beyond its own. [s]"""
        return self.end - time.monotonic() - self.beyond

    def has_time(self, seconds: float) -> bool:
        """Tell whether a question that takes so long can be begun."""
        return self.left >= seconds and not self.watch.stop.is_set()

    def answer(self, key: _Key) -> Delay:
        """Return what is known of a question."""
        return self.known.get(key) or Delay(*key, Answer.NOT_KNOWN)

    def plan_briefly(self, keys: Sequence[_Key]) -> None:
        """Plan with each decision late beside the plan given, without proof, several at a time."""
        one = replace(self.limits, workers=1, is_brief=True, method=self.pace.method)

        def briefly(place: int) -> None:
            key = keys[place]
            if self.has_time(self.pace.soon):
                self.told(f"{place + 1} of {len(keys)}: {_words(key)}")
                self._plan(key, replace(one, time_limit=min(self.left, self.pace.brief)))

        with ThreadPoolExecutor(max_workers=max(1, self.limits.workers)) as pool:
            list(pool.map(briefly, range(len(keys))))

    def plan_to_the_end(self, keys: Sequence[_Key]) -> None:
        """Plan with each decision late of which not all is proved, each with an even share of the time left."""
        for place, key in enumerate(keys):
            open_ = [k for k in keys[place:] if not self.answer(k).is_settled]
            if key in open_ and self.has_time(self.pace.least):
                self.told(f"{place + 1} of {len(keys)}: {_words(key)}")
                seconds = min(self.left, max(self.pace.least, self.left / len(open_)))
                begun = time.monotonic()
                self._plan(key, replace(self.limits, time_limit=seconds, method=self.pace.method))
                self.beyond = max(0.0, time.monotonic() - begun - seconds)

    def _plan(self, key: _Key, limits: Limits) -> None:
        question, late = key
        earlier, own = self.known.get((question, late - 1)), self.known.get(key)
        if earlier is not None and earlier.answer is Answer.NO_PLAN:
            self.known[key] = replace(earlier, weeks=late)  # later allows no more
            return
        near = next((d.loss.plan for d in (own, earlier) if d is not None and d.loss is not None), self.plan)
        begun = time.monotonic()
        outcome = plan_mission(delayed(self.mission, question, late), limits, self.watch, near=near)
        if outcome.plan is None or outcome.verdict is None:
            if outcome.status is Status.INFEASIBLE:
                self.known[key] = Delay(question, late, Answer.NO_PLAN)
            return
        planning = self.mission.planning
        standings = standings_of(planning.goals, outcome.verdict.goals, outcome.plan.goals)
        slack = frozenset(goal for goal, share in planning.slack.items() if share)
        loss, better = lost(self.standings, standings, slack, outcome.plan, time.monotonic() - begun)
        self.known[key] = Delay(question, late, Answer.PROVEN if loss.is_exact else Answer.BOUNDED, loss, better)


def _words(key: _Key) -> str:
    question, late = key
    return f"{question.row}, weeks late: {late}"
