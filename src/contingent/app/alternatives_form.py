"""Alternatives as a document of plain values."""

from contingent.analysis.alternatives import Alternatives
from contingent.analysis.alternatives_words import allowed, outcome, sentences


def alternatives_form(answer: Alternatives) -> dict[str, object]:
    """Return alternatives without their plans."""
    return {
        "alternatives": [
            {
                "distances": [
                    {"people": d.people, "holders": d.holders, "total": d.total, "share": d.share}
                    for d in one.distances
                ],
                "least": one.least,
                "at_most": one.at_most,
                "proven": one.is_proven,
                "goals": {goal.value: one.verdict.goals[goal] for goal in answer.values},
                "differences": one.differences,
                "sentences": list(sentences(answer, number)),
                "seconds": one.seconds,
            }
            for number, one in enumerate(answer.found, start=1)
        ],
        "asked": answer.asked,
        "given": {goal.value: value for goal, value in answer.values.items()},
        "limits": {goal.value: value for goal, value in answer.limits.items()},
        "ending": answer.ending,
        "outcome": outcome(answer),
        "allowed": allowed(answer),
        "partial": answer.is_partial,
    }
