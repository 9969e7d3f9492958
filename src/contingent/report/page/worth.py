"""The section of what one unit more of each limit is worth."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from contingent.analysis.worth import OwnersLimits
from contingent.report.account import Account
from contingent.report.page.sheet import MARK, NONE, Section, Sheet, cells
from contingent.report.worth import KEY, SCREEN_KEY, WorthLine, owner_lines, ranked_lines, summary

_COLUMNS = (
    "owner",
    "limit",
    "one unit more",
    "is worth",
    "lifted, it is worth",
    "screen (no proof)",
    "partial",
    "place",
)


def worth_section(account: Account) -> Section | None:
    """Return all limits by what one unit more is worth, and one table an owner."""
    worths = account.answers.worth
    if worths is None:
        return None
    ranked = Sheet(
        "worth-table",
        "One unit more of each limit, the most worth first",
        _COLUMNS,
        cells(_rows(ranked_lines(worths))),
        frozenset(),
        f"{KEY} {SCREEN_KEY}",
    )
    owners = tuple(_owner(n, owner) for n, owner in enumerate(worths.owners, start=1))
    return Section("worth", "What limits cost", " ".join(summary(worths)), sheets=(ranked, *owners))


def _owner(number: int, owner: OwnersLimits) -> Sheet:
    rows = cells(_rows(owner_lines(owner)))
    return Sheet(f"worth-owner-{number}", f"What the limits of {owner.owner} cost", _COLUMNS, rows, frozenset(), KEY)


def _rows(lines: Iterable[WorthLine]) -> Iterator[tuple[str | Markup, ...]]:
    for line in lines:
        limit = escape(line.limit) + MARK if line.illustrative else line.limit
        named = (line.step, line.of_step, line.of_lifting, line.screen)
        partial = "partial" if line.partial else NONE
        yield (line.owner, limit, *(cell or NONE for cell in named), partial, line.place or NONE)
