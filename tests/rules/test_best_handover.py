"""Rule ``handover``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, contingent, in_place, mission, site
from contingent.domain.vocabulary import Goal


def handing(*rows, **more):
    return mission(site(overlap=1), activity(hand_to="NEW", **more), *rows, goals=("essential", "coverage", "handover"))


@pytest.mark.parametrize(("latest", "uncovered"), [(3, 8), (4, 4), (5, 4)])
def test_a_handover_that_comes_too_late_does_not_come_at_all(solve_best, latest, uncovered):
    """The new come in week 3 and cover from week 4; nobody else is there."""
    m = handing(billet(1, 1), contingent("es", "ESP", commands="NEW", from_=3), latest=latest)
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("essential", "values"), [(1, (0, 16, 0)), (2, (16, 24, 8)), (3, (24, 24, 8))])
def test_a_handover_needs_people_for_every_essential_post(solve_best, essential, values):
    """One of the new is there from the start, of three posts: with more essential ones they never take over."""
    m = handing(billet(3, essential), in_place("es", "ESP", commands="NEW"))
    assert tuple(solve_best(m).values()) == values


@pytest.mark.parametrize(("together", "uncovered"), [("", 5), ("advise", 10)])
def test_companions_wait_for_each_other(solve_best, together, uncovered):
    """Riflemen for `train` are there at once, medics for `advise` cover from week 5; all under NEW only."""
    m = handing(
        activity("advise", hand_to="NEW"),
        billet(1, 1),
        billet(1, 1, activity="advise", skill="med"),
        in_place("es", "ESP", commands="NEW"),
        contingent("fr", "FRA", 1, "med", commands="NEW", from_=4),
        with_=together,
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("earliest", "weeks"), [(0, 0), (1, 1), (5, 5), (7, 7), (8, 8)])
def test_a_handover_waits_for_its_window(solve_best, earliest, weeks):
    m = handing(billet(1, 1), in_place("us", "USA", commands="OLD NEW"), earliest=earliest)
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.COVERAGE: 0, Goal.HANDOVER: weeks}


@pytest.mark.parametrize(("hand_to", "weeks"), [("NEW", 0), (None, 8), ("OLD", 8)])
def test_who_goes_with_what_stays_stays_too(solve_best, hand_to, weeks):
    m = handing(
        activity("advise", hand_to=hand_to), billet(1, 1), in_place("us", "USA", commands="OLD NEW"), with_="advise"
    )
    assert solve_best(m)[Goal.HANDOVER] == weeks


@pytest.mark.parametrize(
    ("earliest", "latest", "week"), [(0, None, 2), (2, 4, 2), (3, 4, 3), (4, 9, 4), (5, 9, 8), (0, 2, 2), (0, 1, 8)]
)
def test_companions_need_a_week_that_suits_both(solve_best, earliest, latest, week):
    """`train` may go in weeks 2 to 4, `advise` as given: both in the first week that suits both, or neither."""
    m = mission(
        site(),
        activity(hand_to="NEW", with_="advise", earliest=2, latest=4),
        activity("advise", hand_to="NEW", earliest=earliest, latest=latest),
        goals=["handover"],
    )
    assert solve_best(m)[Goal.HANDOVER] == 2 * week
