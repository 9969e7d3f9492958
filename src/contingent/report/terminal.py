"""A plan in a terminal: colours, boxes and a chart; with ``plain`` none of them, for screen readers and for pipes."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.text import Text

from contingent.domain.mission import Mission
from contingent.domain.plan import Proof
from contingent.domain.verdict import Verdict
from contingent.report.chart import headcount_chart
from contingent.report.coverage import ShortfallRow
from contingent.report.grid import Grid
from contingent.report.strength import FiveNumbers, WeekRow
from contingent.report.tables import Tables

SHORT = 10
"""Rows of a long table that a summary shows. [row]"""

NONE = "-"
"""An empty cell."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Prints plans on a console."""

    console: Console
    plain: bool = False
    """No boxes, no chart; the same numbers as tables."""

    def heading(self, mission: Mission, verdict: Verdict | None, notice: str = "") -> None:
        """Print what is planned, and what the verifier proved or, in a nation's view, the ``notice`` instead."""
        last = mission.calendar.monday(mission.weeks)
        if mission.marking:
            self.console.print(Text(mission.marking, style="bold red"))
        self.console.print(Text(mission.title, style="bold"))
        self.console.print(Text(f"{mission.id}: {mission.weeks} weeks, {mission.start} to {last}"))
        if verdict is None:
            self.console.print(Text(notice, style="bold"))
        else:
            self.verdict(verdict)

    def verdict(self, verdict: Verdict, limit: int | None = None) -> None:
        """Print the verdict, with every breach or the first ``limit`` of them."""
        if verdict.is_lawful:
            self.console.print(Text("Lawful: verified against every rule.", style="green"))
            return
        found = [*verdict.unreadable, *map(str, verdict.violations)]
        self.console.print(Text(f"Unlawful: {_counted(len(found), 'breach', 'breaches')}.", style="bold red"))
        for line in found[:limit]:
            self.console.print(Text(f"  {line}"))
        if limit is not None and len(found) > limit:
            self.console.print(Text(f"  and {len(found) - limit} more"))

    def judgement(self, verdict: Verdict) -> None:
        """Print the verdict and the goals as the verifier counts them."""
        self.verdict(verdict)
        if verdict.goals:
            table = self._table("goal", "value", "unit", numbers=("value",))
            for goal, value in verdict.goals.items():
                table.add(goal.value, number(value), goal.unit)
            self._section("Goals, counted again", table)

    def summary(self, tables: Tables) -> None:
        """Print what a planner asks first."""
        self._section("Goals, the first before all others", self._goals(tables))
        self._section("People", self._numbers(tables.numbers))
        self._section("Headcount against the ceiling", self._headcount(tables.weeks))
        self._section("Handovers", self._handovers(tables))
        self._section("Shortfalls", self._shortfalls(tables.shortfalls, SHORT))

    def report(self, tables: Tables, *, is_view: bool = False) -> None:
        """Print everything; in a nation's view there are no goals to print."""
        if not is_view:
            self._section("Goals, the first before all others", self._goals(tables))
        self._section("People", self._numbers(tables.numbers))
        self._section("People by nation", self._nations(tables))
        self._section("Headcount against the ceiling", self._headcount(tables.weeks))
        self._section("Handovers", self._handovers(tables))
        self._section("Who leaves when, and for what", self._departures(tables))
        self._section("Arrivals and departures by week", self._traffic(tables.weeks))
        self._section("Shortfalls", self._shortfalls(tables.shortfalls, None))

    def _section(self, title: str, body: RenderableType) -> None:
        self.console.print()
        self.console.print(Text(title, style="bold cyan"))
        self.console.print(body)

    def _table(
        self, *columns: str, numbers: tuple[str, ...] = (), wide: str = "", stacked: tuple[tuple[str, str], ...] = ()
    ) -> Grid:
        return Grid(*columns, numbers=numbers, wide=wide, stacked=stacked, plain=self.plain)

    def _cut(self, words: str) -> Text:
        """Let words end where the room does, rather than take more lines; ``plain`` cuts nothing."""
        if self.plain:
            return Text(words)
        return Text(words, overflow="crop" if self.console.options.ascii_only else "ellipsis", no_wrap=True)

    def _goals(self, tables: Tables) -> RenderableType:
        if not tables.goals:
            return Text("No goals are claimed: the plan was written by hand.")
        table = self._table(
            "goal",
            "value",
            "bound",
            "gap",
            "scale",
            "unit",
            numbers=("value", "bound", "gap", "scale"),
            wide="unit",
        )
        for row in tables.goals:
            table.add(
                row.goal.value,
                number(row.value),
                NONE if row.bound is None else number(row.bound),
                _proof(row.proof, row.gap),
                number(row.scale),
                row.unit,
            )
        key = "bound: no plan that is as good in the goals above can be below it.  gap: (value - bound) / scale."
        return Group(table, Text(key, style="dim"))

    def _numbers(self, numbers: FiveNumbers) -> RenderableType:
        names = ("required", "ceiling", "offered", "confirmed", "in place")
        table = self._table(*names, numbers=names)
        table.add(
            f"{numbers.required_peak:,}",
            _range(numbers.ceiling_least, numbers.ceiling_most),
            f"{numbers.offered:,}",
            f"{numbers.confirmed:,}",
            f"{numbers.in_place:,}",
        )
        key = (
            f"required: posts in the fullest week ({float(numbers.required_mean):,.0f} on average).  "
            "offered, confirmed, in place: people of one set, without support; each is part of the one before."
        )
        return Group(table, Text(key, style="dim"))

    def _nations(self, tables: Tables) -> RenderableType:
        counted = ("offered", "confirmed", "in place", "most", "at end", "person-weeks")
        table = self._table("nation", "name", *counted, numbers=counted, wide="name", stacked=(("nation", "name"),))
        for row in tables.nations:
            counts = (row.offered, row.confirmed, row.in_place, row.peak, row.at_end, row.person_weeks)
            table.add(row.nation, row.name, *(f"{count:,}" for count in counts))
        return Group(table, Text("most, at end, person-weeks: in this plan, with support.", style="dim"))

    def _headcount(self, weeks: tuple[WeekRow, ...]) -> RenderableType:
        fullest = max(weeks, key=lambda week: week.people)
        if not fullest.people:
            return Text("Nobody is in theatre.")
        said = f"most: {fullest.people:,} people in the week of {fullest.week}"
        if fullest.ceiling is not None:
            said += f", {fullest.ceiling:,} allowed"
        if self.plain:
            return Group(Text(said), self._headcount_table(weeks))
        ascii_only = self.console.options.ascii_only
        lines = headcount_chart(weeks, self.console.width, ascii_only=ascii_only)
        line = "-" if ascii_only else "─"
        return Group(*map(Text, lines), Text(f"{said}  ({line} ceiling)", style="dim"))

    def _headcount_table(self, weeks: tuple[WeekRow, ...]) -> RenderableType:
        table = self._table("from", "weeks", "people", "ceiling", numbers=("weeks", "people", "ceiling"))
        for (people, ceiling), run in groupby(weeks, key=lambda week: (week.people, week.ceiling)):
            together = list(run)
            table.add(str(together[0].week), str(len(together)), f"{people:,}", _count(ceiling))
        return table

    def _handovers(self, tables: Tables) -> RenderableType:
        if not tables.handovers:
            return Text("No activity is to change command.")
        table = self._table(
            "week of",
            "activity",
            "site",
            "from",
            "to",
            "name",
            wide="name",
            stacked=(("activity", "site"), ("from", "to")),
        )
        for row in tables.handovers:
            when = Text("not in this plan", style="yellow") if row.week is None else Text(str(row.week))
            table.add(when, row.activity, row.site, row.from_command, row.to_command, self._cut(row.name))
        return table

    def _departures(self, tables: Tables) -> RenderableType:
        if not tables.departures:
            return Text("Nobody leaves before the end.")
        table = self._table(
            "week of",
            "nation",
            "contingent",
            "heads",
            "site",
            "then",
            numbers=("heads",),
            wide="then",
            stacked=(("contingent", "site"),),
        )
        for row in tables.departures:
            then = "; ".join(f"{need.heads:,} to {need.need} from {need.from_}" for need in row.then)
            table.add(str(row.week), row.nation, row.contingent, f"{row.heads:,}", row.site, then or NONE)
        return table

    def _traffic(self, weeks: tuple[WeekRow, ...]) -> RenderableType:
        names = ("arrive", "depart", "seats", "move", "re-hat", "people")
        table = self._table("week of", *names, numbers=names)
        for week in weeks:
            if week.arriving or week.departing or week.moving or week.rehatting:
                counts = (week.arriving, week.departing, week.seats, week.moving, week.rehatting, week.people)
                table.add(str(week.week), *map(_count, counts))
        if not table.rows:
            return Text("Nobody comes, goes, moves or changes command.")
        return table

    def _shortfalls(self, rows: tuple[ShortfallRow, ...], limit: int | None) -> RenderableType:
        if not rows:
            return Text("None: every post is filled in every week.")
        table = self._table(
            "from",
            "until",
            "weeks",
            "empty",
            "of",
            "essential",
            "activity",
            "skill",
            numbers=("weeks", "empty", "of", "essential"),
            stacked=(("from", "until"), ("activity", "skill")),
        )
        for row in rows[:limit]:
            essential = Text(f"{row.essential:,}", style="bold red") if row.essential else Text(NONE)
            dates = (str(row.from_), str(row.until), str(row.weeks))
            table.add(*dates, f"{row.missing:,}", f"{row.required:,}", essential, row.activity, row.skill)
        key = (
            "until: first day after.  empty: posts in each of the weeks.  essential: of these, needed to go on at all."
        )
        return Group(table, *(Text(line, style="dim") for line in (_rest(rows, limit), key) if line))


def number(value: Decimal | Fraction) -> str:
    """Write a number with thousands marked and at most two decimals."""
    return f"{int(value):,}" if value == int(value) else f"{float(value):,.2f}"


def _rest(rows: tuple[ShortfallRow, ...], limit: int | None) -> str:
    hidden = rows[limit:] if limit is not None else ()
    if not hidden:
        return ""
    lost = sum(row.missing * row.weeks for row in hidden)
    return f"and {_counted(len(hidden), 'more row', 'more rows')}, {lost:,} post-weeks"


def _proof(proof: Proof, gap: Decimal | None) -> Text:
    if proof is Proof.OPTIMAL:
        return Text("proven", style="green")
    return Text(NONE if gap is None else f"{float(gap):.2%}", style="yellow")


def _range(least: int | None, most: int | None) -> str:
    if least is None or most is None:
        return "none"
    return f"{least:,}" if least == most else f"{least:,} to {most:,}"


def _count(count: int | None) -> str:
    return NONE if count is None else f"{count:,}"


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
