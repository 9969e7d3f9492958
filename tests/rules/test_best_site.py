"""Rule ``site``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, contingent, in_place, lift, mission, site
from contingent.domain.vocabulary import Goal


def pledge(overlap=0, sites="", **more):
    return mission(
        site(overlap=overlap, **more),
        site("b"),
        activity(),
        billet(1, 1),
        contingent("es", "ESP", sites=sites),
        goals=["essential"],
    )


@pytest.mark.parametrize("opens", [3, 4, 5])
def test_the_post_waits_for_the_site(solve_best, opens):
    assert solve_best(pledge(opens=opens))[Goal.ESSENTIAL] == opens


@pytest.mark.parametrize(("closes", "uncovered"), [(3, 5), (4, 4), (5, 3)])
def test_the_post_is_empty_when_the_site_has_closed(solve_best, closes, uncovered):
    assert solve_best(pledge(closes=closes))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("sites", "uncovered"), [("", 0), ("base", 0), ("base b", 0), ("b", 8)])
def test_people_come_only_where_they_may(solve_best, sites, uncovered):
    assert solve_best(pledge(sites=sites))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize("overlap", [0, 1, 2])
def test_people_whose_site_closes_move_and_take_over_there(solve_best, overlap):
    """`base` closes in week 4, when the post opens at `b`; those who move cover there after its overlap."""
    m = mission(
        site(overlap=2, closes=4),
        site("b", overlap=overlap),
        activity(until=4),
        activity("next", site="b", from_=4),
        billet(2, 2),
        billet(2, 2, activity="next"),
        in_place("us", "USA", 2, dwell=20),
        lift(0),
        goals=("essential", "turbulence"),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 2 * overlap, Goal.TURBULENCE: 2}
