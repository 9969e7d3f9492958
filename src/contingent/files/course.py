"""Courses of action as files: ``coas/<name>.toml`` says what is other than in the mission."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from contingent.core.findings import Finding, Place, has_errors
from contingent.domain.checks.fault import finding, shown
from contingent.domain.checks.near import hint
from contingent.domain.mission import TABLES
from contingent.files.cells import Bad, parse_cell
from contingent.files.columns import Column, Kind, columns_of
from contingent.files.disk import read_text
from contingent.files.head import cell_text, unknown_keys
from contingent.files.limits import MAX_CHANGES, MAX_DEPTH, MAX_TOML_BYTES
from contingent.files.table import comparable
from contingent.files.toml import Lines, line_of, lines_of, parse_toml

FOLDER = "coas"
KEYS = ("title", "on", "planning", "set", "add", "remove")

Act = Literal["set", "add", "remove"]
_ACTS: dict[Act, tuple[str, ...]] = {
    "set": ("table", "where", "columns"),
    "add": ("table", "row"),
    "remove": ("table", "where"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of a course of action."""

    act: Act
    table: str
    where: Mapping[str, frozenset[object]]
    """Per column, the values of which a row must have one."""
    cells: Mapping[str, str]
    """New cells, by column."""
    place: Place


@dataclass(frozen=True, slots=True)
class Course:
    """A course of action: a named overlay of a mission."""

    name: str
    title: str
    planning: Mapping[str, Any]
    """Changes of the table ``[planning]``, as TOML has them."""
    changes: tuple[Change, ...]
    """In the order: set, add, remove; each in the file's order."""
    base: "Course | None"
    """The course that this one builds on."""
    lines: Lines

    @property
    def file(self) -> str:
        """Name of its file."""
        return course_file(self.name)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The courses of action of a mission as text, wherever it is kept."""

    names: tuple[str, ...]
    """Sorted."""
    text_of: Callable[[str], str | Finding | None]
    """The text of a course, what is wrong with it, or nothing where there is none."""


@dataclass(frozen=True, slots=True)
class CourseReading:
    """A course of action as read."""

    course: Course | None
    """Nothing if any finding is an error."""
    findings: tuple[Finding, ...] = ()
    """Sorted by place."""


def course_file(name: str) -> str:
    """Return the name of a course's file, within the mission's folder."""
    return f"{FOLDER}/{name}.toml"


def courses(path: Path | str) -> tuple[str, ...]:
    """List the courses of action of a mission, by name."""
    folder = Path(path) / FOLDER
    try:
        names = [entry.name for entry in folder.iterdir()]
    except OSError:
        return ()
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml") and not n.startswith(".")))


def folder_shelf(path: Path | str) -> Shelf:
    """Return the courses of action in a mission's folder."""
    folder = Path(path)
    return Shelf(courses(folder), lambda name: read_text(folder, course_file(name), MAX_TOML_BYTES))


def read_course(path: Path | str, name: str) -> CourseReading:
    """Read a course of action of a folder, and those that it builds on."""
    return take_course(folder_shelf(path), name)


def take_course(shelf: Shelf, name: str) -> CourseReading:
    """Read a course of action, and those that it builds on."""
    if name not in shelf.names:
        return CourseReading(None, (_unknown(Place(course_file(name[:80])), name, shelf.names),))
    course, findings = _read(shelf, name, ())
    return CourseReading(course, tuple(sorted(findings)))


def _unknown(place: Place, name: str, known: tuple[str, ...]) -> Finding:
    allowed = ", ".join(known[:20]) or "none"
    return finding(
        "unknown-course", place, f"There is no course {shown(name)}.", hint=hint(name, known), allowed=allowed
    )


def _read(shelf: Shelf, name: str, above: tuple[str, ...]) -> tuple[Course | None, list[Finding]]:
    file = course_file(name)
    text = shelf.text_of(name)
    parsed = parse_toml(file, text) if isinstance(text, str) else text
    if isinstance(parsed, Finding):
        return None, [parsed]
    if not isinstance(text, str) or parsed is None:
        return None, [_unknown(Place(file), name, shelf.names)]
    lines = lines_of(text)
    findings = list(unknown_keys(file, parsed, (), KEYS, lines))
    title, base = _text(file, parsed, "title", lines, findings) or name, _text(file, parsed, "on", lines, findings)
    below, more = _base(shelf, name, base, above, Place(file, line_of(lines, ("on",)), "on"))
    findings += more
    changes = [change for act in _ACTS for change in _changes(file, act, parsed.get(act, []), lines, findings)]
    planning = parsed.get("planning", {})
    if has_errors(findings):
        return None, findings
    return Course(name, title, planning, tuple(changes), below, lines), findings


def _text(file: str, table: Mapping[str, Any], key: str, lines: Lines, findings: list[Finding]) -> str:
    value = table.get(key, "")
    if isinstance(value, str):
        return value
    place = Place(file, line_of(lines, (key,)), key)
    findings.append(finding("wrong-type", place, f"{key} is no text.", wanted="a text in double quotes"))
    return ""


