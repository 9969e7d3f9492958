"""The columns of a table, as the models of the domain define them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, get_args, get_origin

from pydantic.fields import FieldInfo

from contingent.domain.tables import Row


class Kind(Enum):
    """What a cell holds."""

    TEXT = "text"
    WORD = "word"
    LIST = "list"
    WORDS = "words"
    NUMBER = "number"
    RATIO = "ratio"
    DATE = "date"
    FLAG = "flag"
    NESTED = "nested"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a key of a TOML file."""

    name: str
    """As the user writes it."""
    field: str
    """As Python spells it."""
    kind: Kind
    required: bool
    default: Any
    allowed: tuple[str, ...] = ()
    """The words that it knows, if they are a closed list."""
    most: object = None
    """The largest number that it takes, if there is one."""
    least: object = None
    """The smallest, if there is one."""


Columns = MappingProxyType[str, Column]


@cache
def columns_of(table: type[Row]) -> Columns:
    """Return the columns of a table by name: its own first, then those that all tables have."""
    mine = [c for c in table.model_fields if c not in _COMMON]
    common = [c for c in table.model_fields if c in _COMMON]
    columns = (_column(field, table.model_fields[field]) for field in mine + common)
    return MappingProxyType({c.name: c for c in columns})


_COMMON = ("source", "confidence", "note", "release_to")


def _column(field: str, info: FieldInfo) -> Column:
    kind, allowed = _kind(info.annotation, tuple(info.metadata))
    default = None if info.is_required() else info.get_default(call_default_factory=True, validated_data={})
    return Column(
        info.alias or field, field, kind, info.is_required(), default, allowed, _limit(info, "le"), _limit(info, "ge")
    )


def _kind(annotation: object, metadata: tuple[Any, ...] = ()) -> tuple[Kind, tuple[str, ...]]:
    if get_origin(annotation) is Annotated:
        inner, *metadata_ = get_args(annotation)
        return _kind(inner, tuple(metadata_))
    if type(None) in get_args(annotation):
        return _kind(next(a for a in get_args(annotation) if a is not type(None)))
    if get_origin(annotation) is tuple:
        _, allowed = _kind(get_args(annotation)[0])
        return Kind.LIST, allowed
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return Kind.WORDS, tuple(annotation)
    if annotation is str:
        return (Kind.WORD if any(getattr(m, "pattern", None) for m in metadata) else Kind.TEXT), ()
    return (_KIND_OF.get(annotation, Kind.NESTED) if isinstance(annotation, type) else Kind.NESTED), ()


_KIND_OF = {int: Kind.NUMBER, Decimal: Kind.RATIO, date: Kind.DATE, bool: Kind.FLAG}


def _limit(info: object, side: str) -> object:
    """Return the limit of one side, `le` or `ge`, that stands somewhere in an annotation."""
    if isinstance(info, FieldInfo):
        parts: tuple[object, ...] = (info.annotation, *info.metadata)
    else:
        parts = get_args(info)
    own = getattr(info, side, None)
    return own if own is not None else next((m for p in parts if (m := _limit(p, side)) is not None), None)
