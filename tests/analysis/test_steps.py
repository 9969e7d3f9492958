"""One unit more of each kind of limit, and the limit lifted: what each is worth in a case reckoned by hand."""

import pytest

from builders import (
    activity,
    billet,
    caveat,
    ceiling,
    condition,
    consent,
    contingent,
    enabler,
    in_place,
    lift,
    mandate,
    mission,
    site,
    target,
)
from contingent.analysis.limit import LimitKind
from contingent.analysis.priced import lifted, priced_limits, stepped
from contingent.app.find_worth import find_worth
from contingent.app.plan_mission import plan_mission
from contingent.domain.vocabulary import Goal
from contingent.solve.limits import Limits
from contingent.solve.watch import Watch
from contingent.verify import verify
from oracle.missions import any_mission

ONE = (site(), activity(), billet())
MANY = (site(), activity(), billet(20))
ES = contingent("es", "ESP")
HANDED = (site(), activity(hand_to="NEW"), billet(essential=1))

CASES = {
    "ceiling": ((*MANY, contingent("es", "ESP", 30), ceiling(5)), "coverage", 10 * 8, 15 * 8),
    "mandate-number": ((*MANY, contingent("es", "ESP", 30), mandate("ESP", 5)), "coverage", 10 * 8, 15 * 8),
    "beds": ((site(beds=5), *MANY[1:], contingent("es", "ESP", 30)), "coverage", 10 * 8, 15 * 8),
    # 5 seats: 15, 10 and 5 posts are empty in the first weeks; 15 seats: 5 in the first.
    "lift": ((*MANY, contingent("es", "ESP", 30), lift(5)), "coverage", 25, 30),
    "opens": ((site(opens=4), *ONE[1:], ES), "coverage", 2, 4),
    "closes": ((site(closes=4), *ONE[1:], ES), "coverage", 2, 4),
    "overlap": ((site(overlap=3), *ONE[1:], ES), "coverage", 1, 3),
    "enabler": (
        (site(), activity(), billet(3), contingent("es", "ESP", 3), contingent("md", "ESP", 1, "med"),
         enabler(per=2)),
        "coverage", 8, 8,
    ),
    "caveat": ((*ONE, ES, caveat("ESP", "kind:training")), "coverage", 8, 8),
    "condition": ((*ONE, ES, condition("es", "vote", expected=3)), "coverage", 2, 3),
    "consent": ((*ONE, ES, consent(status="refused", until=3)), "coverage", 2, 3),
    "from": ((*ONE, contingent("es", "ESP", from_=3)), "coverage", 2, 3),
    "until": ((*ONE, contingent("es", "ESP", until=3)), "coverage", 2, 5),
    "notice": ((*ONE, contingent("es", "ESP", notice_days=35)), "coverage", 4, 5),
    "mandate-time": ((*ONE, ES, mandate("ESP", until=3)), "coverage", 2, 5),
    "mandate-place": ((*ONE, ES, site("other"), mandate("ESP", sites="other")), "coverage", 8, 8),
    "state": ((*ONE, contingent("es", "ESP", state="indicated")), "coverage", 8, 8),
    "sites": ((*ONE, site("other"), contingent("es", "ESP", sites="other")), "coverage", 8, 8),
    "commands": ((*ONE, contingent("es", "ESP", commands="NEW")), "coverage", 8, 8),
    "moves": (
        (site(), site("other"), activity(site="other"), billet(), in_place("es", "ESP", moves=0, dwell=104)),
        "coverage", 8, 8,
    ),
    "tour-max": ((*ONE, contingent("es", "ESP", tour_max=3, dwell=104)), "coverage", 2, 5),
    # [0, 3) and from 7, or from 5.
    "dwell": ((*ONE, contingent("es", "ESP", tour_max=3, dwell=4)), "coverage", 2, 4),
    "rotations": ((*ONE, contingent("es", "ESP", tour_max=3, dwell=104)), "coverage", 3, 5),
    "indivisible": (
        (site(), activity(), billet(3), contingent("es", "ESP", 3, indivisible=True), ceiling(2)),
        "coverage", 16, 16,
    ),
    # There since four weeks before the start: until week 8, then until week 6.
    "tour-min": ((site(), in_place("us", "USA", tour_min=12)), "release", 2, 8),
    "rehat-from": (
        (*HANDED, in_place("us", "USA", commands="OLD NEW", rehat_from=5, dwell=104)), "handover", 2, 5,
    ),
    "earliest": (
        (site(), activity(hand_to="NEW", earliest=5), billet(), ES), "handover", 2, 5,
    ),
    "latest": (
        (site(), activity(hand_to="NEW", latest=3), billet(essential=1),
         contingent("es", "ESP", commands="NEW", from_=5)),
        "handover", 3, 3,
    ),
    "with": (
        (*HANDED, site("far"), activity("far", "far", hand_to="NEW", with_="train"), billet(1, 1, "far", "med"),
         contingent("es", "ESP", commands="NEW")),
        "handover", 8, 8,
    ),
    "must": ((*ONE, ES, target("strength", 0, "<=", who="ESP", must=True)), "coverage", 8, 8),
    "people": ((site(), activity(), billet(3), ES), "coverage", 8, 16),
}  # fmt: skip


