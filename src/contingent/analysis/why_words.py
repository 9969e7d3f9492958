"""Explanations in sentences that can be read out."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from contingent.analysis.explanation import Explanation
from contingent.analysis.limit import Limit, Tier
from contingent.analysis.possible import Word
from contingent.analysis.price import Price

_GROUND = {
    Tier.LEAVE: "",
    Tier.TERMS: "Nothing that hosts, nations or the mission's authority say of places and times is to blame alone.",
    Tier.PEOPLE: "No limit on those who are pledged is to blame: there are not enough of them.",
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A reason, or what would help, with its limits."""

    title: str
    limits: tuple[Limit, ...]


def sentences(explanation: Explanation) -> Iterator[str]:
    """Yield an explanation, one line a sentence; lines that belong under another begin with spaces."""
    yield answer(explanation)
    for line in details(explanation):
        yield f"  {line}"
    for passage in (*reasons(explanation), *helps(explanation)):
        yield f"  {passage.title}:"
        for limit in passage.limits:
            yield f"    {told(limit)}"
    if note(explanation):
        yield f"  {note(explanation)}"


def answer(explanation: Explanation) -> str:
    """Return whether it is possible, in one sentence."""
    wish = explanation.wish.words
    if explanation.is_granted:
        return f"It is so in this plan that {wish}."
    match explanation.word:
        case None:
            return f"Not looked at: that {wish}. There was no time left."
        case Word.UNKNOWN:
            return f"Not known whether it is possible that {wish}: stopped before the engine knew."
        case Word.POSSIBLE:
            return f"It is possible that {wish}: no limit forbids it."
    return f"It is impossible that {wish}."


def details(explanation: Explanation) -> Iterator[str]:
    """Yield what is said before reasons are listed: the price, or what could be, and how many reasons there are."""
    if explanation.is_granted:
        return
    if explanation.word is Word.POSSIBLE:
        yield price_words(explanation.price)
    if explanation.word is Word.IMPOSSIBLE:
        yield from _most(explanation)
        yield from _count(explanation)


def reasons(explanation: Explanation) -> Iterator[Passage]:
    """Yield the reasons."""
    for n, reason in enumerate(explanation.found.reasons, start=1):
        together = " (together)" if len(reason.limits) > 1 else ""
        yield Passage(f"Reason {n}{together}", reason.limits)


def helps(explanation: Explanation) -> Iterator[Passage]:
    """Yield what would help."""
    for n, help_ in enumerate(explanation.found.helps, start=1):
        yield Passage(f"What would help, {n}", help_.limits)


def note(explanation: Explanation) -> str:
    """Return which other weeks a question stands for; blank: none."""
    if not explanation.stands_for or explanation.word is None or explanation.is_granted:
        return ""
    return f"This week stands for {explanation.stands_for}; the others were not looked at."


def told(limit: Limit) -> str:
    """Return a limit with its owner, its place, and whether it is made up."""
    made_up = " (illustrative)" if limit.illustrative else ""
    return f"{limit.sentence} Owner: {limit.owner}. [{place(limit)}]{made_up}"


def place(limit: Limit) -> str:
    """Return table and column of a limit."""
    return f"{limit.table or 'mission'}.{limit.column}" if limit.column else limit.table


def _most(explanation: Explanation) -> Iterator[str]:
    if explanation.at_most is None or explanation.can_fill is None:
        return
    if explanation.at_most == explanation.can_fill:
        yield f"At most {explanation.at_most:,} posts can be filled in that week (proven)."
    else:
        yield f"{explanation.can_fill:,} posts can be filled in that week, and not more than {explanation.at_most:,}."


def _count(explanation: Explanation) -> Iterator[str]:
    found = explanation.found
    if found.in_itself:
        yield "No limit is to blame: it stays impossible with every limit lifted."
        return
    if not found.reasons:
        yield "No reason was found in the time."
        return
    if _GROUND[found.tier]:
        yield _GROUND[found.tier]
    count = len(found.reasons)
    forbid = "One reason forbids it." if count == 1 else f"{count} reasons forbid it, each by itself."
    yield forbid if found.is_complete else f"{forbid} There may be more: stopped before all were found."


def price_words(price: Price | None) -> str:
    """Return what a wish costs that is possible."""
    if price is None:
        return "What it costs is not known: no plan with it was found in the time."
    if price.better is not None:
        return f"It costs nothing: with it a plan was found that is even better in {price.better}."
    if price.goal is None:
        return "It costs nothing: a plan was found that has it, and no goal is worse."
    exact = f"exactly {_number(price.most)}" if price.is_proven else f"at most {_number(price.most)}"
    least = f", at least {_number(price.least)}" if price.least and not price.is_proven else ""
    doubt = "" if price.least else "; it is not proven that this goal has to pay"
    return f"The goal {price.goal.words} was worth more: it would be worse by {exact}{least} {price.unit}{doubt}."


def _number(value: Fraction) -> str:
    return f"{int(value):,}" if value.denominator == 1 else f"{float(value):,.2f}"
