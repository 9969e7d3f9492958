"""Take a filled-in sheet of asks back as a course of action: the story of ``contingent import --answers``."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from contingent.app.whole_folder import RefusedError
from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding, shown
from contingent.domain.checks.near import hint
from contingent.domain.mission import Mission
from contingent.domain.vocabulary import PledgeState
from contingent.files import read_mission
from contingent.files.course import FOLDER, course_file
from contingent.files.disk import write_text
from contingent.files.workbook.grid import Grid, Value, read_book
from contingent.files.workbook.package import RefusedError as BadBookError

__all__ = ["COURSE", "Answered", "RefusedError", "import_answers"]

SHEET = "Asks"
COURSE = "answers"
STATES = (PledgeState.INDICATED, PledgeState.OFFERED)
WORDS = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of it."""

    pledges: tuple[str, ...]
    """Contingents of the course of action, by their ids; none, and nothing written, if there are findings."""
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the sheet by the names of its columns."""

    number: int
    cells: dict[str, Value]
    letters: dict[str, str]

    def text(self, column: str) -> str:
        value = self.cells.get(column, "")
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value).strip()

    def place(self, column: str) -> Place:
        return Place(SHEET, self.number, column, self.letters.get(column, "A"))


def import_answers(workbook: Path, folder: Path) -> Answered:
    """Write ``coas/answers.toml`` beside a mission: its rows stay as they are.

    Raises
    ------
    RefusedError
        The workbook has no such sheet, the folder no mission, or the course of action is there already.
    OSError
        The place cannot be written.
    """
    mission = read_mission(folder).mission
    if mission is None:
        raise RefusedError(f"{folder} has no mission without errors. Run contingent check {folder}.")
    if (folder / course_file(COURSE)).exists():
        raise RefusedError(f"{folder / course_file(COURSE)} is there already. Rename it to keep it, or delete it.")
    try:
        grid = next((g for g in read_book(workbook).grids if g.title == SHEET), None)
    except BadBookError as problem:
        raise RefusedError(f"{workbook} cannot be read as a workbook: {problem}") from problem
    if grid is None:
        raise RefusedError(f"{workbook} has no sheet {SHEET}. It is written by contingent ask --save FILE.xlsx.")
    findings: list[Finding] = []
    blocks: list[str] = []
    names: list[str] = []
    for line in _lines(grid):
        wrong = tuple(_wrong(mission, line))
        findings += wrong
        if not wrong and line.text("Answer").lower() == "yes":
            name = _free(mission, names, f"{line.text('Name')}-{line.text('Nation').lower()}")
            names.append(name)
            blocks.append(_block(mission, line, name))
    if findings:
        return Answered((), tuple(findings))
    if blocks:
        (folder / FOLDER).mkdir(exist_ok=True)
        write_text(folder, course_file(COURSE), 'title = "Answers to what was asked"\n' + "".join(blocks))
    return Answered(tuple(names), ())


def _lines(grid: Grid) -> Iterator[_Line]:
    """Yield the rows of asks below the row with the names of the columns."""
    columns: list[str] = []
    for number, row in enumerate(grid.rows, start=1):
        if not columns:
            titles = [str(cell).strip() for cell in row]
            columns = titles if {"Part", "Answer"} <= set(titles) else []
            continue
        letters = {title: chr(ord("A") + place) for place, title in enumerate(columns)}
        line = _Line(number, dict(zip(columns, row, strict=False)), letters)
        if line.text("Part") == "ask" and line.text("Answer"):
            yield line


def _wrong(mission: Mission, line: _Line) -> Iterator[Finding]:
    answer = line.text("Answer").lower()
    if answer not in WORDS:
        yield _not_allowed(line, "Answer", WORDS)
    if answer != "yes":
        return
    yield from _wrong_names(mission, line)
    yield from _wrong_figures(line)


def _wrong_names(mission: Mission, line: _Line) -> Iterator[Finding]:
    for column, known in (
        ("Nation", [n.code for n in mission.nations]),
        ("State", ["", *STATES]),
    ):
        if line.text(column) not in known:
            yield _not_allowed(line, column, known)
    for column, several in (
        ("Skill", [s.id for s in mission.skills]),
        ("Site", [s.id for s in mission.sites]),
        ("Commands", [c.id for c in mission.commands]),
    ):
        words = line.text(column).split()
        if not set(words) <= set(several) or not (words or column == "Skill"):
            yield _not_allowed(line, column, several)


def _wrong_figures(line: _Line) -> Iterator[Finding]:
    number = line.text("Number offered") or line.text("Number")
    if not number.isdecimal() or not int(number):
        problem = f"Number offered is {shown(number)}."
        yield finding(
            "not-a-number", line.place("Number offered"), problem, wanted="a whole number of people from 1 on"
        )
    for column in ("From", "Until"):
        if line.text(column) and not _is_day(line.text(column)):
            yield finding("not-a-date", line.place(column), f"{column} is {shown(line.text(column))}.")
    if line.text("Notice days") and not line.text("Notice days").isdecimal():
        problem = f"Notice days is {shown(line.text('Notice days'))}."
        yield finding("not-a-number", line.place("Notice days"), problem, wanted="a whole number of days from 0 on")


def _not_allowed(line: _Line, column: str, allowed: "list[str] | tuple[str, ...]") -> Finding:
    said = line.text(column)
    listed = ", ".join(filter(None, allowed))
    problem = f"{column} is {shown(said)}."
    return finding("not-allowed", line.place(column), problem, hint=hint(said, list(allowed)), allowed=listed)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _free(mission: Mission, names: list[str], name: str) -> str:
    taken = {k.id for k in mission.contingents} | {*names}
    free, number = name, 2
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _block(mission: Mission, line: _Line, name: str) -> str:
    nation = line.text("Nation")
    title = next(n.name for n in mission.nations if n.code == nation)
    cells = {
        "id": name,
        "nation": nation,
        "name": f"{title}: {line.text('Skill') or 'people'} at {line.text('Site')}",
        "state": line.text("State") or STATES[0],
        "commands": line.text("Commands"),
        "from": line.text("From"),
        "until": line.text("Until"),
        "notice_days": line.text("Notice days") or "0",
        "sites": line.text("Site"),
        "moves": "0",
    }
    number = line.text("Number offered") or line.text("Number")
    people = {"contingent": name, "count": number, "skills": line.text("Skill")}
    return _add("contingents", cells) + _add("people", people)


def _add(table: str, cells: dict[str, str]) -> str:
    row = ", ".join(f'{key} = "{_quoted(value)}"' for key, value in cells.items() if value)
    return f'\n[[add]]\ntable = "{table}"\nrow = {{ {row} }}\n'


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
