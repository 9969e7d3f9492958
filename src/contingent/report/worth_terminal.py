"""The worth of limits in a terminal."""

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from contingent.analysis.worth import OwnersLimits, Row, Worths
from contingent.core.counted import counted
from contingent.report.grid import Grid
from contingent.report.worth import KEY, SCREEN_KEY, line_of, summary, tells, together

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
        self._steps([row for row in worths.rows if not row.of_step.is_nothing])
        for owner in worths.owners:
            costly = [row for row in owner.rows if not row.of_lifting.is_nothing]
            if _is_told(owner):
                self._owner(owner, costly)
        free = [o.owner for o in worths.owners if o.together.is_nothing]
        if free:
            self.console.print(f"\nProved to cost nothing, even all together: the limits of {', '.join(free)}.")
        open_ = [f"{o.owner} ({len(o.rows):,})" for o in worths.owners if not _is_told(o) and not o.together.is_nothing]
        if open_:
            self.console.print(f"\nNot yet planned again, nor proved to cost nothing: limits of {', '.join(open_)}.")
        self.console.print(Text(f"\n{KEY} {SCREEN_KEY}", style="dim"), soft_wrap=True)

    def _steps(self, rows: list[Row]) -> None:
        told = [line_of(row) for row in rows if tells(row.of_step)]
        table = Grid(
            "owner", "limit", "one unit more", "is worth", "screen", wide="is worth",
            stacked=(("owner", "limit"),), plain=self.plain,
        )  # fmt: skip
        for line in told[:MAX_LINES]:
            table.add(line.owner, line.name, line.step, line.of_step, line.screen or NONE)
        self._print("One unit more of each limit", table, len(told), len(rows) - len(told))

    def _owner(self, owner: OwnersLimits, rows: list[Row]) -> None:
        told = [line_of(row) for row in rows if tells(row.of_lifting)]
        table = Grid("limit", "lifted, it is worth", wide="lifted, it is worth", plain=self.plain)
        first = [together(owner)] if told or tells(owner.together) else []
        for line in (*first, *told[:MAX_LINES]):
            table.add(line.name, line.of_lifting)
        self._print(f"What the limits of {owner.owner} cost", table, len(told), len(rows) - len(told))

    def _print(self, title: str, table: Grid, told: int, untold: int) -> None:
        if not told and not untold:
            return
        self.console.print()
        self.console.print(Text(title, style="bold cyan"))
        if table.rows:
            self.console.print(table)
        if told > MAX_LINES:
            self.console.print(f"and {told - MAX_LINES:,} more; --json and --save have all")
        if untold:
            self.console.print(f"{counted(untold, 'limit')} not yet planned again: a longer --time-limit tells more.")


def _is_told(owner: OwnersLimits) -> bool:
    """Tell whether something is known of what an owner's limits cost."""
    return not owner.together.is_nothing and any(
        tells(worth) and not worth.is_nothing for worth in (owner.together, *(row.of_lifting for row in owner.rows))
    )
