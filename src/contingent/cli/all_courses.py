"""`contingent plan --all-coas`: every course of action, and then the comparison."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from contingent.app.check_mission import read_to_plan
from contingent.app.compare_plans import compare_planned, save_comparison
from contingent.app.plan_courses import CourseRun, Stage, courses_to_plan, plan_courses
from contingent.app.plan_folder import refusal
from contingent.app.read_plan import read_planned
from contingent.cli.compare import tell
from contingent.cli.exits import ExitCode
from contingent.cli.printing import aside, must_be_usable, output, print_json
from contingent.cli.watching import Silence, View, run_watched
from contingent.report.comparison.compare import FEWEST, MOST, Comparison
from contingent.solve.limits import Limits
from contingent.solve.watch import Progress

PAGE = "comparison.html"
"""File of the comparison, beside the folders of the plans."""


def plan_all(mission: Path, out: Path | None, limits: Limits, *, reports: bool, plain: bool, as_json: bool) -> NoReturn:
    """Plan a mission as it stands and under each course of action, compare the plans, and leave."""
    runs = _runs(mission, out, as_json=as_json)
    folder = runs[0].folder.parent
    console = aside()
    view: View = Silence() if as_json else Board(console, runs) if console.is_terminal else Lines(console, runs)
    run_watched(
        lambda watch: plan_courses(mission, runs, limits, watch.stop, lambda: None, reports=reports),
        Ending(view, runs),
    )
    done = [run for run in runs if run.stage is Stage.PLANNED]
    comparison = _compared(done[:MOST])
    page = None if comparison is None else folder / PAGE
    if comparison is not None and page is not None:
        save_comparison(comparison, page)
    if not as_json:
        _say(runs, output(plain=plain))
    listed = [_listed(run) for run in runs]
    if comparison is not None:
        tell(comparison, page, plain=plain, as_json=as_json, courses=listed)
    elif as_json:
        print_json(courses=listed, answer=[], page=None, comparison=None)
    raise typer.Exit(ExitCode.DONE if len(done) == len(runs) else ExitCode.NO_PLAN)


def _runs(mission: Path, out: Path | None, *, as_json: bool) -> tuple[CourseRun, ...]:
    """Return what is to be planned; leave if anything is wrong with any course, before the first is begun."""
    base = read_to_plan(mission)
    must_be_usable(base.findings, as_json=as_json)
    if base.mission is None:
        raise typer.Exit(ExitCode.FINDINGS)
    runs = courses_to_plan(mission, out or Path("out", f"{base.mission.id}-coas"))
    if len(runs) < FEWEST:
        raise typer.BadParameter(f"{mission} has no courses of action.", param_hint="--all-coas")
    known = set(base.findings)
    for run in runs[1:]:
        findings = [found for found in read_to_plan(mission, run.name).findings if found not in known]
        must_be_usable(findings, as_json=as_json)
        known.update(findings)
    for run in runs:
        if problem := refusal(run.folder):
            raise typer.BadParameter(problem, param_hint="--out")
    return runs


def _compared(done: Sequence[CourseRun]) -> Comparison | None:
    """Compare what is planned; nothing where that are fewer than two."""
    return compare_planned({run.name: read_planned(run.folder) for run in done}) if len(done) >= FEWEST else None


def _listed(run: CourseRun) -> dict[str, object]:
    """Return a course as the document has it."""
    folder = run.folder if run.stage is Stage.PLANNED else None
    return {"course": run.name, "stage": run.stage, "why": run.why, "seconds": run.seconds, "folder": folder}


def _say(runs: Sequence[CourseRun], console: Console) -> None:
    """Say of each course what became of it."""
    for run in runs:
        if run.stage is Stage.PLANNED:
            said = f"{run.name}: planned in {run.seconds:.1f} s, written to {run.folder}. {run.why}"
            console.print(said, soft_wrap=True)
        else:
            console.print(f"{run.name}: MISSING, {run.stage}. {run.why}", style="bold red", soft_wrap=True)
    done = sum(run.stage is Stage.PLANNED for run in runs)
    if done < FEWEST:
        console.print("Nothing to compare: fewer than two courses have a plan.")
    elif done > MOST:
        left = ", ".join([run.name for run in runs if run.stage is Stage.PLANNED][MOST:])
        console.print(f"A comparison holds {MOST} plans; not in it: {left}. contingent compare takes any of them.")
    console.print()


class Ending:
    """A view that leaves no process behind when somebody leaves at once."""

    def __init__(self, view: View, runs: Sequence[CourseRun]) -> None:
        self._view, self._runs = view, runs
        self.update = view.update

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Show the view; kill the processes on the way out if it is by an exception, such as a second Ctrl-C."""
        try:
            with self._view.shown():
                yield
        except BaseException:
            for run in self._runs:
                run.kill()
            raise


class Lines:
    """Says when a course begins, when it turns to another goal, and when it is over."""

    def __init__(self, console: Console, runs: Sequence[CourseRun]) -> None:
        self._console, self._runs = console, runs
        self._said: dict[str, object] = {run.name: Stage.WAITING for run in runs}
        self._said_stopping = False

    def shown(self) -> AbstractContextManager[object]:
        """Take nothing."""
        return nullcontext()

    def update(self, progress: dict[int, Progress], elapsed: float, *, stopping: bool) -> None:  # noqa: ARG002 - of View
        """Print a line for each course with news."""
        if stopping and not self._said_stopping:
            self._said_stopping = True
            self._console.print("stopping; the best plans so far are kept, courses not begun are left")
        for run in self._runs:
            news = run.stage if run.progress is None or run.stage is not Stage.PLANNING else run.progress.goal
            if news != self._said[run.name]:
                self._said[run.name] = news
                self._console.print(f"{elapsed:5.0f} s  {run.name}: {_standing(run)}", soft_wrap=True)


class Board:
    """Shows all courses as a table that changes in place."""

    def __init__(self, console: Console, runs: Sequence[CourseRun]) -> None:
        self._runs = runs
        self._live = Live(console=console, auto_refresh=False, transient=True)

    def shown(self) -> AbstractContextManager[object]:
        """Take the lower part of the screen."""
        return self._live

    def update(self, progress: dict[int, Progress], elapsed: float, *, stopping: bool) -> None:  # noqa: ARG002 - of View
        """Draw the table anew."""
        self._live.update(self._drawn(elapsed, stopping=stopping), refresh=True)

    def _drawn(self, elapsed: float, *, stopping: bool) -> RenderableType:
        table = Table("course", "s", "", box=None, header_style="bold")
        for run in self._runs:
            table.add_row(run.name, f"{run.seconds:.0f}", _standing(run), style=_STYLE.get(run.stage, ""))
        hint = (
            "stopping, the best plans so far are kept; Ctrl-C again leaves"
            if stopping
            else "Ctrl-C stops and keeps the best plans so far"
        )
        return Group(table, Text(f"{elapsed:.0f} s   {hint}", style="yellow" if stopping else "dim"))


_STYLE = {Stage.PLANNING: "bold", Stage.PLANNED: "green", Stage.WAITING: "dim"}


def _standing(run: CourseRun) -> str:
    """Say where a course stands."""
    now = run.progress
    if run.stage is not Stage.PLANNING or now is None:
        return str(run.stage)
    best = "no plan yet" if now.best is None else f"best {now.best:,.0f}"
    gap = "" if now.gap is None else f", gap {now.gap:.2%}"
    return f"goal {now.number} of {now.goals}, {now.goal}: {best}{gap}"
