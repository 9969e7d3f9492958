"""Alternatives: as far as a brute force says, never beyond what may be lost, and plainly told where there is none."""

from fractions import Fraction

import pytest

from builders import activity, billet, contingent, fill, handover, in_place, mission, move, plan, rehat, site, tour
from contingent.analysis.alternatives import Alternatives, Ending
from contingent.analysis.alternatives_words import outcome, sentences
from contingent.analysis.distance import distance, footprint
from contingent.analysis.find_alternatives import NotLawfulError, Wanted, alternatives
from contingent.analysis.keeping import Keep, KeepError, read_keep
from contingent.app.find_alternatives import find_alternatives
from contingent.app.plan_mission import plan_mission
from contingent.core.errors import ContingentError
from contingent.domain.plan import Proof
from contingent.domain.vocabulary import Goal
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch
from contingent.verify import verify
from oracle.brute import Oracle
from oracle.missions import tiny_mission
from oracle.options import TooBigError
from oracle.plans import write_plan

NOTHING = Keep(Fraction(0))


def found(m, p, keep=NOTHING, count=1, **more) -> Alternatives:
    return alternatives(m, p, Wanted(keep, count), Limits(time_limit=200), Watch(), **more)


# Distance: hand cases from docs/concepts/alternatives.md


def two_sites():
    return mission(
        site(),
        site("camp"),
        activity(hand_to="NEW"),
        billet(3),
        in_place("us", "USA", 2, commands="OLD NEW", moves=1),
        contingent("es", "ESP", 4, commands="NEW"),
        weeks=6,
    )


def apart(m, one, other):
    return distance(footprint(m, one), footprint(m, other))


def test_one_who_comes_a_week_later_makes_one_person_week():
    m = two_sites()
    one = plan(m, tour("us", 2, -4), tour("es", 1, 3, command="NEW"))
    other = plan(m, tour("us", 2, -4), tour("es", 1, 4, command="NEW"))
    assert (apart(m, one, other).people, apart(m, one, other).holders) == (1, 0)


def test_one_at_another_site_or_under_another_command_counts_at_both_places():
    m = two_sites()
    two = tour("us", 2, -4, name="a")
    given, moved = plan(m, two), plan(m, two, move(two, "camp", 4))
    assert apart(m, given, moved).people == 2 * 2 * 2
    assert apart(m, given, plan(m, two, rehat(two, "NEW", 4))).people == 2 * 2 * 2


def test_an_activity_that_changes_hands_later_counts_its_posts_in_the_weeks_between():
    m = two_sites()
    everybody = (tour("us", 2, -4), tour("es", 3, 1, command="NEW"))
    early, late = plan(m, *everybody, handover(2)), plan(m, *everybody, handover(4))
    never = plan(m, *everybody)
    assert (apart(m, early, late).people, apart(m, early, late).holders) == (0, 3 * 2)
    assert apart(m, early, never).holders == 3 * 4


def test_the_share_is_of_all_that_two_plans_could_differ():
    m = two_sites()
    one, other = plan(m, tour("us", 2, -4)), plan(m, tour("us", 2, -4), tour("es", 1, 3, command="NEW"))
    assert apart(m, one, other).share == Fraction(3, 12 + 15 + 3 * 6)
    assert apart(m, one, one).share == 0


def test_who_fills_which_post_is_left_aside():
    m = two_sites()
    one = plan(m, tour("us", 2, -4), fill("us", 2, 0))
    assert apart(m, one, plan(m, tour("us", 2, -4))).total == 0


# What may be lost


def relieved(tour_min=0):
    """Two who leave when they like from a week on, and do not come back; each week of each costs one of ``release``."""
    force = in_place("us", "USA", 2, tour_min=tour_min, dwell=99)
    return mission(site(), force, weeks=6, release=("USA",), goals=("release",))


@pytest.mark.parametrize(("amount", "least"), [(0, 0), (1, 1), (5, 5), (12, 12)])
def test_a_loss_is_allowed_up_to_the_amount_and_no_further(amount, least):
    m = relieved()
    answer = found(m, plan(m, tour("us", 2, -4, 0)), Keep(amounts={Goal.RELEASE: Fraction(amount)}))
    assert [one.least for one in answer.found] == ([least] if least else [])
    assert all(one.is_proven and one.verdict.goals[Goal.RELEASE] == amount for one in answer.found)
    assert answer.ending is (Ending.ALL if least else Ending.NO_OTHER)


@pytest.mark.parametrize(("share", "more"), [("0%", 0), ("12%", 0), ("12.5%", 1), ("25%", 2), ("200%", 4)])
def test_a_share_is_of_the_value_and_rounded_down(share, more):
    m = relieved(tour_min=8)
    answer = found(m, plan(m, tour("us", 2, -4, 4)), read_keep([share], m.planning.goals))
    assert answer.limits[Goal.RELEASE] == 8 * (1 + Fraction(share.removesuffix("%")) / 100)
    assert [one.least for one in answer.found] == ([more] if more else [])
    assert [one.verdict.goals[Goal.RELEASE] for one in answer.found] == ([8 + more] if more else [])


def test_with_nothing_to_lose_the_goals_of_a_best_plan_stay_as_they_are():
    m = mission(
        site(),
        activity(),
        billet(1),
        contingent("es", "ESP", 1),
        contingent("it", "ITA", 1),
        weeks=4,
        goals=("coverage",),
    )
    best = plan_mission(m, Limits(), Watch()).plan
    answer = find_alternatives(m, best, ("0%",), 1, Limits(time_limit=10))
    other = answer.found[0]
    assert other.verdict.goals[Goal.COVERAGE] == 0
    assert {t.contingent for t in best.tours} != {t.contingent for t in other.plan.tours} or other.least == 4
    assert other.is_proven
    assert other.plan.goals[0].proof is Proof.OPTIMAL


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("one", "cannot be read"),
        ("5", "no share"),
        ("-1%", "below 0"),
        ("relase=1%", "no goal of this mission"),
        ("1/0", "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told(word, says):
    with pytest.raises(KeepError, match=says):
        read_keep([word], (Goal.RELEASE,))


def test_what_is_said_of_one_goal_wins():
    keep = read_keep(["2%", "release=5%", "coverage=10"], tuple(Goal))
    assert keep.most(Goal.HANDOVER, Fraction(100)) == 102
    assert keep.most(Goal.RELEASE, Fraction(100)) == 105
    assert keep.most(Goal.COVERAGE, Fraction(0)) == 10


# Endings


def test_a_plan_that_is_the_only_one_is_proved_to_be():
    m = mission(site(), in_place("us", "USA", 2, tour_min=99), weeks=4, goals=("turbulence",))
    answer = found(m, plan(m, tour("us", 2, -4)), count=3)
    assert answer.found == ()
    assert answer.ending is Ending.NO_OTHER
    assert "the plan is the only one" in outcome(answer)
    assert not answer.is_partial


def test_when_there_are_fewer_than_asked_that_is_proved_too():
    m = mission(
        site(), in_place("us", "USA", 1, tour_min=7), weeks=4, goals=("turbulence",)
    )  # stay, or leave in week 3
    answer = found(m, plan(m, tour("us", 1, -4)), Keep(amounts={Goal.TURBULENCE: Fraction(1)}), count=3)
    assert [one.least for one in answer.found] == [1]
    assert answer.ending is Ending.NO_OTHER


def test_a_stop_is_heard():
    m = relieved()
    watch = Watch()
    watch.stop.set()
    answer = alternatives(m, plan(m, tour("us", 2, -4, 4)), Wanted(), Limits(), watch)
    assert (answer.found, answer.ending, answer.is_partial) == ((), Ending.TIME, True)
    assert "not proved" in outcome(answer)


def test_a_stop_keeps_the_alternatives_found_so_far():
    m = relieved()
    watch = Watch()
    keep = Keep(amounts={Goal.RELEASE: Fraction(12)})
    given = plan(m, tour("us", 2, -4, 0))
    answer = alternatives(
        m, given, Wanted(keep, 3), Limits(), watch, lambda line: watch.stop.set() if "apart" in line else None
    )
    assert [one.least for one in answer.found] == [12]
    assert (answer.ending, answer.is_partial) == (Ending.TIME, True)
    assert "1 alternative of 3" in outcome(answer)


def test_an_unlawful_plan_is_no_measure():
    m = relieved()
    with pytest.raises(NotLawfulError, match="not lawful"):
        found(m, plan(m, tour("us", 1, -4, 4)))


def test_too_many_are_refused():
    m = relieved()
    with pytest.raises(ContingentError, match="Ask for 1 to 4"):
        found(m, plan(m, tour("us", 2, -4, 4)), count=5)


def test_a_bound_is_carried_on_until_a_goal_is_worse():
    m = mission(
        site(),
        activity(),
        billet(1),
        in_place("us", "USA", 2),
        weeks=4,
        release=("USA",),
        goals=("coverage", "release", "turbulence"),
    )
    best = plan_mission(m, Limits(), Watch()).plan
    answer = find_alternatives(m, best, ("0%", "release=2", "turbulence=2"), 1, Limits(time_limit=10))
    results = {result.goal: result for result in answer.found[0].plan.goals}
    assert results[Goal.COVERAGE].proof is Proof.OPTIMAL
    assert results[Goal.RELEASE].bound == 4
    assert results[Goal.RELEASE].value == 6
    assert results[Goal.RELEASE].proof is Proof.BOUNDED
    assert (results[Goal.TURBULENCE].bound, results[Goal.TURBULENCE].proof) == (None, Proof.UNKNOWN)


def test_the_sentences_name_contingent_number_place_and_weeks():
    m = relieved()
    answer = found(m, plan(m, tour("us", 2, -4, 0)), Keep(amounts={Goal.RELEASE: Fraction(12)}))
    told = " ".join(sentences(answer, 1))
    assert "us (USA): 12 person-weeks more at base under OLD (2020-01-06 to 2020-02-17)" in told
    assert "Proved: within the limits no plan is farther." in told
    assert "loses in release (0 to 12)" in told


# Against the brute force


def drawn(first, last, most):
    """Yield oracles of tiny missions with more than a few, and not too many plans."""
    for seed in range(first, last):
        try:
            oracle = Oracle(tiny_mission(seed), tell_apart=True)
        except TooBigError:
            continue
        if 3 <= len(oracle.choices) * len(oracle.handovers) <= most and oracle.best is not None:
            yield oracle


def where(oracle, p):
    """Say who is where under whom in each week of a plan, and who holds what, from its rows alone."""
    calendar, heads = oracle.mission.calendar, {}
    for row in p.tours:
        end = calendar.weeks if row.depart is None else calendar.week(row.depart)
        moves = [(calendar.week(x.week), x.to_site) for x in p.moves if x.tour == row.tour]
        changes = [(calendar.week(x.week), x.to) for x in p.rehats if x.tour == row.tour]
        for week in range(max(0, calendar.week(row.arrive)), end):
            at = [row.site, *(s for w, s in sorted(moves) if w <= week)][-1]
            under = [row.command, *(c for w, c in sorted(changes) if w <= week)][-1]
            key = (row.contingent, frozenset(row.people), at, under, week)
            heads[key] = heads.get(key, 0) + row.heads
    for row in oracle.mission.activities:
        handed = [calendar.week(x.week) for x in p.handovers if x.activity == row.id]
        for week in calendar.span(row.from_, row.until):
            posts = sum(
                b.count
                for b in oracle.mission.billets
                if b.activity == row.id and week in calendar.span(b.from_, b.until)
            )
            if handed and handed[0] <= week:
                heads[row.id, week] = max(1, posts)
    return heads


def differ(one, other):
    return sum(abs(one.get(key, 0) - other.get(key, 0)) for key in one.keys() | other.keys())


def within(oracle, most):
    """Yield all plans that rise to no more than the limits, as ``where`` says them."""
    goals = oracle.mission.planning.goals
    for witnesses in oracle.fronts():
        good = [w for vector, w in witnesses.items() if all(v <= most[g] for g, v in zip(goals, vector, strict=True))]
        if good:
            yield where(oracle, write_plan(oracle, good[0]))


@pytest.mark.parametrize("chunk", [(7000, 7006), (7012, 7018), (7024, 7030)], ids=str)
def test_alternatives_are_as_far_as_the_brute_force_says(chunk):
    seen = 0
    for oracle in drawn(*chunk, most=300):
        m, given = oracle.mission, write_plan(oracle, oracle.best.witness)
        assert verify(m, given).is_lawful
        keep = Keep(Fraction(1, 4), amounts={Goal.RELEASE: Fraction(3), Goal.TURBULENCE: Fraction(2)})
        answer = found(m, given, keep, count=2)
        plans = list(within(oracle, answer.limits))
        known = [where(oracle, given)]
        for one in answer.found:
            assert max(min(differ(p, k) for k in known) for p in plans) == one.least == one.at_most, m.id
            known.append(where(oracle, one.plan))
            assert [differ(known[-1], k) for k in known[:-1]] == [d.total for d in one.distances], m.id
            seen += 1
        if len(answer.found) < 2:
            assert answer.ending is Ending.NO_OTHER
            assert max(min(differ(p, k) for k in known) for p in plans) == 0, m.id
    assert seen


@pytest.mark.parametrize("seed", range(7100, 7106))
def test_a_searched_alternative_keeps_the_limits_and_its_bound_holds(seed):
    m = tiny_mission(seed)
    given = plan_mission(m, Limits(), Watch()).plan
    if given is None:
        return
    keep = Keep(Fraction(1, 2), amounts={Goal.RELEASE: Fraction(4)})
    exact, searched = found(m, given, keep), found(m, given, keep, large=0)
    most = exact.found[0].least if exact.found else 0
    for one in searched.found:
        assert one.least <= most <= one.at_most
        assert all(one.verdict.goals[goal] <= limit for goal, limit in searched.limits.items())
    if not searched.found:
        assert searched.ending is Ending.TIME or most == 0


def test_the_same_call_gives_the_same_plans():
    m = relieved()
    given = plan(m, tour("us", 2, -4, 4))
    keep = Keep(Fraction(1, 4))
    for large in (0, 12_000):
        one, other = (found(m, given, keep, count=2, large=large) for _ in range(2))
        assert one.found
        assert [a.plan for a in one.found] == [a.plan for a in other.found]
