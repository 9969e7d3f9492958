"""Put plans side by side: the story of ``contingent compare``."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from contingent.app.plan_folder import RefusedError
from contingent.app.read_plan import PlannedMission, read_planned
from contingent.files.disk import write_bytes
from contingent.report.account import Account
from contingent.report.comparison.candidate import Candidate
from contingent.report.comparison.compare import Comparison, IncomparableError, compare
from contingent.report.comparison.page import comparison_page
from contingent.report.tables import tabulate
from contingent.verify import verify

__all__ = ["IncomparableError", "RefusedError", "compare_planned", "read_plans", "refuse_wrong_page", "save_comparison"]


def read_plans(folders: Sequence[Path]) -> dict[str, PlannedMission]:
    """Read plans; each is named like its folder, or by the path given where two folders have one name.

    Raises
    ------
    IncomparableError
        One folder was given twice.
    """
    if len({folder.resolve() for folder in folders}) < len(folders):
        raise IncomparableError("One plan was given twice.")
    names = Counter(folder.resolve().name for folder in folders)
    labels = [f.resolve().name if names[f.resolve().name] == 1 else f.as_posix() for f in folders]
    return {label: read_planned(folder) for label, folder in zip(labels, folders, strict=True)}


def compare_planned(plans: Mapping[str, PlannedMission]) -> Comparison:
    """Compare plans that were read without errors.

    Raises
    ------
    IncomparableError
        They cannot be put side by side; the message says why.
    """
    return compare([_candidate(name, planned) for name, planned in plans.items()])


def _candidate(name: str, planned: PlannedMission) -> Candidate:
    mission, plan = planned.mission, planned.plan
    if mission is None or plan is None:
        raise IncomparableError(f"{name} could not be read.")
    verdict = verify(mission, plan)
    if verdict.unreadable:
        raise IncomparableError(f"{name} names what its mission does not have: {verdict.unreadable[0]}.")
    return Candidate(name, Account(mission, plan, verdict, tabulate(mission, plan)))


def save_comparison(comparison: Comparison, file: Path) -> None:
    """Write the comparison as one page of HTML, which appears whole or not at all; one that is there is replaced.

    Raises
    ------
    RefusedError
        The file does not end in .html, or is a folder.
    OSError
        The place cannot be written.
    """
    refuse_wrong_page(file)
    write_bytes(file, comparison_page(comparison).encode())


def refuse_wrong_page(file: Path) -> None:
    """Refuse a file that cannot be a page, before anything is read.

    Raises
    ------
    RefusedError
        It does not end in .html, or is a folder.
    """
    if file.suffix.lower() not in (".html", ".htm"):
        raise RefusedError(f"{file} does not end in .html.")
    if file.is_dir():
        raise RefusedError(f"{file} is a folder. Name a file.")
