"""How far a plan misses a target, week by week, exactly."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from contingent.domain.mission import Mission
from contingent.domain.tables import Target
from contingent.domain.vocabulary import Measure, Sense
from contingent.verify.ledger import Ledger
from contingent.verify.names import ALL
from contingent.verify.posts import matching

PER_CENT = 100


class Miss(NamedTuple):
    """A target missed in one week."""

    week: int
    measured: int
    wanted: Fraction
    amount: Fraction
    """The distance, always above 0, in the unit of the measure; for coverage in posts."""


def misses(mission: Mission, ledger: Ledger, target: Target) -> Iterator[Miss]:
    """Yield the weeks in which a target is missed."""
    measured, wanted = _MEASURES[target.measure](mission, ledger, target)
    for week in mission.calendar.span(target.from_, target.until):
        short = wanted[week] - measured[week]
        amount = short if target.sense is Sense.AT_LEAST else -short
        if amount > 0:
            yield Miss(week, measured[week], wanted[week], amount)


def _strength(mission: Mission, ledger: Ledger, target: Target) -> tuple[list[int], list[Fraction]]:
    return ledger.strength_of(target.who, target.where), [Fraction(target.value)] * mission.weeks


def _coverage(mission: Mission, ledger: Ledger, target: Target) -> tuple[list[int], list[Fraction]]:
    activities = {a.id for a in matching(ledger.names, mission, target.where, target.what)}
    contingents = ledger.names.contingents(target.who)
    measured = ledger.nobody()
    for fill, course in ledger.filled.items():
        if fill.activity in activities:
            # People in a billet serve under the command of the activity.
            for command, held in ledger.posts.held(fill.activity, mission.weeks):
                for week in held if fill.group.contingent in contingents or target.who == command else ():
                    measured[week] += course[week]
    required = ledger.total(n for (activity, _), n in ledger.posts.required.items() if activity in activities)
    return measured, [Fraction(target.value * n, PER_CENT) for n in required]


def _handed_over(mission: Mission, ledger: Ledger, target: Target) -> tuple[list[int], list[Fraction]]:
    weeks = [
        ledger.posts.handed[a.id][0]
        for a in matching(ledger.names, mission, target.where, target.what)
        if a.id in ledger.posts.handed and a.hand_to is not None and target.who in (ALL, a.hand_to)
    ]
    measured = [sum(handed <= week for handed in weeks) for week in range(mission.weeks)]
    return measured, [Fraction(target.value)] * mission.weeks


_MEASURES = {
    Measure.STRENGTH: _strength,
    Measure.COVERAGE: _coverage,
    Measure.HANDED_OVER: _handed_over,
}
