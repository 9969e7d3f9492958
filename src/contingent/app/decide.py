"""The decisions that a plan rests on, judged by a day and written to a file: the story of ``contingent decide``."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from contingent.app.delay import MAX_WEEKS, Delay, delays, is_partial
from contingent.app.plan_folder import RefusedError
from contingent.core.errors import ContingentError
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.export.decisions import decision_calendar, decision_csv
from contingent.files.disk import write_bytes
from contingent.report.account import Account
from contingent.report.decisions import DecisionRow, judged
from contingent.report.tables import tabulate
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch
from contingent.verify import verify

_WRITERS = {".ics": decision_calendar, ".csv": decision_csv}


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a plan rests on, and what delay costs."""

    decisions: tuple[DecisionRow, ...]
    """By their latest day."""
    delays: tuple[Delay, ...] = ()
    """What is lost in each week of delay; nothing where it was not asked."""

    @property
    def partial(self) -> bool:
        """Whether time ran out before everything that was asked was proven."""
        return is_partial(self.delays)


def decide(
    mission: Mission, plan: Plan, today: date | None = None, weeks: int = 0, limits: Limits | None = None
) -> Decisions:
    """Return the decisions that a plan rests on; with ``weeks``, also what each week of delay costs.

    Raises
    ------
    ContingentError
        Delay is asked of more weeks than are looked at, or of a plan that is not lawful.
    """
    if not 0 <= weeks <= MAX_WEEKS:
        raise ContingentError(f"Delay is looked at for 0 to {MAX_WEEKS} weeks, not {weeks}.")
    if weeks and not verify(mission, plan).is_lawful:
        raise ContingentError("The plan is not lawful: what delay costs cannot be said.")
    rows = judged(tabulate(mission, plan).decisions, today)
    return Decisions(rows, delays(mission, plan, weeks, limits or Limits(), Watch()) if weeks else ())


def judged_account(account: Account, today: date | None) -> Account:
    """Return an account whose decisions are judged by a day."""
    rows = judged(account.tables.decisions, today)
    return replace(account, tables=replace(account.tables, decisions=rows))


def save_decisions(account: Account, file: Path) -> None:
    """Write the decisions as a calendar (.ics) or a table (.csv), which appears whole or not at all.

    Raises
    ------
    RefusedError
        The file ends in neither, or is a folder.
    OSError
        The place cannot be written.
    """
    refuse_wrong_file(file)
    write_bytes(file, _WRITERS[file.suffix.lower()](account))


def refuse_wrong_file(file: Path) -> None:
    """Refuse a file that cannot hold decisions, before anything is read.

    Raises
    ------
    RefusedError
        It ends in neither .ics nor .csv, or is a folder.
    """
    if file.suffix.lower() not in _WRITERS:
        raise RefusedError(f"{file} ends neither in .ics nor in .csv.")
    if file.is_dir():
        raise RefusedError(f"{file} is a folder. Name a file.")
