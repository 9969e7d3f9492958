"""Whole situations with many rules at once, and what the best plan reaches in each."""

from fractions import Fraction

import pytest

from builders import (
    activity,
    billet,
    ceiling,
    condition,
    consent,
    contingent,
    enabler,
    in_place,
    lift,
    mandate,
    mission,
    nation,
    need,
    people,
    site,
)
from contingent.domain.plan import Proof
from contingent.domain.vocabulary import Goal

FIRST_GOALS = ("essential", "coverage", "release", "handover", "elsewhere")


def test_the_worked_example_of_the_design(solve_best):
    """Ten Spaniards come in week 4, overlap for two weeks, take over in week 6; ten Americans leave in week 6."""
    m = mission(
        site(overlap=2),
        activity(hand_to="NEW"),
        billet(10, 10),
        in_place("us", "USA", 10),
        contingent("es", "ESP", 10, commands="NEW", from_=4),
        weeks=12,
        release=("USA",),
    )
    assert solve_best(m) == {
        Goal.ESSENTIAL: 0,
        Goal.COVERAGE: 0,
        Goal.RELEASE: 60,
        Goal.HANDOVER: 6,
        Goal.ELSEWHERE: 0,
        Goal.TARGETS: 0,
        Goal.BURDEN: 0,
        Goal.TURBULENCE: 20,
    }


@pytest.mark.parametrize(("from_", "released"), [(3, 50), (4, 60), (5, 70)])
def test_the_worked_example_sooner_and_later(solve_best, from_, released):
    m = mission(
        site(overlap=2),
        activity(hand_to="NEW"),
        billet(10, 10),
        in_place("us", "USA", 10),
        contingent("es", "ESP", 10, commands="NEW", from_=from_),
        weeks=12,
        goals=FIRST_GOALS,
        release=("USA",),
    )
    assert solve_best(m)[Goal.RELEASE] == released


@pytest.mark.parametrize(("spanish", "values"), [(9, (0, 0, 120, 12)), (10, (0, 0, 60, 6)), (11, (0, 0, 60, 6))])
def test_the_worked_example_with_one_fewer_and_one_more(solve_best, spanish, values):
    """Nine cannot cover ten essential posts, so the activity stays where it is."""
    m = mission(
        site(overlap=2),
        activity(hand_to="NEW"),
        billet(10, 10),
        in_place("us", "USA", 10),
        contingent("es", "ESP", spanish, commands="NEW", from_=4),
        weeks=12,
        goals=("essential", "coverage", "release", "handover"),
        release=("USA",),
    )
    assert tuple(solve_best(m).values()) == values


