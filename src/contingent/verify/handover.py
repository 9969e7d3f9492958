"""Rule ``handover``: at most once, in its window, with its companions, with all essential billets covered."""

from collections import Counter
from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.plan import Handover
from contingent.domain.tables import Activity
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every handover that may not be, not then, not alone, or not with those who are there."""
    breaches = [*_rows(mission, ledger), *_alone(mission, ledger), *_uncovered(mission, ledger)]
    return in_words(Rule.HANDOVER, mission.calendar, breaches)


def _rows(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    times = Counter(h.activity for h in ledger.plan.handovers)
    activities = {a.id: a for a in mission.activities}
    for handover in ledger.plan.handovers:
        activity = activities[handover.activity]
        week = mission.calendar.week(handover.week)
        if times[activity.id] > 1:
            yield Breach(week, activity.id, f"{activity.id} is handed over {times[activity.id]} times")
        for wrong in (*_wrong_commands(activity, handover), *_wrong_time(mission, activity, week)):
            yield Breach(week, activity.id, f"{activity.id} is handed over {wrong}")


def _wrong_commands(activity: Activity, handover: Handover) -> Iterator[str]:
    if activity.hand_to is None or activity.hand_to == activity.command:
        yield f"to {handover.to}, but stays with {activity.command}"
    elif (handover.from_, handover.to) != (activity.command, activity.hand_to):
        yield f"from {handover.from_} to {handover.to}, and not from {activity.command} to {activity.hand_to}"


def _wrong_time(mission: Mission, activity: Activity, week: int) -> Iterator[str]:
    if activity.earliest is not None and week < mission.calendar.week(activity.earliest):
        yield f"before the earliest day, {activity.earliest}"
    if activity.latest is not None and week > mission.calendar.week(activity.latest):
        yield f"after the latest day, {activity.latest}"
    if week not in mission.calendar.span(activity.from_, activity.until):
        yield "in a week in which it does not run"


def _alone(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    """Yield companions that are not handed over in the same week, each pair once, whoever names the other."""
    pairs = {tuple(sorted((a.id, other))) for a in mission.activities for other in a.with_}
    for first, second in sorted(pairs):
        weeks = [ledger.posts.handed[a][0] for a in (first, second) if a in ledger.posts.handed]
        if len(weeks) == 1 or len(set(weeks)) > 1:
            text = f"{first} and {second} are not handed over in the same week"
            yield Breach(min(weeks), first, text)


def _uncovered(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    for handover in ledger.plan.handovers:
        week = mission.calendar.week(handover.week)
        if not 0 <= week < mission.weeks:
            continue
        filled: Counter[str] = Counter()
        for fill, course in ledger.filled.items():
            if fill.activity == handover.activity:
                filled[fill.skill] += course[week]
        for (activity, skill), posts in ledger.posts.essential.items():
            essential = posts[week]
            if activity == handover.activity and filled[skill] < essential:
                text = (
                    f"{activity} is handed over with {filled[skill]} in posts of {skill},"
                    f" {essential - filled[skill]} fewer than the {essential} essential"
                )
                yield Breach(week, activity, text)
