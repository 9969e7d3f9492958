"""`contingent new`."""

from pathlib import Path
from typing import Annotated

import typer

from contingent.cli.arguments import AsJson
from contingent.cli.exits import ExitCode


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New or empty folder.", show_default=False)],
    as_json: AsJson = False,
) -> None:
    """Write a small mission to start from."""
    from contingent.app.new_mission import new_mission
    from contingent.cli.printing import print_json

    try:
        mission = new_mission(folder)
    except OSError as error:
        raise typer.BadParameter(f"{folder} cannot be written: {error.strerror}.") from error
    if mission is None:
        raise typer.BadParameter(f"{folder} already holds something. Name a new or an empty folder.")
    if as_json:
        print_json(mission=mission.id, folder=folder)
        return
    typer.echo(f"Wrote the mission {mission.id} to {folder}.")
    typer.echo("Change its tables, then:")
    typer.echo(f"  contingent check {folder}")
    typer.echo(f"  contingent plan {folder}")
    raise typer.Exit(ExitCode.DONE)