@pytest.mark.parametrize(("ready", "released"), [(2, 4), (3, 6), (4, 8)])
def test_those_in_place_change_command_and_newcomers_complete_them(solve_best, ready, released):
    """Four posts: two Italians in place may change command from week 2; two Spaniards are needed beside them."""
    m = mission(
        site(overlap=1),
        activity(hand_to="NEW"),
        billet(4, 4),
        in_place("us", "USA", 2),
        in_place("it", "ITA", 2, commands="OLD NEW", rehat_from=2),
        contingent("es", "ESP", 2, commands="NEW", from_=ready - 1),
        goals=("essential", "release", "handover"),
        release=("USA",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: released, Goal.HANDOVER: ready}


@pytest.mark.parametrize(("seats", "released", "weeks"), [(1, 12, 3), (2, 7, 2), (3, 3, 1), (6, 3, 1)])
def test_few_seats_delay_a_relief_twice(solve_best, seats, released, weeks):
    """Three for three under NEW only, overlap one week: all must serve before the handover, and only then the old go.

    With two seats the last comes in week 1, the handover is in week 2, the old go in weeks 2 and 3: 3 + 3 + 1.
    """
    m = mission(
        site(overlap=1),
        activity(hand_to="NEW"),
        billet(3, 3),
        in_place("us", "USA", 3),
        contingent("es", "ESP", 3, commands="NEW"),
        lift(seats),
        goals=("essential", "release", "handover"),
        release=("USA",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: released, Goal.HANDOVER: weeks}


@pytest.mark.parametrize(
    ("what", "until", "weeks"),
    [("training", 2, 3), ("training", 3, 3), ("training", 4, 4), ("*", 0, 3), ("*", 1, 3), ("*", 2, 4)],
)
def test_leave_that_comes_late_keeps_the_old_command(solve_best, what, until, weeks):
    """Newcomers may come in week 1 and take two weeks to take over: refused to train they can wait there, but not if
    they may not be there at all."""
    m = mission(
        site(overlap=2),
        activity(hand_to="NEW"),
        billet(2, 2),
        in_place("us", "USA", 2),
        contingent("es", "ESP", 2, commands="NEW", from_=1),
        consent("NEW", "refused", what=what, until=until),
        goals=("essential", "release", "handover"),
        release=("USA",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: 2 * weeks, Goal.HANDOVER: weeks}


@pytest.mark.parametrize(("most", "released"), [(3, 24), (4, 9), (5, 7), (6, 6)])
def test_a_pledge_that_needs_another_comes_in_the_order_that_the_room_allows(solve_best, most, released):
    """Two riflemen and their medic are relieved by Danes and a Norwegian medic, with whom alone the Danes come.

    All may come in week 1, overlap one week. Room for four: the Norwegian in week 1, a Dane in week 2, one in week 3.
    """
    m = mission(
        site(overlap=1),
        activity(),
        billet(2, 2),
        enabler("med", per=2),
        in_place("us", "USA", 2),
        people("us", 1, "med"),
        contingent("dk", "DNK", 2, from_=1),
        contingent("no", "NOR", 1, "med", from_=1),
        condition("dk", "present-with", "no"),
        ceiling(most),
        goals=("essential", "release"),
        release=("USA",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: released}


@pytest.mark.parametrize(("from_", "uncovered"), [(3, 0), (4, 2), (5, 4)])
def test_a_mandate_that_ends_before_the_newcomers_have_taken_over(solve_best, from_, uncovered):
    m = mission(
        site(overlap=1),
        activity(),
        billet(2, 2),
        in_place("us", "USA", 2),
        mandate("USA", 2, until=4),
        contingent("es", "ESP", 2, from_=from_),
        goals=("essential",),
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(
    ("most", "indivisible", "commands", "released"),
    [
        (8, True, "NEW", 32),
        (9, True, "NEW", 8),
        (10, True, "NEW", 8),
        (8, True, "OLD NEW", 32),
        (8, False, "NEW", 32),
        (8, False, "OLD NEW", 10),
    ],
)
def test_a_unit_with_its_support_just_fits_beside_those_it_relieves(solve_best, most, indivisible, commands, released):
    """Four relieve four; the newcomers bring a supporter for each four. Eight is one too few for all nine at once.

    In parts and under OLD, three come first with their supporter, then, when three have gone, the fourth: 4 x 2 + 2.
    """
    m = mission(
        site(overlap=2),
        activity(hand_to="NEW"),
        billet(4, 4),
        in_place("us", "USA", 4),
        contingent("es", "ESP", 4, commands=commands, indivisible=indivisible, support="0.25"),
        ceiling(most),
        goals=("essential", "release"),
        release=("USA",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: released}


@pytest.mark.parametrize(("reset", "unmet"), [(0, 6), (2, 14), (5, 25), (6, 28), (7, 30), (8, 32)])
def test_those_relieved_first_are_ready_elsewhere_first(solve_best, reset, unmet):
    """Four are needed elsewhere. No overlap: two Americans go in week 0, one in week 2, one in week 4."""
    m = mission(
        site(),
        activity(),
        billet(4, 4),
        in_place("us", "USA", 4),
        contingent("es", "ESP", 2),
        contingent("fr", "FRA", 1, from_=2),
        contingent("it", "ITA", 1, from_=4),
        need(count=4, who="USA", reset_weeks=reset),
        goals=("essential", "release", "elsewhere"),
        release=("USA",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.RELEASE: 6, Goal.ELSEWHERE: unmet}


@pytest.mark.parametrize(("spanish", "french", "excess"), [(2, 2, 0), (3, 1, 8), (1, 3, 8), (4, 0, 16)])
def test_the_burden_is_shared_as_far_as_the_pledges_go(solve_best, spanish, french, excess):
    """Four posts, eight weeks: 32 person-weeks, of which 16 are a fair share."""
    m = mission(
        site(),
        activity(),
        billet(4, 4),
        nation("ESP", share=1),
        nation("FRA", share=1),
        contingent("es", "ESP", spanish),
        contingent("fr", "FRA", french),
        goals=("essential", "burden"),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.BURDEN: excess}


@pytest.mark.parametrize(("support", "excess"), [("0", 0), ("0.25", 4), ("1", 4)])
def test_support_is_part_of_the_burden_and_cannot_be_made_up(solve_best, support, excess):
    """Two posts, one for each nation and no more people: eight person-weeks each, and Spain's support on top."""
    m = mission(
        site(),
        activity(),
        billet(2, 2),
        nation("ESP", share=1),
        nation("FRA", share=1),
        contingent("es", "ESP", 1, support=support),
        contingent("fr", "FRA", 1),
        ceiling(2, "es"),
        goals=("essential", "burden"),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 0, Goal.BURDEN: excess}


def test_the_burden_of_one_of_three_is_reckoned_in_thirds(plan_best):
    """One Spaniard for eight weeks, of three nations with equal shares: 8 less 8/3."""
    m = mission(
        site(),
        activity(),
        billet(1, 1),
        *(nation(n, share=1) for n in ("ESP", "FRA", "DEU")),
        contingent("es", "ESP", 1),
        goals=("essential", "burden"),
    )
    outcome = plan_best(m)
    assert outcome.verdict is not None
    assert outcome.verdict.is_lawful
    assert outcome.verdict.goals[Goal.BURDEN] == Fraction(16, 3)
    assert outcome.plan is not None
    burden = outcome.plan.goals[1]
    assert (burden.goal, burden.proof) == (Goal.BURDEN, Proof.OPTIMAL)
    assert float(burden.value) == pytest.approx(16 / 3)
    assert burden.bound is not None
    assert burden.bound <= burden.value


def test_where_nobody_is_pledged_and_nothing_is_asked_the_plan_is_empty(plan_best):
    outcome = plan_best(mission(site()))
    assert outcome.plan is not None
    assert not outcome.plan.tours
    assert {g.value for g in outcome.plan.goals} == {0}


def test_where_nobody_is_pledged_every_post_is_empty(solve_best):
    m = mission(site(), activity(hand_to="NEW", priority=2), billet(3, 2), need(count=2), release=("USA",))
    assert solve_best(m) == {
        Goal.ESSENTIAL: 16,
        Goal.COVERAGE: 48,
        Goal.RELEASE: 0,
        Goal.HANDOVER: 16,
        Goal.ELSEWHERE: 16,
        Goal.TARGETS: 0,
        Goal.BURDEN: 0,
        Goal.TURBULENCE: 0,
    }


def test_posts_of_nobody_are_no_reason_to_have_no_plan(solve_best):
    """Everything at once forbids it: no bed, no leave, no mandate, no seat, no room; the posts stay empty."""
    m = mission(
        site(beds=0),
        activity(),
        billet(2, 2),
        contingent("es", "ESP", 2),
        consent("ESP", "refused"),
        mandate("ESP", 0),
        lift(0),
        ceiling(0),
        goals=("essential",),
    )
    assert solve_best(m) == {Goal.ESSENTIAL: 16}
