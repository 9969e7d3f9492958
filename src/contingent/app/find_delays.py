"""What is lost in each week in which a decision comes late: the mission is changed and planned again."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import product

from contingent.analysis.delay import Answer, Delay, Delays, Question, delayed, lost
from contingent.analysis.worth import Standing, standings_of
from contingent.app.find_worth import LEAST_SECONDS, LEAST_SECONDS_LARGE
from contingent.app.outcome import Status
from contingent.app.plan_mission import plan_mission
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.formulation import formulate
from contingent.instance import compile_mission
from contingent.report.decisions import DecisionKind, DecisionRow
from contingent.report.facts import names_of
from contingent.report.tables import tabulate
from contingent.solve.limits import Limits
from contingent.solve.solve import LARGE
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
    search = _Search(mission, plan, standings, limits, watch, end, _least_seconds(mission))
    found: dict[Question, list[Delay]] = {question: [] for question in questions}
    count = len(questions) * weeks
    # The first week of all before the second of any: where time is short, that says more.
    for place, (late, question) in enumerate(product(range(1, weeks + 1), questions)):
        before = found[question][-1] if late > 1 else None
        if search.has_time:
            told(f"{place + 1} of {count}: {question.row}, weeks late: {late}")
        found[question].append(search.answer(question, late, before, open_=count - place))
    return Delays(tuple(delay for of in found.values() for delay in of), plan)


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


def _least_seconds(mission: Mission) -> float:
    columns = formulate(compile_mission(mission)).program.matrix.shape[1]
    return LEAST_SECONDS_LARGE if columns > LARGE else LEAST_SECONDS


@dataclass(slots=True)
class _Search:
    """Plans again, and shares the time."""

    mission: Mission
    plan: Plan
    standings: tuple[Standing, ...]
    limits: Limits
    watch: Watch
    end: float
    """Of ``time.monotonic``. [s]"""
    least: float
    """A question is not begun with less time than this. [s]"""
    beyond: float = 0.0
    """What the last question took beyond its time. [s]"""

    @property
    def left(self) -> float:
        """Return how much time is left, less what a question may take beyond its own. [s]"""
        return self.end - time.monotonic() - self.beyond

    @property
    def has_time(self) -> bool:
        """Tell whether a question can be begun."""
        return self.left >= self.least and not self.watch.stop.is_set()

    def answer(self, question: Question, weeks: int, before: Delay | None, open_: int) -> Delay:
        """Answer one question.

        Parameters
        ----------
        before
            Answer for one week less; None: there is none.
        open_
            Questions that are left, with this one.
        """
        if before is not None and before.answer is Answer.NO_PLAN:
            return replace(before, weeks=weeks)  # later allows no more
        if not self.has_time:
            return Delay(question, weeks, Answer.NOT_KNOWN)
        seconds = min(self.left, max(self.least, self.left / open_))
        near = before.loss.plan if before is not None and before.loss is not None else None
        begun = time.monotonic()
        found = self._planned(question, weeks, near or self.plan, seconds)
        self.beyond = max(0.0, time.monotonic() - begun - seconds)
        return found

    def _planned(self, question: Question, weeks: int, near: Plan, seconds: float) -> Delay:
        begun = time.monotonic()
        late = delayed(self.mission, question, weeks)
        outcome = plan_mission(late, replace(self.limits, time_limit=seconds), self.watch, near=near)
        if outcome.plan is None or outcome.verdict is None:
            no_plan = outcome.status is Status.INFEASIBLE
            return Delay(question, weeks, Answer.NO_PLAN if no_plan else Answer.NOT_KNOWN)
        planning = self.mission.planning
        standings = standings_of(planning.goals, outcome.verdict.goals, outcome.plan.goals)
        slack = frozenset(goal for goal, share in planning.slack.items() if share)
        loss, better = lost(self.standings, standings, slack, outcome.plan, time.monotonic() - begun)
        return Delay(question, weeks, Answer.PROVEN if loss.is_exact else Answer.BOUNDED, loss, better)
