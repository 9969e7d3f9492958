"""What all charts have in common: their dress, the axis of weeks, what is written above them, and the empty chart."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from textwrap import shorten, wrap
from typing import Any

import altair as alt

from contingent.domain.mission import Mission
from contingent.report.account import Account
from contingent.report.charts.palette import PALETTE, Theme
from contingent.report.releasable import notice

WIDTH = 860
"""Of the plot, without axes and legend. [px]"""
_WIDER = 220
"""What a plot gains where it is drawn for a page. [px]"""
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
WEEK = timedelta(weeks=1)
_LINE = 175
"""Letters that fit into a line above a chart. [character]"""
_MARKS = 10
"""Most marks on an axis of weeks."""

Drawing = alt.Chart | alt.LayerChart | alt.FacetChart | alt.VConcatChart


def epoch(day: date) -> int:
    """Return a day as Vega has it, free of time zones. [ms since 1970-01-01 UTC]"""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000


def ends_of(mission: Mission) -> tuple[date, date]:
    """Return the first day of a mission and the first after it."""
    return mission.start, mission.start + mission.weeks * WEEK


def weeks_scale(mission: Mission) -> alt.Scale:
    """Return the scale of an axis that shows the whole mission and nothing else."""
    return alt.Scale(type="utc", domain=[epoch(day) for day in ends_of(mission)], nice=False)


def weeks_axis(mission: Mission) -> alt.Axis:
    """Return the axis: a mark at months, quarters or years, or at weeks where the mission is short."""
    days = _marked_days(mission)
    pattern = "%d %b %Y" if any(day.day != 1 for day in days) else "%b %Y"
    return alt.Axis(values=[epoch(day) for day in days], format=pattern, title=None, labelOverlap=True)


def _marked_days(mission: Mission) -> list[date]:
    first, until = ends_of(mission)
    if mission.weeks <= _MARKS:
        return [first + week * WEEK for week in range(mission.weeks)]
    months = [date(y, m, 1) for y in range(first.year, until.year + 1) for m in range(1, 13)]
    months = [day for day in months if first <= day < until]
    for step in (1, 2, 3, 6, 12, 24):
        days = [day for day in months if (day.year * 12 + day.month - 1) % step == 0]
        if len(days) <= _MARKS:
            break
    return days


def said(account: Account, title: str, *lines: str) -> alt.TitleParams:
    """Return what stands above a chart: its title, how to read it, whose view it is, and the mission's marking."""
    lines = (*lines, *standing(account))
    return alt.TitleParams(
        text=shorten(f"{title} - {account.mission.title}", 125, placeholder="..."),
        subtitle=[part for line in lines if line for part in wrap(line, _LINE)],
    )


def inside(written: dict[str, Any], account: Account) -> Any:  # noqa: ANN401 - JSON
    """Return a chart for a page that has the title, viewer and marking itself: how to read it, and wide."""
    read = written.get("title", {}).get("subtitle", [])
    outside = sum(len(wrap(line, _LINE)) for line in standing(account))  # `said` put them last
    words = {"text": read[: len(read) - outside], "fontSize": 12, "fontWeight": "normal", "offset": 10}
    rest = {key: value for key, value in written.items() if key != "title"}
    return _widened({**rest, "title": words} if words["text"] else rest)


def _widened(part: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(part, list):
        return [_widened(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    wide = {key: _widened(value) for key, value in part.items() if key != "datasets"}
    if part.get("width") in {WIDTH, WIDTH - 100}:
        wide["width"] = part["width"] + _WIDER
    return wide | ({"datasets": part["datasets"]} if "datasets" in part else {})


def standing(account: Account) -> list[str]:
    """Return what every picture must say: that the plan is unlawful, whose view it is, and the mission's marking."""
    verdict = account.verdict
    unlawful = verdict is not None and not verdict.is_lawful
    lines = ["UNLAWFUL: this plan breaks rules of its mission." if unlawful else "", notice(account)]
    return [line for line in (*lines, account.mission.marking) if line]


def resting_on(account: Account, *tables: str) -> str:
    """Say which of the tables that a chart rests on hold illustrative rows; blank: none."""
    made_up = sorted({table for table, _ in account.tables.illustrative} & set(tables))
    return f"Rests in part on illustrative figures ({', '.join(made_up)})." if made_up else ""


def data(records: Sequence[dict[str, object]]) -> alt.InlineData:
    """Return records as the data of a chart."""
    return alt.InlineData(values=list(records))


def haloed(labels: alt.Chart, role: str, theme: Theme, **place: Any) -> list[alt.Chart]:  # noqa: ANN401 - Altair's
    """Write labels, bold and with a rim, so that they are read on any ground."""
    paper = PALETTE["paper"].of(theme)
    font: dict[str, Any] = {"fontSize": 12, "fontWeight": "bold", **place}
    rim: alt.Chart = labels.mark_text(stroke=paper, strokeWidth=4, strokeJoin="round", color=paper, **font)
    written: alt.Chart = labels.mark_text(color=PALETTE[role].of(theme), **font)
    return [rim, written]


def empty(account: Account, title: str, words: str) -> alt.Chart:
    """Return a chart that says why there is nothing to draw."""
    words_alone = alt.Chart(data([{"words": words}])).encode(text="words:N")
    drawn: alt.Chart = words_alone.mark_text(size=14, align="left", x=0)
    return drawn.properties(width=WIDTH, height=40, title=said(account, title))


def dress(drawing: Drawing, theme: Theme) -> Drawing:
    """Dress a chart in the colours of a theme."""
    colour = {role: shade.of(theme) for role, shade in PALETTE.items()}
    label: dict[str, Any] = {
        "labelColor": colour["ink"],
        "titleColor": colour["ink"],
        "labelFontSize": 12,
        "titleFontSize": 12,
    }
    dressed: Drawing = drawing.configure(
        aria=False,  # else Vega says dates in the time zone of the machine; the whole has one label
        background=colour["paper"],
        font=FONT,
        padding=12,
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            domainColor=colour["muted"],
            gridColor=colour["grid"],
            tickColor=colour["muted"],
            titleFontWeight="normal",
            **label,
        ),
        legend=alt.LegendConfig(
            symbolType="square",
            symbolSize=140,
            symbolStrokeColor=colour["muted"],
            symbolStrokeWidth=0.8,
            labelLimit=330,
            **label,
        ),
        text=alt.MarkConfig(color=colour["ink"]),
        title=alt.TitleConfig(
            anchor="start",
            color=colour["ink"],
            fontSize=16,
            offset=14,
            subtitleColor=colour["muted"],
            subtitleFontSize=12,
            subtitlePadding=6,
        ),
    )
    return dressed
