"""Rule ``present-with``: a contingent is in theatre only while the one it depends on is."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import ConditionKind, Rule
from contingent.verify.ledger import Ledger, summed
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which a contingent is in theatre without the one that it depends on."""
    return in_words(Rule.PRESENT_WITH, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    in_theatre = summed(ledger.camps, lambda camp: camp.contingent)
    for condition in mission.conditions:
        if condition.kind is ConditionKind.PRESENT_WITH and condition.contingent in in_theatre:
            needed = in_theatre.get(condition.value, ledger.nobody())
            for week, (people, others) in enumerate(zip(in_theatre[condition.contingent], needed, strict=True)):
                if people and not others:
                    text = f"{condition.contingent} is in theatre and {condition.value} is not"
                    yield Breach(week, condition.contingent, text)
