"""References: a plan may only speak of what its mission has."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.verify.names import group_of


def unknown_references(mission: Mission, plan: Plan) -> Iterator[str]:
    """Yield everything that a plan names and its mission does not have, in words, each once."""
    if plan.mission != mission.id:
        yield f"the plan is for the mission '{plan.mission}', this is '{mission.id}'"
    known = {
        "site": {s.id for s in mission.sites},
        "command": {c.id for c in mission.commands},
        "activity": {a.id for a in mission.activities},
        "skill": {s.id for s in mission.skills},
        "contingent": {k.id for k in mission.contingents},
        "need elsewhere": {e.id for e in mission.elsewhere},
    }
    named = dict.fromkeys(_named(plan))
    for table, kind, name in named:
        if name not in known[kind]:
            yield f"{table}: the mission has no {kind} '{name}'"
    yield from _unknown_groups(mission, plan, known["contingent"])
    yield from _unknown_tours(plan)


def _named(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Yield every name in a plan: table, kind of thing, name."""
    for tour in plan.tours:
        yield "tours", "contingent", tour.contingent
        yield "tours", "site", tour.site
        yield "tours", "command", tour.command
    for move in plan.moves:
        yield "moves", "contingent", move.contingent
        yield "moves", "site", move.from_site
        yield "moves", "site", move.to_site
    for rehat in plan.rehats:
        yield "rehats", "contingent", rehat.contingent
        yield "rehats", "site", rehat.site
        yield "rehats", "command", rehat.from_
        yield "rehats", "command", rehat.to
    for fill in plan.fills:
        yield "fills", "contingent", fill.contingent
        yield "fills", "activity", fill.activity
        yield "fills", "skill", fill.skill
    for handover in plan.handovers:
        yield "handovers", "activity", handover.activity
        yield "handovers", "command", handover.from_
        yield "handovers", "command", handover.to
    for onward in plan.onward:
        yield "onward", "contingent", onward.contingent
        yield "onward", "need elsewhere", onward.elsewhere


def _unknown_groups(mission: Mission, plan: Plan, contingents: set[str]) -> Iterator[str]:
    """Yield the groups that a contingent of the mission does not have; moves and rehats follow their tours."""
    groups = {group_of(row.contingent, row.skills) for row in mission.people}
    rows = chain(
        (("tours", group_of(tour.contingent, tour.people)) for tour in plan.tours),
        (("fills", group_of(fill.contingent, fill.people)) for fill in plan.fills),
        (("onward", group_of(onward.contingent, onward.people)) for onward in plan.onward),
    )
    for table, group in dict.fromkeys(rows):
        if group not in groups and group.contingent in contingents:
            yield f"{table}: the contingent {group.contingent} has no people with the skills '{' '.join(group.skills)}'"


def _unknown_tours(plan: Plan) -> Iterator[str]:
    """Yield moves and changes of command that name no tour, or several."""
    times = Counter(tour.tour for tour in plan.tours)
    rows = chain((("moves", move.tour) for move in plan.moves), (("rehats", rehat.tour) for rehat in plan.rehats))
    for table, tour in dict.fromkeys(rows):
        if times[tour] != 1:
            yield f"{table}: {times[tour] or 'no'} tours have the name '{tour}'"
