"""Rule ``relief``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, contingent, in_place, mission, site
from contingent.domain.vocabulary import Goal


@pytest.mark.parametrize("overlap", [0, 1, 2, 3])
def test_the_post_waits_for_the_overlap(solve_best, overlap):
    m = mission(site(overlap=overlap), activity(), billet(1, 1), contingent("es", "ESP"), goals=["essential"])
    assert solve_best(m)[Goal.ESSENTIAL] == overlap


@pytest.mark.parametrize("notice_days", [21, 28, 35])
@pytest.mark.parametrize("overlap", [0, 2])
def test_those_in_place_stay_until_the_newcomers_have_taken_over(solve_best, notice_days, overlap):
    m = mission(
        site(overlap=overlap),
        activity(),
        billet(2, 2),
        in_place("us", "USA", 2),
        contingent("es", "ESP", 2, notice_days=notice_days),
        goals=("essential", "release"),
        release=("USA",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: 2 * (notice_days // 7 + overlap)}


@pytest.mark.parametrize(("until", "uncovered"), [(2, 8), (3, 7), (4, 6)])
def test_nobody_covers_in_a_window_as_short_as_the_overlap(solve_best, until, uncovered):
    m = mission(site(overlap=2), activity(), billet(1, 1), contingent("es", "ESP", until=until), goals=["essential"])
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("earliest", "uncovered"), [(0, 2), (1, 2), (2, 2), (3, 2)])
def test_who_has_taken_over_changes_command_without_a_new_overlap(solve_best, earliest, uncovered):
    m = mission(
        site(overlap=2),
        activity(hand_to="NEW", earliest=earliest),
        billet(1, 1),
        contingent("es", "ESP", commands="OLD NEW"),
        goals=("essential", "handover"),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: uncovered, Goal.HANDOVER: max(2, earliest)}


@pytest.mark.parametrize(("rehat_from", "uncovered"), [(4, 2), (5, 2), (6, 2), (7, 3)])
def test_who_moves_changes_command_with_the_move_or_after_the_overlap(solve_best, rehat_from, uncovered):
    """The post moves in week 4 to `b` (overlap two weeks), where it is under NEW: covered from week 6 at best."""
    m = mission(
        site(),
        site("b", overlap=2),
        activity(until=4),
        billet(1, 1),
        activity("far", site="b", command="NEW", from_=4),
        billet(1, 1, activity="far"),
        in_place("us", "USA", commands="OLD NEW", dwell=20, rehat_from=rehat_from),
        goals=("essential",),
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


def test_an_overlap_longer_than_the_mission_binds_newcomers_only(solve_best):
    m = mission(
        site(overlap=20),
        activity(hand_to="NEW"),
        billet(2, 2),
        in_place("us", "USA", commands="OLD NEW"),
        contingent("es", "ESP", commands="OLD NEW"),
        goals=("essential",),
    )
    assert solve_best(m)[Goal.ESSENTIAL] == 8
