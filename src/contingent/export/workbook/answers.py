"""The sheets of what was asked about the plan; without questions there are none."""

from collections.abc import Iterator
from typing import Final

from contingent.export.marks import ILLUSTRATIVE
from contingent.export.workbook.book import Book, Column
from contingent.export.workbook.lists import FIGURES, List, Rows
from contingent.report.account import Account
from contingent.report.why import why_rows


def _why(book: Book) -> Rows:
    for row in why_rows(book.account.answers.why):
        head = (row.question, row.wish, row.answer, "yes" if row.partial else "no")
        figures = ILLUSTRATIVE if row.illustrative else ""
        yield (*head, row.part, row.limit, row.owner, row.place, row.row, figures)


_LISTS: Final = {
    "why": List(
        "Why",
        "Why the plan does not give something. Something of every reason must change; partial: there may be more.",
        (
            Column("Question", 9),
            Column("Wish", 60),
            Column("Answer", 12),
            Column("Partial", 8),
            Column("Part", 26),
            Column("Limit", 90),
            Column("Owner", 16),
            Column("Place", 22),
            Column("Row", 20),
            FIGURES,
        ),
        _why,
    ),
}
"""By the fields of `Answers`."""


def answer_lists(account: Account) -> Iterator[List]:
    """Yield the sheet of each answer that is there."""
    for name, of in _LISTS.items():
        if getattr(account.answers, name):
            yield of
