"""The courses of action in a sheet: their text, one line a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding, shown
from contingent.files.course import Shelf, course_file
from contingent.files.limits import MAX_TOML_BYTES
from contingent.files.workbook.grid import Grid
from contingent.files.workbook.names import COURSES
from contingent.files.workbook.scan import column_letters
from contingent.files.workbook.table_sheet import ABOVE, extra_columns, outsized
from contingent.files.workbook.text import text_of

NAME, LINE = "course", "text"
_MOST = 100
"""Longest name of a course. [character]"""


@dataclass(frozen=True, slots=True)
class CourseSheet:
    """The courses of action as read."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """By name."""
    rows: Mapping[str, list[int]] = field(default_factory=dict)
    """Per course, the row of each of its lines."""
    letters: tuple[str, str] = ("A", "B")
    """Letters of the columns of names and of lines."""
    findings: tuple[Finding, ...] = ()

    @property
    def shelf(self) -> Shelf:
        """The courses, to be read like those of a folder."""
        return Shelf(tuple(sorted(self.texts)), self._text)

    def _text(self, name: str) -> str | Finding | None:
        text = self.texts.get(name)
        if text is not None and len(text.encode()) > MAX_TOML_BYTES:
            problem = f"The course {shown(name)} has {len(text)} characters."
            return finding("file-too-large", Place(course_file(name)), problem, limit=str(MAX_TOML_BYTES))
        return text


def read_course_sheet(grid: Grid) -> CourseSheet:
    """Read the texts of all courses of action."""
    if problem := outsized(COURSES, grid):
        return CourseSheet(findings=(problem,))
    top = next((n for n, row in enumerate(grid.rows[:ABOVE]) if {NAME, LINE} <= {text_of(c).strip() for c in row}), -1)
    if top < 0:
        columns = f"{NAME}, {LINE}"
        missing = finding("missing-header", Place(COURSES), "No row has the names of its columns.", columns=columns)
        return CourseSheet(findings=(missing,) if grid.rows else ())
    titles = [text_of(cell).strip() for cell in grid.rows[top]]
    name_at, line_at = titles.index(NAME), titles.index(LINE)
    lines: dict[str, list[str]] = {}
    rows: dict[str, list[int]] = {}
    findings = [*_strange(grid, top, line_at), *extra_columns(COURSES, grid, top, titles, (NAME, LINE))]
    for number in range(top + 1, len(grid.rows)):
        name, line = text_of(grid.rows[number][name_at]).strip(), text_of(grid.rows[number][line_at])
        if not name and not line.strip():
            continue
        if not is_file_name(name):
            place = Place(COURSES, number + 1, NAME, column_letters(name_at))
            wanted = "a name that a file may have, such as both"
            findings.append(finding("bad-id", place, f"{NAME} is {shown(name)}.", wanted=wanted))
        else:
            lines.setdefault(name, []).append(line)
            rows.setdefault(name, []).append(number + 1)
    texts = {name: "\n".join(text) + "\n" for name, text in lines.items()}
    return CourseSheet(texts, rows, (column_letters(name_at), column_letters(line_at)), tuple(findings))


def is_file_name(name: str) -> bool:
    """Tell whether a course may have this name: it becomes the name of a file, on any system."""
    return (
        0 < len(name) <= _MOST
        and name.isprintable()
        and not set(name) & set('/\\:*?"<>|')
        and not name.startswith(".")
        and not name.endswith((".", " "))
    )


def _strange(grid: Grid, top: int, column: int) -> Iterator[Finding]:
    for row, at in grid.scan.unvalued:
        if at == column and row > top:
            place = Place(COURSES, row + 1, LINE, column_letters(column))
            yield finding("formula-without-value", place, "The formula has no value.")
    for (row, at), text in grid.scan.errors.items():
        if at == column and row > top:
            place = Place(COURSES, row + 1, LINE, column_letters(column))
            yield finding("error-cell", place, f"{LINE} is the error {shown(text)}.")


def course_rows(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield name and line of each row, in the order of names."""
    for name in sorted(texts):
        for line in texts[name].removesuffix("\n").split("\n"):
            yield name, line
