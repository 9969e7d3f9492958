"""Beginning with a known plan: it is followed where rows allow, and the answer is never worse."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from builders import activity, billet, ceiling, contingent, fill, handover, in_place, mission, move, plan, site, tour
from contingent.app.plan_mission import plan_mission
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan
from contingent.files import read_mission
from contingent.formulation import decode, follow, formulate
from contingent.formulation.neighbourhoods import decisions
from contingent.instance import compile_mission
from contingent.solve.limits import Limits
from contingent.solve.nearby import solution_near
from contingent.solve.solve import solve
from contingent.solve.watch import Watch
from contingent.verify import verify
from oracle.missions import tiny_mission

ROOT = Path(__file__).parents[2]


def never() -> bool:
    return False


def best_plan(of: Mission) -> Plan | None:
    return plan_mission(of, Limits(), Watch()).plan


@pytest.mark.parametrize("seed", range(5000, 5060))
def test_the_decisions_of_a_plan_come_back_from_its_tables(seed: int) -> None:
    made = formulate(compile_mission(tiny_mission(seed)))
    solution = solve(made, Limits(), Watch()).solution
    if solution is None:
        return
    decided = decisions(made)
    again = follow(made, decode(made, solution))
    # Who goes on in which itinerary at a place where several could is written down as it was, so the counts are equal.
    np.testing.assert_array_equal(again[decided], solution[decided])


@pytest.mark.parametrize("name", ["first", "kfor"])
def test_a_plan_of_the_mission_itself_is_kept(name: str) -> None:
    given = read_mission(ROOT / "missions" / name).mission
    assert given is not None
    known = best_plan(given)
    assert known is not None
    made = formulate(compile_mission(given))
    near = solution_near(made, follow(made, known), 20.0, never)
    assert near is not None
    assert verify(given, decode(made, near)).goals == verify(given, known).goals


def school(**more: object) -> Mission:
    return mission(
        site(overlap=1),
        activity(hand_to="NEW"),
        billet(4, essential=4),
        in_place("us", "USA", 4, dwell=2),
        contingent("es", "ESP", 4, commands="NEW", from_=2, **more),
        contingent("it", "ITA", 4, commands="NEW", from_=2),
        weeks=8,
        release=("USA",),
    )


def known_plan(of: Mission) -> Plan:
    return plan(
        of,
        tour("us", 4, -4, 4),
        tour("es", 4, 3, command="NEW"),
        fill("us", 4, 0, 4),
        fill("es", 4, 4),
        handover(4),
    )


def test_after_a_withdrawal_others_stay_where_they_can() -> None:
    before = school()
    assert verify(before, known_plan(before)).is_lawful
    after = before.model_copy(
        update={
            "contingents": tuple(k for k in before.contingents if k.id != "es"),
            "people": tuple(p for p in before.people if p.contingent != "es"),
        }
    )
    made = formulate(compile_mission(after))
    near = solution_near(made, follow(made, known_plan(before)), 20.0, never)
    assert near is not None
    found = decode(made, near)
    assert verify(after, found).is_lawful
    assert {t.contingent for t in found.tours} >= {"us"}


def test_a_plan_that_no_row_allows_any_longer_is_changed_only_where_it_must() -> None:
    before = school()
    after = before.model_copy(update={"ceilings": mission(ceiling(4)).ceilings})
    assert not verify(after, known_plan(before)).is_lawful
    made = formulate(compile_mission(after))
    near = solution_near(made, follow(made, known_plan(before)), 20.0, never)
    assert near is not None
    assert verify(after, decode(made, near)).is_lawful


def test_what_the_mission_does_not_know_is_left_out() -> None:
    given = school()
    made = formulate(compile_mission(given))
    stranger = known_plan(given).tours[1].model_copy(update={"contingent": "nobody", "tour": "x"})
    lost = known_plan(given).tours[1].model_copy(update={"site": "nowhere"})
    odd = known_plan(given).model_copy(update={"tours": (known_plan(given).tours[0], stranger, lost)})
    late = replace_handover(odd)
    values = follow(made, late)
    others = [s.enter for s in made.journeys.stages if made.instance.forces[s.force].id != "us"]
    columns = made.journeys.crossing[others]
    assert not values[columns[columns >= 0]].any()


def replace_handover(given: Plan) -> Plan:
    unknown = given.handovers[0].model_copy(update={"activity": "unknown"})
    return given.model_copy(update={"handovers": (unknown,)})


def test_a_move_is_followed() -> None:
    given = mission(
        site("a"),
        site("b"),
        activity("here", "a"),
        activity("there", "b"),
        billet(2, activity="here"),
        billet(2, activity="there"),
        in_place("us", "USA", 2, site="a", sites=("a", "b"), moves=1),
        weeks=6,
    )
    one = tour("us", 2, -4, site="a", name="t1")
    written = plan(
        given, one, move(one, "b", 3), fill("us", 2, 0, 3, activity="here"), fill("us", 2, 3, activity="there")
    )
    assert verify(given, written).is_lawful
    made = formulate(compile_mission(given))
    near = solution_near(made, follow(made, written), 20.0, never)
    assert near is not None
    assert [(m.to_site, m.week) for m in decode(made, near).moves] == [("b", written.moves[0].week)]


def test_an_answer_is_never_worse_than_the_start_even_without_time() -> None:
    given = school()
    known = known_plan(given)
    outcome = plan_mission(given, replace(Limits(), time_limit=0.5), Watch(), near=known)
    assert outcome.plan is not None
    goals = verify(given, outcome.plan).goals
    assert list(goals.values()) <= list(verify(given, known).goals.values())
