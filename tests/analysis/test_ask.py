"""What further pledges reach an aim: hand cases, the plan with them, and a brute force over smaller lists."""

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builders import activity, billet, ceiling, consent, contingent, day, in_place, mandate, mission, site, target
from contingent.analysis.ask_bound import Least, Prover
from contingent.analysis.ask_count import missed, missing_posts
from contingent.analysis.ask_needed import all_needed
from contingent.analysis.ask_relaxed import Goalpost, lines_of, relaxed
from contingent.analysis.asks import Aim
from contingent.app.find_asks import Wanted, find_asks
from contingent.app.plan_mission import plan_mission
from contingent.domain.vocabulary import Goal
from contingent.files import read_mission
from contingent.report.asks import summary
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch
from contingent.verify import verify
from smaller_asks import smaller_lists

MISSIONS = Path(__file__).parents[2] / "missions"
ALL = Goalpost(Aim.COVERAGE, None, 0)


def asked(given, wanted=None):
    asks, why = find_asks(given, wanted or Wanted(Aim.COVERAGE), limits=Limits(time_limit=20))
    assert asks is not None, why
    return asks


def rows(asks):
    return [(a.skill, a.number, a.site, a.from_, a.until) for a in asks.asks]


def replanned(pledged):
    outcome = plan_mission(pledged, Limits(time_limit=20), Watch())
    assert outcome.plan is not None
    assert verify(pledged, outcome.plan).is_lawful
    return outcome.plan


def test_nothing_is_asked_where_nothing_is_missed():
    asks = asked(mission(site(), activity(), billet(2), contingent("es", "ESP", 2)))
    assert (asks.asks, asks.missed, asks.is_proven) == ((), 0, True)


def test_posts_without_anybody_are_asked_for_from_the_first_week_to_the_last():
    asks = asked(mission(site(), activity(), billet(3), contingent("es", "ESP", 2), weeks=6))
    assert rows(asks) == [("inf", 1, "base", day(0), None)]
    assert asks.is_proven
    assert (asks.least_rows, asks.least_people) == (1, 1)


def test_only_the_weeks_that_are_missed_are_asked_for():
    asks = asked(mission(site(), activity(), billet(2), contingent("es", "ESP", 2, until=4), weeks=6))
    assert rows(asks) == [("inf", 2, "base", day(4), None)]


def test_overlap_and_notice_are_counted_back():
    given = mission(site(overlap=2), activity(from_=5), billet(1), weeks=8)
    asks = asked(given, Wanted(Aim.COVERAGE, notice=14))
    (ask,) = asks.asks
    assert (ask.from_, ask.decide_by) == (day(3), day(1))
    assert ask.decide_by == ask.from_ - timedelta(days=14)


def test_what_nobody_can_reach_in_time_is_named_and_left_out():
    asks = asked(mission(site(overlap=2), activity(), billet(1), weeks=6))
    assert rows(asks) == [("inf", 1, "base", day(0), None)]
    assert asks.left_amount == 2
    (left,) = asks.left
    assert (left.from_, left.until, left.amount) == (day(0), day(2), 1)


def test_essential_posts_are_the_smaller_aim():
    given = mission(site(), activity(), billet(5, essential=2), weeks=4)
    assert rows(asked(given, Wanted(Aim.ESSENTIAL))) == [("inf", 2, "base", day(0), None)]
    assert rows(asked(given)) == [("inf", 5, "base", day(0), None)]


def test_the_aim_counts_from_the_day_that_is_given():
    given = mission(site(), activity(), billet(1), weeks=6)
    assert rows(asked(given, Wanted(Aim.COVERAGE, by=day(3)))) == [("inf", 1, "base", day(3), None)]


def test_a_missed_target_is_reached():
    given = mission(site(), activity(), billet(4), target("coverage", 50), weeks=4)
    name = given.targets[0].id
    assert rows(asked(given, Wanted(Aim.TARGET, name))) == [("inf", 2, "base", day(0), None)]


def test_a_change_of_a_ceiling_is_offered_with_its_figure():
    given = mission(site(), activity(), billet(3), contingent("es", "ESP", 3), ceiling(2), weeks=4)
    asks = asked(given)
    assert asks.asks == ()
    assert asks.left_amount == 4
    (other,) = asks.alternatives
    assert (other.table, other.left) == ("ceilings", 0)
    assert "Raise it by 1 people in 4 weeks" in other.change


def test_a_late_consent_is_offered_with_the_host_as_owner():
    given = mission(
        site(), activity(), billet(1), contingent("es", "ESP", 1), consent(status="refused", until=3), weeks=5
    )
    asks = asked(given)
    assert asks.left_amount == 3
    assert [(x.table, x.owner, x.left) for x in asks.alternatives] == [("consents", given.host, 0)]


