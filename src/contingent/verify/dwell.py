"""Rule ``dwell``: a set of people returns only after its dwell, and no more than one set works at once."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger, summed
from contingent.verify.names import Group
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield the weeks in which more people are abroad or in dwell than exist, or more in billets than one set."""
    return in_words(Rule.DWELL, mission.calendar, [*_returned_too_soon(mission, ledger), *_more_than_a_set(ledger)])


def _returned_too_soon(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    contingents = {k.id: k for k in mission.contingents}
    engaged: dict[Group, list[int]] = {}
    for history in ledger.histories:
        heads_in = engaged.setdefault(history.group, [0] * mission.weeks)
        home_again = min(mission.weeks, history.depart + contingents[history.contingent].dwell)
        heads = history.heads
        for week in range(max(0, history.arrive), home_again):
            heads_in[week] += heads
    for group, heads_in in engaged.items():
        exist = ledger.sizes[group] * contingents[group.contingent].rotations
        for week, heads in enumerate(heads_in):
            if heads > exist:
                excess = f"{heads - exist} more than the {exist} that exist"
                yield Breach(week, group.contingent, f"{heads} of {group} are in theatre or in dwell, {excess}")


def _more_than_a_set(ledger: Ledger) -> Iterator[Breach]:
    """Yield the weeks in which a group fills too much; those who enable besides are counted by rule ``enabler``."""
    for group, course in summed(ledger.used, lambda cell: cell.group).items():
        size = ledger.sizes[group]
        for week, heads in enumerate(course):
            if heads > size:
                text = f"{heads} of {group} are in billets, {heads - size} more than one set of {size}"
                yield Breach(week, group.contingent, text)
