"""Rule ``lift``: arrivals and departures fit the seats. Moves and changes of command take none."""

from collections import Counter
from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which more people travel than there are seats."""
    return in_words(Rule.LIFT, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    travelling: Counter[tuple[int, str]] = Counter()
    for history in ledger.histories:
        if history.arrive >= 0:
            travelling[history.arrive, history.tour.site] += history.heads
        if history.depart < mission.weeks:
            travelling[history.depart, history.stays[-1].name] += history.heads
    for lift in mission.lift:
        sites = ledger.names.sites(lift.where)
        for week in mission.calendar.span(lift.from_, lift.until):
            travellers = sum(travelling[week, site] for site in sites)
            excess = travellers - lift.seats
            if excess > 0:
                text = f"{travellers} arrive at and leave '{lift.where}', {excess} more than the {lift.seats} seats"
                yield Breach(week, lift.where, text)
