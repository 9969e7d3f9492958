"""The list of what is asked as a document of plain values."""

from contingent.analysis.asks import Asks


def asks_form(asks: Asks) -> dict[str, object]:
    """Return the answer without its plan."""
    return {
        "aim": asks.aim,
        "words": asks.words,
        "missed": asks.missed,
        "left_amount": asks.left_amount,
        "people": asks.people,
        "asks": asks.asks,
        "alternatives": asks.alternatives,
        "left": asks.left,
        "nations": asks.nations,
        "nations_words": asks.nations_words,
        "within": asks.within,
        "is_proven": asks.is_proven,
        "is_needed": asks.is_needed,
        "least_missed": asks.least_missed,
        "least_asks": asks.least_rows,
        "least_people": asks.least_people,
        "partial": asks.is_partial,
        "seconds": round(asks.seconds, 1),
    }
