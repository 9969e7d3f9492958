"""Rule ``ceiling``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, ceiling, contingent, in_place, mission, nation, site
from contingent.domain.vocabulary import Goal


def relief(most, commands="NEW", support=0):
    """Two Americans hold two essential posts; two Spaniards may come at once; the overlap is two weeks."""
    return mission(
        site(overlap=2),
        activity(hand_to="NEW"),
        billet(2, 2),
        in_place("us", "USA", 2),
        contingent("es", "ESP", 2, commands=commands, support=support),
        ceiling(most),
        goals=("essential", "release", "handover"),
        release=("USA",),
    )


@pytest.mark.parametrize(("most", "released", "weeks"), [(3, 16, 8), (4, 4, 2), (5, 4, 2)])
def test_without_room_for_both_sides_nobody_is_relieved(solve_best, most, released, weeks):
    """The newcomers serve under NEW only, so both must be there before the handover, and nobody leaves before it."""
    assert solve_best(relief(most)) == {Goal.ESSENTIAL: 0, Goal.RELEASE: released, Goal.HANDOVER: weeks}


@pytest.mark.parametrize(("most", "released", "weeks"), [(2, 16, 8), (3, 6, 4), (4, 4, 2)])
def test_newcomers_who_may_serve_under_both_commands_relieve_one_by_one(solve_best, most, released, weeks):
    """Of three, one overlaps in weeks 0 and 1 and the other in weeks 2 and 3; with two there is no room at all."""
    m = relief(most, commands="OLD NEW")
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: released, Goal.HANDOVER: weeks}


@pytest.mark.parametrize(("most", "released"), [(4, 16), (5, 4), (6, 4)])
def test_the_support_element_just_fits_the_ceiling_or_does_not(solve_best, most, released):
    assert solve_best(relief(most, support="0.5"))[Goal.RELEASE] == released


@pytest.mark.parametrize(("most", "uncovered"), [(0, 15), (1, 10), (2, 5), (3, 0)])
def test_posts_are_empty_when_the_ceiling_comes_down(solve_best, most, uncovered):
    m = mission(site(), activity(), billet(3, 3), in_place("us", "USA", 3), ceiling(most, from_=3), goals=["essential"])
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("who", "uncovered"), [("USA", 8), ("OLD", 8), ("us", 8), ("g", 8), ("FRA", 0)])
def test_a_ceiling_binds_those_it_names(solve_best, who, uncovered):
    m = mission(
        site(),
        nation("USA", "g"),
        nation("FRA"),
        activity(),
        billet(2, 2),
        contingent("us", "USA", 2),
        ceiling(1, who),
        goals=["essential"],
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered
