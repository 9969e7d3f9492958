"""The section of whom to ask for what."""

from collections.abc import Iterator

from contingent.analysis.asks import Asks
from contingent.report.account import Account
from contingent.report.asks import KEY, ask_rows, summary
from contingent.report.page.sheet import NONE, Section, Sheet, cells

_COLUMNS = ("part", "name", "skill", "number", "site", "site by site", "from", "until", "decide by", "who", "words")

_GIVERS = ("ask", "nation", "could give it", "people in its rows", "why")


def asks_section(account: Account) -> Section | None:
    """Return what is asked for, what would help instead, what is left, and the nations that could give each."""
    asks = account.answers.asks
    if asks is None:
        return None
    sheets = (
        Sheet("asks-table", "Pledges asked for, changes that help instead, and what is left", _COLUMNS,
              cells(_rows(asks)), frozenset({"number"}), KEY),
        Sheet("asks-nations", "Nations that could give them, best first", _GIVERS,
              cells(_givers(asks)), frozenset({"people in its rows"})),
    )  # fmt: skip
    return Section("asks", "Whom to ask", " ".join(summary(asks)), sheets=sheets)


def _rows(asks: Asks) -> Iterator[tuple[str, ...]]:
    for row in ask_rows(asks):
        number = NONE if row.number is None else f"{row.number:,}"
        dates = (str(day) if day else NONE for day in (row.from_, row.until, row.decide_by))
        head = (row.part, row.id, row.skill or NONE, number, row.site or NONE, row.by_site or NONE)
        yield (*head, *dates, row.owner or NONE, row.words)


def _givers(asks: Asks) -> Iterator[tuple[str, ...]]:
    for ask in asks.asks:
        for giver in ask.givers:
            yield (ask.id, giver.nation, "yes" if giver.can else "no", f"{giver.pool:,}", giver.why)
