"""``mission.toml``: the head of a mission and how it is to be planned."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from contingent.core.findings import Finding, Place, has_errors
from contingent.domain.checks.fault import finding
from contingent.domain.mission import FORMAT, TABLES, Mission, Planning
from contingent.domain.vocabulary import Goal
from contingent.files.cells import Bad, parse_cell
from contingent.files.columns import Column, Kind
from contingent.files.head import cell_text, patched, read_keys, unknown_keys
from contingent.files.toml import Lines, format_toml, line_of, lines_of, parse_toml

FILE = "mission.toml"
KEYS = ("format", "id", "title", "start", "weeks", "host", "marking", "planning")
PLANNING_KEYS = ("counts_from", "count_pending_consent", "consent_default", "goals", "release", "slack")


def read_mission_head(text: str) -> tuple[Mission | None, list[Finding], Lines]:
    """Return a mission without tables, what is wrong, and on which line each key stands."""
    parsed = parse_toml(FILE, text)
    if isinstance(parsed, Finding):
        return None, [parsed], {}
    lines = lines_of(text)
    head, findings = read_head_keys(FILE, parsed, lines)
    return head, findings, lines


def read_head_keys(file: str, keys: Mapping[str, Any], lines: Lines) -> tuple[Mission | None, list[Finding]]:
    """Return a mission without tables from the keys of its head, and what is wrong with them."""
    findings = format_findings(file, keys, lines, FORMAT)
    if findings:
        return None, findings
    _, head, found = read_keys(file, Mission, {**keys, "format": FORMAT}, (), lines, KEYS)
    planning, more = read_planning(file, keys.get("planning", {}), ("planning",), lines)
    findings = [*found, *more]
    if not isinstance(head, Mission) or planning is None:
        return None, findings
    return head.model_copy(update={"planning": planning}), findings


def format_findings(file: str, table: Mapping[str, Any], lines: Lines, known: int) -> list[Finding]:
    """Return what is wrong with the version of a file; a file without one is of the present version."""
    said = table.get("format", known)
    if said == known and not isinstance(said, bool):
        return []
    place = Place(file, line_of(lines, ("format",)), "format")
    problem = f"{file} is of another format than {known}."
    return [finding("unsupported-format", place, problem, limit=str(known))]


def read_planning(
    file: str, table: object, path: tuple[str, ...], lines: Lines, base: Planning | None = None
) -> tuple[Planning | None, list[Finding]]:
    """Return the table ``[planning]``, with ``base`` for keys that it does not have, and what is wrong."""
    if not isinstance(table, Mapping):
        place = Place(file, line_of(lines, path), path[-1])
        return None, [finding("wrong-type", place, "planning is no table.", wanted="a table [planning]")]
    cells, row, findings = read_keys(file, Planning, table, path, lines, PLANNING_KEYS)
    slack, more = _slack(file, table.get("slack", {}), (*path, "slack"), lines)
    findings += more
    if has_errors(findings) or not isinstance(row, Planning):
        return None, findings
    changes = {name: getattr(row, name) for name in cells}
    if table.get("goals") == []:
        changes["goals"] = ()  # no goal at all is not the same as leaving the key out
    if "slack" in table:
        changes["slack"] = slack
    return (base or Planning()).model_copy(update=changes), findings


def _slack(file: str, table: object, path: tuple[str, ...], lines: Lines) -> tuple[dict[Goal, Decimal], list[Finding]]:
    if not isinstance(table, Mapping):
        place = Place(file, line_of(lines, path), "slack")
        return {}, [finding("wrong-type", place, "slack is no table.", wanted="a table [planning.slack]")]
    findings = list(unknown_keys(file, table, path, tuple(Goal), lines))
    slack: dict[Goal, Decimal] = {}
    for goal in (g for g in Goal if g in table):
        place = Place(file, line_of(lines, (*path, goal)), goal)
        column = Column(goal, goal, Kind.RATIO, required=True, default=None)
        text = cell_text(column, table[goal])
        value = text if isinstance(text, Bad) else parse_cell(column, text)
        if isinstance(value, Bad):
            findings.append(finding(value.code, place, value.problem, **value.words))
        elif not isinstance(value, Decimal):
            continue  # a blank text: as if the key were not there
        elif not 0 <= value <= 1:
            findings.append(finding("slack-out-of-range", place, f"The slack of {goal} is {value}."))
        elif value != round(value, 6):
            findings.append(finding("too-many-decimals", place, f"The slack of {goal} is {value}.", limit="6"))
        else:
            slack[goal] = value
    return slack, findings


def format_mission_head(mission: Mission, before: str) -> str:
    """Return the text of ``mission.toml``, with as few lines changed from what was there before as can be."""
    old = read_mission_head(before)[0] if before else None
    if old is not None and _head(old) == _head(mission):
        return before
    if old is not None:
        text = patched(before, _changes(old, mission))
        new = read_mission_head(text)[0]
        if new is not None and _head(new) == _head(mission):
            return text
    return format_toml(_head(mission))


def _head(mission: Mission) -> dict[str, Any]:
    head = {key: getattr(mission, key) for key in KEYS if key != "planning"}
    planning = {key: getattr(mission.planning, key) for key in PLANNING_KEYS}
    if not planning["slack"]:
        del planning["slack"]
    return {**head, "planning": planning}


def _changes(old: Mission, new: Mission) -> dict[tuple[str, str], Any]:
    """Return the keys whose value differs, as (table, key)."""
    was, now = _head(old), _head(new)
    changes = {("", key): now[key] for key in KEYS if key != "planning" and was[key] != now[key]}
    for key in PLANNING_KEYS:
        if key != "slack" and was["planning"][key] != now["planning"][key]:
            changes["planning", key] = now["planning"][key]
    for goal, value in new.planning.slack.items():
        changes["planning.slack", goal] = value
    return changes


def is_table(file: str) -> bool:
    """Tell whether a file is one of a mission's tables."""
    return file.removesuffix(".csv") in TABLES and file.endswith(".csv")
