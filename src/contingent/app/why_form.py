"""Explanations as a document of plain values."""

from contingent.analysis.explanation import Explanation
from contingent.analysis.limit import Limit
from contingent.analysis.why_words import sentences


def why_form(explanation: Explanation) -> dict[str, object]:
    """Return an explanation without its plans."""
    found = explanation.found
    return {
        "wish": explanation.wish.words,
        "kind": explanation.wish.kind,
        "week": explanation.wish.week,
        "stands_for": explanation.stands_for,
        "possible": explanation.word,
        "granted": explanation.is_granted,
        "in_itself": found.in_itself,
        "tier": found.tier.name.lower(),
        "reasons": [[_limit(x) for x in reason.limits] for reason in found.reasons],
        "helps": [{"limits": [_limit(x) for x in h.limits]} for h in found.helps],
        "is_complete": found.is_complete,
        "can_fill": explanation.can_fill,
        "at_most": explanation.at_most,
        "price": explanation.price,
        "sentences": list(sentences(explanation)),
        "partial": explanation.is_partial,
        "seconds": explanation.seconds,
    }


def _limit(limit: Limit) -> dict[str, object]:
    return {
        "kind": limit.kind,
        "table": limit.table or "mission",
        "row": limit.index + 1 if limit.index >= 0 else None,
        "name": limit.row,
        "column": limit.column,
        "owner": limit.owner,
        "sentence": limit.sentence,
        "illustrative": limit.illustrative,
    }
