"""Rule ``lift``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, contingent, in_place, lift, mission, site
from contingent.domain.vocabulary import Goal


@pytest.mark.parametrize(("seats", "uncovered"), [(0, 24), (1, 3), (2, 1), (3, 0)])
def test_few_seats_spread_the_arrivals(solve_best, seats, uncovered):
    """Three posts: with one seat two are empty in week 0 and one in week 1."""
    m = mission(site(), activity(), billet(3, 3), contingent("es", "ESP", 3), lift(seats), goals=["essential"])
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("seats", "released"), [(0, 24), (1, 3), (2, 1), (3, 0)])
def test_few_seats_spread_the_departures(solve_best, seats, released):
    m = mission(site(), in_place("us", "USA", 3), lift(seats), goals=["release"], release=("USA",))
    assert solve_best(m)[Goal.RELEASE] == released


@pytest.mark.parametrize(("seats", "released"), [(0, 16), (1, 6), (2, 3), (3, 3), (4, 2)])
def test_newcomers_and_those_they_relieve_share_the_seats(solve_best, seats, released):
    """Two posts, no overlap, the newcomers may come from week 1.

    With four seats all change over in week 1: 2 person-weeks. With three or two, one American stays for week 1: 3. With
    one, somebody comes in week 1, somebody goes in week 2, and so again: 2, 2, 1 and 1 are there in weeks 0 to 3.
    """
    m = mission(
        site(),
        activity(),
        billet(2, 2),
        in_place("us", "USA", 2),
        contingent("es", "ESP", 2, from_=1),
        lift(seats),
        goals=("essential", "release"),
        release=("USA",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: released}
