"""The folder of a plan: its tables, and under ``mission/`` the mission as planned, so that it can travel alone."""

import os
import shutil
import tempfile
from pathlib import Path

from contingent.core.errors import ContingentError
from contingent.domain.mission import TABLES, Mission
from contingent.domain.plan import PLAN_TABLES, Plan
from contingent.files import Reading, write_mission, write_plan

MISSION = "mission"
"""Folder of the mission as planned, inside the plan's folder."""


class RefusedError(ContingentError):
    """No plan may be written there; the message says why."""


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


def refusal(folder: Path) -> str:
    """Say why no plan can be written to ``folder``; blank where it can: the folder is new, empty, or a plan."""
    if folder.is_dir():
        if not (folder / "plan.toml").is_file() and any(folder.iterdir()):
            return f"{folder} holds something else than a plan. Name a new or an empty folder."
    elif folder.exists():
        return f"{folder} is a file. Name a new or an empty folder."
    parent = next(parent for parent in folder.absolute().parents if parent.exists())
    return "" if parent.is_dir() and os.access(parent, os.W_OK) else f"{parent} cannot be written."


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
