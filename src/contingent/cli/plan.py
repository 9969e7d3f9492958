"""`contingent plan`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from contingent.cli.arguments import AsJson, CourseName, MissionFolder, Plain
from contingent.cli.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contingent.app.outcome import Outcome
    from contingent.core.findings import Finding
    from contingent.domain.mission import Mission
    from contingent.report.account import Account


def plan(
    mission: MissionFolder,
    coa: CourseName = None,
    time_limit: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="For all goals together.")] = 60.0,
    gap: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="SHARE", help="A goal is done when (best - bound) / scale is this small."),
    ] = 0.0,
    workers: Annotated[
        int,
        typer.Option(
            min=1, max=64, metavar="N", help="Threads of the engine; with one, a run can be repeated exactly."
        ),
    ] = 1,
    seed: Annotated[
        int, typer.Option(min=0, max=2**31 - 1, metavar="N", help="Seed of the engine's random choices.")
    ] = 0,
    engine: Annotated[
        Literal["highs", "cpsat"], typer.Option(metavar="highs|cpsat", help="Engine that solves.")
    ] = "highs",
    method: Annotated[
        Literal["auto", "matrix", "tours"],
        typer.Option(metavar="auto|matrix|tours", help="One program of the whole, or a search over tours."),
    ] = "auto",
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder of the plan; default out/<mission>, or out/<mission>-<coa>.", show_default=False
        ),
    ] = None,
    all_coas: Annotated[
        bool,
        typer.Option(
            "--all-coas", metavar="", help="Plan every course of action, and the mission as it stands; compare them."
        ),
    ] = False,
    reports: Annotated[
        bool,
        typer.Option(
            "--reports/--no-reports", help="Write report.html, brief.pdf and plan.xlsx beside the plan's tables."
        ),
    ] = True,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Plan a mission; write the plan to a folder and print its summary.

    Ctrl-C stops and keeps the best plan so far; twice leaves at once.
    """
    from contingent.app.check_mission import read_to_plan
    from contingent.app.plan_folder import refusal, save_plan
    from contingent.app.plan_mission import plan_mission
    from contingent.cli.printing import aside, must_be_usable
    from contingent.cli.watching import run_watched, view_for
    from contingent.solve.limits import EngineName, Limits, Method

    name, way = EngineName(engine), Method(method)
    limits = Limits(time_limit=time_limit, gap=gap, workers=workers, seed=seed, engine=name, method=way)
    if all_coas:
        from contingent.cli.all_courses import plan_all

        if coa is not None:
            raise typer.BadParameter("Every course of action is planned; name none.", param_hint="--coa")
        plan_all(mission, out, limits, reports=reports, plain=plain, as_json=as_json)
    reading = read_to_plan(mission, coa)
    must_be_usable(reading.findings, as_json=as_json)
    as_read = reading.mission
    if as_read is None:
        raise typer.Exit(ExitCode.FINDINGS)
    folder = out or Path("out", as_read.id if coa is None else f"{as_read.id}-{coa}")
    if problem := refusal(folder):
        raise typer.BadParameter(problem, param_hint="--out")
    view = view_for(aside(), silent=as_json)
    outcome = run_watched(lambda watch: plan_mission(as_read, limits, watch), view)
    if outcome.plan is not None:
        save_plan(reading, outcome.plan, folder)  # before tables and reports, which can take minutes
    account = _account(as_read, outcome)
    if as_json:
        _document(as_read, outcome, account, folder, reading.findings)
    else:
        _words(outcome, account, folder, plain=plain)
    if account is not None and reports:
        _reports(account, folder, silent=as_json)
    lawful = outcome.verdict is not None and outcome.verdict.is_lawful
    raise typer.Exit(ExitCode.DONE if lawful else ExitCode.NO_PLAN)


def _account(mission: "Mission", outcome: "Outcome") -> "Account | None":
    """Return what all outputs are made from, reckoned once; nothing where there is no plan."""
    from contingent.report.account import Account
    from contingent.report.tables import tabulate

    if outcome.plan is None:
        return None
    return Account(mission, outcome.plan, outcome.verdict, tabulate(mission, outcome.plan))


def _reports(account: "Account", folder: Path, *, silent: bool) -> None:
    """Write what people read, and say so as it comes: drawing takes a second or two."""
    from contingent.app.write_reports import write_reports
    from contingent.cli.printing import aside

    console = aside()
    for file in write_reports(account, folder):
        if not silent:
            console.print(f"Wrote {file}.", soft_wrap=True, highlight=False)


def _document(
    mission: "Mission", outcome: "Outcome", account: "Account | None", folder: Path, findings: "Sequence[Finding]"
) -> None:
    """Print what came of planning as JSON."""
    from contingent.cli.printing import print_json

    print_json(
        mission=mission.id,
        status=outcome.status,
        why=outcome.why,
        folder=None if outcome.plan is None else folder,
        seconds=outcome.seconds,
        verdict=outcome.verdict,
        findings=findings,
        tables=None if account is None else account.tables,
    )


def _words(outcome: "Outcome", account: "Account | None", folder: Path, *, plain: bool) -> None:
    """Print what came of planning for a human."""
    from contingent.cli.printing import output
    from contingent.report.terminal import Terminal

    console = output(plain=plain)
    if account is None or outcome.verdict is None:
        console.print(f"No plan. {outcome.why}", style="bold red")
        return
    terminal = Terminal(console, plain)
    terminal.heading(account.mission, outcome.verdict)
    console.print(outcome.why)
    terminal.summary(account.tables)
    spent = sum(seconds for phase, seconds in outcome.seconds.items() if not phase.startswith("solve "))
    console.print()
    console.print(f"Planned in {spent:.1f} s. Written to {folder}.", soft_wrap=True)
    console.print(f"All of it: contingent show {folder}", soft_wrap=True)
