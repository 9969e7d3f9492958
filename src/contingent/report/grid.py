"""A table in a terminal that cuts no id, no date, no number and no header, however narrow the terminal is."""

from collections.abc import Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.table import Table
from rich.text import Text

WIDE = 24
"""Room that the one column of free words is given before the table is made narrower. [character]"""

Group = tuple[str, ...]
"""Columns of which one stands under the other; mostly one."""


class Grid:
    """A table that takes the first of these forms which fits: roomy, tight, with columns stacked, one row a paragraph.

    Parameters
    ----------
    columns
        Headers.
    numbers
        Columns set to the right.
    wide
        The column of free words, which may be folded.
    stacked
        Pairs of columns; in a narrow terminal the second stands under the first.
    plain
        No lines.
    """

    def __init__(
        self,
        *columns: str,
        numbers: tuple[str, ...] = (),
        wide: str = "",
        stacked: tuple[tuple[str, str], ...] = (),
        plain: bool = False,
    ) -> None:
        self.columns, self.numbers, self.wide, self.plain = columns, numbers, wide, plain
        self.under = dict(stacked)
        self.rows: list[tuple[Text, ...]] = []

    def add(self, *cells: str | Text) -> None:
        """Add a row; words of the user are never read as markup."""
        self.rows.append(tuple(Text(cell) if isinstance(cell, str) else cell for cell in cells))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        flat: list[Group] = [(name,) for name in self.columns]
        stacked = self._stacked()
        for groups, is_tight in ((flat, False), (flat, True), (stacked, True)):
            if self._width(groups, is_tight=is_tight) <= options.max_width:
                yield self._table(groups, is_tight=is_tight)
                return
        for row in self.rows:
            words = (Text.assemble(name, " ", cell) for name, cell in zip(self.columns, row, strict=True))
            yield Text(", ").join(words)

    def _stacked(self) -> list[Group]:
        below = set(self.under.values())
        above = (name for name in self.columns if name not in below)
        return [(name, self.under[name]) if name in self.under else (name,) for name in above]

    def _width(self, groups: list[Group], *, is_tight: bool) -> int:
        gap = (2 if is_tight else 3) - self.plain
        return sum(map(self._least, groups)) + gap * (len(groups) - 1)

    def _least(self, group: Group) -> int:
        """Return the width that the columns of a group need, one under the other. [character]"""
        return max(min(self._natural(name), WIDE) if name == self.wide else self._natural(name) for name in group)

    def _natural(self, name: str) -> int:
        at = self.columns.index(name)
        return max(cell_len(name), *(cell_len(row[at].plain) for row in self.rows), 0)

    def _table(self, groups: list[Group], *, is_tight: bool) -> Table:
        table = Table(
            box=None if self.plain else box.SIMPLE_HEAD,
            pad_edge=False,
            header_style="bold",
            show_edge=False,
            collapse_padding=is_tight,
        )
        for group in groups:
            table.add_column(
                "\n".join(group),
                justify="right" if group[0] in self.numbers else "left",
                no_wrap=self.wide not in group,
                overflow="fold",
            )
        for row in self.rows:
            cells = dict(zip(self.columns, row, strict=True))
            table.add_row(*(_stack([cells[name] for name in group]) for group in groups))
        return table


def _stack(cells: list[Text]) -> Text:
    return cells[0] if len(cells) == 1 else Text("\n").join(cells)
