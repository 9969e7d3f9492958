"""How the columns of a table look in a sheet: what they hold, what may be chosen, how wide they are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from contingent.domain.checks.references import USES
from contingent.domain.mission import TABLES, Mission
from contingent.domain.tables import Row
from contingent.files.columns import Column, Kind, columns_of
from contingent.files.workbook.scan import column_letters

UNITS_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2
"""Rows of a sheet that this program writes, counted from 0: units, names of columns, first data."""
SPARE = 500
"""Rows after the last that are ready to be filled. [row]"""

_HOLDS = MappingProxyType(
    {
        Kind.TEXT: "text",
        Kind.WORD: "id",
        Kind.WORDS: "choice",
        Kind.LIST: "ids",
        Kind.NUMBER: "whole number",
        Kind.RATIO: "number",
        Kind.DATE: "date",
        Kind.FLAG: "yes or no",
    }
)
_UNIT = re.compile(r"\[([^\]]+)\]")

_NAMED_BY = MappingProxyType(
    {
        "nations": ("nations", "code"),
        "commands": ("commands", "id"),
        "skills": ("skills", "id"),
        "sites": ("sites", "id"),
        "activities": ("activities", "id"),
        "contingents": ("contingents", "id"),
    }
)
"""The table and column that declare a kind of name."""

_LISTED = ("who", "where", "what", "not")
"""Columns whose names come from several tables: the sheet of names lists them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a cell may be chosen from."""

    words: tuple[str, ...] = ()
    """These, and nothing else."""
    table: str = ""
    column: str = ""
    """The values of a column of another sheet; others draw a warning."""
    names: str = ""
    """A list of the sheet of names, as a help; anything may be typed."""


def holds(column: Column, model: type[Row]) -> str:
    """Return what a column holds, with its unit, in few words."""
    unit = _UNIT.search(meaning(column, model))
    words = unit[1] if unit and column.kind in (Kind.NUMBER, Kind.RATIO) else _HOLDS[column.kind]
    return f"[{words}], required" if column.required else f"[{words}]"


def meaning(column: Column, model: type[Row]) -> str:
    """Return what a column means, in the words of its model."""
    return " ".join((model.model_fields[column.field].description or "").split())


def explained(column: Column, model: type[Row]) -> str:
    """Return all that a header's note says."""
    lines = [meaning(column, model), f"Holds: {holds(column, model)[1:].replace(']', '', 1)}."]
    if column.allowed:
        lines.append(f"Allowed: {', '.join(column.allowed)}.")
    if column.kind is Kind.LIST:
        lines.append("Several are separated by spaces.")
    if not column.required and column.default not in (None, "", ()):
        shown = "yes" if column.default is True else "no" if column.default is False else column.default
        lines.append(f"If blank: {shown}.")
    return "\n".join(lines)


@cache
def choices(table: str) -> Mapping[str, Choice]:
    """Return what may be chosen, by column of a table."""
    uses = dict(USES.get(table, ()))
    found = {}
    for name, column in columns_of(TABLES[table]).items():
        kinds = uses.get(column.field, ())
        if column.kind is Kind.WORDS:
            found[name] = Choice(words=column.allowed)
        elif column.kind is Kind.FLAG:
            found[name] = Choice(words=("yes", "no"))
        elif name in _LISTED and column.kind is Kind.WORD:
            found[name] = Choice(names=name)
        elif len(kinds) == 1 and column.kind is Kind.WORD and kinds[0] in _NAMED_BY:
            found[name] = Choice(table=_NAMED_BY[kinds[0]][0], column=_NAMED_BY[kinds[0]][1])
    return MappingProxyType(found)


def lists_of_names(mission: Mission) -> dict[str, list[str]]:
    """Return the names that the columns who, where, what and not may have, from the mission's own tables."""
    sites, activities = [s.id for s in mission.sites], [a.id for a in mission.activities]
    commands, nations = [c.id for c in mission.commands], [n.code for n in mission.nations]
    groups = [group for nation in mission.nations for group in nation.groups]
    kinds = [a.kind for a in mission.activities]
    hosts = [mission.host, *(s.host for s in mission.sites if s.host)]
    refusals = {"site": sites, "kind": kinds, "activity": activities, "command": commands}
    lists = {
        "who": ["*", *nations, *groups, *commands, *(c.id for c in mission.contingents)],
        "where": ["*", *hosts, *sites],
        "what": ["*", *kinds, *activities],
        "not": [f"{kind}:{name}" for kind, names in refusals.items() for name in names],
    }
    return {name: list(dict.fromkeys(words)) for name, words in lists.items()}


def column_range(sheet: str, number: int, first: int, last: int) -> str:
    """Return the address of a part of a column, rows counted from 0, both ends included."""
    letters = column_letters(number)
    return f"='{sheet}'!${letters}${first + 1}:${letters}${last + 1}"


def width(header: str, longest: int, kind: Kind) -> int:
    """Return how wide a column is to be. [character]"""
    most = 60 if kind is Kind.TEXT else 32
    least = 11 if kind is Kind.DATE else 6
    return max(least, min(most, max(len(header) + 4, longest + 2)))
