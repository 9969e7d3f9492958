"""The mission of the tutorial, ``missions/first``: small, invented throughout, and its best plans reckoned by hand."""

import re
from pathlib import Path

import pytest

from contingent.app.new_mission import first_mission, new_mission
from contingent.app.plan_mission import plan_mission
from contingent.core.findings import Finding
from contingent.domain.mission import TABLES, Mission
from contingent.domain.plan import Plan, Proof
from contingent.domain.tables import Sourced
from contingent.domain.vocabulary import Confidence, Goal
from contingent.files import check_folder, courses, read_mission, read_mission_under
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch

ROOT = Path(__file__).parents[2]
FIRST = ROOT / "missions" / "first"
GOALS = ("essential", "coverage", "release", "handover", "elsewhere", "targets", "burden", "turbulence")


def first(course: str = "") -> Mission:
    """Read the mission, as it stands or under a course of action."""
    mission = (read_mission_under(FIRST, course) if course else read_mission(FIRST)).mission
    assert mission is not None
    return mission


def with_cell(mission: Mission, table: str, index: int, **cells: object) -> Mission:
    """Return the mission with other values in some cells of a row."""
    rows = list(getattr(mission, table))
    rows[index] = type(rows[index]).model_validate({**rows[index].model_dump(), **cells})
    return mission.model_copy(update={table: tuple(rows)})


def best(mission: Mission) -> Plan:
    """Return a plan whose every goal is proven optimal."""
    outcome = plan_mission(mission, Limits(time_limit=60), Watch())
    assert outcome.plan is not None
    assert {goal.proof for goal in outcome.plan.goals} == {Proof.OPTIMAL}
    return outcome.plan


def values(plan: Plan) -> dict[str, float]:
    """Return the value of each goal."""
    return {goal.goal.value: float(goal.value) for goal in plan.goals}


def test_nothing_in_it_is_wrong_or_strange() -> None:
    nothing: tuple[Finding, ...] = ()
    assert check_folder(FIRST) == nothing


def test_every_row_is_invented_and_says_so() -> None:
    rows = [row for name in TABLES for row in getattr(first(), name)]
    assert {row.confidence for row in rows if isinstance(row, Sourced)} == {Confidence.ILLUSTRATIVE}
    assert len([row for row in rows if isinstance(row, Sourced)]) == len(rows)
    assert "EXERCISE" in first().marking


def test_it_fits_on_a_page() -> None:
    assert sum(len(getattr(first(), name)) for name in TABLES) <= 40


def test_a_new_mission_is_this_mission_file_by_file(tmp_path: Path) -> None:
    new_mission(tmp_path)
    written = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*.*")}
    assert written == {p.relative_to(FIRST): p.read_bytes() for p in FIRST.rglob("*.*")}
    assert first_mission() == first()


# Weeks count from 0 (4 January); 20 weeks. Ten Americans teach (until week 12 at the latest), four guard, three
# Norwegians advise: 17. Ten Spaniards and a clerk come in week 6 at the earliest (consent) and teach from week 8
# (overlap), under the alliance only: the course is handed over in week 8 at the earliest. 17 + 11 = 28, and 27 are
# allowed: over the two weeks of the overlap one place is missing. Either one American goes in week 6, or one
# Spaniard comes in week 8; one post is empty for two weeks either way, and the course has priority 2: coverage 4. A
# Norwegian or a guard makes room only for good: an adviser's empty post would cost 14, and thirteen at work need
# four guards. Release chooses the first way.
#
#   release    1 x 6 + 9 x 8 + 4 guards x 20 = 158                     handover   priority 2 x 8 weeks = 16
#   elsewhere  10 x 12 wanted (weeks 8 to 19); ready 4 weeks after leaving: 1 x 10 + 9 x 8 = 82 are met: 38
#   targets    not handed over in weeks 6 and 7: 2                     turbulence 10 come, 10 go: 20
#   burden     Spain 11 x 14 = 154, Norway 3 x 20 = 60, together 214; Norway's quarter is 53.5: excess 6.5
AS_IT_STANDS = (0, 4, 158, 16, 38, 2, 6.5, 20)
# One more may be there: nobody goes early, so release is 10 x 8 + 80 = 160, and 10 x 8 = 80 of 120 are met elsewhere.
ROOM = (0, 0, 160, 16, 40, 2, 6.5, 20)
# ... and the host's leave begins in week 4: all is two weeks earlier. Release 10 x 6 + 80; handover 2 x 6; elsewhere
# 120 - 10 x 10; the wish is met; Spain 11 x 16 = 176 of 236, Norway's quarter is 59: excess 1.
ROOM_AND_LEAVE = (0, 0, 140, 12, 20, 0, 1, 20)
# Portugal's four guards: in weeks 6 and 7 twelve are at work, and three guards do. One American guard goes in week
# 6, when the first Portuguese comes, who serves in week 8. Three more come in the room of week 8 and serve in week
# 10, when the other three go: release 78 + 1 x 6 + 3 x 10 = 114. Turbulence: 8 more changes.
PORTUGAL = (0, 4, 114, 16, 38, 2, 6.5, 28)


def test_the_best_plan_is_the_one_reckoned_by_hand() -> None:
    plan = best(first())
    assert values(plan) == dict(zip(GOALS, AS_IT_STANDS, strict=True))
    assert [(h.activity, first().calendar.week(h.week)) for h in plan.handovers] == [("basic-course", 8)]


@pytest.mark.parametrize(
    ("consent_from", "expected"), [("2027-02-15", ROOM), ("2027-02-01", ROOM_AND_LEAVE)], ids=["room", "room-and-leave"]
)
def test_the_two_cells_of_the_tutorial_change_what_it_says(consent_from: str, expected: tuple[float, ...]) -> None:
    mission = with_cell(with_cell(first(), "ceilings", 0, max=28), "consents", 1, from_=consent_from)
    assert values(best(mission)) == dict(zip(GOALS, expected, strict=True))


def test_the_course_of_action_sends_the_guards_home() -> None:
    assert courses(FIRST) == ("portuguese-guards",)
    assert values(best(first("portuguese-guards"))) == dict(zip(GOALS, PORTUGAL, strict=True))


def test_all_goals_are_planned_in_their_order() -> None:
    assert first().planning.goals == tuple(Goal)


def test_the_tutorial_prints_these_values() -> None:
    text = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    printed = []
    for goal in GOALS:
        found = re.findall(rf"^    {goal} +([\d.]+) ", text, re.MULTILINE)
        printed.append([float(value) for value in found])
    assert list(zip(*printed, strict=True)) == [AS_IT_STANDS, ROOM, ROOM_AND_LEAVE, PORTUGAL]
