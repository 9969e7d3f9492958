"""Read a mission and say what is wrong with it: the story of ``contingent check``, and the first part of ``plan``."""

from pathlib import Path

from contingent.core.findings import Finding
from contingent.files import Reading, check_source, read_mission, read_mission_under


def check_mission(path: Path, course: str | None = None) -> tuple[Finding, ...]:
    """Return all findings of a mission, by place: under one course of action, or as it stands and under each."""
    return check_source(path) if course is None else read_mission_under(path, course).findings


def read_to_plan(path: Path, course: str | None = None) -> Reading:
    """Read the mission to be planned, from a folder or a workbook: as it stands, or under a course of action."""
    return read_mission(path) if course is None else read_mission_under(path, course)
