"""A smaller mission with the same answer; docs/concepts/why.md proves it."""

from contingent.analysis.scope import Scope, counted_by, counts, in_place, is_floor, matched, with_companions
from contingent.domain.mission import Mission
from contingent.domain.tables import Contingent
from contingent.domain.vocabulary import ConditionKind, Goal
from contingent.verify.names import names_in

NEVER_DAYS = 3650
"""Notice that is longer than any mission. [day]"""


def slice_of(mission: Mission, scope: Scope) -> Mission:
    """Drop what does not matter to whether a lawful plan exists.

    Parameters
    ----------
    mission
        With the wish's targets among its own.
    """
    activities = _activities(mission, scope)
    useful = useful_in(mission, activities)
    kept = []
    for row in mission.contingents:
        if row.id in useful:
            kept.append(row)
        elif in_place(row):
            kept.append(row.model_copy(update={"notice_days": NEVER_DAYS}))
    return _only(mission, activities, kept)


def core_of(mission: Mission, scope: Scope, *, musts: bool, apart: frozenset[str] = frozenset()) -> Mission:
    """Drop also those in place who are not useful and, unless ``musts``, targets that must be about other sites.

    It allows more than the mission, as nobody accounts for those who are dropped: that it has no lawful plan proves
    that there is none, but a plan of it need not be one of the mission.

    Parameters
    ----------
    apart
        Contingents to be dropped too, unless somebody useful depends on them; what is left then proves nothing.
    """
    names = names_in(mission)
    site_of = {a.id: a.site for a in mission.activities}
    activities = set(scope.activities)
    targets = []
    for target in (t for t in mission.targets if t.must):
        about = matched(mission, names, target)
        if musts or {site_of[a] for a in about} & scope.sites or about & scope.activities or not about:
            activities |= about
            targets.append(target)
    smaller = mission.model_copy(update={"targets": tuple(targets)})
    kept_activities = with_companions(mission, activities)
    useful = useful_in(smaller, kept_activities, in_place_too=False, apart=apart)
    return _only(smaller, kept_activities, [k for k in mission.contingents if k.id in useful])


def _only(mission: Mission, activities: frozenset[str], contingents: list[Contingent]) -> Mission:
    ids = {k.id for k in contingents}
    return mission.model_copy(
        update={
            "activities": tuple(a for a in mission.activities if a.id in activities),
            "billets": tuple(b for b in mission.billets if b.activity in activities),
            "contingents": tuple(contingents),
            "people": tuple(p for p in mission.people if p.contingent in ids),
            "conditions": tuple(c for c in mission.conditions if c.contingent in ids),
            "elsewhere": (),
            "targets": tuple(t for t in mission.targets if t.must),
            "planning": mission.planning.model_copy(update={"goals": (Goal.TURBULENCE,), "slack": {}}),
        }
    )


def _activities(mission: Mission, scope: Scope) -> frozenset[str]:
    """Return the activities of the wish and of targets that must be, with companions."""
    kept = set(scope.activities)
    return with_companions(mission, kept | needed_by_targets(mission))


def needed_by_targets(mission: Mission) -> set[str]:
    """Return the activities of targets that must be."""
    names = names_in(mission)
    return set().union(*(matched(mission, names, target) for target in mission.targets if target.must))


def useful_in(
    mission: Mission, activities: frozenset[str], *, in_place_too: bool = True, apart: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Return the contingents whose coming may matter, with those on whom anybody kept depends.

    Parameters
    ----------
    in_place_too
        All those in place are kept; else only those who depend on somebody useful, who are useful then.
    apart
        Contingents that are kept only if somebody useful depends on them.
    """
    names = names_in(mission)
    sites = {a.site for a in mission.activities if a.id in activities}
    skills = {b.skill for b in mission.billets if b.activity in activities}
    skills |= {e.skill for e in mission.enablers if e.site in sites}
    able = {p.contingent for p in mission.people if skills & set(p.skills)}
    counting = {k.id for k in mission.contingents if counts(mission, k)}
    useful = {k.id for k in mission.contingents if k.id in able and (not k.sites or sites & {*k.sites, k.site})}
    for target in mission.targets:
        if target.must and is_floor(target):
            useful |= counted_by(mission, names, target)
    there = {k.id for k in mission.contingents if in_place(k)} & counting
    return _closed(mission, useful & counting - apart, there, counting, in_place_too=in_place_too)


def _closed(
    mission: Mission, useful: set[str], there: set[str], counting: set[str], *, in_place_too: bool
) -> frozenset[str]:
    """Add those on whom somebody depends."""
    pairs = [(c.contingent, c.value) for c in mission.conditions if c.kind is ConditionKind.PRESENT_WITH]
    found = set(useful)
    while True:
        kept = found | there if in_place_too else found
        more = {value for contingent, value in pairs if contingent in kept} & counting
        if not in_place_too:
            # Where the known plan has them come, they could not stay without those on whom they depend.
            more |= {contingent for contingent, value in pairs if value in found} & counting
        if more <= found:
            return frozenset(found)
        found |= more
