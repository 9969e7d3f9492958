"""Find alternatives to a plan, write each as a plan, and put them side by side: ``contingent alternatives``."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from contingent.analysis.alternatives import Alternatives
from contingent.analysis.alternatives_words import outcome, sentences
from contingent.analysis.find_alternatives import Told, Wanted
from contingent.analysis.find_alternatives import alternatives as search
from contingent.analysis.keeping import read_keep
from contingent.app.compare_plans import save_comparison
from contingent.app.plan_folder import RefusedError, refusal, save_plan
from contingent.app.write_reports import write_reports
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.report.account import Account, account_of
from contingent.report.comparison.candidate import Candidate
from contingent.report.comparison.compare import FEWEST, Comparison, compare
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch

GIVEN = "plan"
"""What the given plan is called in the comparison."""
PAGE = "comparison.html"
"""File of the comparison, beside the folders of the plans."""


def find_alternatives(
    mission: Mission,
    plan: Plan,
    keep_within: Iterable[str] = ("1%",),
    count: int = 3,
    limits: Limits | None = None,
    watch: Watch | None = None,
    told: Told = lambda _: None,
) -> Alternatives:
    """Find plans that lose at most so much and differ as much as they can, from the plan and from each other.

    Raises
    ------
    ContingentError
        What may be lost cannot be read, too many or too few are asked for, or the plan is not lawful.
    """
    keep = read_keep(keep_within, mission.planning.goals)
    bounds = Candidate(GIVEN, account_of(mission, plan)).bounds
    return search(mission, plan, Wanted(keep, count, bounds), limits or Limits(), watch or Watch(), told)


def folders_of(out: Path, count: int) -> tuple[Path, ...]:
    """Return the folders of so many alternatives.

    Raises
    ------
    RefusedError
        One of them cannot be written.
    """
    folders = tuple(out / name(number) for number in range(1, count + 1))
    for folder in folders:
        if problem := refusal(folder):
            raise RefusedError(problem)
    return folders


def name(number: int) -> str:
    """Name an alternative: its folder, and in the comparison."""
    return f"alternative-{number}"


def write_alternatives(
    mission: Mission, answer: Alternatives, folders: Iterable[Path], *, reports: bool
) -> Iterator[Path]:
    """Write each alternative as the folder of a plan, and yield the folders that are written.

    Raises
    ------
    OSError
        A folder cannot be written.
    """
    for one, folder in zip(answer.found, folders, strict=False):
        save_plan(mission, one.plan, folder)
        if reports:
            for _ in write_reports(account_of(mission, one.plan), folder):
                pass  # each is written before it is yielded
        yield folder


def compare_alternatives(account: Account, answer: Alternatives) -> Comparison | None:
    """Put the given plan and its alternatives side by side; nothing where there are none."""
    found = [Candidate(name(n), account_of(account.mission, one.plan)) for n, one in enumerate(answer.found, start=1)]
    candidates = [Candidate(GIVEN, account), *found]
    if len(candidates) < FEWEST:
        return None
    told = (f"{name(n)}: {' '.join(sentences(answer, n))}" for n in range(1, len(answer.found) + 1))
    return replace(compare(candidates), told=(outcome(answer), *told))


def save_choice(comparison: Comparison | None, out: Path) -> Path | None:
    """Write the comparison beside the alternatives; return its file.

    Raises
    ------
    OSError
        It cannot be written.
    """
    if comparison is None:
        return None
    save_comparison(comparison, out / PAGE)
    return out / PAGE
