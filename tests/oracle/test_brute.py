"""The oracle itself, against missions whose best plan is reckoned by hand."""

from fractions import Fraction
from typing import Any

import pytest

from builders import (
    activity,
    billet,
    caveat,
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
    target,
)
from contingent.domain.tables import Row, Target
from contingent.domain.vocabulary import Goal
from oracle.brute import best_values

Part = Row | tuple[Row, ...]

FORCE = in_place("us", "USA", 2, dwell=4)
RELIEF = contingent("es", "ESP", 2, commands="NEW", from_=1, dwell=4)
POSTS = (activity(hand_to="NEW"), billet(2, essential=2))


def best(*parts: Part, **planning: Any) -> Any:
    """The best values, by the goals' names; None: no lawful plan."""
    values = best_values(mission(*parts, **{"weeks": 4, "release": ("USA",), **planning}))
    return None if values is None else {goal.value: value for goal, value in values.items()}


def test_worked_example_of_the_design_shrunk() -> None:
    """Two posts, two Americans, two Spaniards from week 1, overlap 1: handover in week 2, the Americans leave then."""
    values = best(site(overlap=1), *POSTS, FORCE, RELIEF)
    assert values == {
        "essential": 0,
        "coverage": 0,
        "release": 4,
        "handover": 2,
        "elsewhere": 0,
        "targets": 0,
        "burden": 0,
        "turbulence": 4,
    }


@pytest.mark.parametrize(
    ("limit", "essential", "release"),
    [
        ((), 0, 4),
        ((ceiling(4),), 0, 4),
        ((ceiling(3),), 0, 8),
        ((mandate("ESP", 1),), 0, 8),
        ((lift(2),), 0, 4),
        ((lift(1),), 0, 7),
        ((consent("NEW", "refused"),), 0, 8),
        ((caveat("ESP", "kind:training"),), 0, 8),
        ((condition("es", "vote", expected=2), condition("es", "present-with", "us")), 0, 7),
        ((target("strength", 3, "<=", must=True),), 0, 8),
    ],
    ids=[
        "free",
        "ceiling-4",
        "ceiling-3",
        "mandate",
        "lift-2",
        "lift-1",
        "consent",
        "caveat",
        "vote",
        "must",
    ],
)
def test_a_limit_keeps_the_americans(limit: tuple[Part, ...], essential: int, release: int) -> None:
    values = best(site(overlap=1), *POSTS, FORCE, RELIEF, *limit)
    assert (values["essential"], values["release"]) == (essential, release)


def test_release_first_sends_everybody_home_at_once() -> None:
    goals = (Goal.RELEASE, Goal.ESSENTIAL, Goal.TURBULENCE)
    assert best(site(overlap=1), *POSTS, FORCE, RELIEF, goals=goals) == {
        "release": 0,
        "essential": 8 - 2 * 2,
        "turbulence": 4,
    }


def test_the_order_of_the_goals_decides() -> None:
    parts = (site(), in_place("us", "USA", 2))
    assert best(*parts, goals=(Goal.RELEASE, Goal.TURBULENCE)) == {"release": 0, "turbulence": 2}
    assert best(*parts, goals=(Goal.TURBULENCE, Goal.RELEASE)) == {"turbulence": 0, "release": 8}


def test_slack_is_a_share_of_the_best_value() -> None:
    parts = (site(), activity(), billet(2), in_place("us", "USA", 2, until=3))
    goals = (Goal.COVERAGE, Goal.RELEASE)
    assert best(*parts, goals=goals) == {"coverage": 2, "release": 6}
    assert best(*parts, goals=goals, slack={Goal.COVERAGE: "0.5"}) == {"coverage": 2, "release": 5}
    assert best(*parts, goals=goals, slack={Goal.COVERAGE: "0.49"}) == {"coverage": 2, "release": 6}


def test_those_in_place_change_command_where_they_stand() -> None:
    values = best(site(overlap=2), *POSTS, in_place("us", "USA", 2, commands="OLD NEW", rehat_from=1, dwell=4))
    assert (values["essential"], values["handover"], values["turbulence"]) == (0, 1, 2)


def test_those_in_place_move_when_their_site_closes() -> None:
    parts = (site(closes=2), site("arbil", overlap=1), activity(site="arbil"), billet(1), in_place("us", "USA"))
    values = best(*parts, goals=(Goal.COVERAGE, Goal.RELEASE, Goal.TURBULENCE))
    assert values == {"coverage": 1, "release": 4, "turbulence": 1}


