"""Read a mission, with a course of action laid over it: the story of ``contingent check``."""

from pathlib import Path

from contingent.files import Reading, read_mission


def check_mission(folder: Path, course: str | None = None) -> Reading:
    """Read the mission in ``folder``, with the course of action if one is named; the findings say all that is wrong."""
    reading = read_mission(folder)
    if course is None or reading.mission is None:
        return reading
    return reading
