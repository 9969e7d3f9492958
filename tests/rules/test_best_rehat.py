"""Rule ``rehat``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, ceiling, contingent, in_place, mission, site
from contingent.domain.vocabulary import Goal


def standing(**more):
    return mission(
        site(overlap=3),
        activity(hand_to="NEW"),
        billet(2, 2),
        in_place("us", "USA", 2, **more),
        goals=("essential", "handover", "turbulence"),
    )


@pytest.mark.parametrize("rehat_from", [0, 3, 4, 5])
def test_those_in_place_stay_and_change_command_as_soon_as_they_may(solve_best, rehat_from):
    m = standing(commands="OLD NEW", rehat_from=rehat_from)
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.HANDOVER: rehat_from, Goal.TURBULENCE: 2}


@pytest.mark.parametrize("commands", ["OLD", "OLD ALT"])
def test_who_may_not_change_command_keeps_the_activity_where_it_is(solve_best, commands):
    assert solve_best(standing(commands=commands)) == {Goal.ESSENTIAL: 0, Goal.HANDOVER: 8, Goal.TURBULENCE: 0}


@pytest.mark.parametrize(("tour_max", "uncovered"), [(11, 2), (12, 0), (13, 0)])
def test_a_change_of_command_is_no_new_tour(solve_best, tour_max, uncovered):
    """Four weeks of the tour lie before the mission, eight in it: it is counted through, and needs no notice."""
    m = standing(commands="OLD NEW", tour_max=tour_max, dwell=20, notice_days=3000)
    assert solve_best(m) == {Goal.ESSENTIAL: uncovered, Goal.HANDOVER: 0, Goal.TURBULENCE: 4 if uncovered else 2}


def test_those_in_place_who_serve_under_both_relieve_those_who_do_not(solve_best):
    """Italians in place cover at once under OLD, so the Americans go at once; in week 2 the Italians change command."""
    m = mission(
        site(overlap=3),
        activity(hand_to="NEW"),
        billet(2, 2),
        in_place("us", "USA", 2),
        in_place("it", "ITA", 2, commands="OLD NEW", rehat_from=2),
        goals=("essential", "release", "handover"),
        release=("USA",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: 0, Goal.HANDOVER: 2}


@pytest.mark.parametrize(("count", "rehat_from", "weeks"), [(1, 3, 3), (1, 4, 8), (2, 4, 3)])
def test_newcomers_change_command_with_the_activity_or_come_under_the_new_one(solve_best, count, rehat_from, weeks):
    """One post, handed over in week 3 or never, overlap two weeks. One person who may not change in time keeps it under
    OLD; of two, one comes under either command."""
    m = mission(
        site(overlap=2),
        activity(hand_to="NEW", earliest=3, latest=3),
        billet(1, 1),
        contingent("es", "ESP", count, commands="OLD NEW", rehat_from=rehat_from),
        goals=("essential", "handover"),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 2, Goal.HANDOVER: weeks}


@pytest.mark.parametrize(("most", "weeks"), [(2, 8), (3, 0), (4, 0)])
def test_the_new_command_has_room_for_all_and_their_support_or_takes_nothing_over(solve_best, most, weeks):
    m = mission(
        site(),
        activity(hand_to="NEW"),
        billet(2, 2),
        in_place("us", "USA", 2, commands="OLD NEW", support="0.5"),
        ceiling(most, "NEW"),
        goals=("essential", "handover"),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.HANDOVER: weeks}
