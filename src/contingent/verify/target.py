"""Rule ``target``: a target marked `must` is never missed."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger
from contingent.verify.missed import misses
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which a target that must be met is missed."""
    return in_words(Rule.TARGET, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    for target in mission.targets:
        if target.must:
            for week, measured, wanted, amount in misses(mission, ledger, target):
                text = f"{target.id}: {target.measure} is {measured}, {amount} off the {target.sense} {wanted} wanted"
                yield Breach(week, target.id, text)
