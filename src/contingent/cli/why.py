"""`contingent why`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.arguments import AsJson, Plain, Save
from contingent.cli.no_view import NoView, refuse_view

if TYPE_CHECKING:
    from contingent.analysis.explanation import Explanation
    from contingent.domain.mission import Mission
    from contingent.domain.plan import Plan


_NO_VIEW = (
    "Reasons are proved from the whole mission and plan, and would tell of rows that the nation may not see. "
    "Ask without --as, and pass on what may be passed on."
)


def why(
    folder: Annotated[Path, typer.Argument(metavar="PLAN", help="Folder of the plan.", show_default=False)],
    activity: Annotated[
        str | None, typer.Option("--activity", metavar="ID", help="Its empty posts, and its late handover.")
    ] = None,
    skill: Annotated[str | None, typer.Option("--skill", metavar="ID", help="Only empty posts of this skill.")] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="ID", help="Why the target is missed.")] = None,
    week: Annotated[
        str | None, typer.Option("--week", metavar="DATE", help="Only the week in which this day lies.")
    ] = None,
    nation: Annotated[
        str | None,
        typer.Option("--nation", metavar="CODE", help="Why it is still there, in --week or at the end."),
    ] = None,
    must: Annotated[
        str | None,
        typer.Option("--must", metavar="WISH", help='Any wish, such as "strength USA <= 3000 from 2020-09-15".'),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=0.1,
            metavar="SECONDS",
            help="For all questions together; without it 54, and the price of a single wish ends after 2.",
            show_default=False,
        ),
    ] = None,
    viewer: NoView = None,
    save: Save = None,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Say why a plan does not give something: the limits that forbid it, with their owners, or what it would cost.

    Without a choice: every shortfall, missed target, late handover, and releasing nation still in place at the end.
    """
    from contingent.app.second_process import started_early

    with started_early() as second:  # before the imports below, which it makes at the same time
        from contingent.app.ask_why import Selector, questions_of
        from contingent.app.explain_apart import explain_apart
        from contingent.cli.accounts import read_judged
        from contingent.cli.printing import refuse, teller
        from contingent.cli.saving import must_be_an_answer_file
        from contingent.cli.watching import Silence, run_watched

        refuse_view(viewer, _NO_VIEW)
        must_be_an_answer_file(save)
        mission, plan, _ = read_judged(folder, as_json=as_json)
        questions, findings = questions_of(mission, plan, Selector(activity, skill, target, week, nation, must))
        if findings:
            refuse(findings, as_json=as_json)
        told = teller(silent=as_json)
        explained = run_watched(
            lambda watch: explain_apart(
                mission, plan, questions, time_limit=time_limit, watch=watch, told=told, second=second
            ),
            Silence(),
        )
    if save is not None:
        _save(mission, plan, explained, save)
    _tell(mission.id, explained, save, plain=plain, as_json=as_json)


def _save(mission: "Mission", plan: "Plan", explained: "tuple[Explanation, ...]", file: Path) -> None:
    from contingent.cli.saving import save_answered
    from contingent.report.account import account_of
    from contingent.report.answers import Answers

    save_answered(replace(account_of(mission, plan), answers=Answers(why=explained)), file)


def _tell(mission: str, explained: "tuple[Explanation, ...]", save: Path | None, *, plain: bool, as_json: bool) -> None:
    from contingent.analysis.why_words import sentences
    from contingent.app.answer_form import answer_form
    from contingent.cli.printing import output, print_json
    from contingent.report.answers import Answers

    if as_json:
        print_json(mission=mission, file=save, **{"questions": [], **answer_form(Answers(why=explained))})
        return
    screen = output(plain=plain)
    if not explained:
        screen.print("Nothing is missing: there is nothing to explain.")
    for explanation in explained:
        for line in sentences(explanation):
            screen.print(line, soft_wrap=True)
        screen.print()
    if save is not None:
        screen.print(f"saved: {save}", soft_wrap=True)
