"""`contingent ask`."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.arguments import AsJson, CourseName, MissionFolder, Plain, Save, Workers
from contingent.cli.no_view import NoView, refuse_view

if TYPE_CHECKING:
    from contingent.analysis.asks import Asks
    from contingent.app.find_asks import Wanted
    from contingent.domain.mission import Mission

_NO_VIEW = (
    "What is missing, and who could give it, is found from the whole mission, and would tell of rows that the nation "
    "may not see. Ask without --as, and send each nation the lines that may be passed on."
)


def ask(
    folder: MissionFolder,
    coa: CourseName = None,
    plan: Annotated[
        Path | None,
        typer.Option("--plan", metavar="PLAN", help="Folder of a plan to begin with; else planned first."),
    ] = None,
    aim: Annotated[
        str, typer.Option("--for", metavar="AIM", help="essential, coverage, or target:ID of a target of the mission.")
    ] = "essential",
    by: Annotated[
        str | None, typer.Option("--by", metavar="DATE", help="The aim counts from the week of this day on.")
    ] = None,
    notice: Annotated[
        int | None,
        typer.Option("--notice", min=0, metavar="DAYS", help="Until people asked now can arrive; else as pledges say."),
    ] = None,
    max_nations: Annotated[
        int | None, typer.Option("--max-nations", min=1, metavar="N", help="The smallest list that so many can give.")
    ] = None,
    time_limit: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="For everything together.")] = 60.0,
    workers: Workers = 2,
    viewer: NoView = None,
    save: Save = None,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Say which further pledges reach an aim, by when to decide, and who could give them. Ctrl-C keeps what is known.

    The smallest list: skill, number, site, from, until. Changes of limits that help instead are named with their owner.
    """
    from contingent.app.find_asks import find_asks
    from contingent.cli.asking import given_plan, leave_without_plan, mission_to_ask
    from contingent.cli.printing import teller
    from contingent.cli.saving import must_be_an_answer_file, save_answered
    from contingent.cli.watching import Silence, run_watched
    from contingent.report.account import account_of
    from contingent.report.answers import Answers
    from contingent.solve.limits import Limits

    refuse_view(viewer, _NO_VIEW)
    must_be_an_answer_file(save)
    mission = mission_to_ask(folder, coa, as_json=as_json)
    wanted = _wanted(mission, aim, by, notice, max_nations)
    given = given_plan(plan, mission, as_json=as_json)
    told = teller(silent=as_json)
    limits = Limits(time_limit=time_limit, workers=workers)
    asks, why = run_watched(lambda watch: find_asks(mission, wanted, given, limits, watch, told), Silence())
    if asks is None or asks.plan is None:
        leave_without_plan(mission, why, as_json=as_json, asks=[])
    else:
        if save is not None:
            # The plan as it is, and not the witness, which looks at the aim alone.
            shown = account_of(mission, asks.known) if asks.known else account_of(asks.pledged, asks.plan)
            save_answered(replace(shown, answers=Answers(asks=asks)), save)
        _tell(mission.id, asks, save, plain=plain, as_json=as_json)


def _wanted(mission: "Mission", aim: str, by: str | None, notice: int | None, max_nations: int | None) -> "Wanted":
    from contingent.analysis.asks import Aim
    from contingent.app.find_asks import Wanted

    word, _, name = aim.partition(":")
    targets = [t.id for t in mission.targets]
    if word not in tuple(Aim) or bool(name) != (word == Aim.TARGET) or (name and name not in targets):
        listed = ", ".join(targets) or "none"
        problem = f"'{aim}' is not essential, coverage, or target:ID with a target of the mission ({listed})."
        raise typer.BadParameter(problem, param_hint="--for")
    try:
        day = None if by is None else date.fromisoformat(by)
    except ValueError as error:
        raise typer.BadParameter(f"'{by}' is no date. Write 2020-06-30.", param_hint="--by") from error
    return Wanted(Aim(word), name or None, day, notice, max_nations)


def _tell(mission: str, asks: "Asks", save: Path | None, *, plain: bool, as_json: bool) -> None:
    from contingent.app.asks_form import asks_form
    from contingent.cli.printing import output, print_json
    from contingent.report.asks_terminal import AsksTerminal

    if as_json:
        print_json(mission=mission, file=save, **asks_form(asks))
        return
    console = output(plain=plain)
    AsksTerminal(console, plain).asks(asks)
    if save is not None:
        console.print(f"\nWrote {save}.", soft_wrap=True)
