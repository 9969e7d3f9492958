"""What a plan misses of an aim, counted from its tables."""

from contingent.analysis.ask_relaxed import Goalpost
from contingent.analysis.asks import Aim
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.vocabulary import Goal
from contingent.verify import verify

Missing = tuple[tuple[str, str, int, int], ...]
"""Activity, skill, week and posts that are empty."""


def missing_posts(mission: Mission, plan: Plan, goalpost: Goalpost) -> Missing:
    """Return the posts that count and are empty; of the aim `target`, none."""
    if goalpost.aim is Aim.TARGET:
        return ()
    calendar = mission.calendar
    wanted: dict[tuple[str, str, int], int] = {}
    runs = {a.id: set(calendar.span(a.from_, a.until)) for a in mission.activities}
    for row in mission.billets:
        count = row.essential if goalpost.aim is Aim.ESSENTIAL else row.count
        for week in calendar.span(row.from_, row.until):
            if week >= goalpost.first and week in runs[row.activity] and count:
                key = (row.activity, row.skill, week)
                wanted[key] = wanted.get(key, 0) + count
    for fill in plan.fills:
        for week in calendar.span(fill.from_, fill.until):
            key = (fill.activity, fill.skill, week)
            if key in wanted:
                wanted[key] -= fill.heads
    return tuple((*key, short) for key, short in wanted.items() if short > 0)


def missed(mission: Mission, plan: Plan, goalpost: Goalpost) -> int:
    """Return how much of an aim a plan misses; percent of a coverage target are rounded up."""
    if goalpost.aim is not Aim.TARGET:
        return sum(short for *_, short in missing_posts(mission, plan, goalpost))
    first = mission.calendar.monday(goalpost.first)
    rows = tuple(
        t.model_copy(update={"must": False, "from_": max(t.from_ or first, first)})
        for t in mission.targets
        if t.id == goalpost.target
    )
    planning = mission.planning.model_copy(update={"goals": (Goal.TARGETS,), "slack": {}})
    counted = verify(mission.model_copy(update={"targets": rows, "planning": planning}), plan)
    value = counted.goals.get(Goal.TARGETS, 0)
    return -(-value.numerator // value.denominator) if value else 0