def test_support_counts_against_a_ceiling_and_is_rounded_up() -> None:
    pledge = contingent("es", "ESP", 2, support="0.5")
    assert best(site(), activity(), billet(2), pledge, ceiling(3))["coverage"] == 0
    assert best(site(), activity(), billet(2), pledge, ceiling(2))["coverage"] == 4


def test_an_indivisible_contingent_comes_whole() -> None:
    pledge = contingent("es", "ESP", 2, indivisible=True)
    assert best(site(), activity(), billet(2), pledge, ceiling(1))["coverage"] == 8
    assert best(site(), activity(), billet(2), contingent("es", "ESP", 2), ceiling(1))["coverage"] == 4


def test_an_indivisible_contingent_brings_all_its_groups() -> None:
    pledge = contingent("es", "ESP", 1, indivisible=True), people("es", 1, "cook")
    assert best(site(), activity(), billet(1), *pledge, ceiling(1))["coverage"] == 4
    assert best(site(), activity(), billet(1), *pledge, ceiling(2))["coverage"] == 0


@pytest.mark.parametrize(("rotations", "coverage"), [(1, 2), (2, 0)])
def test_a_second_set_covers_while_the_first_dwells(rotations: int, coverage: int) -> None:
    pledge = contingent("es", "ESP", 1, tour_max=2, dwell=2, rotations=rotations)
    assert best(site(), activity(), billet(1), pledge)["coverage"] == coverage


def test_an_enabler_fills_nothing_meanwhile() -> None:
    both = contingent("es", "ESP", 2, "inf med")
    assert best(site(), activity(), billet(2), enabler(minimum=1), both)["coverage"] == 4
    assert best(site(), activity(), billet(2), enabler(per=2), both, contingent("it", "ITA", 1, "med"))["coverage"] == 0


def test_people_count_elsewhere_after_their_reset() -> None:
    values = best(site(), in_place("us", "USA", 2), need(count=2, reset_weeks=1), goals=(Goal.ELSEWHERE,))
    assert values == {"elsewhere": 2}


def test_those_who_come_again_do_not_count_elsewhere() -> None:
    goals = (Goal.COVERAGE, Goal.ELSEWHERE)
    parts = (site(), activity(), billet(1, from_=2), need(count=1))
    assert best(*parts, in_place("us", "USA", 1), goals=goals) == {"coverage": 0, "elsewhere": 2}
    assert best(*parts, in_place("us", "USA", 1, rotations=2), goals=goals) == {"coverage": 0, "elsewhere": 0}


def test_burden_is_the_largest_excess_over_the_fair_share() -> None:
    parts = (nation("USA", share=1), nation("ESP", share=2), site(), in_place("us", "USA", 1, tour_min=6))
    values = best(*parts, contingent("es", "ESP", 1), goals=(Goal.TURBULENCE, Goal.BURDEN))
    assert values == {"turbulence": 0, "burden": Fraction(4) - Fraction(4, 3)}
    values = best(*parts, contingent("es", "ESP", 2), goals=(Goal.BURDEN, Goal.TURBULENCE))
    assert values == {"burden": 0, "turbulence": 2}


def test_companions_hand_over_together() -> None:
    late = activity("guard", hand_to="NEW", earliest=2, with_="train")
    early = activity(hand_to="NEW")
    assert best(site(), early, late)["handover"] == 4
    assert best(site(), early, activity("guard", hand_to="NEW", earliest=2))["handover"] == 2


@pytest.mark.parametrize(
    ("wish", "missed"),
    [
        (target("coverage", 75), Fraction(2)),
        (target("coverage", 50), Fraction(0)),
        (target("strength", 3, from_=1), Fraction(6)),
        (target("handed-over", 1), Fraction(4)),
    ],
    ids=["coverage-75", "coverage-50", "strength", "handed-over"],
)
def test_a_wish_misses_by_the_week(wish: Target, missed: Fraction) -> None:
    parts = (site(), activity(), billet(2), contingent("es", "ESP", 1))
    assert best(*parts, wish)["targets"] == missed


@pytest.mark.parametrize(
    "impossible",
    [
        (target("strength", 3, must=True),),
        (target("handed-over", 1, must=True),),
        (target("coverage", 100, must=True),),
        (lift(0), target("strength", 1, must=True)),
        (mandate("USA", until=0), in_place("us", "USA", 1, tour_min=9)),
    ],
    ids=["strength", "handed-over", "coverage", "lift", "mandate"],
)
def test_no_lawful_plan(impossible: tuple[Part, ...]) -> None:
    assert best(site(), activity(), billet(2), contingent("es", "ESP", 1), *impossible) is None
