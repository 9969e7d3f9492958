"""The section of the alternatives to the plan."""

from collections.abc import Iterator

from contingent.analysis.alternatives import Alternatives
from contingent.analysis.alternatives_words import allowed, outcome, sentences, title
from contingent.report.account import Account
from contingent.report.alternatives import alternative_rows
from contingent.report.page.sheet import NONE, Block, Section, Sheet, cells
from contingent.report.wording import amount

_COLUMNS = ("alternative", "goal", "this plan", "alternative's", "at most allowed")
_KEY = (
    "Plans that lose at most so much and differ as much as they can, in who is where, when and under whom. "
    "Less is better in every goal."
)
_PARTIAL = "Partial: time ran out before all was proved. Every alternative shown is a lawful plan within the limits."


def alternatives_section(account: Account) -> Section | None:
    """Return each alternative in sentences, and the goals of all as a table."""
    answer = account.answers.alternatives
    if answer is None:
        return None
    blocks = tuple(
        Block(f"alternative-{n}", title(n), tuple(sentences(answer, n))) for n in range(1, len(answer.found) + 1)
    )
    said = " ".join([outcome(answer), allowed(answer), *([_PARTIAL] if answer.is_partial else []), _KEY])
    return Section("alternatives", "Alternatives", said, blocks=blocks, sheets=(_sheet(answer),))


def _sheet(answer: Alternatives) -> Sheet:
    numbers = frozenset(_COLUMNS) - {"goal"}
    return Sheet("alternatives-table", "Goals of the alternatives", _COLUMNS, cells(_rows(answer)), numbers)


def _rows(answer: Alternatives) -> Iterator[tuple[str, ...]]:
    for row in alternative_rows(answer):
        if row.part == "goal":
            given, limit = (NONE if x is None else amount(x) for x in (row.given, row.limit))
            yield (str(row.alternative), row.of, given, amount(row.value), limit)
