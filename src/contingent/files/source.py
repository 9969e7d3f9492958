"""A mission wherever it is kept: in a folder, or in a workbook."""

from pathlib import Path

from contingent.core.findings import Finding
from contingent.files import folder, overlay
from contingent.files.course import CourseReading
from contingent.files.course import courses as courses_of_folder
from contingent.files.course import read_course as read_course_of_folder
from contingent.files.reading import Reading
from contingent.files.workbook.read import open_mission

_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xltx", ".xltm", ".xls", ".ods"})
"""Endings of spreadsheets; those that cannot be read are refused with a word about it."""


def is_workbook(path: Path | str) -> bool:
    """Tell whether a path is meant as a workbook: by its ending, unless a folder has that name."""
    return Path(path).suffix.lower() in _SUFFIXES and not Path(path).is_dir()


def read_mission(path: Path | str) -> Reading:
    """Read a mission and check it; everything wrong is found at once. Courses of action are not looked at."""
    return open_mission(path).reading if is_workbook(path) else folder.read_mission(path)


def read_mission_under(path: Path | str, name: str) -> Reading:
    """Read a mission under one of its courses of action."""
    return open_mission(path).under(name) if is_workbook(path) else overlay.read_mission_under(path, name)


def check_source(path: Path | str) -> tuple[Finding, ...]:
    """Return everything wrong or strange in a mission, as it stands and under each of its courses of action."""
    return open_mission(path).check() if is_workbook(path) else overlay.check_folder(path)


def courses(path: Path | str) -> tuple[str, ...]:
    """List the courses of action of a mission, by name."""
    return open_mission(path).courses.shelf.names if is_workbook(path) else courses_of_folder(path)


def read_course(path: Path | str, name: str) -> CourseReading:
    """Read a course of action of a mission, and those that it builds on."""
    return open_mission(path).course(name) if is_workbook(path) else read_course_of_folder(path, name)