def worth_of(kind, rows, goal, **planning):
    given = mission(*rows, goals=(goal,), release=("USA",), **planning)
    worths, why = find_worth(given, only=(LimitKind(kind),), limits=Limits(time_limit=120))
    assert worths is not None, why
    [row] = [r for r in worths.rows if not r.of_lifting.is_nothing]
    return row


@pytest.mark.parametrize("kind", CASES)
def test_one_unit_more_and_the_whole(kind):
    rows, goal, step, whole = CASES[kind]
    row = worth_of(kind, rows, goal)
    for worth, expected in ((row.of_step, step), (row.of_lifting, whole)):
        [amount] = worth.amounts
        assert (amount.least, amount.most) == (expected, expected)


def test_a_consent_that_comes_late_and_silence_that_refuses():
    rows = (*ONE, ES, consent(from_=3))
    row = worth_of("consent-time", rows, "coverage", consent_default="refused")
    assert [w.amounts[0].least for w in (row.of_step, row.of_lifting)] == [2, 3]
    row = worth_of("consent-default", (*ONE, ES), "coverage", consent_default="refused")
    assert (row.step, row.of_step.amounts[0].least) == ("lifted", 8)


def test_every_kind_of_limit_has_a_case():
    assert set(CASES) | {"consent-time", "consent-default"} == set(LimitKind)


def test_an_enabler_that_is_one_less_may_be_none():
    rows = (site(), activity(), billet(3), contingent("es", "ESP", 3), enabler(minimum=1))
    row = worth_of("enabler", rows, "coverage")
    assert row.of_step.amounts[0].least == 24


def test_a_refusal_without_a_day_is_yes_or_no():
    row = worth_of("consent", (*ONE, ES, consent(status="refused")), "coverage")
    assert (row.step, row.of_step.amounts[0].least) == ("lifted", 8)


def test_a_longer_mandate_keeps_its_number_where_nobody_could_be_before():
    rows = (*MANY, contingent("es", "ESP", 30), mandate("ESP", 5, until=3))
    row = worth_of("mandate-time", rows, "coverage")
    assert row.of_step.amounts[0].least == 2 * 5


def test_a_longer_mandate_takes_nothing_from_another_one():
    rows = (*MANY, contingent("es", "ESP", 30), mandate("ESP", 5, until=3), mandate("ESP", 9, from_=3))
    given = mission(*rows, goals=("coverage",))
    worths, _ = find_worth(given, only=(LimitKind.MANDATE_TIME,), limits=Limits(time_limit=120))
    of_step = {r.priced.limit.index: r.of_step.amounts[0].least for r in worths.rows}
    # The first adds nothing, as 9 may be there anyway; the second adds its weeks to those in which 5 may be.
    assert of_step == {0: 0, 1: 0}


@pytest.mark.parametrize("seed", range(40))
def test_no_step_and_no_lifting_forbids_what_was_allowed(seed):
    given = any_mission(seed)
    plan = plan_mission(given, Limits(time_limit=5), Watch()).plan
    if plan is None:
        return
    values = verify(given, plan).goals
    for priced in priced_limits(given):
        for changed in (stepped(given, priced)[1], lifted(given, [priced])):
            verdict = verify(changed, plan)
            assert verdict.is_lawful, (priced.limit, verdict)
            assert {g: verdict.goals[g] for g in Goal} == {g: values[g] for g in Goal}, priced.limit
