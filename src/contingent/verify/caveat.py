"""Rule ``caveat``: nobody does what their nation refuses."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Course, Ledger, summed
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which people are, serve or work where a caveat says they will not."""
    return in_words(Rule.CAVEAT, mission.calendar, _breaches(mission, ledger))


def _breaches(mission: Mission, ledger: Ledger) -> Iterator[Breach]:
    doings = {what: _doing(ledger, what) for what in {caveat.not_ for caveat in mission.caveats}}
    for caveat in mission.caveats:
        bound = ledger.names.contingents(caveat.who)
        weeks = mission.calendar.span(caveat.from_, caveat.until)
        for contingent, course in doings[caveat.not_].items():
            for week in weeks if contingent in bound else ():
                if course[week]:
                    text = f"{course[week]} of {contingent} do what {caveat.who} refuses, '{caveat.not_}'"
                    yield Breach(week, contingent, text)


def _doing(ledger: Ledger, what: str) -> Course[str]:
    """Count, by contingent, who does what somebody refuses, in the words of a caveat."""
    kind, _, thing = what.partition(":")
    match kind:
        case "site":
            return summed(ledger.present, lambda cell: cell.group.contingent if cell.site == thing else None)
        case "command":
            return summed(ledger.present, lambda cell: cell.group.contingent if cell.command == thing else None)
        case "activity":
            return summed(ledger.filled, lambda fill: fill.group.contingent if fill.activity == thing else None)
        case _:
            of_kind = {a.id for a in ledger.posts.activities.values() if a.kind == thing}
            return summed(ledger.filled, lambda fill: fill.group.contingent if fill.activity in of_kind else None)
