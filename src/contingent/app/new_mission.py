"""Start a mission: the story of ``contingent new``."""

from pathlib import Path

from contingent.core.errors import DataError
from contingent.domain.mission import Mission
from contingent.files import read_mission
from contingent.files.disk import is_taken

_FIRST = Path(__file__).with_name("first")
"""The mission of the tutorial, as it is installed: a copy of ``missions/first``, which a test holds to it."""


def new_mission(folder: Path) -> Mission | None:
    """Write a small valid mission to start from; None, and nothing written, where the folder already holds something.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    if is_taken(folder):
        return None
    for path in sorted(_FIRST.rglob("*.*")):
        copy = folder / path.relative_to(_FIRST)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    return first_mission()


def first_mission() -> Mission:
    """Return ten posts that one nation holds today and another is to take over.

    Raises
    ------
    DataError
        The installed copy was damaged.
    """
    reading = read_mission(_FIRST)
    if reading.mission is None:
        raise DataError(reading.findings)
    return reading.mission
