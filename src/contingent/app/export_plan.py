"""A plan in the formats of other people's tools: the story of ``contingent export``."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from contingent.app.plan_folder import RefusedError
from contingent.export.calendar import CalendarError, Earlier, calendar, read_calendar
from contingent.files.disk import write_bytes
from contingent.files.plan_folder import FILE as PLAN
from contingent.report.account import Account

Files = Mapping[str, bytes]
"""Names inside a folder, such as `plan/tours.csv`, with what is in them."""


class Format(StrEnum):
    """A format, called like the ending of its files."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"
    ICS = "ics"
    XML = "xml"
    GEOJSON = "geojson"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Options:
    """What only some formats look at."""

    slides: bool = False
    """PDF: slides instead of pages."""
    edition: int = 0
    """iCalendar: SEQUENCE of events; see `contingent.export.calendar`."""
    earlier: Earlier | None = None
    """iCalendar: the calendar sent before."""


def _xlsx(account: Account, _: Options) -> bytes:
    from contingent.export.workbook import plan_workbook

    return plan_workbook(account)


def _csv(account: Account, _: Options) -> Files:
    from contingent.export.csv_tables import csv_tables

    return csv_tables(account)


def _parquet(account: Account, _: Options) -> Files:
    from contingent.export.parquet import parquet_tables

    return parquet_tables(account)


def _ics(account: Account, options: Options) -> bytes:
    return calendar(account, options.edition, options.earlier)


def _xml(account: Account, _: Options) -> bytes:
    from contingent.export.msproject import msproject

    return msproject(account)


def _geojson(account: Account, _: Options) -> bytes:
    from contingent.export.geojson import geojson

    return geojson(account)


def _json(account: Account, _: Options) -> bytes:
    from contingent.export.json_document import json_document

    return json_document(account)


def _html(account: Account, _: Options) -> bytes:
    from contingent.report.page import report_page

    return report_page(account).encode()


def _pdf(account: Account, options: Options) -> bytes:
    from contingent.report.brief import Form, brief_pdf

    return brief_pdf(account, Form.SLIDES if options.slides else Form.A4)


RENDERERS: Final[Mapping[Format, Callable[[Account, Options], bytes | Files]]] = {
    Format.XLSX: _xlsx,
    Format.CSV: _csv,
    Format.PARQUET: _parquet,
    Format.ICS: _ics,
    Format.XML: _xml,
    Format.GEOJSON: _geojson,
    Format.JSON: _json,
    Format.HTML: _html,
    Format.PDF: _pdf,
}
"""How each format is made. Libraries are imported by those who need them: they are heavy, and one format needs few."""

MAX_CALENDAR: Final = 50_000_000
"""Largest earlier calendar that is read. [byte]"""

FOLDERS: Final = frozenset({Format.CSV, Format.PARQUET})
"""Formats of several files."""


def is_plan(source: Path) -> bool:
    """Tell whether a path is the folder of a plan."""
    return (source / PLAN).is_file()


def format_of(target: Path) -> Format | None:
    """Return the format that the ending of a name says; None: it says none."""
    ending = target.suffix.lower().removeprefix(".")
    return Format(ending) if ending in set(Format) else None


def earlier_calendar(path: Path, account: Account) -> Earlier:
    """Read the calendar that was sent before.

    Raises
    ------
    CalendarError
        It is none of this mission and reader.
    OSError
        It cannot be read.
    """
    with path.open("rb") as file:
        raw = file.read(MAX_CALENDAR + 1)
    if len(raw) > MAX_CALENDAR:
        raise CalendarError(f"It has more than {MAX_CALENDAR:,} bytes.")
    return read_calendar(raw, account)


def render(account: Account, form: Format, options: Options | None = None) -> bytes | Files:
    """Return what is to be written: the bytes of a file, or the files of a folder."""
    return RENDERERS[form](account, options or Options())


def export_plan(account: Account, target: Path, form: Format, options: Options | None = None) -> None:
    """Write a plan to a file or a folder, which appears whole or not at all.

    A file is replaced. A folder is replaced if nothing is in it but what was written by an earlier call.

    Raises
    ------
    RefusedError
        Something else is there.
    OSError
        The place cannot be written.
    """
    refuse_wrong_place(target, form)
    made = render(account, form, options)
    if isinstance(made, bytes):
        write_bytes(target, made)
    else:
        _write_folder(made, target)


def refuse_wrong_place(target: Path, form: Format) -> None:
    """Refuse a place at which the format cannot be written; what is in a folder is looked at later.

    Raises
    ------
    RefusedError
        There is a folder where a file is to be, or the reverse.
    """
    if form in FOLDERS and target.exists() and not target.is_dir():
        raise RefusedError(f"{target} is a file, and {form} is a folder of files. Name a new or an empty folder.")
    if form not in FOLDERS and target.is_dir():
        raise RefusedError(f"{target} is a folder. Name a file.")


def _write_folder(files: Files, target: Path) -> None:
    target = target.resolve()
    if target.exists() and (foreign := _foreign(target, files)):
        raise RefusedError(f"{target} holds {foreign}, which no export writes. Name a new or an empty folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        fresh, before = Path(scratch, "new"), Path(scratch, "old")
        for name, raw in files.items():
            write_bytes(fresh / name, raw)
        if not target.exists():
            fresh.rename(target)
            return
        target.rename(before)
        try:
            fresh.rename(target)
        except OSError:
            before.rename(target)
            raise


def _foreign(target: Path, files: Files) -> str:
    """Return the first thing in a folder that is not of an export; blank if there is none."""
    ours = {*files, *(str(Path(name).parent) for name in files)}
    names = sorted(entry.relative_to(target).as_posix() for entry in target.rglob("*"))
    return next((name for name in names if name not in ours), "")
