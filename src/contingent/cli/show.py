"""`contingent show`."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from contingent.cli.arguments import AsJson, Plain, Viewer
from contingent.cli.exits import ExitCode


def show(
    folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of the plan.", show_default=False)],
    viewer: Viewer = None,
    chart: Annotated[
        str | None, typer.Option("--chart", metavar="NAME", help="Save this chart instead; with --save.")
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="File for the chart: .svg, .png or .pdf.")
    ] = None,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Show a plan: goals, people, handovers, who leaves when and for what, arrivals, shortfalls."""
    from contingent.app.read_plan import read_planned
    from contingent.cli.printing import must_be_usable, output, print_json
    from contingent.report.tables import tabulate
    from contingent.report.terminal import Terminal
    from contingent.verify import verify

    if chart is not None or save is not None:
        _save_chart(folder, viewer, chart, save, as_json=as_json)
    if viewer is not None:
        _show_view(folder, viewer, plain=plain, as_json=as_json)
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


def _show_view(folder: Path, viewer: str, *, plain: bool, as_json: bool) -> NoReturn:
    """Print what a nation may see, and nothing else: no verdict, no finding of what is hidden; then leave."""
    from contingent.app.read_plan import read_planned
    from contingent.cli.printing import output, print_json, refuse
    from contingent.core.errors import DataError
    from contingent.report.releasable import account_for, notice
    from contingent.report.terminal import Terminal

    planned = read_planned(folder)
    if planned.mission is None or planned.plan is None:
        refuse(planned.findings, as_json=as_json)
    try:
        account = account_for(planned.mission, planned.plan, viewer)
    except DataError as error:
        refuse(error.findings, as_json=as_json)
    if as_json:
        print_json(view=viewer, notice=notice(account), mission=account.mission.id, tables=account.tables)
    else:
        terminal = Terminal(output(plain=plain), plain)
        terminal.heading(account.mission, None, notice(account))
        terminal.report(account.tables, is_view=True)
    raise typer.Exit(ExitCode.DONE)


def _save_chart(folder: Path, viewer: str | None, name: str | None, file: Path | None, *, as_json: bool) -> NoReturn:
    """Save a chart and say in a sentence what it shows; then leave."""
    from contingent.app.save_chart import RefusedError, UnknownChartError, refuse_wrong_file, save_chart
    from contingent.cli.accounts import read_account
    from contingent.cli.printing import print_json
    from contingent.report.charts.registry import CHARTS

    if name is None:
        raise typer.BadParameter(f"Say which chart to save: --chart with one of {', '.join(CHARTS)}.")
    if file is None:
        raise typer.BadParameter(f"Say where to save the chart: --save {name}.png, or .svg or .pdf.")
    try:
        refuse_wrong_file(name, file)
        account = read_account(folder, viewer, as_json=as_json)
        sentence = save_chart(account, name, file)
    except UnknownChartError as error:
        raise typer.BadParameter(str(error), param_hint="--chart") from error
    except (RefusedError, OSError) as error:
        raise typer.BadParameter(str(error), param_hint="--save") from error
    if as_json:
        print_json(chart=name, file=file, sentence=sentence)
    else:
        typer.echo(f"{file}: {CHARTS[name].title}. {sentence}")
    is_unlawful = account.verdict is not None and not account.verdict.is_lawful
    raise typer.Exit(ExitCode.NO_PLAN if is_unlawful else ExitCode.DONE)
