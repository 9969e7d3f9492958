"""What delay costs, in words and for JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import fields

from contingent.app.delay import Answer, Delay, Loss, is_partial
from contingent.report.wording import amount, counted


def delay_form(delay: Delay) -> dict[str, object]:
    """Return an answer as JSON has it: all but the plan found, and of each loss also whether it is proved."""
    form = {field.name: getattr(delay, field.name) for field in fields(delay) if field.name != "plan"}
    losses = [
        {**{field.name: getattr(loss, field.name) for field in fields(loss)}, "proved": loss.is_proved}
        for loss in delay.losses
    ]
    return {**form, "losses": losses}


def delay_sentences(delays: Sequence[Delay]) -> Iterator[str]:
    """Yield one line for each decision and week, and what is not proved."""
    if not delays:
        return
    yield ""
    yield "What is lost if it is decided late"
    for delay in delays:
        of = f"{delay.row} ({', '.join(delay.decisions)}, by {delay.by})"
        yield f"  {of}, {counted(delay.weeks, 'week')}: {_said(delay)}"
    if is_partial(delays):
        yield "Partial: time ran out before all of it was proven. Give more with --time-limit."


def _said(delay: Delay) -> str:
    if delay.answer is Answer.NO_PLAN:
        return "no lawful plan is left (proven)."
    if delay.answer is Answer.NOT_KNOWN:
        return "not known: time ran out."
    changed = [loss for loss in delay.losses if loss.change]
    said = "; ".join(map(_loss, changed)) or "every goal as it was"
    open_goals = [loss.goal.value for loss in delay.losses if not loss.is_proved]
    proof = f" Not proven: {', '.join(open_goals)}." if open_goals else " Proven."
    better = " The first is better: the plan given was not the best." if delay.better is not None else ""
    return f"{said}.{proof}{better}"


def _loss(loss: Loss) -> str:
    sign = "+" if loss.change > 0 else "-"
    said = f"{loss.goal.value} {sign}{amount(abs(loss.change))}"
    if loss.is_proved:
        return said
    least = "nothing" if loss.least is None else amount(loss.least)
    most = "nothing" if loss.most is None else amount(loss.most)
    return f"{said} (proven at least: {least}, at most: {most})"
