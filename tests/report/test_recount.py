"""The report's numbers counted again from the verifier's ledger, which was written without a look at the report."""

from collections import Counter
from random import Random

import pytest

from contingent.domain.vocabulary import Goal, Rule
from contingent.report.binding import Kind
from contingent.report.holdings import Part
from contingent.report.tables import tabulate
from contingent.verify import verify
from contingent.verify.goals import count_goals
from contingent.verify.ledger import replay
from contingent.verify.references import unknown_references
from large import large_mission, large_plan
from verify.breakers import BREAKERS
from verify.seeds import lawful

SEEDS = 6


def plans():
    """Yield a mission with a plan: lawful ones, each of them broken in some ways, and a large one."""
    for seed in range(SEEDS):
        m, p = lawful(seed)
        broken = (breaker.apply(Random(seed), m, p) for breaker in BREAKERS[seed::SEEDS])  # noqa: S311 - no secret
        yield from ((m, plan) for plan in (p, *broken) if plan is not None)
    m = large_mission()
    yield m, large_plan(m)


@pytest.fixture(scope="module")
def counted():
    """Return mission, plan, tables and ledger of all plans."""
    known = [(m, p) for m, p in plans() if not any(unknown_references(m, p))]
    assert len(known) > 3 * SEEDS
    return [(m, p, tabulate(m, p), replay(m, p)) for m, p in known]


def test_people_at_sites(counted):
    for m, _, tables, ledger in counted:
        nation_of = {k.id: k.nation for k in m.contingents}
        people = Counter()
        for camp, course in ledger.camps.items():
            for week, there in enumerate(course):
                people[camp.site, m.calendar.monday(week), nation_of[camp.contingent]] += there
        assert {(r.site, r.week, r.nation): r.people for r in tables.sites} == +people


def test_headcount_and_newcomers(counted):
    for m, _, tables, ledger in counted:
        home = {s.id for s in m.sites if s.host in (None, m.host)}
        unsupported = {k.nation for k in m.contingents} - {k.nation for k in m.contingents if k.support}
        people, heads, serving = Counter(), Counter(), Counter()
        nation_of = {k.id: k.nation for k in m.contingents}
        for week in range(m.weeks):
            monday = m.calendar.monday(week)
            for camp, course in ledger.camps.items():
                people[monday, nation_of[camp.contingent]] += course[week] * (camp.site in home)
            for courses, where in ((ledger.present, heads), (ledger.serving, serving)):
                for cell, course in courses.items():
                    nation, there = nation_of[cell.group.contingent], course[week]
                    where[monday, nation, cell.command] += there * (cell.site in home and nation in unsupported)
        by_nation = Counter()
        for row in tables.headcount:
            by_nation[row.week, row.nation] += row.people
        assert by_nation == +people
        plain = [row for row in tables.headcount if row.nation in unsupported]
        assert {(r.week, r.nation, r.command): r.people for r in plain} == +heads
        assert Counter({(r.week, r.nation, r.command): r.people - r.in_overlap for r in plain}) == +serving


def test_posts_covered(counted):
    for m, _, tables, ledger in counted:
        filled = Counter()
        for fill, course in ledger.filled.items():
            for week, heads in enumerate(course):
                command = ledger.posts.command(fill.activity, week)
                filled[fill.activity, fill.group.contingent, command, week] += heads
        held = Counter()
        for row in tables.holdings:
            for week in m.calendar.span(row.from_, row.until) if row.part is Part.COVERS else ():
                held[row.activity, row.contingent, row.command, week] += row.heads
        assert held == +filled


def test_goals(counted):
    for m, _, tables, ledger in counted:
        goals = count_goals(m, ledger)
        priority = {a.id: a.priority for a in m.activities}
        assert sum(row.essential_missing for row in tables.cover) == goals[Goal.ESSENTIAL]
        assert sum(row.missing * priority[row.activity] for row in tables.cover) == goals[Goal.COVERAGE]
        assert (
            sum(row.missing * row.weeks * priority[row.activity] for row in tables.shortfalls) == goals[Goal.COVERAGE]
        )
        assert sum(row.in_theatre for row in tables.releasing) == goals[Goal.RELEASE]
        excess = [row.excess for row in tables.burden if row.excess is not None]
        assert max(excess, default=0) == goals[Goal.BURDEN]


def test_every_limit_that_is_broken_binds(counted):
    found = 0
    for m, p, tables, _ in counted[:-1]:  # the large one takes long to verify
        reached = {(row.kind.value, row.owner if row.kind is Kind.MANDATE else row.row_id) for row in tables.binding}
        for violation in verify(m, p).violations:
            if violation.rule in (Rule.CEILING, Rule.BEDS) or (
                violation.rule is Rule.MANDATE and "more" in str(violation)
            ):
                found += 1
                assert (violation.rule.value, violation.who) in reached
    assert found > 10


def test_ceilings_are_used_as_the_verifier_counts(counted):
    for m, _, tables, ledger in counted:
        for row in m.ceilings:
            strength = ledger.strength_of(row.who, row.where)
            used = [strength[week] for week in m.calendar.span(row.from_, row.until)]
            reached = [r for r in tables.binding if r.kind.value == "ceiling" and r.row_id == row.id]
            if max(used, default=0) >= row.max:
                (bound,) = reached
                assert (bound.used, bound.weeks) == (max(used), sum(people >= row.max for people in used))
            else:
                assert reached == []
