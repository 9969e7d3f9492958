"""Explanations as one table: a row for each limit of each reason and of all that would help."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contingent.analysis.explanation import Explanation
from contingent.analysis.limit import Limit
from contingent.analysis.why_words import Passage, details, helps, place, reasons


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One limit that forbids a wish or would help it if it were lifted; or the answer where there is none."""

    question: int
    """Counted from 1."""
    wish: str
    answer: str
    """``impossible``, ``possible``, ``granted``, ``unknown`` or ``not looked at``."""
    partial: bool
    """Time ran out before all was known."""
    part: str
    """Such as `Reason 1 (together)`; what is said instead where there is no limit to name."""
    limit: str
    """What it says, with its figures."""
    owner: str
    place: str
    """Table and column."""
    row: str
    """What names the row."""
    illustrative: bool


def why_rows(explanations: Iterable[Explanation]) -> tuple[WhyRow, ...]:
    """Return the rows of all questions, in their order."""
    return tuple(row for n, explanation in enumerate(explanations, start=1) for row in _rows(n, explanation))


def word_of(explanation: Explanation) -> str:
    """Return the answer in a word or three."""
    if explanation.is_granted:
        return "granted"
    return "not looked at" if explanation.word is None else str(explanation.word)


def _rows(question: int, explanation: Explanation) -> Iterator[WhyRow]:
    head = (question, explanation.wish.words, word_of(explanation), explanation.is_partial)
    listed = [(p, limit) for p in (*reasons(explanation), *helps(explanation)) for limit in p.limits]
    for passage, limit in listed:
        yield _row(head, passage, limit)
    if not listed:
        yield WhyRow(*head, " ".join(details(explanation)), "", "", "", "", illustrative=False)


def _row(head: tuple[int, str, str, bool], passage: Passage, limit: Limit) -> WhyRow:
    words = (passage.title, limit.sentence, limit.owner, place(limit), limit.row)
    return WhyRow(*head, *words, illustrative=limit.illustrative)
