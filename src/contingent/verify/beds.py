"""Rule ``beds``: no site holds more people than it has beds."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger, summed
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which a site holds too many people, support included."""
    return in_words(Rule.BEDS, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    beds_of = {s.id: s.beds for s in mission.sites if s.beds is not None}
    for site, course in summed(ledger.camps, lambda camp: camp.site if camp.site in beds_of else None).items():
        beds = beds_of[site]
        for week, people in enumerate(course):
            if people > beds:
                yield Breach(week, site, f"{site} holds {people} people, {people - beds} more than its {beds} beds")
