"""What is lost if decisions come late: a row for each goal, and in words a row for each week of each decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from contingent.analysis.delay import Answer, Delay, Delays
from contingent.analysis.worth import Word
from contingent.report.worth import NOTHING, UNKNOWN, said

KEY = (
    "By how much each goal gets worse (+) or better (-) if only this decision comes late; goals that stay are not "
    "named. Losses do not add up. Without another word a number is exact; found: in the plan found, not proved."
)
"""How to read the losses."""

PARTIAL = "Partial: time ran out before all of it was proved."


@dataclass(frozen=True, slots=True)
class DelayRow:
    """What a late decision does to one goal; without a plan one row with no goal."""

    table: str
    row: str
    decisions: str
    """Their kinds, set apart by spaces."""
    by: date
    weeks: int
    """How late. [week]"""
    answer: str
    """`proven`, `bounded`, `no-plan` or `not-known`."""
    goal: str
    unit: str
    proof: str
    """`exact`, `at least`, `at most` or `not known`."""
    least: Fraction | None
    """Proved least loss; above 0 is worse."""
    most: Fraction | None
    """Proved greatest loss."""
    found: Fraction | None
    """What the plan found loses."""
    words: str
    illustrative: bool


def delay_rows(delays: Delays, illustrative: frozenset[tuple[str, str]]) -> tuple[DelayRow, ...]:
    """Return a row for each goal of each answer.

    Parameters
    ----------
    illustrative
        Table and name of the rows of the mission that are.
    """
    return tuple(row for delay in delays.found for row in _rows(delay, illustrative))


def _rows(delay: Delay, illustrative: frozenset[tuple[str, str]]) -> Iterator[DelayRow]:
    of = delay.question
    tail = (delay_words(delay), (of.table, of.row) in illustrative)
    head = (of.table, of.row, " ".join(of.kinds), of.by, delay.weeks, delay.answer.value)
    if delay.loss is None:
        yield DelayRow(*head, "", "", "", None, None, None, *tail)
        return
    for a in delay.loss.amounts:
        yield DelayRow(*head, str(a.goal), a.goal.unit, str(a.word), a.least, a.most, a.found, *tail)


def delay_words(delay: Delay) -> str:
    """Say what is lost, and what is proved of it."""
    if delay.answer is Answer.NO_PLAN:
        return "No lawful plan is left (proved)."
    if delay.loss is None:
        return "Not known: time ran out."
    told = said(delay.loss)
    words = {NOTHING: "Nothing is lost", UNKNOWN: "No goal changes in the plan found"}.get(told, told)
    better = " The plan found is better than the plan given, which was not the best." if delay.better else ""
    return f"{words}. {_proof([(str(a.goal), a.word is Word.EXACT) for a in delay.loss.amounts])}{better}"


def _proof(goals: list[tuple[str, bool]]) -> str:
    """Say what is not proved, of goals in their order, each with whether it is."""
    open_ = [goal for goal, is_proved in goals if not is_proved]
    if not open_:
        return "Proved."
    is_rest = open_ == [goal for goal, _ in goals[-len(open_) :]]
    return f"Not proved from {open_[0]} on." if is_rest and len(open_) > 1 else f"Not proved: {', '.join(open_)}."
