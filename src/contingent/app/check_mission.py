"""Read a mission, with a course of action laid over it: the story of ``contingent check``."""

from pathlib import Path

from contingent.files import Reading, apply_course, read_course, read_mission


def check_mission(folder: Path, course: str | None = None) -> Reading:
    """Read the mission in ``folder``; the findings say all that is wrong with it, and with the course of action if one is named."""
    reading = read_mission(folder)
    if course is None or reading.mission is None:
        return reading
    return apply_course(reading, course)
