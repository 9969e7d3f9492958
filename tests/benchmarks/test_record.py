"""What the benchmark makes of the numbers that a run told."""

import importlib.util
import json
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def record():
    spec = importlib.util.spec_from_file_location("benchmark_record", FOLDER / "record.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture
def run(record):
    samples = [(1.0, None, 10.0), (2.0, 50.0, None), (3.0, 40.0, 29.8), (9.0, 38.0, 30.0)]
    return record.Record(
        "S-posts-1",
        "S",
        "posts",
        1,
        "contingent",
        10.0,
        2,
        demand={"essential": 200.0, "coverage": 800.0},
        samples=[record.Sample(t, "essential", best, bound) for t, best, bound in samples],
        goals=[record.Final("essential", 38.0, 30.0, 100.0), record.Final("coverage", 80.0, 72.0, 800.0)],
    )


@pytest.mark.parametrize(
    ("seconds", "gap"), [(0.5, 1.0), (1.0, 190 / 200), (2.0, 40 / 200), (5.0, 10.2 / 200), (10.0, 8 / 200)]
)
def test_a_gap_is_of_the_demand_and_everything_is_open_before_the_first_plan(run, seconds, gap):
    assert run.gap(seconds, "essential") == pytest.approx(gap)


def test_the_final_gap_is_that_of_the_verified_plan(run):
    assert run.final_gap("essential") == pytest.approx(8 / 200)
    assert run.final_gap("coverage") == pytest.approx(8 / 800)
    assert run.final_gap("release") is None


def test_the_first_plan_and_the_settled_bound_have_a_moment(run):
    assert run.first_plan() == 2.0
    assert run.settled(["essential"]) == 3.0


def test_a_record_survives_its_file(run, record, tmp_path):
    run.save(tmp_path / "r.json")
    again = record.Record.of(json.loads((tmp_path / "r.json").read_text(encoding="utf-8")))
    assert asdict(again) == asdict(run)
