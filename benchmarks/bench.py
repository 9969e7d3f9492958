"""Run the whole matrix: missions x methods, one after another, each in a process of its own. See README.md."""

import argparse
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from cases import BUNDLED, Case, cases, folder_of  # noqa: E402 - found on the path set above
from machine import machine  # noqa: E402
from page import write_page  # noqa: E402
from record import Record  # noqa: E402

CHILD = ROOT / "benchmarks" / "child.py"
EVIDENCE = ROOT / "docs" / "evidence"
SLACK = 2.0
"""A child that takes this many times its seconds, and a minute, is ended. [1]"""


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py bench", description="Measure the engine and its peers.")
    parser.add_argument("--quick", action="store_true", help="S only, one seed, 10 s")
    parser.add_argument("--sizes", default=f"{BUNDLED},S,M,L", help="of S, M, L, XL, bundled")
    parser.add_argument("--mixes", default="posts,companies")
    parser.add_argument("--seeds", type=int, default=5, help="missions of each size and mix")
    parser.add_argument("--seconds", type=float, default=60.0, help="limit of each run")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=3, help="runs of one small mission, to see the noise")
    parser.add_argument("--methods", default="", help="our own and peers; default: all that are there")
    parser.add_argument("--peers", action="store_true", help="install the peers' own packages first (run.py does it)")
    parser.add_argument("--again", action="store_true", help="run also what has a record")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "bench")
    parser.add_argument("--write", action="store_true", help="write docs/evidence/benchmarks.md as well")
    parser.add_argument("--page", type=Path, help="only write the page, from results.json")
    chosen = parser.parse_args(arguments)
    if chosen.quick:
        chosen.sizes, chosen.seeds, chosen.repeat, chosen.seconds = "S", 1, 1, min(10.0, chosen.seconds)
    return chosen


def methods(chosen: str) -> list[str]:
    """Return the methods that were asked for, or all."""
    peers = sorted(p.stem for p in (ROOT / "benchmarks" / "peers").glob("[!_]*.py"))
    return chosen.split(",") if chosen else ["contingent", *peers]


def run(case: Case, method: str, chosen: argparse.Namespace, turn: int = 0) -> Record:
    """Run one method on one mission, unless its record is there."""
    folder = folder_of(case, chosen.out / "missions")
    name = (
        f"{case.name}--{method.replace(':', '-')}--{chosen.seconds:g}s-{chosen.workers}w{f'-{turn}' * bool(turn)}.json"
    )
    file = chosen.out / "records" / name
    if file.exists() and not chosen.again:
        return Record.of(json.loads(file.read_text(encoding="utf-8")))
    file.parent.mkdir(parents=True, exist_ok=True)
    record = Record(case.name, case.size, case.mix, case.seed, method, chosen.seconds, chosen.workers)
    record.load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    record.save(file)
    command = [sys.executable, str(CHILD), str(file), str(folder), method, str(chosen.seconds), str(chosen.workers)]
    try:
        ended = subprocess.run(
            command, timeout=SLACK * chosen.seconds + 60, check=False, capture_output=True, text=True
        )
        complaint = ended.stderr.strip().splitlines()[-1:] if ended.returncode else []
    except subprocess.TimeoutExpired:
        complaint = ["ended by the benchmark: it did not keep to its time"]
    record = Record.of(json.loads(file.read_text(encoding="utf-8")))
    if complaint:
        record.status, record.why = "failed", complaint[0][:300]
        record.save(file)
    return record


def told(record: Record) -> str:
    """Return one line about a run."""
    gaps = [record.final_gap(goal) for goal in ("essential", "coverage")]
    words = " ".join("-" if gap is None else f"{100 * gap:.2f} %" for gap in gaps)
    first = record.first_plan()
    begun = "none" if first is None else f"{first:.1f} s"
    return (
        f"{record.case:20} {record.method:24} {record.status:10} first plan {begun:>8}, gaps {words} {record.why[:80]}"
    )


def main(arguments: list[str]) -> int:
    """Measure, then write what was measured."""
    chosen = options(arguments)
    if chosen.page:
        document = json.loads(chosen.page.read_text(encoding="utf-8"))
        records, repeats = ([Record.of(r) for r in document[kind]] for kind in ("records", "repeats"))
        write_page(records, repeats, document["machine"], EVIDENCE)
        return 0
    records = []
    for case in cases(chosen.sizes.split(","), chosen.mixes.split(","), chosen.seeds):
        for method in methods(chosen.methods):
            records.append(run(case, method, chosen))
            print(told(records[-1]), flush=True)
    calm = Case("S", chosen.mixes.split(",")[0], 1)
    repeats = [run(calm, methods(chosen.methods)[0], chosen, turn) for turn in range(chosen.repeat)] * (
        chosen.repeat > 1
    )
    kept = {"records": [asdict(r) for r in records], "repeats": [asdict(r) for r in repeats]}
    results = {"machine": machine(), **kept}
    (chosen.out / "results.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    for folder in (chosen.out / "page", *([EVIDENCE] if chosen.write else [])):
        write_page(records, repeats, results["machine"], folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
