"""A plan's folder: ``plan.toml`` and one CSV file a table."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contingent.core.errors import DataError
from contingent.core.findings import Finding, Place, has_errors
from contingent.domain.checks.fault import finding, shown
from contingent.domain.mission import Mission
from contingent.domain.plan import FORMAT, PLAN_TABLES, GoalResult, Plan
from contingent.files.disk import read_text, write_text
from contingent.files.folder import missing_folder, read_tables, unknown_files, write_tables
from contingent.files.head import read_keys
from contingent.files.limits import MAX_TOML_BYTES
from contingent.files.mission_head import format_findings
from contingent.files.reading import Originals, PlanReading
from contingent.files.toml import Lines, format_toml, line_of, lines_of, parse_toml

FILE = "plan.toml"
KEYS = ("format", "mission", "digest", "verdict")
GOAL_KEYS = ("goal", "value", "bound", "scale", "proof")


def read_plan(path: Path | str, mission: Mission | None = None) -> PlanReading:
    """Read the folder of a plan; with a mission, look too whether the plan is of it.

    Whether its rows name things of the mission, and whether it is lawful, is the verifier's to say.
    """
    folder = Path(path)
    if not folder.is_dir():
        return PlanReading(None, (missing_folder(folder, FILE),))
    tables = read_tables(folder, PLAN_TABLES)
    found = [f for table in tables.values() for f in table.findings]
    found += unknown_files(folder, (FILE, *(f"{name}.csv" for name in PLAN_TABLES)))
    text = read_text(folder, FILE, MAX_TOML_BYTES)
    if not isinstance(text, str):
        found.append(text or finding("missing-file", Place(FILE), f"{FILE} is not there.", file=FILE))
        return PlanReading(None, tuple(sorted(found)), Originals("", tables))
    head, more = read_plan_head(text)
    found += more
    if head is not None and mission is not None:
        found += _of_another(head, mission, lines_of(text))
    originals = Originals(text, tables)
    if head is None or has_errors(found):
        return PlanReading(None, tuple(sorted(found)), originals)
    rows = {name: table.rows for name, table in tables.items()}
    return PlanReading(head.model_copy(update=rows), tuple(sorted(found)), originals)


def read_plan_head(text: str) -> tuple[Plan | None, list[Finding]]:
    """Return a plan without tables, and what is wrong."""
    parsed = parse_toml(FILE, text)
    if isinstance(parsed, Finding):
        return None, [parsed]
    lines = lines_of(text)
    findings = format_findings(FILE, parsed, lines, FORMAT)
    if findings:
        return None, findings
    made_by, goals = parsed.pop("made_by", {}), parsed.pop("goals", [])
    _, head, findings = read_keys(FILE, Plan, {**parsed, "format": FORMAT}, (), lines, KEYS)
    results, more = _goals(goals, lines)
    findings += more
    if not isinstance(made_by, Mapping) or not all(isinstance(v, str) for v in made_by.values()):
        place = Place(FILE, line_of(lines, ("made_by",)), "made_by")
        wanted = 'texts, such as engine = "highs"'
        findings.append(finding("wrong-type", place, "made_by is no table of texts.", wanted=wanted))
    if not isinstance(head, Plan) or has_errors(findings):
        return None, findings
    return head.model_copy(update={"made_by": dict(made_by), "goals": results}), findings


def _goals(entries: object, lines: Lines) -> tuple[tuple[GoalResult, ...], list[Finding]]:
    if not isinstance(entries, list) or not all(isinstance(e, Mapping) for e in entries):
        place = Place(FILE, line_of(lines, ("goals",)), "goals")
        return (), [finding("wrong-type", place, "goals is no list of tables.", wanted="tables [[goals]]")]
    results: list[GoalResult] = []
    findings: list[Finding] = []
    for number, entry in enumerate(entries):
        _, row, found = read_keys(FILE, GoalResult, entry, ("goals", number), lines, GOAL_KEYS)
        findings += found
        if isinstance(row, GoalResult):
            results.append(row)
    return tuple(results), findings


def _of_another(plan: Plan, mission: Mission, lines: Lines) -> list[Finding]:
    if plan.mission != mission.id:
        place = Place(FILE, line_of(lines, ("mission",)), "mission")
        problem = f"The plan is of mission {shown(plan.mission)}, not of {shown(mission.id)}."
        return [finding("plan-of-another-mission", place, problem)]
    if plan.digest and plan.digest != mission.digest:
        place = Place(FILE, line_of(lines, ("digest",)), "digest")
        return [finding("mission-has-changed", place, "The mission is not what it was when the plan was made.")]
    return []


def write_plan(plan: Plan | PlanReading, path: Path | str) -> None:
    """Write a plan into a folder; what did not change keeps its text, byte for byte.

    Raises
    ------
    DataError
        The reading has no plan.
    OSError
        The system refuses.
    """
    reading = plan if isinstance(plan, PlanReading) else PlanReading(plan)
    value, originals, folder = reading.plan, reading.originals, Path(path)
    if value is None:
        raise DataError(reading.findings)
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder, FILE, format_plan_head(value, originals.head))
    write_tables(folder, value, PLAN_TABLES, originals.tables)


def format_plan_head(plan: Plan, before: str) -> str:
    """Return the text of ``plan.toml``."""
    old = read_plan_head(before)[0] if before else None
    if old is not None and _head(old) == _head(plan):
        return before
    return format_toml(_head(plan))


def _head(plan: Plan) -> dict[str, Any]:
    head: dict[str, Any] = {key: getattr(plan, key) for key in KEYS}
    if plan.made_by:
        head["made_by"] = plan.made_by
    goals = [{key: getattr(result, key) for key in GOAL_KEYS} for result in plan.goals]
    if goals:
        head["goals"] = [{key: value for key, value in goal.items() if value is not None} for goal in goals]
    return head
