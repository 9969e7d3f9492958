"""People by week as areas on top of each other; newcomers who do not cover yet are a striped area above all others."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any

import altair as alt

from contingent.domain.mission import Mission
from contingent.report.charts.look import WEEK, WIDTH, data, ends_of, epoch, haloed, weeks_axis, weeks_scale
from contingent.report.charts.palette import PALETTE, Theme
from contingent.report.charts.series import Ranking, Series

HEIGHT = 320
"""Of the plot. [px]"""
_STRIPE = 6
"""Between the stripes over newcomers. [px]"""
_LABEL = 17
"""Height that a label inside an area needs. [px]"""
_LETTER = 8
"""Width of a letter of a label. [px]"""
_SYMBOL = 36
"""Width of the square beside a label of the legend, and of the room around both. [px]"""
_OVERLAP = Series("", "striped: newcomers", "paper")


@dataclass(frozen=True, slots=True)
class Count:
    """People of one key, a nation or a command, in one week."""

    week: date
    key: str
    people: int
    newcomers: int = 0
    """Of these, those who do not cover yet; they lie on top of all others, whatever their key."""


@dataclass(frozen=True, slots=True)
class _Band:
    """One series in one week, as it lies in the stack."""

    week: date
    low: int
    high: int

    @property
    def shape(self) -> tuple[int, int]:
        return self.low, self.high


class Stack:
    """Areas on top of each other, the largest series at the bottom.

    Parameters
    ----------
    counts
        In any order; several of one key and week are added up.
    top
        What the axis must reach at least. [person]
    """

    def __init__(self, mission: Mission, ranking: Ranking, counts: Iterable[Count], top: int, theme: Theme) -> None:
        self.mission, self.theme = mission, theme
        self.bands = _pile(mission, ranking, counts)
        self.series = [series for series in self.bands if any(b.low < b.high for b in self.bands[series])]
        highest = max((band.high for bands in self.bands.values() for band in bands), default=0)
        self.top = max(1.0, 1.06 * max(highest, top))

    def layers(self, *, title: str, legend: str, height: int = HEIGHT) -> list[alt.Chart]:
        """Return the areas, the stripes and the labels."""
        x = alt.X("x:T", scale=weeks_scale(self.mission), axis=weeks_axis(self.mission))
        y = alt.Y(
            "y:Q",
            scale=alt.Scale(domain=[0, self.top], nice=False),
            axis=alt.Axis(title=title, format=",d", tickMinStep=1, tickCount=6),
        )
        paper, ink = PALETTE["paper"].of(self.theme), PALETTE["ink"].of(self.theme)
        edges = [record for series in self.series for record in self._edges(series)]
        areas = (
            alt.Chart(data(edges))
            .mark_area(interpolate="step-after", stroke=paper, strokeWidth=0.8)
            .encode(
                x=x,
                y=y,
                y2="y2:Q",
                detail="run:N",
                color=self._colour(legend),
                tooltip=[
                    alt.Tooltip("words:N", title=legend),
                    alt.Tooltip("from:N", title="week of"),
                    alt.Tooltip("people:Q"),
                ],
            )
        )
        lying = alt.Chart(data(self._stripes())).encode(x="x:T", y="y:Q", y2="y2:Q")
        striped = lying.mark_rule(color=ink, strokeWidth=1.2)
        around = alt.Chart(data([*self._edges(_OVERLAP)] if _OVERLAP in self.series else [])).encode(
            x="x:T", y="y:Q", y2="y2:Q", detail="run:N"
        )
        framed = around.mark_area(interpolate="step-after", filled=False, stroke=ink, strokeWidth=1)
        labels = [label for series in self.series for label in self._label(series, height)]
        written = alt.Chart(data(labels)).encode(x="x:T", y="y:Q", text="text:N")
        return [areas, striped, framed, *haloed(written, "ink", self.theme)]

    def _colour(self, legend: str) -> alt.Color:
        words = [series.words for series in self.series]
        colours = [PALETTE[series.role].of(self.theme) for series in self.series]
        columns = max(1, WIDTH // (_LETTER * max((len(word) for word in words), default=1) + _SYMBOL))
        shown = alt.Legend(
            title=legend,
            values=words,
            orient="bottom",
            columns=columns,
            columnPadding=24,
            labelLimit=WIDTH - _SYMBOL,
        )
        return alt.Color("words:N", scale=alt.Scale(domain=words, range=colours), legend=shown)

    def _edges(self, series: Series) -> list[dict[str, object]]:
        """Return the corners of a series' areas: one where it changes, and one at the end of each area."""
        records = []
        for number, run in enumerate(_runs(self.bands[series])):
            changes = [run[0], *(after for before, after in pairwise(run) if before.shape != after.shape)]
            last = run[-1]
            corners = [(band.week, band) for band in changes] + [(last.week + WEEK, last)]
            records += [
                {
                    "run": f"{series.label} {number}",
                    "words": series.words,
                    "x": epoch(day),
                    "from": str(day),
                    "people": band.high - band.low,
                    "y": band.low,
                    "y2": band.high,
                }
                for day, band in corners
            ]
        return records

    def _stripes(self) -> list[dict[str, object]]:
        """Return the stripes over the newcomers, evenly apart over the whole chart."""
        first, until = (epoch(day) for day in ends_of(self.mission))
        step = (until - first) * _STRIPE // WIDTH
        return [
            {"x": x, "y": band.low, "y2": band.high}
            for band in self.bands[_OVERLAP]
            if band.low < band.high
            for x in _multiples(epoch(band.week), epoch(band.week + WEEK), step, first + step // 2)
        ]

    def _label(self, series: Series, height: int) -> list[dict[str, object]]:
        """Return the label of a series where it is widest; none where there is no room for it."""
        weeks = max(1, -(-(len(series.label) * _LETTER + 16) * self.mission.weeks // WIDTH))
        room, best = 0, list[_Band]()
        for run in _runs(self.bands[series]):
            for begin in range(len(run) - weeks + 1):
                part = run[begin : begin + weeks]
                between = min(band.high for band in part) - max(band.low for band in part)
                if between > room:
                    room, best = between, part
        if room * height / self.top < _LABEL:
            return []
        low = max(band.low for band in best)
        middle = (epoch(best[0].week) + epoch(best[-1].week + WEEK)) // 2
        return [{"x": middle, "y": low + room / 2, "text": series.label}]


def steps(mission: Mission, values: Sequence[int | None]) -> list[dict[str, object]]:
    """Return a line of steps, one value a week; it breaks where there is none.

    Records with ``x``, ``y``, and ``run``, the number of the unbroken part.
    """
    days = [mission.start + week * WEEK for week in range(len(values))]
    records: list[dict[str, object]] = []
    for number, (known, group) in enumerate(groupby(zip(days, values, strict=True), lambda at: at[1] is not None)):
        part = list(group)
        if known:
            corners = [(day, v) for i, (day, v) in enumerate(part) if i == 0 or part[i - 1][1] != v]
            corners.append((part[-1][0] + WEEK, part[-1][1]))
            records += [{"run": number, "x": epoch(day), "y": value} for day, value in corners]
    return records


def line(records: Sequence[dict[str, object]], colour: str, width: float, dash: Sequence[int] = ()) -> alt.Chart:
    """Draw a line of steps, dashed or not."""
    dashed: dict[str, Any] = {"strokeDash": list(dash)} if dash else {}
    chart = alt.Chart(data(records)).encode(x="x:T", y="y:Q", detail="run:N")
    drawn: alt.Chart = chart.mark_line(interpolate="step-after", color=colour, strokeWidth=width, **dashed)
    return drawn


def _pile(mission: Mission, ranking: Ranking, counts: Iterable[Count]) -> dict[Series, list[_Band]]:
    people = Counter[tuple[date, Series]]()
    for count in counts:
        people[count.week, ranking.of[count.key]] += count.people - count.newcomers
        people[count.week, _OVERLAP] += count.newcomers
    bands: dict[Series, list[_Band]] = {series: [] for series in (*ranking.series, _OVERLAP)}
    for week in (mission.start + number * WEEK for number in range(mission.weeks)):
        low = 0
        for series, pile in bands.items():
            high = low + people[week, series]
            pile.append(_Band(week, low, high))
            low = high
    return bands


def _runs(bands: Sequence[_Band]) -> list[list[_Band]]:
    """Return the unbroken parts in which there is anybody."""
    return [list(group) for there, group in groupby(bands, lambda band: band.low < band.high) if there]


def _multiples(begin: int, end: int, step: int, offset: int) -> range:
    """Return offset + k x step inside [begin, end)."""
    return range(begin + (offset - begin) % step, end, step)
