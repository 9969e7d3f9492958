"""Rule ``rehat``: people serve only under commands that their contingent allows, and change only from a day on."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every tour that begins, or comes, under a command that is not allowed, or changes too early."""
    return in_words(Rule.REHAT, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    contingents = {k.id: k for k in mission.contingents}
    for history in ledger.histories:
        contingent = contingents[history.contingent]
        allowed = " ".join(contingent.commands)
        for week, command in history.commands:
            if command not in contingent.commands:
                yield Breach(week, contingent.id, f"{history} serves under {command}, allowed: {allowed}")
        first = contingent.rehat_from
        for week, rehat in history.rehats:
            if first is not None and week < mission.calendar.week(first):
                text = f"{history} comes under {rehat.to} before {first}, the first day on which it may"
                yield Breach(week, contingent.id, text)
