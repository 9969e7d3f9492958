"""The tables of a comparison, from plans written by hand."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from builders import activity, billet, contingent, day, fill, mission, nation, need, plan, site, target, tour
from compared import candidate, claimed, relieved, school
from contingent.domain.vocabulary import Confidence, Goal
from contingent.report.comparison.claims import Because, Relation
from contingent.report.comparison.compare import IncomparableError, compare
from contingent.report.comparison.measures import is_same_measure, measured
from contingent.report.comparison.times import month_ends
from contingent.report.comparison.words import answer, ranking, released, sentence


def pair_of(comparison, goal, *names):
    return next(p for p in comparison.pairs if p.goal is goal and {p.better, p.worse} == set(names))


def test_the_plans_of_the_examples_are_lawful(three):
    assert all(c.is_lawful for c in three), [c.account.verdict.violations for c in three]


# What is claimed


def test_a_course_with_more_people_is_proved_better(three):
    comparison = compare(three)
    pair = pair_of(comparison, None, "ten", "eight")
    assert (pair.better, pair.relation, pair.decided_by) == ("ten", Relation.PROVED, Goal.COVERAGE)
    assert (pair.value, pair.against, pair.bound) == (0, 16, 16)
    assert pair.breach  # the tenth Spaniard is not pledged there
    assert ranking(comparison) == ("ten", "eight", "stay")
    assert answer(comparison)[0] == (
        "In the order of the goals, ten is proved better than eight: 0 against 16 in coverage, "
        "and no plan of eight that is as good in the goals before is below 16."
    )


def test_with_an_open_bound_it_is_better_as_planned(three):
    m = three[1].account.mission
    three[1] = candidate("eight", m, claimed(m, relieved(m), coverage=0))
    pair = pair_of(compare(three), Goal.COVERAGE, "ten", "eight")
    assert (pair.relation, pair.because, pair.bound) == (Relation.PLANNED, Because.OPEN, 0)
    assert sentence(pair).endswith("not proved, as another plan of eight may have as little as 0.")


def test_a_plan_by_hand_proves_nothing_against_it(three):
    pair = pair_of(compare(three), Goal.COVERAGE, "ten", "stay")
    assert (pair.better, pair.relation, pair.because) == ("ten", Relation.PLANNED, Because.UNPROVEN)


def test_a_bound_that_a_plan_of_the_same_course_is_below_is_refuted():
    m = school()
    late, soon = claimed(m, relieved(m, 6)), claimed(m, relieved(m, 4))
    comparison = compare([candidate("soon", m, soon), candidate("late", m, late)])
    pair = pair_of(comparison, Goal.RELEASE, "soon", "late")
    assert (pair.better, pair.relation, pair.because) == ("soon", Relation.PLANNED, Because.REFUTED)
    assert comparison.notices[0] == (
        "The bound of release that came with late is wrong: soon is lawful under its course, and below it."
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda p: p.model_copy(update={"digest": "0" * 64}), "its mission is not the one that it was planned for"),
        (lambda p: p.model_copy(update={"goals": p.goals[1:]}), "they are for other goals than those of its course"),
        (lambda p: _with_coverage(p, value=15), "its value of coverage is not the one that was claimed"),
        (lambda p: _with_coverage(p, bound=17), "its bound of coverage is above its value"),
        (lambda p: p.model_copy(update={"fills": (*p.fills, *p.fills)}), "it is unlawful"),
    ],
    ids=["digest", "goals", "value", "bound", "unlawful"],
)
def test_bounds_of_a_plan_that_was_changed_are_not_used(three, change, why):
    account = three[1].account
    changed = candidate("eight", account.mission, change(account.plan))
    comparison = compare([three[0], changed])
    assert comparison.notices == (f"eight: its bounds are not used, as {why}.",)
    assert not any(pair.relation is Relation.PROVED and pair.worse == "eight" for pair in comparison.pairs)


def _with_coverage(p, **values):
    return p.model_copy(
        update={"goals": tuple(g.model_copy(update=values) if g.goal is Goal.COVERAGE else g for g in p.goals)}
    )


def test_an_unlawful_plan_is_told_and_not_compared(three):
    m = three[0].account.mission
    three[2] = candidate("stay", m, plan(m))
    comparison = compare(three)
    assert "stay" not in ranking(comparison)
    assert answer(comparison)[-1] == "stay is unlawful and not compared."
    assert pair_of(comparison, None, "ten", "stay").relation is Relation.NOT_COMPARED


# One measure


def test_what_the_other_course_does_not_ask_is_counted_as_the_first_one_counts():
    m = school()
    idle = m.model_copy(
        update={
            "activities": tuple(a.model_copy(update={"hand_to": None}) for a in m.activities),
            "planning": m.planning.model_copy(update={"release": ()}),
        }
    )
    stay = plan(idle, tour("us", 10, -4))
    idle_one = candidate("idle", idle, stay)
    lines = {line.goal: line for line in compare([candidate("ten", m, relieved(m)), idle_one]).goals}
    assert (lines[Goal.HANDOVER].cells[1].value, lines[Goal.HANDOVER].cells[1].own) == (12, 0)
    assert (lines[Goal.RELEASE].cells[1].value, lines[Goal.RELEASE].cells[1].own) == (120, 0)
    assert not lines[Goal.RELEASE].cells[1].is_same_measure
    assert lines[Goal.ESSENTIAL].cells[1].is_same_measure


@pytest.mark.parametrize(
    ("changed", "differing"),
    [
        (("activities", ("priority", 7)), {Goal.COVERAGE, Goal.HANDOVER, Goal.TARGETS}),
        (("billets", ("essential", 5)), {Goal.ESSENTIAL, Goal.COVERAGE, Goal.TARGETS}),
        (("elsewhere", ("value", 9)), {Goal.ELSEWHERE}),
        (("targets", ("value", 9)), {Goal.TARGETS}),
        (("nations", ("fair_share", 3)), {Goal.BURDEN}),
        (("contingents", ("notice_days", 9)), set()),
        (("ceilings", ("max", 9)), set()),
        (("billets", ("note", "why")), set()),
        (("activities", ("name", "Other")), set()),
    ],
    ids=lambda value: f"{value[0]} {value[1][0]}" if isinstance(value, tuple) else "",
)
def test_a_measure_is_what_a_goal_counts(changed, differing):
    m = school()
    table, (column, value) = changed
    rows = (getattr(m, table)[0].model_copy(update={column: value}), *getattr(m, table)[1:])
    other = m.model_copy(update={table: rows})
    assert {goal for goal in Goal if not is_same_measure(m, other, goal)} == differing


def test_the_nations_to_release_are_a_set():
    assert is_same_measure(school(release=("USA", "ESP")), school(release=("ESP", "USA")), Goal.RELEASE)
    assert not is_same_measure(school(), school(release=()), Goal.RELEASE)


def test_what_names_a_site_that_the_other_course_lacks_is_not_counted():
    here = mission(site(), site("far"), activity(site="far"), contingent("es", "ESP"))
    there = mission(site(), activity(), contingent("es", "ESP"))
    counted = measured(here, candidate("there", there, plan(there)))
    assert Goal.ESSENTIAL in counted  # no posts are asked in either
    more = here.model_copy(update={"elsewhere": (need(who="ESP"),)})
    assert Goal.ELSEWHERE not in measured(more, candidate("there", there, plan(there)))


def test_what_serves_what_the_first_course_does_not_have_counts_for_nothing():
    m = school()
    more = school(activity("range", site="camp"), billet(3, activity="range"), contingent("fr", "FRA", 3))
    shooting = relieved(more)
    there = (*shooting.tours, tour("fr", 3, 0, site="camp"))
    busy = shooting.model_copy(update={"tours": there, "fills": (*shooting.fills, fill("fr", 3, activity="range"))})
    shooters = candidate("shooters", more, busy)
    assert shooters.is_lawful
    with_nation = m.model_copy(update={"nations": more.nations})
    counted = measured(with_nation, shooters)
    assert (counted[Goal.COVERAGE], counted[Goal.ESSENTIAL], counted[Goal.TURBULENCE]) == (0, 0, 23)


def test_a_must_is_a_rule_and_no_measure():
    m = school()
    assert is_same_measure(m, school(target("strength", 90, "<=", must=True)), Goal.TARGETS)


def test_two_courses_that_count_alike_but_not_like_the_first_prove_nothing_of_each_other(three):
    m = school()
    dear = m.model_copy(update={"activities": tuple(a.model_copy(update={"priority": 7}) for a in m.activities)})
    pair = pair_of(compare([candidate("dear", dear, relieved(dear)), *three[:2]]), Goal.COVERAGE, "ten", "eight")
    assert (pair.relation, pair.because) == (Relation.PLANNED, Because.OTHERWISE)
    assert (pair.value, pair.against) == (0, 7 * 16)


@pytest.mark.parametrize("turned", [False, True])
def test_the_better_plan_is_named_first_wherever_it_stands(three, turned):
    pair = pair_of(compare(three[:2][::-1] if turned else three[:2]), Goal.COVERAGE, "ten", "eight")
    assert (pair.better, pair.worse, pair.value, pair.against) == ("ten", "eight", 0, 16)


# Side by side


def test_handovers_stand_side_by_side(three):
    (line,) = compare(three).handovers
    assert (line.activity, line.weeks, line.is_asked) == ("train", (day(4), day(4), day(6)), (True, True, True))


def test_releases_are_told_at_month_ends_and_merged_where_they_stay(three):
    comparison = compare(three)
    assert [line.week for line in comparison.releases] == [date(2020, 1, 27), date(2020, 2, 24), date(2020, 3, 23)]
    assert [line.people for line in comparison.releases] == [(10, 10, 10), (0, 0, 10), (0, 0, 10)]
    assert released(comparison) == [("2020-01", "USA", (10, 10, 10)), ("2020-02 to 2020-03", "USA", (0, 0, 10))]


def test_a_month_ends_with_the_last_week_that_begins_in_it():
    assert month_ends([date(2020, 1, 27), date(2020, 2, 3), date(2020, 2, 24)]) == [
        date(2020, 1, 27),
        date(2020, 2, 24),
    ]


def test_curves_have_every_week_of_all_plans(three):
    curves = compare(three).curves
    assert len(curves) == 12
    assert [(row.people, row.ceilings) for row in curves[2:5]] == [
        ((10, 10, 10), (25, 25, 25)),
        ((20, 18, 10), (25, 25, 25)),
        ((10, 8, 10), (25, 25, 25)),
    ]
    assert [row.releasing for row in curves[3:5]] == [(10, 10, 10), (0, 0, 10)]


def test_people_and_nations_moved(three):
    ten, eight, stay = compare(three).moved
    assert (ten.arrivals, ten.departures, ten.moves, ten.rehats, ten.nations, ten.most) == (10, 10, 0, 0, 2, 20)
    assert (eight.arrivals, eight.departures, eight.most) == (8, 10, 18)
    assert (stay.arrivals, stay.departures, stay.moves, stay.rehats, stay.nations, stay.contingents) == (
        0,
        0,
        4,
        6,
        1,
        1,
    )


def test_who_carries_what(three):
    assert [(line.nation, line.person_weeks) for line in compare(three).carried] == [
        ("USA", (40, 40, 120)),
        ("ESP", (90, 72, 0)),
    ]


def test_what_each_still_needs_asked(three):
    (line,) = compare(three).asks
    assert (line.skill, line.peak, line.post_weeks, line.essential) == ("inf", (0, 2, 4), (0, 16, 36), (0, 0, 0))


def test_what_differs_is_told_row_by_row(three):
    rows = {(row.table, row.what): row.cells for row in compare(three).differences}
    assert rows == {
        ("handovers", "train to NEW"): ("2020-02-03", "2020-02-03", "2020-02-17"),
        ("tours", "us (inf) at base under OLD from 2019-12-09"): (
            "10 until 2020-02-03",
            "10 until 2020-02-03",
            "10 until the end",
        ),
        ("tours", "es (inf) at base under NEW from 2020-01-27"): ("10 until the end", "8 until the end", None),
        ("moves", "us (inf) from base to camp in the week of 2020-01-27"): (None, None, "4"),
        ("rehats", "us (inf) at base from OLD to NEW in the week of 2020-02-17"): (None, None, "6"),
    }


def test_what_was_assumed_otherwise_shows_the_columns_that_differ(three):
    (row,) = compare(three).assumptions
    assert (row.table, row.what, row.cells) == ("people", "es inf", ("count 10", "count 8", "count 10"))


def test_rows_that_only_one_course_has_are_told(three):
    m = school(nation("FRA"), contingent("fr", "FRA", 3))
    rows = {(r.table, r.what): r.cells for r in compare([three[0], candidate("more", m, relieved(m))]).assumptions}
    assert rows["people", "fr inf"] == (None, "contingent fr; count 3; skills inf")
    assert set(rows) == {("nations", "FRA"), ("contingents", "fr"), ("people", "fr inf")}


def test_illustrative_rows_are_counted(three):
    m = three[0].account.mission
    billets = tuple(row.model_copy(update={"confidence": Confidence.ILLUSTRATIVE}) for row in m.billets)
    three[0] = candidate("ten", m.model_copy(update={"billets": billets}), three[0].account.plan)
    (line,) = compare(three).illustrative
    assert (line.table, line.rows, line.of) == ("billets", (1, 0, 0), (1, 1, 1))


# What cannot be compared


def test_missions_must_be_one(three):
    m = school().model_copy(update={"id": "other"})
    with pytest.raises(IncomparableError, match="ten is of the mission test, far of other"):
        compare([three[0], candidate("far", m, relieved(m))])


def test_weeks_must_be_the_same(three):
    m = school().model_copy(update={"weeks": 13})
    with pytest.raises(IncomparableError, match="longer has 13 from 2020-01-06"):
        compare([three[0], candidate("longer", m, relieved(m))])


@pytest.mark.parametrize("count", [0, 1, 6])
def test_two_to_five_plans_are_compared(three, count):
    plans = [replace(three[0], name=str(n)) for n in range(count)]
    with pytest.raises(IncomparableError, match=f"{count} plans were given"):
        compare(plans)


def test_names_are_told_apart(three):
    with pytest.raises(IncomparableError, match="the name ten"):
        compare([three[0], three[0]])


def test_a_nations_view_is_not_compared(three):
    view = replace(three[0].account, viewer="ESP", verdict=None)
    with pytest.raises(IncomparableError, match="a nation's view"):
        compare([three[1], replace(three[0], account=view)])


def test_values_are_exact(three):
    burden = next(line for line in compare(three).goals if line.goal is Goal.BURDEN)
    assert all(isinstance(cell.own, Fraction) for cell in burden.cells)
