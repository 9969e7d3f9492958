"""Nations that could give what is asked: docs/concepts/ask.md says what speaks for and against each."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from contingent.analysis.asks import Ask, Giver
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.tables import Nation
from contingent.domain.vocabulary import DEAD_STATES
from contingent.verify import verify

_MANY = 4
"""Sets of nations are looked through up to this size; larger ones are put together one by one."""


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
    return tuple(replace(ask, givers=_givers(pledged, witness, ask, excess)) for ask in asks)


def _excess(mission: Mission, carried: dict[str, int]) -> dict[str, Fraction]:
    weights = {n.code: Fraction(n.fair_share) for n in mission.nations if n.fair_share is not None}
    whole, shared = sum(weights.values()), sum(carried.get(code, 0) for code in weights)
    return {code: carried.get(code, 0) - weight / whole * shared for code, weight in weights.items() if whole}


def _givers(pledged: Mission, witness: Plan, ask: Ask, excess: dict[str, Fraction]) -> tuple[Giver, ...]:
    own = next(k.nation for k in pledged.contingents if k.id == ask.id)
    nations = [n for n in pledged.nations if n.code != own]
    found = [_giver(pledged, witness, ask, nation, excess.get(nation.code)) for nation in nations]
    return tuple(sorted(found, key=_order))


def _order(giver: Giver) -> tuple[bool, bool, float, int, str]:
    """Those who can first; of these, those below their fair share, the furthest below first; then by their people."""
    return (not giver.can, giver.excess is None, giver.excess or 0.0, -giver.pool, giver.nation)


def _giver(mission: Mission, witness: Plan, ask: Ask, nation: Nation, excess: Fraction | None) -> Giver:
    pool = _pool(mission, nation.code, ask)
    share = None if excess is None else float(excess)
    if nation.code == mission.host:
        return Giver(nation.code, nation.name, can=False, pool=pool, excess=share, why="It is the host.")
    if not pool:
        return Giver(
            nation.code,
            nation.name,
            can=False,
            pool=0,
            excess=share,
            why=f"None of its rows has people with {ask.skill or 'it'}.",
        )
    rows = tuple(k.model_copy(update={"nation": nation.code}) if k.id == ask.id else k for k in mission.contingents)
    given = mission.model_copy(update={"contingents": rows})
    verdict = verify(given, witness.model_copy(update={"digest": given.digest}))
    if verdict.violations:
        return Giver(
            nation.code,
            nation.name,
            can=False,
            pool=pool,
            excess=share,
            why=f"{verdict.violations[0].message.rstrip('.')}.",
        )
    words = [f"Its rows have {pool:,} people with {ask.skill or 'any skill'}"]
    if pool < ask.number:
        words.append(f"{ask.number:,} are asked")
    if excess is not None:
        words.append(f"{abs(round(excess)):,} person-weeks {'above' if excess > 0 else 'below'} its fair share")
    words.append("no caveat, consent or mandate of it stands against")
    return Giver(nation.code, nation.name, can=True, pool=pool, excess=share, why="; ".join(words) + ".")


def _pool(mission: Mission, nation: str, ask: Ask) -> int:
    """Count its people with the skill in rows that are not dead, asks aside. [person]"""
    alive = {k.id for k in mission.contingents if k.nation == nation and k.state not in DEAD_STATES and k.id != ask.id}
    return sum(p.count for p in mission.people if p.contingent in alive and (not ask.skill or ask.skill in p.skills))


def fewest(asks: tuple[Ask, ...], most: int | None) -> tuple[tuple[str, ...], str]:
    """Return the fewest nations that can give all asks, one nation an ask, and a sentence about them."""
    can = [{g.nation for g in ask.givers if g.can} for ask in asks]
    if not asks:
        return (), ""
    if not all(can):
        lost = ", ".join(ask.id for ask, nations in zip(asks, can, strict=True) if not nations)
        return (), f"No nation of the mission is known that can give {lost}: ask others."
    rank = {g.nation: place for ask in asks for place, g in reversed(list(enumerate(ask.givers)))}
    everyone = sorted(set().union(*can), key=lambda n: (rank[n], n))
    found = next(
        (
            c
            for size in range(1, min(_MANY, len(everyone)) + 1)
            for c in combinations(everyone, size)
            if all(set(c) & nations for nations in can)
        ),
        (),
    )
    if not found:
        found = _greedy(everyone, can)
    words = f"{', '.join(found)} can give the whole list."
    if most is not None and len(found) > most:
        words = f"No {most:,} of these nations are known to be able to give the whole list; {words}"
    return found, words


def _greedy(everyone: list[str], can: list[set[str]]) -> tuple[str, ...]:
    found: list[str] = []
    left = list(can)
    while left:
        best = max(everyone, key=lambda n: sum(n in nations for nations in left))
        found.append(best)
        left = [nations for nations in left if best not in nations]
    return tuple(found)
