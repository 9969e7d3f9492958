"""Binding: limits that are reached, and refusals that stand between empty posts and people who could fill them."""

import pytest

from builders import (
    activity,
    billet,
    caveat,
    ceiling,
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
    nation,
    people,
    plan,
    rehat,
    site,
    tour,
)
from contingent.report.tables import tabulate


def binding(m, *parts):
    """Return (kind, row, most, used, weeks, first week) of what binds."""
    rows = tabulate(m, plan(m, parts)).binding
    return [(r.kind.value, r.row_id, r.most, r.used, r.weeks, m.calendar.week(r.first)) for r in rows]


# Limits in numbers


def test_a_ceiling_binds_in_the_weeks_in_which_it_is_reached():
    m = mission(site(), ceiling(12), ceiling(13), contingent("es", "ESP", 10, support="0.15"), weeks=5)
    assert binding(m, tour("es", 9, 0, 1), tour("es", 10, 2, 4)) == [("ceiling", "all-at-most-12", 12, 12, 2, 2)]


def test_an_unlawful_plan_goes_beyond_and_that_binds_too():
    m = mission(site(), ceiling(2), contingent("es", "ESP", 4), weeks=3)
    assert binding(m, tour("es", 1), tour("es", 1, 1), tour("es", 2, 2)) == [("ceiling", "all-at-most-2", 2, 4, 2, 1)]


def test_a_ceiling_binds_only_while_it_is_in_force():
    m = mission(site(), ceiling(2, from_=1, until=2), contingent("es", "ESP", 3), weeks=4)
    assert binding(m, tour("es", 1), tour("es", 1, 1), tour("es", 1, 2)) == [("ceiling", "all-at-most-2", 2, 2, 1, 1)]
    assert binding(m, tour("es", 3, 2)) == []


def test_what_is_told_of_a_ceiling():
    m = mission(site(), ceiling(2, "ESP", where="base", until=2), contingent("es", "ESP", 2), weeks=4)
    (row,) = tabulate(m, plan(m, tour("es", 2))).binding
    assert (row.table, row.owner, row.first) == ("ceilings", "ESP", day(0))
    assert row.limit == "At most 2 people of ESP at base until 20 Jan 2020."


def test_a_ceiling_on_a_command_counts_those_under_it_with_their_own_support():
    m = mission(site(), ceiling(3, "NEW"), contingent("es", "ESP", 4, commands="OLD NEW", support="0.25"), weeks=4)
    es = tour("es", 2, 0, name="es-1")
    assert binding(m, es, rehat(es, "NEW", 1), tour("es", 2)) == [("ceiling", "NEW-at-most-3", 3, 3, 3, 1)]


def test_a_ceiling_on_a_group_of_nations():
    m = mission(
        site(),
        nation("ESP", groups="south"),
        ceiling(2, "south"),
        contingent("es", "ESP", 2),
        contingent("no", "NOR", 5),
        weeks=2,
    )
    assert binding(m, tour("es", 2), tour("no", 5)) == [("ceiling", "south-at-most-2", 2, 2, 2, 0)]


def test_mandates_are_told_apart_and_those_without_a_number_are_none():
    m = mission(
        site("a"),
        site("b"),
        mandate("ESP", 3, sites="a", until=2),
        mandate("ESP", 2, sites="a", from_=2),
        mandate("ESP"),
        contingent("es", "ESP", 3),
        weeks=4,
    )
    es = tour("es", 1, 0, site="a", name="es-1")
    assert binding(m, tour("es", 2, 0, site="a"), es, move(es, "b", 1)) == [
        ("mandate", "ESP a", 3, 3, 1, 0),
        ("mandate", "ESP a #2", 2, 2, 2, 2),
    ]


def test_beds_hold_the_support_too():
    m = mission(site("a", beds=3), site("b", beds=3), contingent("es", "ESP", 2, support="0.5"), weeks=3)
    es = tour("es", 2, 0, site="a", name="es-1")
    assert binding(m, es, move(es, "b", 1)) == [("beds", "a", 3, 3, 1, 0), ("beds", "b", 3, 3, 2, 1)]


def test_seats_are_for_arrivals_and_departures_together_and_not_for_moves_those_in_place_or_those_who_stay():
    m = mission(
        site("a"), site("b"), lift(3, where="a"), lift(2, where="b"), in_place("us", "USA", 2, site="a"), weeks=6
    )
    us = tour("us", 2, -4, 4, site="a", name="us-1")
    parts = (us, move(us, "b", 2), tour("us", 2, 3, 5, site="a"), tour("us", 1, 5, site="a"))
    assert binding(m, *parts) == [("lift", "a", 3, 3, 1, 5), ("lift", "b", 2, 2, 1, 4)]


def test_a_limit_of_nobody_is_reached_by_nobody():
    m = mission(site(), ceiling(0, from_=2), contingent("es", "ESP", 2), weeks=4)
    assert binding(m) == [("ceiling", "all-at-most-0", 0, 0, 2, 2)]


# Caveats


def needing(*parts, weeks=6, **planning):
    """Make a mission that asks three, two of them from week 2 on, and has three Spaniards."""
    three = contingent("es", "ESP", 3, commands="OLD NEW")
    posts = (billet(1), billet(2, from_=2))
    return mission(site(), activity(hand_to="NEW"), *posts, three, *parts, weeks=weeks, **planning)


@pytest.mark.parametrize("refused", ["site:base", "kind:training", "activity:train", "command:OLD"])
@pytest.mark.parametrize("who", ["es", "ESP"])
def test_a_caveat_binds_while_posts_are_empty_that_they_could_fill(who, refused):
    m = needing(caveat(who, refused))
    assert binding(m) == [("caveat", f"{who} {refused}", None, 3, 6, 0)]


def test_a_caveat_binds_only_in_its_weeks():
    assert binding(needing(caveat("es", "site:base", from_=1, until=3))) == [("caveat", "es site:base", None, 3, 2, 1)]


def test_what_is_told_of_a_caveat():
    m = needing(caveat("ESP", "kind:training", from_=1))
    (row,) = tabulate(m, plan(m)).binding
    assert (row.table, row.owner, row.limit) == ("caveats", "ESP", "ESP refuses kind:training from 13 Jan 2020.")


@pytest.mark.parametrize("other", ["site:camp", "kind:guarding", "activity:guard", "command:NEW"])
def test_a_caveat_against_something_else_does_not_bind(other):
    m = needing(site("camp"), activity("guard", kind="guarding"), caveat("es", other))
    assert binding(m) == []


def test_a_caveat_against_a_command_binds_while_it_holds_the_activity():
    m = needing(caveat("es", "command:NEW"))
    assert binding(m, handover(4)) == [("caveat", "es command:NEW", None, 3, 2, 4)]


def test_where_nothing_is_empty_no_caveat_binds():
    m = needing(caveat("es", "site:base"), contingent("us", "USA", 3))
    assert binding(m, tour("us", 3), fill("us", 1), fill("us", 2, 2)) == []
    assert binding(m, tour("us", 3), fill("us", 1), fill("us", 1, 2)) == [("caveat", "es site:base", None, 1, 4, 2)]


@pytest.mark.parametrize(
    "of",
    [
        {"skills": "med"},
        {"commands": "NEW"},
        {"sites": "camp"},
        {"state": "indicated"},
        {"state": "withdrawn"},
        {"notice_days": 42},
        {"until": 0},
    ],
    ids=str,
)
def test_a_caveat_of_people_out_of_reach_does_not_bind(of):
    us = contingent("us", "USA", 3, **{"skills": "inf", **of})
    assert binding(needing(site("camp"), us, caveat("us", "site:base"))) == []


@pytest.mark.parametrize(("kind", "expected", "first"), [("vote", 4, 4), ("consent", 4, 4), ("vote", None, None)])
def test_people_are_within_reach_once_their_conditions_are_met(kind, expected, first):
    m = needing(caveat("es", "site:base"), condition("es", kind, "IRQ", expected))
    assert binding(m) == ([] if first is None else [("caveat", "es site:base", None, 3, 2, first)])


def test_notice_is_over_in_the_first_week_that_begins_after_it():
    m = needing(caveat("us", "site:base"), contingent("us", "USA", 3, notice_days=22))
    assert binding(m) == [("caveat", "us site:base", None, 3, 2, 4)]


def test_people_who_all_fill_posts_elsewhere_are_out_of_reach():
    m = needing(site("camp"), activity("other", "camp"), billet(3, activity="other"), caveat("es", "site:base"))
    es = tour("es", 3, site="camp")
    assert binding(m, es, fill("es", 3, activity="other")) == []
    assert binding(m, es, fill("es", 3, 0, 5, activity="other")) == [("caveat", "es site:base", None, 3, 1, 5)]


def test_another_group_of_the_contingent_has_the_skill():
    m = needing(caveat("us", "site:base"), contingent("us", "USA", 1, "med"), people("us", 1, "inf eng"))
    assert binding(m) == [("caveat", "us site:base", None, 3, 6, 0)]


def test_those_in_place_need_no_notice_and_no_vote():
    us = in_place("us", "USA", 1, notice_days=42)
    m = needing(us, condition("us", "vote", "senate", None), caveat("us", "site:base"))
    assert binding(m, tour("us", 1, -4)) == [("caveat", "us site:base", None, 3, 6, 0)]


def test_all_contingents_of_a_nation_are_looked_at():
    more = contingent("es2", "ESP", 1, until=5, from_=4)
    m = mission(
        site(), activity(), billet(2), contingent("es", "ESP", 1, until=2), more, caveat("ESP", "site:base"), weeks=6
    )
    assert binding(m) == [("caveat", "ESP site:base", None, 2, 3, 0)]


# Consents


def test_a_refusal_binds_in_its_weeks():
    m = needing(consent("ESP", "refused", from_=1, until=3))
    assert binding(m) == [("consent", "IRQ ESP * *", None, 3, 2, 1)]


def test_what_is_told_of_a_consent():
    m = needing(consent("ESP", "refused", where="base", what="training", until=3))
    (row,) = tabulate(m, plan(m)).binding
    assert (row.table, row.owner) == ("consents", "ESP")
    assert row.limit == "IRQ refuses ESP leave at base for training until 27 Jan 2020."


@pytest.mark.parametrize(
    "row",
    [
        {"who": "USA"},
        {"where": "camp"},
        {"what": "guarding"},
        {"host": "KWT", "where": "*"},
        {"who": "NEW"},
        {"status": "granted"},
    ],
    ids=str,
)
def test_a_word_about_others_does_not_bind(row):
    m = needing(
        site("camp"), activity("guard", kind="guarding"), nation("KWT"), consent(**{"status": "refused", **row})
    )
    assert binding(m) == []


def test_a_refusal_of_a_command_binds_while_it_holds_the_activity():
    m = needing(consent("OLD", "refused"))
    assert binding(m, handover(3)) == [("consent", "IRQ OLD * *", None, 3, 3, 0)]


@pytest.mark.parametrize(("counts", "binds"), [(True, []), (False, [("consent", "IRQ ESP * *", None, 3, 6, 0)])])
def test_a_pending_consent_that_does_not_count_is_a_refusal(counts, binds):
    assert binding(needing(consent("ESP", "pending"), count_pending_consent=counts)) == binds


def test_a_grant_that_comes_late_binds_until_it_comes_where_nothing_is_allowed_without_leave():
    late = consent("ESP", "granted", from_=4)
    assert binding(needing(late)) == []
    assert binding(needing(late, consent_default="refused")) == [("consent", "IRQ ESP * *", None, 3, 4, 0)]


def test_a_late_grant_does_not_bind_where_another_grants_the_same():
    late, other = consent("ESP", "granted", from_=4), consent("*", "granted", until=3)
    rows = binding(needing(late, other, consent_default="refused"))
    assert rows == [("consent", "IRQ ESP * *", None, 3, 1, 3)]


def test_a_plan_without_tours_reaches_no_limit():
    m = mission(site(beds=5), ceiling(5), mandate("ESP", 5), lift(5), contingent("es", "ESP", 5))
    assert binding(m) == []


def test_a_grant_that_has_run_out_is_not_late():
    passing = consent("ESP", "granted", from_=2, until=4)
    assert binding(needing(passing, consent_default="refused")) == [("consent", "IRQ ESP * *", None, 1, 2, 0)]


def test_a_grant_from_the_start_is_not_late():
    assert binding(needing(consent("ESP", "granted", until=1), consent_default="refused")) == []
