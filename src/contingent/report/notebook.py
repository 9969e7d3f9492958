"""Missions, plans and pictures as notebooks show them: small HTML without style, so that it follows the notebook's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from contingent.core.counted import counted
from contingent.domain.mission import TABLES, Mission
from contingent.domain.plan import PLAN_TABLES, GoalResult, Plan, Proof
from contingent.report.account import Account, account_of
from contingent.report.strength import FiveNumbers, five_numbers
from contingent.report.wording import amount, day, percent

_MOST_ROWS = 20
"""Rows of a table that are shown. [row]"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing that a notebook shows."""

    svg: str = field(repr=False)

    def _repr_svg_(self) -> str:
        return self.svg


def picture_of(mission: Mission, plan: Plan, name: str) -> Any:  # noqa: ANN401 - Altair's, imported only here
    """Return a chart as an Altair object; as a `Picture` what Altair cannot draw.

    Raises
    ------
    UnknownChartError
        There is no such chart.
    """
    from contingent.report.charts.registry import chart, find, svg  # draws with libraries that take a second to load

    account = account_of(mission, plan)
    return Picture(svg(name, account)) if find(name).draw is None else chart(name, account)


def mission_html(mission: Mission) -> str:
    """Return a mission as HTML: what it is, the five numbers, and how much it holds."""
    until = mission.calendar.monday(mission.weeks)
    about = (
        f"{counted(mission.weeks, 'week')} from {day(mission.start)}, until {day(until)}; host {mission.host}; "
        f"goals: {', '.join(mission.planning.goals)}."
    )
    rows = [(name, f"{len(getattr(mission, name)):,}") for name in TABLES if getattr(mission, name)]
    return "".join(
        (
            f"<h3>{escape(mission.title)}</h3>",
            _paragraph(mission.marking),
            _paragraph(about),
            _table("People and posts", ("number", "value"), _numbers(five_numbers(mission))),
            _table("Tables", ("table", "rows"), rows),
        )
    )


def plan_html(plan: Plan, mission: Mission | None) -> str:
    """Return a plan as HTML; where its mission is known, with the headcount and the handovers."""
    goals = _table(
        "Goals, in order",
        ("goal", "what it counts", "value", "bound", "unit", "proof"),
        [_goal(number, result) for number, result in enumerate(plan.goals, 1)],
    )
    if mission is None:
        rows = [(name, f"{len(getattr(plan, name)):,}") for name in PLAN_TABLES if getattr(plan, name)]
        verdict = f"Verdict when it was written: {plan.verdict or 'none'}."
        return "".join(
            (
                f"<h3>Plan of {escape(plan.mission)}</h3>",
                _paragraph(verdict),
                goals,
                _table("Tables", ("table", "rows"), rows),
            )
        )
    account = account_of(mission, plan)
    return "".join(
        (
            f"<h3>Plan of {escape(mission.title)}</h3>",
            _paragraph(mission.marking),
            _paragraph(_verdict(account)),
            goals,
            _headcount(account),
            _handovers(account),
        )
    )


def outcome_html(status: str, why: str, plan: str) -> str:
    """Return what came of planning as HTML; ``plan`` is the plan's own, or blank."""
    return f"{_paragraph(f'{status}. {why}')}{plan}"


def _verdict(account: Account) -> str:
    if account.verdict is None:
        return ""
    if account.verdict.is_lawful:
        return "LAWFUL: the verifier finds no rule broken."
    return f"UNLAWFUL: the verifier finds {counted(len(account.verdict.violations), 'breach', 'breaches')} of rules."


def _headcount(account: Account) -> str:
    from contingent.report.charts.registry import sentence, svg  # draws with libraries that take a second to load

    return (
        f"<figure>{svg('headcount', account)}<figcaption>{escape(sentence('headcount', account))}</figcaption></figure>"
    )


def _handovers(account: Account) -> str:
    rows = [
        ("not in this plan" if row.week is None else day(row.week), row.name, row.from_command, row.to_command)
        for row in account.tables.handovers
    ]
    return _table("Handovers", ("week of", "activity", "from", "to"), rows)


def _goal(number: int, result: GoalResult) -> tuple[str, ...]:
    bound = "" if result.bound is None else amount(result.bound)
    if result.proof is Proof.OPTIMAL:
        proof = "proven best"
    else:
        proof = "nothing proven" if result.gap is None else f"gap {percent(result.gap)}"
    return f"{number}. {result.goal}", result.goal.words, amount(result.value), bound, result.goal.unit, proof


def _numbers(numbers: FiveNumbers) -> list[tuple[str, str]]:
    ceiling = "none"
    if numbers.ceiling_least is not None and numbers.ceiling_most is not None:
        ceiling = " to ".join(f"{most:,}" for most in dict.fromkeys((numbers.ceiling_least, numbers.ceiling_most)))
    return [
        ("posts required, at most", f"{numbers.required_peak:,}"),
        ("people allowed by ceilings", ceiling),
        ("people offered", f"{numbers.offered:,}"),
        ("people confirmed", f"{numbers.confirmed:,}"),
        ("people in place", f"{numbers.in_place:,}"),
    ]


def _paragraph(words: str) -> str:
    return f"<p>{escape(words)}</p>" if words else ""


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    listed = list(rows)
    if not listed:
        return ""
    columns = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in listed[:_MOST_ROWS])
    hidden = len(listed) - _MOST_ROWS
    more = _paragraph(f"and {counted(hidden, 'more row')}") if hidden > 0 else ""
    heading = f"<caption>{escape(caption)}</caption><thead><tr>{columns}</tr></thead>"
    return f"<table>{heading}<tbody>{body}</tbody></table>{more}"
