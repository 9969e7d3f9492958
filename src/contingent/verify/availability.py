"""Rule ``availability``: people come in a state that counts, in their window, after notice, with conditions met."""

from collections.abc import Iterator

from contingent.core.calendar import DAYS
from contingent.domain.mission import Mission
from contingent.domain.tables import Condition, Contingent
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import ConditionKind, Rule
from contingent.verify.histories import History
from contingent.verify.ledger import Ledger
from contingent.verify.words import Breach, in_words, weeks


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every tour of a pledge that does not count, week outside a window, and early arrival."""
    return in_words(Rule.AVAILABILITY, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    contingents = {k.id: k for k in mission.contingents}
    for history in ledger.histories:
        contingent = contingents[history.contingent]
        if not contingent.state.counts_from(mission.planning.counts_from):
            yield Breach(
                history.arrive, contingent.id, f"{history}: a pledge that is '{contingent.state}' does not count"
            )
        window = mission.calendar.span(contingent.from_, contingent.until)
        present = history.present
        before = range(present.start, min(present.stop, window.start))
        after = range(max(present.start, window.stop), present.stop)
        for week in (*before, *after):
            yield Breach(week, contingent.id, f"{history} is in theatre outside the window of {contingent.id}")
        if history.arrive >= 0:
            yield from _too_early(mission, history, contingent)


def _too_early(mission: Mission, history: History, contingent: Contingent) -> Iterator[Breach]:
    """Yield what an arrival did not wait for."""
    missing = -(-contingent.notice_days // DAYS) - history.arrive
    if missing > 0:
        notice = f"the notice of {contingent.notice_days} days"
        yield Breach(history.arrive, contingent.id, f"{history} begins {weeks(missing)} before {notice} is over")
    for condition in mission.conditions:
        if condition.contingent == contingent.id and condition.kind is not ConditionKind.PRESENT_WITH:
            yield from _unmet(mission, history, condition)


def _unmet(mission: Mission, history: History, condition: Condition) -> Iterator[Breach]:
    what = f"the {condition.kind} '{condition.value}'"
    if condition.expected is None:
        yield Breach(history.arrive, history.contingent, f"{history} begins, but {what} is not expected at all")
    else:
        missing = mission.calendar.week(condition.expected) - history.arrive
        if missing > 0:
            yield Breach(history.arrive, history.contingent, f"{history} begins {weeks(missing)} before {what}")
