"""The first screen: what is planned, what the plan achieves, what was proven, and the five numbers apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from contingent.core.counted import counted
from contingent.domain.plan import GoalResult, Proof
from contingent.domain.verdict import Verdict
from contingent.domain.vocabulary import Rule
from contingent.report.account import Account
from contingent.report.goals import GoalRow
from contingent.report.page.sheet import NONE, Marker
from contingent.report.releasable import notice
from contingent.report.wording import amount, day, listed, percent


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal as the page shows it."""

    name: str
    words: str
    value: str
    bound: str
    gap: str
    unit: str
    proof: str
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the verifier says."""

    kind: str
    """`lawful`, `doubtful`, `unlawful` or `view`."""
    sign: str
    word: str
    words: str
    breaches: tuple[str, ...] = ()
    """Of rules, or of the counting."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the five numbers."""

    name: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Front:
    """All of the first screen."""

    marking: str
    title: str
    span: str
    notice: str
    answer: tuple[str, ...]
    stamp: Stamp
    goals: tuple[GoalLine, ...]
    numbers: tuple[Figure, ...]
    rests: str


def front_of(account: Account) -> Front:
    """Return the first screen of an account."""
    mission = account.mission
    last = day(mission.calendar.monday(mission.weeks))
    span = f"{mission.id}: {counted(mission.weeks, 'week')}, from {day(mission.start)} until {last}"
    return Front(
        marking=mission.marking,
        title=mission.title,
        span=span,
        notice=notice(account),
        answer=tuple(_answer(account)),
        stamp=_stamp(account),
        goals=_goals(account),
        numbers=_numbers(account),
        rests=Marker(account).rests("contingents", "people", "activities", "billets", "ceilings"),
    )


def _answer(account: Account) -> list[str]:
    return [words for words in (_covered(account), _handed(account), _released(account), _headcount(account)) if words]


def _covered(account: Account) -> str:
    cover = account.tables.cover
    required, missing = (sum(getattr(row, name) for row in cover) for name in ("required", "missing"))
    essential = sum(row.essential_missing for row in cover)
    if not required:
        return "No posts are required."
    if not missing:
        return f"Every post is filled in every week: {required:,} post-weeks."
    share = percent(Decimal(required - missing) / required)
    activities = len({row.activity for row in cover if row.essential_missing})
    empty = f"{share} of {required:,} post-weeks are filled; {missing:,} stay empty"
    if not essential:
        return f"{empty}, none of them essential."
    return f"{empty}, {essential:,} of them essential, in {counted(activities, 'activity', 'activities')}."


def _handed(account: Account) -> str:
    rows = account.tables.handovers
    weeks = [row.week for row in rows if row.week is not None]
    if not rows:
        return ""
    done = f"{len(weeks):,} of {counted(len(rows), 'handover')} {'is' if len(rows) == 1 else 'are'} made"
    if not weeks:
        return f"{done}."
    when = (
        f", the first on {day(min(weeks))}, the last on {day(max(weeks))}" if len(weeks) > 1 else f" on {day(weeks[0])}"
    )
    late = sum(row.week is not None and row.latest is not None and row.week > row.latest for row in rows)
    return f"{done}{when}{f'; {late:,} later than allowed' if late else ''}."


def _released(account: Account) -> str:
    rows = account.tables.releasing
    if not rows:
        return ""
    first, last = (sum(r.in_theatre for r in rows if r.week == week) for week in (rows[0].week, rows[-1].week))
    nations = listed(list(dict.fromkeys(row.nation for row in rows)))
    return f"People of {nations}, to be released: {first:,} in the first week, {last:,} in the last."


