"""Rule ``consent``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, consent, contingent, in_place, mission, site
from contingent.domain.vocabulary import Goal


def pledge(*rows, default="refused", pending=True):
    return mission(
        site(),
        activity(hand_to="NEW"),
        billet(1, 1),
        in_place("us", "USA", commands="OLD NEW"),
        contingent("es", "ESP", commands="NEW"),
        *rows,
        goals=("essential", "handover"),
        consent_default=default,
        count_pending_consent=pending,
    )


@pytest.mark.parametrize("from_", [3, 4, 5])
def test_a_command_takes_over_when_the_host_gives_leave(solve_best, from_):
    m = pledge(consent("OLD"), consent("NEW", from_=from_))
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.HANDOVER: from_}


@pytest.mark.parametrize(("pending", "weeks"), [(True, 0), (False, 8)])
def test_pending_leave_is_counted_or_not(solve_best, pending, weeks):
    m = pledge(consent("OLD"), consent("NEW", "pending"), pending=pending)
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.HANDOVER: weeks}


@pytest.mark.parametrize("from_", [3, 4, 5])
def test_the_post_waits_for_leave(solve_best, from_):
    m = mission(
        site(),
        activity(),
        billet(1, 1),
        contingent("es", "ESP"),
        consent("*", from_=from_),
        goals=["essential"],
        consent_default="refused",
    )
    assert solve_best(m)[Goal.ESSENTIAL] == from_


@pytest.mark.parametrize(("from_", "uncovered"), [(3, 5), (4, 4), (5, 3)])
def test_the_post_is_empty_once_its_kind_is_refused(solve_best, from_, uncovered):
    m = pledge(consent("*", "refused", what="training", from_=from_), default="granted")
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered
