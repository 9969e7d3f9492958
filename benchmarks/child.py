"""One method on one mission, in a process of its own, so that memory and crashes are its own.

    python benchmarks/child.py RECORD.json MISSION METHOD SECONDS WORKERS GIBIBYTES

RECORD.json holds the beginnings of a record; it is written anew after each phase, so that a run that is killed leaves
what it had.
"""

import importlib
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "benchmarks")]

from record import Final, Record, Sample  # noqa: E402 - found on the path set above

from contingent.app.export_plan import Format, render  # noqa: E402
from contingent.app.plan_mission import plan_mission  # noqa: E402
from contingent.core.errors import EngineError  # noqa: E402
from contingent.core.version import __version__  # noqa: E402
from contingent.domain.mission import Mission  # noqa: E402
from contingent.domain.plan import Plan  # noqa: E402
from contingent.domain.vocabulary import PledgeState  # noqa: E402
from contingent.files import read_mission  # noqa: E402
from contingent.formulation import formulate  # noqa: E402
from contingent.instance import compile_mission  # noqa: E402
from contingent.report.account import account_of  # noqa: E402
from contingent.solve.limits import EngineName, Limits  # noqa: E402
from contingent.solve.watch import Progress, Watch  # noqa: E402
from contingent.verify import verify  # noqa: E402

T = TypeVar("T")

OWN = "contingent"
"""Method names that begin so are ours; ``contingent:engine=cpsat`` sets a field of the limits."""
AGAIN = 3.0
"""Time for planning again after one pledge was withdrawn. [s]"""


class Run:
    """A run while it goes on."""

    def __init__(self, file: Path, method: str, seconds: float, workers: int) -> None:
        self.file, self.method, self.seconds, self.workers = file, method, seconds, workers
        self.record = Record.of(json.loads(file.read_text(encoding="utf-8")))
        self.record.status = "unfinished"
        self.begun, self.built = time.monotonic(), 0.0

    def phase(self, name: str, work: Callable[[], T]) -> T:
        """Do some work and note its time and memory."""
        begun = time.monotonic()
        result = work()
        self.lap(name, time.monotonic() - begun)
        return result

    def lap(self, name: str, seconds: float) -> None:
        """Note a phase."""
        self.record.phases[name] = round(seconds, 4)
        self.record.peaks[name] = self.record.peak = round(peak(), 1)
        self.record.cpu = round(sum(usage.ru_utime + usage.ru_stime for usage in usages()), 2)
        self.record.save(self.file)

    def told(self, goal: str, best: float | None, bound: float | None) -> None:
        """Note what a method says of a goal, if it is new."""
        if best is None and bound is None:
            return
        last = next((s for s in reversed(self.record.samples) if s.goal == goal), None)
        if last is None or (last.best, last.bound) != (best, bound):
            self.record.samples.append(Sample(round(time.monotonic() - self.begun, 3), str(goal), best, bound))

    def plan(self, folder: Path) -> None:
        """Go through all phases."""
        reading = self.phase("read", lambda: read_mission(folder))
        if reading.mission is None:
            sys.exit(f"{folder} has errors")
        mission = reading.mission
        self.record.demand = demand(mission)
        plan = self.own(mission) if self.method.startswith(OWN) else self.peer(mission)
        if plan is None:
            self.record.status = "no-plan"
        else:
            self.judge(mission, plan)
        self.lap("all", time.monotonic() - self.begun)

    def own(self, mission: Mission) -> Plan | None:
        """Plan as a user of ours does."""
        limits = own_limits(self.method, self.seconds, self.workers)
        outcome = plan_mission(mission, limits, Watch(report=self.listen))
        for name, seconds in outcome.seconds.items():
            self.lap(name, seconds)
        for name in ("compile", "build"):
            self.record.peaks[name] = round(self.built or self.record.peak, 1)
        self.record.program, self.record.version, self.record.why = dict(outcome.size), __version__, outcome.why
        if outcome.plan is not None:
            self.record.settings = dict(outcome.plan.made_by)
        return outcome.plan

    def listen(self, progress: Progress) -> None:
        """Note the progress of our own engine; the first of it tells that the program is built."""
        self.built = self.built or peak()
        self.told(progress.goal, progress.best, progress.bound)

    def peer(self, mission: Mission) -> Plan | None:
        """Plan with a peer."""
        peer = peer_of(self.method)
        self.record.version, self.record.settings = peer.VERSION, dict(peer.SETTINGS)
        made = None
        if peer.NEEDS_MATRIX:
            instance = self.phase("compile", lambda: compile_mission(mission))
            made = self.phase("build", lambda: formulate(instance))
            rows, columns = made.program.matrix.shape
            self.record.program = {"rows": rows, "columns": columns, "non-zeros": int(made.program.matrix.nnz)}
        return self.phase("solve", lambda: peer.run(made, mission, self.seconds, self.workers, self.told))

    def judge(self, mission: Mission, plan: Plan) -> None:
        """Have the plan verified, count its goals, and write its page."""
        verdict = self.phase("verify", lambda: verify(mission, plan))
        self.record.status = "lawful" if verdict.is_lawful else "unlawful"
        if not verdict.is_lawful:
            self.record.why = "; ".join([*verdict.unreadable, *map(str, verdict.violations)][:3])
            return
        claimed = {str(g.goal): g for g in plan.goals}
        for goal in mission.planning.goals:
            _, told = self.record.at(float("inf"), str(goal))
            claim = claimed.get(str(goal))
            bound = float(claim.bound or 0) if claim else told or 0.0
            scale = float(claim.scale) if claim and claim.scale else 1.0
            self.record.goals.append(Final(str(goal), float(verdict.goals[goal]), bound, scale))
            self.told(goal, float(verdict.goals[goal]), bound)
        if self.method.startswith(OWN):
            account = self.phase("report: count", lambda: account_of(mission, plan))
            self.phase("report: page", lambda: render(account, Format.HTML))
            self.again(mission, plan)

    def again(self, mission: Mission, plan: Plan) -> None:
        """Withdraw the pledge with most people in the plan, and plan again near it."""
        heads = Counter[str]()
        pledged = {c.id for c in mission.contingents if c.state is not PledgeState.IN_PLACE}
        for tour in plan.tours:
            heads[tour.contingent] += tour.heads if tour.contingent in pledged else 0
        if not heads:
            return
        gone = heads.most_common(1)[0][0]
        contingents = tuple(
            c.model_copy(update={"state": PledgeState.WITHDRAWN}) if c.id == gone else c for c in mission.contingents
        )
        changed = mission.model_copy(update={"contingents": contingents})
        limits = own_limits(self.method, AGAIN, self.workers)
        begun = time.monotonic()
        found = plan_mission(changed, limits, Watch(), near=plan).plan
        self.record.replan = {"seconds": time.monotonic() - begun, "lawful": float(found is not None)}
        if found is not None:
            self.record.replan["changed"] = changed_share(plan, found, gone)
        self.record.save(self.file)


