"""The section of why the plan does not give something."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from contingent.analysis.explanation import Explanation
from contingent.analysis.limit import Limit
from contingent.analysis.why_words import Passage, answer, details, helps, note, place, reasons
from contingent.core.counted import counted
from contingent.report.account import Account
from contingent.report.page.sheet import MARK, NONE, Block, Listing, Section, Sheet, cells
from contingent.report.why import why_rows

_COLUMNS = ("question", "wish", "answer", "part", "limit", "owner", "place", "row", "partial")

_KEY = (
    "Each reason forbids the wish by itself: something of every reason must change. What would help are the smallest "
    "sets of limits that, lifted, make it possible. Both are proven."
)

_PARTIAL = "Partial: time ran out before all was known. What is said is proven; there may be more."


def why_section(account: Account) -> Section | None:
    """Return each question with its reasons and what would help, and all of it as a table."""
    asked = account.answers.why
    if not asked:
        return None
    said = f"{counted(len(asked), 'question')} asked about this plan."
    partial = sum(explanation.is_partial for explanation in asked)
    if partial:
        said += f" Partial: of {partial:,} not all is known, because time ran out."
    blocks = tuple(_block(n, explanation) for n, explanation in enumerate(asked, start=1))
    return Section("why", "Why not?", f"{said} {_KEY}", blocks=blocks, sheets=(_sheet(account),), is_folded=True)


def _block(number: int, explanation: Explanation) -> Block:
    words = [*details(explanation), *filter(None, [note(explanation)])]
    return Block(
        f"why-{number}",
        answer(explanation),
        tuple(words),
        tuple(map(_listing, (*reasons(explanation), *helps(explanation)))),
        _PARTIAL if explanation.is_partial else "",
    )


def _listing(passage: Passage) -> Listing:
    return Listing(passage.title, tuple(map(_limit, passage.limits)))


def _limit(limit: Limit) -> Markup:
    mark = MARK if limit.illustrative else Markup("")
    where = Markup('<span class="small">[{}]</span>').format(place(limit))
    return Markup("{} <b>Owner: {}.</b> {}{}").format(limit.sentence, limit.owner, where, mark)


def _sheet(account: Account) -> Sheet:
    return Sheet("why-table", "All limits that were named", _COLUMNS, cells(_rows(account)), frozenset(), _KEY)


def _rows(account: Account) -> Iterator[tuple[str, ...]]:
    for row in why_rows(account.answers.why):
        limit = escape(row.limit) + MARK if row.illustrative else row.limit
        named = (row.part, limit, row.owner, row.place, row.row)
        partial = "partial" if row.partial else NONE
        yield (f"{row.question:,}", row.wish, row.answer, *(cell or NONE for cell in named), partial)
