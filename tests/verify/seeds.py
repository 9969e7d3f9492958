"""Lawful plans to be broken: one rich mission with every kind of limit, in many sizes, planned by hand."""

from random import Random

from builders import (
    activity,
    billet,
    caveat,
    ceiling,
    condition,
    consent,
    contingent,
    enabler,
    fill,
    handover,
    in_place,
    lift,
    mandate,
    mission,
    move,
    nation,
    need,
    onward,
    people,
    plan,
    rehat,
    site,
    skill,
    target,
    tour,
)
from contingent.domain.mission import Mission
from contingent.domain.plan import Plan


def lawful(seed: int) -> tuple[Mission, Plan]:
    """Return a mission and a lawful plan of it.

    Americans hand a training activity to Spaniards; Germans change command where they stand; Italians move when their
    site closes; a French unit rotates whole; Poles and Dutch guard and heal; Danes come only with the Spaniards;
    Norwegians wait for a vote; Swedes have a window and a mandate that ends. The British have not offered yet.
    """
    rng = Random(seed)  # noqa: S311 - test data, no secret
    size, overlap = rng.randint(3, 8), rng.randint(2, 3)
    takes, closes, rotates, vote = (rng.randint(*ends) for ends in ((10, 14), (18, 22), (3, 6), (6, 8)))
    weeks = rng.randint(35, 38)
    of = mission(
        *_frame(size, overlap, takes, closes, vote, rotates),
        *_forces(size, overlap, takes, vote, weeks),
        *_limits(size, takes),
        weeks=weeks,
        consent_default="refused",
        release=("USA",),
        counts_from="offered",
    )
    return of, _plan(of, size, overlap, takes, closes, rotates, vote)


def _frame(size, overlap, takes, closes, vote, rotates):
    return [
        nation("ESP", "nato", 2),
        nation("DEU", "nato", 3),
        nation("USA", "nato", 5),
        nation("SWE", "", 1),
        skill("fp", enabler=True),
        site(overlap=overlap, beds=300),
        site("far", overlap, closes=closes),
        site("gulf", 1, host="KWT", beds=40),
        site("shut", closes=2),
        site("remote"),
        activity(hand_to="NEW", earliest=takes - 1, latest=takes + 2, with_="school"),
        activity("school", hand_to="NEW"),
        activity("patrol", "far", kind="guarding", until=closes),
        activity("advise", kind="advice", from_=closes + overlap),
        activity("air", "gulf", kind="airdef", from_=rotates + 1, until=rotates + 28),
        activity("build", kind="works", from_=vote + overlap, until=vote + 15),
        billet(size, size - 1),
        billet(2, 1, "school"),
        billet(1, 1, "school", "med"),
        billet(3, 0, "patrol"),
        billet(3, 1, "advise"),
        billet(3, 1, "air"),
        billet(2, 0, "build", "eng"),
        enabler("fp", per=5, minimum=1),
        enabler("med", minimum=1),
    ]


def _forces(size, overlap, takes, vote, weeks):
    comes = takes - overlap
    return [
        *in_place("us", "USA", size, support="0.1"),
        *contingent(
            "es",
            "ESP",
            size,
            commands="NEW",
            notice_days=7 * (comes - 1) + 3,
            tour_min=8,
            tour_max=weeks - comes,
            sites="base far",
            indivisible=True,
            support="0.25",
            rotations=2,
        ),
        *in_place("de", "DEU", 2, commands="OLD NEW", rehat_from=takes - 2, moves=2),
        people("de", 1, "med"),
        *in_place("it", "ITA", 3, moves=2),
        *contingent("fr", "FRA", 3, rotations=2, dwell=4, tour_max=12, tour_min=5, indivisible=True, commands="OLD"),
        people("fr", 1, "med inf"),
        *in_place("pl", "POL", 5, "fp"),
        *in_place("nl", "NLD", 1, "med fp"),
        *contingent("dk", "DNK", commands="NEW OLD"),
        *contingent("no", "NOR", 2, "eng", commands="OLD NEW", rehat_from=vote),
        *contingent("se", "SWE", 2, commands="OLD NEW", from_=5, until=30),
        *contingent("gb", "GBR", 5, state="indicated"),
        condition("dk", "present-with", "es"),
        condition("no", "vote", "Stortinget", expected=vote),
    ]


def _limits(size, takes):
    return [
        caveat("DEU", "site:far"),
        caveat("SWE", "kind:guarding"),
        caveat("no", "command:NEW"),
        caveat("es", "activity:school", from_=2),
        *(consent(where=where) for where in ("base", "far", "shut")),
        consent("NEW", "refused", what="training", until=takes - 1),
        consent("FRA", "refused", where="base"),
        consent("SWE", "refused", what="school"),
        consent("NOR", "pending", where="base"),
        consent(host="KWT", where="gulf"),
        consent("POL", "refused", host="KWT"),
        mandate("ESP", 2 * size, sites="base"),
        mandate("SWE", 3, until=30),
        mandate("SWE", 2, from_=8, until=12, sites="base"),
        ceiling(60, where="IRQ"),
        ceiling(30, "NEW"),
        ceiling(40, "nato", where="base"),
        ceiling(3, "se"),
        lift(30),
        lift(25, "base", from_=3),
        need("home", size, "USA", skill="inf", value=2, reset_weeks=4, from_=takes),
        need("fleet", 1, "FRA", skill="med", reset_weeks=1),
        target("coverage", 100, what="train", from_=takes, must=True),
        target("strength", 60, "<=", must=True, where="IRQ"),
        target("handed-over", 2, who="NEW", from_=takes + 2, must=True),
        target("strength", 1, "<=", who="USA", from_=takes),
    ]


def _plan(of, size, overlap, takes, closes, rotates, vote):
    germans = [tour("de", 2, -4, name="de-inf"), tour("de", 1, -4, people="med", name="de-med")]
    italians = tour("it", 3, -4, name="it")
    french = [
        tour("fr", heads, rotates + start, rotates + start + 10, people=skills, site="gulf")
        for start in (0, 9, 18)
        for heads, skills in ((3, "inf"), (1, "inf med"))
    ]
    return plan(
        of,
        tour("us", size, -4, takes),
        tour("es", size, takes - overlap, command="NEW"),
        *germans,
        italians,
        *french,
        tour("pl", 5, -4, people="fp"),
        tour("nl", 1, -4, people="med fp"),
        tour("dk", 1, takes, takes + 10, command="NEW"),
        tour("no", 2, vote, vote + 15, people="eng", name="no"),
        tour("se", 2, 5, 30, name="se"),
        *(rehat(germans[i], "NEW", takes) for i in (0, 1)),
        move(italians, "far", 1),
        move(italians, "base", closes, "far"),
        fill("us", size, 0, takes),
        fill("es", size, takes),
        fill("de", 2, 0, None, activity="school"),
        fill("de", 1, 0, None, activity="school", skill="med", people="med"),
        fill("it", 3, 1 + overlap, closes, activity="patrol"),
        fill("it", 3, closes + overlap, None, activity="advise"),
        fill("fr", 3, rotates + 1, rotates + 28, activity="air"),
        fill("no", 2, vote + overlap, vote + 15, activity="build", skill="eng", people="eng"),
        handover(takes),
        handover(takes, "school"),
        onward("us", size, takes + 4, to="home"),
        onward("fr", 1, rotates + 11, rotates + 18, people="med inf", to="fleet"),
    )
