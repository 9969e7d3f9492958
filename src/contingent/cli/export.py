"""`contingent export`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from contingent.cli.arguments import AsJson, Viewer
from contingent.cli.exits import ExitCode

if TYPE_CHECKING:
    from contingent.app.export_plan import Format, Options
    from contingent.report.account import Account

Formats = Literal["xlsx", "csv", "parquet", "ics", "xml", "geojson", "json", "html", "pdf"]


def export(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE", help="Folder of a plan; or a mission, to have its workbook.", show_default=False
        ),
    ],
    target: Annotated[
        Path,
        typer.Argument(metavar="TARGET", help="File to write; its ending says the format.", show_default=False),
    ],
    viewer: Viewer = None,
    form: Annotated[
        Formats | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="xlsx, csv, parquet (folders), ics (calendar), xml (MS Project), geojson, json, html (report), pdf "
            "(brief); default: as TARGET ends.",
        ),
    ] = None,
    slides: Annotated[bool, typer.Option("--slides", metavar="", help="pdf: slides instead of pages.")] = False,
    edition: Annotated[
        int,
        typer.Option(min=0, max=1_000_000, metavar="N", help="ics: number of this plan, higher than the last one's."),
    ] = 0,
    since: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="ics: the calendar sent before; only what changed counts as new."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write a plan as a file for other tools, or a mission as a workbook.

    A file that is there is replaced. With --as, only what that nation may see is written.
    """
    from contingent.app.export_plan import Format, format_of, is_plan

    wanted = Format(form) if form is not None else format_of(target)
    if wanted is None:
        endings = ", ".join(f".{known}" for known in Format)
        raise typer.BadParameter(
            f"{target} ends like no format. Use one of {endings}, or --format.", param_hint="TARGET"
        )
    if slides and wanted is not Format.PDF:
        raise typer.BadParameter("Slides are a pdf.", param_hint="--slides")
    if (edition or since is not None) and wanted is not Format.ICS:
        raise typer.BadParameter("Only calendars (ics) have editions.", param_hint="--since" if since else "--edition")
    if is_plan(source):
        _export_plan(source, target, wanted, (viewer, slides, edition, since), as_json=as_json)
    if wanted is not Format.XLSX:
        problem = f"{source} is no plan, and a mission is written as .xlsx only."
        raise typer.BadParameter(problem, param_hint="SOURCE")
    _export_mission(source, target, viewer, as_json=as_json)


def _export_plan(
    source: Path, target: Path, form: "Format", words: tuple[str | None, bool, int, Path | None], *, as_json: bool
) -> NoReturn:
    """Write a plan, say so, and leave."""
    from contingent.app.export_plan import export_plan
    from contingent.app.plan_folder import RefusedError
    from contingent.cli.accounts import read_account

    viewer, slides, edition, since = words
    account = read_account(source, viewer, as_json=as_json)
    options = _options(account, slides, edition, since)
    try:
        export_plan(account, target, form, options)
    except RefusedError as refusal:
        raise typer.BadParameter(str(refusal), param_hint="TARGET") from refusal
    except OSError as error:
        raise typer.BadParameter(f"{target} cannot be written: {error.strerror}.", param_hint="TARGET") from error
    lawful = account.verdict is None or account.verdict.is_lawful
    _said(target, form, account, as_json=as_json)
    raise typer.Exit(ExitCode.DONE if lawful else ExitCode.NO_PLAN)


def _options(account: "Account", slides: bool, edition: int, since: Path | None) -> "Options":
    from contingent.app.export_plan import Options, earlier_calendar
    from contingent.export.calendar import CalendarError

    if since is None:
        return Options(slides, edition)
    try:
        return Options(slides, edition, earlier_calendar(since, account))
    except CalendarError as problem:
        raise typer.BadParameter(f"{since}: {problem}", param_hint="--since") from problem
    except OSError as error:
        raise typer.BadParameter(f"{since} cannot be read: {error.strerror}.", param_hint="--since") from error


def _export_mission(source: Path, target: Path, viewer: str | None, *, as_json: bool) -> NoReturn:
    """Write a mission as a workbook, say so, and leave."""
    from contingent.app.export_mission import export_mission_workbook
    from contingent.app.export_plan import Format, refuse_wrong_place
    from contingent.app.plan_folder import RefusedError
    from contingent.cli.printing import must_be_usable, print_json, refuse
    from contingent.core.errors import DataError

    try:
        refuse_wrong_place(target, Format.XLSX)
        found = export_mission_workbook(source, target, viewer)
    except DataError as error:
        refuse(error.findings, as_json=as_json)
    except RefusedError as refusal:
        raise typer.BadParameter(str(refusal), param_hint="TARGET") from refusal
    except OSError as error:
        raise typer.BadParameter(f"{target} cannot be written: {error.strerror}.", param_hint="TARGET") from error
    if as_json:
        print_json(format=Format.XLSX, target=target, view=viewer, findings=found)
    else:
        must_be_usable(found, as_json=False)
        typer.echo(f"Wrote the mission{_seen_by(viewer)} to {target}.")
    raise typer.Exit(ExitCode.DONE)


def _said(target: Path, form: "Format", account: "Account", *, as_json: bool) -> None:
    """Say what was written where."""
    from contingent.cli.printing import print_json

    mission, viewer = account.mission.id, account.viewer
    lawful = None if account.verdict is None else account.verdict.is_lawful
    if as_json:
        print_json(mission=mission, format=form, target=target, view=viewer, lawful=lawful)
    else:
        remark = " The plan is UNLAWFUL; contingent verify says why." if lawful is False else ""
        typer.echo(f"Wrote {mission}{_seen_by(viewer)} to {target}.{remark}")


def _seen_by(viewer: str | None) -> str:
    return "" if viewer is None else f" as {viewer} may see it"
