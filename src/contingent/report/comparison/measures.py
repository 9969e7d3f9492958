"""What a goal counts, and a plan counted as another course of action counts."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.domain.tables import Row
from contingent.domain.vocabulary import Goal
from contingent.report.comparison.candidate import Candidate
from contingent.verify.referee import measure_goals

_ASIDE = {"name", "note", "source", "confidence", "release_to"}
"""Columns that no goal counts."""

Basis = frozenset[tuple[object, ...]]


def is_same_measure(one: Mission, other: Mission, goal: Goal) -> bool:
    """Tell whether a goal counts the same in two missions of the same weeks: the same rows with the same numbers."""
    return _BASES[goal](one) == _BASES[goal](other)


def measured(base: Mission, candidate: Candidate) -> Mapping[Goal, Fraction]:
    """Return a plan's goals as ``base`` counts them; a goal for which that has no meaning is missing."""
    mission, plan = candidate.account.mission, candidate.account.plan
    counted = {goal: value for goal, value in candidate.values.items() if is_same_measure(base, mission, goal)}
    if len(counted) == len(Goal) or not _is_at_home(base, mission):
        return counted
    planning = mission.planning.model_copy(update={"release": base.planning.release})
    tables = {name: getattr(base, name) for name in ("activities", "billets", "elsewhere", "targets", "nations")}
    return {**measure_goals(mission.model_copy(update={"planning": planning, **tables}), _known(base, plan)), **counted}


def _is_at_home(base: Mission, mission: Mission) -> bool:
    """Tell whether all that the goals of ``base`` speak of is in the other mission too."""
    sites, commands = {s.id for s in mission.sites}, {c.id for c in mission.commands}
    nations = {n.code for n in base.nations}
    return (
        {a.site for a in base.activities} <= sites
        and {c for a in base.activities for c in (a.command, a.hand_to or a.command)} <= commands
        and {c.nation for c in mission.contingents} <= nations
    )


def _known(base: Mission, plan: Plan) -> Plan:
    """Return a plan without what it does for activities and needs that ``base`` does not have."""
    activities, needs = {a.id for a in base.activities}, {e.id for e in base.elsewhere}
    return plan.model_copy(
        update={
            "fills": tuple(row for row in plan.fills if row.activity in activities),
            "handovers": tuple(row for row in plan.handovers if row.activity in activities),
            "onward": tuple(row for row in plan.onward if row.elsewhere in needs),
        }
    )


def _posts(mission: Mission) -> Basis:
    spans = frozenset(("activity", a.id, a.from_, a.until) for a in mission.activities)
    return spans | frozenset((*b, "billet") for b in _whole(mission.billets))


def _weighed_posts(mission: Mission) -> Basis:
    return _posts(mission) | frozenset(("priority", a.id, a.priority) for a in mission.activities)


def _releasing(mission: Mission) -> Basis:
    return frozenset((nation,) for nation in mission.planning.release)


def _changing(mission: Mission) -> Basis:
    return frozenset(
        (a.id, a.command, a.hand_to, a.priority, a.from_, a.until)
        for a in mission.activities
        if a.hand_to is not None and a.hand_to != a.command
    )


def _wishes(mission: Mission) -> Basis:
    wishes = _whole(target for target in mission.targets if not target.must)
    return wishes | _whole(mission.activities) | _posts(mission) if wishes else wishes


def _weights(mission: Mission) -> Basis:
    return frozenset((n.code, n.fair_share) for n in mission.nations if n.fair_share is not None)


def _whole(rows: Iterable[Row]) -> Basis:
    """Return rows with all columns that may count, and how many there are of each."""
    counts = Counter(tuple(value for name, value in row if name not in _ASIDE) for row in rows)
    return frozenset((*cells, times) for cells, times in counts.items())


_BASES: dict[Goal, Callable[[Mission], Basis]] = {
    Goal.ESSENTIAL: _posts,
    Goal.COVERAGE: _weighed_posts,
    Goal.RELEASE: _releasing,
    Goal.HANDOVER: _changing,
    Goal.ELSEWHERE: lambda mission: _whole(mission.elsewhere),
    Goal.TARGETS: _wishes,
    Goal.BURDEN: _weights,
    Goal.TURBULENCE: lambda _: frozenset(),
}
