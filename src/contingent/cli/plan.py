"""`contingent plan`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from contingent.cli.arguments import AsJson, CourseName, MissionFolder, Plain
from contingent.cli.exits import ExitCode

if TYPE_CHECKING:
    from contingent.app.outcome import Outcome
    from contingent.domain.mission import Mission


def plan(
    mission: MissionFolder,
    coa: CourseName = None,
    time_limit: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="For all goals together.")] = 60.0,
    gap: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="SHARE", help="A goal is done when (best - bound) / scale is this small."),
    ] = 0.0,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Threads of the engine; with one, a run can be repeated exactly.")
    ] = 1,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Seed of the engine's random choices.")] = 0,
    engine: Annotated[Literal["highs", "cpsat"], typer.Option(help="Engine that solves.")] = "highs",
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder of the plan; default out/<mission>, or out/<mission>-<coa>.", show_default=False
        ),
    ] = None,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Plan a mission; write the plan to a folder and print its summary.

    Ctrl-C stops and keeps the best plan so far; twice leaves at once.
    """
    from contingent.app.check_mission import check_mission
    from contingent.app.plan_folder import can_hold_a_plan
    from contingent.app.plan_mission import plan_mission
    from contingent.cli.printing import aside, must_be_usable
    from contingent.cli.watching import run_watched, view_for
    from contingent.solve.limits import EngineName, Limits

    reading = check_mission(mission, coa)
    must_be_usable(reading.findings, as_json=as_json)
    as_read = reading.mission
    if as_read is None:
        raise typer.Exit(ExitCode.FINDINGS)
    folder = out or Path("out", as_read.id if coa is None else f"{as_read.id}-{coa}")
    if not can_hold_a_plan(folder):
        raise typer.BadParameter(f"{folder} holds something else than a plan.", param_hint="--out")
    limits = Limits(time_limit=time_limit, gap=gap, workers=workers, seed=seed, engine=EngineName(engine))
    view = view_for(aside(), silent=as_json)
    outcome = run_watched(lambda watch: plan_mission(as_read, limits, watch), view)
    _tell(as_read, outcome, folder, plain=plain, as_json=as_json)
    lawful = outcome.verdict is not None and outcome.verdict.is_lawful
    raise typer.Exit(ExitCode.DONE if lawful else ExitCode.NO_PLAN)


def _tell(mission: "Mission", outcome: "Outcome", folder: Path, *, plain: bool, as_json: bool) -> None:
    """Write the plan's folder, and print the summary or the document."""
    from contingent.app.plan_folder import save_plan
    from contingent.cli.printing import output, print_json
    from contingent.report.tables import tabulate
    from contingent.report.terminal import Terminal

    told = {"mission": mission.id, "status": outcome.status, "why": outcome.why, "seconds": outcome.seconds}
    if outcome.plan is None or outcome.verdict is None:
        if as_json:
            print_json(**told, folder=None)
        else:
            output(plain=plain).print(f"No plan. {outcome.why}", style="bold red")
        return
    save_plan(mission, outcome.plan, folder)
    tables = tabulate(mission, outcome.plan)
    if as_json:
        print_json(**told, folder=folder, verdict=outcome.verdict, tables=tables)
        return
    console = output(plain=plain)
    terminal = Terminal(console, plain)
    terminal.heading(mission, outcome.verdict)
    console.print(outcome.why)
    terminal.summary(tables)
    console.print()
    console.print(
        f"Planned in {sum(s for phase, s in outcome.seconds.items() if ' ' not in phase):.1f} s. Written to {folder}.",
        soft_wrap=True,
    )
    console.print(f"All of it: contingent show {folder}", soft_wrap=True)
