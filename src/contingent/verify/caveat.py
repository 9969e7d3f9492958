"""Rule ``caveat``: nobody does what their nation refuses."""

from collections import Counter
from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Ledger
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which people are, serve or work where a caveat says they will not."""
    return in_words(Rule.CAVEAT, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    for caveat in mission.caveats:
        bound = ledger.names.contingents(caveat.who)
        kind = caveat.not_.partition(":")[0]
        for week in mission.calendar.span(caveat.from_, caveat.until):
            heads_of: Counter[str] = Counter()
            for contingent, refused, heads in _doings(ledger, kind, week):
                if contingent in bound and refused == caveat.not_:
                    heads_of[contingent] += heads
            for contingent, heads in heads_of.items():
                text = f"{heads} of {contingent} do what {caveat.who} refuses, '{caveat.not_}'"
                yield Breach(week, contingent, text)


def _doings(ledger: Ledger, kind: str, week: int) -> Iterator[tuple[str, str, int]]:
    """Yield who does what in a week: contingent, what (in the words of a caveat), heads."""
    if kind in ("site", "command"):
        for cell, heads in ledger.present[week].items():
            yield cell.group.contingent, f"{kind}:{cell.site if kind == 'site' else cell.command}", heads
    else:
        for fill, heads in ledger.filled[week].items():
            named = fill.activity if kind == "activity" else ledger.posts.activities[fill.activity].kind
            yield fill.group.contingent, f"{kind}:{named}", heads
