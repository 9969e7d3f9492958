"""`contingent import`."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from contingent.cli.annotating import Annotate, annotated
from contingent.cli.arguments import AsJson
from contingent.cli.exits import ExitCode


def import_(
    workbook: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="Workbook of the mission.", show_default=False)],
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="New or empty folder, or that of a mission.", show_default=False)
    ],
    answers: Annotated[
        bool,
        typer.Option(
            "--answers",
            metavar="",
            help="The workbook is what `contingent ask` saved, filled in: write coas/answers.toml into FOLDER.",
        ),
    ] = False,
    annotate: Annotate = None,
    as_json: AsJson = False,
) -> None:
    """Turn the workbook of a mission into a folder of text files."""
    from contingent.app.import_workbook import import_workbook
    from contingent.app.whole_folder import RefusedError
    from contingent.cli.printing import aside, print_findings, print_json, refuse
    from contingent.files import is_workbook

    if not is_workbook(workbook):
        raise typer.BadParameter(f"{workbook} is no workbook. Give a file that ends in .xlsx.", param_hint="FILE.xlsx")
    if answers:
        _answers(workbook, folder, as_json=as_json)
    if annotate is not None:
        annotated(workbook, annotate)
    try:
        imported = import_workbook(workbook, folder)
    except RefusedError as error:
        raise typer.BadParameter(str(error), param_hint="FOLDER") from error
    except OSError as error:
        raise typer.BadParameter(f"{folder} cannot be written: {error.strerror}.", param_hint="FOLDER") from error
    if imported.mission is None:
        refuse(imported.findings, as_json=as_json)
    if as_json:
        print_json(mission=imported.mission.id, folder=folder, courses=imported.courses, findings=imported.findings)
        return
    print_findings(imported.findings, aside())
    typer.echo(f"Wrote the mission {imported.mission.id} to {folder}.")
    raise typer.Exit(ExitCode.DONE)


def _answers(workbook: Path, folder: Path, *, as_json: bool) -> NoReturn:
    from contingent.app.import_answers import COURSE, RefusedError, import_answers
    from contingent.cli.printing import print_json, refuse

    try:
        answered = import_answers(workbook, folder)
    except RefusedError as error:
        raise typer.BadParameter(str(error), param_hint="--answers") from error
    except OSError as error:
        raise typer.BadParameter(f"{folder} cannot be written: {error.strerror}.", param_hint="FOLDER") from error
    if answered.findings:
        refuse(answered.findings, as_json=as_json)
    if as_json:
        print_json(course=COURSE if answered.pledges else None, pledges=answered.pledges)
    elif answered.pledges:
        typer.echo(f"Wrote course of action {COURSE}: {', '.join(answered.pledges)}. Plan it with --coa {COURSE}.")
    else:
        typer.echo("No ask is answered with yes: nothing was written.")
    raise typer.Exit(ExitCode.DONE)
