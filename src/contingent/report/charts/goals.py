"""The goals: the value of each, and the bound that no plan can be below."""

from typing import Any

import altair as alt

from contingent.domain.mission import TABLES
from contingent.domain.plan import Proof
from contingent.report.account import Account
from contingent.report.charts.look import WIDTH, Drawing, data, dress, empty, resting_on, said
from contingent.report.charts.palette import PALETTE, Theme
from contingent.report.goals import GoalRow
from contingent.report.wording import percent

TITLE = "Goals and how much better they could be"
READ = (
    "Each goal is to be small; the axis is its part of all there could be. Filled dot: this plan. Open dot: the bound; "
    "no plan as good in the goals above can be left of it."
)
_ROW = 46
"""Height of a goal. [px]"""


def sentence(account: Account) -> str:
    """Say how many goals are proven best, and which may be furthest from it."""
    rows = account.tables.goals
    if account.viewer is not None:
        return f"Goals and bounds are those of the whole plan, and are not shown in the view of {account.viewer}."
    if not rows:
        return "This plan states no goals, so there is nothing to compare with a bound."
    proven = [row for row in rows if row.proof is Proof.OPTIMAL]
    words = f"{len(proven)} of {len(rows)} goals are proven best"
    open_ = [row for row in rows if row.proof is not Proof.OPTIMAL]
    unknown = [row for row in open_ if row.gap is None]
    bounded = [row for row in open_ if row.gap is not None]
    if bounded:
        worst = max(bounded, key=lambda row: row.gap or 0)
        words += f"; the largest gap is {percent(worst.gap or 0)}, in {worst.goal} ({worst.words})"
    if unknown:
        words += f"; nothing is proven about {', '.join(str(row.goal) for row in unknown)}"
    return f"{words}."


def draw(account: Account, theme: Theme) -> Drawing:
    """Draw a row for each goal, in the order in which they were met."""
    rows = account.tables.goals
    if not rows:
        return dress(empty(account, TITLE, sentence(account)), theme)
    records = [_record(number, row) for number, row in enumerate(rows, 1)]
    order = [record["goal"] for record in records]
    most = max(0.01, *(record["value"] for record in records))
    x = alt.X(
        "value:Q",
        scale=alt.Scale(domain=[0, most * 1.05], nice=False),
        axis=alt.Axis(title="part of all there could be", format=_digits(most), tickCount=6),
    )
    lines = "split(datum.value, '\\n')"
    axis = alt.Axis(title=None, labelLimit=320, labelPadding=14, ticks=False, grid=False, labelExpr=lines)
    base = alt.Chart(data(records)).encode(y=alt.Y("goal:N", sort=order, axis=axis))
    paper, series = (PALETTE[role].of(theme) for role in ("paper", "series-1"))
    spans = [record for record in records if record["bound"] is not None]
    bounded = alt.Chart(data(spans)).encode(y=alt.Y("goal:N", sort=order, axis=axis))
    tooltips = [alt.Tooltip("goal:N"), alt.Tooltip("words:N")]
    layers = [
        bounded.mark_rule(color=series, strokeWidth=5).encode(x=alt.X("bound:Q"), x2="value:Q"),
        bounded.mark_point(shape="circle", size=110, stroke=series, fill=paper, strokeWidth=2.5, opacity=1).encode(
            x="bound:Q", tooltip=tooltips
        ),
        base.mark_point(shape="circle", filled=True, size=90, color=series, opacity=1).encode(x=x, tooltip=tooltips),
    ]
    is_far = f"datum.value > 0.55 * {most!r}"
    near = base.transform_filter(f"!({is_far})").mark_text(align="left", dx=12)
    far = base.transform_filter(is_far).mark_text(align="right", dx=-12, dy=-13)
    layers += [near.encode(x="value:Q", text="words:N"), far.encode(x="left:Q", text="words:N")]
    heading = said(account, TITLE, READ, resting_on(account, *TABLES))
    return dress(alt.layer(*layers).properties(width=WIDTH - 100, height=alt.Step(_ROW), title=heading), theme)


def _record(number: int, row: GoalRow) -> dict[str, Any]:
    scale = float(row.scale) or 1.0
    value = round(float(row.value) / scale, 8)
    bound = None if row.bound is None else round(float(row.bound) / scale, 8)
    return {
        "goal": f"{number}. {row.goal}\n{row.words}",
        "value": value,
        "bound": bound,
        "left": value if bound is None else min(value, bound),
        "words": _words(row),
    }


def _words(row: GoalRow) -> str:
    value = f"{_number(float(row.value))} {row.unit}"
    if row.proof is Proof.OPTIMAL:
        return f"{value}, proven best"
    if row.bound is None or row.gap is None:
        return f"{value}, nothing proven"
    return f"{value}, at best {_number(float(row.bound))} (gap {percent(row.gap)})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _digits(most: float) -> str:
    return ".0%" if most > 0.06 else ".1%"
