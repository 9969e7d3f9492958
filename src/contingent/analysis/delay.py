"""A decision that comes late: the mission in which it does, and what is lost; docs/concepts/decisions.md."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from contingent.analysis.worth import How, Standing, Worth, compared, unless_worse
from contingent.core.calendar import DAYS
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.vocabulary import ConsentStatus, Goal


class Answer(StrEnum):
    """How far the answer to a question is proved."""

    PROVEN = "proven"
    """What is lost is exact in every goal."""
    BOUNDED = "bounded"
    """A lawful plan was found, and not all is proved."""
    NO_PLAN = "no-plan"
    """Proven that no lawful plan is left."""
    NOT_KNOWN = "not-known"
    """Time ran out before a plan was found, or before the question was begun."""


@dataclass(frozen=True, slots=True)
class Question:
    """One decision that may come late, or several about one contingent, whose people wait for the last of them."""

    table: str
    """`contingents` or `consents`."""
    index: int
    """Place of the row in its table, from 0."""
    row: str
    """Name of the row."""
    kinds: tuple[str, ...]
    """Of the decisions."""
    by: date
    """Latest day of all of them."""
    first_use: date
    """First arrival of the contingent, or first use of the consent."""
    person_weeks: int
    """Of those who rest on it. [person-week]"""


@dataclass(frozen=True, slots=True)
class Delay:
    """The answer to what is lost if something is decided some weeks late."""

    question: Question
    weeks: int
    """How late. [week]"""
    answer: Answer
    loss: Worth | None = None
    """By how much each goal gets worse (above 0) or better; None: no plan was found."""
    better: bool = False
    """The plan found is better than the plan given: that was not the best one."""

    @property
    def is_settled(self) -> bool:
        """Tell whether more time would say no more."""
        return self.answer in (Answer.PROVEN, Answer.NO_PLAN)


@dataclass(frozen=True, slots=True)
class Delays:
    """What is lost in each week of delay."""

    found: tuple[Delay, ...]
    """By question, and then by weeks."""
    plan: Plan
    """The plan given."""

    @property
    def is_partial(self) -> bool:
        """Tell whether anything that was asked is not fully proved."""
        return any(delay.answer in (Answer.BOUNDED, Answer.NOT_KNOWN) for delay in self.found)


def delayed(mission: Mission, question: Question, weeks: int) -> Mission:
    """Return the mission in which a decision comes so many weeks later than its latest day.

    It allows nothing that the mission does not allow. Until the host answers, silence is no.
    """
    day = question.first_use + timedelta(days=DAYS * weeks)
    place = question.index
    if question.table == "contingents":
        pledges = mission.contingents
        late = pledges[place].model_copy(update={"from_": max(day, pledges[place].from_ or day)})
        return mission.model_copy(update={"contingents": (*pledges[:place], late, *pledges[place + 1 :])})
    words = mission.consents
    row = words[place]
    until = day if row.until is None else min(day, row.until)
    no = row.model_copy(update={"status": ConsentStatus.REFUSED, "until": until})
    yes = row.model_copy(update={"from_": max(day, row.from_ or day)})
    return mission.model_copy(update={"consents": (*words[:place], no, yes, *words[place + 1 :])})


def lost(
    given: tuple[Standing, ...], late: tuple[Standing, ...], slack: frozenset[Goal], plan: Plan, seconds: float
) -> tuple[Worth, bool]:
    """Return what a late decision costs, and whether the plan given is worse than the one found.

    Parameters
    ----------
    given, late
        Where goals stand in the plan given, and in the plan found for the late decision.
    slack
        Goals of which later goals may give something away.
    """
    # What is lost by being late is what being in time is worth.
    late = tuple(_bounded_in_time(given, late))
    known, is_worse = unless_worse(late, given)
    return Worth(compared(late, known, slack), How.PLANNED, plan, seconds), is_worse


def _bounded_in_time(given: tuple[Standing, ...], late: tuple[Standing, ...]) -> Iterator[Standing]:
    """Yield where the late plan's goals stand, with what is proved of all plans in time: late ones are among them.

    A bound holds among the plans that are as good in the goals before as the plan it was proved for. So it says
    something of the late plan up to the first goal in which the two differ.
    """
    is_equal = True
    for old, new in zip(given, late, strict=True):
        bounds = [b for b in (new.bound, old.bound if is_equal else None) if b is not None]
        yield replace(new, bound=max(bounds, default=None))
        is_equal = is_equal and old.value == new.value