def peer_of(method: str) -> ModuleType:
    """Return a peer's module; its packages are loaded with it."""
    return importlib.import_module(f"peers.{method}")


def peak() -> float:
    """Return the most memory that this process and the largest of those it started have held. [MiB]"""
    return sum(usage.ru_maxrss / 1024 for usage in usages())


def usages() -> tuple[resource.struct_rusage, ...]:
    """Return what this process used, and those that it started and that have ended."""
    return tuple(resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def demand(mission: Mission) -> dict[str, float]:
    """Return the post-weeks that a mission asks, as they are and by priority."""
    asked = {"essential": 0.0, "coverage": 0.0}
    activity_of = {a.id: a for a in mission.activities}
    for billet in mission.billets:
        activity = activity_of[billet.activity]
        runs = mission.calendar.span(activity.from_, activity.until)
        weeks = len(set(runs) & set(mission.calendar.span(billet.from_, billet.until)))
        asked["essential"] += billet.count * weeks
        asked["coverage"] += billet.count * weeks * activity.priority
    return asked


def own_limits(method: str, seconds: float, workers: int) -> Limits:
    """Return the limits of a run of our own, with the fields that the method's name sets."""
    limits = Limits(time_limit=seconds, workers=workers)
    for setting in method.split(":")[1:]:
        name, _, value = setting.partition("=")
        kind = {"engine": EngineName, "seed": int, "gap": float}.get(name, str)
        limits = replace(limits, **{name: kind(value)})
    return limits


def changed_share(before: Plan, after: Plan, gone: str) -> float:
    """Return the heads of tours that are not in both plans, of all in the first, those of one contingent aside. [1]"""
    one, two = (
        Counter({key: n for key, n in heads_of_tours(plan).items() if key[0] != gone}) for plan in (before, after)
    )
    return ((one - two).total() + (two - one).total()) / 2 / max(1, one.total())


def heads_of_tours(plan: Plan) -> Counter[tuple[object, ...]]:
    """Return the heads by everything else that a tour is."""
    heads = Counter[tuple[object, ...]]()
    for t in plan.tours:
        heads[t.contingent, t.people, t.site, t.command, t.arrive, t.depart] += t.heads
    return heads


def main() -> None:
    file, folder, method, seconds, workers, memory = sys.argv[1:7]
    most = int(float(memory) * 1024**3)
    # One that takes all of the machine fails alone. What can be written is counted, not what is only reserved: the
    # browser engine that draws the report's charts reserves far more addresses than any machine has memory.
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    run = Run(Path(file), method, float(seconds), int(workers))
    try:
        if not method.startswith(OWN):
            peer_of(method)
            run.begun = time.monotonic()  # packages are loaded before the clock runs, as ours are
        run.plan(Path(folder))
    except ImportError as problem:
        run.record.status, run.record.why = "missing", f"not installed: {problem}"[:300]
    except (EngineError, MemoryError) as problem:
        run.record.status, run.record.why = "failed", f"{type(problem).__name__}: {problem}"[:300]
    run.record.save(run.file)


if __name__ == "__main__":
    main()
