"""Changes of one limit that fill posts without any further pledge: each proven by a plan."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from contingent.analysis.ask_count import Missing, missed
from contingent.analysis.ask_relaxed import Goalpost
from contingent.analysis.asks import Aim, Alternative
from contingent.analysis.limit import Limit, LimitKind
from contingent.analysis.limits import limits_of
from contingent.analysis.possible import Asker, Word
from contingent.analysis.scope import scope_of
from contingent.analysis.wish import Kind, Wish
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.instance.instance import Ask as Wanted
from contingent.verify.ledger import replay

_ORDER = (
    LimitKind.CONSENT,
    LimitKind.CONSENT_TIME,
    LimitKind.CEILING,
    LimitKind.BEDS,
    LimitKind.CLOSES,
    LimitKind.MANDATE_NUMBER,
    LimitKind.MANDATE_TIME,
    LimitKind.CAVEAT,
    LimitKind.STATE,
    LimitKind.UNTIL,
    LimitKind.FROM,
    LimitKind.LIFT,
)
"""Limits that somebody could change, in the order in which they are looked at."""

_FREE = 0.3
"""Part of the time that the question may take whether anything must be lifted at all."""

_LOOKING = 0.5
"""Part of the time left that finding limits may take; the rest plans again."""

_AHEAD = 3.0
"""A question may take so many times its even share of the time left."""


Replan = Callable[[Mission], Plan | None]
"""Returns a lawful plan of a changed mission that misses little of the aim; None: none found in time."""


def otherwise(
    mission: Mission,
    plan: Plan,
    goalpost: Goalpost,
    lots: tuple[Missing, ...],
    deadline: float,
    is_stopped: Callable[[], bool],
    replan: Replan,
) -> tuple[tuple[Alternative, ...], bool]:
    """Return changes with which the plan found misses less than the plan given, and nothing is asked.

    Parameters
    ----------
    lots
        Posts that are empty in the plan, those that are to be filled together in one lot.
    deadline
        Of ``time.monotonic``. [s]
    replan
        Plans a changed mission: that the posts can be filled with a change says nothing of all others.

    Returns
    -------
    tuple
        The changes; and whether all of them were looked at in the time.
    """
    looked, is_whole = list[_Look](), True
    for number, lot in enumerate(lots):
        now = time.monotonic()
        if now >= deadline or is_stopped():  # to look for limits takes time, even with none left to ask about them
            is_whole = False
            break
        looked.append(_look(mission, plan, goalpost, lot, is_stopped))
        is_whole &= looked[-1].find(now + _LOOKING * (deadline - now) / (len(lots) - number))
    before = missed(mission, plan, goalpost)
    told = []
    for look in looked:
        for limit, possible in look.helping:
            if is_stopped() or time.monotonic() >= deadline:
                is_whole = False
                break
            lifted = look.asker.lifted([limit])
            again = replan(lifted)
            after = None if again is None else missed(lifted, again, goalpost)
            is_better = after is not None and after < before
            known = again if is_better and again is not None else possible
            if is_better or not look.is_free:
                told.append(_told(lifted, mission, known, limit, after if is_better else None, look.lot))
    return tuple(told), is_whole


@dataclass(slots=True)
class _Look:
    """The search for single limits without which the posts of a lot can be filled."""

    lot: Missing
    asker: Asker
    limits: list[Limit]
    is_stopped: Callable[[], bool]
    is_free: bool = False
    """The posts can be filled as it is: a change is then told only if a plan with it is better."""
    helping: list[tuple[Limit, Plan]] = field(default_factory=list)
    """Each with a plan that fills the posts."""

    def find(self, end: float) -> bool:
        """Find them; return whether every limit was looked at.

        Many are lifted at once first: where that is not enough, none of them alone is, for to lift more forbids
        nothing.
        """
        now = time.monotonic()
        self.asker.deadline = now + _FREE * (end - now)
        self.is_free = self.asker.ask(()).word is not Word.IMPOSSIBLE
        waiting = [[x] for x in reversed(self.limits)] if self.is_free else [self.limits] * bool(self.limits)
        while waiting and not self.is_stopped() and (now := time.monotonic()) < end:
            lot = waiting.pop()
            self.asker.deadline = now + _AHEAD * (end - now) / (1 + len(waiting))
            answer = self.asker.ask(lot)
            if answer.word is Word.IMPOSSIBLE:
                continue
            if len(lot) > 1:
                half = (len(lot) + 1) // 2
                waiting += [lot[half:], lot[:half]]
            elif answer.word is Word.POSSIBLE and answer.plan is not None:
                self.helping.append((lot[0], answer.plan))
        return not waiting


def _look(mission: Mission, plan: Plan, goalpost: Goalpost, lot: Missing, is_stopped: Callable[[], bool]) -> _Look:
    wish = _wish(mission, lot, goalpost)
    scope = scope_of(mission, wish)
    limits = [x for kind in _ORDER for x in limits_of(mission, wish, scope) if x.kind is kind]
    return _Look(lot, Asker(mission, wish, scope, plan, 0.0, is_stopped), limits, is_stopped)


def _wish(mission: Mission, lot: Missing, goalpost: Goalpost) -> Wish:
    calendar = mission.calendar
    asked = []
    for activity, skill, week, _ in lot:
        rows = [
            b
            for b in mission.billets
            if (b.activity, b.skill) == (activity, skill) and week in calendar.span(b.from_, b.until)
        ]
        least = sum(b.essential if goalpost.aim is Aim.ESSENTIAL else b.count for b in rows)
        asked.append(Wanted(activity, skill, week, least))
    activity, skill = lot[0][:2]
    return Wish(Kind.POSTS, f"posts of {skill} in {activity} are filled", asks=tuple(asked))


def _told(lifted: Mission, mission: Mission, plan: Plan, limit: Limit, after: int | None, lot: Missing) -> Alternative:
    weeks = [week for _, _, week, _ in lot]
    first, last = mission.calendar.monday(min(weeks)), mission.calendar.monday(max(weeks))
    change = _change(lifted, mission, plan, limit) or f"Lift it, at least in the weeks of {first} to {last}."
    activity, skill = lot[0][:2]
    posts = f"{skill} in {activity}, weeks of {first} to {last}"
    return Alternative(
        owner=limit.owner,
        limit=limit.sentence,
        change=change,
        table=limit.table or "mission",
        row=limit.row,
        left=after,
        posts=posts,
        illustrative=limit.illustrative,
    )


def _change(lifted: Mission, mission: Mission, plan: Plan, limit: Limit) -> str:
    """Say by how much a number is exceeded in the plan, and in which weeks; blank: it is no number."""
    ledger = replay(lifted, plan)
    if limit.kind is LimitKind.CEILING:
        row = mission.ceilings[limit.index]
        most, span = row.max, mission.calendar.span(row.from_, row.until)
        used = ledger.strength_of(row.who, row.where)
    elif limit.kind is LimitKind.BEDS:
        site = mission.sites[limit.index]
        most, span = site.beds or 0, range(mission.weeks)
        used = ledger.strength_of("*", site.id)
    else:
        return ""
    over = [week for week in span if used[week] > most]
    if not over:
        return ""
    monday = mission.calendar.monday
    more = max(used[week] for week in over) - most
    return f"Raise it by {more:,} people in {len(over):,} weeks from {monday(over[0])} to {monday(over[-1])}."
