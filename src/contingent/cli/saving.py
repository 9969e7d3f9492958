"""``--save`` of the commands that answer a question about a plan."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from contingent.report.account import Account


def must_be_an_answer_file(file: Path | None) -> None:
    """Leave before anything is asked if the file cannot hold an answer; without a file all is well."""
    if file is None:
        return
    from contingent.app.save_answer import RefusedError, refuse_wrong_answer_file

    try:
        refuse_wrong_answer_file(file)
    except RefusedError as refusal:
        raise typer.BadParameter(str(refusal), param_hint="--save") from refusal


def save_answered(account: "Account", file: Path | None) -> None:
    """Write the answers of an account, or leave; without a file nothing is written."""
    from contingent.app.save_answer import save_answer

    if file is None:
        return
    try:
        save_answer(account, file)
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be written: {error.strerror}.", param_hint="--save") from error
