"""Fills read back from a solution: nobody changes posts without need, and all posts are as full as in the solution."""

import pytest

from builders import activity, billet, enabler, in_place, mission, site
from contingent.domain.mission import Mission
from contingent.formulation import Formulation, decode, formulate
from contingent.formulation.program import Ints
from contingent.instance import compile_mission
from contingent.solve.lexicographic import solve_goals
from contingent.solve.limits import Limits
from contingent.solve.solve import exact_engine
from contingent.solve.watch import Watch
from contingent.verify import verify
from oracle.missions import tiny_mission


def solved(mission: Mission) -> tuple[Formulation, Ints]:
    made = formulate(compile_mission(mission))
    solution = solve_goals(made.program, {}, Limits(), Watch(), exact_engine).solution
    assert solution is not None
    return made, solution


def restless(made: Formulation, solution: Ints, line: int) -> Ints:
    """Let the pools that can fill a line do so in turns, a week each."""
    changed, supply = solution.copy(), made.supply
    pools = sorted(set(supply.pool[supply.line == line].tolist()))
    for week in range(made.instance.weeks):
        at = (supply.line == line) & (supply.week == week)
        total = int(solution[supply.column[at]].sum())
        for p in pools:
            changed[supply.column[at & (supply.pool == p)]] = total if p == pools[week % len(pools)] else 0
    assert made.program.is_satisfied_by(changed)
    return changed


def rows(made: Formulation, solution: Ints) -> list[tuple[str, str, str, int, int]]:
    """Return the fills as (activity, skill, contingent, heads, weeks)."""
    plan = decode(made, solution)
    assert verify(made.instance.mission, plan).is_lawful
    span = made.instance.mission.calendar.span
    return sorted((f.activity, f.skill, f.contingent, f.heads, len(span(f.from_, f.until))) for f in plan.fills)


def stays(name, nation, count, skills="inf"):
    """Make a contingent in place that may not leave before the mission ends."""
    return in_place(name, nation, count, skills, tour_min=20)


def test_an_engine_that_lets_two_nations_take_turns_is_not_followed():
    """Both have five people for five posts; the Italians have another skill too, so they are a pool of their own."""
    m = mission(
        site(), activity(), billet(5), billet(1, skill="med", until=1),
        stays("es", "ESP", 5), stays("it", "ITA", 5, "inf med"), weeks=8,
    )  # fmt: skip
    made, solution = solved(m)
    instructors = [row for row in rows(made, restless(made, solution, 0)) if row[1] == "inf"]
    assert [heads * weeks for *_, heads, weeks in instructors] == [40]


def test_who_alone_can_do_other_work_changes_to_it_and_another_follows():
    """The Italian may be put among the instructors first; when a medic is asked for, he alone can be one."""
    m = mission(
        site(), activity(), billet(1), billet(1, skill="med", from_=4),
        stays("it", "ITA", 1, "inf med"), stays("es", "ESP", 1), weeks=8,
    )  # fmt: skip
    made, solution = solved(m)
    found = rows(made, solution)
    assert ("train", "med", "it", 1, 4) in found
    assert sum(heads * weeks for _, skill, _, heads, weeks in found if skill == "inf") == 8


def test_enablers_keep_to_their_work_and_fill_nothing():
    """One of the two medics serves the site; the other may teach. Both can teach and both can serve."""
    m = mission(
        site(), activity(), billet(2, skill="med"), enabler("med", minimum=1),
        stays("it", "ITA", 1, "med"), stays("es", "ESP", 1, "med"), weeks=8,
    )  # fmt: skip
    made, solution = solved(m)
    assert [(heads, weeks) for *_, heads, weeks in rows(made, solution)] == [(1, 8)]


@pytest.mark.parametrize("seed", range(4000, 4040))
def test_posts_are_as_full_as_in_the_solution_and_rows_are_no_more(seed):
    mission = tiny_mission(seed)
    made = formulate(compile_mission(mission))
    solution = solve_goals(made.program, {}, Limits(), Watch(), exact_engine).solution
    if solution is None:
        return
    plan = decode(made, solution)
    assert verify(mission, plan).is_lawful
    filled = {}
    for f in plan.fills:
        for week in mission.calendar.span(f.from_, f.until):
            filled[f.activity, f.skill, week] = filled.get((f.activity, f.skill, week), 0) + f.heads
    supply, inst = made.supply, made.instance
    wanted = {}
    for line, week, column in zip(supply.line, supply.week, supply.column, strict=True):
        if n := int(solution[column]):
            key = (inst.tasks[inst.lines[line].activity].id, inst.lines[line].skill, int(week))
            wanted[key] = wanted.get(key, 0) + n
    assert filled == wanted
