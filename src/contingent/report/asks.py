"""The list of what is asked, as rows and in words."""

from dataclasses import dataclass
from datetime import date

from contingent.analysis.asks import Alternative, Ask, Asks, Giver, Within
from contingent.core.counted import counted

KEY = (
    "From is the first week in theatre; decide by is that day less notice. The number is the most at once, over all "
    "sites. The nations are those of the mission that have such people and against which no row speaks, best first."
)


@dataclass(frozen=True, slots=True)
class AskRow:
    """One line of the answer: a pledge that is asked for, a change that would help, or what is left."""

    part: str
    """``ask``, ``alternative`` or ``left``."""
    id: str
    skill: str
    number: int | None
    """[person]; of what is left: posts in each week."""
    site: str
    """Of an ask at several, one word after the other."""
    commands: str
    from_: date | None
    until: date | None
    decide_by: date | None
    notice_days: int | None
    owner: str
    """Of a change; of an ask the nations that could give it, best first."""
    words: str
    by_site: str = ""
    """Of an ask at several sites: how many at which from when until when."""


def ask_rows(asks: Asks) -> tuple[AskRow, ...]:
    """Return the answer as rows."""
    found = []
    for ask in asks.asks:
        can = [g.nation for g in ask.givers if g.can]
        words = f"For {', '.join(ask.activities) or 'what others do there'}. {why_best(ask.givers)}".strip()
        found.append(
            AskRow(
                "ask", ask.id, ask.skill, ask.number, ask.site, " ".join(ask.commands), ask.from_, ask.until,
                ask.decide_by, ask.notice_days, " ".join(can), words, by_site(ask),
            )
        )  # fmt: skip
    for other in asks.alternatives:
        words = f"{other.limit} {other.change} {_leaves(other)}"
        found.append(AskRow("alternative", other.row, "", None, "", "", None, None, None, None, other.owner, words))
    found += [
        AskRow("left", left.what, "", left.amount, "", "", left.from_, left.until, None, None, "", left.why)
        for left in asks.left
    ]
    return tuple(found)


def by_site(ask: Ask) -> str:
    """Say how many are asked for at which of several sites, from when until when; blank: there is one."""
    if len(ask.parts) < 2:
        return ""
    return "; ".join(f"{p.site} {p.number:,}, {p.from_} until {p.until or 'the end'}" for p in ask.parts)


def why_best(givers: tuple[Giver, ...]) -> str:
    """Say who is the best to ask, and why; blank: nobody is known."""
    best = next((g for g in givers if g.can), None)
    return "" if best is None else f"Best asked: {best.name}. {best.why}"


def _leaves(other: Alternative) -> str:
    filled = f"Then these posts can be filled without any pledge: {other.posts}."
    if other.left is None:
        return f"{filled} A lawful plan proves it; what it costs elsewhere is not known."
    if other.left:
        return f"{filled} {other.left:,} would still be missed in all."
    return f"{filled} Nothing is missed then."


def summary(asks: Asks) -> tuple[str, ...]:
    """Say what was asked, what reaches it, and how sure that is."""
    lines = [f"Aim: {asks.words}"]
    if not asks.missed:
        return (*lines, "The plan reaches it: nothing is to be asked.")
    if not asks.asks:
        lines.append(f"The plan misses {asks.missed:,} of it, and no further pledge is known that helps.")
    else:
        asked = f"{counted(len(asks.asks), 'further pledge')} of {counted(asks.people, 'person', 'people')} together"
        verbs = ("reaches", "leaves") if len(asks.asks) == 1 else ("reach", "leave")
        reach = f"{verbs[1]} {asks.left_amount:,} of it" if asks.left_amount else f"{verbs[0]} it"
        lines.append(f"The plan misses {asks.missed:,}; {asked} {reach}. A lawful plan with them proves it.")
        if asks.is_proven:
            lines.append("Proven: no list of fewer pledges, or of as many with fewer people, reaches as much.")
        elif asks.is_needed:
            lines.append("Proven: with one person less of any pledge, what it is asked for cannot be filled.")
            lines.append(f"That no other list is smaller is not proven{_least(asks)}.")
        else:
            lines.append(f"That no smaller list does is not proven{_least(asks)}.")
        if asks.is_proven and asks.left_amount and asks.least_missed == asks.left_amount:
            lines.append(f"Proven: no list leaves less than {asks.left_amount:,}.")
    if asks.nations_words:
        lines.append(asks.nations_words)
    if asks.within is not None:
        lines.append(_within(asks.within))
    if asks.is_partial:
        lines.append("Partial: time ran out before all was known.")
    return tuple(lines)


def _least(asks: Asks) -> str:
    """Say what is proven of every list that leaves as little; blank: nothing."""
    if not asks.least_rows:
        return ""
    known = f"{counted(asks.least_rows, 'pledge')} of {counted(asks.least_people, 'person', 'people')}"
    return f": it is, that every list that reaches as much has at least {known}"


def _within(within: Within) -> str:
    """Say whether so many nations are enough."""
    nations = f"at most {counted(within.most, 'nation')}"
    if within.missed is None and within.is_proven:
        return f"Not a list that {nations} can give: no nation of the mission has such people."
    if within.missed is None:
        return f"Not a list that {nations} can give: time ran out before one was found."
    if within.reaches and within.is_proven:
        return f"Of the lists that {nations} can give, it is the smallest. Proven."
    if within.reaches:
        return f"It is one that {nations} can give. That it is the smallest of these is not proven."
    known = "Proven: none reaches as much" if within.is_proven else "That none reaches as much is not proven"
    least = f"It leaves {within.missed:,}; lists of any number of nations leave {within.without:,}"
    return f"Of the lists that {nations} can give it is the best found. {least}. {known}."
