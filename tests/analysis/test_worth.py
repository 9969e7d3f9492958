"""Worths of whole missions: proofs, what is not proved, the screen, owners, and the brute force."""

import csv
import io
import json
import threading
from fractions import Fraction
from pathlib import Path

import pytest
from python_calamine import load_workbook
from typer.testing import CliRunner

import contingent
from builders import activity, billet, caveat, ceiling, in_place, mandate, mission, site, target
from builders import contingent as force
from contingent.analysis.limit import LimitKind
from contingent.analysis.priced import lifted, priced_limits, stepped
from contingent.analysis.screen import Screen
from contingent.analysis.worth import (
    Amount,
    How,
    Standing,
    Word,
    Worth,
    compared,
    merged,
    standings_of,
    unless_worse,
    within,
)
from contingent.app.find_worth import find_worth
from contingent.app.plan_folder import save_plan
from contingent.app.plan_mission import plan_mission
from contingent.cli.commands import app
from contingent.domain.vocabulary import Goal
from contingent.files import write_mission
from contingent.report.worth import said, screened
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch
from contingent.verify import verify
from oracle.brute import Oracle
from oracle.missions import tiny_oracle
from oracle.options import TooBigError

BASE = (site(), activity(), billet(20))
GONE = (force("fr", "FRA", state="refused"), caveat("fr", "kind:training"))
SHORT = mission(*BASE, force("es", "ESP", 30), ceiling(5), *GONE, goals=("coverage", "turbulence"))
F = Fraction
NEVER = Watch()


def found(of, *only, seconds=120, **more):
    worths, why = find_worth(of, only=[LimitKind(k) for k in only], limits=Limits(time_limit=seconds), **more)
    assert worths is not None, why
    return worths


def screen_of(given):
    outcome = plan_mission(given, Limits(), Watch())
    standings = standings_of(given.planning.goals, outcome.verdict.goals, outcome.plan.goals)
    return Screen(given, standings, lambda: False)


def test_the_later_goal_pays_for_the_first():
    [row] = found(SHORT, "ceiling").rows
    assert [(a.goal, a.least, a.most) for a in row.of_step.amounts] == [
        (Goal.COVERAGE, 80, 80),
        (Goal.TURBULENCE, -10, -10),
    ]
    assert said(row.of_step) == "coverage +80; turbulence -10"
    assert said(row.of_lifting) == "coverage +120; turbulence -15"


def test_what_changes_nothing_is_proved_without_a_plan():
    worths = found(SHORT, "caveat")
    assert [o.together.how for o in worths.owners] == [How.SAME_PROGRAM]
    assert [(r.of_step.plan, r.of_step.is_nothing) for r in worths.rows] == [(None, True)]


def test_a_limit_that_binds_nowhere_is_proved_by_bounds():
    given = mission(*BASE, force("es", "ESP", 30), ceiling(5), mandate("ESP", 7), goals=("coverage",))
    [row] = found(given, "mandate-number").rows
    assert (row.of_step.how, row.of_step.plan, said(row.of_step), said(row.of_lifting)) == (How.BOUNDS, None, "0", "0")


def test_two_limits_of_one_owner_that_forbid_the_same_are_worth_something_only_together():
    given = mission(*BASE, force("es", "ESP", 30), mandate("ESP", 5), mandate("ESP", 5), goals=("coverage",))
    [owner] = found(given, "mandate-number").owners
    assert owner.owner == "ESP"
    assert [r.of_lifting.is_nothing for r in owner.rows] == [True, True]
    assert owner.together.amounts[0].least == 15 * 8


def test_limits_are_ranked_by_the_first_goal_they_better():
    given = mission(
        *BASE, force("es", "ESP", 30), ceiling(5), in_place("us", "USA", 1, "med", tour_min=12),
        goals=("coverage", "release"), release=("USA",), weeks=9,
    )  # fmt: skip
    worths = found(given, "ceiling", "tour-min")
    assert [r.priced.limit.kind for r in worths.rows] == ["ceiling", "tour-min"]
    assert [said(r.of_step) for r in worths.rows] == ["coverage +90", "coverage +2; release +2"]


def test_the_screen_is_the_worth_where_the_relaxation_is_whole():
    given = mission(*BASE, force("es", "ESP", 30), ceiling(5), goals=("coverage",))
    [priced] = priced_limits(given, [LimitKind.CEILING])
    worth = screen_of(given).ask(stepped(given, priced)[1], 20)
    assert (worth.how, worth.amounts[0].screen) == (How.SCREEN, 80)


def test_the_prices_alone_say_as_much_of_a_row_that_becomes_looser():
    given = mission(*BASE, force("es", "ESP", 30), ceiling(5), goals=("coverage",))
    [priced] = priced_limits(given, [LimitKind.CEILING])
    worth = screen_of(given).ask(stepped(given, priced)[1], 20, is_quick=True)
    assert worth.amounts[0].screen >= 80
    assert worth.amounts[0].most >= 80