def test_nations_are_told_with_what_speaks_for_and_against_them():
    given = mission(
        site(),
        activity(),
        billet(5),
        contingent("es", "ESP", 2),
        contingent("pt", "PRT", 2),
        contingent("us", "USA", 3, "med"),
        consent(who="PRT", status="refused"),
        weeks=4,
    )
    (ask,) = asked(given).asks
    could = {g.nation: g.can for g in ask.givers}
    assert could["ESP"]
    assert not could["PRT"]
    assert not could["USA"]
    assert ask.givers[0].nation == "ESP"


def parts(ask):
    return [(p.site, p.number, p.from_, p.until) for p in ask.parts]


def test_two_sites_are_one_ask_with_a_number_for_each():
    two = (site(), site("north"), activity(), activity("teach", site="north"))
    (ask,) = asked(mission(*two, billet(1), billet(2, activity="teach"), weeks=4)).asks
    assert (ask.skills, ask.number, ask.sites) == (("inf",), 3, ("base", "north"))
    assert parts(ask) == [("base", 1, day(0), None), ("north", 2, day(0), None)]


@pytest.mark.parametrize(("overlap", "number"), [(0, 2), (1, 4)], ids=["at-once", "with-overlap"])
def test_the_same_people_serve_one_site_after_the_other_only_after_a_new_overlap(overlap, number):
    sites = (site(), site("north", overlap), activity(until=3), activity("teach", site="north", from_=3))
    asks = asked(mission(*sites, billet(2), billet(2, activity="teach"), weeks=6))
    (ask,) = asks.asks
    assert (ask.number, asks.left_amount) == (number, 0)
    assert parts(ask) == [("base", 2, day(0), day(3)), ("north", 2, day(3 - overlap), None)]
    assert (asks.least_rows, asks.least_people) == (1, number)


BOTH = contingent("both", "PRT", 1, "inf med", state="indicated")
"""People with two skills whom nobody counts yet."""


def test_people_with_two_skills_are_asked_for_where_fewer_are_enough():
    posts = (site(), activity(), billet(1, until=2), billet(1, skill="med", from_=2))
    asks = asked(mission(*posts, BOTH, weeks=4))
    assert [(a.skills, a.number) for a in asks.asks] == [(("inf", "med"), 1)]
    assert (asks.rows, asks.least_rows, asks.is_proven) == (2, 2, True)


def test_nobody_is_asked_to_have_two_skills_where_one_each_would_do():
    posts = (site(), activity(), billet(1), billet(1, skill="med"))
    asks = asked(mission(*posts, BOTH, weeks=4))
    assert sorted((a.skills, a.number) for a in asks.asks) == [(("inf",), 1), (("med",), 1)]


def test_nobody_is_asked_for_whom_no_nation_has():
    posts = (site(), activity(), billet(1, until=2), billet(1, skill="med", from_=2))
    asks = asked(mission(*posts, weeks=4))
    assert sorted((a.skills, a.number) for a in asks.asks) == [(("inf",), 1), (("med",), 1)]


def test_an_ask_that_no_nation_can_give_as_a_whole_is_shared_by_site():
    given = mission(
        site(), site("north"), activity(), activity("teach", site="north"), billet(3), billet(3, activity="teach"),
        contingent("es", "ESP", 1), contingent("pt", "PRT", 1),
        consent("ESP", "refused", where="north"), consent("PRT", "refused", where="base"), weeks=4,
    )  # fmt: skip
    asks = asked(given)
    (ask,) = asks.asks
    assert {g.nation: (g.can, g.sites) for g in ask.givers if g.pool} == {
        "ESP": (False, ("base",)),
        "PRT": (False, ("north",)),
    }
    assert set(asks.nations) == {"ESP", "PRT"}
    assert "ESP at base, PRT at north" in asks.nations_words


def test_nations_that_could_give_each_but_not_both_are_not_said_to_give_the_whole():
    posts = (site(), activity(), billet(3), billet(2, skill="med"))
    off = (contingent("es-2", "ESP", 1, "med", state="indicated"), contingent("pt", "PRT", 1, "med", state="indicated"))
    given = mission(*posts, contingent("es", "ESP", 1), *off, mandate("ESP", 3), weeks=4)
    asks = asked(given)
    assert all("ESP" in [g.nation for g in a.givers if g.can] for a in asks.asks)
    assert set(asks.nations) == {"ESP", "PRT"}


ROOM = (mandate("ESP", 2), mandate("PRT", 3), mandate("USA", 3))
"""One is at most in room: none of them can give four people, any two can."""


def nations_of(asks):
    return {a.nation for a in asks.asks}


