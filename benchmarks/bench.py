"""Run the whole matrix: missions x methods, one after another, each in a process of its own. See README.md."""

import argparse
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from cases import BUNDLED, Case, cases, folder_of  # noqa: E402 - found on the path set above
from machine import machine  # noqa: E402
from page import write_page  # noqa: E402
from record import Record  # noqa: E402

LOST = 8.0
"""What a run takes beside its seconds, about. [s]"""
CHILD = ROOT / "benchmarks" / "child.py"
EVIDENCE = ROOT / "docs" / "evidence"
SLACK, REST = 2.0, 60.0
"""A child that takes so many times its seconds [1], and so many more [s], is ended."""


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
    parser.add_argument("--memory", type=float, default=16.0, help="most memory of each run, GiB")
    parser.add_argument("--peers", action="store_true", help="install the peers' own packages first (run.py does it)")
    parser.add_argument("--again", action="store_true", help="run also what has a record")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "bench")
    parser.add_argument("--write", action="store_true", help="write the page into docs/evidence as well")
    parser.add_argument("--page", type=Path, nargs="+", help="only write the page, from these results.json")
    parser.add_argument("--name", default="benchmarks", help="of the page, such as benchmarks-minute")
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
    words = [str(file), str(folder), method, str(chosen.seconds), str(chosen.workers), str(chosen.memory)]
    complaint = complaint_of([sys.executable, str(CHILD), *words], SLACK * chosen.seconds + REST)
    record = Record.of(json.loads(file.read_text(encoding="utf-8")))
    if complaint:
        record.status, record.why = "failed", complaint[:300]
        record.save(file)
    return record


def complaint_of(command: list[str], seconds: float) -> str:
    """Run a command and all that it starts, for so long at most; return what went wrong, or nothing."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        _, said = child.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return "ended by the benchmark: it did not keep to its time"
    finally:
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)  # what it started and did not end, too
        else:
            child.kill()
        child.wait()
    if not child.returncode:
        return ""
    return (said.strip().splitlines() or [f"ended with {child.returncode}"])[-1]


def told(record: Record) -> str:
    """Return one line about a run."""
    gaps = [record.final_gap(goal) for goal in ("essential", "coverage")]
    words = " ".join("-" if gap is None else f"{100 * gap:.2f} %" for gap in gaps)
    first = record.first_plan()
    begun = "none" if first is None else f"{first:.1f} s"
    return (
        f"{record.case:20} {record.method:24} {record.status:10} first plan {begun:>8}, gaps {words} {record.why[:80]}"
    )


def again(chosen: argparse.Namespace) -> list[Record]:
    """Run one small mission several times, to see the noise."""
    if chosen.repeat < 2:
        return []
    calm = Case("S", chosen.mixes.split(",")[0], 1)
    return [run(calm, methods(chosen.methods)[0], chosen, turn) for turn in range(chosen.repeat)]


def main(arguments: list[str]) -> int:
    """Measure, then write what was measured."""
    chosen = options(arguments)
    if chosen.page:
        documents = [json.loads(page.read_text(encoding="utf-8")) for page in chosen.page]
        records, repeats = ([Record.of(r) for d in documents for r in d[kind]] for kind in ("records", "repeats"))
        write_page(records, repeats, documents[0]["machine"], EVIDENCE, chosen.name)
        return 0
    runs = [
        (case, method)
        for case in cases(chosen.sizes.split(","), chosen.mixes.split(","), chosen.seeds)
        for method in methods(chosen.methods)
    ]
    minutes = len(runs) * (chosen.seconds + LOST) / 60
    print(
        f"{len(runs)} runs of {chosen.seconds:g} s, about {minutes:.0f} minutes where all keep to their time",
        flush=True,
    )
    records: list[Record] = []
    try:
        for case, method in runs:
            records.append(run(case, method, chosen))
            print(told(records[-1]), flush=True)
        repeats = again(chosen)
    except KeyboardInterrupt:
        print("stopped: the page is of what there is", flush=True)
        repeats = []
    kept = {"records": [asdict(r) for r in records], "repeats": [asdict(r) for r in repeats]}
    if not records:
        return 1
    results = {"machine": machine(), **kept}
    (chosen.out / "results.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    for folder in (chosen.out / "page", *([EVIDENCE] if chosen.write else [])):
        write_page(records, repeats, results["machine"], folder, chosen.name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
