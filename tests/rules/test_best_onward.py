"""Rule ``onward``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, contingent, in_place, mission, need, site
from contingent.domain.vocabulary import Goal


def leaving(*rows, overlap=1, **more):
    """Two Americans hold two posts; two Spaniards may relieve them, overlap one week."""
    return mission(
        site(overlap=overlap),
        activity(),
        billet(2, 2),
        in_place("us", "USA", 2, **more),
        contingent("es", "ESP", 2),
        *rows,
        goals=("essential", "coverage", "release", "elsewhere"),
        release=("USA",),
    )


@pytest.mark.parametrize(("reset", "unmet"), [(0, 2), (1, 4), (2, 6), (3, 8), (7, 16), (9, 16)])
def test_people_who_leave_count_elsewhere_after_their_reset(solve_best, reset, unmet):
    """They leave in week 1."""
    values = solve_best(leaving(need(count=2, who="USA", reset_weeks=reset)))
    assert values == {Goal.ESSENTIAL: 0, Goal.COVERAGE: 0, Goal.RELEASE: 2, Goal.ELSEWHERE: unmet}


@pytest.mark.parametrize(("tour_min", "unmet"), [(5, 2), (6, 4), (7, 6)])
def test_who_must_stay_longer_counts_later(solve_best, tour_min, unmet):
    m = leaving(need(count=2, who="USA"), tour_min=tour_min)
    assert solve_best(m)[Goal.ELSEWHERE] == unmet


@pytest.mark.parametrize(("who", "skill", "unmet"), [("us", "inf", 2), ("us", "med", 16), ("es", "inf", 16)])
def test_only_those_who_are_asked_count(solve_best, who, skill, unmet):
    """The Spaniards are in their posts."""
    assert solve_best(leaving(need(count=2, who=who, skill=skill)))[Goal.ELSEWHERE] == unmet


def test_people_go_to_the_need_that_is_worth_most(solve_best):
    """Free from week 1; from week 3 on one of the two counts for `far`.

    `near` lacks two in week 0 and one in each of weeks 3 to 7: 7; `far` lacks one in weeks 0 to 2, at 5 each: 15.
    """
    m = leaving(need("near", 2, value=1), need("far", 1, value=5, reset_weeks=2))
    assert solve_best(m)[Goal.ELSEWHERE] == 7 + 15


@pytest.mark.parametrize(("reset", "unmet"), [(0, 6), (1, 7), (2, 8)])
def test_people_who_return_count_elsewhere_only_in_between(solve_best, reset, unmet):
    """The one American must leave in week 2, is back in week 4, and fills the post until the end."""
    m = mission(
        site(),
        activity(),
        billet(1, 1),
        in_place("us", "USA", tour_max=6, dwell=2),
        need(count=1, reset_weeks=reset),
        goals=("essential", "elsewhere"),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 2, Goal.ELSEWHERE: unmet}


@pytest.mark.parametrize(("reset", "unmet"), [(0, 2), (1, 3), (2, 4), (7, 8)])
def test_the_first_set_counts_elsewhere_while_the_second_is_there(solve_best, reset, unmet):
    """The first American must leave in week 2 at the latest, and the second can stay for six weeks, to the end."""
    m = mission(
        site(),
        activity(),
        billet(1, 1),
        in_place("us", "USA", tour_max=6, dwell=2, rotations=2, notice_days=14),
        need(count=1, reset_weeks=reset),
        goals=("essential", "elsewhere"),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.ELSEWHERE: unmet}


def test_two_needs_with_two_resets_are_met_by_worth(solve_best):
    """Both leave in week 0. `a` (3 each) lacks one until week 4: 12. `b` (2 each) lacks two in week 0, and one from
    week 4 on, when that one counts for `a`: 4 + 8."""
    m = mission(
        site(),
        in_place("us", "USA", 2),
        need("a", 1, value=3, reset_weeks=4),
        need("b", 2, value=2, reset_weeks=1),
        goals=["elsewhere"],
    )
    assert solve_best(m)[Goal.ELSEWHERE] == 24
