"""All tables of a plan and its report as columns of plain kinds, for formats that know rows and columns only."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from contingent.core.version import __version__
from contingent.domain.plan import PLAN_TABLES
from contingent.domain.tables import Row
from contingent.export.marks import Marks
from contingent.export.words import notice, stamp
from contingent.report.account import Account
from contingent.report.json_form import json_form
from contingent.report.tables import Tables

Cell = str | int | float | bool | date | None


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by name."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table whose cells are plain values."""

    name: str
    """Such as `plan/tours` or `report/weeks`."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


MARK = Column("illustrative", Kind.FLAG)
"""The last column of each table: whether the row rests on a row of the mission that is made up to be realistic."""


def flat_tables(account: Account) -> tuple[FlatTable, ...]:
    """Return the summary, the tables of the plan and those of the report; a table without rows has its columns."""
    marks = Marks(account.mission)
    plan = (_table(f"plan/{name}", model, getattr(account.plan, name), marks) for name, model in PLAN_TABLES.items())
    return (_summary(account), *plan, *_report(account.tables, marks))


def _summary(account: Account) -> FlatTable:
    mission, plan = account.mission, account.plan
    rows = [
        ("mission", mission.id),
        ("title", mission.title),
        ("marking", mission.marking),
        ("start", str(mission.start)),
        ("weeks", str(mission.weeks)),
        ("host", mission.host),
        ("view", account.viewer or ""),
        ("notice", notice(account)),
        ("verdict", stamp(account)),
        ("digest", plan.digest),
        ("written_by", f"contingent {__version__}"),
        *((f"made_by.{key}", value) for key, value in plan.made_by.items()),
    ]
    return FlatTable("summary", (Column("what", Kind.TEXT), Column("value", Kind.TEXT)), tuple(rows))


def _report(tables: Tables, marks: Marks) -> Iterable[FlatTable]:
    hints = get_type_hints(Tables)
    for field in fields(Tables):
        value, hint = getattr(tables, field.name), hints[field.name]
        name = f"report/{field.name}"
        if is_dataclass(hint) and isinstance(hint, type):
            yield _table(name, hint, (value,), marks)
        elif get_origin(hint) is tuple:
            yield _table(name, get_args(hint)[0], value, marks)
        else:
            rows = tuple((table, row) for table, row in sorted(value))
            yield FlatTable(name, (Column("table", Kind.TEXT), Column("row", Kind.TEXT)), rows)


def _table(name: str, of: type, rows: Iterable[object], marks: Marks) -> FlatTable:
    hints = _hints(of)
    columns = [Column(column, kind_of(hint)) for column, hint in hints.values()]
    cells: list[tuple[str, Callable[[Any], Cell]]] = [
        (field, _CELL[column.kind]) for field, column in zip(hints, columns, strict=True)
    ]
    flat = tuple((*(cell(getattr(row, field)) for field, cell in cells), marks.is_illustrative(row)) for row in rows)
    return FlatTable(name, (*columns, MARK), flat)


def plain_table(name: str, of: type, rows: Iterable[object]) -> FlatTable:
    """Return a table of records as they are; what is illustrative they say themselves."""
    columns = [Column(column, kind_of(hint)) for column, hint in _hints(of).values()]
    cells = [(field, _CELL[column.kind]) for field, column in zip(_hints(of), columns, strict=True)]
    return FlatTable(name, tuple(columns), tuple(tuple(cell(getattr(row, f)) for f, cell in cells) for row in rows))


def _hints(of: type) -> Mapping[str, tuple[str, Any]]:
    """Return for each field its column's name and type."""
    if issubclass(of, Row):
        return {name: (field.alias or name, field.annotation) for name, field in of.model_fields.items()}
    return {name: (name.rstrip("_"), hint) for name, hint in get_type_hints(of).items()}


def kind_of(hint: Any) -> Kind:  # noqa: ANN401 - a type as it is written
    """Return what a column of a type holds; lists and records are text.

    Raises
    ------
    TypeError
        No table of ours has this type.
    """
    hint = bare(hint)
    if get_origin(hint) is tuple or is_dataclass(hint):
        return Kind.TEXT
    if isinstance(hint, type):
        for of, kind in _KINDS:
            if issubclass(hint, of):
                return kind
    raise TypeError(f"{hint} fits into no column")


def bare(hint: Any) -> Any:  # noqa: ANN401 - a type as it is written
    """Return a type without its notes and without None."""
    if get_origin(hint) is Annotated:
        return bare(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
        return bare(hint)
    return hint


_KINDS: tuple[tuple[type, Kind], ...] = (
    (bool, Kind.FLAG),  # before int, which it is too
    (int, Kind.WHOLE),
    (Decimal, Kind.NUMBER),
    (Fraction, Kind.NUMBER),
    (float, Kind.NUMBER),
    (date, Kind.DATE),
    (str, Kind.TEXT),
)


def _plain(value: Any) -> Cell:  # noqa: ANN401 - a cell of a column whose kind is known
    cell: Cell = value
    return cell


def _number(value: Decimal | Fraction | float | None) -> Cell:
    return None if value is None else float(value)


def _text(value: object) -> Cell:
    match value:
        case None:
            return None
        case str():
            return str(value)
        case tuple() if all(isinstance(item, str) for item in value):
            return " ".join(value)
    return json.dumps(json_form(value), ensure_ascii=False, separators=(", ", ": "))


_CELL: Mapping[Kind, Callable[[Any], Cell]] = {
    Kind.TEXT: _text,
    Kind.WHOLE: _plain,
    Kind.NUMBER: _number,
    Kind.DATE: _plain,
    Kind.FLAG: _plain,
}
