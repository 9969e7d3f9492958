"""`contingent decide`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.arguments import AsJson, Plain, Viewer, Workers
from contingent.cli.exits import ExitCode

if TYPE_CHECKING:
    from datetime import date

    from contingent.report.account import Account
    from contingent.solve.limits import Limits


def decide(
    folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of the plan.", show_default=False)],
    today: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Say which days have passed on this day. No default: no clock is looked at."),
    ] = None,
    viewer: Viewer = None,
    delay: Annotated[
        int,
        typer.Option(min=0, max=8, metavar="WEEKS", help="Also what is lost in each week of delay: plans again."),
    ] = 0,
    time_limit: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="For --delay, all plans together.")
    ] = 60.0,
    workers: Workers = 2,
    save: Annotated[
        Path | None,
        typer.Option(
            "--save",
            metavar="FILE",
            help="Also write it: .ics, .csv, .json, or with the plan's report as .html or workbook as .xlsx.",
            show_default=False,
        ),
    ] = None,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Say by when each decision must be made on which a plan rests, and what is lost if it is late."""
    from contingent.app.decide import judged_account, refuse_wrong_file, save_decisions
    from contingent.app.plan_folder import RefusedError
    from contingent.cli.accounts import read_account
    from contingent.solve.limits import Limits

    if viewer is not None and delay:
        raise typer.BadParameter("A nation's view is no whole plan, and cannot be planned again.", param_hint="--delay")
    day = _day(today)
    try:
        if save is not None:
            refuse_wrong_file(save)
    except RefusedError as refusal:
        raise typer.BadParameter(str(refusal), param_hint="--save") from refusal
    account = judged_account(read_account(folder, viewer, as_json=as_json), day)
    if delay:
        limits = Limits(time_limit=time_limit, workers=workers)
        account = _with_delays(account, delay, limits, quiet=as_json)
    try:
        if save is not None:
            save_decisions(account, day, save)
    except OSError as error:
        raise typer.BadParameter(f"{save} cannot be written: {error.strerror}.", param_hint="--save") from error
    _tell(account, save, day, plain=plain, as_json=as_json)
    raise typer.Exit(ExitCode.DONE)


def _day(said: str | None) -> "date | None":
    from datetime import date

    if said is None:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise typer.BadParameter(f"{said} is no date such as 2020-02-17.", param_hint="--today") from error


def _with_delays(account: "Account", weeks: int, limits: "Limits", *, quiet: bool) -> "Account":
    """Return the account with what delay costs; Ctrl-C keeps what is known."""
    from contingent.app.find_delays import find_delays
    from contingent.cli.printing import teller
    from contingent.cli.watching import Silence, run_watched
    from contingent.report.answers import Answers

    if account.verdict is None or not account.verdict.is_lawful:
        raise typer.BadParameter("The plan is not lawful: what delay costs cannot be said.", param_hint="--delay")
    told = teller(silent=quiet)
    found = run_watched(lambda watch: find_delays(account.mission, account.plan, weeks, limits, watch, told), Silence())
    return replace(account, answers=Answers(delays=found))


def _tell(account: "Account", save: Path | None, day: "date | None", *, plain: bool, as_json: bool) -> None:
    from contingent.app.decide import decisions_form
    from contingent.cli.printing import output, print_json
    from contingent.report.decisions_terminal import DecisionsTerminal
    from contingent.report.releasable import notice

    if as_json:
        print_json(file=save, **decisions_form(account, day))
        return
    console = output(plain=plain)
    if account.viewer is not None:
        console.print(notice(account), soft_wrap=True)
    terminal = DecisionsTerminal(console, plain)
    terminal.decisions(account.tables.decisions)
    if account.answers.delays is not None:
        terminal.delays(account.answers.delays)
    if save is not None:
        console.print(f"\nWrote {save}.", soft_wrap=True)
