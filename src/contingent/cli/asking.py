"""What the questions about a mission share: the mission, a plan to begin with, and how they end without one."""

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from contingent.cli.exits import ExitCode

if TYPE_CHECKING:
    from contingent.domain.mission import Mission
    from contingent.domain.plan import Plan


def mission_to_ask(folder: Path, coa: str | None, *, as_json: bool) -> "Mission":
    """Return the mission under a course of action, or leave if it cannot be planned."""
    from contingent.app.check_mission import read_to_plan
    from contingent.cli.printing import must_be_usable

    reading = read_to_plan(folder, coa)
    must_be_usable(reading.findings, as_json=as_json)
    if reading.mission is None:
        raise typer.Exit(ExitCode.FINDINGS)
    return reading.mission


def given_plan(folder: Path | None, mission: "Mission", *, as_json: bool) -> "Plan | None":
    """Return the plan to begin with, or leave if it cannot be read as one of this mission."""
    from contingent.cli.printing import refuse
    from contingent.core.findings import has_errors
    from contingent.files import read_plan

    if folder is None:
        return None
    reading = read_plan(folder, mission)
    if reading.plan is None or has_errors(reading.findings):
        refuse(reading.findings, as_json=as_json)
    return reading.plan


def leave_without_plan(mission: "Mission", why: str, *, as_json: bool, **empty: object) -> NoReturn:
    """Say why there is no plan to begin with, and leave.

    Parameters
    ----------
    empty
        What the answer's document has where there is no answer.
    """
    from contingent.cli.printing import output, print_json

    if as_json:
        print_json(mission=mission.id, why=why, **empty, partial=True)
    else:
        output().print(why, soft_wrap=True)
    raise typer.Exit(ExitCode.NO_PLAN)
