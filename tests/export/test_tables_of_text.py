"""CSV, Parquet, GeoJSON and JSON."""

import csv
import io
import json
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import duckdb
import jsonschema
import pytest

from builders import contingent, mission, move, plan, site, tour
from contingent.domain.plan import PLAN_TABLES, Plan
from contingent.export.csv_tables import csv_tables
from contingent.export.flat import Kind, flat_tables, kind_of
from contingent.export.geojson import geojson
from contingent.export.json_document import json_document, plan_schema, schema_text
from contingent.export.parquet import parquet_tables
from contingent.report.account import account_of
from contingent.report.tables import Tables
from export.accounts import FORMULAS, HOSTILE, account, renamed, seen_by

SCHEMA = Path(__file__).parents[2] / "docs" / "reference" / "plan.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(
    plan_schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


def cells(raw):
    return [*csv.reader(io.StringIO(raw.decode(), newline=""))]


def features(of, kind=None):
    found = json.loads(geojson(of))["features"]
    return [f for f in found if kind is None or f["properties"]["kind"] == kind]


# CSV


def test_every_table_of_plan_and_report_has_a_file_even_without_rows():
    names = {f"plan/{name}.csv" for name in PLAN_TABLES} | {f"report/{field.name}.csv" for field in fields(Tables)}
    of = mission(site(), weeks=3)
    files = csv_tables(account_of(of, plan(of)))
    assert set(files) == names | {"summary.csv"}
    assert cells(files["plan/tours.csv"])[0][:4] == ["tour", "contingent", "people", "heads"]


@pytest.mark.parametrize("text", FORMULAS, ids=range(len(FORMULAS)))
def test_no_cell_begins_like_a_formula(text):
    for name, raw in csv_tables(renamed(account(5), text)).items():
        for row in cells(raw):
            assert [cell for cell in row if cell[:1] in ("=", "+", "@", "\t", "\r", "\n")] == [], name
            assert [cell for cell in row if cell.startswith("-") and not _is_number(cell)] == [], name


def _is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def test_text_is_kept_but_for_what_is_dangerous():
    rows = cells(csv_tables(renamed(account(5), 'a;b,"c"\nd'))["summary.csv"])
    assert dict(rows)["title"] == 'a;b,"c"\nd'


def test_negative_numbers_are_numbers():
    tables = {table.name: table for table in flat_tables(account(5))}
    excess = [column.name for column in tables["report/burden"].columns].index("excess")
    assert tables["report/burden"].columns[excess].kind is Kind.NUMBER


@pytest.mark.parametrize(
    ("hint", "kind"),
    [
        (int, Kind.WHOLE),
        (bool, Kind.FLAG),
        (Decimal | None, Kind.NUMBER),
        (str, Kind.TEXT),
        (tuple[str, ...], Kind.TEXT),
    ],
    ids=str,
)
def test_a_type_has_a_kind(hint, kind):
    assert kind_of(hint) is kind


def test_a_type_that_no_column_holds_is_a_defect():
    with pytest.raises(TypeError, match="fits into no column"):
        kind_of(bytes)


# Parquet


def test_columns_are_typed(tmp_path):
    files = parquet_tables(account(5))
    for name, raw in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(raw)
    with duckdb.connect() as base:
        tours = base.read_parquet(str(tmp_path / "plan" / "tours.parquet"))
        types = {name: str(kind) for name, kind in zip(tours.columns, tours.types, strict=True)}
        found = tours.project("people, heads, arrive, depart").fetchall()
        summary = str(tmp_path / "summary.parquet")
        notes = base.execute("SELECT key, value FROM parquet_kv_metadata(?)", [summary]).fetchall()
    assert types["heads"] == "BIGINT"
    assert types["arrive"] == types["depart"] == "DATE"
    assert types["illustrative"] == "BOOLEAN"
    assert found == [(" ".join(t.people), t.heads, t.arrive, t.depart) for t in account(5).plan.tours]
    assert (b"mission", b"test") in notes


