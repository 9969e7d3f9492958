"""The releasing nations: who is still in theatre, who has left by then, and what those who left go to."""

from collections import Counter, defaultdict

import altair as alt

from contingent.core.counted import counted
from contingent.report.account import Account
from contingent.report.charts.look import WEEK, WIDTH, Drawing, data, dress, empty, epoch, haloed, resting_on, said
from contingent.report.charts.palette import PALETTE, Theme
from contingent.report.charts.series import nations, ranked
from contingent.report.charts.stack import Count, Stack, line, steps

TITLE = "Departures of the releasing nations"
READ = (
    "Above: people still in theatre, support element included; dotted line: all who have left by then, without support."
)
ELSEWHERE = "Below: people who count for needs elsewhere."
_HEIGHT = 220
"""Of each part. [px]"""


def sentence(account: Account) -> str:
    """Say how many of the releasing nations are there at the start and at the end, and what they go to."""
    rows = account.tables.releasing
    if not rows:
        return "This mission names no nation to release."
    names = {nation.code: nation.name for nation in account.mission.nations}
    first, last = rows[0].week, rows[-1].week
    start = sum(row.in_theatre for row in rows if row.week == first)
    end = sum(row.in_theatre for row in rows if row.week == last)
    who = _listed([names.get(nation, nation) for nation in dict.fromkeys(row.nation for row in rows)])
    words = f"{who}: {start:,} people in theatre in the first week, {end:,} in the last"
    needs = _needs(account)
    if not needs:
        return f"{words}; nobody who left counts for a need elsewhere."
    most = {need: max(weeks.values()) for need, weeks in needs.items()}
    named = {row.elsewhere: row.name for row in account.tables.onward}
    largest = min(most, key=lambda need: (-most[need], need))
    return (
        f"{words}; those who left count for {counted(len(most), 'need')} elsewhere, "
        f"most of all {named[largest]} ({most[largest]:,})."
    )


def draw(account: Account, theme: Theme) -> Drawing:
    """Draw both parts."""
    if not account.tables.releasing:
        return dress(empty(account, TITLE, sentence(account)), theme)
    parts = [_leaving(account, theme)]
    read = READ
    if onward := _onward(account, theme):
        parts.append(onward)
        read = f"{READ} {ELSEWHERE}"
    heading = said(account, TITLE, read, resting_on(account, "contingents", "people", "elsewhere"))
    together = alt.vconcat(*parts, spacing=24).resolve_scale(color="independent").properties(title=heading)
    return dress(together, theme)


def _leaving(account: Account, theme: Theme) -> alt.LayerChart | alt.FacetChart:
    rows = account.tables.releasing
    left = Counter[object]()
    for row in rows:
        left[row.week] += row.left
    gone = [left[account.mission.start + week * WEEK] for week in range(account.mission.weeks)]
    counts = (Count(row.week, row.nation, row.in_theatre) for row in rows if row.in_theatre)
    stack = Stack(account.mission, nations(account), counts, max(gone, default=0), theme)
    ink, paper = PALETTE["ink"].of(theme), PALETTE["paper"].of(theme)
    last = [{"x": epoch(rows[-1].week), "y": gone[-1], "text": f"left: {gone[-1]:,}"}]
    written = alt.Chart(data(last)).encode(x="x:T", y="y:Q", text="text:N")
    labels = haloed(written, "ink", theme, align="right", baseline="bottom", dy=-5)
    layers = stack.layers(title="people", legend="still in theatre", height=_HEIGHT)  # the last two are its labels
    corners = steps(account.mission, gone)
    lined = [line(corners, paper, 5), line(corners, ink, 2.5, (2, 3))]  # a rim keeps it apart from what it crosses
    return alt.layer(*layers[:-2], *lined, *layers[-2:], *labels).properties(width=WIDTH, height=_HEIGHT)


def _onward(account: Account, theme: Theme) -> alt.LayerChart | alt.FacetChart | None:
    needs = _needs(account)
    names = {row.elsewhere: row.name for row in account.tables.onward}
    ranking = ranked({need: sum(weeks.values()) for need, weeks in needs.items()}, names)
    if not ranking.series:
        return None
    counts = (
        Count(account.mission.start + week * WEEK, need, heads)
        for need, weeks in needs.items()
        for week, heads in weeks.items()
    )
    stack = Stack(account.mission, ranking, counts, 0, theme)
    layers = stack.layers(title="people", legend="count elsewhere for", height=_HEIGHT)
    return alt.layer(*layers).properties(width=WIDTH, height=_HEIGHT)


def _needs(account: Account) -> dict[str, Counter[int]]:
    """Return the people of releasing nations who count for each need, by week. [person]"""
    releasing = {row.nation for row in account.tables.releasing}
    needs: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for row in account.tables.onward:
        if row.nation in releasing:
            begin, end = ((day - account.mission.start).days // 7 for day in (row.from_, row.until))
            for week in range(begin, end):
                needs[row.elsewhere][week] += row.heads
    return needs


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
