"""The option `--annotate`: a copy of a workbook with each finding at its cell."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from contingent.core.findings import Finding

Annotate = Annotated[
    Path | None,
    typer.Option(metavar="COPY.xlsx", help="Copy of the workbook with each finding at its cell.", show_default=False),
]
_HINT = "--annotate"


def annotated(mission: Path, copy: Path, coa: str | None = None) -> "tuple[Finding, ...]":
    """Return what is found in a workbook, and write the copy that says so; leave if it cannot be written there."""
    from contingent.app.annotate_workbook import annotate_workbook
    from contingent.cli.printing import aside
    from contingent.files import is_workbook

    if not is_workbook(mission):
        raise typer.BadParameter(f"{mission} is no workbook; only those can be annotated.", param_hint=_HINT)
    if copy.suffix.lower() != ".xlsx" or copy.is_dir():
        raise typer.BadParameter(f"{copy} does not end in .xlsx.", param_hint=_HINT)
    if copy.exists() and mission.exists() and copy.samefile(mission):
        raise typer.BadParameter("The copy would replace the workbook. Give another name.", param_hint=_HINT)
    try:
        result = annotate_workbook(mission, copy, coa)
    except OSError as error:
        raise typer.BadParameter(f"{copy} cannot be written: {error.strerror}.", param_hint=_HINT) from error
    said = f"Wrote {copy}." if result.is_written else f"{copy} was not written: no cell could be read."
    aside().print(said, soft_wrap=True)
    return result.findings
