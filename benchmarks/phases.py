"""Time each phase of planning a mission, and hold the figures against the goals of the project.

    python benchmarks/phases.py missions/iraq-2020 [seconds]

Times depend on the machine and on what else it does; quote medians of several runs. Nothing here is a test.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from contingent.app.plan_mission import plan_mission
from contingent.files import read_mission
from contingent.formulation import formulate
from contingent.instance import compile_mission
from contingent.solve.blend import STEEP, blend
from contingent.solve.limits import Limits
from contingent.solve.relaxation import vertex
from contingent.solve.watch import Watch

T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what the work returns, and how long it took. [s]"""
    begun = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun


def show(what: str, seconds: float, goal: str) -> None:
    """Print one line."""
    print(f"{what:28} {seconds:8.2f} s   {goal}")


def main(folder: Path, seconds: float) -> int:
    """Time the phases of one mission."""
    _, help_time = timed(
        lambda: subprocess.run([sys.executable, "-m", "contingent", "--help"], check=True, stdout=subprocess.DEVNULL)
    )
    show("contingent --help", help_time, "goal: under 0.4 s")
    reading, read_time = timed(lambda: read_mission(folder))
    if reading.mission is None:
        print("\n".join(str(f) for f in reading.findings))
        return 2
    mission = reading.mission
    show("read and check", read_time, "goal: under 1 s")
    made, build_time = timed(lambda: formulate(compile_mission(mission)))
    rows, columns = made.program.matrix.shape
    show("compile and build", build_time, f"{rows:,} rows, {columns:,} columns, {made.program.matrix.nnz:,} non-zeros")
    _, relaxed = timed(lambda: vertex(made.program, blend(made.program, STEEP), seconds, lambda: False))
    show("relaxation, blended cost", relaxed, "goal: more than building")
    outcome, plan_time = timed(lambda: plan_mission(mission, Limits(time_limit=seconds, workers=2), Watch()))
    show("plan", plan_time, f"limit {seconds:g} s, two workers")
    if outcome.plan is None:
        print(outcome.why)
        return 1
    show("  of which verify", outcome.seconds["verify"], "goal: under a tenth of planning")
    for goal in outcome.plan.goals:
        gap = "-" if goal.gap is None else f"{100 * goal.gap:.2f} %"
        best, bound = f"best {goal.value:12.1f}", f"bound {goal.bound or 0:12.1f}"
        print(f"{goal.goal:12} {best}  {bound}  gap of scale {gap:>8}  {goal.proof}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 60.0))
