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
    refused = frozenset(caveat.not_ for caveat in mission.caveats)
    doings = [_doings(ledger, week, refused) for week in range(mission.weeks)]
    for caveat in mission.caveats:
        bound = ledger.names.contingents(caveat.who)
        for week in mission.calendar.span(caveat.from_, caveat.until):
            for contingent, heads in doings[week][caveat.not_].items():
                if contingent in bound:
                    text = f"{heads} of {contingent} do what {caveat.who} refuses, '{caveat.not_}'"
                    yield Breach(week, contingent, text)


def _doings(ledger: Ledger, week: int, refused: frozenset[str]) -> dict[str, Counter[str]]:
    """Count who does in a week what anybody refuses: what (in the words of a caveat), contingent, heads."""
    doings: dict[str, Counter[str]] = {what: Counter() for what in refused}
    at = _refused("site", refused)
    under = _refused("command", refused)
    for (group, site, command), heads in ledger.present[week].items():
        if site in at:
            doings[at[site]][group.contingent] += heads
        if command in under:
            doings[under[command]][group.contingent] += heads
    doing = _refused("activity", refused)
    of_kind = _refused("kind", refused)
    for (activity, _, group), heads in ledger.filled[week].items():
        if activity in doing:
            doings[doing[activity]][group.contingent] += heads
        kind = ledger.posts.activities[activity].kind
        if kind in of_kind:
            doings[of_kind[kind]][group.contingent] += heads
    return doings


def _refused(what: str, refused: frozenset[str]) -> dict[str, str]:
    """Return the names of a kind of thing that anybody refuses, with the words of the caveat."""
    return {words.partition(":")[2]: words for words in refused if words.partition(":")[0] == what}
