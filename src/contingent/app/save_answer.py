"""Write what was asked about a plan to a file: the story of ``--save`` of every question."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from contingent.app.answer_form import answer_form
from contingent.app.plan_folder import RefusedError
from contingent.export.answers import answer_csv
from contingent.files.disk import write_bytes
from contingent.report.account import Account
from contingent.report.json_form import json_form

__all__ = ["RefusedError", "refuse_wrong_answer_file", "save_answer"]


def save_answer(account: Account, file: Path) -> None:
    """Write the answers of an account, as the ending of the file says; it appears whole or not at all.

    ``.json``: the document that ``--json`` prints; ``.csv``: their tables; ``.html``: the plan's report page with a
    section for each; ``.xlsx``: the plan's workbook with a sheet for each.

    Raises
    ------
    RefusedError
        The file has another ending, or is a folder.
    OSError
        The place cannot be written.
    """
    refuse_wrong_answer_file(file)
    write_bytes(file, _WRITERS[file.suffix.lower()](account))


def refuse_wrong_answer_file(file: Path) -> None:
    """Refuse a file that cannot hold answers, before anything is asked.

    Raises
    ------
    RefusedError
        It has another ending than those of `save_answer`, or is a folder.
    """
    refuse_other_endings(file, _WRITERS)


def refuse_other_endings(file: Path, endings: Iterable[str]) -> None:
    """Refuse a file with none of the given endings, and a folder.

    Raises
    ------
    RefusedError
        It is one.
    """
    allowed = tuple(endings)
    if file.suffix.lower() not in allowed:
        raise RefusedError(f"{file} ends in none of {', '.join(allowed)}.")
    if file.is_dir():
        raise RefusedError(f"{file} is a folder. Name a file.")


def _json(account: Account) -> bytes:
    document = {"mission": account.mission.id, "view": account.viewer, **answer_form(account.answers)}
    return (json.dumps(json_form(document), ensure_ascii=False, indent=2) + "\n").encode()


def _html(account: Account) -> bytes:
    from contingent.report.page import report_page  # templates and charts, for those who want a page

    return report_page(account).encode()


def _xlsx(account: Account) -> bytes:
    from contingent.export.workbook import plan_workbook  # the same

    return plan_workbook(account)


_WRITERS: Final[Mapping[str, Callable[[Account], bytes]]] = {
    ".json": _json,
    ".csv": answer_csv,
    ".html": _html,
    ".xlsx": _xlsx,
}
