"""Tours and posts read back: the plan that the program's solution says, lawful, and worth what is claimed of it."""

from pathlib import Path

import numpy as np
import pytest

from builders import activity, billet, in_place, mission, site, target
from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Goal
from contingent.files import read_mission
from contingent.formulation import Formulation, decode, formulate
from contingent.formulation.decode import _histories, value_of
from contingent.formulation.program import Ints
from contingent.formulation.steady import _strength
from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission
from contingent.instance import compile_mission
from contingent.solve.lexicographic import solve_goals
from contingent.solve.limits import Limits
from contingent.solve.solve import exact_engine
from contingent.solve.watch import Watch
from contingent.tours.counts import counts
from contingent.tours.onward import onward
from contingent.tours.problem import STAGES, Posting, Problem, Roster, problem, refusal
from contingent.tours.readback import plan_of
from contingent.tours.values import goal_values
from contingent.verify import verify
from contingent.verify.referee import measure_goals
from oracle.missions import any_mission

FIRST = Path(__file__).parents[2] / "missions" / "first"
CHUNKS = [range(first, first + 30) for first in range(0, 120, 30)]


def solved(mission: Mission) -> tuple[Formulation, Ints] | None:
    made = formulate(compile_mission(mission))
    solution = solve_goals(made.program, {}, Limits(), Watch(), exact_engine).solution
    return None if solution is None else (made, solution)


def roster_of(made: Formulation, solution: Ints, p: Problem) -> Roster:
    """Return a solution's tours."""
    order = sorted(range(len(made.journeys.all)), key=lambda i: made.journeys.all[i].unit)
    rows = [
        (way, [*weeks, *[p.weeks] * (STAGES + 1 - len(weeks))], units)
        for way, number in enumerate(order)
        for weeks, units in _histories(made, made.journeys.all[number], solution)
    ]
    over = value_of(solution, made.handovers.over[[together[0] for together in p.tasks_of_band]])
    return Roster(
        np.array([way for way, _, _ in rows], dtype=np.int32),
        np.array([weeks for _, weeks, _ in rows], dtype=np.int32).reshape(-1, STAGES + 1),
        np.array([units for _, _, units in rows], dtype=np.int32),
        (p.weeks - over.sum(axis=1)).astype(np.int32),
    )


def posting_of(made: Formulation, solution: Ints, p: Problem) -> Posting:
    """Return who works where in a solution."""
    supply, inst = made.supply, made.instance
    fills, enabling = (np.zeros((len(pairs), p.weeks), dtype=np.int32) for pairs in (p.pools.line, p.pools.serving))
    serving = np.zeros((len(p.spots.group), p.weeks), dtype=np.int32)
    pairs = {
        (pool, int(p.pools.line[i])): i
        for pool in range(len(p.pools_of))
        for i in range(p.pools.lines[pool], p.pools.lines[pool + 1])
    }
    for b, pool, week, column in zip(supply.line, supply.pool, supply.week, supply.column, strict=True):
        fills[pairs[int(pool), int(b)], week] = solution[column]
    pairs = {
        (pool, int(p.pools.serving[i])): i
        for pool in range(len(p.pools_of))
        for i in range(p.pools.servings[pool], p.pools.servings[pool + 1])
    }
    enablers = zip(supply.serving, supply.enabling_pool, supply.enabling_week, supply.enabling_column, strict=True)
    for e, pool, week, column in enablers:
        enabling[pairs[int(pool), int(e)], week] = solution[column]
    row_of = {(int(p.spots.pool[row]), int(p.spots.group[row])): row for row in range(len(p.spots.pool))}
    serving_from = made.journeys.serving_from(inst)
    for number, pool in enumerate(supply.pools):
        own, enable = (np.arange(start[number], start[number + 1]) for start in (p.pools.lines, p.pools.servings))
        busy = fills[own].sum(axis=0, dtype=np.int64) + enabling[enable].sum(axis=0)
        for member in pool.members:
            strength = _strength(made, solution, member, serving_from, busy)
            serving[row_of[number, member.group]] = strength
    return Posting(fills, enabling, serving)


