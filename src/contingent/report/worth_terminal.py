"""The worth of limits in a terminal."""

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from contingent.analysis.worth import Worths
from contingent.report.grid import Grid
from contingent.report.worth import KEY, NOTHING, SCREEN_KEY, WorthLine, owner_lines, ranked_lines, summary

NONE = "-"
"""An empty cell."""

MAX_LINES = 30
"""Rows of one table that a terminal shows. [row]"""


@dataclass(frozen=True, slots=True)
class WorthTerminal:
    """Prints worths on a console."""

    console: Console
    plain: bool = False
    """No boxes and no colours."""

    def worths(self, worths: Worths) -> None:
        """Print what one unit more of each limit is worth, then what the limits of each owner cost."""
        for line in summary(worths):
            self.console.print(line, soft_wrap=True)
        self._steps([line for line in ranked_lines(worths) if line.of_step != NOTHING])
        for owner in worths.owners:
            first, *rows = owner_lines(owner)
            costly = [line for line in rows if line.of_lifting != NOTHING]
            if first.of_lifting != NOTHING or costly:
                self._owner(first, costly)
        free = [o.owner for o in worths.owners if o.together.is_nothing]
        if free:
            self.console.print(f"\nProved to cost nothing, even all together: the limits of {', '.join(free)}.")
        self.console.print(Text(f"\n{KEY} {SCREEN_KEY}", style="dim"), soft_wrap=True)

    def _steps(self, lines: list[WorthLine]) -> None:
        if not lines:
            return
        table = Grid(
            "owner", "limit", "one unit more", "is worth", "screen", wide="is worth",
            stacked=(("owner", "limit"),), plain=self.plain,
        )  # fmt: skip
        for line in lines[:MAX_LINES]:
            table.add(line.owner, line.name, line.step, line.of_step, line.screen or NONE)
        self._print("One unit more of each limit", table, len(lines))

    def _owner(self, first: WorthLine, lines: list[WorthLine]) -> None:
        table = Grid("limit", "lifted, it is worth", wide="lifted, it is worth", plain=self.plain)
        for line in (first, *lines[:MAX_LINES]):
            table.add(line.name, line.of_lifting)
        self._print(f"What the limits of {first.owner} cost", table, len(lines))

    def _print(self, title: str, table: Grid, count: int) -> None:
        self.console.print()
        self.console.print(Text(title, style="bold cyan"))
        self.console.print(table)
        if count > MAX_LINES:
            self.console.print(f"and {count - MAX_LINES:,} more; --json and --save have all")