def test_the_screen_is_not_the_worth_where_people_are_whole():
    rows = (site(), activity(), billet(3), force("es", "ESP", 3, indivisible=True), ceiling(2))
    given = mission(*rows, goals=("coverage",))
    [row] = found(given, "ceiling").rows
    assert screened(row.of_step) == "coverage +8"
    assert (said(row.of_step), row.of_step.is_exact) == ("coverage +24", True)


def test_without_time_nothing_is_claimed():
    plan = plan_mission(SHORT, Limits(), Watch()).plan
    worths = found(SHORT, "ceiling", given=plan, seconds=0)
    assert worths.is_partial
    [row] = worths.rows
    assert row.of_step.how is How.NOT_ASKED
    assert [(a.least, a.most, a.word) for a in row.of_step.amounts] == [(None, None, Word.NOT_KNOWN)] * 2


def test_a_run_that_is_stopped_claims_nothing():
    plan = plan_mission(SHORT, Limits(), Watch()).plan
    watch = Watch(stop=threading.Event())
    watch.stop.set()
    worths = found(SHORT, "ceiling", given=plan, watch=watch)
    assert worths.rows[0].of_step.how is How.NOT_ASKED


def test_a_plan_that_is_given_need_not_be_the_best():
    empty = plan_mission(
        mission(*BASE, force("es", "ESP", 30), ceiling(0), goals=("coverage",)), Limits(), Watch()
    ).plan
    given = mission(*BASE, force("es", "ESP", 30), ceiling(5), goals=("coverage",))
    [row] = found(given, "ceiling", given=empty).rows
    [amount] = row.of_step.amounts
    # The plan gains 120 over an empty one; that the ceiling is worth no more is all that can be said.
    assert (amount.word, amount.least, amount.most, amount.found) == (Word.AT_MOST, 0, 120, 120)


def test_a_mission_without_a_plan_has_no_worths():
    given = mission(*BASE, target("strength", 1, must=True))
    worths, why = find_worth(given, limits=Limits(time_limit=10))
    assert worths is None
    assert "No lawful plan exists" in why


def stands(*values):
    goals = (Goal.ESSENTIAL, Goal.COVERAGE, Goal.RELEASE)
    return tuple(Standing(g, F(v), None if b is None else F(b)) for g, (v, b) in zip(goals, values, strict=False))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (((5, 5), (9, 9)), ((3, 3), (10, 10)), [(2, 2), (-1, -1)]),
        (((5, 4), (9, 9)), ((3, 2), (9, 9)), [(1, 3), (None, None)]),
        (((5, 5), (9, 8)), ((5, 5), (7, 6)), [(0, 0), (1, 3)]),
        # The bound with the change says that nothing is gained, whatever was proved without it.
        (((5, None), (9, 9)), ((5, 5), (9, 9)), [(0, 0), (0, 0)]),
        (((5, 5), (9, 9)), ((5, None), (9, 9)), [(0, None), (None, None)]),
    ],
)
def test_what_two_plans_prove(before, after, expected):
    amounts = compared(stands(*before), stands(*after))
    assert [(a.least, a.most) for a in amounts] == expected


def test_after_a_goal_with_slack_nothing_is_proved():
    amounts = compared(stands((5, 5), (9, 9)), stands((3, 3), (9, 9)), frozenset({Goal.ESSENTIAL}))
    assert [(a.least, a.most) for a in amounts] == [(2, 2), (None, None)]


def test_a_smaller_change_is_worth_no_more_than_a_larger_one():
    small = Worth((Amount(Goal.ESSENTIAL), Amount(Goal.COVERAGE), Amount(Goal.RELEASE)), How.NOT_ASKED)
    large = Worth(compared(stands((5, 5), (9, 8), (7, 7)), stands((5, 5), (7, 6), (7, 7))), How.PLANNED)
    assert [(a.least, a.most) for a in within(small, large).amounts] == [(0, 0), (0, 3), (None, None)]


def test_a_worse_plan_with_the_change_is_not_believed():
    standings, is_worse = unless_worse(stands((5, 5), (9, 9)), stands((5, 4), (10, 8)))
    assert is_worse
    assert standings == stands((5, 4), (9, 8))


def test_what_was_proved_and_found_before_is_kept():
    before = Worth(
        (Amount(Goal.COVERAGE, F(1), F(4), F(3)),), How.PLANNED, plan=plan_mission(SHORT, Limits(), NEVER).plan
    )
    now = merged(before, Worth((Amount(Goal.COVERAGE, F(0), F(3), F(2)),), How.PLANNED))
    assert now.amounts == (Amount(Goal.COVERAGE, F(1), F(3), F(3)),)
    assert now.plan is before.plan


