"""`contingent check`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.arguments import AsJson, CourseName, MissionFolder
from contingent.cli.exits import ExitCode

if TYPE_CHECKING:
    from contingent.core.findings import Finding


def check(
    mission: MissionFolder,
    coa: CourseName = None,
    annotate: Annotated[
        Path | None,
        typer.Option(
            metavar="COPY.xlsx", help="Copy of the workbook with each finding at its cell.", show_default=False
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read a mission and list all that is wrong or strange in it."""
    from contingent.app.check_mission import check_mission
    from contingent.cli.printing import counted, output, print_findings, print_json
    from contingent.core.findings import has_errors

    findings = check_mission(mission, coa) if annotate is None else _annotated(mission, annotate, coa)
    failed = has_errors(findings)
    if as_json:
        print_json(usable=not failed, findings=findings)
    else:
        console = output()
        print_findings(findings, console)
        console.print(f"{mission}: {counted(findings)}", style="bold red" if failed else "green", soft_wrap=True)
    raise typer.Exit(ExitCode.FINDINGS if failed else ExitCode.DONE)


def _annotated(mission: Path, copy: Path, coa: str | None) -> "tuple[Finding, ...]":
    """Return what is found in a workbook, and write the copy that says so."""
    from contingent.app.annotate_workbook import annotate_workbook
    from contingent.cli.printing import aside
    from contingent.files import is_workbook

    hint = "--annotate"
    if not is_workbook(mission):
        raise typer.BadParameter(f"{mission} is no workbook; only those can be annotated.", param_hint=hint)
    if copy.suffix.lower() != ".xlsx" or copy.is_dir():
        raise typer.BadParameter(f"{copy} does not end in .xlsx.", param_hint=hint)
    if copy.exists() and mission.exists() and copy.samefile(mission):
        raise typer.BadParameter("The copy would replace the workbook. Give another name.", param_hint=hint)
    try:
        result = annotate_workbook(mission, copy, coa)
    except OSError as error:
        raise typer.BadParameter(f"{copy} cannot be written: {error.strerror}.", param_hint=hint) from error
    said = f"Wrote {copy}." if result.is_written else f"{copy} was not written: no cell could be read."
    aside().print(said, soft_wrap=True)
    return result.findings
