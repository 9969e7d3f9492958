"""Rule ``mandate``: no nation exceeds its own authority, in number, time or place."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.tables import Mandate
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger
from contingent.verify.words import Breach, in_words


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
                text = f"{mandate.nation} has {strength[week]} people{place}, {excess} more than the mandate of {mandate.max}"
                yield Breach(week, mandate.nation, text)


def _places(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    mandates_of: dict[str, list[Mandate]] = {}
    for mandate in mission.mandates:
        mandates_of.setdefault(mandate.nation, []).append(mandate)
    for nation, mandates in mandates_of.items():
        contingents = _contingents(mission, nation)
        allowed_in = _allowed(mission, mandates)
        for site in mission.sites:
            strength = ledger.strength(contingents, frozenset({site.id}))
            for week, people in enumerate(strength):
                if people and not allowed_in[week] & {site.id, ""}:
                    yield Breach(week, nation, f"{people} people of {nation} are at {site.id} without a mandate")


def _allowed(mission: Mission, mandates: list[Mandate]) -> list[set[str]]:
    """Return, week by week, the sites that some mandate names; a blank among them stands for any."""
    allowed: list[set[str]] = [set() for _ in range(mission.weeks)]
    for mandate in mandates:
        for week in mission.calendar.span(mandate.from_, mandate.until):
            allowed[week].update(mandate.sites or ("",))
    return allowed


def _contingents(mission: Mission, nation: str) -> frozenset[str]:
    return frozenset(k.id for k in mission.contingents if k.nation == nation)
