"""Any plan at all gets a verdict, and the same verdict whenever it is asked for."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from contingent.domain.plan import Fill, Handover, Move, Onward, Plan, Rehat, Tour
from contingent.domain.vocabulary import Goal
from contingent.verify import verify
from verify.seeds import lawful

MISSION, _ = lawful(1)


def of(table, name="id"):
    """Choose among the names of the mission, and one that it does not have, seldom."""
    names = [getattr(row, name) for row in getattr(MISSION, table)]
    return st.integers(0, 400).flatmap(lambda i: st.just("nobody") if i == 0 else st.sampled_from(names))


DATES = st.one_of(st.dates(date(2019, 10, 1), date(2021, 3, 1)), st.dates(), st.sampled_from([date.min, date.max]))
ENDS = st.none() | DATES
HEADS = st.integers(1, 9) | st.just(1_000_000)
NAMES = st.sampled_from(["t1", "t2", "t3"])
GROUPS = st.sampled_from([{"contingent": row.contingent, "people": row.skills} for row in MISSION.people])


def rows(table, **columns):
    """Make rows of a table of plans, each of a group that the mission has."""
    fixed = st.fixed_dictionaries(columns)
    return st.lists(st.builds(lambda group, cells: table(**group, **cells), GROUPS, fixed), max_size=6).map(tuple)


SITES, COMMANDS = of("sites"), of("commands")
TOURS = rows(Tour, tour=st.none() | NAMES, heads=HEADS, site=SITES, command=COMMANDS, arrive=DATES, depart=ENDS)
MOVES = rows(Move, tour=NAMES, heads=HEADS, from_site=SITES, to_site=SITES, week=DATES)
REHATS = rows(Rehat, tour=NAMES, heads=HEADS, site=SITES, from_=COMMANDS, to=COMMANDS, week=DATES)
FILLS = rows(Fill, activity=of("activities"), skill=of("skills"), heads=HEADS, from_=DATES, until=ENDS)
ONWARD = rows(Onward, elsewhere=of("elsewhere"), heads=HEADS, from_=DATES, until=ENDS)
HANDOVERS = st.lists(
    st.builds(Handover, activity=of("activities"), from_=COMMANDS, to=COMMANDS, week=DATES), max_size=4
).map(tuple)


def readable(plan):
    """Give every name that a move or a change of command uses to one tour, so that the rules are reached."""
    used = sorted({row.tour for row in (*plan.moves, *plan.rehats)})
    tours = [tour.model_copy(update={"tour": None}) for tour in plan.tours]
    spare = [Tour(contingent="us", people="inf", heads=1, site="base", command="OLD", arrive="2020-02-03")] * len(used)
    tours = [*tours, *spare][: max(len(tours), len(used))]
    tours[: len(used)] = [tour.model_copy(update={"tour": name}) for name, tour in zip(used, tours, strict=False)]
    return plan.model_copy(update={"tours": tuple(tours)})


PLANS = st.builds(
    Plan,
    mission=st.just(MISSION.id),
    tours=TOURS,
    moves=MOVES,
    rehats=REHATS,
    fills=FILLS,
    handovers=HANDOVERS,
    onward=ONWARD,
)


def has_a_verdict(plan):
    """Tell whether a plan is either unreadable, or judged with all goals counted."""
    verdict = verify(MISSION, plan)
    assert verdict == verify(MISSION, plan)
    assert list(verdict.violations) == sorted(verdict.violations)
    assert all(violation.week >= 0 and violation.message for violation in verdict.violations)
    assert all(value >= 0 for value in verdict.goals.values())
    return bool(verdict.unreadable) != (set(verdict.goals) == set(Goal))


@settings(max_examples=60, deadline=None)
@given(PLANS)
def test_any_plan_gets_a_verdict(plan):
    assert has_a_verdict(plan)


@settings(max_examples=60, deadline=None)
@given(PLANS.map(readable))
def test_any_plan_whose_tours_are_named_gets_a_verdict(plan):
    assert has_a_verdict(plan)


def test_an_empty_plan_gets_a_verdict():
    verdict = verify(MISSION, Plan(mission=MISSION.id))
    assert not verdict.is_lawful
    assert set(verdict.goals) == set(Goal)
