"""`contingent alternatives`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.arguments import AsJson, Plain, Save, Workers
from contingent.cli.exits import ExitCode
from contingent.cli.no_view import NoView, refuse_view

if TYPE_CHECKING:
    from contingent.analysis.alternatives import Alternatives
    from contingent.report.account import Account
    from contingent.report.comparison.compare import Comparison

_NO_VIEW = (
    "Alternatives are made from the whole plan and compared by its goals, which a nation may not see. Ask without "
    "--as, and show the nation one of the plans found: contingent show ALTERNATIVE --as NATION."
)


def alternatives(
    folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of the plan.", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Argument(metavar="OUTDIR", help="For the alternatives; default PLAN-alternatives.", show_default=False),
    ] = None,
    keep_within: Annotated[
        list[str] | None,
        typer.Option(
            "--keep-within",
            metavar="SHARE",
            help="What an alternative may lose, of each goal's value, such as 1% (the default) or 0%; of one goal: "
            "release=5%, or coverage=10 in its unit. May be given several times.",
            show_default=False,
        ),
    ] = None,
    count: Annotated[int, typer.Option(min=1, max=4, metavar="N", help="Alternatives to find.")] = 3,
    time_limit: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="For all together.")] = 60.0,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, metavar="N", help="Seed of random choices.")] = 0,
    reports: Annotated[
        bool,
        typer.Option("--reports/--no-reports", help="Write report.html, brief.pdf and plan.xlsx of each."),
    ] = True,
    workers: Workers = 2,
    viewer: NoView = None,
    save: Save = None,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Find plans that lose at most so much and differ as much as they can, so that there is a choice.

    Each becomes the folder of a plan, with a comparison of all beside them.
    """
    from contingent.app.find_alternatives import (
        compare_alternatives,
        find_alternatives,
        folders_of,
        save_choice,
        write_alternatives,
    )
    from contingent.app.plan_folder import RefusedError
    from contingent.cli.accounts import read_account
    from contingent.cli.printing import teller
    from contingent.cli.saving import must_be_an_answer_file, save_answered
    from contingent.cli.watching import Silence, run_watched
    from contingent.report.answers import Answers
    from contingent.solve.limits import Limits

    refuse_view(viewer, _NO_VIEW)
    must_be_an_answer_file(save)
    place = out or folder.absolute().parent / f"{folder.absolute().name}-alternatives"
    try:
        folders = folders_of(place, count)
    except RefusedError as refusal:
        raise typer.BadParameter(str(refusal), param_hint="OUTDIR") from refusal
    account = read_account(folder, None, as_json=as_json)
    words = tuple(keep_within or ("1%",))
    _must_be_readable(account, words)
    mission, plan = account.mission, account.plan
    limits = Limits(time_limit=time_limit, workers=workers, seed=seed)
    told = teller(silent=as_json)
    answer = run_watched(lambda watch: find_alternatives(mission, plan, words, count, limits, watch, told), Silence())
    try:
        written = tuple(write_alternatives(mission, answer, folders, reports=reports))
        comparison = compare_alternatives(account, answer)
        page = save_choice(comparison, place)
    except OSError as error:
        raise typer.BadParameter(f"{place} cannot be written: {error.strerror}.", param_hint="OUTDIR") from error
    _warn_of_earlier(folders[len(written) :], silent=as_json)
    save_answered(replace(account, answers=Answers(alternatives=answer)), save)
    if as_json:
        _document(answer, written, page, comparison, save)
    else:
        _words(answer, written, page, comparison, save, plain=plain)
    raise typer.Exit(ExitCode.DONE)


def _must_be_readable(account: "Account", words: tuple[str, ...]) -> None:
    """Leave before anything is planned if the plan is no measure, or what may be lost cannot be read."""
    from contingent.analysis.keeping import KeepError, read_keep

    if account.verdict is None or not account.verdict.is_lawful:
        raise typer.BadParameter(
            "The plan is not lawful, so it is no measure for others. contingent verify says why.", param_hint="PLAN"
        )
    try:
        read_keep(words, account.mission.planning.goals)
    except KeepError as error:
        raise typer.BadParameter(str(error), param_hint="--keep-within") from error


def _warn_of_earlier(folders: tuple[Path, ...], *, silent: bool) -> None:
    """Name folders of an earlier answer, which found more: they are kept, and are not of this one."""
    from contingent.cli.printing import aside

    earlier = [folder.as_posix() for folder in folders if folder.exists()]
    if earlier and not silent:
        aside().print(f"left from an earlier call, not of this answer: {', '.join(earlier)}", soft_wrap=True)


def _document(
    answer: "Alternatives",
    folders: tuple[Path, ...],
    page: Path | None,
    comparison: "Comparison | None",
    save: Path | None,
) -> None:
    from contingent.app.alternatives_form import alternatives_form
    from contingent.cli.printing import print_json

    form = alternatives_form(answer)
    print_json(mission=answer.mission, file=save, folders=folders, page=page, **form, comparison=comparison)


def _words(
    answer: "Alternatives",
    folders: tuple[Path, ...],
    page: Path | None,
    comparison: "Comparison | None",
    save: Path | None,
    *,
    plain: bool,
) -> None:
    from contingent.analysis.alternatives_words import allowed, outcome, sentences, title
    from contingent.cli.printing import output
    from contingent.report.comparison.terminal import ComparisonTerminal

    screen = output(plain=plain)
    screen.print(outcome(answer), style="bold", soft_wrap=True)
    screen.print(allowed(answer), soft_wrap=True)
    for number, folder in enumerate(folders, start=1):
        screen.print()
        screen.print(f"{title(number)}: {folder}", style="bold", soft_wrap=True)
        for line in sentences(answer, number):
            screen.print(f"  {line}", soft_wrap=True)
    screen.print()
    if comparison is not None:
        ComparisonTerminal(screen, plain).report(comparison)
        screen.print(f"\nWrote the comparison to {page}.", soft_wrap=True)
    if save is not None:
        screen.print(f"saved: {save}", soft_wrap=True)
