"""Half of the questions in a process of its own: the same answers, and nothing is left behind or passed over."""

import multiprocessing
import os
import threading

import pytest
from typer.testing import CliRunner

from builders import activity, billet, ceiling, in_place, mission, site
from contingent.analysis.possible import Word
from contingent.analysis.why_words import sentences
from contingent.app import explain_apart as apart
from contingent.app.explain import all_questions, explain, nation_question
from contingent.app.plan_mission import plan_mission
from contingent.app.second_process import started_early
from contingent.cli.commands import app
from contingent.cli.exits import ExitCode
from contingent.core.errors import EngineError
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch


@pytest.fixture(autouse=True)
def two_cores(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture(scope="module")
def asked():
    given = mission(site(), activity(), billet(3), in_place("us", "USA", 2), ceiling(2), release=("USA",))
    plan = plan_mission(given, Limits(), Watch()).plan
    assert plan is not None
    return given, plan, [*all_questions(given, plan), *(nation_question(given, "USA", week) for week in (3, 4, 5))]


def test_both_halves_have_the_answers_that_they_have_alone(asked):
    given, plan, wishes = asked
    heard = []
    found = apart.explain_apart(given, plan, wishes, time_limit=60.0, watch=Watch(), told=heard.append)
    alone = explain(given, plan, wishes)
    assert [e.wish for e in found] == [q.wish for q in wishes]
    assert [list(sentences(e)) for e in found] == [list(sentences(e)) for e in alone]
    assert {e.word for e in found} == {Word.POSSIBLE, Word.IMPOSSIBLE}
    assert sum(words.startswith("why is it not so") for words in heard) == len(wishes), (
        "what the process says is passed on"
    )
    assert not multiprocessing.active_children()


def test_who_stops_stops_both(asked):
    given, plan, wishes = asked
    watch = Watch(stop=threading.Event())
    watch.stop.set()
    found = apart.explain_apart(given, plan, wishes, time_limit=60.0, watch=watch, told=lambda _: None)
    assert [e.word for e in found[::2]] == [None] * len(found[::2])
    assert len(found) == len(wishes)


def test_a_process_that_dies_is_no_answer(asked):
    given, plan, wishes = asked
    broken = [*wishes[:1], None, *wishes[1:3]]
    with pytest.raises(EngineError, match="no answer"):
        apart.explain_apart(given, plan, broken, time_limit=60.0, watch=Watch(), told=lambda _: None)


def test_a_process_that_was_started_early_takes_its_half(asked):
    given, plan, wishes = asked
    with started_early() as second:
        found = apart.explain_apart(
            given, plan, wishes[:2], time_limit=60.0, watch=Watch(), told=lambda _: None, second=second
        )
    assert [list(sentences(e)) for e in found] == [list(sentences(e)) for e in explain(given, plan, wishes[:2])]
    assert not multiprocessing.active_children()


def test_a_process_without_work_is_ended(asked):
    given, plan, wishes = asked
    with started_early() as second:
        (found,) = apart.explain_apart(
            given, plan, wishes[:1], time_limit=60.0, watch=Watch(), told=lambda _: None, second=second
        )
        assert not multiprocessing.active_children()
    assert found.wish == wishes[0].wish


def test_a_process_is_ended_where_the_command_ends_before_its_questions():
    assert CliRunner().invoke(app, ["why", "no-such-plan"]).exit_code == ExitCode.FINDINGS
    assert not multiprocessing.active_children()


def test_none_is_started_where_there_is_no_core_for_it(monkeypatch):
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with started_early() as second:
        assert second is None
