"""Those who do not matter to a wish do as in a known plan: what they take of the limits is taken off.

A restriction, to find plans quickly. Whatever is found is judged against the whole mission; docs/concepts/why.md.
"""

from dataclasses import dataclass, replace

import numpy as np

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.vocabulary import Measure
from contingent.instance import Instance
from contingent.instance.instance import Limit
from contingent.verify.ledger import Ledger, replay


@dataclass(frozen=True, slots=True)
class Others:
    """The part of a plan that stays as it is."""

    plan: Plan
    """Their tours, and their fills in activities that targets must have."""
    ledger: Ledger
    """The same, replayed."""

    @classmethod
    def of(cls, mission: Mission, plan: Plan, contingents: frozenset[str], activities: frozenset[str]) -> "Others":
        """Take the tours of some contingents out of a plan, and their fills and handovers in some activities."""

        def named(tour: str | None) -> str | None:
            return None if tour is None else f"o-{tour}"  # no tour that is found anew is called so

        tours = [t.model_copy(update={"tour": named(t.tour)}) for t in plan.tours if t.contingent in contingents]
        moves = [m.model_copy(update={"tour": named(m.tour)}) for m in plan.moves if m.contingent in contingents]
        rehats = [r.model_copy(update={"tour": named(r.tour)}) for r in plan.rehats if r.contingent in contingents]
        fills = (f for f in plan.fills if f.contingent in contingents and f.activity in activities)
        handovers = (h for h in plan.handovers if h.activity in activities)
        own = Plan(
            mission=plan.mission,
            tours=tuple(tours),
            moves=tuple(moves),
            rehats=tuple(rehats),
            fills=tuple(fills),
            handovers=tuple(handovers),
        )
        return cls(own, replay(mission, own))

    def joined(self, plan: Plan) -> Plan:
        """Return a plan together with theirs."""
        own = self.plan
        return plan.model_copy(
            update={
                "tours": (*plan.tours, *own.tours),
                "moves": (*plan.moves, *own.moves),
                "rehats": (*plan.rehats, *own.rehats),
                "fills": (*plan.fills, *own.fills),
                "handovers": (*plan.handovers, *own.handovers),
            }
        )

    def taken_off(self, inst: Instance, mission: Mission) -> Instance:
        """Return an instance without them whose limits are what they leave.

        Parameters
        ----------
        inst
            Of the mission without them.
        mission
            With them, all other rows the same; limits may be lifted from that of the ledger, which count nobody.
        """
        ledger = self.ledger
        sites = frozenset(s.id for s in mission.sites)
        beds = [ledger.strength_of("*", s.id) for s in mission.sites if s.beds is not None]
        ceilings = [ledger.strength_of(row.who, row.where) for row in mission.ceilings]
        mandates = [
            ledger.strength(_of_nation(mission, m.nation), frozenset(m.sites) or sites)
            for m in mission.mandates
            if m.max is not None
        ]
        seats = [_travellers(mission, ledger, row.where) for row in mission.lift]
        return replace(
            inst,
            beds=_left(inst.beds, beds),
            ceilings=_left(inst.ceilings, ceilings),
            mandates=_left(inst.mandates, mandates),
            lift=_left(inst.lift, seats),
            wishes=tuple(
                replace(wish, limit=_less(wish.limit, ledger.strength_of(row.who, row.where)))
                if wish.measure is Measure.STRENGTH
                else wish
                for wish, row in zip(inst.wishes, mission.targets, strict=True)
            ),
        )


def enabling_elsewhere(mission: Mission, plan: Plan, sites: frozenset[str]) -> frozenset[str]:
    """Return contingents that a plan has at a site, other than these, that needs enablers of their skill."""
    able = {(p.contingent, skill) for p in mission.people for skill in p.skills}
    stays = {(t.contingent, t.site) for t in plan.tours} | {(m.contingent, m.to_site) for m in plan.moves}
    needs = [(e.site, e.skill) for e in mission.enablers if e.site not in sites]
    return frozenset(k for k, at in stays for site, skill in needs if at == site and (k, skill) in able)


def _of_nation(mission: Mission, nation: str) -> frozenset[str]:
    return frozenset(k.id for k in mission.contingents if k.nation == nation)


def _travellers(mission: Mission, ledger: Ledger, where: str) -> list[int]:
    sites = ledger.names.sites(where)
    found = [0] * mission.weeks
    for history in ledger.histories:
        if history.arrive >= 0 and history.tour.site in sites:
            found[history.arrive] += history.heads
        if history.depart < mission.weeks and history.stays[-1].name in sites:
            found[history.depart] += history.heads
    return found


def _left(limits: tuple[Limit, ...], used: list[list[int]]) -> tuple[Limit, ...]:
    return tuple(_less(limit, taken) for limit, taken in zip(limits, used, strict=True))


def _less(limit: Limit, used: list[int]) -> Limit:
    return replace(limit, most=limit.most - np.array(used, dtype=np.int64))
