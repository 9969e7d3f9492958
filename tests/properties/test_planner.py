"""Properties of the planner: what helps, what hurts, and what changes nothing.

Values are compared as the list of goals is met: one after another, so that a later goal may be worse where an earlier
one is better. No lawful plan at all is worse than any plan.
"""

from fractions import Fraction

import pytest

from contingent.app.outcome import Outcome, Status
from contingent.app.plan_mission import plan_mission
from contingent.domain.mission import Mission
from contingent.domain.plan import PLAN_TABLES, Proof
from contingent.solve.limits import EngineName, Limits
from contingent.solve.watch import Watch
from oracle.missions import any_mission
from properties import metamorphoses as m

CHUNKS = [range(first, first + 5) for first in range(0, 30, 5)]
SEEDS = range(30)

Vector = tuple[Fraction, ...]


def planned(mission: Mission, engine: EngineName = EngineName.HIGHS, seed: int = 0) -> Outcome:
    """Plan a mission to the end: every goal proven, or proven that there is no plan."""
    outcome = plan_mission(mission, Limits(time_limit=30, engine=engine, seed=seed, workers=1), Watch())
    assert outcome.status is not Status.NO_PLAN_IN_TIME
    proofs = [] if outcome.plan is None else [result.proof for result in outcome.plan.goals]
    assert set(proofs) <= {Proof.OPTIMAL}, f"{proofs}\n{mission.model_dump_json(by_alias=True, exclude_defaults=True)}"
    return outcome


def values(mission: Mission, engine: EngineName = EngineName.HIGHS) -> Vector | None:
    """The values of the goals in order, as the verifier counts them; None: no lawful plan."""
    verdict = planned(mission, engine).verdict
    return None if verdict is None else tuple(verdict.goals[goal] for goal in mission.planning.goals)


def is_no_worse(one: Vector | None, other: Vector | None) -> bool:
    """Whether the goals, met one after another, are met by ``one`` at least as well as by ``other``."""
    return other is None or (one is not None and one <= other)


def strict(seed: int) -> Mission:
    """A random mission in which no goal gives anything away."""
    return m.without_slack(any_mission(seed))


def explain(mission: Mission, before: Vector | None, after: Vector | None) -> str:
    """Say what changed, with the whole mission to repeat it."""
    goals = ", ".join(mission.planning.goals)
    return f"{goals}: {before} became {after}\n{mission.model_dump_json(by_alias=True, exclude_defaults=True)}"


HELPS = (
    m.with_pledge_of_a_new_nation,
    m.with_pledge_of_an_old_nation,
    m.without_caveats,
    m.without_refusals,
    m.without_musts,
    m.without_conditions,
)
HURTS = (m.with_lower_ceilings, m.with_a_ceiling_more, m.with_a_seat_less, m.with_a_week_more_of_overlap)
CHANGES_NOTHING = (m.renamed, m.reordered, m.shifted)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_must_help_hurt_or_change_nothing(seed: int) -> None:
    """One mission, changed in every way that touches it; the engines take turns, and both plan the mission itself."""
    mission = strict(seed)
    before = values(mission)
    assert values(mission, EngineName.CPSAT) == before, explain(mission, before, values(mission, EngineName.CPSAT))
    engine = EngineName.CPSAT if seed % 2 else EngineName.HIGHS
    for change in (*HELPS, *HURTS, *CHANGES_NOTHING):
        changed = change(mission)
        if changed == mission:
            continue
        after = values(changed, engine)
        said = f"{change.__name__}: {explain(mission, before, after)}"
        assert change not in HELPS or is_no_worse(after, before), said
        assert change not in HURTS or is_no_worse(before, after), said
        assert change not in CHANGES_NOTHING or after == before, said


@pytest.mark.parametrize("engine", EngineName)
@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_same_seed_and_one_worker_give_the_same_plan(seeds: range, engine: EngineName) -> None:
    for seed in seeds:
        mission = any_mission(seed)
        one, other = (planned(mission, engine, seed=seed).plan for _ in range(2))
        assert (one is None) == (other is None)
        for table in ("goals", *PLAN_TABLES):
            assert getattr(one, table, ()) == getattr(other, table, ()), f"{table} of {mission.id}"


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_slack_only_loosens(seeds: range) -> None:
    """The first goal's bound stays, its value stays within the slack, and the second goal is never worse."""
    for seed in seeds:
        mission = strict(seed)
        before = values(mission)
        loose = planned(m.with_slack_on_the_first_goal(mission))
        assert (loose.plan is None) == (before is None)
        if before is None or loose.plan is None or loose.verdict is None:
            continue
        first, *rest = loose.plan.goals
        assert first.bound is not None
        assert abs(Fraction(first.bound) - before[0]) < Fraction(1, 10**6)
        assert before[0] <= loose.verdict.goals[first.goal] <= before[0] * Fraction(3, 2)
        if rest:
            assert loose.verdict.goals[rest[0].goal] <= before[1]
