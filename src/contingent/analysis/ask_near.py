"""Further people beside a known plan: a small program, where everybody pledged does as the plan says.

A restriction, to find lists quickly in large missions. What is found is judged against the whole mission.
"""

from dataclasses import dataclass, replace

from contingent.analysis.ask_program import Model, held, model_of
from contingent.analysis.ask_relaxed import Goalpost, Relaxed
from contingent.analysis.others import Others
from contingent.analysis.scope import matched, with_companions
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.instance import compile_mission
from contingent.verify.ledger import replay
from contingent.verify.names import names_in


@dataclass(frozen=True, slots=True)
class Beside:
    """The small program, and the way back to a whole plan."""

    model: Model
    others: Others

    def whole(self, plan: Plan) -> Plan:
        """Return a plan of the small mission together with all others."""
        return self.others.joined(plan)


def beside(
    relaxed: Relaxed, goalpost: Goalpost, plan: Plan, sites: frozenset[str], most_nations: int | None = None
) -> Beside:
    """Keep the activities of some sites and those who are ever there, and take the others off.

    Parameters
    ----------
    plan
        A lawful plan of the mission without further people.
    most_nations
        As in ``model_of``.
    """
    mission = relaxed.mission
    activities = _kept(mission, sites)
    near = sites | {a.site for a in mission.activities if a.id in activities}
    there = _ever_at(mission, plan, near)
    helpers = {name for name, _ in relaxed.helpers}
    kept = [k for k in mission.contingents if k.id in there or k.id in helpers]
    ids = {k.id for k in kept}
    names = names_in(mission)
    targets = tuple(t for t in mission.targets if not (about := matched(mission, names, t)) or about & activities)
    whole = mission.model_copy(update={"targets": targets})
    core = whole.model_copy(
        update={
            "activities": tuple(a for a in mission.activities if a.id in activities),
            "billets": tuple(b for b in mission.billets if b.activity in activities),
            "contingents": tuple(kept),
            "people": tuple(p for p in mission.people if p.contingent in ids),
            "conditions": (),
        }
    )
    absent = frozenset(k.id for k in mission.contingents) - ids
    elsewhere = frozenset(a.id for a in mission.activities) - activities
    others = Others.of(whole, plan, absent, elsewhere)
    more = tuple(f for f in plan.fills if f.contingent in ids and f.activity in elsewhere)
    everything = others.plan.model_copy(update={"fills": (*others.plan.fills, *more)})
    inst = others.taken_off(compile_mission(core), whole)
    small = replace(relaxed, mission=core)
    return Beside(held(model_of(small, goalpost, inst, most_nations), plan), replace(others, plan=everything))


def _kept(mission: Mission, sites: frozenset[str]) -> frozenset[str]:
    """Return the activities at some sites, with companions and with all that a target names together with them."""
    names = names_in(mission)
    found = frozenset(a.id for a in mission.activities if a.site in sites)
    while True:
        at = {a.site for a in mission.activities if a.id in found}
        more = set(with_companions(mission, set(found))) | {a.id for a in mission.activities if a.site in at}
        for target in mission.targets:
            about = matched(mission, names, target)
            if about & more:
                more |= about
        if more <= found:
            return found
        found = frozenset(more)


def _ever_at(mission: Mission, plan: Plan, sites: frozenset[str]) -> frozenset[str]:
    """Return the contingents that are at some sites at some time in a plan."""
    ledger = replay(mission, plan)
    return frozenset(h.tour.contingent for h in ledger.histories if {stay.name for stay in h.stays} & sites)
