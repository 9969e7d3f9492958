"""The folder of a plan: its tables, and under ``mission/`` the mission as planned, so that it can travel alone."""

import shutil
import tempfile
from pathlib import Path

from contingent.domain.mission import TABLES, Mission
from contingent.domain.plan import PLAN_TABLES, Plan
from contingent.files import write_mission, write_plan

MISSION = "mission"
"""Folder of the mission as planned, inside the plan's folder."""


class NotOursError(Exception):
    """The folder to be written holds something that is no plan."""


def save_plan(mission: Mission, plan: Plan, folder: Path) -> None:
    """Write a plan and its mission as one folder, which appears whole or not at all.

    Where there was a plan it is replaced; files beside it that are not of a plan are kept.

    Raises
    ------
    NotOursError
        Something else than a plan is there.
    OSError
        The folder cannot be written.
    """
    if not can_hold_a_plan(folder):
        raise NotOursError(f"{folder} holds something else than a plan. Name an empty or a new folder.")
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
        fresh, before = Path(scratch, "new"), Path(scratch, "old")
        write_plan(plan, fresh)
        write_mission(mission, fresh / MISSION)
        if not folder.exists():
            fresh.rename(folder)
            return
        _keep_what_is_not_ours(folder, fresh)
        folder.rename(before)
        try:
            fresh.rename(folder)
        except OSError:
            before.rename(folder)
            raise


def can_hold_a_plan(folder: Path) -> bool:
    """Tell whether a plan may be written to ``folder``: it is new, empty, or a plan."""
    return not folder.exists() or (folder.is_dir() and ((folder / "plan.toml").is_file() or not any(folder.iterdir())))


def _keep_what_is_not_ours(old: Path, fresh: Path) -> None:
    """Copy to ``fresh`` what is in ``old`` and was not written with a plan."""
    plan_files = {"plan.toml", *(f"{table}.csv" for table in PLAN_TABLES)}
    mission_files = {"mission.toml", *(f"{table}.csv" for table in TABLES)}
    for here, there, ours in ((old, fresh, plan_files | {MISSION}), (old / MISSION, fresh / MISSION, mission_files)):
        for entry in here.iterdir() if here.is_dir() else ():
            if entry.name in ours:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, there / entry.name, symlinks=True)
            else:
                shutil.copy2(entry, there / entry.name, follow_symlinks=False)
