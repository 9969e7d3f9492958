"""What is lost in each week in which a decision comes late: the mission is changed and planned again."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from contingent.app.outcome import Status
from contingent.app.plan_mission import plan_mission
from contingent.core.calendar import DAYS
from contingent.domain.mission import Mission
from contingent.domain.plan import GoalResult, Plan, Proof
from contingent.domain.vocabulary import ConsentDefault, ConsentStatus, Goal
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

LEAST_SECONDS = 0.5
"""A question is not begun with less time than this. [s]"""

LEAST_SECONDS_LARGE = 20.0
"""The same for a mission that is searched: with less, no plan is found. [s]"""

_ABOUT_CONTINGENTS = frozenset({DecisionKind.PLEDGE, DecisionKind.VOTE, DecisionKind.CONSENT})

Told = Callable[[str], None]


class Answer(StrEnum):
    """How far the answer to a question is proved."""

    PROVEN = "proven"
    """The change of every goal is exact."""
    BOUNDED = "bounded"
    """A lawful plan was found, and not every change is proved."""
    NO_PLAN = "no-plan"
    """Proven that no lawful plan is left."""
    NOT_KNOWN = "not-known"
    """Time ran out before a plan was found, or before the question was begun."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What delay does to one goal."""

    goal: Goal
    given: Fraction
    """Value in the plan given, as the verifier counts it."""
    found: Fraction
    """Value in the plan found for the late decision, as the verifier counts it."""
    change: Fraction
    """Found less given: above nought is worse."""
    least: Fraction | None
    """Proved least true change, with both missions planned as well as they can be; None: nothing is proved."""
    most: Fraction | None
    """Proved greatest."""
    unit: str

    @property
    def is_proved(self) -> bool:
        """Whether the change is exact."""
        return self.least is not None and self.least == self.most


@dataclass(frozen=True, slots=True)
class Delay:
    """One decision, or several about one contingent, made some weeks late."""

    table: str
    row: str
    """Contingent or row of consents."""
    by: date
    """Latest day of the first of the decisions."""
    decisions: tuple[str, ...]
    """Their kinds."""
    weeks: int
    """How late. [week]"""
    answer: Answer
    losses: tuple[Loss, ...] = ()
    """Per goal, in order; nothing where no plan was found."""
    better: Goal | None = None
    """First goal that changes, if it is better: the plan given was not the best."""
    plan: Plan | None = None
    """The plan found."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What may come late."""

    table: str
    row: str
    by: date
    kinds: tuple[str, ...]
    first_use: date
    person_weeks: int


def is_partial(found: Iterable[Delay]) -> bool:
    """Tell whether anything asked is not fully proved."""
    return any(delay.answer in (Answer.BOUNDED, Answer.NOT_KNOWN) for delay in found)


def delays(
    mission: Mission, plan: Plan, weeks: int, limits: Limits, watch: Watch, told: Told = lambda _: None
) -> tuple[Delay, ...]:
    """Plan again for every decision that can be late by 1 to ``weeks`` weeks.

    Parameters
    ----------
    plan
        A lawful plan of the mission.
    limits
        The time limit is for all questions together.

    Returns
    -------
    By decision, those with the most person-weeks first, and then by weeks.
    """
    end = time.monotonic() + limits.time_limit
    questions = _questions(mission, tabulate(mission, plan).decisions)
    least = _least_seconds(mission) if questions else LEAST_SECONDS
    asked = [(question, late) for question in questions for late in range(1, weeks + 1)]
    found = []
    beyond = 0.0
    for place, (question, late) in enumerate(asked):
        left = end - time.monotonic() - beyond
        blank = Delay(question.table, question.row, question.by, question.kinds, late, Answer.NOT_KNOWN)
        if left < least or watch.stop.is_set():
            found.append(blank)
            continue
        told(f"{place + 1} of {len(asked)}: {question.row}, weeks late: {late}")
        seconds = min(left, max(least, left / (len(asked) - place)))
        begun = time.monotonic()
        found.append(_answered(mission, plan, question, blank, replace(limits, time_limit=seconds), watch))
        beyond = max(0.0, time.monotonic() - begun - seconds)
    return tuple(found)


