"""The decisions that a plan rests on, judged by a day and written to a file: the story of ``contingent decide``."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from contingent.analysis.delay import Delays
from contingent.app.answer_form import answer_form
from contingent.app.find_delays import MAX_WEEKS, find_delays
from contingent.app.save_answer import refuse_other_endings, save_answer
from contingent.core.errors import ContingentError
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.export.answers import answer_csv
from contingent.export.decisions import decision_calendar, decision_csv
from contingent.files.disk import write_bytes
from contingent.report.account import Account
from contingent.report.decisions import DecisionRow, judged
from contingent.report.json_form import json_form
from contingent.report.releasable import notice
from contingent.report.tables import tabulate
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch
from contingent.verify import is_lawful


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a plan rests on, and what delay costs."""

    decisions: tuple[DecisionRow, ...]
    """By their latest day."""
    delays: Delays | None = None
    """What is lost in each week of delay; None: it was not asked."""

    @property
    def partial(self) -> bool:
        """Whether time ran out before everything that was asked was proven."""
        return self.delays is not None and self.delays.is_partial


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
    if weeks and not is_lawful(mission, plan):
        raise ContingentError("The plan is not lawful: what delay costs cannot be said.")
    rows = judged(tabulate(mission, plan).decisions, today)
    return Decisions(rows, find_delays(mission, plan, weeks, limits or Limits(), Watch()) if weeks else None)


def judged_account(account: Account, today: date | None) -> Account:
    """Return an account whose decisions are judged by a day."""
    rows = judged(account.tables.decisions, today)
    return replace(account, tables=replace(account.tables, decisions=rows))


def decisions_form(account: Account, today: date | None) -> dict[str, object]:
    """Return decisions, and what delay costs if that was asked, as a document of plain values."""
    return {
        "mission": account.mission.id,
        "view": account.viewer,
        "notice": notice(account),
        "today": today,
        "decisions": account.tables.decisions,
        "delays": [],
        "partial": False,
        **answer_form(account.answers),
    }


def save_decisions(account: Account, today: date | None, file: Path) -> None:
    """Write the decisions to a file, which appears whole or not at all.

    ``.ics``: a calendar; ``.csv``: their table, and below it that of delay if it was asked; ``.json``: the document
    that ``--json`` prints; ``.html``, ``.xlsx``: the plan's report page or workbook, in which they are, with delay.

    Raises
    ------
    RefusedError
        The file has another ending, or is a folder.
    OSError
        The place cannot be written.
    """
    refuse_wrong_file(file)
    kind = file.suffix.lower()
    if kind in _WITH_REPORT:
        save_answer(account, file)
    elif kind == ".json":
        text = json.dumps(json_form(decisions_form(account, today)), ensure_ascii=False, indent=2)
        write_bytes(file, f"{text}\n".encode())
    else:
        write_bytes(file, _WRITERS[kind](account))


def refuse_wrong_file(file: Path) -> None:
    """Refuse a file that cannot hold decisions, before anything is read.

    Raises
    ------
    RefusedError
        It has another ending than those of `save_decisions`, or is a folder.
    """
    refuse_other_endings(file, (*_WRITERS, ".json", *_WITH_REPORT))


def _csv(account: Account) -> bytes:
    delays = answer_csv(account)
    return decision_csv(account) + (b"\r\n" + delays if delays else b"")


_WRITERS: Final[Mapping[str, Callable[[Account], bytes]]] = {".ics": decision_calendar, ".csv": _csv}
_WITH_REPORT: Final = (".html", ".xlsx")
