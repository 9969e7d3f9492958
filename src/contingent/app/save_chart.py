"""A chart as a file: the story of ``contingent show PLAN --chart NAME --save FILE``."""

from pathlib import Path

from contingent.app.plan_folder import RefusedError
from contingent.files.disk import write_bytes
from contingent.report.account import Account
from contingent.report.charts.registry import UnknownChartError, find, sentence
from contingent.report.charts.save import Form, saved

__all__ = ["RefusedError", "UnknownChartError", "refuse_wrong_file", "save_chart"]


def save_chart(account: Account, name: str, file: Path) -> str:
    """Write a chart in the form that the ending of the file says, and return the sentence that tells what it shows.

    The file appears whole or not at all; one that is there is replaced.

    Raises
    ------
    UnknownChartError
        There is no such chart.
    RefusedError
        The ending says no form, or the place is a folder.
    OSError
        The place cannot be written.
    """
    form = refuse_wrong_file(name, file)
    write_bytes(file, saved(name, account, form))
    return sentence(name, account)


def refuse_wrong_file(name: str, file: Path) -> Form:
    """Return the form that the ending of a file says; refuse what cannot be written, before anything is read.

    Raises
    ------
    UnknownChartError
        There is no such chart.
    RefusedError
        The ending says no form, or the place is a folder.
    """
    find(name)
    ending = file.suffix.lower().removeprefix(".")
    if ending not in set(Form):
        raise RefusedError(
            f"{file} ends in none of {', '.join(f'.{form}' for form in Form)}; the ending says the form."
        )
    if file.is_dir():
        raise RefusedError(f"{file} is a folder. Name a file.")
    return Form(ending)
