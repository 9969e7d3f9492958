"""Explanations of whole plans: prices, what is not looked at, and sentences."""

import json
import threading

import pytest
from typer.testing import CliRunner

from builders import activity, billet, ceiling, contingent, in_place, mission, site
from contingent.analysis.possible import Word
from contingent.analysis.why_words import sentences
from contingent.app.ask_why import Selector, questions_of
from contingent.app.explain import all_questions, explain, nation_question, shortfall_questions
from contingent.app.plan_folder import save_plan
from contingent.app.plan_mission import plan_mission
from contingent.cli.commands import app
from contingent.domain.vocabulary import Goal
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch

BASE = (site(), activity(), billet(3))


def planned(*rows, **planning):
    given = mission(*rows, **planning)
    outcome = plan_mission(given, Limits(), Watch())
    assert outcome.plan is not None
    return given, outcome.plan


SHORT = (*BASE, contingent("es", "ESP", 3), ceiling(2))


def test_a_shortfall_has_its_reason_and_how_many_could_be_filled():
    given, plan = planned(*SHORT)
    [only] = explain(given, plan, shortfall_questions(given, plan))
    assert only.word is Word.IMPOSSIBLE
    assert [x.row for r in only.found.reasons for x in r.limits] == ["all-at-most-2"]
    assert (only.can_fill, only.at_most) == (2, 2)
    said = list(sentences(only))
    assert "  At most 2 posts can be filled in that week (proven)." in said
    assert any("Ceiling 'all-at-most-2' of 2 people in theatre. Owner: IRQ. [ceilings]" in line for line in said)


def test_a_wish_that_a_goal_denies_has_its_price():
    given, plan = planned(*BASE, in_place("us", "USA", 3), release=("USA",), goals=("coverage", "release"))
    [only] = explain(given, plan, [nation_question(given, "USA", 6)])
    assert only.word is Word.POSSIBLE
    assert only.price is not None
    # Whoever left for week 6 comes back for week 7: dwell is 0, and nobody asked how they travel.
    assert (only.price.goal, only.price.least, only.price.most) == (Goal.COVERAGE, 3, 3)
    assert only.price.is_proven


def test_what_the_plan_gives_is_not_explained_away():
    given, plan = planned(*BASE, contingent("es", "ESP", 3))
    assert all_questions(given, plan) == []
    [only] = explain(given, plan, [nation_question(given, "USA", 3)])
    assert only.is_granted


def test_what_there_was_no_time_for_is_said():
    given, plan = planned(*SHORT)
    [only] = explain(given, plan, shortfall_questions(given, plan), time_limit=0)
    assert only.word is None
    assert next(sentences(only)).startswith("Not looked at")


def test_a_run_that_is_stopped_concludes_nothing():
    given, plan = planned(*SHORT)
    watch = Watch(stop=threading.Event())
    watch.stop.set()
    [only] = explain(given, plan, shortfall_questions(given, plan), watch=watch)
    assert only.word is None
    assert only.found.reasons == []


def test_an_unlawful_plan_is_not_built_upon():
    given, plan = planned(*SHORT)
    tours = tuple(t.model_copy(update={"heads": 99}) for t in plan.tours)
    broken = plan.model_copy(update={"tours": tours})
    [only] = explain(given, broken, shortfall_questions(given, broken)[:1])
    assert only.word is Word.IMPOSSIBLE
    assert len(only.found.reasons) == 1


def test_questions_side_by_side_have_the_answers_that_they_have_alone():
    given, plan = planned(*BASE, in_place("us", "USA", 2), ceiling(2), release=("USA",))
    wishes = [*all_questions(given, plan), nation_question(given, "USA", 3), nation_question(given, "USA", 5)]
    one, two = (explain(given, plan, wishes, at_a_time=n) for n in (1, 3))
    assert len(one) >= 4
    assert {e.word for e in one} == {Word.POSSIBLE, Word.IMPOSSIBLE}
    assert [list(sentences(e)) for e in one] == [list(sentences(e)) for e in two]


@pytest.mark.parametrize(
    ("selector", "place"),
    [
        (Selector(activity="trian"), "--activity"),
        (Selector(nation="SPA"), "--nation"),
        (Selector(target="x"), "--target"),
        (Selector(skill="x"), "--skill"),
        (Selector(week="soon"), "--week"),
        (Selector(week="1999-01-01"), "--week"),
    ],
)
def test_a_choice_that_the_mission_does_not_have(selector, place):
    given, plan = planned(*SHORT)
    questions, findings = questions_of(given, plan, selector)
    assert questions == []
    assert [str(f.place) for f in findings] == [place]


def test_the_command_answers_in_words_and_as_a_document(tmp_path):
    given, plan = planned(*SHORT)
    save_plan(given, plan, tmp_path / "p")
    run = CliRunner()
    said = run.invoke(app, ["why", str(tmp_path / "p"), "--plain"])
    assert said.exit_code == 0
    assert "One reason forbids it." in said.stdout
    document = run.invoke(app, ["why", str(tmp_path / "p"), "--activity", "train", "--json"])
    assert document.exit_code == 0
    [question] = json.loads(document.stdout)["questions"]
    assert question["possible"] == "impossible"
    assert question["reasons"][0][0]["owner"] == "IRQ"
    assert question["is_complete"] is True
    bad = run.invoke(app, ["why", str(tmp_path / "p"), "--must", "strenght ESP <= 1"])
    assert bad.exit_code == 2
