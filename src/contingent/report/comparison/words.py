"""What a comparison says, in sentences: the same in the terminal, on the page and in Python."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import cmp_to_key
from itertools import groupby, pairwise

from contingent.domain.vocabulary import Goal
from contingent.report.comparison.claims import Because, Relation
from contingent.report.comparison.compare import Comparison
from contingent.report.comparison.goals import GoalCell, GoalLine, PairRow
from contingent.report.comparison.times import HandoverLine
from contingent.report.terminal import number

NONE = "-"


def amount(value: Fraction | None) -> str:
    """Write a value; a dash where there is none."""
    return NONE if value is None else number(value)


def answer(comparison: Comparison) -> tuple[str, ...]:
    """Return what the comparison comes to: each plan against the next, in the order from the best."""
    ranked = ranking(comparison)
    if not ranked:
        return ("None of these plans is lawful, so none is better.",)
    of_pair = {frozenset((row.better, row.worse)): row for row in comparison.in_order}
    said = [sentence(of_pair[frozenset(pair)]) for pair in pairwise(ranked)]
    unlawful = [row.plan for row in comparison.plans if not row.is_lawful]
    return (*said, *(f"{name} is unlawful and not compared." for name in unlawful))


def ranking(comparison: Comparison) -> tuple[str, ...]:
    """Return the names of the lawful plans, the best in the order of the goals first; those not told apart as given."""
    stands = {(row.better, row.worse): row.relation for row in comparison.in_order}
    better = (Relation.PROVED, Relation.PLANNED)

    def compared(one: str, other: str) -> int:
        return (stands.get((other, one)) in better) - (stands.get((one, other)) in better)

    return tuple(sorted((row.plan for row in comparison.plans if row.is_lawful), key=cmp_to_key(compared)))


def sentence(row: PairRow) -> str:
    """Say what is claimed of a pair, and why no more."""
    where = "In the order of the goals" if row.goal is None else f"In {row.goal}"
    goal = row.goal or row.decided_by
    numbers = f"{amount(row.value)} against {amount(row.against)}"
    match row.relation:
        case Relation.NOT_COMPARED:
            return f"{where}, {row.better} and {row.worse} are not compared: {_why_not(row)}."
        case Relation.ALIKE:
            rest = " in the goals that they have in the same order" if row.because else ""
            same = f": {amount(row.value)} both" if row.goal else ""
            return f"{where}, {row.better} and {row.worse} are not told apart{rest}{same}."
        case Relation.PROVED:
            scope = _scope(row)
            return f"{where}, {row.better} is proved better than {row.worse}: {numbers}{_in(row)}, and {scope}."
    said = f"{where}, {row.better} is better than {row.worse} as planned: {numbers}{_in(row)}"
    return f"{said}; not proved, {_doubt(row, goal)}."


def in_short(comparison: Comparison) -> tuple[str, ...]:
    """Say goal by goal which plan is better than which, without the reasons why no more is proved."""
    told = [row for row in comparison.pairs if row.goal and row.relation in (Relation.PROVED, Relation.PLANNED)]
    order = [line.goal for line in comparison.goals]
    told.sort(key=lambda row: (order.index(row.goal or order[0]), row.better, row.relation is Relation.PLANNED))
    lines = []
    for (goal, better, relation), rows in groupby(told, key=lambda row: (row.goal, row.better, row.relation)):
        together = list(rows)
        is_proved = relation is Relation.PROVED
        others = (f"{row.worse} (not below {amount(row.bound)})" if is_proved else row.worse for row in together)
        lines.append(f"In {goal}, {better} with {amount(together[0].value)} is {relation} than {', '.join(others)}.")
    return tuple(lines)


def _in(row: PairRow) -> str:
    return f" in {row.decided_by}" if row.goal is None and row.decided_by else ""


def _scope(row: PairRow) -> str:
    if row.is_for_all:
        return f"no plan of {row.worse} is below {amount(row.bound)}"
    if row.goal is None:
        return f"no plan of {row.worse} that is as good in the goals before is below {amount(row.bound)}"
    return f"no plan of {row.worse} that keeps what it has in the goals before is below {amount(row.bound)}"


def _doubt(row: PairRow, goal: Goal | None) -> str:
    match row.because:
        case Because.PAID:
            return f"as it is worse in {row.paid_with}, which comes before"
        case Because.OPEN if row.bound is not None and row.value is not None and row.bound <= row.value:
            return f"as another plan of {row.worse} may have as little as {amount(row.bound)}"
        case Because.OPEN:
            return f"as another plan of {row.worse} may be better in a goal before"
        case Because.OTHERWISE:
            return "as the two courses do not count the same, or not in the same order"
        case Because.REFUTED:
            return f"as the bound that came with {row.worse} is wrong"
    return f"as no bound is known for {row.worse}" + (f" in {goal} or before" if row.goal is None else "")


def _why_not(row: PairRow) -> str:
    if row.because is Because.UNLAWFUL:
        return "a plan that breaks rules may have any value"
    return "one of them cannot be counted as the first plan's course counts"


def over(comparison: Comparison, name: str, line: GoalLine) -> str:
    """Say than which plans one is proved better in a goal; blank: none."""
    worse = comparison.proved_over(name, line)
    if len(worse) <= 1:
        return "".join(f"proved better than {other}" for other in worse)
    is_best = len(worse) == len(comparison.plans) - 1
    return f"proved better than {'all' if is_best else len(worse)} others"


def remarks(line: GoalLine, names: Sequence[str]) -> tuple[str, ...]:
    """Say where a number of a goal is not what the plan's own course would say."""
    said = []
    for name, cell in zip(names, line.cells, strict=True):
        if cell.value is not None and not cell.is_same_measure and cell.value != cell.own:
            own = f"{name} itself counts {amount(cell.own)} in {line.goal}"
            said.append(f"{own}; the first plan's course counts other rows.")
    return tuple(said)


def spread(cell: GoalCell) -> str:
    """Write a value, and in brackets its bound, or that it is proven."""
    if cell.value is None:
        return "not counted"
    if cell.bound is None or not cell.is_same_measure:
        return amount(cell.value)
    return f"{amount(cell.value)} ({'proven' if cell.bound >= cell.own else amount(cell.bound)})"


def handed(line: HandoverLine) -> tuple[str, ...]:
    """Write the dates of a handover in each plan."""
    return tuple(
        str(week) if week is not None else "not in this plan" if asked else "not asked"
        for week, asked in zip(line.weeks, line.is_asked, strict=True)
    )


def released(comparison: Comparison) -> list[tuple[str, str, tuple[int, ...]]]:
    """Return months (such as 2020-09, or several that are alike), nation, and its people in each plan."""
    rows = []
    for nation in comparison.released:
        lines = [line for line in comparison.releases if line.nation == nation]
        for people, run in groupby(lines, key=lambda line: line.people):
            months = [month(line.week) for line in run]
            rows.append((months[0] if len(months) == 1 else f"{months[0]} to {months[-1]}", nation, people))
    return rows


def month(day: date) -> str:
    """Write the month of a date, such as 2020-09."""
    return f"{day.year}-{day.month:02}"