def _base(
    shelf: Shelf, name: str, base: str, above: tuple[str, ...], place: Place
) -> tuple[Course | None, list[Finding]]:
    """Return the course that another builds on, if it names one."""
    if not base:
        return None, []
    if base in (name, *above):
        problem = f"{shown(name)} builds on {shown(base)}, which builds on it."
        return None, [finding("circular-course", place, problem)]
    if base not in shelf.names:
        return None, [_unknown(place, base, shelf.names)]
    if len(above) >= MAX_DEPTH:
        problem = f"{shown(name)} builds on {len(above)} other courses already."
        return None, [finding("nested-too-deep", place, problem, limit=str(MAX_DEPTH))]
    return _read(shelf, base, (*above, name))


def _changes(file: str, act: Act, entries: object, lines: Lines, findings: list[Finding]) -> Iterator[Change]:
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        place = Place(file, line_of(lines, (act,)), act)
        findings.append(finding("wrong-type", place, f"{act} is no list of tables.", wanted=f"tables [[{act}]]"))
        return
    if len(entries) > MAX_CHANGES:
        place, problem = Place(file, line_of(lines, (act, 0))), f"{file} has {len(entries)} entries [[{act}]]."
        findings.append(finding("too-many-rows", place, problem, limit=str(MAX_CHANGES)))
        return
    for number, entry in enumerate(entries):
        found: list[Finding] = []
        change = _change(act, entry, Place(file, line_of(lines, (act, number))), found)
        findings += found
        if change is not None and not found:
            yield change


def _change(act: Act, entry: Mapping[str, Any], place: Place, findings: list[Finding]) -> Change | None:
    """Return an entry, unless it is so wrong that nothing more can be said."""
    keys = _ACTS[act]
    findings += (_lined(f, place) for f in unknown_keys(place.file, entry, (), keys, {}))
    missing = [key for key in keys if key not in entry]
    findings += (finding("missing-key", _in(place, k), f"The key {k} is not there.", column=k) for k in missing)
    if findings:
        return None
    table = entry["table"]
    if not isinstance(table, str) or table not in TABLES:
        words = {"hint": hint(str(table)[:80], TABLES), "allowed": ", ".join(TABLES)}
        findings.append(finding("unknown-table", _in(place, "table"), f"table is {shown(table)[:70]}.", **words))
        return None
    for key in keys[1:]:
        if not isinstance(entry[key], Mapping) or not entry[key]:
            wanted = f'columns and values, such as {key} = {{ id = "x" }}'
            findings.append(finding("wrong-type", _in(place, key), f"{key} names no columns.", wanted=wanted))
            return None
    where = {c: _wanted(c, v, table, place, findings) for c, v in entry.get("where", {}).items()}
    cells = {c: _cell(c, v, table, place, findings) for c, v in entry.get(keys[-1], {}).items() if act != "remove"}
    return Change(act, table, where, cells, place)


def _in(place: Place, column: str) -> Place:
    return Place(place.file, place.row, column)


def _lined(found: Finding, place: Place) -> Finding:
    return Finding(_in(place, found.place.column), found.severity, found.code, found.problem, found.remedy)


def _column(name: str, table: str, place: Place, findings: list[Finding]) -> Column | None:
    columns = columns_of(TABLES[table])
    if name not in columns:
        words = {"hint": hint(name, columns), "columns": ", ".join(columns)}
        problem = f"{table} has no column {shown(name)}."
        findings.append(finding("unknown-column", _in(place, name[:80]), problem, **words))
    return columns.get(name)


def _cell(name: str, value: object, table: str, place: Place, findings: list[Finding]) -> str:
    """Return a new value as a CSV cell would have it."""
    column = _column(name, table, place, findings)
    if column is None:
        return ""
    text = cell_text(column, value)
    if isinstance(text, Bad):
        findings.append(finding(text.code, _in(place, name), text.problem, **text.words))
        return ""
    return text


def _wanted(name: str, value: object, table: str, place: Place, findings: list[Finding]) -> frozenset[object]:
    """Return the values that a row may have; a list stands for any of them, in a column of lists for itself."""
    column = _column(name, table, place, findings)
    if column is None:
        return frozenset()
    several = value if isinstance(value, list) and column.kind is not Kind.LIST else [value]
    wanted: set[object] = set()
    for one in several:
        text = cell_text(column, one)
        parsed = text if isinstance(text, Bad) else _blank_or(column, text)
        if isinstance(parsed, Bad):
            findings.append(finding(parsed.code, _in(place, name), parsed.problem, **parsed.words))
        else:
            wanted.add(comparable(parsed))
    return frozenset(wanted)


def _blank_or(column: Column, text: str) -> object:
    return column.default if not text.strip() else parse_cell(column, text)
