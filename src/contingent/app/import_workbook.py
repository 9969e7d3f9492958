"""Turn a workbook into a folder: the story of ``contingent import``."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from contingent.app.whole_folder import RefusedError, refusal_for, replaced
from contingent.core.findings import Finding
from contingent.domain.mission import TABLES, Mission
from contingent.files import Reading, read_mission, write_mission
from contingent.files.course import FOLDER, course_file, folder_shelf
from contingent.files.disk import BOM, write_text
from contingent.files.mission_head import FILE
from contingent.files.workbook import open_mission


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it."""

    mission: Mission | None
    """Nothing, and nothing written, if any finding is an error."""
    courses: tuple[str, ...]
    findings: tuple[Finding, ...]
    """Of the mission as it stands; those under its courses of action forbid nothing, as in folders."""


def import_workbook(path: Path, folder: Path) -> Imported:
    """Write the mission of a workbook as a folder, which appears whole or not at all.

    Where there was a mission it is replaced: what did not change keeps its text and its comments, files beside it that
    are not of a mission are kept, and courses of action that the workbook does not have are gone.

    Raises
    ------
    RefusedError
        Something else than a mission is there, or the place cannot be written.
    OSError
        The folder cannot be written.
    """
    if problem := refusal(folder):
        raise RefusedError(problem)
    book = open_mission(path)
    reading = book.reading
    if reading.mission is None:
        return Imported(None, (), book.check())
    folder = folder.resolve()
    with replaced(folder) as fresh:
        if folder.exists():
            shutil.copytree(folder, fresh, symlinks=True, ignore=_ours)
        _write(reading.mission, book.courses.texts, folder, fresh)
    return Imported(reading.mission, tuple(sorted(book.courses.texts)), book.check())


def refusal(folder: Path) -> str:
    """Say why no mission can be written to ``folder``; blank where it can: the folder is new, empty, or a mission."""
    return refusal_for(folder, FILE, "a mission")


def _write(mission: Mission, courses: Mapping[str, str], old: Path, fresh: Path) -> None:
    originals = read_mission(old).originals if old.exists() else Reading(None).originals
    write_mission(Reading(mission, (), originals), fresh)
    shelf = folder_shelf(old)
    for name, text in courses.items():
        was = shelf.text_of(name)
        write_text(fresh, course_file(name), was if isinstance(was, str) and _plain(was) == _plain(text) else text)


def _plain(text: str) -> str:
    """Return a text without what a workbook does not keep of it."""
    return text.removeprefix(BOM).replace("\r\n", "\n").rstrip("\n")


def _ours(folder: str, names: list[str]) -> list[str]:
    """Return what of a folder is of the mission, and will be written anew."""
    here = Path(folder)
    if (here / FILE).is_file():
        files = {FILE, *(f"{table}.csv" for table in TABLES)}
        return [name for name in names if name in files or (name == FOLDER and (here / name).is_symlink())]
    return [name for name in names if here.name == FOLDER and name.endswith(".toml")]
