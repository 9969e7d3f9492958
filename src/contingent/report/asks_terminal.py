"""The list of what is asked in a terminal."""

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from contingent.analysis.asks import Asks
from contingent.report.asks import KEY, ask_rows, by_site, summary
from contingent.report.grid import Grid

NONE = "-"
"""An empty cell."""


@dataclass(frozen=True, slots=True)
class AsksTerminal:
    """Prints asks on a console."""

    console: Console
    plain: bool = False
    """No boxes and no colours."""

    def asks(self, asks: Asks) -> None:
        """Print the summary, the list, the nations of each, what would help instead, and what is left."""
        for line in summary(asks):
            self.console.print(line, soft_wrap=True)
        self._list(asks)
        for ask in asks.asks:
            self._title(f"Who could give {ask.id}: {ask.number:,} {ask.skill or 'people'} at {', '.join(ask.sites)}")
            if by_site(ask):
                self.console.print(f"Site by site: {by_site(ask)}.", soft_wrap=True)
            for giver in ask.givers:
                if giver.can or giver.pool:
                    word = "could" if giver.can else "could not"
                    self.console.print(f"{giver.nation} {word}: {giver.why}", soft_wrap=True)
            without = [g.nation for g in ask.givers if not g.can and not g.pool]
            if without:
                self.console.print(f"No such people in the rows of: {', '.join(without)}.", soft_wrap=True)
        for part, title in (("alternative", "Instead of pledges"), ("left", "What no such pledge reaches")):
            rows = [row for row in ask_rows(asks) if row.part == part]
            if rows:
                self._title(title)
            for row in rows:
                when = "" if row.from_ is None else f" from {row.from_} until {row.until or 'the end'}: {row.number:,}."
                owner = f" Owner: {row.owner}." if row.owner else ""
                self.console.print(f"{row.id}{when}{owner} {row.words}", soft_wrap=True)

    def _title(self, words: str) -> None:
        self.console.print()
        self.console.print(Text(words, style="bold cyan"))

    def _list(self, asks: Asks) -> None:
        if not asks.asks:
            return
        table = Grid(
            "ask", "number", "skill", "site", "from", "until", "decide by", "could give it", wide="could give it",
            plain=self.plain,
        )  # fmt: skip
        for row in ask_rows(asks):
            if row.part == "ask":
                dates = (str(row.from_), str(row.until or "the end"), str(row.decide_by))
                table.add(row.id, f"{row.number:,}", row.skill or "any", row.site, *dates, row.owner or NONE)
        self._title("Asked for")
        self.console.print(table)
        self.console.print(Text(KEY, style="dim"), soft_wrap=True)
