"""The head of a mission in a sheet: one key a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding, shown
from contingent.domain.mission import FORMAT, Mission, Planning
from contingent.domain.vocabulary import Goal
from contingent.files.columns import Column, Kind, columns_of
from contingent.files.mission_head import KEYS, PLANNING_KEYS, read_head_keys
from contingent.files.toml import Lines
from contingent.files.workbook.grid import Grid
from contingent.files.workbook.names import HEAD
from contingent.files.workbook.table_sheet import extra_columns, outsized
from contingent.files.workbook.text import text_of

KEY, VALUE = "key", "value"
EXPLAINED = ("holds", "meaning")
"""Columns beside them that are not read."""
SLACK = "slack."
"""Begins the keys of the shares that later goals may give away."""

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadKey:
    """A key of the head."""

    name: str
    """As the sheet has it."""
    path: Path
    """As ``mission.toml`` has it."""
    column: Column
    meaning: str


def head_keys() -> tuple[HeadKey, ...]:
    """Return the keys of the head, in their order."""
    return tuple(_head_keys())


def _head_keys() -> Iterator[HeadKey]:
    for name in KEYS[:-1]:
        column = columns_of(Mission)[name]
        # of the format there is only one, which is a number
        kind = Column(name, name, Kind.NUMBER, required=True, default=FORMAT) if name == "format" else column
        yield HeadKey(name, (name,), kind, Mission.model_fields[column.field].description or "")
    for name in PLANNING_KEYS[:-1]:
        column = columns_of(Planning)[name]
        yield HeadKey(name, ("planning", name), column, Planning.model_fields[column.field].description or "")
    for goal in Goal:
        column = Column(goal, goal, Kind.RATIO, required=False, default=None, most=1)
        meaning = f"Share of the best value of goal `{goal}` that later goals may give away; blank: none."
        yield HeadKey(SLACK + goal, ("planning", "slack", goal), column, meaning)


@dataclass(frozen=True, slots=True)
class HeadSheet:
    """The head as read."""

    mission: Mission | None = None
    findings: tuple[Finding, ...] = ()
    lines: Lines = field(default_factory=dict)
    """Row of each key."""


def read_head_sheet(grid: Grid) -> HeadSheet:
    """Read the head of a mission."""
    if too_large := outsized(HEAD, grid):
        return HeadSheet(findings=(too_large,))
    known = {key.name: key for key in head_keys()}
    lines: dict[tuple[str | int, ...], int] = {}
    keys: dict[str, Any] = {}
    findings = list(_extra(grid))
    for number, row in enumerate(grid.rows):
        name, value = text_of(row[0]).strip(), row[1] if len(row) > 1 else ""
        if name.casefold() == KEY or (not name and value == ""):
            continue
        path = known[name].path if name in known else (name,)
        if path in lines:
            problem = f"The key {shown(name)} is there twice."
            findings.append(finding("duplicate-key", Place(HEAD, number + 1, name[:80], "A"), problem))
            continue
        lines[path] = number + 1
        findings += _strange(grid, number, name)
        _put(keys, path, text_of(value, known[name].column.kind) if name in known else text_of(value))
    mission, found = read_head_keys(HEAD, keys, lines)
    strange = {f.place.row for f in findings}
    findings += [f for f in found if f.place.row not in strange or not f.place.row]
    return HeadSheet(mission, tuple(findings), lines)


def _extra(grid: Grid) -> Iterator[Finding]:
    """Yield each column that the sheet does not have, if its first row names the columns."""
    titles = [text_of(cell).strip() for cell in grid.rows[0]] if grid.rows else []
    if titles[:1] == [KEY]:
        yield from extra_columns(HEAD, grid, 0, titles, (KEY, VALUE, *EXPLAINED))


def _strange(grid: Grid, row: int, name: str) -> Iterator[Finding]:
    """Yield what is wrong with the value of a key, beside the value itself."""
    place = Place(HEAD, row + 1, name[:80], "B")
    if (row, 1) in grid.scan.errors:
        yield finding("error-cell", place, f"{name} is the error {shown(grid.scan.errors[row, 1])}.")
    elif (row, 1) in grid.scan.unvalued:
        yield finding("formula-without-value", place, "The formula has no value.")


def _put(keys: dict[str, Any], path: Path, text: str) -> None:
    """Put a value where TOML would have it; no slack is the same as none written."""
    if len(path) == 3 and not text.strip():
        return
    for part in path[:-1]:
        keys = keys.setdefault(part, {})
    if path == ("format",) and text == str(FORMAT):
        keys["format"] = FORMAT
    else:
        keys[path[-1]] = text


def head_values(mission: Mission) -> Mapping[str, object]:
    """Return the values of the head by the sheet's keys; None: blank."""
    slack = mission.planning.slack
    values: dict[str, object] = {name: getattr(mission, name) for name in KEYS[:-1]}
    values |= {name: getattr(mission.planning, name) for name in PLANNING_KEYS[:-1]}
    return values | {SLACK + goal: slack.get(goal) for goal in Goal}
