"""The goals, counted from the mission and the plan alone, exactly."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction

from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Goal
from contingent.verify.ledger import Ledger, summed
from contingent.verify.missed import misses
from contingent.verify.onward import counts_elsewhere
from contingent.verify.posts import Post


def count_goals(mission: Mission, ledger: Ledger) -> dict[Goal, Fraction]:
    """Return the value of every goal, whether or not the mission plans for it."""
    return {goal: Fraction(_COUNTS[goal](mission, ledger)) for goal in Goal}


def _essential(_: Mission, ledger: Ledger) -> int:
    return sum(_empty(ledger, ledger.posts.essential).values())


def _coverage(_: Mission, ledger: Ledger) -> int:
    empty = _empty(ledger, ledger.posts.required)
    return sum(ledger.posts.activities[activity].priority * weeks for (activity, _), weeks in empty.items())


def _empty(ledger: Ledger, posts: dict[Post, list[int]]) -> dict[Post, int]:
    """Count uncovered posts; in an unlawful plan that fills too much, the excess makes nothing better. [post-week]"""
    filled = summed(ledger.filled, lambda fill: (fill.activity, fill.skill))
    nobody = ledger.nobody()
    return {
        post: sum(max(0, n - heads) for n, heads in zip(course, filled.get(post, nobody), strict=True))
        for post, course in posts.items()
    }


def _release(mission: Mission, ledger: Ledger) -> int:
    return sum(_person_weeks(mission, ledger)[nation] for nation in set(mission.planning.release))


def _person_weeks(mission: Mission, ledger: Ledger) -> Counter[str]:
    """Count the person-weeks of every nation, with support."""
    nation_of = {k.id: k.nation for k in mission.contingents}
    person_weeks: Counter[str] = Counter()
    for camp, course in ledger.camps.items():
        person_weeks[nation_of[camp.contingent]] += sum(course)
    return person_weeks


def _handover(mission: Mission, ledger: Ledger) -> int:
    waiting = 0
    for activity in mission.activities:
        if activity.hand_to is not None and activity.hand_to != activity.command:
            handed = ledger.posts.handed.get(activity.id, (mission.weeks, ""))[0]
            runs = mission.calendar.span(activity.from_, activity.until)
            waiting += activity.priority * sum(week < handed for week in runs)
    return waiting


def _elsewhere(mission: Mission, ledger: Ledger) -> int:
    """Count what needs elsewhere lack; in an unlawful plan that sends too many, the excess makes nothing better."""
    counting = summed(counts_elsewhere(mission, ledger), lambda who: who[0])
    unmet = 0
    for need in mission.elsewhere:
        course = counting.get(need.id, ledger.nobody())
        weeks = mission.calendar.span(need.from_, need.until)
        unmet += need.value * sum(max(0, need.count - course[week]) for week in weeks)
    return unmet


def _targets(mission: Mission, ledger: Ledger) -> Fraction:
    wishes = [target for target in mission.targets if not target.must]
    return sum((miss.amount for wish in wishes for miss in misses(mission, ledger, wish)), Fraction(0))


def _burden(mission: Mission, ledger: Ledger) -> Fraction:
    weights = {n.code: Fraction(n.fair_share) for n in mission.nations if n.fair_share is not None}
    whole = sum(weights.values())
    if not whole:
        return Fraction(0)
    person_weeks = _person_weeks(mission, ledger)
    shared = sum(person_weeks[nation] for nation in weights)
    return max(Fraction(0), *(person_weeks[nation] - weight / whole * shared for nation, weight in weights.items()))


def _turbulence(mission: Mission, ledger: Ledger) -> int:
    return sum(
        history.heads
        * ((history.arrive >= 0) + (history.depart < mission.weeks) + len(history.moves) + len(history.rehats))
        for history in ledger.histories
    )


_COUNTS: dict[Goal, Callable[[Mission, Ledger], int | Fraction]] = {
    Goal.ESSENTIAL: _essential,
    Goal.COVERAGE: _coverage,
    Goal.RELEASE: _release,
    Goal.HANDOVER: _handover,
    Goal.ELSEWHERE: _elsewhere,
    Goal.TARGETS: _targets,
    Goal.BURDEN: _burden,
    Goal.TURBULENCE: _turbulence,
}
