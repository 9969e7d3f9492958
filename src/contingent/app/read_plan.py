"""Read a plan, with the mission that it plans: the first part of ``contingent verify`` and ``contingent show``."""

from dataclasses import dataclass
from pathlib import Path

from contingent.app.plan_folder import MISSION
from contingent.core.findings import Finding
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.files import read_mission, read_plan


@dataclass(frozen=True, slots=True)
class PlannedMission:
    """A mission and a plan of it, as read."""

    mission: Mission | None
    plan: Plan | None
    """Nothing if any finding is an error."""
    findings: tuple[Finding, ...]


def read_planned(folder: Path, mission_folder: Path | None = None) -> PlannedMission:
    """Read the plan in ``folder``, and its mission from ``mission_folder`` or from the plan's own ``mission/``."""
    reading = read_mission(mission_folder or folder / MISSION)
    if reading.mission is None:
        return PlannedMission(None, None, reading.findings)
    planned = read_plan(folder, reading.mission)
    return PlannedMission(reading.mission, planned.plan, (*reading.findings, *planned.findings))
