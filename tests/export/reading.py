"""What is in an exported file, as another tool finds it: each assignment with the day on which it begins."""

import csv
import io
import json
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import icalendar
import python_calamine

from contingent.app.export_plan import Format
from contingent.domain.plan import Plan

Assignments = Counter[tuple[str, date]]
"""Kind (table of the plan) and first day."""

MSPDI = "{http://schemas.microsoft.com/project}"
KIND = "188743731"


def tree(raw: bytes) -> ET.Element:
    """Return the root of a document in XML."""
    return ET.fromstring(raw)  # noqa: S314 - we wrote it


def of_plan(plan: Plan) -> Assignments:
    """Return what has to be found."""
    rows: list[tuple[str, date]] = []
    rows += [("tours", row.arrive) for row in plan.tours]
    rows += [("moves", row.week) for row in plan.moves]
    rows += [("rehats", row.week) for row in plan.rehats]
    rows += [("fills", row.from_) for row in plan.fills]
    rows += [("handovers", row.week) for row in plan.handovers]
    rows += [("onward", row.from_) for row in plan.onward]
    return Counter(rows)


def sheets(raw: bytes) -> dict[str, list[list[Any]]]:
    """Return the values of a workbook, sheet by sheet."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def listed(sheet: list[list[Any]]) -> list[dict[str, Any]]:
    """Return the rows of a list as what stands under each name; of two columns of one name, the last."""
    header = sheet[3]
    return [dict(zip(header, row, strict=True)) for row in sheet[4:] if row[0] != "None."]


def _workbook(raw: Any, _: Path) -> Assignments:
    book = sheets(raw)
    movements = listed(book["Movements"])
    rows: list[tuple[str, Any]] = [("tours", row["Arrive"]) for row in listed(book["Tours"])]
    rows += [("moves", row["Week of"]) for row in movements if row["What"] == "move"]
    rows += [("rehats", row["Week of"]) for row in movements if row["What"] == "change of command"]
    rows += [("fills", row["From"]) for row in listed(book["Fills"])]
    rows += [("handovers", row["Week of"]) for row in listed(book["Handovers"]) if row["State"] == "handed over"]
    rows += [("onward", row["From"]) for row in listed(book["Onward"])]
    return Counter((kind, day.date() if isinstance(day, datetime) else day) for kind, day in rows)


FIRST_DAY = {
    "tours": "arrive",
    "moves": "week",
    "rehats": "week",
    "fills": "from",
    "handovers": "week",
    "onward": "from",
}


def _csv(files: Any, _: Path) -> Assignments:
    rows = []
    for table, column in FIRST_DAY.items():
        text = io.StringIO(files[f"plan/{table}.csv"].decode(), newline="")
        rows += [(table, date.fromisoformat(row[column])) for row in csv.DictReader(text)]
    return Counter(rows)


def _parquet(files: Any, scratch: Path) -> Assignments:
    rows = []
    for table, column in FIRST_DAY.items():
        file = scratch / f"{table}.parquet"
        file.write_bytes(files[f"plan/{table}.parquet"])
        with duckdb.connect() as base:
            found = base.read_parquet(str(file)).project(f'"{column}"').fetchall()
        rows += [(table, day) for (day,) in found]
    return Counter(rows)


CATEGORY = {
    "IN PLACE": "tours",
    "ARRIVAL": "tours",
    "MOVE": "moves",
    "CHANGE OF COMMAND": "rehats",
    "FILL": "fills",
    "HANDOVER": "handovers",
    "ONWARD": "onward",
}


def _calendar(raw: Any, _: Path) -> Assignments:
    events = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    found = [(str(event["categories"].cats[0]), event.decoded("dtstart")) for event in events]
    return Counter((CATEGORY[what], day) for what, day in found if what in CATEGORY)


TASK = {
    "tour": "tours",
    "move": "moves",
    "rehat": "rehats",
    "fill": "fills",
    "handover": "handovers",
    "onward": "onward",
}


def _project(raw: Any, _: Path) -> Assignments:
    rows = []
    for task in tree(raw).iter(f"{MSPDI}Task"):
        for field in task.iter(f"{MSPDI}ExtendedAttribute"):
            kind = field.findtext(f"{MSPDI}Value") if field.findtext(f"{MSPDI}FieldID") == KIND else None
            if kind in TASK:
                rows.append((TASK[kind], datetime.fromisoformat(task.findtext(f"{MSPDI}Start") or "").date()))
    return Counter(rows)


def _geojson(raw: Any, _: Path) -> Assignments:
    found = [feature["properties"] for feature in json.loads(raw)["features"]]
    return Counter((TASK[p["kind"]], date.fromisoformat(p["begin"])) for p in found if p["kind"] in TASK)


def _json(raw: Any, _: Path) -> Assignments:
    return of_plan(Plan.model_validate(json.loads(raw)["plan"]))


READERS: Mapping[Format, Callable[[Any, Path], Assignments]] = {
    Format.XLSX: _workbook,
    Format.CSV: _csv,
    Format.PARQUET: _parquet,
    Format.ICS: _calendar,
    Format.XML: _project,
    Format.GEOJSON: _geojson,
    Format.JSON: _json,
}
"""How each format is read back."""
