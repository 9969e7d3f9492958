"""What delay costs as a document of plain values."""

from contingent.analysis.delay import Delay, Delays
from contingent.report.delays import delay_words


def delays_form(delays: Delays) -> dict[str, object]:
    """Return the answers without their plans; what each key means: docs/guide/decide.md."""
    return {"delays": [_delay(delay) for delay in delays.found], "partial": delays.is_partial}


def _delay(delay: Delay) -> dict[str, object]:
    of = delay.question
    losses = [] if delay.loss is None else delay.loss.amounts
    return {
        "table": of.table,
        "row": of.row,
        "decisions": of.kinds,
        "by": of.by,
        "weeks": delay.weeks,
        "answer": delay.answer,
        "losses": [
            {"goal": a.goal, "unit": a.goal.unit, "proof": a.word, "least": a.least, "most": a.most, "found": a.found}
            for a in losses
        ],
        "better": delay.better,
        "words": delay_words(delay),
    }
