"""All limits that could forbid a wish: shared ones, those of activities, and what hosts say."""

from collections.abc import Iterable, Iterator
from datetime import date

from contingent.analysis.limit import Limit, LimitKind
from contingent.analysis.limits_of_contingents import limits_of_contingents
from contingent.analysis.people import limits_of_people
from contingent.analysis.scope import Scope
from contingent.analysis.wish import Wish
from contingent.core.counted import counted
from contingent.domain.mission import Mission
from contingent.domain.tables import Ceiling, Sourced
from contingent.domain.vocabulary import Confidence, ConsentDefault, ConsentStatus, Measure
from contingent.verify.names import Names, names_in

AUTHORITY = "mission"
"""Whoever writes what no nation and no host alone can say."""


def limits_of(mission: Mission, wish: Wish, scope: Scope) -> tuple[Limit, ...]:
    """Return the limits of a mission that could forbid a wish.

    Parameters
    ----------
    mission
        With the wish's targets among its own.
    """
    names = names_in(mission)
    found: list[Limit] = []
    found += _ceilings(mission, names, scope)
    found += _mandates(mission, scope)
    found += _sites(mission, scope)
    found += _lift(mission, names, scope)
    found += _enablers(mission, scope)
    found += _consents(mission, names, scope)
    found += _activities(mission, wish, scope)
    found += _musts(mission, wish)
    found += limits_of_contingents(mission, names, scope)
    found += limits_of_people(mission, wish, scope)
    return tuple(found)


def when(from_: date | None, until: date | None) -> str:
    """Return the time of a row, to be put behind a statement; blank where it always holds."""
    words = f" from {from_}" if from_ else ""
    return f"{words} until {until}" if until else words


def made_up(row: Sourced) -> bool:
    """Tell whether a row is illustrative."""
    return row.confidence is Confidence.ILLUSTRATIVE


def _where(where: str) -> str:
    return "in theatre" if where == "*" else f"in {where}"


def _host(mission: Mission, where: str) -> str:
    hosts = {s.id: s.host or mission.host for s in mission.sites}
    return hosts.get(where, mission.host if where == "*" else where)


def _ceilings(mission: Mission, names: Names, scope: Scope) -> Iterator[Limit]:
    for i, row in enumerate(mission.ceilings):
        if _touches(names, row.where, scope.sites):
            owner = _owner_of(mission, names, row)
            who = "" if row.who == "*" else f" of {row.who}"
            words = f"Ceiling '{row.id}' of {row.max:,} people{who} {_where(row.where)}{when(row.from_, row.until)}."
            yield Limit("ceilings", i, LimitKind.CEILING, "", row.id, owner, words, made_up(row))


def _owner_of(mission: Mission, names: Names, row: Ceiling) -> str:
    return row.who if row.who in names.commands else _host(mission, row.where)


def _touches(names: Names, where: str, sites: Iterable[str]) -> bool:
    return bool(names.sites(where) & set(sites))


def _mandates(mission: Mission, scope: Scope) -> Iterator[Limit]:
    nations = {k.nation for k in mission.contingents if k.id in scope.concerned | scope.enabling}
    for i, row in enumerate(mission.mandates):
        if row.nation not in nations:
            continue
        place = f" at {', '.join(row.sites)}" if row.sites else ""
        what = f"Mandate of {row.nation}{place}{when(row.from_, row.until)}"
        if row.max is not None and (not row.sites or scope.sites & set(row.sites)):
            words = f"{what}: at most {row.max:,} people."
            yield Limit("mandates", i, LimitKind.MANDATE_NUMBER, "max", row.nation, row.nation, words, made_up(row))
        if _is_cut(mission, row.from_, row.until):
            words = f"{what}: no one outside that time, unless another mandate says so."
            column = "from" if row.until is None else "until"
            yield Limit("mandates", i, LimitKind.MANDATE_TIME, column, row.nation, row.nation, words, made_up(row))
        if row.sites and not scope.sites <= set(row.sites):
            words = f"{what}: no other site, unless another mandate names it."
            yield Limit("mandates", i, LimitKind.MANDATE_PLACE, "sites", row.nation, row.nation, words, made_up(row))


def _is_cut(mission: Mission, from_: date | None, until: date | None) -> bool:
    """Tell whether an interval leaves out some week of the mission."""
    return len(mission.calendar.span(from_, until)) < mission.weeks


def _sites(mission: Mission, scope: Scope) -> Iterator[Limit]:
    for i, row in enumerate(mission.sites):
        if row.id not in scope.sites:
            continue
        host = row.host or mission.host
        if row.beds is not None:
            words = f"{row.id} has {row.beds:,} beds."
            yield Limit("sites", i, LimitKind.BEDS, "beds", row.id, host, words, made_up(row))
        if row.opens is not None and _is_cut(mission, row.opens, None):
            words = f"{row.id} opens on {row.opens}."
            yield Limit("sites", i, LimitKind.OPENS, "opens", row.id, host, words, made_up(row))
        if row.closes is not None and _is_cut(mission, None, row.closes):
            words = f"{row.id} closes on {row.closes}."
            yield Limit("sites", i, LimitKind.CLOSES, "closes", row.id, host, words, made_up(row))
        if row.overlap_weeks:
            words = f"Newcomers to {row.id} serve only after an overlap of {counted(row.overlap_weeks, 'week')}."
            yield Limit("sites", i, LimitKind.OVERLAP, "overlap_weeks", row.id, AUTHORITY, words, made_up(row))


