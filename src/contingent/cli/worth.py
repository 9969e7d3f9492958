"""`contingent worth`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.analysis.limit import LimitKind
from contingent.cli.arguments import AsJson, CourseName, MissionFolder, Plain, Save, Workers
from contingent.cli.no_view import NoView, refuse_view

if TYPE_CHECKING:
    from contingent.analysis.worth import Worths

_NO_VIEW = (
    "What a limit is worth is found by planning the whole mission again, and would tell of rows that the nation may "
    "not see. Ask without --as, and pass on what may be passed on."
)


def worth(
    folder: MissionFolder,
    coa: CourseName = None,
    plan: Annotated[
        Path | None,
        typer.Option(
            "--plan", metavar="PLAN", help="Folder of a plan to compare with; else planned first.", show_default=False
        ),
    ] = None,
    only: Annotated[
        list[LimitKind] | None,
        typer.Option("--only", metavar="KIND", help="Only limits of this kind, such as ceiling. May be repeated."),
    ] = None,
    time_limit: Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="For everything together.")] = 60.0,
    workers: Workers = 2,
    viewer: NoView = None,
    save: Save = None,
    plain: Plain = False,
    as_json: AsJson = False,
) -> None:
    """Say what one unit more of each limit is worth on each goal, and what the limits of each owner cost.

    Each limit is made a little less strict, or lifted, and the mission planned again. Ctrl-C keeps what is known.
    """
    from contingent.app.find_worth import find_worth
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
    given = given_plan(plan, mission, as_json=as_json)
    told = teller(silent=as_json)
    limits = Limits(time_limit=time_limit, workers=workers)
    worths, why = run_watched(
        lambda watch: find_worth(mission, given, tuple(only or ()), limits, watch, told), Silence()
    )
    if worths is None:
        leave_without_plan(mission, why, as_json=as_json, goals=[], limits=[], owners=[])
    else:
        account = account_of(mission, worths.plan)
        save_answered(replace(account, answers=Answers(worth=worths)), save)
        _tell(mission.id, worths, save, plain=plain, as_json=as_json)


def _tell(mission: str, worths: "Worths", save: Path | None, *, plain: bool, as_json: bool) -> None:
    from contingent.app.answer_form import answer_form
    from contingent.cli.printing import output, print_json
    from contingent.report.answers import Answers
    from contingent.report.worth_terminal import WorthTerminal

    if as_json:
        print_json(mission=mission, file=save, **answer_form(Answers(worth=worths)))
        return
    console = output(plain=plain)
    WorthTerminal(console, plain).worths(worths)
    if save is not None:
        console.print(f"\nWrote {save}.", soft_wrap=True)
