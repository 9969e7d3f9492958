"""The worth of limits as tables: a row for each goal of each change, and in words a row for each limit."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from contingent.analysis.worth import Amount, How, OwnersLimits, Row, Word, Worth, Worths
from contingent.report.wording import amount

NOTHING = "0"
"""Worth nothing, and proved."""

UNKNOWN = "not known"


@dataclass(frozen=True, slots=True)
class WorthRow:
    """What one change is worth on one goal."""

    owner: str
    kind: str
    """Kind of limit; blank: all limits of the owner together."""
    row: str
    """What names the row; of people the skill and the site."""
    change: str
    """Such as `10 more people`, or `lifted`."""
    goal: str
    unit: str
    proof: str
    """``exact``, ``at least``, ``at most`` or ``not known``."""
    least: Fraction | None
    """Proved least worth; above 0 is better."""
    most: Fraction | None
    """Proved greatest worth."""
    found: Fraction | None
    """What the plan found gains."""
    screen: Fraction | None
    """Difference of the relaxation's bounds; proves nothing."""
    how: str
    limit: str
    """What it says, with its figures."""
    table: str
    column: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class WorthLine:
    """One limit, or all limits of an owner, in words."""

    owner: str
    name: str
    """Kind and name of its row."""
    limit: str
    """What it says, with its figures."""
    place: str
    """Table and column."""
    step: str
    """What one unit more is called; blank of all limits together."""
    of_step: str
    screen: str
    """Of the step; of all limits together, of their lifting."""
    of_lifting: str
    partial: bool
    illustrative: bool


def worth_rows(worths: Worths) -> tuple[WorthRow, ...]:
    """Return a row for each goal of each change, owner by owner."""
    return tuple(row for owner in worths.owners for row in _of_owner(owner))


def _of_owner(of: OwnersLimits) -> Iterator[WorthRow]:
    for a in of.together.amounts:
        yield _row((of.owner, "", "", "all lifted"), a, of.together.how, ("", "", ""), illustrative=False)
    for row in of.rows:
        limit = row.priced.limit
        where = (limit.sentence, limit.table or "mission", limit.column)
        for change, worth in _changes(row):
            head = (of.owner, str(limit.kind), row.priced.name, change)
            for a in worth.amounts:
                yield _row(head, a, worth.how, where, illustrative=limit.illustrative)


def _changes(row: Row) -> Iterator[tuple[str, Worth]]:
    if row.step != "lifted":
        yield row.step, row.of_step
    yield "lifted", row.of_lifting


def _row(
    head: tuple[str, str, str, str], a: Amount, how: How, where: tuple[str, str, str], *, illustrative: bool
) -> WorthRow:
    known = (a.least, a.most, a.found, a.screen)
    return WorthRow(*head, str(a.goal), a.goal.unit, str(a.word), *known, str(how), *where, illustrative)


def ranked_lines(worths: Worths) -> tuple[WorthLine, ...]:
    """Return every limit, those of which one unit more is worth most first."""
    return tuple(line_of(row) for row in worths.rows)


def owner_lines(owner: OwnersLimits) -> tuple[WorthLine, ...]:
    """Return all limits of an owner together, then each, those that cost most first."""
    return (together(owner), *(line_of(row) for row in owner.rows))


def together(owner: OwnersLimits) -> WorthLine:
    """Return all limits of an owner together in words."""
    count = len(owner.rows)
    words = f"All {count:,} limits of {owner.owner} together." if count > 1 else f"The one limit of {owner.owner}."
    worth = owner.together
    told = ("all limits", words, "", "", "", screened(worth), said(worth))
    return WorthLine(owner.owner, *told, partial=worth.is_partial, illustrative=False)


def line_of(row: Row) -> WorthLine:
    """Return a limit in words."""
    limit = row.priced.limit
    place = f"{limit.table or 'mission.toml'} {limit.column}".strip()
    sentence = f"{limit.sentence} At {row.priced.site}." if row.priced.site else limit.sentence
    words = (row.step, said(row.of_step), screened(row.of_step), said(row.of_lifting))
    partial = row.of_step.is_partial or row.of_lifting.is_partial
    name = f"{limit.kind} {row.priced.name}"
    return WorthLine(limit.owner, name, sentence, place, *words, partial, limit.illustrative)


def said(worth: Worth) -> str:
    """Return a worth in words: goal by goal what is not proved to be 0; above 0 is better."""
    if worth.is_nothing:
        return NOTHING
    parts = [words for a in worth.amounts if (words := _said(a))]
    return "; ".join(parts) if parts else UNKNOWN


def _said(a: Amount) -> str:
    if a.word is Word.EXACT:
        return f"{a.goal} {signed(a.least)}" if a.least else ""
    found = f"found {signed(a.found)}" if a.found else ""
    if a.word is Word.AT_MOST and a.found == 0:
        found = "found 0"  # planned again, which is more than was said of what was not
    match a.word:
        case Word.AT_LEAST if a.most is not None:
            proved = f"at least {signed(a.least)}, at most {signed(a.most)}"
        case Word.AT_LEAST if a.least:
            proved = f"at least {signed(a.least)}"
        case Word.AT_MOST:
            proved = f"at most {signed(a.most)}"
        case _:
            proved = ""
    words = ", ".join(filter(None, (proved, found)))
    return f"{a.goal} {words}" if words else ""


def tells(worth: Worth) -> bool:
    """Tell whether something is known of a change itself: more than what its owner's limits together leave room for."""
    return worth.how is How.PLANNED or worth.is_exact or any(a.screen or a.least for a in worth.amounts)


def screened(worth: Worth) -> str:
    """Return the first goal on which the relaxation makes a difference; blank: it was not asked."""
    asked = [a for a in worth.amounts if a.screen is not None]
    if not asked:
        return ""
    first = next((a for a in asked if a.screen), None)
    return NOTHING if first is None else f"{first.goal} {signed(first.screen)}"


def signed(value: Fraction | None) -> str:
    """Write a number with its sign; nothing where there is none."""
    if value is None:
        return ""
    return f"+{amount(value)}" if value > 0 else amount(value)


def summary(worths: Worths) -> tuple[str, ...]:
    """Return what is to be known about all of it, in sentences."""
    goals = ", ".join(
        f"{s.goal} {amount(s.value)}{'' if s.is_exact else ' (not proved best)'}" for s in worths.standings
    )
    count = len(worths.rows)
    nothing = sum(r.of_step.is_nothing for r in worths.rows)
    partial = sum(r.of_step.is_partial or r.of_lifting.is_partial for r in worths.rows)
    lines = [
        f"Compared with a plan in which: {goals}.",
        f"{count:,} limits. One unit more is proved to be worth nothing for {nothing:,} of them.",
    ]
    if partial:
        asked = [w for r in worths.rows for w in (r.of_step, r.of_lifting)] + [o.together for o in worths.owners]
        done = sum(w.is_exact or w.how is How.PLANNED for w in asked)
        lines.append(
            f"Partial: of {partial:,} limits not all is proved, because time ran out. Of {len(asked):,} questions "
            f"{done:,} were proved or planned again."
        )
    return tuple(lines)


KEY = (
    "Each number is by how much a goal gets better (+) or worse (-) if only this limit changes; goals that stay are "
    "not named. Worths do not add up. Without another word a number is exact; found: what a plan gains, not proved; "
    "0: proved worth nothing."
)
"""How to read the tables."""

SCREEN_KEY = "screen: the relaxation's difference, which only orders the questions and proves nothing."
