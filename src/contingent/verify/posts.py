"""Posts and their holders: what is required in each week, and which command holds an activity."""

from dataclasses import dataclass

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.tables import Activity
from contingent.verify.names import Names

Post = tuple[str, str]
"""An activity and a skill that it asks."""


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of every week, and who holds the activities."""

    required: dict[Post, list[int]]
    """Posts required in every week of the mission. [person]"""
    essential: dict[Post, list[int]]
    """Of these, the essential ones. [person]"""
    handed: dict[str, tuple[int, str]]
    """Per activity handed over: the week, and the command that has it from then on; the first, if there are several."""
    activities: dict[str, Activity]
    """The activities by their ids."""

    def command(self, activity: str, week: int) -> str:
        """Return the command that holds an activity in a week."""
        handover = self.handed.get(activity)
        return handover[1] if handover and handover[0] <= week else self.activities[activity].command

    def held(self, activity: str, weeks: int) -> tuple[tuple[str, range], ...]:
        """Return each command that holds an activity, with the weeks of the mission in which it does."""
        first = self.activities[activity].command
        week, to = self.handed.get(activity, (weeks, first))
        begin = min(max(0, week), weeks)
        return (first, range(begin)), (to, range(begin, weeks))


def posts_of(mission: Mission, plan: Plan) -> Posts:
    """Count the posts of each week and replay the handovers."""
    calendar = mission.calendar
    activities = {a.id: a for a in mission.activities}
    required: dict[Post, list[int]] = {}
    essential: dict[Post, list[int]] = {}
    for billet in mission.billets:
        activity = activities[billet.activity]
        runs = calendar.span(activity.from_, activity.until)
        asked = calendar.span(billet.from_, billet.until)
        post = (billet.activity, billet.skill)
        all_posts = required.setdefault(post, [0] * mission.weeks)
        those_essential = essential.setdefault(post, [0] * mission.weeks)
        for week in range(max(runs.start, asked.start), min(runs.stop, asked.stop)):
            all_posts[week] += billet.count
            those_essential[week] += billet.essential
    latest_first = sorted(plan.handovers, key=lambda h: (h.week, h.to), reverse=True)
    handed = {h.activity: (calendar.week(h.week), h.to) for h in latest_first}
    return Posts(required, essential, handed, activities)


def matching(names: Names, mission: Mission, where: str, what: str) -> list[Activity]:
    """Return the activities that ``where`` and ``what`` match."""
    return [a for a in mission.activities if where in names.of_site[a.site] and what in names.of_activity[a.id]]
