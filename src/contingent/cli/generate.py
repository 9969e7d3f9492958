"""`contingent generate`."""

from pathlib import Path
from typing import Annotated

import typer

from contingent.cli.arguments import AsJson
from contingent.cli.exits import ExitCode
from contingent.generator.knobs import Knobs, Mix, Size


def generate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="New or empty folder.", show_default=False)],
    size: Annotated[Size, typer.Option("--size", help="40, 150, 400 or 1,500 contingents.")] = Size.S,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another seed, another mission.")] = 0,
    mix: Annotated[
        Mix, typer.Option("--mix", help="Pledges of single posts and teams, or many that move whole.")
    ] = Mix.POSTS,
    scarcity: Annotated[
        float, typer.Option("--scarcity", metavar="X", min=0.1, max=10, help="Posts asked, against the usual.")
    ] = 1.0,
    indivisible: Annotated[
        float | None,
        typer.Option(
            "--indivisible", metavar="SHARE", min=0, max=1, help="Share that moves whole, 0 to 1, instead of the mix's."
        ),
    ] = None,
    show_figures: Annotated[
        bool, typer.Option("--figures", metavar="", help="Print what was made, in figures.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a realistic mission from a seed, to try things out: every row is invented."""
    from contingent.app.generate_mission import generate as make
    from contingent.cli.printing import print_json
    from contingent.generator.figures import figures_of, told

    knobs = Knobs(size, seed, mix, scarcity, indivisible)
    try:
        mission = make(knobs, folder)
    except OSError as error:
        raise typer.BadParameter(f"{folder} cannot be written: {error.strerror}.") from error
    if mission is None:
        raise typer.BadParameter(f"{folder} already holds something. Name a new or an empty folder.")
    figures = dict(told(figures_of(mission))) if show_figures or as_json else {}
    if as_json:
        print_json(mission=mission.id, folder=folder, figures=figures)
        return
    typer.echo(f"Wrote the mission {mission.id} to {folder}.")
    for name, value in figures.items():
        typer.echo(f"  {name}: {value}")
    raise typer.Exit(ExitCode.DONE)
