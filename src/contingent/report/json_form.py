"""Values as JSON has them: dates as ISO words, exact numbers as integers or floats, tables as lists of objects."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from pathlib import PurePath

from pydantic import BaseModel


def json_form(value: object) -> object:  # noqa: PLR0911 - one return for each kind of value
    """Return ``value`` in the types of JSON; a trailing underscore of a field is dropped, so that `from_` is `from`.

    Raises
    ------
    TypeError
        The value holds something that no table of ours holds.
    """
    match value:
        case None | bool() | int() | float():
            return value
        case Enum():
            return json_form(value.value)
        case str():
            return str(value)
        case Decimal() | Fraction():
            return int(value) if value == int(value) else float(value)
        case date() | PurePath():
            return str(value)
        case BaseModel():
            return value.model_dump(mode="json", by_alias=True)
        case Mapping():
            return {str(json_form(key)): json_form(item) for key, item in value.items()}
        case tuple() | list() | frozenset():
            return [json_form(item) for item in (sorted(value) if isinstance(value, frozenset) else value)]
    if is_dataclass(value):
        return {field.name.rstrip("_"): json_form(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no form in JSON")
