"""Burden: what each nation carries, against its fair share."""

from fractions import Fraction

from builders import contingent, mission, nation, plan, site, tour
from contingent.domain.vocabulary import Goal
from contingent.report.tables import tabulate
from contingent.verify import verify


def burdens(m, *parts):
    """Return (nation, person-weeks, share, fair share, excess) of every row."""
    rows = tabulate(m, plan(m, parts)).burden
    return [(r.nation, r.person_weeks, r.share, r.fair_share, r.excess) for r in rows]


def test_person_weeks_against_the_fair_share():
    m = mission(
        site(),
        nation("ESP", share=1),
        nation("NOR", share=3),
        contingent("es", "ESP", 3),
        contingent("no", "NOR", 1),
        contingent("us", "USA", 9),
        weeks=4,
    )
    assert burdens(m, tour("es", 3), tour("no", 1), tour("us", 9, 2)) == [
        ("ESP", 12, Fraction(3, 4), Fraction(1, 4), Fraction(8)),
        ("NOR", 4, Fraction(1, 4), Fraction(3, 4), Fraction(-8)),
        ("USA", 18, None, None, None),
    ]


def test_support_and_sites_of_other_hosts_are_carried_too():
    m = mission(site("a", host="KWT"), nation("ESP", share=1), contingent("es", "ESP", 2, support="0.1"), weeks=2)
    assert burdens(m, tour("es", 2, site="a")) == [("ESP", 6, Fraction(1), Fraction(1), Fraction(0))]


def test_nobody_has_a_share_of_nothing():
    m = mission(site(), nation("ESP", share=2), nation("NOR", share=6), contingent("es", "ESP", 1))
    assert burdens(m) == [
        ("ESP", 0, None, Fraction(1, 4), Fraction(0)),
        ("NOR", 0, None, Fraction(3, 4), Fraction(0)),
    ]


def test_where_no_weight_is_above_zero_nobody_is_compared():
    m = mission(site(), nation("ESP", share=0), contingent("es", "ESP", 1), weeks=3)
    assert burdens(m, tour("es", 1)) == [("ESP", 3, None, None, None)]
    assert burdens(m) == []


def test_a_weight_of_zero_among_others_is_a_fair_share_of_nothing():
    m = mission(site(), nation("ESP", share=0), nation("NOR", share=1), contingent("es", "ESP", 1), weeks=3)
    assert burdens(m, tour("es", 1)) == [
        ("ESP", 3, Fraction(1), Fraction(0), Fraction(3)),
        ("NOR", 0, Fraction(0), Fraction(1), Fraction(-3)),
    ]


def test_the_largest_excess_is_the_goal_as_the_verifier_counts_it():
    shares = (nation("ESP", share=2), nation("NOR", share=3), nation("BEL", share=5))
    es, no = contingent("es", "ESP", 4, support="0.3"), contingent("no", "NOR", 5)
    m = mission(site(), *shares, es, no, contingent("be", "BEL", 1), contingent("us", "USA", 2), weeks=7)
    p = plan(m, tour("es", 3, 0, 5), tour("es", 1, 2), tour("no", 5, 3), tour("be", 1), tour("us", 2))
    rows = tabulate(m, p).burden
    assert rows[0].excess == verify(m, p).goals[Goal.BURDEN] > 0
    assert sum(row.excess for row in rows if row.excess is not None) == 0
