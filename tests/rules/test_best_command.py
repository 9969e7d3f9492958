"""Rule ``command``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, contingent, in_place, mission, site
from contingent.domain.vocabulary import Goal


def pledge(commands, *rows, **more):
    return mission(
        site(), activity(**more), billet(1, 1), contingent("es", "ESP", commands=commands), *rows, goals=["essential"]
    )


@pytest.mark.parametrize(("commands", "uncovered"), [("OLD", 0), ("NEW", 8), ("NEW OLD", 0)])
def test_only_people_under_its_command_cover_what_stays(solve_best, commands, uncovered):
    assert solve_best(pledge(commands))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize("earliest", [3, 4, 5])
def test_people_under_the_new_command_wait_for_the_handover(solve_best, earliest):
    assert solve_best(pledge("NEW", hand_to="NEW", earliest=earliest))[Goal.ESSENTIAL] == earliest


@pytest.mark.parametrize("earliest", [3, 4, 5])
def test_people_under_both_cover_throughout(solve_best, earliest):
    assert solve_best(pledge("OLD NEW", hand_to="NEW", earliest=earliest))[Goal.ESSENTIAL] == 0


@pytest.mark.parametrize(("from_", "uncovered"), [(4, 0), (5, 1), (6, 2)])
def test_the_old_leave_in_week_4_and_the_new_cover_from_then_on(solve_best, from_, uncovered):
    m = mission(
        site(),
        activity(hand_to="NEW"),
        billet(1, 1),
        in_place("us", "USA", until=4),
        contingent("es", "ESP", commands="NEW", from_=from_),
        goals=["essential"],
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered
