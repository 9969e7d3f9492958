"""Pledges: how far each has come, what the plan makes of it, and which must be looked at again."""

from decimal import Decimal

import pytest

from builders import contingent, day, in_place, mission, people, plan, site, tour
from contingent.report.pledges import Review
from contingent.report.tables import tabulate


def test_what_is_told_of_a_pledge():
    m = mission(
        site(),
        contingent("es", "ESP", 4, state="verified", from_=1, until=7, chance="0.8", review_by=3, support="0.25"),
        people("es", 1, "med"),
    )
    (row,) = tabulate(m, plan(m, tour("es", 4, 2, 5), tour("es", 1, 3, 5, people="med"))).pledges
    assert (row.contingent, row.name, row.nation, row.state.value) == ("es", "es", "ESP", "verified")
    assert (row.people, row.from_, row.until, row.review_by, row.chance) == (5, day(1), day(7), day(3), Decimal("0.8"))
    # Five in the week of four, then five and two of support in two weeks: support is rounded up for the contingent.
    assert (row.used_from, row.person_weeks) == (day(2), 5 + 7 + 7)


def test_every_contingent_has_a_row_in_the_order_of_the_mission_used_or_not():
    m = mission(site(), contingent("z", "ESP", 1, state="refused"), in_place("a", "USA", 2))
    rows = tabulate(m, plan(m, tour("a", 2, -4, 1))).pledges
    assert [(r.contingent, r.people, r.used_from, r.person_weeks) for r in rows] == [
        ("z", 1, None, 0),
        ("a", 2, day(0), 2),
    ]


def test_those_in_place_who_leave_at_once_are_never_used():
    m = mission(site(), in_place("us", "USA", 2))
    (row,) = tabulate(m, plan(m, tour("us", 2, -4, 0))).pledges
    assert (row.used_from, row.person_weeks) == (None, 0)


@pytest.mark.parametrize(
    ("review_by", "review"),
    [
        (None, Review.NONE),
        (-1, Review.STALE),
        (0, Review.STALE),
        (1, Review.DUE),
        (4, Review.DUE),
        (5, Review.NONE),
        (6, Review.NONE),
    ],
)
def test_a_pledge_is_due_before_the_last_week_of_its_people_and_stale_at_the_start(review_by, review):
    m = mission(site(), contingent("es", "ESP", 1, review_by=review_by))
    (row,) = tabulate(m, plan(m, tour("es", 1, 2, 6))).pledges  # weeks 2 to 5
    assert row.review is review


def test_a_pledge_that_the_plan_does_not_use_may_be_stale_but_is_not_due():
    m = mission(site(), contingent("a", "ESP", 1, review_by=0), contingent("b", "ESP", 1, review_by=1))
    assert [row.review for row in tabulate(m, plan(m)).pledges] == [Review.STALE, Review.NONE]


@pytest.mark.parametrize("state", ["withdrawn", "expired", "refused"])
def test_a_pledge_that_is_gone_needs_no_review(state):
    m = mission(site(), contingent("es", "ESP", 1, state=state, review_by=0))
    assert [row.review for row in tabulate(m, plan(m)).pledges] == [Review.NONE]
