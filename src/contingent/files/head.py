"""The heads of missions and plans: values from TOML to the models, and back into the text they came from."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from contingent.core.findings import Finding, Place, has_errors
from contingent.domain.checks.fault import finding, shown
from contingent.domain.checks.near import hint
from contingent.domain.tables import Row
from contingent.files.cells import Bad, bad, format_cell
from contingent.files.columns import Column, Kind, columns_of
from contingent.files.limits import MAX_FINDINGS
from contingent.files.table import read_row
from contingent.files.toml import Lines, format_value, line_of

_WANTED = {
    Kind.TEXT: 'a text in double quotes, such as "Training mission"',
    Kind.WORD: 'a name in double quotes, such as "iraq-2020"',
    Kind.WORDS: "a word in double quotes",
    Kind.LIST: 'a list of names, such as ["USA", "ITA"]',
    Kind.NUMBER: "whole digits without quotes, such as 98",
    Kind.RATIO: "a number without quotes, such as 0.25",
    Kind.DATE: "a date without quotes, such as 2020-02-17",
    Kind.FLAG: "true or false without quotes",
    Kind.NESTED: "a table",
}


def cell_text(column: Column, value: object) -> str | Bad:
    """Return a TOML value as the text that a CSV cell would have."""
    match value:
        case str():
            return value
        case _ if column.kind in (Kind.TEXT, Kind.WORD, Kind.WORDS):
            pass
        case bool() if column.kind is Kind.FLAG:
            return format_cell(value)
        case int() | Decimal() if column.kind in (Kind.NUMBER, Kind.RATIO) and not isinstance(value, bool):
            return _digits(value)
        case date() if column.kind is Kind.DATE and not isinstance(value, datetime):
            return value.isoformat()
        case list() if column.kind is Kind.LIST and all(isinstance(v, str) and len(v.split()) == 1 for v in value):
            return " ".join(value)
    return bad("wrong-type", f"{column.name} is {_named(value)}.", wanted=_WANTED[column.kind])


def _digits(value: int | Decimal) -> str:
    if isinstance(value, int):
        # a number of thousands of digits cannot even be printed; its size is all that matters
        return str(value) if abs(value) < 10**30 else "9" * 31
    return str(value)


def _named(value: object) -> str:
    match value:
        case Mapping():
            return "a table"
        case list():
            return "a list"
        case int() if not isinstance(value, bool):
            return f"the number {_digits(value)}"
        case _:
            return shown(format_cell(value))


def unknown_keys(
    file: str, table: Mapping[str, Any], path: tuple[str | int, ...], known: tuple[str, ...], lines: Lines
) -> Iterator[Finding]:
    """Yield a finding for each key that means nothing."""
    unknown = [key for key in table if key not in known]
    for key in unknown[:MAX_FINDINGS]:
        problem = f"The key {shown(key)} means nothing here."
        place = Place(file, line_of(lines, (*path, key)), key[:80])
        yield finding("unknown-key", place, problem, hint=hint(key, known), columns=", ".join(known))


def patched(text: str, changes: Mapping[tuple[str, str], Any]) -> str:
    """Return a TOML text with other values for some keys, by (table, key); other lines stay as they are.

    Only values that stand on one line are found: the caller must read the text again to see whether it says so now.
    """
    section, lines = "", []
    for line in text.splitlines(keepends=True):
        if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            section = header[1]
        key = re.match(r"(\s*)([A-Za-z0-9_-]+)(\s*=\s*)", line)
        if key and (section, key[2]) in changes:
            rest = line[key.end() :]
            comment = re.search(r"\s*(#[^\"'\n]*)?\r?\n?$", rest)
            value = format_value(changes[section, key[2]])
            lines.append(line[: key.end()] + value + (comment[0] if comment else "\n"))
        else:
            lines.append(line)
    return "".join(lines)


def read_keys(
    file: str,
    model: type[Row],
    keys: Mapping[str, Any],
    path: tuple[str | int, ...],
    lines: Lines,
    known: tuple[str, ...],
    required: bool = True,
) -> tuple[dict[str, Any], Row | None, list[Finding]]:
    """Read the keys of a TOML table as columns of a model.

    Returns
    -------
    tuple
        The cells as text, by name; the row, if all is well; what is wrong.
    """
    columns = columns_of(model)
    findings = list(unknown_keys(file, keys, path, known, lines))
    cells: dict[str, str] = {}
    for name in known:
        column = columns[name]
        if column.kind is Kind.NESTED:
            continue
        place = Place(file, line_of(lines, (*path, name)), name)
        if name not in keys:
            if column.required and required:
                problem = f"The key {name} is not there."
                findings.append(finding("missing-key", Place(file, line_of(lines, path), name), problem, column=name))
            continue
        text = cell_text(column, keys[name])
        if isinstance(text, Bad):
            findings.append(finding(text.code, place, text.problem, **text.words))
        else:
            cells[name] = text
    row, found = read_row(model, [(columns[name], text) for name, text in cells.items()], Place(file))
    findings += [_placed(f, lines, path) for f in found]
    return cells, (row if not has_errors(findings) else None), findings


def _placed(found: Finding, lines: Lines, path: tuple[str | int, ...]) -> Finding:
    place = Place(found.place.file, line_of(lines, (*path, found.place.column)), found.place.column)
    return replace(found, place=place)
