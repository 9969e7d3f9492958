"""The whole comparison: all tables, computed once; whoever prints them only prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from contingent.core.errors import ContingentError
from contingent.report.comparison.candidate import Candidate
from contingent.report.comparison.claims import Relation
from contingent.report.comparison.differences import (
    DifferenceRow,
    IllustrativeRow,
    illustrative_rows,
    mission_differences,
    plan_differences,
)
from contingent.report.comparison.goals import GoalLine, PairRow, goal_lines, pair_rows
from contingent.report.comparison.people import (
    AskLine,
    CarriedLine,
    MovedRow,
    ask_lines,
    carried_lines,
    moved_rows,
)
from contingent.report.comparison.times import (
    CurveRow,
    HandoverLine,
    ReleaseLine,
    curve_rows,
    handover_lines,
    release_lines,
    released_nations,
)

FEWEST, MOST = 2, 5
"""Plans that one comparison holds."""


class IncomparableError(ContingentError):
    """These plans cannot be put side by side; the message says why."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One of the plans compared."""

    plan: str
    is_lawful: bool
    breaches: int
    """Rules broken, each place counted."""
    digest: str
    """Of the mission under its course of action: equal where the courses are the same."""
    engine: str
    """What made it, and in which time; blank: by hand."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plans of one mission side by side. What each table says exactly: docs/concepts/comparison.md."""

    mission: str
    title: str
    marking: str
    start: date
    until: date
    """First day after the mission."""
    plans: tuple[PlanRow, ...]
    """In the order given; tuples in all other tables follow it."""
    goals: tuple[GoalLine, ...]
    pairs: tuple[PairRow, ...]
    """Each pair: in the order of the goals, then in each goal."""
    notices: tuple[str, ...]
    """What a reader must know before believing the rest."""
    handovers: tuple[HandoverLine, ...]
    released: tuple[str, ...]
    """Nations that any of the courses releases."""
    releases: tuple[ReleaseLine, ...]
    curves: tuple[CurveRow, ...]
    moved: tuple[MovedRow, ...]
    carried: tuple[CarriedLine, ...]
    asks: tuple[AskLine, ...]
    differences: tuple[DifferenceRow, ...]
    """Of the plans."""
    assumptions: tuple[DifferenceRow, ...]
    """Of the missions."""
    illustrative: tuple[IllustrativeRow, ...]
    told: tuple[str, ...] = ()
    """What whoever made the plans says of them, such as how far alternatives are apart; blank: nothing."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the plans."""
        return tuple(row.plan for row in self.plans)

    @property
    def in_order(self) -> tuple[PairRow, ...]:
        """What is said of each pair in the order of the goals."""
        return tuple(row for row in self.pairs if row.goal is None)

    def proved_over(self, name: str, row: GoalLine) -> tuple[str, ...]:
        """Return the plans than which one is proved better in a goal."""
        return tuple(
            pair.worse
            for pair in self.pairs
            if pair.goal is row.goal and pair.better == name and pair.relation is Relation.PROVED
        )


def compare(candidates: Sequence[Candidate]) -> Comparison:
    """Put plans side by side.

    Raises
    ------
    IncomparableError
        They are too few or too many, two have one name, they are of different missions, or one cannot be counted.
    """
    refuse_incomparable(candidates)
    mission = candidates[0].account.mission
    goals = goal_lines(candidates)
    pairs, notices = pair_rows(candidates, goals)
    return Comparison(
        mission=mission.id,
        title=mission.title,
        marking=" / ".join(dict.fromkeys(c.account.mission.marking for c in candidates if c.account.mission.marking)),
        start=mission.start,
        until=mission.calendar.monday(mission.weeks),
        plans=tuple(_plan(candidate) for candidate in candidates),
        goals=goals,
        pairs=pairs,
        notices=notices,
        handovers=handover_lines(candidates),
        released=released_nations(candidates),
        releases=release_lines(candidates),
        curves=curve_rows(candidates),
        moved=moved_rows(candidates),
        carried=carried_lines(candidates),
        asks=ask_lines(candidates),
        differences=plan_differences(candidates),
        assumptions=mission_differences(candidates),
        illustrative=illustrative_rows(candidates),
    )


def refuse_incomparable(candidates: Sequence[Candidate]) -> None:
    """Refuse plans that cannot be put side by side.

    Raises
    ------
    IncomparableError
        As in `compare`.
    """
    if not FEWEST <= len(candidates) <= MOST:
        raise IncomparableError(f"{len(candidates)} plans were given. A comparison takes {FEWEST} to {MOST}.")
    names = [candidate.name for candidate in candidates]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise IncomparableError(f"Two plans have the name {twice[0]}. Each needs its own.")
    for one, other in pairwise(candidates):
        mine, yours = one.account.mission, other.account.mission
        if mine.id != yours.id:
            raise IncomparableError(
                f"{one.name} is of the mission {mine.id}, {other.name} of {yours.id}. "
                "Only plans of one mission are compared."
            )
        if (mine.start, mine.weeks) != (yours.start, yours.weeks):
            raise IncomparableError(
                f"{one.name} has {mine.weeks} weeks from {mine.start}, {other.name} has {yours.weeks} from "
                f"{yours.start}. Only plans of the same weeks are compared."
            )
    for candidate in candidates:
        if candidate.account.viewer is not None:
            raise IncomparableError(f"{candidate.name} is a nation's view. Only whole plans are compared.")
        if not candidate.values:
            raise IncomparableError(f"{candidate.name} names what its mission does not have. Run contingent verify.")


def _plan(candidate: Candidate) -> PlanRow:
    verdict, plan = candidate.account.verdict, candidate.account.plan
    by = plan.made_by
    return PlanRow(
        plan=candidate.name,
        is_lawful=candidate.is_lawful,
        breaches=0 if verdict is None else len(verdict.violations),
        digest=candidate.account.mission.digest,
        engine=f"{by['engine']}, {by.get('time_limit', '?')} s allowed" if "engine" in by else "",
    )
