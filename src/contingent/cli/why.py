"""`contingent why`."""

from pathlib import Path
from typing import Annotated

import typer

from contingent.cli.arguments import AsJson, Plain
from contingent.cli.exits import ExitCode


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
    time_limit: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="For all questions together.")] = 60.0,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Say why a plan does not give something: the limits that forbid it, with their owners, or what it would cost.

    Without a choice: every shortfall, missed target, late handover, and releasing nation still in place at the end.
    """
    from contingent.app.ask_why import Selector, questions_of
    from contingent.app.explain import explain
    from contingent.app.read_plan import read_planned
    from contingent.cli.printing import aside, must_be_usable, output, print_json, refuse
    from contingent.cli.watching import Silence, run_watched

    planned = read_planned(folder)
    must_be_usable(planned.findings, as_json=as_json, notices=False)
    mission, plan = planned.mission, planned.plan
    if mission is None or plan is None:
        raise typer.Exit(ExitCode.FINDINGS)
    selector = Selector(activity, skill, target, week, nation, must)
    questions, findings = questions_of(mission, plan, selector)
    if findings:
        refuse(findings, as_json=as_json)
    console = aside()

    def told(line: str) -> None:
        if not as_json:
            console.print(line, style="dim", soft_wrap=True)

    explained = run_watched(
        lambda watch: explain(mission, plan, questions, time_limit=time_limit, watch=watch, told=told), Silence()
    )
    if as_json:
        from contingent.app.why_form import why_form

        print_json(mission=mission.id, questions=[why_form(e) for e in explained])
        return
    from contingent.app.why_words import sentences

    screen = output(plain=plain)
    if not explained:
        screen.print("Nothing is missing: there is nothing to explain.")
    for explanation in explained:
        for line in sentences(explanation):
            screen.print(line, soft_wrap=True)
        screen.print()