@pytest.mark.parametrize(("most", "left"), [(1, 4), (2, 0), (3, 0)])
def test_the_list_is_one_that_so_many_nations_can_give(most, left):
    pledges = (contingent(x.lower(), x, 1, state="indicated") for x in ("ESP", "PRT", "USA"))
    asks = asked(
        mission(site(), activity(), billet(4), *pledges, *ROOM, weeks=4), Wanted(Aim.COVERAGE, max_nations=most)
    )
    within = asks.within
    assert (within.missed, within.without, within.reaches, within.is_proven) == (left, 0, not left, True)
    assert asks.left_amount == left
    assert (len(nations_of(asks)), asks.people) == (min(most, 2), 4 if most > 1 else 3)
    assert set(asks.nations) == nations_of(asks)
    assert missed(asks.pledged, replanned(asks.pledged), ALL) == left


def test_fewer_nations_may_need_a_longer_list():
    posts = (site(), activity(), billet(1, until=2), billet(1, skill="med", from_=2))
    off = (contingent(x, "ESP", 1, x, state="indicated") for x in ("inf", "med"))
    given = mission(*posts, *off, BOTH, consent("PRT", "refused", until=1), weeks=4)
    free, few = asked(given), asked(given, Wanted(Aim.COVERAGE, max_nations=1))
    assert (free.people, few.people) == (1, 2)
    assert nations_of(few) == {"ESP"}
    assert few.within.is_proven


def test_where_no_nation_has_such_people_that_is_said():
    asks = asked(mission(site(), activity(), billet(1), weeks=4), Wanted(Aim.COVERAGE, max_nations=1))
    assert (asks.within.missed, asks.within.reaches, asks.within.is_proven) == (None, False, True)
    assert "no nation of the mission has such people" in " ".join(summary(asks))


CASES = {
    "people": (site(), activity(), billet(3), contingent("es", "ESP", 2)),
    "two-skills": (site(), activity(), billet(1), billet(2, skill="med"), contingent("es", "ESP", 1)),
    "two-sites": (
        site(), site("north"), activity(), activity("teach", site="north"), billet(1), billet(2, activity="teach"),
    ),
    "ceiling": (site(), activity(), billet(3), contingent("es", "ESP", 1), ceiling(2)),
    "until": (site(), activity(), billet(2), contingent("es", "ESP", 2, until=2)),
    "in-place": (site(overlap=1), activity(), billet(2), in_place("us", "USA", 2, until=3)),
    "swap": (
        site(), activity(), billet(1), billet(1, skill="med"), contingent("es", "ESP", 1, "inf med"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_slice_proves_as_much_as_the_whole_mission(name):
    given = mission(*CASES[name], weeks=5)
    asks = asked(given)
    everything = relaxed(given, ALL, lines_of(given, ALL, None))
    missing = missing_posts(given, asks.known, ALL)
    end = time.monotonic() + 10
    prover = Prover.of(everything, ALL, missing, asks.left_amount, end, lambda: False)
    assert prover.least(asks.asks) == Least(asks.left_amount, asks.rows, asks.people)


@pytest.mark.parametrize("name", CASES)
def test_the_list_is_enough_and_no_smaller_list_is(name):
    given = mission(*CASES[name], weeks=5)
    asks = asked(given)
    assert asks.is_proven
    plan = replanned(asks.pledged)
    assert missed(asks.pledged, plan, ALL) == asks.left_amount
    for smaller in smaller_lists(asks):
        assert missed(smaller, replanned(smaller), ALL) > asks.left_amount


def test_the_goals_of_the_mission_do_not_matter_to_what_is_asked():
    given = mission(site(), activity(), billet(3, essential=1), weeks=4)
    other = given.model_copy(update={"planning": given.planning.model_copy(update={"goals": (Goal.TURBULENCE,)})})
    assert rows(asked(given)) == rows(asked(other))


@pytest.mark.parametrize(("more", "answer"), [(0, True), (1, False)], ids=["as-asked", "one-too-many"])
def test_whether_nobody_can_be_spared_is_asked_of_the_engine(more, answer):
    given = mission(site(), activity(), billet(3), contingent("es", "ESP", 1), weeks=4)
    asks = asked(given)
    wide = asks.pledged.model_copy(
        update={
            "people": tuple(
                p.model_copy(update={"count": p.count + more}) if p.contingent == "ask-1" else p
                for p in asks.pledged.people
            )
        }
    )
    listed = tuple(replace(a, number=a.number + more) for a in asks.asks)
    before = missing_posts(given, replanned(given), ALL)
    after = missing_posts(asks.pledged, asks.plan, ALL)
    end = time.monotonic() + 10
    assert all_needed(wide, asks.plan, listed, before, after, end, lambda: False) is answer


def test_the_first_mission_needs_one_more_instructor():
    given = read_mission(MISSIONS / "first").mission
    asks = asked(given)
    assert [(a.skill, a.number, a.site) for a in asks.asks] == [("instructor", 1, "school")]
    assert asks.is_proven
    again = asks.pledged.model_copy(
        update={"planning": given.planning.model_copy(update={"goals": (Goal.COVERAGE,), "slack": {}})}
    )
    assert missed(again, replanned(again), ALL) == 0
    assert asks.asks[0].givers[0].nation == "ESP"
