"""Every list is enough and no smaller one is: random missions planned again, and the brute force on tiny ones."""

import pytest

from contingent.analysis.ask_relaxed import Goalpost, given_by, lines_of, relaxed
from contingent.analysis.asks import Aim
from contingent.app.find_asks import Wanted, find_asks
from contingent.app.plan_mission import plan_mission
from contingent.domain.vocabulary import Goal
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch
from contingent.verify import verify
from oracle.brute import best_values
from oracle.missions import any_mission, tiny_mission
from oracle.options import TooBigError
from smaller_asks import smaller_lists

ALL = Goalpost(Aim.ESSENTIAL, None, 0)


def with_all_essential(given):
    """Return a mission in which every post is essential, and nothing else is a goal."""
    return given.model_copy(
        update={
            "billets": tuple(b.model_copy(update={"essential": b.count}) for b in given.billets),
            "planning": given.planning.model_copy(update={"goals": (Goal.ESSENTIAL,), "slack": {}}),
        }
    )


def found(given):
    asks, _ = find_asks(given, Wanted(notice=0), limits=Limits(time_limit=20))
    return asks


def planned(given):
    outcome = plan_mission(given, Limits(time_limit=20), Watch())
    assert outcome.verdict is not None
    return outcome.verdict.goals[Goal.ESSENTIAL]


def lists_of_one(given, people, weight):
    """Yield the mission with one pledge of any kind at all its sites, with fewer people, for the whole time."""
    lines = lines_of(given, ALL, 0)
    for key in dict.fromkeys(line.key for line in lines if len(line.skills) <= weight):
        own = tuple(line for line in lines if line.key == key)
        more = relaxed(given, ALL, own).mission
        rows = more.contingents[-len(own) :]
        commands = tuple(dict.fromkeys(c for row in rows for c in row.commands))
        row = rows[0].model_copy(update={"sites": tuple(r.sites[0] for r in rows), "commands": commands})
        for count in range(1, people):
            group = more.people[-len(own)].model_copy(update={"count": count})
            tables = {
                "contingents": (*more.contingents[: -len(own)], row),
                "people": (*more.people[: -len(own)], group),
                "planning": given.planning,
                "targets": given.targets,
            }
            yield more.model_copy(update=tables)


@pytest.mark.parametrize("seed", range(200))
def test_a_random_mission_gets_a_list_that_is_enough_and_no_smaller_one_is(seed):
    given = with_all_essential(any_mission(seed))
    asks = found(given)
    if asks is None:
        assert plan_mission(given, Limits(time_limit=20), Watch()).plan is None
        return
    assert verify(asks.pledged, asks.plan).is_lawful
    assert planned(asks.pledged) == asks.left_amount
    if not asks.is_proven:
        return
    for smaller in smaller_lists(asks):
        assert planned(smaller) > asks.left_amount
    if len(asks.asks) == 1:
        for other in lists_of_one(given, asks.people, asks.rows):
            assert planned(other) > asks.left_amount


@pytest.mark.parametrize("seed", range(24))
def test_one_nation_gives_as_much_as_any_single_one_could(seed):
    given = with_all_essential(any_mission(seed))
    asks, _ = find_asks(given, Wanted(notice=0, max_nations=1), limits=Limits(time_limit=20))
    if asks is None or asks.within is None or asks.within.missed is None:
        assert asks is None or not asks.missed or not given_by(given, lines_of(given, ALL, 0))
        return
    assert len({a.nation for a in asks.asks}) <= 1
    assert planned(asks.pledged) == asks.left_amount
    lines = given_by(given, lines_of(given, ALL, 0))
    for nation in {line.nation for line in lines}:
        everyone = relaxed(given, ALL, tuple(line for line in lines if line.nation == nation)).mission
        whole = everyone.model_copy(update={"planning": given.planning, "targets": given.targets})
        assert planned(whole) >= asks.left_amount
    for smaller in smaller_lists(asks):
        assert planned(smaller) > asks.left_amount


@pytest.mark.parametrize("seed", range(20))
def test_the_brute_force_agrees_on_tiny_missions(seed):
    given = with_all_essential(tiny_mission(seed))
    asks = found(given)
    try:
        if asks is None:
            assert best_values(given) is None
            return
        assert best_values(asks.pledged)[Goal.ESSENTIAL] == asks.left_amount
        for smaller in smaller_lists(asks):
            assert best_values(smaller)[Goal.ESSENTIAL] > asks.left_amount
    except TooBigError:
        assert planned(asks.pledged) == asks.left_amount
