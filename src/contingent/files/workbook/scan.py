"""What stands in a sheet's XML beside values: how far it reaches, formulas, failed cells, merged cells.

The reader of cells sees only values, and makes room for every cell between the first and the last: what it is given
is measured here first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from contingent.files.limits import MAX_CELLS, MAX_CHARACTERS
from contingent.files.workbook.package import RefusedError, parse_xml

_CELL = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_ROW = re.compile(r"[0-9]{1,7}")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384

At = tuple[int, int]
"""Row and column of a cell, counted from 0."""


@dataclass(slots=True)
class Scan:
    """What was found in a sheet."""

    height: int = 0
    """Rows up to the last cell that holds something."""
    width: int = 0
    """Columns up to the last cell that holds something."""
    cells: int = 0
    """Cells that hold something."""
    characters: int = 0
    formulas: list[At] = field(default_factory=list)
    unvalued: list[At] = field(default_factory=list)
    """Formulas that have no value."""
    errors: dict[At, str] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    """Such as ``D21:E23``."""


def scan_strings(content: bytes) -> list[int]:
    """Return how long each of the shared strings is."""
    lengths: list[int] = []

    def start(name: str, _: object) -> None:
        if name.rpartition(":")[2] == "si":
            lengths.append(0)

    def text(words: str) -> None:
        if lengths:
            lengths[-1] += len(words)

    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = start, text
    parse_xml(content, parser, "sharedStrings.xml")
    return lengths


def scan_sheet(content: bytes, strings: Sequence[int], name: str, before: int = 0, used: int = 0) -> Scan:
    """Scan the XML of a sheet.

    Parameters
    ----------
    strings
        Lengths of the shared strings.
    before, used
        Cells and characters of the sheets that were scanned before.

    Raises
    ------
    RefusedError
        It is not XML, or holds too much.
    """
    scanner = _Scanner(strings, name, before, used)
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = scanner.start, scanner.text
    parse_xml(content, parser, name)
    scanner.finish()
    return scanner.scan


class _Scanner:
    """Follows the elements of a sheet; a cell is finished when the next element after its parts begins.

    There may be a million rows and cells without content, so that addresses are read only where they are needed.
    """

    def __init__(self, strings: Sequence[int], name: str, before: int, used: int) -> None:
        self.scan = Scan()
        self._strings, self._name = strings, name
        self._cells_left, self._characters_left = MAX_CELLS - before, MAX_CHARACTERS - used
        self._row_said, self._rows_since = "0", 0
        """Number of a row as it was said last, and rows since that say none."""
        self._cell_said, self._cells_since = "", 0
        """Address of a cell of this row as it was said last, and cells since that say none."""
        self._kind = ""
        self._in_cell = self._is_formula = self._in_value = False
        self._values = 0
        self._value: list[str] = []

    def start(self, name: str, of: dict[str, str]) -> None:
        """Begin an element."""
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            self.finish()
            self._begin(of)
        elif name == "row":
            self.finish()
            self._begin_row(of.get("r"))
        elif self._in_cell:
            self._begin_part(name)
        elif name == "mergeCell":
            self.scan.merged.append(of.get("ref", ""))
            self._count(1)
        if name == "mergeCells":
            self.finish()

    def text(self, words: str) -> None:
        """Take text."""
        if self._in_value:
            self._value.append(words)

    def _begin_row(self, number: str | None) -> None:
        if number is None:
            self._rows_since += 1
        else:
            self._row_said, self._rows_since = number, 0
        self._cell_said, self._cells_since = "", 0

    def _begin(self, of: dict[str, str]) -> None:
        said = of.get("r")
        if said is None:
            self._cells_since += 1
        else:
            self._cell_said, self._cells_since = said, 0
        self._in_cell, self._is_formula, self._values, self._kind = True, False, 0, of.get("t", "n")

    def _begin_part(self, name: str) -> None:
        """Begin an element within a cell."""
        self._in_value = name in {"v", "t"}
        if name == "f":
            self._is_formula = True
        elif name == "v":
            self._values += 1
            if self._values > 1:
                # which of them counts is a matter of taste
                raise RefusedError("bad-workbook", "A cell has two values.", self._name)

    def _at(self) -> At:
        """Return where the cell is."""
        match = _CELL.fullmatch(self._cell_said)
        if match:
            row, column = int(match[2]) - 1, column_number(match[1]) + self._cells_since
        elif not self._cell_said and _ROW.fullmatch(self._row_said):
            row, column = int(self._row_said) - 1 + self._rows_since, self._cells_since - 1
        else:
            said = self._cell_said or self._row_said
            raise RefusedError("bad-workbook", f"A cell has the address {said[:20]!r}.", self._name)
        if not (0 <= row < _MOST_ROWS and 0 <= column < _MOST_COLUMNS):
            raise RefusedError("bad-workbook", "A cell lies outside every sheet.", self._name)
        return row, column

    def finish(self) -> None:
        """End the cell that was begun last."""
        self._in_value = False
        if not self._in_cell:
            return
        value, self._in_cell = "".join(self._value), False
        self._value.clear()
        if not value and not self._is_formula:
            return
        at, scan = self._at(), self.scan
        if self._is_formula:
            scan.formulas.append(at)
            if not value and self._kind != "str":
                scan.unvalued.append(at)
        if self._kind == "e":
            scan.errors[at] = value[:20]
        scan.height, scan.width = max(scan.height, at[0] + 1), max(scan.width, at[1] + 1)
        self._count(self._length(value))

    def _length(self, value: str) -> int:
        if self._kind != "s":
            return len(value)
        number = int(value) if re.fullmatch(r"[0-9]{1,7}", value) else len(self._strings)
        if number >= len(self._strings):
            raise RefusedError("bad-workbook", "A cell has a text that is not in the workbook.", self._name)
        return self._strings[number]

    def _count(self, characters: int) -> None:
        self.scan.cells += 1
        self.scan.characters += characters
        if self.scan.cells > self._cells_left:
            problem = f"The sheet {self._name!r} makes it more than {MAX_CELLS} cells."
            raise RefusedError("workbook-too-large", problem, limit=f"{MAX_CELLS} cells")
        if self.scan.characters > self._characters_left:
            problem = f"The sheet {self._name!r} makes it more than {MAX_CHARACTERS} characters."
            raise RefusedError("workbook-too-large", problem, limit=f"{MAX_CHARACTERS} characters")


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 0, by its letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_letters(number: int) -> str:
    """Return the letters of a column, by its number counted from 0."""
    letters = ""
    while number >= 0:
        number, rest = divmod(number, 26)
        letters = chr(ord("A") + rest) + letters
        number -= 1
    return letters
