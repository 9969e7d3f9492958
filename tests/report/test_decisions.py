"""Decisions that a plan rests on: their latest days at the boundary, and who rests on them."""

from datetime import date, timedelta

import pytest

from builders import (
    activity,
    billet,
    condition,
    consent,
    contingent,
    day,
    fill,
    handover,
    in_place,
    lift,
    mandate,
    mission,
    move,
    plan,
    site,
    tour,
)
from contingent.domain.vocabulary import ConsentStatus
from contingent.report.decisions import judged
from contingent.report.tables import tabulate
from contingent.verify import verify

OPEN = ("asked", "indicated", "offered", "accepted", "verified")
DECIDED = ("authorised", "ordered", "withdrawn", "expired", "refused")
NOTICE = timedelta(days=10)


def rows(of, made, *kinds):
    """Return the decisions of a plan, or only those of some kinds."""
    return [row for row in tabulate(of, made).decisions if not kinds or row.kind.value in kinds]


def one(of, made, kind):
    (row,) = rows(of, made, kind)
    return row


def bears(row):
    return row.people, row.person_weeks, row.activities, row.essential


# Pledges


def spain(arrive=4, *more, **of):
    """Four Spaniards of whom three fill posts, two of them essential; one in support."""
    m = mission(
        site(), activity(), billet(3, essential=2), contingent("es", "ESP", 4, **{"support": "0.25", **of}), *more
    )
    return m, plan(m, tour("es", 4, arrive), fill("es", 3, arrive))


@pytest.mark.parametrize("state", OPEN)
def test_a_pledge_must_be_confirmed_before_notice_begins(state):
    row = one(*spain(4, state=state, notice_days=10), "pledge")
    assert (row.by, row.first_use, row.owner) == (day(4) - NOTICE, day(4), "ESP")
    assert (row.table, row.row, row.contingent) == ("contingents", "es", "es")
    # Four and one of support in each of the weeks 4 to 7.
    assert bears(row) == (5, 20, ("train",), 8)
    assert row.what == f"ESP confirms es, so far {state}; the first arrive on 3 Feb 2020 after 10 days of notice."


@pytest.mark.parametrize("state", DECIDED)
def test_a_nation_that_has_decided_has_nothing_to_confirm(state):
    assert rows(*spain(4, state=state)) == []


def test_a_pledge_that_nobody_uses_is_no_decision_nor_is_one_that_is_in_place():
    m = mission(site(), contingent("es", "ESP"), in_place("us", "USA", 1), condition("us", "vote"))
    assert rows(m, plan(m, tour("us", 1, -4))) == []


def test_those_who_arrive_in_the_first_week_have_no_notice_and_are_decided_on_the_first_day():
    assert one(*spain(0, state="verified"), "pledge").by == day(0)


def test_notice_runs_from_the_first_arrival_of_several():
    m = mission(site(), contingent("es", "ESP", 4, notice_days=7))
    row = one(m, plan(m, tour("es", 1, 6), tour("es", 3, 3, 5)), "pledge")
    assert (row.by, row.first_use) == (day(2), day(3))
    assert (row.people, row.person_weeks) == (3, 3 * 2 + 2)


# Renewals


@pytest.mark.parametrize(
    ("review_by", "weeks"),
    # Present in weeks 2 to 5; those on or after the day rest on it.
    [(day(0), 4), (day(2), 4), (day(4), 2), (day(4) + timedelta(days=1), 1), (day(5) - timedelta(days=1), 1)],
)
def test_people_rest_on_a_renewal_from_its_day_on(review_by, weeks):
    m = mission(site(), contingent("es", "ESP", 3, state="ordered", review_by=review_by))
    row = one(m, plan(m, tour("es", 3, 2, 6)), "renewal")
    assert (row.by, row.person_weeks, row.owner) == (review_by, 3 * weeks, "ESP")


@pytest.mark.parametrize("review_by", [day(5), day(6), None])
def test_a_renewal_after_the_last_week_is_no_decision(review_by):
    m = mission(site(), contingent("es", "ESP", 3, state="ordered", review_by=review_by))
    assert rows(m, plan(m, tour("es", 3, 2, 6))) == []


def test_those_in_place_are_renewed_too():
    m = mission(site(), in_place("us", "USA", 2, review_by=-1))
    row = one(m, plan(m, tour("us", 2, -4, 3)), "renewal")
    assert (row.by, row.first_use, row.person_weeks) == (day(-1), day(0), 6)


# Conditions


@pytest.mark.parametrize(
    ("kind", "value", "owner", "words"),
    [
        ("vote", "Cortes", "ESP", "Cortes votes for es"),
        ("vote", "", "ESP", "ESP votes for es"),
        ("consent", "IRQ", "IRQ", "IRQ consents to es"),
        ("consent", "", "ESP", "ESP consents to es"),
    ],
)
def test_a_condition_must_be_met_before_notice_begins(kind, value, owner, words):
    row = one(*spain(4, condition("es", kind, value, expected=1), state="ordered", notice_days=10), kind)
    assert (row.by, row.expected, row.owner) == (day(4) - NOTICE, day(1), owner)
    assert (row.table, row.contingent) == ("conditions", "es")
    assert row.row == " ".join(filter(None, ("es", kind, value)))
    assert row.what == f"{words}; the first arrive on 3 Feb 2020 after 10 days of notice; expected on 13 Jan 2020."
    assert bears(row) == (5, 20, ("train",), 8)


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (1, True)])
def test_a_condition_that_is_expected_after_its_latest_day_is_said_to_be_so(days, is_late):
    expected = day(4) - NOTICE + timedelta(days=days)
    row = one(*spain(4, condition("es", "vote", expected=expected), notice_days=10), "vote")
    assert ("at the nation's risk" in row.what) is is_late


def test_being_present_with_somebody_is_no_decision():
    m, p = spain(4, condition("es", "present-with", "us"), in_place("us", "USA", 1), state="ordered")
    assert rows(m, p) == []


# Consent of the host


def camp(*words, default="granted", counts=True, **head):
    """Three people under OLD, who work at base from week 2 on and hand over to NEW in week 4, and three idle ones."""
    m = mission(
        site(), activity(hand_to="NEW"), billet(3, essential=1), *words,
        contingent("es", "ESP", 3, state="ordered"), contingent("it", "ITA", 3, state="ordered", commands="NEW"),
        contingent("idle", "ITA", 3, state="ordered"),
        consent_default=default, count_pending_consent=counts, **head,
    )  # fmt: skip
    return m, plan(
        m,
        tour("es", 3, 2, 4),
        tour("it", 3, 4, command="NEW"),
        tour("idle", 3, 5),
        fill("es", 3, 2, 4),
        fill("it", 3, 4),
        handover(4),
    )


PENDING = {"status": "pending"}


@pytest.mark.parametrize(
    ("who", "first", "person_weeks"),
    [
        ("*", 2, 3 * 2 + 3 * 4 + 3 * 3),
        ("ESP", 2, 6),
        ("es", 2, 6),
        ("ITA", 4, 12 + 9),
        ("NEW", 4, 12),
        ("OLD", 2, 6 + 9),
    ],
)
@pytest.mark.parametrize("where", ["*", "base", "IRQ"])
def test_who_may_not_be_there_rests_on_pending_consent_to_be_there(who, first, person_weeks, where):
    row = one(*camp(consent(who, "pending", where=where)), "host-consent")
    assert (row.by, row.first_use, row.person_weeks, row.owner) == (day(first), day(first), person_weeks, "IRQ")
    assert row.contingent == ""


@pytest.mark.parametrize("what", ["train", "training"])
def test_those_who_fill_posts_rest_on_consent_to_the_work(what):
    row = one(*camp(consent("ITA", "pending", what=what)), "host-consent")
    assert bears(row) == (3, 12, ("train",), 4)


def test_where_silence_is_refusal_the_idle_rest_on_consent_to_work_too():
    words = (consent("ITA", "pending", what="train"), consent("ESP"))
    assert one(*camp(*words, default="refused"), "host-consent").person_weeks == 12 + 9
    assert one(*camp(*words, consent("idle"), default="refused"), "host-consent").person_weeks == 12


def test_only_weeks_in_which_the_row_is_in_force_count():
    row = one(*camp(consent("ITA", "pending", from_=5, until=7)), "host-consent")
    assert (row.by, row.person_weeks) == (day(5), 2 * 6)


@pytest.mark.parametrize("status", ["granted", "refused"])
def test_a_word_that_is_said_is_no_decision(status):
    assert rows(*camp(consent("USA", status)), "host-consent") == []


@pytest.mark.parametrize(
    "word",
    [consent("USA", "pending"), consent("es", "pending", from_=4), consent("ITA", "pending", what="patrol")],
    ids=["not-there", "gone-before", "other-work"],
)
def test_consent_on_which_nobody_rests_is_no_decision(word):
    assert rows(*camp(word), "host-consent") == []


def test_where_pending_consent_does_not_count_no_plan_rests_on_it():
    assert rows(*camp(consent("*", "pending", what="training"), counts=False), "host-consent") == []


def test_a_handover_to_a_command_that_needs_leave_is_first_use_even_if_nobody_works():
    m = mission(
        site(), activity(hand_to="NEW"), billet(1), contingent("es", "ESP", state="ordered", commands="NEW"),
        consent("NEW", "pending", what="training"),
    )  # fmt: skip
    row = one(m, plan(m, tour("es", 1, 5), handover(3), fill("es", 1, 5)), "host-consent")
    assert (row.by, row.first_use, row.person_weeks) == (day(3), day(3), 3)
    bare = one(m, plan(m, handover(3)), "host-consent")
    assert (bare.by, bears(bare)) == (day(3), (0, 0, (), 0))


# Mandates


def test_a_mandate_that_begins_later_is_to_be_given_where_none_that_is_in_force_lets_people_be():
    m = mission(
        site(), site("far"), mandate("ESP", sites="base", until=3), mandate("ESP", 5, sites="base", from_=3),
        mandate("ESP", 9, sites="far", from_=2), contingent("es", "ESP", 4, state="ordered"),
    )  # fmt: skip
    row = one(m, plan(m, tour("es", 4, 1, 6)), "mandate")
    assert (row.by, row.first_use, row.owner, row.row) == (day(3), day(3), "ESP", "ESP base #2")
    assert (row.people, row.person_weeks) == (4, 12)
    assert row.what == "ESP gives itself the mandate that begins on 27 Jan 2020 for at most 5 people at base."


def test_a_mandate_that_ends_when_people_go_or_in_which_nobody_is_needs_nothing():
    m = mission(site(), mandate("ESP", until=3), mandate("ESP", from_=3), contingent("es", "ESP", 4, state="ordered"))
    assert rows(m, plan(m, tour("es", 4, 1, 3))) == []
    assert len(rows(m, plan(m, tour("es", 4, 1, 4)))) == 1


@pytest.mark.parametrize(("most", "weeks"), [(5, 4), (6, 0), (4, 4)])
def test_a_mandate_is_full_from_the_week_in_which_it_is_reached(most, weeks):
    found = rows(*spain(4, mandate("ESP", most), state="ordered"), "mandate-full")
    assert [(row.by, row.person_weeks) for row in found] == ([(day(4), 5 * weeks)] if weeks else [])


# Lift


def airport(*limits, **of):
    m = mission(site(), site("far"), *limits, contingent("es", "ESP", 9, **{"state": "ordered", **of}))
    return m, plan(m, tour("es", 2, 3), tour("es", 3, 3, 7), tour("es", 1, 3, site="far"), tour("es", 3, 5))


def test_seats_are_ordered_before_notice_begins_for_all_who_arrive_at_a_site_in_a_week():
    found = rows(*airport(lift(5, "base"), notice_days=10), "lift")
    assert [(row.by, row.first_use, row.people, row.person_weeks) for row in found] == [
        (day(3) - NOTICE, day(3), 5, 2 * 5 + 3 * 4),
        (day(5) - NOTICE, day(5), 3, 9),
    ]
    assert {(row.row, row.contingent, row.owner) for row in found} == {("base", "es", "the mission's authority")}
    assert found[0].what == (
        "5 seats for es to base on 27 Jan 2020, of 5 a week; ordered 10 days before, the contingent's notice: lift has "
        "none of its own."
    )


def test_seats_are_named_after_the_tightest_limit_that_is_in_force():
    found = rows(*airport(lift(9), lift(5, "base", until=5), lift(7, "IRQ", from_=3, until=4)), "lift")
    assert [(row.first_use, row.row) for row in found] == [(day(3), "base"), (day(3), "IRQ"), (day(5), "*")]


def test_those_in_place_order_no_seats():
    m = mission(site(), lift(9), in_place("us", "USA", 2))
    assert rows(m, plan(m, tour("us", 2, -4, 3))) == []


def test_those_in_place_who_come_back_need_seats_and_no_notice():
    m = mission(site(), lift(9), in_place("us", "USA", 2, notice_days=10, rotations=2))
    row = one(m, plan(m, tour("us", 2, -4, 3), tour("us", 2, 3)), "lift")
    assert (row.by, row.people, row.person_weeks) == (day(3), 2, 10)


# Handovers and closures


def test_a_handover_is_ordered_before_the_overlap(relief):
    row = one(*relief, "handover")
    assert (row.by, row.first_use, row.row, row.owner) == (day(4), day(6), "train", "OLD NEW")
    # Ten and two of support, in the six weeks from the handover on.
    assert bears(row) == (12, 72, ("train",), 24)


@pytest.mark.parametrize(("closes", "is_asked"), [(day(5), True), (day(7), True), (day(8), False), (None, False)])
def test_a_site_that_closes_in_the_mission_must_be_left(closes, is_asked):
    m = mission(site(closes=closes), site("far"), in_place("us", "USA", 3, moves=1))
    moving = tour("us", 2, -4, name="a")
    found = rows(m, plan(m, moving, tour("us", 1, -4, 4), move(moving, "far", 3)))
    assert [(row.by, row.first_use, row.person_weeks, row.owner) for row in found] == (
        [(closes, day(3), 2 * 3 + 4, "IRQ")] if is_asked else []
    )


def test_a_site_where_nobody_is_may_close():
    m = mission(site(), site("far", closes=4), in_place("us", "USA", 3))
    assert rows(m, plan(m, tour("us", 3, -4))) == []


# Order and judgement


def test_decisions_are_in_the_order_of_their_days_then_of_kinds_and_not_of_the_rows_of_the_plan():
    m, p = camp(consent("*", "pending"), lift(9))
    turned = p.model_copy(update={"tours": p.tours[::-1], "fills": p.fills[::-1]})
    found = rows(m, p)
    assert [row.by for row in found] == sorted(row.by for row in found)
    assert [row.kind.value for row in found if row.by == day(4)] == ["lift", "handover"]
    assert rows(m, turned) == found


@pytest.mark.parametrize(("days", "passed"), [(-1, False), (0, False), (1, True)])
def test_a_day_has_passed_only_after_it(days, passed):
    m, p = spain(4, notice_days=10)
    today = day(4) - NOTICE + timedelta(days=days)
    (row,) = judged(rows(m, p, "pledge"), today)
    assert row.passed is passed


def test_without_a_day_nothing_is_judged():
    assert {row.passed for row in judged(rows(*spain(4)), None)} == {None}


# The latest day is the latest: the verifier takes the plan if it is decided then, and refuses it a day later


def confirmed(of, on: date):
    """Return the mission in which Spain decides on a day and notice runs from then."""
    rows = (c.model_copy(update={"from_": on + timedelta(days=c.notice_days)}) for c in of.contingents)
    return of.model_copy(update={"contingents": tuple(rows)})


@pytest.mark.parametrize("notice", [0, 7, 10, 28])
@pytest.mark.parametrize("kind", ["pledge", "vote", "lift"])
def test_a_plan_holds_if_it_is_decided_on_the_latest_day_and_not_a_day_later(kind, notice):
    m, p = spain(5, condition("es", "vote", expected=2), lift(9), notice_days=notice, support="0")
    assert verify(m, p).is_lawful
    by = one(m, p, kind).by
    assert by >= m.start
    assert verify(confirmed(m, by), p).is_lawful
    assert {v.rule for v in verify(confirmed(m, by + timedelta(days=1)), p).violations} == {"availability"}


def answered(of, word, on: date):
    """Return the mission in which the host is silent about a pending row, which is no, until a day."""
    (row,) = (c for c in of.consents if c == word)
    no = row.model_copy(update={"status": ConsentStatus.REFUSED, "until": on})
    others = (c for c in of.consents if c != word)
    return of.model_copy(update={"consents": (*others, no, row.model_copy(update={"from_": on}))})


@pytest.mark.parametrize(
    ("word", "default"),
    [
        (consent("*", "pending"), "granted"),
        (consent("*", "pending"), "refused"),
        (consent("NEW", "pending", what="train"), "granted"),
        (consent("ITA", "pending", where="base", what="training"), "granted"),
        (consent("it", "pending", from_=1, what="train"), "granted"),
    ],
)
def test_a_plan_holds_if_the_host_answers_on_the_latest_day_and_not_a_day_later(word, default):
    m, p = camp(word, default=default)
    assert verify(m, p).is_lawful
    by = one(m, p, "host-consent").by
    assert verify(answered(m, word, by), p).is_lawful
    late = answered(m, word, by + timedelta(days=1))
    assert "consent" in {v.rule for v in verify(late, p).violations}


def test_a_plan_holds_if_a_mandate_is_given_on_the_latest_day_and_not_a_day_later():
    m = mission(site(), mandate("ESP", until=2), mandate("ESP", 4, from_=2), contingent("es", "ESP", 4))
    p = plan(m, tour("es", 4, 0))
    assert verify(m, p).is_lawful
    by = one(m, p, "mandate").by
    for later, is_lawful in ((0, True), (1, False)):
        given = m.mandates[1].model_copy(update={"from_": by + timedelta(days=later)})
        assert verify(m.model_copy(update={"mandates": (m.mandates[0], given)}), p).is_lawful is is_lawful
