"""TOML text: read without trust, written plainly."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding, shown
from contingent.files.disk import BOM
from contingent.files.limits import MAX_DEPTH

Path = tuple[str | int, ...]
Lines = Mapping[Path, int]
"""Line of each key, by the names (and numbers of entries) on the way to it."""

_OPENING = re.compile(r'"""|\'\'\'|"|\'|#')
_CLOSING = {
    '"""': re.compile(r'(?:[^\\"]|\\.|"(?!""))*"""', re.DOTALL),
    "'''": re.compile(r".*?'''", re.DOTALL),
    '"': re.compile(r'(?:[^"\\\n]|\\.)*"'),
    "'": re.compile(r"[^'\n]*'"),
    "#": re.compile(r"[^\n]*"),
}
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]#]+?)\s*\]")
_KEY = re.compile(r"""\s*([A-Za-z0-9_-]+|"[^"]*"|'[^']*')\s*[=.]""")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def parse_toml(file: str, text: str) -> dict[str, Any] | Finding:
    """Return the tables of a TOML text; numbers with a point are decimals."""
    text = text.removeprefix(BOM).replace("\r\n", "\n")
    depth = _depth(text)
    if depth > MAX_DEPTH:
        return finding("nested-too-deep", Place(file), f"{file} is nested {depth} levels deep.", limit=str(MAX_DEPTH))
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as problem:
        words = str(problem).strip().rstrip(".") or "not TOML"
    at = _AT_LINE.search(words)
    place = Place(file, int(at[1]) if at else 0)
    reason = _AT_LINE.sub("", words).strip()
    if re.search(r"overwrite|twice|already|immutable|redefine|mutate", reason, re.IGNORECASE):
        return finding("duplicate-key", place, f"{reason}.")
    return finding("bad-toml", place, f"{shown(reason)[1:-1]}.")


def _depth(text: str) -> int:
    """Return how deep brackets, or the dots of a line, nest outside strings and comments."""
    plain = _without_strings(text)
    deepest = level = 0
    for mark in re.findall(r"[\[\]{}]", plain):
        level = level + 1 if mark in "[{" else max(0, level - 1)
        deepest = max(deepest, level)
    dots = max((line.count(".") for line in plain.split("\n") if "." in line and "," not in line), default=0)
    return max(deepest, dots)


def _without_strings(text: str) -> str:
    """Return the text up to the first string that never ends, in one pass: a parser gets no further either."""
    pieces, at = [], 0
    while opening := _OPENING.search(text, at):
        pieces.append(text[at : opening.start()])
        closing = _CLOSING[opening[0]].match(text, opening.end())
        if closing is None:
            return "".join(pieces)
        at = closing.end()
    return "".join([*pieces, text[at:]])


def comments_of(text: str) -> int:
    """Count the comments of a TOML text."""
    count = at = 0
    while opening := _OPENING.search(text, at):
        count += opening[0] == "#"
        closing = _CLOSING[opening[0]].match(text, opening.end())
        if closing is None:
            break
        at = closing.end()
    return count


def lines_of(text: str) -> Lines:
    """Return on which line each key stands; keys inside brackets have the line of their table."""
    lines: dict[Path, int] = {}
    count: dict[str, int] = {}
    section: Path = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            name = header[2]
            section = tuple(part.strip().strip("\"'") for part in name.split("."))
            if header[1] == "[[":
                section = (*section, count.get(name, 0))
                count[name] = count.get(name, 0) + 1
            lines.setdefault(section, number)
        elif key := _KEY.match(line):
            lines.setdefault((*section, key[1].strip("\"'")), number)
    return lines


def line_of(lines: Lines, path: Path) -> int:
    """Return the line of a key, or of the table around it; 0 where neither is found."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return 0


def format_toml(tables: Mapping[str, Any]) -> str:
    """Return TOML text: plain keys first, then tables, then lists of tables."""
    return "\n\n".join(_blocks("", tables)) + "\n"


def _blocks(prefix: str, table: Mapping[str, Any]) -> Iterator[str]:
    plain = [f"{_key(k)} = {format_value(v)}" for k, v in table.items() if not _is_table(v)]
    head = [f"[{prefix}]"] if prefix and (plain or not table) else []
    if head or plain:
        yield "\n".join([*head, *plain])
    for key, value in table.items():
        name = f"{prefix}.{_key(key)}" if prefix else _key(key)
        if isinstance(value, Mapping):
            yield from _blocks(name, value)
        elif _is_table(value):
            for entry in value:
                body = [f"{_key(k)} = {format_value(v)}" for k, v in entry.items()]
                yield "\n".join([f"[[{name}]]", *body])


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and bool(value) and isinstance(value[0], Mapping))


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _string(key)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def format_value(value: object) -> str:
    """Return a value as TOML."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | date():
            return str(value)
        case Decimal():
            text = format(value, "f")
            return text if "." in text else f"{text}.0"
        case Mapping():
            return "{ " + ", ".join(f"{_key(k)} = {format_value(v)}" for k, v in value.items()) + " }"
        case list() | tuple():
            return "[" + ", ".join(map(format_value, value)) + "]"
        case _:
            return _string(str(value))
