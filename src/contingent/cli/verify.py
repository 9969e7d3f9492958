"""`contingent verify`."""

from pathlib import Path
from typing import Annotated

import typer

from contingent.cli.arguments import AsJson
from contingent.cli.exits import ExitCode


def verify(
    first: Annotated[
        Path,
        typer.Argument(
            metavar="[MISSION]", help="Folder of the mission; without it the plan's own.", show_default=False
        ),
    ],
    second: Annotated[
        Path | None, typer.Argument(metavar="PLAN", help="Folder of the plan.", show_default=False)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a plan against every rule, whoever made it, and count its goals again."""
    from contingent.app.read_plan import read_planned
    from contingent.cli.printing import must_be_usable, output, print_json
    from contingent.report.terminal import Terminal
    from contingent.verify import verify as verify_plan

    mission_folder, folder = (None, first) if second is None else (first, second)
    planned = read_planned(folder, mission_folder)
    must_be_usable(planned.findings, as_json=as_json, notices=False)
    if planned.mission is None or planned.plan is None:
        raise typer.Exit(ExitCode.FINDINGS)
    verdict = verify_plan(planned.mission, planned.plan)
    if as_json:
        print_json(mission=planned.mission.id, lawful=verdict.is_lawful, verdict=verdict, findings=planned.findings)
    else:
        Terminal(output()).judgement(verdict)
    raise typer.Exit(ExitCode.DONE if verdict.is_lawful else ExitCode.NO_PLAN)
