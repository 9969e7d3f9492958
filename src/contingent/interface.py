"""The public Python interface: what `from contingent import ...` finds. Loaded at first use."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pydantic import PrivateAttr

from contingent.analysis.alternatives import Alternatives
from contingent.analysis.asks import Aim, Asks
from contingent.analysis.explanation import Explanation
from contingent.analysis.limit import LimitKind
from contingent.analysis.worth import Worths
from contingent.app import outcome as outcomes
from contingent.app.ask_why import Selector, questions_of
from contingent.app.check_mission import read_to_plan
from contingent.app.decide import Decisions
from contingent.app.decide import decide as decide_plan
from contingent.app.explain import explain as explain_plan
from contingent.app.find_alternatives import find_alternatives
from contingent.app.find_asks import Wanted, find_asks
from contingent.app.find_worth import find_worth
from contingent.app.plan_mission import plan_mission
from contingent.core.errors import ContingentError, DataError
from contingent.core.findings import has_errors
from contingent.domain import mission as mission_tables
from contingent.domain import plan as plan_tables
from contingent.domain.verdict import Verdict
from contingent.files import read_plan, write_mission, write_plan
from contingent.report.account import account_of
from contingent.report.comparison import compare as comparisons
from contingent.report.comparison.candidate import Candidate
from contingent.report.comparison.frames import comparison_frames, comparison_html
from contingent.report.frames import mission_frames, plan_frames
from contingent.report.notebook import mission_html, outcome_html, picture_of, plan_html
from contingent.solve.limits import EngineName, Limits, Method
from contingent.solve.watch import Watch
from contingent.verify import verify as verify_plan

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "DataError",
    "Mission",
    "Outcome",
    "Plan",
    "Verdict",
    "alternatives",
    "ask",
    "chart",
    "compare",
    "decide",
    "explain",
    "frames",
    "plan",
    "verify",
    "worth",
]


class Mission(mission_tables.Mission):
    """A mission that can be read from a folder and written to one."""

    @staticmethod
    def read(folder: str | Path, coa: str | None = None) -> "Mission":
        """Read the mission in ``folder``, with a course of action laid over it if one is named.

        Raises
        ------
        DataError
            The data has errors; all of them are in its ``findings``.
        """
        reading = read_to_plan(Path(folder), coa)
        if reading.mission is None or has_errors(reading.findings):
            raise DataError(reading.findings)
        return Mission.model_construct(**dict(reading.mission))

    def write(self, folder: str | Path) -> None:
        """Write the mission to ``folder``; what did not change keeps its text."""
        write_mission(self, Path(folder))

    def _repr_html_(self) -> str:
        return mission_html(self)

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        for name in ("id", "title", "start", "weeks", "host"):
            yield name, getattr(self, name)


@dataclass(frozen=True)
class _Origin:
    """The mission that a plan was made for; two plans may be equal whatever it is."""

    mission: mission_tables.Mission | None = field(default=None, compare=False)


class Plan(plan_tables.Plan):
    """A plan that can be read from a folder and written to one."""

    _origin: _Origin = PrivateAttr(default_factory=_Origin)

    @staticmethod
    def read(folder: str | Path, mission: mission_tables.Mission) -> "Plan":
        """Read the plan of ``mission`` in ``folder``.

        Raises
        ------
        DataError
            The data has errors; all of them are in its ``findings``.
        """
        reading = read_plan(Path(folder), mission)
        if reading.plan is None or has_errors(reading.findings):
            raise DataError(reading.findings)
        return Plan.model_construct(**dict(reading.plan)).of(mission)

    def write(self, folder: str | Path) -> None:
        """Write the plan's tables to ``folder``."""
        write_plan(self, Path(folder))

    def of(self, mission: mission_tables.Mission) -> Self:
        """Name the mission that this is a plan of, so that a notebook shows more of it, and return the plan."""
        self._origin = _Origin(mission)
        return self

    def _repr_html_(self) -> str:
        return plan_html(self, self._origin.mission)

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        yield from (("mission", self.mission), ("verdict", self.verdict))
        for name in plan_tables.PLAN_TABLES:
            yield name, len(getattr(self, name))


