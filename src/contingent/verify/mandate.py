"""Rule ``mandate``: no nation exceeds its own authority, in number, time or place."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.tables import Mandate
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger, summed
from contingent.verify.words import Breach, in_words

ANY = "*"


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which a nation has more people than a mandate allows, or people where none allows any."""
    return in_words(Rule.MANDATE, mission.calendar, [*_numbers(mission, ledger), *_places(mission, ledger)])


def _numbers(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    everywhere = frozenset(s.id for s in mission.sites)
    for mandate in mission.mandates:
        if mandate.max is None:
            continue
        sites = frozenset(mandate.sites) or everywhere
        strength = ledger.strength(_contingents(mission, mandate.nation), sites)
        place = f" at {' '.join(mandate.sites)}" if mandate.sites else ""
        for week in mission.calendar.span(mandate.from_, mandate.until):
            excess = strength[week] - mandate.max
            if excess > 0:
                limit = f"its mandate of {mandate.max}"
                text = f"{mandate.nation} has {strength[week]} people{place}, {excess} more than {limit}"
                yield Breach(week, mandate.nation, text)


def _places(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    mandates_of: dict[str, list[Mandate]] = {}
    for mandate in mission.mandates:
        mandates_of.setdefault(mandate.nation, []).append(mandate)
    allowed_in = {nation: _allowed(mission, mandates) for nation, mandates in mandates_of.items()}
    bound = {k.id: k.nation for k in mission.contingents if k.nation in mandates_of}
    at = summed(ledger.camps, lambda camp: (bound[camp.contingent], camp.site) if camp.contingent in bound else None)
    for (nation, site), course in at.items():
        for week, (people, allowed) in enumerate(zip(course, allowed_in[nation], strict=True)):
            if people and site not in allowed and ANY not in allowed:
                yield Breach(week, nation, f"{people} people of {nation} are at {site} without a mandate")


def _allowed(mission: Mission, mandates: list[Mandate]) -> list[set[str]]:
    """Return, week by week, the sites that some mandate names; `ANY` among them stands for all."""
    allowed: list[set[str]] = [set() for _ in range(mission.weeks)]
    for mandate in mandates:
        for week in mission.calendar.span(mandate.from_, mandate.until):
            allowed[week].update(mandate.sites or (ANY,))
    return allowed


def _contingents(mission: Mission, nation: str) -> frozenset[str]:
    return frozenset(k.id for k in mission.contingents if k.nation == nation)
