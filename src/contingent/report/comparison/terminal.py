"""A comparison in a terminal; with ``plain`` without boxes and colours, for screen readers and for pipes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.text import Text

from contingent.report.comparison.claims import Relation
from contingent.report.comparison.compare import FEWEST, Comparison
from contingent.report.comparison.differences import DifferenceRow
from contingent.report.comparison.goals import GoalLine
from contingent.report.comparison.words import (
    NONE,
    answer,
    handed,
    in_short,
    month,
    released,
    remarks,
    sentence,
    spread,
)
from contingent.report.grid import Grid

SHORT = 12
"""Rows of differences that are printed; the page and --json have all. [row]"""


@dataclass(frozen=True, slots=True)
class ComparisonTerminal:
    """Prints comparisons on a console."""

    console: Console
    plain: bool = False
    """No boxes, no colours."""

    def report(self, comparison: Comparison) -> None:
        """Print everything, but of the differences the first rows."""
        self._heading(comparison)
        self._section("Goals, the first before all others", self._goals(comparison))
        self._section("What is proved, and what is not", self._pairs(comparison))
        self._section("Handovers", self._handovers(comparison))
        self._section("People to be released who are still in theatre, month by month", self._releases(comparison))
        self._section("People in the host's country at the end of each month", self._headcount(comparison))
        self._section("Moved", self._moved(comparison))
        self._section("Who carries what, in person-weeks", self._carried(comparison))
        self._section("What each still needs asked", self._asks(comparison))
        self._section("What differs in the plans", self._differences(comparison.differences, comparison))
        self._section("What was assumed otherwise", self._differences(comparison.assumptions, comparison))
        self._section("How sure it is", self._illustrative(comparison))

    def _heading(self, comparison: Comparison) -> None:
        if comparison.marking:
            self.console.print(Text(comparison.marking, style="bold red"))
        self.console.print(Text(f"{comparison.title}: {len(comparison.plans)} plans compared", style="bold"))
        self.console.print(Text(f"{comparison.mission}: {comparison.start} to {comparison.until}"))
        for row in comparison.plans:
            if not row.is_lawful:
                self.console.print(Text(f"{row.plan} is UNLAWFUL; contingent verify says why.", style="bold red"))
        for line in answer(comparison):
            self.console.print(Text(line, style="bold"))
        for notice in comparison.notices:
            self.console.print(Text(f"Notice: {notice}", style="yellow"))

    def _section(self, title: str, body: RenderableType) -> None:
        self.console.print()
        self.console.print(Text(title, style="bold cyan"))
        self.console.print(body)

    def _grid(self, *columns: str, names: Sequence[str], wide: str = "", numbers: bool = True) -> Grid:
        return Grid(*columns, *names, numbers=tuple(names) if numbers else (), wide=wide, plain=self.plain)

    def _goals(self, comparison: Comparison) -> RenderableType:
        grid = self._grid("goal", names=comparison.names)
        for line in comparison.goals:
            cells = zip(comparison.names, line.cells, strict=True)
            grid.add(line.goal.value, *(self._marked(comparison, line, name, spread(cell)) for name, cell in cells))
        key = (
            "less is better.  *: proved better than a plan that is named below.  in brackets: the proven bound; "
            "no plan of that course that is as good in the goals above can be below it."
        )
        notes = [note for line in comparison.goals for note in remarks(line, comparison.names)]
        return Group(grid, *_dim([key, *notes]))

    def _marked(self, comparison: Comparison, line: GoalLine, name: str, words: str) -> Text:
        if comparison.proved_over(name, line):
            return Text(f"{words} *", style="bold green")
        return Text(words)

    def _pairs(self, comparison: Comparison) -> RenderableType:
        if len(comparison.plans) > FEWEST:  # the page and --json tell all pairs and all reasons
            return Group(*map(Text, in_short(comparison)))
        told = [row for row in comparison.pairs if row.goal is not None and row.relation is not Relation.ALIKE]
        return Group(*(Text(sentence(row), style=_STYLE[row.relation]) for row in told or comparison.in_order))

    def _handovers(self, comparison: Comparison) -> RenderableType:
        if not comparison.handovers:
            return Text("No activity is to change command.")
        grid = self._grid("activity", "to", names=comparison.names, numbers=False)
        for line in comparison.handovers:
            grid.add(line.activity, line.to_command, *handed(line))
        return grid

    def _releases(self, comparison: Comparison) -> RenderableType:
        if not comparison.released:
            return Text("No nation is to be released.")
        grid = self._grid("month", "nation", names=comparison.names)
        for months, nation, people in released(comparison):
            grid.add(months, nation, *_counts(people))
        return grid

    def _headcount(self, comparison: Comparison) -> RenderableType:
        ends = {month(line.week): line for line in comparison.curves}
        grid = self._grid("month", names=comparison.names)
        for name, line in ends.items():
            grid.add(name, *_counts(line.people))
        most = (f"{row.plan} {row.most:,}" for row in comparison.moved)
        return Group(grid, *_dim([f"most in any week: {', '.join(most)}."]))

    def _moved(self, comparison: Comparison) -> RenderableType:
        numbers = ("arrive", "depart", "move", "re-hat", "nations", "contingents", "person-weeks")
        grid = Grid("plan", *numbers, numbers=numbers, plain=self.plain)
        for row in comparison.moved:
            people = (row.arrivals, row.departures, row.moves, row.rehats)
            grid.add(row.plan, *_counts((*people, row.nations, row.contingents, row.person_weeks)))
        return grid

    def _carried(self, comparison: Comparison) -> RenderableType:
        grid = self._grid("nation", "name", names=comparison.names, wide="name")
        for line in comparison.carried:
            grid.add(line.nation, line.name, *_counts(line.person_weeks))
        return grid

    def _asks(self, comparison: Comparison) -> RenderableType:
        if not comparison.asks:
            return Text("Nothing: every post is filled in every plan.")
        grid = self._grid("skill", names=comparison.names)
        for line in comparison.asks:
            cells = zip(line.peak, line.post_weeks, line.essential, strict=True)
            grid.add(line.skill, *(f"{p:,} / {w:,} / {e:,}" if w else NONE for p, w, e in cells))
        return Group(grid, *_dim(["most posts empty in a week / post-weeks empty / of these essential."]))

    def _differences(self, rows: Sequence[DifferenceRow], comparison: Comparison) -> RenderableType:
        if not rows:
            return Text("Nothing.")
        limit = None if self.plain else SHORT
        lines = [self._difference(row, comparison) for row in rows[:limit]]
        rest = len(rows) - len(lines)
        return Group(*lines, *_dim([f"and {rest:,} more; --plain, --json and --save show all"] if rest else []))

    def _difference(self, row: DifferenceRow, comparison: Comparison) -> Text:
        cells = (NONE if cell is None else cell or "blank" for cell in row.cells)
        sides = (f"{name}: {cell}" for name, cell in zip(comparison.names, cells, strict=True))
        return Text(f"{row.table}  {row.what}  |  {'  |  '.join(sides)}")

    def _illustrative(self, comparison: Comparison) -> RenderableType:
        if not comparison.illustrative:
            return Text("No row says that it is illustrative.")
        grid = self._grid("table", names=comparison.names)
        for line in comparison.illustrative:
            grid.add(line.table, *(f"{n:,} of {of:,}" for n, of in zip(line.rows, line.of, strict=True)))
        key = "rows that are illustrative, made up to be realistic; whatever such a row goes into rests on it."
        return Group(grid, *_dim([key]))


_STYLE = {Relation.PROVED: "green", Relation.PLANNED: "", Relation.ALIKE: "dim", Relation.NOT_COMPARED: "yellow"}


def _counts(numbers: Iterable[int]) -> Iterable[str]:
    return (f"{count:,}" for count in numbers)


def _dim(lines: Iterable[str]) -> Iterable[Text]:
    return (Text(line, style="dim") for line in lines)
