"""JSON: one document with the plan, its goals, the verdict and the report, and the schema that it obeys."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from pydantic.json_schema import models_json_schema

from contingent.core.version import __version__
from contingent.domain.mission import Planning
from contingent.domain.plan import Plan
from contingent.domain.verdict import Verdict
from contingent.export.flat import MARK, Kind, bare, kind_of
from contingent.export.marks import Marks
from contingent.export.words import notice
from contingent.report.account import Account
from contingent.report.json_form import json_form
from contingent.report.tables import Tables

FORMAT: Final = 1
"""Version of the document; a higher one may lack what this one has."""

SCHEMA_ID: Final = f"urn:contingent:plan-document:{FORMAT}"
"""Name of the schema; it is a name, and nothing is fetched."""

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_HEAD: Final = ("id", "title", "start", "weeks", "host", "marking", "planning")


def json_document(account: Account) -> bytes:
    """Return the document; `plan` is as the domain has it, so that it can be read back."""
    mission, marks = account.mission, Marks(account.mission)
    head = mission.model_dump(mode="json", by_alias=True, include=set(_HEAD))
    plan = account.plan.model_dump(mode="json", by_alias=True)
    document = {
        "$schema": SCHEMA_ID,
        "format": FORMAT,
        "written_by": f"contingent {__version__}",
        "view": account.viewer,
        "notice": notice(account),
        "mission": {key: head[key] for key in _HEAD},
        "plan": plan,
        "verdict": None if account.verdict is None else _verdict(account.verdict),
        "tables": _tables(account.tables, marks),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _verdict(verdict: Verdict) -> dict[str, object]:
    return {
        "lawful": verdict.is_lawful,
        "violations": json_form(verdict.violations),
        "unreadable": list(verdict.unreadable),
        "goals": {goal.value: json_form(value) for goal, value in verdict.goals.items()},
    }


def _tables(tables: Tables, marks: Marks) -> dict[str, object]:
    return {field.name.rstrip("_"): _marked(getattr(tables, field.name), marks) for field in fields(Tables)}


def _marked(value: object, marks: Marks) -> object:
    """Return a table in the types of JSON, each row with its mark."""
    match value:
        case tuple():
            return [_marked(row, marks) for row in value]
        case frozenset():
            return [list(pair) for pair in sorted(value)]
    form = json_form(value)
    return {**form, MARK.name: marks.is_illustrative(value)} if isinstance(form, dict) else form


def plan_schema() -> dict[str, object]:
    """Return the JSON Schema (2020-12) of the document."""
    place = "#/$defs/{model}"
    refs, models = models_json_schema([(Plan, "serialization"), (Planning, "serialization")], ref_template=place)
    defs: dict[str, object] = {name: _whole(model) for name, model in models["$defs"].items()}
    text, whole = {"type": "string"}, {"type": "integer"}
    mission = dict.fromkeys(_HEAD, text) | {
        "start": _DATE,
        "weeks": whole,
        "planning": refs[Planning, "serialization"],
    }
    violation = {"rule": text, "week": whole, "who": text, "message": text}
    verdict = {
        "lawful": {"type": "boolean"},
        "violations": _list(_object(violation)),
        "unreadable": _list(text),
        "goals": {"type": "object", "additionalProperties": {"type": "number"}},
    }
    tables = {name.rstrip("_"): _table_schema(hint, defs) for name, hint in get_type_hints(Tables).items()}
    document = {
        "$schema": {"const": SCHEMA_ID},
        "format": {"const": FORMAT},
        "written_by": text,
        "view": {"type": ["string", "null"], "description": "Nation whose view it is; null: the planner's own."},
        "notice": text,
        "mission": _object(mission),
        "plan": refs[Plan, "serialization"],
        "verdict": {"oneOf": [{"type": "null"}, _object(verdict)]},
        "tables": _object(tables),
    }
    head = {"$schema": _DIALECT, "$id": SCHEMA_ID, "title": "A plan, its verdict and its report"}
    return {**head, **_object(document), "$defs": dict(sorted(defs.items()))}


def _whole(model: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a model of which every field is written, whether it has its default or not."""
    return {**model, "required": list(model["properties"])} if "properties" in model else model


def schema_text() -> str:
    """Return the schema as it is printed."""
    return json.dumps(plan_schema(), indent=2) + "\n"


_DATE: Final[dict[str, object]] = {"type": "string", "format": "date"}

_JSON_TYPE: Final[Mapping[Kind, dict[str, object]]] = {
    Kind.TEXT: {"type": "string"},
    Kind.WHOLE: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.DATE: _DATE,
    Kind.FLAG: {"type": "boolean"},
}


def _table_schema(hint: Any, defs: dict[str, object]) -> object:  # noqa: ANN401 - a type as it is written
    if is_dataclass(hint):
        return _record(hint, defs, marked=True)
    if get_origin(hint) is tuple:
        return _list(_record(get_args(hint)[0], defs, marked=True))
    return _list({"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2})


def _record(of: Any, defs: dict[str, object], *, marked: bool) -> object:  # noqa: ANN401 - a type as it is written
    """Define a record under its name, and return the reference to it."""
    columns = {name.rstrip("_"): _cell(hint, defs) for name, hint in get_type_hints(of).items()}
    if marked:
        columns[MARK.name] = {"type": "boolean", "description": "Rests on a row of the mission that is illustrative."}
    defs[of.__name__] = {"description": (of.__doc__ or "").partition("\n")[0], **_object(columns)}
    return {"$ref": f"#/$defs/{of.__name__}"}


def _cell(hint: Any, defs: dict[str, object]) -> object:  # noqa: ANN401 - a type as it is written
    may_be_null = get_origin(hint) in (Union, UnionType) and NoneType in get_args(hint)
    plain = bare(hint)
    schema: object
    if is_dataclass(plain):
        schema = _record(plain, defs, marked=False)
    elif get_origin(plain) is tuple:
        schema = _list(_cell(get_args(plain)[0], defs))
    elif isinstance(plain, type) and issubclass(plain, Enum):
        schema = {"enum": [json_form(word) for word in plain]}
    else:
        schema = _JSON_TYPE[kind_of(plain)]
    return {"anyOf": [schema, {"type": "null"}]} if may_be_null else schema


def _list(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


def _object(properties: Mapping[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }
