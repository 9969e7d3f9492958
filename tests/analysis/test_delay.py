"""What is lost if a decision comes late: by hand, against the brute force, and what is said when time runs out."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

import contingent
from builders import activity, billet, condition, consent, day, fill, in_place, mission, plan, site, target, tour
from builders import contingent as force
from contingent.analysis.delay import Answer, delayed
from contingent.analysis.delay import lost as lost_between
from contingent.analysis.worth import Standing, Word
from contingent.app.find_delays import find_delays, questions_of
from contingent.app.plan_mission import plan_mission
from contingent.core.errors import ContingentError
from contingent.domain.vocabulary import ConsentStatus, Goal
from contingent.report.delays import delay_rows, delay_words
from contingent.report.tables import tabulate
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch
from contingent.verify import verify
from oracle.brute import best_values
from oracle.missions import tiny_oracle

POSTS = (site(), activity(), billet(3, essential=2))
ES = force("es", "ESP", 3, notice_days=10)


def best_plan(of):
    outcome = plan_mission(of, Limits(), Watch())
    assert outcome.plan is not None
    return outcome.plan


def delays_of(of, weeks=1, given=None, seconds=60.0, watch=None):
    return find_delays(of, given or best_plan(of), weeks, Limits(time_limit=seconds), watch or Watch())


def lost(delay):
    """Return what is lost, goal by goal, where it is something; all of it must be proved."""
    assert delay.answer is Answer.PROVEN
    assert all(a.word is Word.EXACT for a in delay.loss.amounts)
    return {a.goal: a.least for a in delay.loss.amounts if a.least}


# By hand


def test_each_week_costs_the_posts_of_that_week():
    found = delays_of(mission(*POSTS, ES), weeks=3)
    assert [(d.question.row, d.question.by, d.weeks) for d in found.found] == [
        ("es", day(2) - timedelta(days=10), n) for n in (1, 2, 3)
    ]
    for n, delay in enumerate(found.found, start=1):
        assert lost(delay) == {Goal.ESSENTIAL: 2 * n, Goal.COVERAGE: 3 * n}
        assert delay_words(delay) == f"essential +{2 * n}; coverage +{3 * n}. Proved."
    assert not found.is_partial


def test_all_that_is_open_about_a_contingent_is_one_question():
    of = mission(*POSTS, ES, condition("es", "vote", expected=1), condition("es", "consent", "IRQ", expected=3))
    (delay,) = delays_of(of).found
    assert (delay.question.table, delay.question.kinds) == ("contingents", ("pledge", "vote", "consent"))
    assert delay.question.by == day(3) - timedelta(days=10)


def test_a_contingent_that_is_decided_is_no_question_and_others_can_stand_in():
    sure = force("it", "ITA", 3, state="ordered", from_=3)
    of = mission(*POSTS, ES, sure, goals=("essential", "turbulence"))
    (delay,) = delays_of(of, weeks=1).found
    assert (delay.question.row, lost(delay)) == ("es", {Goal.ESSENTIAL: 2})


def test_what_is_in_nobodys_way_costs_nothing_and_that_is_proved():
    of = mission(*POSTS, force("es", "ESP", 3, from_=2), goals=("release",), release=("USA",))
    given = plan(of, tour("es", 3, 2), fill("es", 3, 2))
    proved = {"digest": of.digest, "goals": best_plan(of).goals}
    (delay,) = delays_of(of, given=given.model_copy(update=proved)).found
    assert lost(delay) == {}
    assert delay_words(delay) == "Nothing is lost. Proved."


@pytest.mark.parametrize("default", ["granted", "refused"])
def test_a_host_who_is_silent_says_no(default):
    of = mission(*POSTS, in_place("us", "USA", 3), consent("*", "pending", what="training"), consent("USA"),
                 consent_default=default)  # fmt: skip
    first, second = delays_of(of, weeks=2).found
    assert (first.question.table, first.question.row, first.question.kinds) == (
        "consents", "IRQ * * training", ("host-consent",),
    )  # fmt: skip
    assert lost(first) == {Goal.ESSENTIAL: 2, Goal.COVERAGE: 3}
    assert lost(second) == {Goal.ESSENTIAL: 4, Goal.COVERAGE: 6}


def test_from_the_day_on_which_no_lawful_plan_is_left_there_is_none():
    of = mission(*POSTS, ES, target("coverage", 100, must=True, from_=3))
    found = delays_of(of, weeks=3)
    assert [d.answer for d in found.found] == [Answer.PROVEN, Answer.NO_PLAN, Answer.NO_PLAN]
    assert [d.weeks for d in found.found] == [1, 2, 3]
    assert delay_words(found.found[2]) == "No lawful plan is left (proved)."
    assert not found.is_partial


def test_those_on_whom_most_rests_come_first():
    of = mission(site(), activity(), billet(9), force("a", "ESP", 1), force("b", "ESP", 5))
    assert [d.question.row for d in delays_of(of).found] == ["b", "a"]


# The mission in which it is late


def test_a_late_decision_moves_the_day_from_which_people_can_come():
    of = mission(*POSTS, force("es", "ESP", 3, from_=2), force("it", "ITA", 3))
    given = plan(of, tour("es", 3, 4), tour("it", 3, 0))
    question = next(q for q in questions_of(of, tabulate(of, given).decisions) if q.row == "es")
    late = delayed(of, question, 2)
    assert [c.from_ for c in late.contingents] == [day(6), None]
    assert late.model_copy(update={"contingents": of.contingents}) == of


def test_a_late_answer_is_no_until_it_comes_and_ends_when_it_did():
    word = consent("*", "pending", from_=1, until=4, what="training")
    of = mission(*POSTS, force("es", "ESP", 3, state="ordered"), consent("FRA"), word, consent("ITA"))
    (question,) = questions_of(of, tabulate(of, plan(of, tour("es", 3, 0), fill("es", 3, 0))).decisions)
    spans = [(c.who, c.status, c.from_, c.until) for c in delayed(of, question, 2).consents]
    assert spans == [
        ("FRA", ConsentStatus.GRANTED, None, None),
        ("*", ConsentStatus.REFUSED, day(1), day(3)),
        ("*", ConsentStatus.PENDING, day(3), day(4)),
        ("ITA", ConsentStatus.GRANTED, None, None),
    ]
    assert delayed(of, question, 8).consents[1].until == day(4)


# Against the brute force


@pytest.mark.parametrize("is_large", [False, True], ids=["small", "as if large"])
@pytest.mark.parametrize("seeds", [range(8), range(8, 16)], ids=str)
def test_what_is_lost_is_what_the_brute_force_loses(seeds, is_large, monkeypatch):
    asked = 0
    for seed in seeds:
        of = tiny_oracle(seed).mission
        given = plan_mission(of, Limits(), Watch()).plan
        if given is None:
            continue
        best = best_values(of)
        if is_large:  # all that is known then comes from planning briefly beside the plan given
            monkeypatch.setattr("contingent.solve.solve.LARGE", 0)
        found = delays_of(of, 1, given, seconds=19.0).found
        monkeypatch.undo()
        for delay in found:
            late = delayed(of, delay.question, delay.weeks)
            values = best_values(late)
            if values is None:
                assert delay.answer is Answer.NO_PLAN, seed
                continue
            if delay.answer is Answer.NOT_KNOWN and is_large:
                continue
            assert delay.answer is Answer.PROVEN or is_large or any(of.planning.slack.values()), seed
            assert verify(late, delay.loss.plan).is_lawful
            assert verify(of, delay.loss.plan).is_lawful, "a late decision allows nothing more"
            for a in delay.loss.amounts:
                true = values[a.goal] - best[a.goal]
                assert a.least is None or a.least <= true, (seed, a)
                assert a.most is None or a.most >= true, (seed, a)
            asked += 1
    assert asked


# What is not proved


def stands(*values):
    goals = (Goal.ESSENTIAL, Goal.COVERAGE, Goal.RELEASE)
    return tuple(
        Standing(g, Fraction(v), None if b is None else Fraction(b)) for g, (v, b) in zip(goals, values, strict=False)
    )


@pytest.mark.parametrize(
    ("given", "late", "expected"),
    [
        # No late plan is better than what is proved of all plans: of the first goal, and of the next if it stays.
        (((5, 5), (9, 8)), ((5, None), (9, None)), [(0, 0), (0, 1)]),
        # Of what follows a goal that changes, nothing: those plans are worse there than any that was looked at.
        (((5, 5), (9, 9)), ((6, None), (8, None)), [(0, 1), (None, None)]),
        (((5, 4), (9, 9)), ((5, 2), (9, None)), [(0, 1), (None, None)]),
        (((5, None), (9, 9)), ((5, None), (9, 3)), [(0, None), (None, None)]),
        # What is proved of the late mission alone counts where it is more.
        (((5, 5), (9, 9)), ((7, 6), (9, 9)), [(1, 2), (None, None)]),
    ],
)
def test_what_is_proved_in_time_is_proved_of_late_plans(given, late, expected):
    loss, better = lost_between(stands(*given), stands(*late), frozenset(), None, 0.0)
    assert [(a.least, a.most) for a in loss.amounts] == expected
    assert not better


def test_what_is_not_proved_is_named_once():
    of = mission(*POSTS, ES)
    (delay,) = delays_of(of).found
    goals = [(a.goal, a.word is Word.EXACT) for a in delay.loss.amounts]
    assert all(is_exact for _, is_exact in goals)
    open_ = replace(
        delay.loss, amounts=tuple(replace(a, least=None) for a in delay.loss.amounts[:1]) + delay.loss.amounts[1:]
    )
    assert delay_words(replace(delay, loss=open_)).endswith("Not proved: essential.")
    none = replace(delay.loss, amounts=tuple(replace(a, least=None, most=None) for a in delay.loss.amounts))
    assert delay_words(replace(delay, loss=none)).endswith("Not proved from essential on.")


def test_against_a_plan_of_which_nothing_is_proved_only_what_the_late_mission_proves_is():
    of = mission(*POSTS, ES)
    given = best_plan(of).model_copy(update={"goals": ()})
    found = delays_of(of, given=given)
    (delay,) = found.found
    first = delay.loss.amounts[0]
    assert (first.goal, first.least, first.most, first.found) == (Goal.ESSENTIAL, 2, None, 2)
    assert delay.answer is Answer.BOUNDED
    assert found.is_partial
    assert delay_words(delay).startswith("essential at least +2, found +2")
    other = replace(delay, loss=None, answer=Answer.NOT_KNOWN)
    assert delay_words(other) == "Not known: time ran out."


def test_a_plan_that_was_not_the_best_is_said_to_be_so():
    of = mission(*POSTS, force("es", "ESP", 3))
    given = plan(of, tour("es", 3, 0), fill("es", 1, 0)).model_copy(update={"digest": of.digest})
    (delay,) = delays_of(of, given=given).found
    assert delay.better
    assert "which was not the best" in delay_words(delay)
    # Eight weeks with one essential post empty, against one week with two: that proves no loss.
    assert delay.loss.amounts[0].least == 0


def test_without_time_nothing_is_known_and_that_is_partial():
    found = delays_of(mission(*POSTS, ES), weeks=2, seconds=0.1)
    assert [d.answer for d in found.found] == [Answer.NOT_KNOWN] * 2
    assert found.is_partial


def test_what_is_stopped_is_partial():
    watch = Watch()
    watch.stop.set()
    of = mission(*POSTS, ES)
    found = delays_of(of, given=best_plan(of), watch=watch)
    assert [d.answer for d in found.found] == [Answer.NOT_KNOWN]


# In Python


def test_in_python():
    of = mission(*POSTS, ES)
    given = best_plan(of)
    answer = contingent.decide(of, given, today=day(3), delay=1)
    assert [(row.kind.value, row.passed) for row in answer.decisions] == [("pledge", True)]
    (delay,) = answer.delays.found
    assert lost(delay) == {Goal.ESSENTIAL: 2, Goal.COVERAGE: 3}
    assert not answer.partial
    assert contingent.decide(of, given).delays is None
    rows = delay_rows(answer.delays, frozenset({("contingents", "es")}))
    assert [(row.goal, row.least, row.illustrative) for row in rows][:2] == [
        ("essential", Fraction(2), True), ("coverage", Fraction(3), True),
    ]  # fmt: skip
    with pytest.raises(ContingentError, match="0 to 8 weeks"):
        contingent.decide(of, given, delay=9)
    with pytest.raises(ContingentError, match="not lawful"):
        contingent.decide(of, plan(of, tour("es", 9, 2)), delay=1)
