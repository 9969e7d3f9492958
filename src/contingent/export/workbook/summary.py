"""The first sheet: what this is, what the plan achieves, the five numbers, and how to read the rest."""

from collections.abc import Iterator, Sequence
from typing import Final

from contingent.core.version import __version__
from contingent.domain.plan import Proof
from contingent.export.marks import ILLUSTRATIVE
from contingent.export.words import ENDS, stamp
from contingent.export.workbook.answers import answer_lists
from contingent.export.workbook.book import Book, Cell, Column
from contingent.export.workbook.lists import LISTS
from contingent.report.account import Account

CONTENTS: Final = {
    "Read me": "This sheet.",
    "Handovers": LISTS["Handovers"].sentence,
    "Movements": LISTS["Movements"].sentence,
    "Gantt": "Who holds what: activities and their contingents by week, overlap hatched, empty posts counted.",
    "Strength": "People in theatre by week and nation against the ceiling, with a chart.",
    **{name: of.sentence for name, of in LISTS.items() if name not in {"Handovers", "Movements"}},
}
"""All sheets in their order, with what they hold; those of answers come after the first."""

AMOUNT: Final = "#,##0.##_)"

_PROOF: Final = {
    Proof.OPTIMAL: "proven: no plan as good in the goals before does better",
    Proof.BOUNDED: "stopped early: the bound says how much better a plan could be at most",
    Proof.UNKNOWN: "nothing proven",
}


def contents(account: Account) -> dict[str, str]:
    """Return the sheets of an account in their order, with what they hold."""
    first, *others = CONTENTS.items()
    return dict([first, *((of.name, of.sentence) for of in answer_lists(account)), *others])


def summary(book: Book) -> None:
    """Add the sheet."""
    mission = book.account.mission
    sheet = book.sheet("Read me", mission.title)
    for place, width in enumerate((22, 56, 14, 14, 12, 14, 28, 14)):
        sheet.set_column(place, place, width)
    row = 4
    for title, value in _about(book):
        book.put(sheet, row, 0, title, bold=True)
        book.put(sheet, row, 1, value, align="left", bold=title == "Verdict")
        row += 1
    row = _goals(book, row + 1)
    row = _part(
        book, row + 1, "Five numbers, never mixed", _columns("Number", "Meaning", "People", "Figures"), _numbers(book)
    )
    book.put(sheet, row + 1, 0, "Sheets", bold=True, font_size=12)
    for place, (name, sentence) in enumerate(contents(book.account).items(), start=row + 2):
        link = book.form(font_color="#0563C1", underline=1)
        sheet.write_url(place, 0, f"internal:'{name}'!A1", link, name)
        book.put(sheet, place, 1, sentence)
    sheet.activate()


def _about(book: Book) -> Iterator[tuple[str, Cell]]:
    account = book.account
    mission, plan = account.mission, account.plan
    yield "Mission", mission.id
    yield "First day", mission.start
    yield "Weeks", mission.weeks
    yield "Host", book.names.nation.get(mission.host, mission.host)
    if account.viewer is None:
        yield "Verdict", stamp(account)
        for violation in account.verdict.violations if account.verdict else ():
            yield "Violation", str(violation)
    if plan.made_by:
        yield "Made by", ", ".join(f"{key} {value}" for key, value in plan.made_by.items())
    yield "Written by", f"contingent {__version__}"
    yield "Reading", ENDS
    yield "", "Weeks are named by their Monday. Numbers of people are without support element unless a heading says so."
    yield "Figures", f"Rows marked {ILLUSTRATIVE} rest on rows of the mission that are made up to be realistic."


def _goals(book: Book, row: int) -> int:
    """Write the goals, if there are any to show."""
    goals = book.account.tables.goals
    if not goals:
        return row
    columns = [
        *_columns("Goal", "In words"),
        *(
            Column(title, 12, form)
            for title, form in (("Value", AMOUNT), ("Bound", AMOUNT), ("Gap", "0.00%_)"), ("Of", AMOUNT))
        ),
        *_columns("Unit", "Figures", "Proof"),
    ]
    figures = _figures(book)
    rows = [(g.goal.value, g.words, g.value, g.bound, g.gap, g.scale, g.unit, figures, _PROOF[g.proof]) for g in goals]
    return _part(book, row, "Goals, the first before all others; smaller is better", columns, rows)


def _columns(*titles: str) -> list[Column]:
    return [Column(title, 12) for title in titles]


def _part(book: Book, row: int, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> int:
    sheet = book.page("Read me")
    book.put(sheet, row, 0, title, bold=True, font_size=12)
    return book.table(sheet, row + 1, columns, rows)


def _figures(book: Book) -> str:
    return ILLUSTRATIVE if book.marks.is_illustrative(book.account.tables.numbers) else ""


def _numbers(book: Book) -> list[tuple[Cell, ...]]:
    numbers = book.account.tables.numbers
    rows: list[tuple[Cell, ...]] = [
        ("Required", "most posts asked for in any week", numbers.required_peak),
        ("", "posts asked for in a week, on average", numbers.required_mean),
        ("Ceiling", "lowest limit in any week of everybody in the host's country", numbers.ceiling_least),
        ("", "highest limit in any week", numbers.ceiling_most),
        ("Offered", "people of all pledges that are offered or more", numbers.offered),
        ("Confirmed", "of these, authorised or more", numbers.confirmed),
        ("In place", "of these, in place when the mission begins", numbers.in_place),
    ]
    return [(*row, _figures(book)) for row in rows]
