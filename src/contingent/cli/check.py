"""`contingent check`."""

import typer

from contingent.cli.annotating import Annotate, annotated
from contingent.cli.arguments import AsJson, CourseName, MissionFolder
from contingent.cli.exits import ExitCode


def check(
    mission: MissionFolder,
    coa: CourseName = None,
    annotate: Annotate = None,
    as_json: AsJson = False,
) -> None:
    """Read a mission and list all that is wrong or strange in it."""
    from contingent.app.check_mission import check_mission
    from contingent.cli.printing import counted, output, print_findings, print_json
    from contingent.core.findings import has_errors

    findings = check_mission(mission, coa) if annotate is None else annotated(mission, annotate, coa)
    failed = has_errors(findings)
    if as_json:
        print_json(usable=not failed, findings=findings)
    else:
        console = output()
        print_findings(findings, console)
        console.print(f"{mission}: {counted(findings)}", style="bold red" if failed else "green", soft_wrap=True)
    raise typer.Exit(ExitCode.FINDINGS if failed else ExitCode.DONE)
