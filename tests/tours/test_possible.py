"""Weeks in which a handover is impossible: left out where too few could serve then, and never where a plan has one."""

import numpy as np
import pytest

from builders import activity, billet, contingent, in_place, mission, people, site
from contingent.domain.mission import Mission
from contingent.domain.vocabulary import Goal
from contingent.instance import compile_mission
from contingent.tours.ascent import prove
from contingent.tours.dual import Dual
from contingent.tours.possible import without_impossible_handovers
from contingent.tours.problem import Problem, problem, refusal
from oracle.missions import tiny_oracle

WEEKS = 8
NONE: list[int] = []
ALL = list(range(WEEKS))
SEEDS = [range(20), range(20, 40), range(40, 60)]


def arrays(of: Mission) -> Problem:
    return problem(compile_mission(of))


def weeks_left(*rows: object, overlap: int = 0, **more: object) -> list[list[int]]:
    """Return the weeks in which each band of a small mission can be handed over."""
    asked = mission(site(overlap=overlap), activity(hand_to="NEW", **more), *rows, weeks=WEEKS)
    return [np.flatnonzero(may).tolist() for may in without_impossible_handovers(arrays(asked)).bands.may_pass]


def proven(p: Problem) -> float:
    return prove(p, Goal.ESSENTIAL, {}, 60.0, lambda: False, lambda _: None, iterations=400).value


@pytest.mark.parametrize(("essential", "expected"), [(0, ALL), (2, ALL), (3, NONE)])
def test_all_essential_posts_are_to_be_filled_in_the_week_of_the_handover(essential, expected):
    assert weeks_left(billet(3, essential=essential), contingent("es", "ESP", 2, commands="NEW")) == [expected]


def test_people_under_the_old_command_do_not_count():
    newcomer = contingent("es", "ESP", 1, commands="NEW")
    assert weeks_left(billet(2, essential=2), in_place("us", "USA", 2), newcomer) == [NONE]


@pytest.mark.parametrize(("both", "expected"), [(1, NONE), (2, ALL)])
def test_who_could_fill_either_of_two_posts_fills_one(both, expected):
    posts = billet(1, essential=1), billet(1, essential=1, skill="eng")
    assert weeks_left(*posts, contingent("es", "ESP", both, ("inf", "eng"), commands="NEW")) == [expected]


@pytest.mark.parametrize(("overlap", "first"), [(0, 3), (2, 5)])
def test_nobody_serves_before_the_overlap_is_over(overlap, first):
    newcomer = contingent("es", "ESP", 1, commands="NEW", from_=3)
    assert weeks_left(billet(1, essential=1), newcomer, overlap=overlap) == [ALL[first:]]


def test_no_more_than_one_set_serves_at_once():
    assert weeks_left(billet(2, essential=2), contingent("es", "ESP", 1, commands="NEW", rotations=3)) == [NONE]


def test_groups_of_a_contingent_are_counted_together():
    two = (*contingent("es", "ESP", 1, commands="NEW"), people("es", 1, ("inf", "eng")))
    assert weeks_left(billet(2, essential=2), two) == [ALL]


@pytest.mark.parametrize(("count", "expected"), [(1, NONE), (2, ALL)])
def test_companions_need_people_for_both(count, expected):
    other = activity("guard", hand_to="NEW", with_="train"), billet(1, essential=1, activity="guard")
    newcomers = contingent("es", "ESP", count, commands="NEW")
    assert weeks_left(billet(1, essential=1), *other, newcomers) == [expected]


@pytest.mark.parametrize("seeds", SEEDS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_every_handover_of_a_lawful_plan_of_a_tiny_mission_stays(seeds):
    for seed in seeds:
        oracle = tiny_oracle(seed)
        inst = compile_mission(oracle.mission)
        if refusal(inst) is not None:
            continue
        left = without_impossible_handovers(problem(inst))
        band_of = {a: c for c, tasks in enumerate(left.tasks_of_band) for a in tasks}
        made = {witness.handovers for front in oracle.fronts() for witness in front.values()}
        for a, week in {pair for handovers in made for pair in enumerate(handovers)}:
            assert week is None or left.bands.may_pass[band_of[a], week], (seed, a, week)


def test_a_bound_no_longer_hands_over_in_parts():
    """Half a handover needs one of two people; a whole one is impossible, so that all posts stay empty."""
    lone = contingent("es", "ESP", 1, commands="NEW")
    p = arrays(mission(site(), activity(hand_to="NEW"), billet(2, essential=2), lone, weeks=WEEKS))
    assert proven(p) == pytest.approx(WEEKS, abs=0.1)
    assert proven(without_impossible_handovers(p)) == pytest.approx(2 * WEEKS, abs=1e-6)


@pytest.mark.parametrize("seeds", SEEDS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_bounds_of_tiny_missions_hold_without_impossible_weeks(seeds):
    for seed in seeds:
        oracle = tiny_oracle(seed)
        inst = compile_mission(oracle.mission)
        if refusal(inst) is not None or oracle.best is None:
            continue
        dual, caps, before = Dual(without_impossible_handovers(problem(inst))), {}, None
        for goal, best in oracle.best.values.items():
            before = prove(dual, goal, caps, 60.0, lambda: False, lambda _: None, start=before, iterations=60)
            assert before.value <= best, (seed, goal)
            caps[goal] = oracle.best.limits[goal]
