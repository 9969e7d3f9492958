"""The plan as a workbook (`.xlsx`) for those who live in spreadsheets."""

from collections.abc import Callable

from contingent.export.workbook.answers import answer_lists
from contingent.export.workbook.book import Book
from contingent.export.workbook.gantt import gantt
from contingent.export.workbook.lists import LISTS, list_sheet
from contingent.export.workbook.strength import strength
from contingent.export.workbook.summary import contents, summary
from contingent.report.account import Account

__all__ = ["plan_workbook"]

_DRAWN: dict[str, Callable[[Book], None]] = {"Read me": summary, "Gantt": gantt, "Strength": strength}


def plan_workbook(account: Account) -> bytes:
    """Return the workbook; no cell is a formula, and equal accounts give equal bytes."""
    book = Book(account)
    lists = {**LISTS, **{of.name: of for of in answer_lists(account)}}
    for name in contents(account):
        if name in _DRAWN:
            _DRAWN[name](book)
        else:
            list_sheet(book, lists[name])
    return book.close()
