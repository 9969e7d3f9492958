"""The file of a workbook: a zip of XML, opened without trust.

Nothing is given to the reader of cells that was not looked at here: the parts that it needs are unpacked, counted,
searched for what no workbook of ours needs, and packed anew without compression. What a zip claims about itself, or
says twice, therefore does not matter.
"""

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from posixpath import normpath
from xml.parsers import expat

from contingent.core.findings import Finding, Place
from contingent.domain.checks.fault import finding, shown
from contingent.files.limits import MAX_PART_BYTES, MAX_PARTS, MAX_RATIO, MAX_WORKBOOK_BYTES

BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What the standard library raises about zips that are broken, have a password, or an unknown compression."""
_IN_FULL = 1_000_000
"""Parts below this size may be packed as well as they can. [byte]"""
_OFFICE = "http://schemas.openxmlformats.org"
_ROOT = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="rId1" Target="{BOOK}" '
    f'Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
"""Leads a reader to the book."""


class RefusedError(Exception):
    """The workbook is not read; holds the finding that says why."""

    def __init__(self, code: str, problem: str, place: str = "", **words: str) -> None:
        super().__init__(problem)
        self.code, self.problem, self.place, self.words = code, problem, place, words

    def at(self, file: str) -> Finding:
        """Return the finding, about the file or the sheet that was named."""
        return finding(self.code, Place(self.place or file), self.problem, **self.words)


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet as the workbook lists it."""

    title: str
    part: str
    """Name of its XML within the zip; blank: it holds no cells (a chart, a dialogue)."""
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The unpacked parts of a workbook that are looked at."""

    entries: tuple[Entry, ...]
    parts: Mapping[str, bytes]
    """By name within the zip: the book, its relations, strings, styles, and sheets."""
    strings: str
    """Name of the part with the shared strings; blank: there is none."""
    has_links: bool
    """Whether it takes values from other files."""

    def packed(self) -> BytesIO:
        """Return a zip of nothing but these parts."""
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(zipfile.ZipInfo("_rels/.rels"), _ROOT)
            for name, content in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name), content)
        packed.seek(0)
        return packed


def open_package(path: Path) -> Package:
    """Unpack a workbook.

    Raises
    ------
    RefusedError
        It is not a workbook, holds programs, or is a bomb.
    """
    try:
        if not path.is_file():
            raise RefusedError("missing-file", "There is no such file.", file=path.name)
        size = path.stat().st_size
        if size > MAX_WORKBOOK_BYTES:
            raise RefusedError("workbook-too-large", f"It has {size} bytes.", limit=f"{MAX_WORKBOOK_BYTES} bytes")
        raw = path.read_bytes()
    except OSError as problem:
        raise RefusedError("unreadable", f"It cannot be read: {problem.strerror or 'input error'}.") from problem
    return unpack(raw)


def unpack(raw: bytes) -> Package:
    """Return the parts of a workbook's bytes; raises as `open_package` does."""
    if raw.startswith(_OLD):
        raise RefusedError("bad-workbook", "It is of the format before .xlsx, or has a password.")
    if not raw.startswith(_ZIP):
        raise RefusedError("bad-workbook", "It does not begin as a workbook does.")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return _package(archive)
    except _BROKEN as problem:
        raise RefusedError("bad-workbook", f"Its zip is broken: {shown(problem)[1:-1].rstrip('.')}.") from problem


def _package(archive: zipfile.ZipFile) -> Package:
    names = _looked_through(archive)
    found = {name: _part(archive, name) for name in (TYPES, BOOK, RELATIONS) if name in names}
    if BOOK not in found or RELATIONS not in found:
        raise RefusedError("bad-workbook", f"It is a zip without {BOOK}.")
    types = found.pop(TYPES, b"")
    if b"macroEnabled" in types or b"vbaProject" in types or any(_is_program(name) for name in names):
        raise RefusedError("workbook-with-macros", "It holds macros.")
    kinds = _relations(found[RELATIONS])
    entries = _entries(found[BOOK], kinds)
    shared = {kind: part for kind, part in kinds.values() if kind in {"sharedstrings", "styles"} and part in names}
    parts = [entry.part for entry in entries if entry.part]
    if len(set(parts)) < len(parts) or len({entry.title for entry in entries}) < len(entries):
        raise RefusedError("bad-workbook", "Two of its sheets are the same.")
    missing = [entry for entry in entries if entry.part and entry.part not in names]
    if missing:
        raise RefusedError("bad-workbook", f"The sheet {shown(missing[0].title)} is not in it.")
    wanted = [*shared.values(), *parts]
    left = MAX_PART_BYTES
    for name in wanted:
        if name in names and name not in found:
            found[name] = _part(archive, name, left)
            left -= len(found[name])
    strings = shared.get("sharedstrings", "")
    return Package(entries, found, strings, any(name.startswith("xl/externalLinks/") for name in names))


