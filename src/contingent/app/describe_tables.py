"""The tables of missions and plans, described from the models: the story of ``contingent schema``."""

from collections.abc import Iterator, Mapping
from inspect import getdoc
from types import MappingProxyType

from contingent.domain.mission import TABLES, Mission, Planning
from contingent.domain.plan import PLAN_TABLES, GoalResult, Plan
from contingent.domain.tables import Row, Sourced
from contingent.files.columns import Column, Kind, columns_of

_HOLDS = MappingProxyType(
    {
        Kind.TEXT: "text",
        Kind.WORD: "word",
        Kind.LIST: "words, separated by spaces",
        Kind.NUMBER: "whole number",
        Kind.RATIO: "number",
        Kind.DATE: "date, such as 2020-02-17",
        Kind.FLAG: "`true` or `false`",
        Kind.NESTED: "table",
    }
)

_OPENING = """# The tables

<!-- Written by `contingent schema --markdown`; do not edit. -->

A mission is a folder with `mission.toml`, one CSV file for each table that has rows, and `coas/*.toml` for courses of
action; or an [Excel workbook](../guide/workbook.md) with the same tables and columns, one sheet a table. A plan is a
folder with `plan.toml` and one CSV file for each of its tables. The first line of a CSV file names its columns, in any
order; columns that are left out hold their default. Intervals contain their first day and not their last,
`[from, until)`. What the words mean for the rules is in [the conventions](../concepts/conventions.md).
"""


def json_schemas() -> dict[str, object]:
    """Return the JSON Schema of a mission and of a plan, each with all its tables."""
    return {"mission": Mission.model_json_schema(), "plan": Plan.model_json_schema()}


def reference_page() -> str:
    """Return the reference of all tables as a page of Markdown."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield _OPENING
    yield "## Columns that every table of a mission may have, `sources` excepted\n"
    yield from _columns(Sourced)
    yield "## Mission\n"
    yield from _table("### mission.toml", Mission, leave_out=TABLES)
    yield from _table("### mission.toml, [planning]", Planning)
    for name, table in TABLES.items():
        yield from _table(f"### {name}", table)
    yield "## Plan\n"
    yield from _table("### plan.toml", Plan, leave_out=PLAN_TABLES)
    yield from _table("### plan.toml, [[goals]]", GoalResult)
    for name, table in PLAN_TABLES.items():
        yield from _table(f"### {name}.csv" if name in TABLES else f"### {name}", table)


def _table(title: str, table: type[Row], leave_out: Mapping[str, object] = MappingProxyType({})) -> Iterator[str]:
    yield f"{title}\n"
    yield f"{getdoc(table)}\n"
    if table.key:
        columns = " and ".join(f"`{_name(table, field)}`" for field in table.key)
        yield f"A row is named by {columns}.\n"
    common = Sourced.model_fields if issubclass(table, Sourced) else {}
    yield from _columns(table, {**common, **leave_out})


def _columns(table: type[Row], leave_out: Mapping[str, object] = MappingProxyType({})) -> Iterator[str]:
    yield "| column | holds | if left out | meaning |"
    yield "|---|---|---|---|"
    for column in columns_of(table).values():
        if column.field not in leave_out:
            meaning = (
                (table.model_fields[column.field].description or "See below.").replace("|", "\\|").replace("\n", " ")
            )
            yield f"| `{column.name}` | {_holds(column)} | {_default(column)} | {meaning} |"
    yield ""


def _holds(column: Column) -> str:
    if column.allowed:
        words = ", ".join(f"`{word}`" for word in column.allowed)
        return f"words of: {words}" if column.kind is Kind.LIST else words
    if column.kind is Kind.NESTED and isinstance(column.default, int):
        return f"`{column.default}`"
    return _HOLDS[column.kind]


def _default(column: Column) -> str:
    if column.required:
        return "not allowed"
    if column.default in (None, "", (), {}) or (column.kind is Kind.NESTED and not isinstance(column.default, int)):
        return "blank"
    if isinstance(column.default, tuple):
        return "all of them, in this order"
    return f"`{str(column.default).lower() if column.kind is Kind.FLAG else column.default}`"


def _name(table: type[Row], field: str) -> str:
    return table.model_fields[field].alias or field
