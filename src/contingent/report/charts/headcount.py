"""People in the host's country by week, stacked by nation or by command, against the ceiling."""

from collections.abc import Callable
from itertools import groupby

import altair as alt

from contingent.report.account import Account
from contingent.report.charts.look import WEEK, WIDTH, Drawing, data, dress, empty, epoch, haloed, resting_on, said
from contingent.report.charts.palette import PALETTE, Theme
from contingent.report.charts.series import Ranking, commands, nations
from contingent.report.charts.stack import HEIGHT, Count, Stack, line, steps
from contingent.report.headcount import HeadcountRow
from contingent.report.wording import day

BY_NATION = "Headcount by nation"
BY_COMMAND = "Headcount by command"
READ = (
    "People in the host's country, support element included. Striped: newcomers in their overlap, who do not cover yet."
)


def sentence(account: Account) -> str:
    """Say how many people there are at most, when, at the end, and against which ceiling."""
    weeks = account.tables.weeks
    peak = max(weeks, key=lambda row: row.people)
    if not peak.people:
        return "Nobody is in the host's country in any week of this plan."
    words = f"{peak.people:,} people at most, in the week of {day(peak.week)}; {weeks[-1].people:,} in the last week"
    limited = [(row.ceiling - row.people, row) for row in weeks if row.ceiling is not None]
    if not limited:
        return f"{words}; no ceiling is set on everybody in the host's country."
    room, row = min(limited, key=lambda at: (at[0], at[1].week))
    if room < 0:
        return f"{words}; the ceiling of {row.ceiling:,} is broken by {-room:,} in the week of {day(row.week)}."
    return f"{words}; nearest to the ceiling in the week of {day(row.week)}: {row.people:,} of {row.ceiling:,}."


def by_nation(account: Account, theme: Theme) -> Drawing:
    """Draw the headcount by nation."""
    return _draw(account, theme, BY_NATION, "nation", nations(account), lambda row: row.nation)


def by_command(account: Account, theme: Theme) -> Drawing:
    """Draw the headcount by command."""
    return _draw(account, theme, BY_COMMAND, "command", commands(account), lambda row: row.command)


def _draw(
    account: Account, theme: Theme, title: str, legend: str, ranking: Ranking, key: Callable[[HeadcountRow], str]
) -> Drawing:
    rows = account.tables.headcount
    if not rows:
        return dress(empty(account, title, sentence(account)), theme)
    ceilings = [week.ceiling for week in account.tables.weeks]
    counts = (Count(row.week, key(row), row.people, row.in_overlap) for row in rows)
    stack = Stack(account.mission, ranking, counts, max((c for c in ceilings if c is not None), default=0), theme)
    layers = stack.layers(title="people", legend=legend)
    read = READ
    if any(most is not None for most in ceilings):
        layers += _ceiling(account, theme)
        read += " Dashed line: the ceiling on everybody there."
    heading = said(account, title, read, resting_on(account, "contingents", "people", "ceilings", "sites"))
    return dress(alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, title=heading), theme)


def _ceiling(account: Account, theme: Theme) -> list[alt.Chart]:
    """Draw the ceiling, and write its value where it begins and where it changes, if there is room."""
    ceilings = [week.ceiling for week in account.tables.weeks]
    labels, room = [], -(-len(ceilings) * 90 // WIDTH)
    for most, group in groupby(range(len(ceilings)), lambda week: ceilings[week]):
        weeks = list(group)
        if most is not None and len(weeks) >= room:
            labels.append({"x": epoch(account.mission.start + weeks[0] * WEEK), "y": most, "text": f"ceiling {most:,}"})
    written = alt.Chart(data(labels)).encode(x="x:T", y="y:Q", text="text:N")
    lined = line(steps(account.mission, ceilings), PALETTE["limit"].of(theme), 2.5, (7, 4))
    return [lined, *haloed(written, "limit", theme, align="left", baseline="bottom", dx=4, dy=-4)]