def check_read_back(of: Mission) -> bool:
    """Plan a mission by its program, read the solution back as tours, and compare; return whether there is a plan."""
    inst = compile_mission(of)
    found = solved(of) if refusal(inst) is None else None
    if found is None:
        return False
    made, solution = found
    p = problem(inst)
    roster, posting = roster_of(made, solution, p), posting_of(made, solution, p)
    counted = counts(p, roster)
    gone = onward(p, counted)
    plan = plan_of(p, roster, posting, gone)
    program = decode(made, solution)
    assert (set(plan.fills), plan.handovers) == (set(program.fills), program.handovers)
    assert _paths(plan) == _paths(program)
    verdict, theirs = verify(of, plan), verify(of, program)
    assert verdict.is_lawful, [*map(str, verdict.violations)]
    claimed = goal_values(p, roster, posting, counted, gone)
    assert claimed == {goal: verdict.goals[goal] for goal in of.planning.goals}
    for goal, value in verdict.goals.items():
        if goal is Goal.ELSEWHERE:
            assert value <= theirs.goals[goal]
        else:
            assert value == theirs.goals[goal]
    return True


def _paths(plan):
    """Return the tours with their moves and changes of command; their names depend on the order of rows."""

    def told(row):
        return tuple(sorted((k, str(v)) for k, v in row.model_dump().items() if k != "tour"))

    changes = {tour.tour: [] for tour in plan.tours}
    for change in (*plan.moves, *plan.rehats):
        changes[change.tour].append(told(change))
    return sorted((told(tour), *changes[tour.tour]) for tour in plan.tours)


@pytest.mark.parametrize("seeds", CHUNKS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_a_solution_read_back_as_tours_is_the_same_plan(seeds):
    assert sum([check_read_back(any_mission(seed)) for seed in seeds]) > len(seeds) / 2


def test_needs_elsewhere_are_met_as_well_as_the_program_meets_them():
    """Asked for nothing else, the program is best there; read back, its tours are no worse."""
    met = 0
    for seed in range(700, 730):
        mission = any_mission(seed)
        only = mission.planning.model_copy(update={"goals": (Goal.ELSEWHERE,), "slack": {}})
        met += check_read_back(mission.model_copy(update={"planning": only}))
    assert met > 15


def test_people_whom_a_target_tells_apart_keep_their_posts():
    """Italians are wanted in the post in the first half and not in the second; a Spaniard could stay all the time."""
    m = mission(
        site(), activity(), billet(1), in_place("es", "ESP", 1, tour_min=20), in_place("it", "ITA", 1, tour_min=20),
        target("coverage", 100, who="ITA", until=4), target("coverage", 0, "<=", who="ITA", from_=4, id="none"),
        weeks=8,
    )  # fmt: skip
    assert check_read_back(m)


def test_the_tutorial_read_back_as_tours_is_the_same_plan():
    assert check_read_back(read_mission(FIRST).mission)


@pytest.mark.parametrize("mix", Mix)
def test_the_goals_of_any_roster_are_what_the_verifier_counts(mix):
    """Random tours keep to no limit; the verifier counts their goals all the same."""
    mission = generate_mission(Knobs(Size.S, 3, mix))
    mission = mission.model_copy(update={"planning": mission.planning.model_copy(update={"goals": tuple(Goal)})})
    p = problem(compile_mission(mission))
    rng = np.random.default_rng(3)
    for _ in range(3):
        roster = random_roster(p, rng)
        nobody = Posting(
            *(np.zeros((len(rows), p.weeks), np.int32) for rows in (p.pools.line, p.pools.serving, p.spots.group))
        )
        counted = counts(p, roster)
        gone = onward(p, counted)
        plan = plan_of(p, roster, nobody, gone)
        assert goal_values(p, roster, nobody, counted, gone) == measure_goals(mission, plan)
        assert not [v for v in verify(mission, plan).violations if v.rule.value == "onward"]


def random_roster(p: Problem, rng: np.random.Generator) -> Roster:
    """Draw tours along ways of all units, and weeks of handovers."""
    way, weeks, units = [], [], []
    for i in rng.integers(0, len(p.ways.stages), 60):
        last = int(p.ways.stages[i])
        drawn = np.sort(rng.choice(p.weeks + 1, last + 1, replace=False))
        if p.ways.in_place[i]:
            drawn[0] = -1
        unit = int(p.spots.unit[p.ways.spot[i, 0]])
        way.append(i)
        weeks.append([*drawn, *[p.weeks] * (STAGES - last)])
        units.append(rng.integers(1, p.units.set_size[unit] + 1))
    over = [rng.choice([p.weeks, *np.flatnonzero(may)]) for may in p.bands.may_pass]
    return Roster(*(np.array(column, dtype=np.int32) for column in (way, weeks, units, over)))
