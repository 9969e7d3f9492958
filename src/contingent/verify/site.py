"""Rule ``site``: people are only at sites that are open, where they may serve."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which people are at a site that is closed, or that is not one of theirs."""
    return in_words(Rule.SITE, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    open_in = {s.id: mission.calendar.span(s.opens, s.closes) for s in mission.sites}
    sites_of = {k.id: k.sites for k in mission.contingents}
    for (contingent, site), course in ledger.camps.items():
        is_theirs = not sites_of[contingent] or site in sites_of[contingent]
        for week, people in enumerate(course):
            if people and week not in open_in[site]:
                yield Breach(
                    week, contingent, f"{people} of {contingent} with support are at {site}, which is not open"
                )
            if people and not is_theirs:
                allowed = " ".join(sites_of[contingent])
                text = f"{people} of {contingent} with support are at {site}, but may serve only at {allowed}"
                yield Breach(week, contingent, text)
