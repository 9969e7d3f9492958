"""Write beside a plan what people read: the report page, the brief, and the workbook."""

from collections.abc import Iterator
from pathlib import Path

from contingent.app.export_plan import export_plan, format_of
from contingent.app.plan_folder import REPORTS
from contingent.core.errors import ContingentError
from contingent.report.account import Account


def write_reports(account: Account, folder: Path) -> Iterator[Path]:
    """Write the reports of a plan into its folder, each whole or not at all, and yield each that is written.

    Raises
    ------
    OSError
        The folder cannot be written.
    """
    for name in REPORTS:
        target = folder / name
        form = format_of(target)
        if form is None:
            raise ContingentError(f"{name} ends like no format")
        export_plan(account, target, form)
        yield target
