"""Rule ``present-with``: a contingent is in theatre only while the one it depends on is."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import ConditionKind, Rule
from contingent.verify.ledger import Ledger
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which a contingent is in theatre without the one that it depends on."""
    return in_words(Rule.PRESENT_WITH, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    in_theatre = [{camp.contingent for camp in camps} for camps in ledger.camps]
    for condition in mission.conditions:
        if condition.kind is ConditionKind.PRESENT_WITH:
            for week, contingents in enumerate(in_theatre):
                if condition.contingent in contingents and condition.value not in contingents:
                    text = f"{condition.contingent} is in theatre and {condition.value} is not"
                    yield Breach(week, condition.contingent, text)
