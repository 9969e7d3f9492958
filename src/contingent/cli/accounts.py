"""What a command may show of a plan: the planner's own account, or a nation's."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from contingent.cli.exits import ExitCode

if TYPE_CHECKING:
    from contingent.domain.mission import Mission
    from contingent.domain.plan import Plan
    from contingent.domain.verdict import Verdict
    from contingent.report.account import Account


def read_account(folder: Path, viewer: str | None, *, as_json: bool) -> "Account":
    """Return the account of the plan in a folder, or leave; of what a view hides no finding is printed."""
    from contingent.app.read_plan import read_planned
    from contingent.cli.printing import refuse
    from contingent.core.errors import DataError
    from contingent.report.account import Account
    from contingent.report.releasable import account_for
    from contingent.report.tables import tabulate

    if viewer is None:
        mission, plan, verdict = read_judged(folder, as_json=as_json)
        return Account(mission, plan, verdict, tabulate(mission, plan))
    planned = read_planned(folder)
    if planned.mission is None or planned.plan is None:
        refuse(planned.findings, as_json=as_json)
    try:
        return account_for(planned.mission, planned.plan, viewer)
    except DataError as error:
        refuse(error.findings, as_json=as_json)


def read_judged(folder: Path, *, as_json: bool) -> "tuple[Mission, Plan, Verdict]":
    """Return the mission and the plan of a folder with the verdict, or leave if they cannot be read."""
    from contingent.app.read_plan import read_planned
    from contingent.cli.printing import must_be_usable, output, print_json, refuse
    from contingent.report.terminal import Terminal
    from contingent.verify import verify

    planned = read_planned(folder)
    mission, plan = planned.mission, planned.plan
    if mission is None or plan is None:
        refuse(planned.findings, as_json=as_json)
    must_be_usable(planned.findings, as_json=as_json, notices=False)
    verdict = verify(mission, plan)
    if verdict.unreadable:
        if as_json:
            print_json(mission=mission.id, verdict=verdict)
        else:
            Terminal(output()).judgement(verdict)
        raise typer.Exit(ExitCode.NO_PLAN)
    return mission, plan, verdict
