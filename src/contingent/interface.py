"""The public Python interface: what `from contingent import ...` finds. Loaded at first use."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from contingent.app.check_mission import read_to_plan
from contingent.app.outcome import Outcome
from contingent.app.plan_mission import plan_mission
from contingent.core.errors import DataError
from contingent.core.findings import has_errors
from contingent.domain import mission as mission_tables
from contingent.domain import plan as plan_tables
from contingent.domain.verdict import Verdict
from contingent.files import read_plan, write_mission, write_plan
from contingent.report.frames import mission_frames, plan_frames
from contingent.solve.limits import EngineName, Limits
from contingent.solve.watch import Watch
from contingent.verify import verify as verify_plan

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DataError", "Mission", "Outcome", "Plan", "Verdict", "frames", "plan", "verify"]


class Mission(mission_tables.Mission):
    """A mission that can be read from a folder and written to one."""

    @staticmethod
    def read(folder: str | Path, coa: str | None = None) -> "Mission":
        """Read the mission in ``folder``, with a course of action laid over it if one is named.

        Raises
        ------
        DataError
            The data has errors; all of them are in its ``findings``.
        """
        reading = read_to_plan(Path(folder), coa)
        if reading.mission is None or has_errors(reading.findings):
            raise DataError(reading.findings)
        return Mission.model_construct(**dict(reading.mission))

    def write(self, folder: str | Path) -> None:
        """Write the mission to ``folder``; what did not change keeps its text."""
        write_mission(self, Path(folder))


class Plan(plan_tables.Plan):
    """A plan that can be read from a folder and written to one."""

    @staticmethod
    def read(folder: str | Path, mission: mission_tables.Mission) -> "Plan":
        """Read the plan of ``mission`` in ``folder``.

        Raises
        ------
        DataError
            The data has errors; all of them are in its ``findings``.
        """
        reading = read_plan(Path(folder), mission)
        if reading.plan is None or has_errors(reading.findings):
            raise DataError(reading.findings)
        return Plan.model_construct(**dict(reading.plan))

    def write(self, folder: str | Path) -> None:
        """Write the plan's tables to ``folder``."""
        write_plan(self, Path(folder))


def plan(
    mission: mission_tables.Mission,
    *,
    time_limit: float = 60.0,
    gap: float = 0.0,
    workers: int = 1,
    seed: int = 0,
    engine: str = "highs",
) -> Outcome:
    """Plan a mission; the outcome holds the plan, if there is one, and the verifier's verdict.

    Parameters
    ----------
    time_limit
        Wall-clock time for all goals together. [s]
    gap
        A goal counts as solved when (best - bound) / scale is at most this. [1]
    workers
        Threads of the engine; with one, a run that ends before its time limit can be repeated exactly.
    seed
        Seed of the engine's random choices.
    engine
        ``highs`` or ``cpsat``.
    """
    limits = Limits(time_limit=time_limit, gap=gap, workers=workers, seed=seed, engine=EngineName(engine))
    outcome = plan_mission(mission, limits, Watch())
    return outcome if outcome.plan is None else replace(outcome, plan=Plan.model_construct(**dict(outcome.plan)))


def verify(mission: mission_tables.Mission, plan: plan_tables.Plan) -> Verdict:
    """Check a plan against every rule of its mission, whoever made it, and count its goals."""
    return verify_plan(mission, plan)


def frames(mission: mission_tables.Mission, plan: plan_tables.Plan | None = None) -> "dict[str, pd.DataFrame]":
    """Return the tables of a mission or, where a plan is given, of the plan, as data frames by name.

    Columns are named as in the files. Beside the tables of the plan there are those that a report reckons from it:
    ``goals``, ``nations``, ``weeks``, ``departures``, ``shortfalls`` and ``handovers_due``.
    """
    return mission_frames(mission) if plan is None else plan_frames(mission, plan)