class Outcome(outcomes.Outcome):
    """What came of planning: a plan with its verdict, or why there is none."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        shown = self.plan._repr_html_() if isinstance(self.plan, Plan) else ""
        return outcome_html(self.status, self.why, shown)


def plan(
    mission: mission_tables.Mission,
    *,
    time_limit: float = 60.0,
    gap: float = 0.0,
    workers: int = 1,
    seed: int = 0,
    engine: str = "highs",
    method: str = "auto",
) -> Outcome:
    """Plan a mission; the outcome holds the plan, if there is one, and the verifier's verdict.

    Parameters
    ----------
    time_limit
        Wall-clock time for all goals together. [s]
    gap
        A goal counts as solved when (best - bound) / scale is at most this. [1]
    workers
        Threads of the engine; with one, a run that ends before its time limit can be repeated exactly.
    seed
        Seed of the engine's random choices.
    engine
        ``highs`` or ``cpsat``.
    method
        ``matrix``: one program of the whole mission; ``tours``: search over tours, bounds by prices; ``auto``: as the
        size of the mission asks for.
    """
    name, way = EngineName(engine), Method(method)
    limits = Limits(time_limit=time_limit, gap=gap, workers=workers, seed=seed, engine=name, method=way)
    outcome = plan_mission(mission, limits, Watch())
    values = {part.name: getattr(outcome, part.name) for part in fields(outcome)}
    if outcome.plan is not None:
        values["plan"] = Plan.model_construct(**dict(outcome.plan)).of(mission)
    return Outcome(**values)


def verify(mission: mission_tables.Mission, plan: plan_tables.Plan) -> Verdict:
    """Check a plan against every rule of its mission, whoever made it, and count its goals."""
    return verify_plan(mission, plan)


def explain(  # noqa: PLR0913 - each names one thing that can be asked about
    mission: mission_tables.Mission,
    plan: plan_tables.Plan,
    *,
    activity: str | None = None,
    skill: str | None = None,
    target: str | None = None,
    week: str | None = None,
    nation: str | None = None,
    must: str | None = None,
    time_limit: float | None = None,
) -> tuple[Explanation, ...]:
    """Say why a plan does not give something: the limits that forbid it, what would help, or what it would cost.

    Parameters
    ----------
    activity, skill, target, week, nation, must
        What to explain, as of ``contingent why``; nothing: all that is missing. A day names its week.
    time_limit
        Wall-clock time for all questions together; None: 54, and the price of a single wish ends after 2.5. [s]

    Raises
    ------
    DataError
        Something is asked about that the mission does not have.
    """
    questions, findings = questions_of(mission, plan, Selector(activity, skill, target, week, nation, must))
    if findings:
        raise DataError(findings)
    return explain_plan(mission, plan, questions, time_limit=time_limit)


def alternatives(
    mission: mission_tables.Mission,
    plan: plan_tables.Plan,
    *,
    keep_within: str | Sequence[str] = "1%",
    count: int = 3,
    time_limit: float = 60.0,
    workers: int = 2,
    seed: int = 0,
) -> Alternatives:
    """Find plans that lose at most so much and differ as much as they can: docs/concepts/alternatives.md.

    Parameters
    ----------
    keep_within
        What they may lose: ``1%`` of every goal's value, ``release=5%`` of one goal, ``coverage=10`` in its unit.
    count
        How many; 1 to 4.
    time_limit
        Wall-clock time for all of them together. [s]
    workers
        Threads that plan and prove at a time.
    seed
        Seed of random choices.

    Raises
    ------
    contingent.core.errors.ContingentError
        What may be lost cannot be read, too few or too many are asked for, or the plan is not lawful.
    """
    words = (keep_within,) if isinstance(keep_within, str) else tuple(keep_within)
    return find_alternatives(mission, plan, words, count, Limits(time_limit=time_limit, workers=workers, seed=seed))


def decide(
    mission: mission_tables.Mission,
    plan: plan_tables.Plan,
    *,
    today: date | None = None,
    delay: int = 0,
    time_limit: float = 60.0,
    workers: int = 2,
) -> Decisions:
    """Say by when each decision must be made on which a plan rests; docs/concepts/decisions.md says what counts.

    Parameters
    ----------
    today
        Day by which it is judged which have passed; none: not judged, no clock is looked at.
    delay
        Also plan again for each decision that is 1 to so many weeks late; the plan must be lawful. [week]
    time_limit
        Wall-clock time for all of these plans together. [s]
    workers
        Threads that plan and prove at a time.

    Raises
    ------
    contingent.core.errors.ContingentError
        ``delay`` is not from 0 to 8, or the plan is not lawful and ``delay`` is asked.
    """
    return decide_plan(mission, plan, today, delay, Limits(time_limit=time_limit, workers=workers))


def ask(  # noqa: PLR0913 - each names one thing that can be asked for
    mission: mission_tables.Mission,
    plan: plan_tables.Plan | None = None,
    *,
    aim: str = "essential",
    by: date | None = None,
    notice: int | None = None,
    max_nations: int | None = None,
    time_limit: float = 60.0,
    workers: int = 2,
) -> Asks:
    """Return the smallest list of further pledges that reaches an aim, and who could give them; docs/concepts/ask.md.

    Parameters
    ----------
    plan
        A plan to begin with; None: the mission is planned first.
    aim
        ``essential``, ``coverage``, or ``target:ID``.
    by
        The aim counts from the week of this day on; None: throughout.
    notice
        Days until people who are asked now can arrive; None: as the pledges of the mission have it. [day]
    max_nations
        The list is one that so many nations can give at most; None: any number. [nation]
    time_limit
        Wall-clock time for everything together. [s]
    workers
        Threads that plan and prove at a time.

    Raises
    ------
    contingent.core.errors.ContingentError
        The mission has no target of that name, or no lawful plan was found.
    ValueError
        There is no such aim.
    """
    word, _, name = aim.partition(":")
    kind = Aim(word)
    if kind is Aim.TARGET and not any(t.id == name for t in mission.targets):
        raise ContingentError(f"The mission has no target {name!r}.")
    wanted = Wanted(kind, name if kind is Aim.TARGET else None, by, notice, max_nations)
    asks, why = find_asks(mission, wanted, plan, Limits(time_limit=time_limit, workers=workers))
    if asks is None:
        raise ContingentError(why)
    return asks


def worth(
    mission: mission_tables.Mission,
    plan: plan_tables.Plan | None = None,
    *,
    only: tuple[str, ...] = (),
    time_limit: float = 60.0,
    workers: int = 2,
) -> Worths:
    """Say what one unit more of each limit is worth on each goal, and what it costs; docs/concepts/worth.md.

    Parameters
    ----------
    plan
        A plan to compare with; None: the mission is planned first.
    only
        Kinds of limits, such as ``ceiling``; none: all.
    time_limit
        Wall-clock time for everything together. [s]
    workers
        Threads that plan and prove at a time.

    Raises
    ------
    contingent.core.errors.ContingentError
        The mission has no lawful plan, or none was found in half of the time.
    ValueError
        There is no such kind.
    """
    worths, why = find_worth(mission, plan, tuple(map(LimitKind, only)), Limits(time_limit=time_limit, workers=workers))
    if worths is None:
        raise ContingentError(why)
    return worths


def frames(mission: mission_tables.Mission, plan: plan_tables.Plan | None = None) -> "dict[str, pd.DataFrame]":
    """Return the tables of a mission or, where a plan is given, of the plan, as data frames by name.

    Columns are named as in the files. Beside the tables of the plan there are those that a report reckons from it:
    ``goals``, ``nations``, ``weeks``, ``departures``, ``shortfalls`` and ``handovers_due``.
    """
    return mission_frames(mission) if plan is None else plan_frames(mission, plan)


def chart(mission: mission_tables.Mission, plan: plan_tables.Plan, name: str = "headcount") -> Any:  # noqa: ANN401
    """Return a chart of a plan: an Altair object, or a picture that a notebook shows where Altair cannot draw it.

    Parameters
    ----------
    name
        ``headcount``, ``headcount-by-command``, ``gantt``, ``coverage``, ``map``, ``departures``, ``burden`` or
        ``goals``.

    Raises
    ------
    contingent.core.errors.ContingentError
        There is no such chart; the message names those there are.
    """
    return picture_of(mission, plan, name)


class Comparison(comparisons.Comparison):
    """Plans of one mission side by side; what each table says exactly: docs/concepts/comparison.md."""

    __slots__ = ()

    def frames(self) -> "dict[str, pd.DataFrame]":
        """Return each table as a data frame, by name; what differs by plan has one row a plan."""
        return comparison_frames(self)

    def _repr_html_(self) -> str:
        return comparison_html(self)


def compare(plans: Mapping[str, tuple[mission_tables.Mission, plan_tables.Plan]]) -> Comparison:
    """Put two to five plans of one mission side by side, each with the mission as its course of action has it.

    Parameters
    ----------
    plans
        By the names that the comparison gives them. The goals of all are counted as the first one's mission counts.

    Raises
    ------
    contingent.core.errors.ContingentError
        They cannot be put side by side; the message says why.
    """
    made = comparisons.compare([Candidate(name, account_of(*of)) for name, of in plans.items()])
    return Comparison(**{part.name: getattr(made, part.name) for part in fields(made)})
