"""An ask at several sites as one pledge for each: what a nation that cannot give the whole could give of it."""

from contingent.analysis.ask_result import renamed
from contingent.analysis.asks import Ask
from contingent.analysis.wish import free_id
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan


def split(pledged: Mission, witness: Plan, ask: Ask) -> tuple[Mission, Plan, dict[str, str]]:
    """Return the mission and the plan with a pledge for each site of an ask, and the names of these by site."""
    name_of = {part.site: free_id(pledged, f"{ask.id}-{part.site}") for part in ask.parts}
    rows, people = [], []
    for row in pledged.contingents:
        own = ask.parts if row.id == ask.id else ()
        rows += [
            row.model_copy(update={"id": name_of[p.site], "sites": (p.site,), "from_": p.from_, "until": p.until})
            for p in own
        ] or [row]
    for group in pledged.people:
        own = ask.parts if group.contingent == ask.id else ()
        people += [group.model_copy(update={"contingent": name_of[p.site], "count": p.number}) for p in own] or [group]
    apart = pledged.model_copy(update={"contingents": tuple(rows), "people": tuple(people)})
    plan = renamed(pledged, witness, lambda name, site: name_of[site] if name == ask.id else name)
    return apart, plan.model_copy(update={"digest": apart.digest}), name_of
