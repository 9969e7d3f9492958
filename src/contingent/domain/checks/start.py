"""What is unlawful about those in place in the first week: they must leave at once, which is seldom meant."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from contingent.domain.checks.fault import Fault, fault, shown
from contingent.domain.mission import Mission
from contingent.domain.tables import Consent, Contingent, Row
from contingent.domain.vocabulary import ConsentDefault, ConsentStatus, PledgeState


@dataclass(frozen=True, slots=True)
class Present:
    """A contingent that is in place at the start."""

    index: int
    """Its row of contingents."""
    contingent: Contingent
    site: str
    host: str
    command: str
    people: int
    """One set of all its groups, with the support element. [person]"""
    names: frozenset[str]
    """All names of `who` that match it."""


def at_the_start(mission: Mission) -> Iterator[Fault]:
    """Yield what is wrong with those in place in week 0."""
    present = _present(mission)
    for one in present:
        yield from _closed(mission, one)
        yield from _against_caveat(mission, one)
        yield from _against_consent(mission, one)
        yield from _without_mandate(mission, one)
    yield from _over_beds(mission, present)
    yield from _over_mandates(mission, present)
    yield from _over_ceilings(mission, present)


def is_now(mission: Mission, row: Row) -> bool:
    """Tell whether a row with the columns from and until is in force in week 0."""
    return 0 in mission.calendar.span(getattr(row, "from_", None), getattr(row, "until", None))


def _present(mission: Mission) -> list[Present]:
    heads = Counter[str]()
    for group in mission.people:
        heads[group.contingent] += group.count
    groups = {n.code: n.groups for n in mission.nations}
    host_of = {s.id: s.host or mission.host for s in mission.sites}
    present = []
    for index, one in enumerate(mission.contingents):
        if one.state is PledgeState.IN_PLACE and one.site is not None and one.commands:
            count = heads[one.id] + ceil(one.support * heads[one.id])
            names = frozenset({"*", one.id, one.nation, one.commands[0], *groups.get(one.nation, ())})
            host = host_of.get(one.site, mission.host)
            present.append(Present(index, one, one.site, host, one.commands[0], count, names))
    return present


def _closed(mission: Mission, one: Present) -> Iterator[Fault]:
    for site in mission.sites:
        if site.id == one.site and 0 not in mission.calendar.span(site.opens, site.closes):
            days = f"opens {site.opens or 'at the start'}, closes {site.closes or 'never'}"
            problem = f"Contingent {shown(one.contingent.id)} is at site {shown(site.id)}, which {days}."
            yield fault("in-place-at-closed-site", ("contingents", one.index, "site"), problem)


def _against_caveat(mission: Mission, one: Present) -> Iterator[Fault]:
    for index, caveat in enumerate(mission.caveats):
        refused = caveat.not_ in {f"site:{one.site}", f"command:{one.command}"}
        if refused and caveat.who in {one.contingent.id, one.contingent.nation} and is_now(mission, caveat):
            problem = f"Contingent {shown(one.contingent.id)} is in place against {shown(caveat.not_)}."
            yield fault("in-place-against-caveat", ("caveats", index, "not"), problem)


def _against_consent(mission: Mission, one: Present) -> Iterator[Fault]:
    """Apply rule 1 of consents: a grant counts for any kind of activity, a refusal only if it is for all."""
    rows = [row for row in mission.consents if is_now(mission, row) and _speaks(row, one)]
    refused = [row for row in rows if _refuses(row, mission) and row.what == "*"]
    granted = [row for row in rows if not _refuses(row, mission)]
    silent = not rows or (not refused and not granted)
    if refused or (silent and _rows_of(mission, one.host) and _refused_by_default(mission)):
        problem = f"Contingent {shown(one.contingent.id)} is at site {shown(one.site)} without the leave of {one.host}."
        yield fault("in-place-without-consent", ("contingents", one.index, "site"), problem)


def _speaks(row: Consent, one: Present) -> bool:
    return row.host == one.host and row.who in one.names and row.where in {"*", one.site, one.host}


def _refuses(row: Consent, mission: Mission) -> bool:
    pending = row.status is ConsentStatus.PENDING and not mission.planning.count_pending_consent
    return pending or row.status is ConsentStatus.REFUSED


def _rows_of(mission: Mission, host: str) -> bool:
    # a host that is not spoken for at all has its own finding
    return any(row.host == host for row in mission.consents)


def _refused_by_default(mission: Mission) -> bool:
    return mission.planning.consent_default is ConsentDefault.REFUSED


def _without_mandate(mission: Mission, one: Present) -> Iterator[Fault]:
    mandates = [m for m in mission.mandates if m.nation == one.contingent.nation]
    if mandates and not any(is_now(mission, m) and (not m.sites or one.site in m.sites) for m in mandates):
        problem = f"{one.contingent.nation} has no mandate in force for site {shown(one.site)}."
        yield fault("in-place-without-mandate", ("contingents", one.index, "site"), problem)


def _over_beds(mission: Mission, present: list[Present]) -> Iterator[Fault]:
    for index, site in enumerate(mission.sites):
        people = sum(one.people for one in present if one.site == site.id)
        if site.beds is not None and people > site.beds:
            problem = f"{people} people are in place, beds is {site.beds}."
            yield fault("in-place-over-beds", ("sites", index, "beds"), problem)


def _over_mandates(mission: Mission, present: list[Present]) -> Iterator[Fault]:
    for index, mandate in enumerate(mission.mandates):
        if mandate.max is None or not is_now(mission, mandate):
            continue
        mine = [one for one in present if one.contingent.nation == mandate.nation]
        people = sum(one.people for one in mine if not mandate.sites or one.site in mandate.sites)
        if people > mandate.max:
            problem = f"{people} people are in place, max is {mandate.max}."
            yield fault("in-place-over-mandate", ("mandates", index, "max"), problem)


def _over_ceilings(mission: Mission, present: list[Present]) -> Iterator[Fault]:
    for index, ceiling in enumerate(mission.ceilings):
        if not is_now(mission, ceiling):
            continue
        counted = [one for one in present if ceiling.where in {"*", one.site, one.host} and ceiling.who in one.names]
        people = sum(one.people for one in counted)
        if people > ceiling.max:
            problem = f"{people} people are in place, max is {ceiling.max}."
            yield fault("in-place-over-ceiling", ("ceilings", index, "max"), problem)
