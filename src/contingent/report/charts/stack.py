"""People by week as areas on top of each other, the newcomers among them striped."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

import altair as alt

from contingent.domain.mission import Mission
from contingent.report.charts.look import WEEK, WIDTH, data, ends_of, epoch, weeks_axis, weeks_scale
from contingent.report.charts.palette import PALETTE, Theme
from contingent.report.charts.series import Ranking, Series

HEIGHT = 320
"""Of the plot. [px]"""
_STRIPE = 6
"""Between the stripes over newcomers. [px]"""
_LABEL = (17, 44)
"""Room that a label inside an area needs, height and width. [px]"""


@dataclass(frozen=True, slots=True)
class Count:
    """People of one key, a nation or a command, in one week."""

    week: date
    key: str
    people: int
    striped: int = 0
    """Of these, newcomers."""


@dataclass(frozen=True, slots=True)
class _Band:
    """One series in one week, as it lies in the stack."""

    week: date
    low: int
    high: int
    striped: int

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
        self.series = [series for series in ranking.series if any(b.low < b.high for b in self.bands[series])]
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
        stripes = [record for series in self.series for record in self._stripes(series)]
        striped = alt.Chart(data(stripes)).mark_rule(color=paper, strokeWidth=2).encode(x="x:T", y="y:Q", y2="y2:Q")
        labels = [label for series in self.series for label in self._label(series, height)]
        written = alt.Chart(data(labels)).encode(x="x:T", y="y:Q", text="text:N")
        font = {"fontSize": 12, "fontWeight": "bold"}
        halo = written.mark_text(stroke=paper, strokeWidth=4, strokeJoin="round", color=paper, **font)
        return [areas, striped, halo, written.mark_text(color=ink, **font)]

    def _colour(self, legend: str) -> alt.Color:
        words = [series.words for series in self.series]
        colours = [PALETTE[series.role].of(self.theme) for series in self.series]
        shown = alt.Legend(title=legend, values=words[::-1])  # as they lie: the largest lowest
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

    def _stripes(self, series: Series) -> list[dict[str, object]]:
        """Return the stripes over the newcomers of a series, evenly apart over the whole chart."""
        first, until = (epoch(day) for day in ends_of(self.mission))
        step = (until - first) * _STRIPE // WIDTH
        return [
            {"x": x, "y": band.high - band.striped, "y2": band.high}
            for band in self.bands[series]
            if band.striped
            for x in _multiples(epoch(band.week), epoch(band.week + WEEK), step, first + step // 2)
        ]

    def _label(self, series: Series, height: int) -> list[dict[str, object]]:
        """Return the label of a series where it is widest; none where there is no room for it."""
        high, wide = _LABEL
        weeks = max(1, -(-wide * self.mission.weeks // WIDTH))
        best: tuple[float, Sequence[_Band]] = (0, ())
        for run in _runs(self.bands[series]):
            for begin in range(len(run) - weeks + 1):
                part = run[begin : begin + weeks]
                room = min(band.high for band in part) - max(band.low for band in part)
                if room > best[0]:
                    best = (room, part)
        room, part = best
        if room * height / self.top < high:
            return []
        low = max(band.low for band in part)
        middle = epoch(part[0].week) + (epoch(part[-1].week + WEEK) - epoch(part[0].week)) // 2
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


def line(records: Sequence[dict[str, object]], colour: str, dash: Sequence[int]) -> alt.Chart:
    """Draw a line of steps."""
    return (
        alt.Chart(data(records))
        .mark_line(interpolate="step-after", color=colour, strokeWidth=2.5, strokeDash=list(dash), strokeCap="butt")
        .encode(x="x:T", y="y:Q", detail="run:N")
    )


def _pile(mission: Mission, ranking: Ranking, counts: Iterable[Count]) -> dict[Series, list[_Band]]:
    people: defaultdict[tuple[date, str], list[int]] = defaultdict(lambda: [0, 0])
    for count in counts:
        of = people[count.week, ranking.of[count.key].label]
        of[0] += count.people
        of[1] += count.striped
    bands: dict[Series, list[_Band]] = {series: [] for series in ranking.series}
    for week in (mission.start + number * WEEK for number in range(mission.weeks)):
        low = 0
        for series in ranking.series:
            heads, striped = people.get((week, series.label), (0, 0))
            bands[series].append(_Band(week, low, low + heads, striped))
            low += heads
    return bands


def _runs(bands: Sequence[_Band]) -> list[list[_Band]]:
    """Return the unbroken parts in which there is anybody."""
    return [list(group) for there, group in groupby(bands, lambda band: band.low < band.high) if there]


def _multiples(begin: int, end: int, step: int, offset: int) -> range:
    """Return offset + k x step inside [begin, end)."""
    return range(begin + (offset - begin) % step, end, step)
