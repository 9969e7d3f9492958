"""Rule ``command``: an activity is covered by people under the command that holds it in that week."""

from collections.abc import Iterator

from contingent.domain.mission import Mission
from contingent.domain.verdict import Violation
from contingent.domain.vocabulary import Rule
from contingent.verify.ledger import Cell, Ledger
from contingent.verify.words import Breach, in_words


def check(mission: Mission, ledger: Ledger) -> Iterator[Violation]:
    """Yield every week in which people fill posts at their site that another command than theirs holds."""
    return in_words(Rule.COMMAND, mission.calendar, _breaches(ledger))


def _breaches(ledger: Ledger) -> Iterator[Breach]:
    for cell, course in ledger.used.items():
        present = ledger.present.get(cell, ledger.nobody())
        excess = [(week, n - there) for week, (n, there) in enumerate(zip(course, present, strict=True)) if n > there]
        others = [c for c in sorted(ledger.present) if _is_of_another_command(c, cell)] if excess else []
        for week, more in excess:
            for other in others:
                elsewhere = ledger.present[other][week]
                if elsewhere:
                    text = (
                        f"{course[week]} of {cell.group} fill posts at {cell.site} that {cell.command} holds,"
                        f" {more} more than serve under it; {elsewhere} serve under {other.command}"
                    )
                    yield Breach(week, cell.group.contingent, text)


def _is_of_another_command(other: Cell, cell: Cell) -> bool:
    """Tell whether these are the same people at the same site, only under another command."""
    return (other.group, other.site) == (cell.group, cell.site) and other.command != cell.command
