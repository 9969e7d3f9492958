"""Answers as a document of plain values: what the commands print with ``--json`` and save as ``.json``."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from contingent.app.alternatives_form import alternatives_form
from contingent.app.asks_form import asks_form
from contingent.app.delay_form import delays_form
from contingent.app.why_form import why_form
from contingent.app.worth_form import worth_form
from contingent.report.answers import Answers


def _why(answer: Any) -> dict[str, object]:  # noqa: ANN401 - each knows the type of its field
    return {"questions": [why_form(explanation) for explanation in answer]}


_FORMS: Final[Mapping[str, Callable[[Any], dict[str, object]]]] = {
    "why": _why,
    "alternatives": alternatives_form,
    "asks": asks_form,
    "worth": worth_form,
    "delays": delays_form,
}
"""By the fields of `Answers`."""


def answer_form(answers: Answers) -> dict[str, object]:
    """Return what each answer that is there says, side by side."""
    document: dict[str, object] = {}
    for name, form in _FORMS.items():
        answer = getattr(answers, name)
        if answer:
            document |= form(answer)
    return document
