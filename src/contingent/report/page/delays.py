"""The section of what is lost if decisions come late."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from contingent.analysis.delay import Delays
from contingent.core.counted import counted
from contingent.report.account import Account
from contingent.report.delays import KEY, PARTIAL, delay_words
from contingent.report.page.sheet import MARK, Section, Sheet, cells
from contingent.report.wording import day

_COLUMNS = ("who or what", "decisions", "decide by", "weeks late", "answer", "what is lost")


def delays_section(account: Account) -> Section | None:
    """Return each week of each decision, those on which most people rest first."""
    delays = account.answers.delays
    if delays is None:
        return None
    count = len({(delay.question.table, delay.question.row) for delay in delays.found})
    said = (
        f"{counted(count, 'decision')} looked at, each made late while the others are in time."
        if count
        else "There is no decision that could come late."
    )
    said = f"{said} {PARTIAL}" if delays.is_partial else said
    sheet = Sheet(
        "delay-table", "Each week of delay", _COLUMNS, cells(_rows(account, delays)), frozenset({"weeks late"}), KEY
    )
    return Section("delays", "What delay costs", said, sheets=(sheet,))


def _rows(account: Account, delays: Delays) -> Iterator[tuple[str | Markup, ...]]:
    for delay in delays.found:
        of = delay.question
        name = escape(of.row) + MARK if (of.table, of.row) in account.tables.illustrative else of.row
        yield (name, ", ".join(of.kinds), day(of.by), str(delay.weeks), delay.answer.value, delay_words(delay))
