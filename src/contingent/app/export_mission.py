"""A mission as a workbook: the story of ``contingent export MISSION FILE.xlsx``."""

from collections.abc import Mapping
from pathlib import Path

from contingent.core.errors import DataError
from contingent.core.findings import Finding, Place, has_errors
from contingent.domain.checks.fault import finding, shown
from contingent.domain.mission import Mission
from contingent.files import Reading, is_workbook, read_mission
from contingent.files.course import course_file, folder_shelf
from contingent.files.disk import write_bytes
from contingent.files.workbook import mission_workbook, not_kept, open_mission
from contingent.files.workbook.course_sheet import is_file_name
from contingent.report.releasable import mission_notice, released_mission


def export_mission_workbook(
    mission: Path | Mission | Reading, path: Path, viewer: str | None = None
) -> tuple[Finding, ...]:
    """Write a mission to ``path`` as a workbook, which appears whole or not at all.

    Parameters
    ----------
    mission
        The folder or workbook of a mission, with its courses of action; or a mission as such, which has none.
    viewer
        Nation; only what it may see is written, without courses of action, and the workbook says so.

    Returns
    -------
    tuple
        What of the folder the workbook does not hold, and what else should be known; no errors. Of a view nothing:
        it could speak of what is hidden.

    Raises
    ------
    DataError
        The mission, or a course of action, cannot be read or held by a workbook, or it has no such nation.
    OSError
        The file cannot be written.
    """
    if viewer is not None:
        write_bytes(path, mission_workbook(_released(mission, viewer), notice=mission_notice(viewer)))
        return ()
    reading, texts, found = _read(mission)
    if reading.mission is None or has_errors(found):
        raise DataError(found)
    write_bytes(path, mission_workbook(reading.mission, texts))
    return tuple(sorted(found))


def _released(mission: Path | Mission | Reading, viewer: str) -> Mission:
    """Return what a nation may see of a mission."""
    if isinstance(mission, Mission):
        return released_mission(mission, viewer)
    reading = mission if isinstance(mission, Reading) else read_mission(mission)
    if reading.mission is None:
        raise DataError(reading.findings)
    return released_mission(reading.mission, viewer)


def _read(mission: Path | Mission | Reading) -> tuple[Reading, Mapping[str, str], list[Finding]]:
    """Return the mission, the texts of its courses, and what is to be said."""
    if isinstance(mission, Mission):
        return Reading(mission), {}, []
    if isinstance(mission, Reading):
        return mission, {}, list(mission.findings)
    if is_workbook(mission):
        book = open_mission(mission)
        return book.reading, book.courses.texts, list(book.reading.findings)
    reading = read_mission(mission)
    texts, found = _courses(mission)
    return reading, texts, [*reading.findings, *found, *(not_kept(mission, reading) if reading.mission else ())]


def _courses(folder: Path) -> tuple[Mapping[str, str], list[Finding]]:
    """Return the text of each course of action of a folder, and why others cannot be taken along."""
    shelf = folder_shelf(folder)
    texts: dict[str, str] = {}
    found: list[Finding] = []
    for name in shelf.names:
        text = shelf.text_of(name)
        if isinstance(text, Finding):
            found.append(text)
        elif not is_file_name(name):
            wanted = "a name that a file may have on any system"
            found.append(finding("bad-id", Place(course_file(name)), f"The course is {shown(name)}.", wanted=wanted))
        elif text is not None:
            texts[name] = text
    return texts, found