def _looked_through(archive: zipfile.ZipFile) -> set[str]:
    """Return the names of all parts, unless there are too many, or one is a bomb."""
    listed = archive.infolist()
    if len(listed) > MAX_PARTS:
        raise RefusedError("workbook-too-large", f"It holds {len(listed)} files.", limit=f"{MAX_PARTS} files")
    for info in listed:
        if info.file_size > _IN_FULL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            problem = f"{shown(info.filename)} unpacks to {info.file_size} bytes from {info.compress_size}."
            raise RefusedError("workbook-too-large", problem, limit=f"{MAX_RATIO} times the packed size")
    names = [info.filename for info in listed]
    if len(set(names)) < len(names):
        raise RefusedError("bad-workbook", "Two files in its zip have one name.")
    return set(names)


def _is_program(name: str) -> bool:
    folder, _, file = name.lower().rpartition("/")
    return file in {"vbaproject.bin", "vbadata.xml"} or folder in {"xl/macrosheets", "xl/dialogsheets"}


def _part(archive: zipfile.ZipFile, name: str, limit: int = _IN_FULL) -> bytes:
    with archive.open(name) as part:
        content = part.read(limit + 1)
    if len(content) > limit:
        raise RefusedError("workbook-too-large", f"{shown(name)} is very large.", limit=f"{MAX_PART_BYTES} bytes")
    return content


def parse_xml(content: bytes, parser: expat.XMLParserType, name: str) -> None:
    """Feed XML to a parser made for UTF-8; document types and whatever is not XML in UTF-8 are refused."""
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:200]:
        raise RefusedError("bad-workbook", f"{shown(name)} is not UTF-8.")
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes no names
    except (expat.ExpatError, ValueError) as problem:
        raise RefusedError("bad-workbook", f"{shown(name)} is not XML: {problem}.") from problem


def _refuse_doctype(*_: object) -> None:
    raise RefusedError("bad-workbook", "Its XML declares a document type.")


def _relations(content: bytes) -> dict[str, tuple[str, str]]:
    """Return the kind and the part of each relation of the book, by its number."""
    kinds: dict[str, tuple[str, str]] = {}

    def relation(name: str, of: dict[str, str]) -> None:
        if _local(name) == "Relationship" and of.get("TargetMode") != "External":
            target = of.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
            kinds[of.get("Id", "")] = (of.get("Type", "").rpartition("/")[2].lower(), part)

    parser = expat.ParserCreate("UTF-8")
    parser.StartElementHandler = relation
    parse_xml(content, parser, RELATIONS)
    return kinds


def _entries(book: bytes, kinds: Mapping[str, tuple[str, str]]) -> tuple[Entry, ...]:
    """Return the sheets in the workbook's order."""
    entries: list[Entry] = []

    def sheet(name: str, of: dict[str, str]) -> None:
        if _local(name) == "sheet":
            number = next((value for key, value in of.items() if _local(key) == "id"), "")
            kind, part = kinds.get(number, ("", ""))
            if "macro" in kind:
                raise RefusedError("workbook-with-macros", f"The sheet {shown(of.get('name', ''))} is a macro.")
            is_hidden = of.get("state", "visible") != "visible"
            entries.append(Entry(of.get("name", ""), part if kind == "worksheet" else "", is_hidden))

    parser = expat.ParserCreate("UTF-8")
    parser.StartElementHandler = sheet
    parse_xml(book, parser, BOOK)
    return tuple(entries)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