# GeoJSON


def test_a_site_without_coordinates_is_kept_without_a_geometry():
    of = mission(site(lat="1", lon="2"), site("far"), contingent("es", "ESP", 2, moves=1), weeks=6)
    came = tour("es", 2, 0, name="t")
    found = account_of(of, plan(of, came, move(came, "far", 3)))
    assert [f["geometry"] for f in features(found, "site")] == [{"type": "Point", "coordinates": [2.0, 1.0]}, None]
    assert [f["geometry"] for f in features(found, "move")] == [None]
    there = [
        (p["site"], p["people"], p["begin"], p["end"]) for p in (f["properties"] for f in features(found, "presence"))
    ]
    assert there == [("base", 2, "2020-01-06", "2020-01-27"), ("far", 2, "2020-01-27", "2020-02-17")]


def test_a_move_is_a_line_with_its_week():
    of = mission(site(lat="1", lon="2"), site("far", lat="3", lon="4"), contingent("es", "ESP", 2, moves=1), weeks=6)
    came = tour("es", 2, 0, name="t")
    (moved,) = features(account_of(of, plan(of, came, move(came, "far", 3))), "move")
    assert moved["geometry"] == {"type": "LineString", "coordinates": [[2.0, 1.0], [4.0, 3.0]]}
    assert moved["properties"]["week"] == "2020-01-27"


@pytest.mark.parametrize(("begin", "end"), [("179", "-179"), ("-179", "179")])
def test_a_line_over_the_180th_meridian_is_cut(begin, end):
    of = mission(site(lat="0", lon=begin), site("far", lat="2", lon=end), contingent("es", "ESP", 2, moves=1), weeks=6)
    came = tour("es", 2, 0, name="t")
    (moved,) = features(account_of(of, plan(of, came, move(came, "far", 3))), "move")
    edge = 180.0 if begin == "179" else -180.0
    assert moved["geometry"]["type"] == "MultiLineString"
    assert moved["geometry"]["coordinates"] == [
        [[float(begin), 0.0], [edge, 1.0]],
        [[-edge, 1.0], [float(end), 2.0]],
    ]


def test_features_have_names_of_their_own():
    for seed in range(30):
        names = [f["id"] for f in features(account(seed))]
        assert len(names) == len(set(names)), f"seed {seed}"
        for feature in features(account(seed)):
            assert feature["type"] == "Feature"
            assert set(feature) == {"type", "id", "geometry", "properties"}


# JSON


def test_the_schema_in_the_documentation_is_fresh():
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), (
        "run: python3 run.py schema --document > docs/reference/plan.schema.json"
    )


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(plan_schema())


def test_documents_obey_the_schema_and_the_plan_is_read_back():
    for seed in range(100):
        of = account(seed) if seed % 4 else seen_by(account(seed), "ESP")
        document = json.loads(json_document(of))
        VALIDATOR.validate(document)
        assert Plan.model_validate(document["plan"]) == of.plan, f"seed {seed}"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("verdict"),
        lambda d: d.update(format=2),
        lambda d: d.update(more=1),
        lambda d: d["tables"]["weeks"][0].update(people="many"),
        lambda d: d["tables"]["weeks"][0].update(week="soon"),
        lambda d: d["plan"].pop("tours"),
        lambda d: d["mission"].update(weeks="20"),
    ],
    ids=range(7),
)
def test_the_schema_refuses_what_is_no_document(spoil):
    document = json.loads(json_document(account(5)))
    spoil(document)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(document)


def test_a_view_has_no_verdict_and_says_so():
    document = json.loads(json_document(seen_by(account(5), "ESP")))
    assert (document["view"], document["verdict"], document["plan"]["goals"]) == ("ESP", None, [])
    assert document["notice"].startswith("View of ESP: only what is releasable")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_name_is_kept_in_json(text):
    assert json.loads(json_document(renamed(account(5), text)))["mission"]["title"] == text