def _lift(mission: Mission, names: Names, scope: Scope) -> Iterator[Limit]:
    for i, row in enumerate(mission.lift):
        if _touches(names, row.where, scope.sites):
            place = "theatre" if row.where == "*" else row.where
            words = f"At most {row.seats:,} seats a week into and out of {place}{when(row.from_, row.until)}."
            yield Limit("lift", i, LimitKind.LIFT, "", row.where, AUTHORITY, words, made_up(row))


def _enablers(mission: Mission, scope: Scope) -> Iterator[Limit]:
    if not scope.activities:
        return
    for i, row in enumerate(mission.enablers):
        if row.site in scope.sites:
            least = f"at least {row.minimum:,}" if row.minimum else ""
            rate = f"one for {row.per:,} at work" if row.per else ""
            words = f"{row.site} needs people with {row.skill}: {' and '.join(filter(None, (rate, least)))}."
            yield Limit("enablers", i, LimitKind.ENABLER, "", f"{row.site} {row.skill}", AUTHORITY, words, made_up(row))


def _consents(mission: Mission, names: Names, scope: Scope) -> Iterator[Limit]:
    refused_by_silence = mission.planning.consent_default is ConsentDefault.REFUSED
    kinds = {a.kind for a in mission.activities if a.id in scope.activities}
    for i, row in enumerate(mission.consents):
        if not names.sites(row.host) & _touched(names, row.where, scope):
            continue
        if row.what not in {"*", *kinds, *scope.activities}:
            continue
        name = f"{row.who} {row.where} {row.what}"
        about = f"{row.host} for {_everybody(row.who)} at {_every(row.where)}, {_every(row.what)}"
        is_pending = row.status is ConsentStatus.PENDING
        if row.status is ConsentStatus.REFUSED or (is_pending and not mission.planning.count_pending_consent):
            word = "is pending, and the mission does not count it" if is_pending else "is refused"
            words = f"Consent of {about} {word}{when(row.from_, row.until)}."
            yield Limit("consents", i, LimitKind.CONSENT, "status", name, row.host, words, made_up(row))
        elif refused_by_silence and _is_cut(mission, row.from_, row.until):
            words = f"Consent of {about} is given only{when(row.from_, row.until)}."
            column = "until" if row.from_ is None else "from"
            yield Limit("consents", i, LimitKind.CONSENT_TIME, column, name, row.host, words, made_up(row))
    if refused_by_silence:
        words = "Where a host says nothing, its consent counts as refused."
        yield Limit("", -1, LimitKind.CONSENT_DEFAULT, "consent_default", "planning", AUTHORITY, words)


def _touched(names: Names, where: str, scope: Scope) -> set[str]:
    return set(names.sites(where) & scope.sites)


def _everybody(who: str) -> str:
    return "everybody" if who == "*" else who


def _every(name: str) -> str:
    return "all" if name == "*" else name


def _activities(mission: Mission, wish: Wish, scope: Scope) -> Iterator[Limit]:
    if not any(t.measure is Measure.HANDED_OVER for t in wish.targets) and not wish.asks and not scope.activities:
        return
    for i, row in enumerate(mission.activities):
        if row.id not in scope.activities:
            continue
        if row.hand_to is not None and row.earliest is not None and mission.calendar.week(row.earliest) > 0:
            words = f"{row.id} is handed over on {row.earliest} at the earliest."
            yield Limit("activities", i, LimitKind.EARLIEST, "earliest", row.id, AUTHORITY, words, made_up(row))
        if row.hand_to is not None and row.latest is not None:
            words = f"{row.id} is handed over on {row.latest} at the latest."
            yield Limit("activities", i, LimitKind.LATEST, "latest", row.id, AUTHORITY, words, made_up(row))
        if row.with_:
            words = f"{row.id} is handed over together with {', '.join(row.with_)}, or not at all."
            yield Limit("activities", i, LimitKind.WITH, "with", row.id, AUTHORITY, words, made_up(row))


def _musts(mission: Mission, wish: Wish) -> Iterator[Limit]:
    own = {t.id for t in wish.targets}
    for i, row in enumerate(mission.targets):
        if row.must and row.id not in own:
            unit = "%" if row.measure is Measure.COVERAGE else ""
            about = f"{row.who} {row.where} {row.what}".replace("*", "all")
            words = (
                f"Target '{row.id}' must be met: {row.measure} ({about}) {row.sense} {row.value:,}{unit}"
                f"{when(row.from_, row.until)}."
            )
            yield Limit("targets", i, LimitKind.MUST, "must", row.id, AUTHORITY, words, made_up(row))
