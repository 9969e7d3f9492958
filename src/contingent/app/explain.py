"""Explain why a plan does not give something: the story of ``contingent why``."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from typing import TypeVar

from contingent.analysis.explanation import Explanation, Question
from contingent.analysis.limits import limits_of
from contingent.analysis.most import most_filled
from contingent.analysis.possible import Asker, Word
from contingent.analysis.price import price_of
from contingent.analysis.reasons import search
from contingent.analysis.scope import Scope, scope_of
from contingent.analysis.wish import filled, handed_over, is_granted, posts_filled, released, target_met, wished
from contingent.core.counted import counted
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.report.coverage import posts_by_line, shortfall_rows
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch
from contingent.verify import is_lawful
from contingent.verify.ledger import Ledger, replay
from contingent.verify.missed import misses

Told = Callable[[str], None]
T = TypeVar("T")
R = TypeVar("R")

LEAST_SECONDS = 0.5
"""A question is not begun with less time than this. [s]"""
ALL_SECONDS = 54.0
"""Time for all questions, if nobody says another: with reading and writing they are answered within a minute. [s]"""
_ONE_PRICE = 2.0
"""Time for the price of a single wish, if nobody says another: soon rather than close. [s]"""


def explain(
    mission: Mission,
    plan: Plan,
    questions: list[Question],
    *,
    time_limit: float | None = None,
    watch: Watch | None = None,
    told: Told = lambda _: None,
    at_a_time: int = 2,
) -> tuple[Explanation, ...]:
    """Explain each wish; each takes at most an equal share of the time that is left.

    Parameters
    ----------
    time_limit
        For all questions together; None: 54, and the price of a single wish ends after 2. [s]
    told
        Hears a line now and then, from several threads.
    at_a_time
        Questions that are worked on together; engines run beside each other. What is found is the same.
    """
    longest_price = _ONE_PRICE if time_limit is None and len(questions) == 1 else inf
    seconds = ALL_SECONDS if time_limit is None else time_limit
    end = time.monotonic() + seconds
    run = watch or Watch()
    known = plan if is_lawful(mission, plan) else None

    def explained(_: int, one: _Explained, deadline: float) -> _Explained:
        if run.stop.is_set():
            return one
        told(f"why is it not so that {one.explanation.wish.words}?")
        return _explained(mission, known, one, deadline, run, told)

    found = [_Explained(Explanation(q.wish, q.stands_for, None)) for q in questions]
    rounds = (1.0,) if len(questions) <= at_a_time else _ROUNDS
    for part in rounds:
        # Hard questions keep what they know and go on with what easy ones left over, those that know nothing first.
        stop = end - (1.0 - part) * seconds
        still = sorted(filter(_is_open, found), key=lambda one: one.explanation.word is Word.IMPOSSIBLE)
        again = dict(zip(still, _shared(still, explained, _same, stop, at_a_time), strict=True))
        found = [again.get(one, one) for one in found]
    if known is None:
        return tuple(one.explanation for one in found)
    lawful = known
    free = [one for one in found if one.explanation.word is Word.POSSIBLE and not one.explanation.is_granted]

    def priced(_: int, one: _Explained, deadline: float) -> Explanation:
        if run.stop.is_set():
            return one.explanation
        told(f"what it costs that {one.explanation.wish.words}")
        return _priced(mission, lawful, one, min(deadline, time.monotonic() + longest_price), run)

    prices = iter(_shared(free, priced, lambda one: one.explanation, end, at_a_time))
    return tuple(next(prices) if one in free else one.explanation for one in found)


_ROUNDS = (0.35, 0.8)
"""Parts of the time at which each round of reasons ends; prices come after the last."""


@dataclass(frozen=True, slots=True, eq=False)
class _Explained:
    """An explanation without its price."""

    explanation: Explanation
    asker: Asker | None = None
    """Remembers what was proven; None: not begun, or nothing to ask."""


def _is_open(one: _Explained) -> bool:
    """Tell whether more time could tell more, apart from a price."""
    return one.explanation.is_partial and one.explanation.word is not Word.POSSIBLE


def _same(one: _Explained) -> _Explained:
    return one


def _shared(
    items: Sequence[T], act: Callable[[int, T, float], R], late: Callable[[T], R], end: float, at_a_time: int
) -> list[R]:
    """Act on each item until a deadline that is its share of the time that is left; ``late`` has those without any."""

    def one(n: int, item: T) -> R:
        now = time.monotonic()
        if end - now < LEAST_SECONDS:
            return late(item)
        return act(n, item, now + (end - now) * min(1.0, at_a_time / (len(items) - n)))

    with ThreadPoolExecutor(max_workers=at_a_time) as pool:
        return list(pool.map(one, range(len(items)), items))


def _explained(
    mission: Mission, known: Plan | None, before: _Explained, deadline: float, watch: Watch, told: Told
) -> _Explained:
    """Explain one wish, without its price; what was proven before is not asked again."""
    begun = time.monotonic()
    wish = before.explanation.wish
    asked = wished(mission, wish)
    scope = scope_of(asked, wish)
    blank = replace(before.explanation, word=Word.POSSIBLE)
    if known is not None and is_granted(asked, wish, known) and is_lawful(asked, known):
        return _Explained(replace(blank, is_granted=True))
    asker = before.asker or Asker(asked, wish, scope, known, deadline, watch.stop.is_set)
    asker.deadline = deadline
    explanation = replace(blank, word=asker.ask(()).word)
    if explanation.word is Word.IMPOSSIBLE:
        limits = limits_of(asked, wish, scope)
        with ThreadPoolExecutor(max_workers=1) as beside:  # an engine's work, that leaves the interpreter to the search
            told_most = beside.submit(_with_most, explanation, mission, known, scope, deadline, watch)
            found = search(
                asker, limits, lambda f: told(f"   {counted(len(f.reasons), 'reason')}, {len(f.helps)} that would help")
            )
        explanation = replace(told_most.result(), found=found)
    seconds = before.explanation.seconds + time.monotonic() - begun
    return _Explained(replace(explanation, seconds=seconds), asker)


def _with_most(
    explanation: Explanation, mission: Mission, known: Plan | None, scope: Scope, deadline: float, watch: Watch
) -> Explanation:
    """Return an explanation with how many of the posts that are asked for can be filled, if that is known in time."""
    if not explanation.wish.asks or explanation.at_most is not None:
        return explanation
    ask = explanation.wish.asks[0]
    now = None if known is None else filled(mission, known, ask.activity, ask.skill, ask.week)
    most = most_filled(mission, scope, ask, now, deadline, watch.stop.is_set)
    return explanation if most is None else replace(explanation, can_fill=most[0], at_most=most[1])


def _priced(mission: Mission, known: Plan, one: _Explained, deadline: float, watch: Watch) -> Explanation:
    """Return an explanation of what is possible with its price."""
    begun = time.monotonic()
    limits = Limits(time_limit=deadline - begun)
    price = price_of(mission, one.explanation.wish, known, limits, watch, near=known)
    return replace(one.explanation, price=price, seconds=one.explanation.seconds + time.monotonic() - begun)


def all_questions(mission: Mission, plan: Plan) -> list[Question]:
    """Return a question for every shortfall, missed target, late handover, and nation that is still in place."""
    ledger = replay(mission, plan)
    return [
        *shortfall_questions(mission, plan),
        *_targets(mission, ledger),
        *handover_questions(mission, plan),
        *_nations(mission, ledger),
    ]


def shortfall_questions(
    mission: Mission, plan: Plan, activity: str | None = None, skill: str | None = None, week: int | None = None
) -> list[Question]:
    """Return a question for each run of weeks in which as many posts stay empty, asked for the middle of them."""
    calendar = mission.calendar
    questions = []
    for row in shortfall_rows(mission, posts_by_line(mission, plan)):
        if activity not in (None, row.activity) or skill not in (None, row.skill):
            continue
        first, last = calendar.week(row.from_), calendar.week(row.until)
        if week is not None and not first <= week < last:
            continue
        at = (first + last - 1) // 2 if week is None else week
        wish = posts_filled(mission, row.activity, row.skill, at, row.required)
        same = f"the {row.weeks} weeks from {row.from_} until {row.until}, in each of which {row.missing:,} are empty"
        questions.append(Question(wish, same if row.weeks > 1 and week is None else ""))
    return questions


def post_question(mission: Mission, plan: Plan, activity: str, skill: str, week: int, least: int) -> Question:
    """Return the question for posts that need not be all of the line."""
    now = filled(mission, plan, activity, skill, week)
    return Question(posts_filled(mission, activity, skill, week, max(least, now + 1)))


def _targets(mission: Mission, ledger: Ledger) -> Iterator[Question]:
    for row in mission.targets:
        if not row.must and any(True for _ in misses(mission, ledger, row)):
            yield Question(target_met(mission, row))


def handover_questions(
    mission: Mission, plan: Plan, activity: str | None = None, week: int | None = None
) -> list[Question]:
    """Return a question for each handover later than the first week of its window, or than a week."""
    calendar = mission.calendar
    done = {h.activity: calendar.week(h.week) for h in plan.handovers}
    questions = []
    for row in mission.activities:
        if row.hand_to in (None, row.command) or activity not in (None, row.id):
            continue
        runs = calendar.span(row.from_, row.until)
        first = max(runs.start, calendar.week(row.earliest) if row.earliest else 0)
        wanted = first if week is None else week
        if 0 <= wanted < mission.weeks and runs and done.get(row.id, mission.weeks) > wanted:
            questions.append(Question(handed_over(mission, row.id, wanted)))
    return questions


def _nations(mission: Mission, ledger: Ledger) -> Iterator[Question]:
    last = mission.weeks - 1
    for nation in mission.planning.release:
        if ledger.strength_of(nation, "*")[last]:
            yield Question(released(mission, nation, last))


def target_question(mission: Mission, target: str, week: int | None) -> Question:
    """Return the question for a target."""
    return Question(target_met(mission, next(t for t in mission.targets if t.id == target), week))


def nation_question(mission: Mission, nation: str, week: int | None, most: int = 0) -> Question:
    """Return the question for a nation that should have left."""
    return Question(released(mission, nation, mission.weeks - 1 if week is None else week, most))


def week_of(mission: Mission, day: date) -> int:
    """Return the week in which a day lies."""
    return (day - mission.start).days // 7
