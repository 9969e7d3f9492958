"""What is said of alternatives, in sentences: the same in the terminal, on the page and in documents."""

from collections.abc import Iterator
from fractions import Fraction

from contingent.analysis.alternatives import Alternative, Alternatives, Ending
from contingent.domain.vocabulary import Goal

LARGEST = 3
"""Differences that are told of each alternative. [difference]"""


def title(number: int) -> str:
    """Name an alternative."""
    return f"Alternative {number}"


def allowed(answer: Alternatives) -> str:
    """Say what an alternative may lose."""
    parts = (
        f"{goal} {_amount(value)} (at most {_amount(answer.limits[goal])})" for goal, value in answer.values.items()
    )
    return f"Allowed in every goal, from the plan's value: {', '.join(parts)}."


def outcome(answer: Alternatives) -> str:
    """Say how many alternatives there are, and why no more."""
    found = len(answer.found)
    match answer.ending:
        case Ending.NO_OTHER if not found:
            return (
                "Proved: within these limits the plan is the only one. Every lawful plan that loses no more has the "
                "same people at the same places under the same commands in the same weeks. Allow it to lose more."
            )
        case Ending.NO_OTHER:
            return f"{_counted(found)}. Proved: there is no other plan that differs from these and loses no more."
        case Ending.TIME if not found:
            return "No alternative was found in the time. It is not proved that there is none; give it more time."
        case Ending.TIME:
            return (
                f"{_counted(found)} of {answer.asked} that were asked for; time ran out before the next one was found."
            )
    return f"{_counted(found)}, each as far as was found from the plan and from those before it."


def sentences(answer: Alternatives, number: int) -> Iterator[str]:
    """Say how far an alternative is, what is proved of that, what it loses and gains, and what differs most."""
    one = answer.found[number - 1]
    yield f"{_far(one)} {proof(one)}"
    yield trade(answer, one)
    told = "; ".join(difference.words for difference in one.differences[:LARGEST])
    rest = len(one.differences) - LARGEST
    yield f"Largest differences from the plan: {told}{f'; and {rest:,} smaller' if rest > 0 else ''}."


def proof(one: Alternative) -> str:
    """Say what is proved of how far a plan could be."""
    if one.is_proven:
        return "Proved: within the limits no plan is farther."
    if one.at_most is None:
        return "Nothing is proved of how far another plan could be."
    return f"Not proved to be the farthest: none is farther than {one.at_most:,}."


def trade(answer: Alternatives, one: Alternative) -> str:
    """Say in which goals it is worse and in which better than the given plan."""
    worse, better = list[str](), list[str]()
    for goal, before in answer.values.items():
        after = one.verdict.goals[goal]
        if after != before:
            (worse if after > before else better).append(_change(goal, before, after))
    if not worse and not better:
        return "It loses nothing: every goal has the same value."
    said = [f"It loses in {', '.join(worse)}" if worse else "It loses nothing"]
    said += [f"gains in {', '.join(better)}"] if better else []
    return f"{' and '.join(said)}."


def _far(one: Alternative) -> str:
    first = one.distances[0]
    parts = f"{first.people:,} person-weeks are in only one of the two plans"
    held = f", and {first.holders:,} post-weeks of activities under another command" if first.holders else ""
    others = [f"{d.total:,} from alternative {n}" for n, d in enumerate(one.distances[1:], start=1)]
    more = f"; {', '.join(others)}" if others else ""
    return (
        f"{first.total:,} apart from the plan, {_percent(first.share)} of the most there could be: {parts}{held}{more}."
    )


def _change(goal: Goal, before: Fraction, after: Fraction) -> str:
    return f"{goal} ({_amount(before)} to {_amount(after)})"


def _amount(value: Fraction) -> str:
    return f"{int(value):,}" if value == int(value) else f"{float(value):,.2f}"


def _percent(share: Fraction) -> str:
    return f"{float(share):.1%}".replace("%", " %")


def _counted(number: int) -> str:
    return f"{number} alternative{'' if number == 1 else 's'}"