@pytest.mark.parametrize("is_large", [False, True], ids=["small", "as if large"])
@pytest.mark.parametrize("seed", [2, 11, 14])
def test_the_brute_force_agrees(seed, is_large, monkeypatch):
    oracle = tiny_oracle(seed)
    given = oracle.mission
    assert oracle.best is not None
    plan = plan_mission(given, Limits(), NEVER).plan
    if is_large:  # what is not screened is then planned briefly
        monkeypatch.setattr("contingent.solve.solve.LARGE", 0)
    worths = found(given, *KEPT_TINY, seconds=10, given=plan)
    monkeypatch.undo()
    asked = 0
    for row in worths.rows[:6]:
        of_step = (stepped(given, row.priced)[1], row.of_step)
        for changed, worth in (of_step, (lifted(given, [row.priced]), row.of_lifting)):
            best = best_of(changed)
            if best is None:
                continue
            asked += 1
            for amount in worth.amounts:
                truth = oracle.best.values[amount.goal] - best[amount.goal]
                assert amount.least is None or amount.least <= truth + EXACT, (row.priced.limit, amount)
                assert amount.most is None or truth - EXACT <= amount.most, (row.priced.limit, amount)
            first = next((a for a in worth.amounts if a.word is not Word.EXACT or a.least), None)
            assert first is None or (first.least or 0) >= 0, row.priced.limit
    assert asked > 1


EXACT = F(1, 10**6)
KEPT_TINY = (
    "ceiling",
    "mandate-number",
    "beds",
    "lift",
    "caveat",
    "notice",
    "enabler",
    "overlap",
    "closes",
    "condition",
)
"""Kinds that can be lifted from a tiny mission without giving the brute force too much to look through."""


def best_of(changed):
    try:
        best = Oracle(changed, combinations_budget=1_500).best
    except TooBigError:
        return None
    assert best is not None
    return best.values


def test_every_plan_found_is_lawful_with_its_change():
    worths = found(SHORT, "ceiling")
    [row] = worths.rows
    for changed, worth in (
        (stepped(SHORT, row.priced)[1], row.of_step),
        (lifted(SHORT, [row.priced]), row.of_lifting),
    ):
        verdict = verify(changed, worth.plan)
        assert verdict.is_lawful
        assert verify(SHORT, worths.plan).goals[Goal.COVERAGE] - verdict.goals[Goal.COVERAGE] == worth.amounts[0].least


@pytest.fixture
def folder(tmp_path) -> Path:
    write_mission(SHORT, tmp_path / "m")
    return tmp_path / "m"


def ask(*arguments):
    return CliRunner().invoke(app, ["worth", *map(str, arguments)])


def test_the_command_answers_in_words(folder):
    said_ = ask(folder, "--only", "ceiling", "--plain")
    assert said_.exit_code == 0, said_.output
    assert "coverage +80; turbulence -10" in said_.stdout
    assert "What the limits of IRQ cost" in said_.stdout


def test_the_command_answers_as_a_document(folder, tmp_path):
    outcome = plan_mission(SHORT, Limits(), Watch())
    save_plan(SHORT, outcome.plan, tmp_path / "p")
    run = ask(folder, "--plan", tmp_path / "p", "--only", "ceiling", "--json")
    assert run.exit_code == 0, run.output
    document = json.loads(run.stdout)
    [limit] = document["limits"]
    assert (limit["owner"], limit["step"], limit["of_step"]["exact"]) == ("IRQ", "10 more people", True)
    assert [g["least"] for g in limit["of_lifting"]["goals"]] == [120, -15]
    assert document["owners"][0]["limits"] == [{"kind": "ceiling", "name": "all-at-most-5"}]
    assert document["partial"] is False


def test_the_answer_is_saved_in_each_form(folder, tmp_path):
    for ending in ("json", "csv", "html", "xlsx"):
        assert ask(folder, "--only", "ceiling", "--save", tmp_path / f"w.{ending}").exit_code == 0
    assert json.loads((tmp_path / "w.json").read_text())["limits"][0]["kind"] == "ceiling"
    rows = list(csv.DictReader(io.StringIO((tmp_path / "w.csv").read_text(encoding="utf-8-sig"))))
    of_step = [r for r in rows if r["change"] == "10 more people"]
    assert [(r["goal"], r["proof"], float(r["least"])) for r in of_step] == [
        ("coverage", "exact", 80),
        ("turbulence", "exact", -10),
    ]
    page = (tmp_path / "w.html").read_text(encoding="utf-8")
    assert "What limits cost" in page
    assert "coverage +80; turbulence -10" in page
    sheet = load_workbook(tmp_path / "w.xlsx").get_sheet_by_name("Worth").to_python()
    assert any("coverage +80; turbulence -10" in row for row in sheet)


def test_a_kind_that_is_not_there_is_refused(folder):
    assert ask(folder, "--only", "celing").exit_code == 2


def test_python_answers_too():
    worths = contingent.worth(SHORT, only=("ceiling",))
    assert worths.rows[0].of_step.amounts[0].least == 80
