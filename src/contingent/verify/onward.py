"""Rule ``onward``: who counts for a need elsewhere has left theatre, long enough ago, and is not back."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from contingent.domain.mission import Mission
from contingent.domain.plan import Onward
from contingent.domain.tables import Elsewhere
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.histories import History
from contingent.verify.ledger import Course, Ledger, summed
from contingent.verify.names import Group, group_of
from contingent.verify.words import Breach, in_words

Counts = Course[tuple[str, Group]]
"""People who count, by need and group."""


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield rows that do not fit their need, needs met more than whole, and people who have not left long enough."""
    counts = counts_elsewhere(mission, ledger)
    breaches = [*_rows(mission, ledger), *_needs(mission, counts), *_people(mission, ledger, counts)]
    return in_words(Rule.ONWARD, mission.calendar, breaches)


def counts_elsewhere(mission: Mission, ledger: Ledger) -> Counts:
    """Count the people onward, week by week."""
    counts: Counts = {}
    for row in ledger.plan.onward:
        course = counts.setdefault((row.elsewhere, group_of(row.contingent, row.people)), ledger.nobody())
        for week in mission.calendar.span(row.from_, row.until):
            course[week] += row.heads
    return counts


def _rows(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    """Yield the rows of `onward` that are wrong in themselves."""
    needs = {e.id: e for e in mission.elsewhere}
    for row in ledger.plan.onward:
        need = needs[row.elsewhere]
        group = group_of(row.contingent, row.people)
        weeks = mission.calendar.span(row.from_, row.until)
        first = mission.calendar.week(row.from_)
        text = f"{row.heads} of {group} count for {need.id}"
        for wrong in _misfits(ledger, need, group, row, weeks):
            yield Breach(first, row.contingent, f"{text} {wrong}")
        needed = mission.calendar.span(need.from_, need.until)
        for week in weeks:
            if week not in needed:
                yield Breach(week, row.contingent, f"{text} outside its weeks")


def _misfits(ledger: Ledger, need: Elsewhere, group: Group, row: Onward, weeks: range) -> Iterator[str]:
    if need.skill is not None and need.skill not in group.skills:
        yield f"without its skill, {need.skill}"
    if row.contingent not in ledger.names.contingents(need.who):
        yield f"but are not of those who can meet it, '{need.who}'"
    if not weeks:
        yield "in no week of the mission"


def _needs(mission: Mission, counts: Counts) -> Iterator[Breach]:
    asked = {e.id: e.count for e in mission.elsewhere}
    for need, course in summed(counts, lambda who: who[0]).items():
        for week, heads in enumerate(course):
            if heads > asked[need]:
                text = f"{heads} count for {need}, {heads - asked[need]} more than the {asked[need]} needed"
                yield Breach(week, need, text)


def _people(mission: Mission, ledger: Ledger, counts: Counts) -> Iterator[Breach]:
    reset_of = {e.id: e.reset_weeks for e in mission.elsewhere}
    rotations_of = {k.id: k.rotations for k in mission.contingents}
    tours_of: dict[Group, list[History]] = {}
    for history in ledger.histories:
        tours_of.setdefault(history.group, []).append(history)
    served_by: dict[Group, dict[str, list[int]]] = {}
    for (need, group), course in counts.items():
        served_by.setdefault(group, {})[need] = course
    for group, served in served_by.items():
        tours = tours_of.get(group, [])
        come_by = _by_week((h.arrive, h.heads) for h in tours)
        left_by = _by_week((h.depart, h.heads) for h in tours)
        exist = ledger.sizes[group] * rotations_of[group.contingent]
        for reset in {reset_of[need] for need in served}:
            those = ledger.total(course for need, course in served.items() if reset_of[need] == reset)
            onward = ledger.total(course for need, course in served.items() if reset_of[need] >= reset)
            for week in (week for week, heads in enumerate(those) if heads):
                # Sets return in the order in which they left: those who came beyond all that exist are back.
                ready = left_by(week - reset) - max(0, come_by(week) - exist)
                if onward[week] > ready:
                    text = (
                        f"{onward[week]} of {group} count elsewhere, but {max(0, ready)} have left {reset} weeks ago or"
                        " more and are not back"
                    )
                    yield Breach(week, group.contingent, text)


def _by_week(changes: Iterable[tuple[int, int]]) -> Callable[[int], int]:
    """Return how many have changed by the end of a week, of pairs of a week and heads."""
    ordered = sorted(changes)
    weeks = [week for week, _ in ordered]
    total = [0, *accumulate(heads for _, heads in ordered)]
    return lambda week: total[bisect_right(weeks, week)]