def _questions(mission: Mission, rows: Iterable[DecisionRow]) -> list[_Question]:
    """Return what may come late, those that bear most first; decisions about one contingent are one question."""
    of_condition = dict(
        zip(names_of(mission, "conditions"), (row.contingent for row in mission.conditions), strict=True)
    )
    found: dict[tuple[str, str], _Question] = {}
    for row in rows:
        if row.kind in _ABOUT_CONTINGENTS:
            key = ("contingents", of_condition[row.row] if row.table == "conditions" else row.row)
        elif row.kind is DecisionKind.HOST_CONSENT:
            key = (row.table, row.row)
        else:
            continue
        known = found.get(key)
        kinds = (*(known.kinds if known else ()), row.kind.value)
        found[key] = _Question(*key, row.by if known is None else known.by, kinds, row.first_use, row.person_weeks)
    return sorted(found.values(), key=lambda question: (-question.person_weeks, question.table, question.row))


def _least_seconds(mission: Mission) -> float:
    columns = formulate(compile_mission(mission)).program.matrix.shape[1]
    return LEAST_SECONDS_LARGE if columns > LARGE else LEAST_SECONDS


def delayed(mission: Mission, table: str, row: str, first_use: date, weeks: int) -> Mission:
    """Return the mission in which a decision comes so many weeks later than its latest day.

    Parameters
    ----------
    table, row
        `contingents` and an id, or `consents` and a name as of `facts.names_of`.
    first_use
        First arrival of the contingent, or first use of the consent.
    """
    day = first_use + timedelta(days=DAYS * weeks)
    if table == "contingents":
        later = tuple(
            c.model_copy(update={"from_": max(day, c.from_ or day)}) if c.id == row else c for c in mission.contingents
        )
        return mission.model_copy(update={"contingents": later})
    rows = []
    for name, consent in zip(names_of(mission, "consents"), mission.consents, strict=True):
        if name != row:
            rows.append(consent)
            continue
        rows.append(consent.model_copy(update={"from_": day}))
        if mission.planning.consent_default is ConsentDefault.GRANTED:
            until = day if consent.until is None else min(day, consent.until)
            rows.append(consent.model_copy(update={"status": ConsentStatus.REFUSED, "until": until}))
    return mission.model_copy(update={"consents": tuple(rows)})


def _answered(mission: Mission, plan: Plan, question: _Question, blank: Delay, limits: Limits, watch: Watch) -> Delay:
    late = delayed(mission, question.table, question.row, question.first_use, blank.weeks)
    outcome = plan_mission(late, limits, watch)
    if outcome.plan is None or outcome.verdict is None:
        return replace(blank, answer=Answer.NO_PLAN if outcome.status is Status.INFEASIBLE else Answer.NOT_KNOWN)
    losses = tuple(_losses(mission, plan, outcome.plan, outcome.verdict.goals))
    answer = Answer.PROVEN if all(loss.is_proved for loss in losses) else Answer.BOUNDED
    first = next((loss for loss in losses if loss.change), None)
    better = first.goal if first is not None and first.change < 0 else None
    return replace(blank, answer=answer, losses=losses, better=better, plan=outcome.plan)


def _losses(mission: Mission, plan: Plan, found: Plan, values: dict[Goal, Fraction]) -> Iterator[Loss]:
    """Yield what each goal loses; a proof of one goal rests on the proofs of all before it."""
    before = verify(mission, plan).goals
    claimed = {r.goal: r for r in plan.goals} if plan.digest == mission.digest else {}
    reached = {r.goal: r for r in found.goals}
    chain = True
    for goal in mission.planning.goals:
        change = values[goal] - before[goal]
        least = most = None
        if chain:
            low = _bound(claimed.get(goal), before[goal])
            high = _bound(reached.get(goal), values[goal])
            least = None if high is None else high - before[goal]
            most = None if low is None else values[goal] - low
            slack = mission.planning.slack.get(goal, 0)
            chain = low == before[goal] and high == values[goal] and not slack
        yield Loss(goal, before[goal], values[goal], change, least, most, goal.unit)


def _bound(result: GoalResult | None, value: Fraction) -> Fraction | None:
    """Return the proven bound of a goal; its value, if that is proven best; None where another value is claimed."""
    if result is None or result.bound is None or not _alike(Fraction(result.value), value):
        return None
    bound = Fraction(result.bound)
    # A decimal holds no third of a person-week: what is proven best is the value itself.
    return value if result.proof is Proof.OPTIMAL and _alike(bound, value) else bound


def _alike(claimed: Fraction, value: Fraction) -> bool:
    """Tell whether a decimal is a value, to the last digit that it holds."""
    return abs(claimed - value) <= Fraction(1, 10**9) * max(Fraction(1), value)
