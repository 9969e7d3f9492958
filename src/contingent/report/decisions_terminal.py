"""The decisions that a plan rests on, in a terminal."""

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from contingent.analysis.delay import Delays
from contingent.core.counted import counted
from contingent.report.decisions import DecisionRow
from contingent.report.delays import KEY, PARTIAL, delay_words
from contingent.report.grid import Grid

NONE = "-"
"""An empty cell."""


@dataclass(frozen=True, slots=True)
class DecisionsTerminal:
    """Prints decisions on a console."""

    console: Console
    plain: bool = False
    """No boxes and no colours."""

    def decisions(self, rows: tuple[DecisionRow, ...]) -> None:
        """Print all decisions by their latest day."""
        if not rows:
            self.console.print("The plan rests on no decision that is still to be made.")
            return
        is_judged = any(row.passed is not None for row in rows)
        passed = ("passed",) if is_judged else ()
        numbers = ("people", "person-weeks", "essential")
        table = Grid(
            "decide by", *passed, "kind", "who decides", *numbers, "what", numbers=numbers, wide="what",
            stacked=(("kind", "who decides"),), plain=self.plain,
        )  # fmt: skip
        for row in rows:
            judgement = (Text("passed", style="bold red") if row.passed else Text("in time"),) if is_judged else ()
            counts = (f"{row.people:,}", f"{row.person_weeks:,}", f"{row.essential:,}")
            table.add(str(row.by), *judgement, row.kind.value, row.owner, *counts, row.what)
        self.console.print(Text(f"{counted(len(rows), 'decision')} by the latest day", style="bold cyan"))
        self.console.print(table)
        key = (
            "people: most in a week who rest on it, with support.  essential: post-weeks that would be empty without "
            "them.  Several decisions may bear the same people: do not add up."
        )
        self.console.print(Text(key, style="dim"))
        if not is_judged:
            self.console.print(Text("Not judged by any day: say --today DATE; there is no default.", style="dim"))

    def delays(self, delays: Delays) -> None:
        """Print what is lost in each week of delay."""
        self.console.print()
        if not delays.found:
            self.console.print("There is no decision that could come late.")
            return
        self.console.print(Text("What is lost if it is decided late", style="bold cyan"))
        table = Grid(
            "who or what", "decisions", "decide by", "weeks late", "what is lost", numbers=("weeks late",),
            wide="what is lost", stacked=(("who or what", "decisions"),), plain=self.plain,
        )  # fmt: skip
        for delay in delays.found:
            of = delay.question
            table.add(of.row, ", ".join(of.kinds), str(of.by), str(delay.weeks), delay_words(delay))
        self.console.print(table)
        self.console.print(Text(KEY, style="dim"))
        if delays.is_partial:
            self.console.print(f"{PARTIAL} Give more with --time-limit.", soft_wrap=True)
