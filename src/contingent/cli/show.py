"""`contingent show`."""

from pathlib import Path
from typing import Annotated

import typer

from contingent.cli.arguments import AsJson, Plain
from contingent.cli.exits import ExitCode


def show(
    folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of the plan.", show_default=False)],
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Show a plan: goals, people, handovers, who leaves when and for what, arrivals, shortfalls."""
    from contingent.app.read_plan import read_planned
    from contingent.cli.printing import must_be_usable, output, print_json
    from contingent.report.tables import tabulate
    from contingent.report.terminal import Terminal
    from contingent.verify import verify

    planned = read_planned(folder)
    must_be_usable(planned.findings, as_json=as_json, notices=False)
    if planned.mission is None or planned.plan is None:
        raise typer.Exit(ExitCode.FINDINGS)
    verdict = verify(planned.mission, planned.plan)
    tables = None if verdict.unreadable else tabulate(planned.mission, planned.plan)
    if as_json:
        print_json(
            mission=planned.mission.id,
            made_by=planned.plan.made_by,
            verdict=verdict,
            tables=tables,
            findings=planned.findings,
        )
    else:
        terminal = Terminal(output(plain=plain), plain)
        terminal.heading(planned.mission, verdict)
        if tables is not None:
            terminal.report(tables)
    raise typer.Exit(ExitCode.DONE if verdict.is_lawful else ExitCode.NO_PLAN)
