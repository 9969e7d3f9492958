"""Time every export of a plan, and the workbook of its mission; without a plan, of the large mission of the tests.

    python benchmarks/exports.py [PLAN]

The goal is under 5 s for each format of the large mission and for writing and for reading its workbook, under 15 s
and 15 MB for its report page.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from contingent.app.export_plan import RENDERERS, render  # noqa: E402 - found on the path set above
from contingent.app.read_plan import read_planned  # noqa: E402
from contingent.files import read_mission  # noqa: E402
from contingent.files.workbook import mission_workbook  # noqa: E402
from contingent.report.account import Account, account_of  # noqa: E402
from contingent.report.tables import tabulate  # noqa: E402


def account() -> Account:
    if sys.argv[1:]:
        planned = read_planned(Path(sys.argv[1]))
        if planned.mission is None or planned.plan is None:
            sys.exit("\n".join(f"{finding.place}: {finding.problem}" for finding in planned.findings))
        return account_of(planned.mission, planned.plan)
    from large import large_mission, large_plan

    mission = large_mission()
    plan = large_plan(mission)
    return Account(mission, plan, None, tabulate(mission, plan))


Made = TypeVar("Made")


def main() -> None:
    of = account()
    for form in RENDERERS:
        made = timed(form, lambda form=form: render(of, form))
        size = len(made) if isinstance(made, bytes) else sum(map(len, made.values()))
        print(f"{size / 1e6:6.2f} MB")
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "mission.xlsx"
        book.write_bytes(timed("mission workbook, written", lambda: mission_workbook(of.mission)))
        print(f"{book.stat().st_size / 1e6:6.2f} MB")
        timed("mission workbook, read", lambda: read_mission(book))
        print()


def timed(what: str, make: Callable[[], Made]) -> Made:
    begun = time.perf_counter()
    made = make()
    print(f"{what:26} {time.perf_counter() - begun:6.2f} s", end="  ")
    return made


if __name__ == "__main__":
    main()
