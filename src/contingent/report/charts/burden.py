"""What each nation carries, as a share of all, against its fair share."""

from typing import Any

import altair as alt

from contingent.report.account import Account
from contingent.report.burden import BurdenRow
from contingent.report.charts.look import WIDTH, Drawing, data, dress, empty, resting_on, said
from contingent.report.charts.palette import PALETTE, Theme
from contingent.report.wording import percent

TITLE = "Burden against fair share"
READ = (
    "Bar: share of all person-weeks of the nations compared. Vertical mark: fair share. Figure: person-weeks above (+) "
    "or below it."
)
_ROW = 24
"""Height of a nation. [px]"""
MOST = 40
"""Nations drawn, half of them with the largest excess and half with the smallest, where there are more."""


def sentence(account: Account) -> str:
    """Say who is furthest above and below the fair share."""
    rows = _compared(account)
    if not rows:
        return "No nation has a fair share in this mission, so burdens are not compared."
    over, under = rows[0], rows[-1]
    if not over.excess:
        return f"All {len(rows)} nations compared carry exactly their fair share."
    return (
        f"Of {len(rows)} nations compared, {over.name} carries most above its fair share "
        f"({percent(over.share or 0)} against {percent(over.fair_share or 0)}) and {under.name} least "
        f"({percent(under.share or 0)} against {percent(under.fair_share or 0)})."
    )


def draw(account: Account, theme: Theme) -> Drawing:
    """Draw a bar for each nation compared, the largest excess on top."""
    rows = _compared(account)
    if not rows:
        return dress(empty(account, TITLE, sentence(account)), theme)
    shown = rows if len(rows) <= MOST else [*rows[: MOST // 2], *rows[-MOST // 2 :]]
    left_out = len(rows) - len(shown)
    records = [_record(row) for row in shown]
    most = max(max(r["share"], r["fair"]) for r in records)
    axis = alt.Axis(title="share of person-weeks", format=".0%", tickCount=6)
    x = alt.X("share:Q", scale=alt.Scale(domain=[0, most * 1.15], nice=False), axis=axis)
    y = alt.Y("nation:N", sort=[r["nation"] for r in records], axis=alt.Axis(title=None, labelLimit=240, ticks=False))
    base = alt.Chart(data(records)).encode(y=y)
    bars = base.mark_bar(color=PALETTE["series-1"].of(theme), height=13).encode(
        x=x, tooltip=[alt.Tooltip(f"{name}:N") for name in ("nation", "person-weeks", "words")]
    )
    paper, ink = PALETTE["paper"].of(theme), PALETTE["ink"].of(theme)
    marks = [
        base.mark_tick(color=colour, thickness=thick, size=size, orient="vertical", opacity=1).encode(x="fair:Q")
        for colour, thick, size in ((paper, 7, 23), (ink, 3, 21))
    ]
    figures = base.mark_text(align="left", dx=8, fontSize=12, color=ink).encode(x="end:Q", text="words:N")
    rest = f"{left_out} nations between these are left out." if left_out else ""
    heading = said(account, TITLE, READ, rest, resting_on(account, "nations", "contingents", "people"))
    return dress(alt.layer(bars, *marks, figures).properties(width=WIDTH, height=alt.Step(_ROW), title=heading), theme)


def _compared(account: Account) -> list[BurdenRow]:
    return [row for row in account.tables.burden if row.fair_share is not None]


def _record(row: BurdenRow) -> dict[str, Any]:
    share, fair = float(row.share or 0), float(row.fair_share or 0)
    excess = round(float(row.excess or 0))
    return {
        "nation": f"{row.nation}  {row.name}" if row.name != row.nation else row.nation,
        "share": round(share, 6),
        "fair": round(fair, 6),
        "end": round(max(share, fair), 6),
        "person-weeks": f"{row.person_weeks:,}",
        "words": f"{excess:+,}" if excess else "0",
    }