def _headcount(account: Account) -> str:
    weeks = account.tables.weeks
    most = max(weeks, key=lambda row: row.people)
    if not most.people:
        return "Nobody is in theatre."
    over = [row for row in weeks if row.ceiling is not None and row.people > row.ceiling]
    said = f"At most {counted(most.people, 'person', 'people')} in theatre, in the week of {day(most.week)}"
    if over:
        return f"{said}; the ceiling is broken in {counted(len(over), 'week')}."
    has_ceiling = any(row.ceiling is not None for row in weeks)
    return f"{said}; never above the ceiling." if has_ceiling else f"{said}; there is no ceiling."


def _stamp(account: Account) -> Stamp:
    verdict = account.verdict
    if verdict is None:
        words = "A nation's view is not a whole plan; nothing is judged."
        return Stamp("view", "\N{HORIZONTAL BAR}", "Not shown", words)
    if verdict.is_lawful:
        rules = f"Checked against all {len(Rule)} rules, independently of the planner"
        wrong = tuple(_claimed_wrongly(account.plan.goals, verdict))
        if wrong:
            said = f"{rules}. But of these goals the plan claims another value than the verifier counts:"
            return Stamp(
                "doubtful", "\N{WARNING SIGN}\N{VARIATION SELECTOR-15}", "Lawful, wrongly counted", said, wrong
            )
        same = "; every goal counted again, and equal" if account.plan.goals else ""
        return Stamp("lawful", "\N{HEAVY CHECK MARK}", "Lawful", f"{rules}{same}.")
    found = (*verdict.unreadable, *map(str, verdict.violations))
    words = f"{counted(len(found), 'breach', 'breaches')} of the rules: this plan must not be carried out as it is."
    return Stamp("unlawful", "\N{HEAVY BALLOT X}", "Unlawful", words, found)


def _claimed_wrongly(goals: Sequence[GoalResult], verdict: Verdict) -> Iterator[str]:
    for goal in goals:
        value = verdict.goals.get(goal.goal)
        if value != goal.value:
            found = "nothing" if value is None else amount(value)
            yield f"{goal.goal.value}: {amount(goal.value)} claimed, {found} counted"


def _goals(account: Account) -> tuple[GoalLine, ...]:
    if account.tables.goals:
        counts = account.verdict.goals if account.verdict else {}
        return tuple(_goal(row, counts.get(row.goal, row.value)) for row in account.tables.goals)
    if account.verdict is None:
        return ()
    counted_again = account.verdict.goals.items()
    proof = "counted; no bound claimed"
    return tuple(
        GoalLine(goal.value, goal.words, amount(value), NONE, NONE, goal.unit, proof, is_proven=False)
        for goal, value in counted_again
    )


def _goal(row: GoalRow, count: Fraction | Decimal) -> GoalLine:
    bound = NONE if row.bound is None else amount(row.bound)
    if count != row.value:
        gap, proof = NONE, f"only claimed: {amount(count)} counted"
    elif row.proof is Proof.OPTIMAL:
        gap, proof = "0", "proven best"
    elif row.bound is None or row.gap is None:
        gap, proof = NONE, "nothing proven"
    else:
        gap, proof = percent(row.gap), f"at most {amount(row.value - row.bound)} better"
    value = amount(row.value)
    return GoalLine(row.goal.value, row.words, value, bound, gap, row.unit, proof, is_proven=proof == "proven best")


def _numbers(account: Account) -> tuple[Figure, ...]:
    numbers = account.tables.numbers
    least, most = numbers.ceiling_least, numbers.ceiling_most
    mean = amount(round(numbers.required_mean))
    ceiling = "none"
    if least is not None and most is not None:
        ceiling = f"{least:,}" if least == most else f"{least:,} \N{EN DASH} {most:,}"
    return (
        Figure("required", f"{numbers.required_peak:,}", f"posts in the fullest week; {mean} on average"),
        Figure("ceiling", ceiling, "people allowed at once, support included"),
        Figure("offered", f"{numbers.offered:,}", "people of one set, without support"),
        Figure("confirmed", f"{numbers.confirmed:,}", "of those offered"),
        Figure("in place", f"{numbers.in_place:,}", "of those confirmed"),
    )
