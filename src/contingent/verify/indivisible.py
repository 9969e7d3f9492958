"""Rule ``indivisible``: such a contingent comes, moves, changes command and goes in whole sets."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.histories import History
from contingent.verify.ledger import Ledger
from contingent.verify.names import Group
from contingent.verify.words import Breach, in_words

Path = tuple[object, ...]
"""All that two tours must have in common to share one history."""


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every shared history of an indivisible contingent that does not hold the same whole sets of all groups."""
    return in_words(Rule.INDIVISIBLE, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    whole = {k.id for k in mission.contingents if k.indivisible}
    shared: dict[tuple[str, Path], list[History]] = {}
    for history in ledger.histories:
        if history.contingent in whole:
            shared.setdefault((history.contingent, _path(history)), []).append(history)
    for (contingent, _), histories in shared.items():
        heads: Counter[Group] = Counter()
        for history in histories:
            heads[history.group] += history.heads
        groups = [group for group in ledger.sizes if group.contingent == contingent]
        sets = {Fraction(heads[group], ledger.sizes[group]) for group in groups}
        if len(sets) > 1 or any(number.denominator > 1 for number in sets):
            parts = ", ".join(f"{heads[group]} of {group} (a set is {ledger.sizes[group]})" for group in groups)
            text = f"{contingent} is indivisible, but {parts} share the history of {histories[0]}"
            yield Breach(histories[0].arrive, contingent, text)


def _path(history: History) -> Path:
    return history.arrive, history.depart, history.sites, history.commands
