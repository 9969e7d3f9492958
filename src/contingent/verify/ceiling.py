"""Rule ``ceiling``: no ceiling is exceeded; everyone counts, both sides of an overlap and the support element."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which more people are present than a ceiling allows."""
    return in_words(Rule.CEILING, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    for ceiling in mission.ceilings:
        strength = ledger.strength_of(ceiling.who, ceiling.where)
        for week in mission.calendar.span(ceiling.from_, ceiling.until):
            excess = strength[week] - ceiling.max
            if excess > 0:
                scope = f"who '{ceiling.who}', where '{ceiling.where}'"
                text = f"{ceiling.id}: {strength[week]} people ({scope}), {excess} more than the {ceiling.max} allowed"
                yield Breach(week, ceiling.id, text)
