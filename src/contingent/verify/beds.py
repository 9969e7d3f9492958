"""Rule ``beds``: no site holds more people than it has beds."""

from collections import Counter
from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which a site holds too many people, support included."""
    return in_words(Rule.BEDS, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    beds_of = {s.id: s.beds for s in mission.sites}
    for week, camps in enumerate(ledger.camps):
        people_at: Counter[str] = Counter()
        for camp, people in camps.items():
            people_at[camp.site] += people
        for site, people in people_at.items():
            beds = beds_of[site]
            if beds is not None and people > beds:
                yield Breach(week, site, f"{site} holds {people} people, {people - beds} more than its {beds} beds")
