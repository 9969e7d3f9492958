"""The folder of a plan: its tables, and under ``mission/`` the mission as planned, so that it can travel alone."""

import shutil
from pathlib import Path

from contingent.app.whole_folder import RefusedError, refusal_for, replaced
from contingent.domain.mission import TABLES, Mission
from contingent.domain.plan import PLAN_TABLES, Plan
from contingent.files import Reading, write_mission, write_plan

__all__ = ["MISSION", "REPORTS", "RefusedError", "refusal", "save_plan"]

MISSION = "mission"
"""Folder of the mission as planned, inside the plan's folder."""
REPORTS = ("report.html", "brief.pdf", "plan.xlsx")
"""What may lie beside the tables for people to read. Of an earlier plan they are wrong, so they go with it."""


def save_plan(mission: Mission | Reading, plan: Plan, folder: Path) -> None:
    """Write a plan and its mission as one folder, which appears whole or not at all.

    Where there was a plan it is replaced; files beside it that are not of a plan are kept.

    Raises
    ------
    RefusedError
        Something else than a plan is there, or the place cannot be written.
    OSError
        The folder cannot be written.
    """
    if problem := refusal(folder):
        raise RefusedError(problem)
    folder = folder.resolve()
    with replaced(folder) as fresh:
        write_plan(plan, fresh)
        write_mission(mission, fresh / MISSION)
        if folder.exists():
            _keep_what_is_not_ours(folder, fresh)


def refusal(folder: Path) -> str:
    """Say why no plan can be written to ``folder``; blank where it can: the folder is new, empty, or a plan."""
    return refusal_for(folder, "plan.toml", "a plan")


def _keep_what_is_not_ours(old: Path, fresh: Path) -> None:
    """Copy to ``fresh`` what is in ``old`` and was not written with a plan."""
    plan_files = {"plan.toml", *(f"{table}.csv" for table in PLAN_TABLES), *REPORTS}
    mission_files = {"mission.toml", *(f"{table}.csv" for table in TABLES)}
    for here, there, ours in ((old, fresh, plan_files | {MISSION}), (old / MISSION, fresh / MISSION, mission_files)):
        for entry in here.iterdir() if here.is_dir() else ():
            if entry.name in ours:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, there / entry.name, symlinks=True)
            else:
                shutil.copy2(entry, there / entry.name, follow_symlinks=False)
