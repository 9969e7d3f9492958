"""The goals of all plans on one measure, and what may be said of each pair."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from contingent.domain.plan import Proof
from contingent.domain.verdict import Verdict
from contingent.domain.vocabulary import Goal
from contingent.report.comparison.candidate import Candidate
from contingent.report.comparison.claims import Because, Claim, Relation, Standing, in_goal, in_order
from contingent.report.comparison.measures import is_same_measure, measured
from contingent.verify import verify


@dataclass(frozen=True, slots=True)
class GoalCell:
    """One goal of one plan."""

    value: Fraction | None
    """As the first plan's course counts; None: that has no meaning for this plan."""
    own: Fraction
    """As its own course counts."""
    is_same_measure: bool
    """Whether both count the same rows."""
    is_pursued: bool
    """Whether it is a goal of its course at all."""
    bound: Fraction | None
    """By its own course: none of its plans that is as good in the goals before has less; None: nothing proven."""
    gap: Decimal | None
    """(own - bound) / scale; None where no bound is proven. [1]"""
    proof: Proof


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal of all plans."""

    goal: Goal
    words: str
    unit: str
    scale: Decimal | None
    """All there could be of it by the first plan's course; None: not said."""
    cells: tuple[GoalCell, ...]
    """One for each plan, in their order."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """What is said of two plans, in one goal or in the order of the goals."""

    goal: Goal | None
    """None: in the order of the goals."""
    better: str
    """Name of the better plan; where there is none, of the one named first."""
    worse: str
    relation: Relation
    because: Because
    decided_by: Goal | None
    """In the order of the goals: the goal that decides."""
    paid_with: Goal | None
    """The earlier goal in which the better one is worse, where that stands in the way of a proof."""
    value: Fraction | None
    """Of the better one, in the goal or in the one that decides."""
    against: Fraction | None
    """Of the worse one."""
    bound: Fraction | None
    """Of the worse one's course."""
    is_for_all: bool
    """Whether that bound holds for every plan of that course: no goal comes before."""
    breach: str
    """Proved: the first rule that the better plan would break under the other's course; else blank."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two plans, and what is known of them."""

    one: Candidate
    other: Candidate
    standings: tuple[Standing, Standing]
    alike: frozenset[Goal]

    def row(self, goal: Goal | None, claim: Claim, breach: str) -> PairRow:
        """State a claim."""
        names, standings = (self.one.name, self.other.name), self.standings
        if not claim.is_first_better:
            names, standings = names[::-1], standings[::-1]
        at = goal or claim.goal
        value, against = (None if at is None else s.values.get(at) for s in standings)
        bound = None if at is None or at not in self.alike else standings[1].bounds.get(at)
        return PairRow(
            goal=goal,
            better=names[0],
            worse=names[1],
            relation=claim.relation,
            because=claim.because,
            decided_by=claim.goal if goal is None else None,
            paid_with=claim.paid,
            value=value,
            against=against,
            bound=bound,
            is_for_all=at is standings[1].order[0],
            breach=breach,
        )


def goal_lines(candidates: Sequence[Candidate]) -> tuple[GoalLine, ...]:
    """Return the goals of the first plan's course in their order, then those that only others pursue."""
    base = candidates[0].account.mission
    counted = [measured(base, candidate) for candidate in candidates]
    pursued = dict.fromkeys(goal for candidate in candidates for goal in candidate.order)
    scales = {result.goal: result.scale for result in candidates[0].account.plan.goals}
    return tuple(
        GoalLine(
            goal=goal,
            words=goal.words,
            unit=goal.unit,
            scale=scales.get(goal),
            cells=tuple(
                _cell(goal, candidate, values.get(goal), is_same_measure(base, candidate.account.mission, goal))
                for candidate, values in zip(candidates, counted, strict=True)
            ),
        )
        for goal in pursued
    )


def _cell(goal: Goal, candidate: Candidate, value: Fraction | None, is_same: bool) -> GoalCell:
    own = candidate.values[goal]
    result = next((r for r in candidate.account.plan.goals if r.goal is goal), None)
    bound = candidate.bounds.get(goal)
    if result is None or bound is None:
        return GoalCell(value, own, is_same, goal in candidate.order, None, None, Proof.UNKNOWN)
    return GoalCell(value, own, is_same, goal in candidate.order, bound, result.gap, result.proof)


def pair_rows(
    candidates: Sequence[Candidate], lines: Sequence[GoalLine]
) -> tuple[tuple[PairRow, ...], tuple[str, ...]]:
    """Return what is said of each pair: in the order of the goals, then in each goal; and what is to be noticed.

    Whatever would be proved is tried: the better plan must break a rule under the other's course.
    """
    rows, notices = [], [f"{c.name}: its bounds are not used, as {c.distrust}." for c in candidates if c.distrust]
    for one, other in combinations(range(len(candidates)), 2):
        pair = _pair(candidates, lines, one, other)
        tried: dict[bool, Verdict] = {}
        claims: list[tuple[Goal | None, Claim]] = [(None, in_order(*pair.standings, pair.alike))]
        claims += [(line.goal, in_goal(line.goal, *pair.standings, pair.alike)) for line in lines]
        for goal, claim in claims:
            said, breach = _tried(pair, claim, tried)
            rows.append(pair.row(goal, said, breach))
            if said.because is Because.REFUTED:
                better, worse = (one, other) if claim.is_first_better else (other, one)
                notices.append(
                    f"The bound of {claim.goal} that came with {candidates[worse].name} is wrong: "
                    f"{candidates[better].name} is lawful under its course, and below it."
                )
    return tuple(rows), tuple(dict.fromkeys(notices))


def _pair(candidates: Sequence[Candidate], lines: Sequence[GoalLine], one: int, other: int) -> _Pair:
    pair = candidates[one], candidates[other]
    mine, yours = (candidate.account.mission for candidate in pair)
    standings = [
        Standing(
            values={line.goal: value for line in lines if (value := line.cells[at].value) is not None},
            bounds=candidate.bounds,
            order=candidate.order,
            is_lawful=candidate.is_lawful,
        )
        for at, candidate in zip((one, other), pair, strict=True)
    ]
    # What both count alike is proved only if the numbers compared are those: the first plan's course counts so too.
    alike = frozenset(
        line.goal
        for line in lines
        if is_same_measure(mine, yours, line.goal) and all(line.cells[at].is_same_measure for at in (one, other))
    )
    return _Pair(*pair, (standings[0], standings[1]), alike)


def _tried(pair: _Pair, claim: Claim, tried: dict[bool, Verdict]) -> tuple[Claim, str]:
    """Verify the plan that is proved better against the other's course; it must break a rule there."""
    if claim.relation is not Relation.PROVED:
        return claim, ""
    first = claim.is_first_better
    if first not in tried:
        better, worse = (pair.one, pair.other) if first else (pair.other, pair.one)
        tried[first] = verify(worse.account.mission, better.account.plan)
    verdict = tried[first]
    if verdict.is_lawful:
        return replace(claim, relation=Relation.PLANNED, because=Because.REFUTED), ""
    return claim, next(iter([*verdict.unreadable, *map(str, verdict.violations)]))
