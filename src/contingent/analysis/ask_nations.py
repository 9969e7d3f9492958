"""Nations that could give what is asked: docs/concepts/ask.md says what speaks for and against each."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, islice, product

from contingent.analysis.ask_relaxed import pool_of
from contingent.analysis.ask_split import split
from contingent.analysis.asks import Ask, Giver
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.tables import Nation
from contingent.verify import verify

_MANY = 4
"""Sets of nations are looked through up to this size; larger ones are put together one by one."""

_TRIES = 200
"""Who of a set gives what is tried in so many ways at most: each is a plan to be judged."""

Unit = tuple[str, str]
"""An ask and a site of it; blank: the whole."""


def with_givers(pledged: Mission, witness: Plan, asks: tuple[Ask, ...], carried: dict[str, int]) -> tuple[Ask, ...]:
    """Return the asks with all nations that could give them, best first, and those that could not.

    Parameters
    ----------
    pledged
        The mission with the asks as pledges, and ``witness`` a lawful plan of it.
    carried
        Person-weeks of each nation in the plan without the asks. [person-week]
    """
    excess = _excess(pledged, carried)
    return tuple(replace(ask, givers=_givers(pledged, witness, asks, ask, excess)) for ask in asks)


def _excess(mission: Mission, carried: dict[str, int]) -> dict[str, Fraction]:
    weights = {n.code: Fraction(n.fair_share) for n in mission.nations if n.fair_share is not None}
    whole, shared = sum(weights.values()), sum(carried.get(code, 0) for code in weights)
    return {code: carried.get(code, 0) - weight / whole * shared for code, weight in weights.items() if whole}


def _givers(
    pledged: Mission, witness: Plan, asks: tuple[Ask, ...], ask: Ask, excess: dict[str, Fraction]
) -> tuple[Giver, ...]:
    asked = frozenset(a.id for a in asks)
    # the nation without name gives nothing but what is asked, and no ask says that it is given by it
    nameless = {k.nation for k in pledged.contingents if k.id in asked} - {a.nation for a in asks}
    nameless -= {k.nation for k in pledged.contingents if k.id not in asked}
    nations = [n for n in pledged.nations if n.code not in nameless]
    found = [_giver(pledged, witness, asked, ask, nation, excess.get(nation.code)) for nation in nations]
    return tuple(sorted(found, key=lambda giver: (giver.nation != ask.nation, *_order(giver))))


def _order(giver: Giver) -> tuple[bool, int, bool, float, int, str]:
    """Those who can first, or can at most sites; of these, those the furthest below fair share; then by people."""
    share = giver.excess or 0.0
    return (not giver.can, -len(giver.sites), giver.excess is None, share, -giver.pool, giver.nation)


def _giver(
    mission: Mission, witness: Plan, asked: frozenset[str], ask: Ask, nation: Nation, excess: Fraction | None
) -> Giver:
    pool = pool_of(mission, nation.code, ask.skills, asked)
    share = None if excess is None else float(excess)
    giver = Giver(nation.code, nation.name, can=False, pool=pool, excess=share, why="It is the host.")
    if nation.code == mission.host:
        return giver
    if not pool:
        return replace(giver, why=f"None of its rows has people with {' and '.join(ask.skills) or 'it'}.")
    breach = _breach(mission, witness, {ask.id: nation.code})
    if breach is None:
        return replace(giver, can=True, why=_for_it(ask, pool, excess), sites=ask.sites)
    sites = _sites(mission, witness, ask, nation.code) if len(ask.sites) > 1 else ()
    only = f" It could give what is asked at {', '.join(sites)}." if sites else ""
    return replace(giver, why=f"{breach}{only}", sites=sites)


def _for_it(ask: Ask, pool: int, excess: Fraction | None) -> str:
    words = [f"Its rows have {pool:,} people with {' and '.join(ask.skills) or 'any skill'}"]
    if pool < ask.number:
        words.append(f"{ask.number:,} are asked")
    if excess is not None:
        words.append(f"{abs(round(excess)):,} person-weeks {'above' if excess > 0 else 'below'} its fair share")
    words.append("no caveat, consent or mandate of it stands against")
    return "; ".join(words) + "."


def _sites(mission: Mission, witness: Plan, ask: Ask, nation: str) -> tuple[str, ...]:
    """Return the sites of an ask for which a nation could give what is asked there alone."""
    apart, plan, name_of = split(mission, witness, ask)
    return tuple(site for site, name in name_of.items() if _breach(apart, plan, {name: nation}) is None)


def _breach(mission: Mission, witness: Plan, nation_of: Mapping[str, str]) -> str | None:
    """Say what forbids that nations give some contingents of a plan; None: nothing."""
    rows = tuple(k.model_copy(update={"nation": nation_of.get(k.id, k.nation)}) for k in mission.contingents)
    given = mission.model_copy(update={"contingents": rows})
    verdict = verify(given, witness.model_copy(update={"digest": given.digest}))
    return f"{verdict.violations[0].message.rstrip('.')}." if verdict.violations else None


def fewest(pledged: Mission, witness: Plan, asks: tuple[Ask, ...]) -> tuple[tuple[str, ...], str]:
    """Return the fewest nations found that can give all asks together, and a sentence about them.

    An ask is given by one nation; one that no nation can give as a whole, by one nation a site.
    """
    if not asks:
        return (), ""
    can = _can(asks)
    lost = [f"{name} at {site}" if site else name for (name, site), nations in can.items() if not nations]
    if lost:
        return (), f"No nation of the mission is known that can give {', '.join(lost)}: ask others."
    rank = {g.nation: place for ask in asks for place, g in reversed(list(enumerate(ask.givers)))}
    everyone = sorted(set().union(*can.values()), key=lambda n: (rank[n], n))
    ways = ((nations, nation_of) for nations in _sets(everyone, can) for nation_of in _ways(nations, can))
    for nations, nation_of in islice(ways, _TRIES):
        if _together(pledged, witness, asks, nation_of):
            return nations, f"{', '.join(nations)} can give the whole list{_by_site(nation_of)}."
    return (), "Each ask can be given by some nation; that nations can give all of them together is not known."


def _can(asks: tuple[Ask, ...]) -> dict[Unit, set[str]]:
    """Return who can give what: whole asks, and the sites of those that nobody can give as a whole."""
    found: dict[Unit, set[str]] = {}
    for ask in asks:
        whole = {g.nation for g in ask.givers if g.can}
        if whole or len(ask.sites) == 1:
            found[ask.id, ""] = whole
        else:
            found |= {(ask.id, s): {g.nation for g in ask.givers if s in g.sites} for s in ask.sites}
    return found


def _sets(everyone: list[str], can: dict[Unit, set[str]]) -> Iterator[tuple[str, ...]]:
    """Yield sets of nations of which one can give each unit, the smallest first."""
    for size in range(1, min(_MANY, len(everyone)) + 1):
        for nations in combinations(everyone, size):
            if all(set(nations) & able for able in can.values()):
                yield nations
    yield _greedy(everyone, can)


def _ways(nations: tuple[str, ...], can: dict[Unit, set[str]]) -> Iterator[dict[Unit, str]]:
    for chosen in product(*([n for n in nations if n in able] for able in can.values())):
        yield dict(zip(can, chosen, strict=True))


def _together(pledged: Mission, witness: Plan, asks: tuple[Ask, ...], nation_of: dict[Unit, str]) -> bool:
    """Tell whether the plan stays lawful if every nation gives its share at once."""
    mission, plan = pledged, witness
    by_name: dict[str, str] = {}
    for ask in asks:
        if (ask.id, "") in nation_of:
            by_name[ask.id] = nation_of[ask.id, ""]
        else:
            mission, plan, name_of = split(mission, plan, ask)
            by_name |= {name: nation_of[ask.id, site] for site, name in name_of.items()}
    return _breach(mission, plan, by_name) is None


def _by_site(nation_of: dict[Unit, str]) -> str:
    shares = [f"{nation} at {site}" for (_, site), nation in nation_of.items() if site]
    return f" ({', '.join(shares)})" if shares else ""


def _greedy(everyone: list[str], can: dict[Unit, set[str]]) -> tuple[str, ...]:
    found: list[str] = []
    left = list(can.values())
    while left:
        best = max(everyone, key=lambda n: sum(n in nations for nations in left))
        found.append(best)
        left = [nations for nations in left if best not in nations]
    return tuple(found)
