"""Explanations in sentences that can be read out."""

from collections.abc import Iterator
from fractions import Fraction

from contingent.analysis.limit import Limit, Tier
from contingent.analysis.possible import Word
from contingent.analysis.price import Price
from contingent.app.explain import Explanation

_GROUND = {
    Tier.LEAVE: "",
    Tier.TERMS: "Nothing that hosts, nations or the mission's authority say of places and times is to blame alone.",
    Tier.PEOPLE: "No limit on those who are pledged is to blame: there are not enough of them.",
}


def sentences(explanation: Explanation) -> Iterator[str]:
    """Yield an explanation, one line a sentence; lines that belong under another begin with spaces."""
    wish = explanation.wish.words
    if explanation.word is None:
        yield f"Not looked at: that {wish}. There was no time left."
        return
    if explanation.is_granted:
        yield f"It is so in this plan that {wish}."
        return
    if explanation.word is Word.UNKNOWN:
        yield f"Not known whether it is possible that {wish}: stopped before the engine knew."
    elif explanation.word is Word.POSSIBLE:
        yield f"It is possible that {wish}: no limit forbids it."
        yield f"  {_price(explanation.price)}"
    else:
        yield f"It is impossible that {wish}."
        yield from _most(explanation)
        yield from _reasons(explanation)
        yield from _helps(explanation)
    if explanation.stands_for:
        yield f"  This week stands for {explanation.stands_for}; the others were not looked at."


def _most(explanation: Explanation) -> Iterator[str]:
    if explanation.at_most is None or explanation.can_fill is None:
        return
    if explanation.at_most == explanation.can_fill:
        yield f"  At most {explanation.at_most:,} posts can be filled in that week (proven)."
    else:
        yield f"  {explanation.can_fill:,} posts can be filled in that week, and not more than {explanation.at_most:,}."


def _reasons(explanation: Explanation) -> Iterator[str]:
    found = explanation.found
    if found.in_itself:
        yield "  No limit is to blame: it stays impossible with every limit lifted."
        return
    if not found.reasons:
        yield "  No reason was found in the time."
        return
    if _GROUND[found.tier]:
        yield f"  {_GROUND[found.tier]}"
    count = len(found.reasons)
    rest = "" if found.is_complete else " There may be more: stopped before all were found."
    if count == 1:
        yield f"  One reason forbids it.{rest}"
    else:
        yield f"  {count} reasons forbid it, each by itself.{rest}"
    for n, reason in enumerate(found.reasons, start=1):
        together = " (together)" if len(reason.limits) > 1 else ""
        yield f"  Reason {n}{together}:"
        for limit in reason.limits:
            yield f"    {told(limit)}"


def _helps(explanation: Explanation) -> Iterator[str]:
    for n, help_ in enumerate(explanation.found.helps, start=1):
        doubt = "" if help_.is_smallest else " (perhaps not all of it is needed)"
        yield f"  What would help, {n}{doubt}:"
        for limit in help_.limits:
            yield f"    {told(limit)}"


def told(limit: Limit) -> str:
    """Return a limit with its owner, its place, and whether it is made up."""
    place = f"{limit.table or 'mission'}.{limit.column}" if limit.column else limit.table
    made_up = " (illustrative)" if limit.illustrative else ""
    return f"{limit.sentence} Owner: {limit.owner}. [{place}]{made_up}"


def _price(price: Price | None) -> str:
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
