"""Answers as files of their own: what a table of each holds."""

from collections.abc import Callable, Iterator
from typing import Final

from contingent.export.csv_tables import sheet_of
from contingent.export.flat import FlatTable, plain_table
from contingent.report.account import Account
from contingent.report.alternatives import AlternativeRow, alternative_rows
from contingent.report.asks import AskRow, ask_rows
from contingent.report.delays import DelayRow, delay_rows
from contingent.report.why import WhyRow, why_rows
from contingent.report.worth import WorthRow, worth_rows


def _why(account: Account) -> FlatTable | None:
    return plain_table("why", WhyRow, why_rows(account.answers.why)) if account.answers.why else None


def _alternatives(account: Account) -> FlatTable | None:
    answer = account.answers.alternatives
    return None if answer is None else plain_table("alternatives", AlternativeRow, alternative_rows(answer))


def _asks(account: Account) -> FlatTable | None:
    answer = account.answers.asks
    return None if answer is None else plain_table("asks", AskRow, ask_rows(answer))


def _worth(account: Account) -> FlatTable | None:
    answer = account.answers.worth
    return None if answer is None else plain_table("worth", WorthRow, worth_rows(answer))


def _delays(account: Account) -> FlatTable | None:
    answer = account.answers.delays
    return None if answer is None else plain_table("delays", DelayRow, delay_rows(answer, account.tables.illustrative))


_TABLES: Final[tuple[Callable[[Account], FlatTable | None], ...]] = (_why, _alternatives, _asks, _worth, _delays)
"""One for each question; each returns nothing where its answer is not there."""


def answer_tables(account: Account) -> Iterator[FlatTable]:
    """Yield the table of each answer that is there."""
    for made in _TABLES:
        table = made(account)
        if table is not None:
            yield table


def answer_csv(account: Account) -> bytes:
    """Return the tables of all answers that are there as CSV, one below the other, with an empty line between."""
    return b"\r\n".join(map(sheet_of, answer_tables(account)))
