"""What a wish is about: its activities, sites, commands and skills, and who has them."""

from dataclasses import dataclass

from contingent.analysis.wish import Wish
from contingent.domain.mission import Mission
from contingent.domain.tables import Contingent, Target
from contingent.domain.vocabulary import Measure, PledgeState, Sense
from contingent.verify.names import Names, names_in


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a mission that a wish is about."""

    activities: frozenset[str]
    """With companions, to and fro."""
    sites: frozenset[str]
    commands: frozenset[str]
    skills: frozenset[str]
    """Skills that the wish asks."""
    counted: frozenset[str]
    """Contingents that a strength from below counts."""
    held: frozenset[str]
    """Contingents that a strength from above counts."""
    concerned: frozenset[str]
    """Contingents whose own limits could forbid the wish: with a skill asked, counted or held."""
    enabling: frozenset[str]
    """Contingents that could be enablers at a site of the scope, and are not concerned otherwise."""


def with_companions(mission: Mission, activities: set[str]) -> frozenset[str]:
    """Return the activities and all that hand over with them."""
    found = set(activities)
    while True:
        more = {b for a in mission.activities if a.id in found for b in a.with_}
        more |= {a.id for a in mission.activities if found & set(a.with_)}
        if more <= found:
            return frozenset(found)
        found |= more


def scope_of(mission: Mission, wish: Wish) -> Scope:
    """Return what a wish is about."""
    names = names_in(mission)
    rows = [a for a in mission.activities if a.id in _activities(mission, wish, names)]
    counted = frozenset(k for t in wish.targets if is_floor(t) for k in counted_by(mission, names, t))
    held = frozenset(
        k
        for t in wish.targets
        if t.measure is Measure.STRENGTH and t.sense is Sense.AT_MOST
        for k in counted_by(mission, names, t)
    )
    of_strength = {s for t in wish.targets if is_floor(t) for s in names.sites(t.where)}
    sites = frozenset({a.site for a in rows} | of_strength)
    commands = {c for a in rows for c in (a.command, a.hand_to) if c is not None}
    commands |= {t.who for t in wish.targets if t.who in names.commands}
    skills = _skills(mission, wish, {a.id for a in rows})
    able = {p.contingent for p in mission.people if skills & set(p.skills)}
    enabling = {e.skill for e in mission.enablers if e.site in sites}
    helpers = {p.contingent for p in mission.people if enabling & set(p.skills)}
    concerned = frozenset(able | counted | held)
    if held:
        sites |= frozenset(k.site for k in mission.contingents if k.id in held and k.site is not None)
    return Scope(
        frozenset(a.id for a in rows),
        sites,
        frozenset(commands),
        frozenset(skills),
        counted,
        held,
        concerned,
        frozenset(helpers) - concerned,
    )


def is_floor(target: Target) -> bool:
    """Tell whether a target wants people to be there."""
    return target.measure is Measure.STRENGTH and target.sense is Sense.AT_LEAST


def counted_by(mission: Mission, names: Names, target: Target) -> frozenset[str]:
    """Return the contingents that a strength counts; for a command those that may serve under it."""
    if target.who in names.commands:
        return frozenset(k.id for k in mission.contingents if target.who in k.commands)
    return names.contingents(target.who)


def matched(mission: Mission, names: Names, target: Target) -> set[str]:
    """Return the activities that a coverage or a number of handovers is about."""
    if target.measure is Measure.STRENGTH:
        return set()
    sites = names.sites(target.where)
    return {a.id for a in mission.activities if a.site in sites and target.what in names.of_activity[a.id]}


def counts(mission: Mission, contingent: Contingent) -> bool:
    """Tell whether a pledge counts in planning."""
    return contingent.state.counts_from(mission.planning.counts_from)


def in_place(contingent: Contingent) -> bool:
    """Tell whether a contingent is in theatre when the mission begins."""
    return contingent.state is PledgeState.IN_PLACE and contingent.site is not None


def _activities(mission: Mission, wish: Wish, names: Names) -> frozenset[str]:
    named = {ask.activity for ask in wish.asks}
    for target in wish.targets:
        named |= matched(mission, names, target)
    return with_companions(mission, named)


def _skills(mission: Mission, wish: Wish, activities: set[str]) -> set[str]:
    """Return the skills asked by name, or all essential ones for a handover, or all for coverage."""
    asked = {ask.skill for ask in wish.asks}
    for target in wish.targets:
        if target.measure is not Measure.STRENGTH:
            only_essential = target.measure is Measure.HANDED_OVER
            asked |= {
                b.skill for b in mission.billets if b.activity in activities and (b.essential or not only_essential)
            }
    return asked
