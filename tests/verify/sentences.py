"""Plans that break one rule each, and the sentence with which the verifier must tell it."""

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
    need,
    onward,
    people,
    rehat,
    site,
    target,
    tour,
)


def spain(*more, heads=10, **values):
    return mission(site(), site("far"), contingent("es", "ESP", heads, **values), *more)


NAMED = tour("es", 5, 1, 6, name="t")
"""The tour of 5 of es [inf] from 2020-01-13 to 2020-02-17."""

SPOKEN = "the tour of 5 of es [inf] from 2020-01-13 to 2020-02-17"


AVAILABILITY = [
    (
        spain(state="asked"),
        [tour("es", 5, 1, 6)],
        f"availability: {SPOKEN}: a pledge that is 'asked' does not count (week of 2020-01-13)",
    ),
    (
        spain(until=4),
        [tour("es", 5, 1, 6)],
        f"availability: {SPOKEN} is in theatre outside the window of es (2 weeks from 2020-02-03)",
    ),
    (
        spain(notice_days=15),
        [tour("es", 5, 1, 6)],
        f"availability: {SPOKEN} begins 2 weeks before the notice of 15 days is over (week of 2020-01-13)",
    ),
    (
        spain(condition("es", "vote", "Cortes", expected=2)),
        [tour("es", 5, 1, 6)],
        f"availability: {SPOKEN} begins 1 week before the vote 'Cortes' (week of 2020-01-13)",
    ),
    (
        spain(condition("es", "consent", "IRQ")),
        [tour("es", 5, 1, 6)],
        f"availability: {SPOKEN} begins, but the consent 'IRQ' is not expected at all (week of 2020-01-13)",
    ),
]

TOUR = [
    (
        spain(),
        [tour("es", 5, 3, 2)],
        (
            "tour: the tour of 5 of es [inf] from 2020-01-27 to 2020-01-20 is in theatre in no week of the mission"
            " (week of 2020-01-27)"
        ),
    ),
    (spain(tour_min=7), [NAMED], f"tour: {SPOKEN} lasts 5 weeks, 2 fewer than its shortest, 7 (week of 2020-02-17)"),
    (spain(tour_max=3), [NAMED], f"tour: {SPOKEN} lasts 5 weeks, 2 more than its longest, 3 (week of 2020-02-03)"),
    (
        spain(moves=0),
        [NAMED, move(NAMED, "far", 3)],
        f"tour: {SPOKEN} has changes of site: 1, allowed: 0 (week of 2020-01-27)",
    ),
    (
        spain(),
        [NAMED, move(NAMED, "far", 6)],
        f"tour: {SPOKEN} changes site outside its time in theatre (week of 2020-02-17)",
    ),
    (
        spain(),
        [NAMED, move(NAMED, "far", 3, heads=4)],
        f"tour: {SPOKEN}: its move speaks of 4 of es [inf], but takes the whole tour (week of 2020-01-27)",
    ),
    (
        spain(),
        [NAMED, move(NAMED, "base", 3, from_site="far")],
        f"tour: {SPOKEN} is at base, but its move says far (week of 2020-01-27)",
    ),
    (spain(), [NAMED, move(NAMED, "base", 3)], f"tour: {SPOKEN} moves from base to base (week of 2020-01-27)"),
    (
        spain(commands="OLD NEW"),
        [NAMED, rehat(NAMED, "NEW", 3, from_="NEW")],
        f"tour: {SPOKEN} is under OLD, but its change of command says NEW (week of 2020-01-27)",
    ),
    (spain(), [NAMED, rehat(NAMED, "OLD", 3)], f"tour: {SPOKEN} changes from OLD to OLD (week of 2020-01-27)"),
    (
        spain(commands="OLD NEW"),
        [NAMED, rehat(NAMED, "NEW", 3, site="far")],
        f"tour: {SPOKEN} is at base, but its change of command says far (week of 2020-01-27)",
    ),
    (
        spain(commands="OLD NEW"),
        [NAMED, rehat(NAMED, "NEW", 3, people="")],
        f"tour: {SPOKEN}: its change of command speaks of 5 of es [], but takes the whole tour (week of 2020-01-27)",
    ),
    (
        spain(),
        [tour("es", 1, -2, 1)],
        (
            "tour: the tour of 1 of es [inf] from 2019-12-23 to 2020-01-13 begins before the mission, but those in"
            " place begin elsewhere or otherwise (week of 2020-01-06)"
        ),
    ),
    (
        mission(site(), in_place("us", "USA", 3)),
        [tour("us", 2, -4)],
        "tour: 2 of us [inf] are in place at the start, one set is 3 (week of 2020-01-06)",
    ),
]

PEOPLE = [
    (
        spain(heads=3, rotations=2),
        [tour("es", 4, 1, 4), tour("es", 3, 3)],
        "dwell: 7 of es [inf] are in theatre or in dwell, 1 more than the 6 that exist (week of 2020-01-27)",
    ),
    (
        spain(activity(), billet(9), heads=3, rotations=3),
        [tour("es", 5, 0), fill("es", 5, 0, 2)],
        "dwell: 5 of es [inf] are in billets, 2 more than one set of 3 (2 weeks from 2020-01-06)",
    ),
    (
        spain(people("es", 2, "med"), indivisible=True, heads=6),
        [tour("es", 6, 2)],
        (
            "indivisible: es is indivisible, but 6 of es [inf] (a set is 6), 0 of es [med] (a set is 2) share the"
            " history of the tour of 6 of es [inf] from 2020-01-20 to the end (week of 2020-01-20)"
        ),
    ),
    (
        spain(condition("es", "present-with", "de"), contingent("de", "DEU")),
        [tour("es", 1, 2, 5), tour("de", 1, 3, 5)],
        "present-with: es is in theatre and de is not (week of 2020-01-20)",
    ),
]

PLACES = [
    (
        mission(site(closes=4), contingent("es", "ESP", 5, support="0.2")),
        [tour("es", 5, 1, 6)],
        "site: 6 of es with support are at base, which is not open (2 weeks from 2020-02-03)",
    ),
    (
        spain(sites="far"),
        [tour("es", 5, 1, 3)],
        "site: 5 of es with support are at base, but may serve only at far (2 weeks from 2020-01-13)",
    ),
    (
        mission(site(beds=3), contingent("es", "ESP", 5, support="0.2")),
        [tour("es", 5, 1, 3)],
        "beds: base holds 6 people, 3 more than its 3 beds (2 weeks from 2020-01-13)",
    ),
    (
        spain(caveat("ESP", "site:base", from_=2)),
        [tour("es", 5, 1, 4)],
        "caveat: 5 of es do what ESP refuses, 'site:base' (2 weeks from 2020-01-20)",
    ),
    (
        spain(consent("ESP", "refused")),
        [tour("es", 5, 1, 3)],
        "consent: 5 of es under OLD are at base without the host's leave (2 weeks from 2020-01-13)",
    ),
    (
        spain(consent("ESP", "refused", what="training"), activity(), billet(5)),
        [tour("es", 5, 1, 3), fill("es", 5, 1, 3)],
        "consent: 5 of es under OLD are in train at base without the host's leave (2 weeks from 2020-01-13)",
    ),
    (
        spain(consent("NEW", "refused", until=5), activity(hand_to="NEW")),
        [handover(4)],
        "consent: train at base runs under NEW without the host's leave (week of 2020-02-03)",
    ),
    (
        spain(mandate("ESP", 3)),
        [tour("es", 5, 1, 3)],
        "mandate: ESP has 5 people, 2 more than its mandate of 3 (2 weeks from 2020-01-13)",
    ),
    (
        spain(mandate("ESP", 3, sites="base far")),
        [tour("es", 5, 1, 3)],
        "mandate: ESP has 5 people at base far, 2 more than its mandate of 3 (2 weeks from 2020-01-13)",
    ),
    (
        spain(mandate("ESP", sites="far")),
        [tour("es", 5, 1, 3)],
        "mandate: 5 people of ESP are at base without a mandate (2 weeks from 2020-01-13)",
    ),
    (
        spain(ceiling(4, "ESP", where="IRQ", id="low")),
        [tour("es", 5, 1, 3)],
        "ceiling: low: 5 people (who 'ESP', where 'IRQ'), 1 more than the 4 allowed (2 weeks from 2020-01-13)",
    ),
    (
        spain(lift(6, "base")),
        [tour("es", 4, 1, 3), tour("es", 3, 3)],
        "lift: 7 arrive at and leave 'base', 1 more than the 6 seats (week of 2020-01-27)",
    ),
]

WORK = [
    (
        spain(activity(), billet(2, skill="med")),
        [tour("es", 2, 0), fill("es", 2, 1, 3, skill="med")],
        "skill: 2 of es [inf] fill med in train without that skill (2 weeks from 2020-01-13)",
    ),
    (
        spain(activity(), billet(2)),
        [tour("es", 2, 0), fill("es", 2, 1, 1)],
        "skill: 2 of es [inf] fill inf in train in no week of the mission (week of 2020-01-13)",
    ),
    (
        spain(activity(), billet(2)),
        [tour("es", 3, 0), fill("es", 3, 1, 3)],
        "skill: 3 fill inf in train, 1 more than its 2 posts (2 weeks from 2020-01-13)",
    ),
    (
        mission(site(overlap=2), activity(), billet(2), contingent("es", "ESP", 2)),
        [tour("es", 2, 1), fill("es", 2, 2)],
        (
            "relief: 2 of es [inf] fill posts at base under OLD, where 0 of them are present under it and past the"
            " overlap (week of 2020-01-20)"
        ),
    ),
    (
        mission(site(overlap=3), contingent("es", "ESP", 5)),
        [tour("es", 5, 1, 2)],
        (
            "relief: the tour of 5 of es [inf] from 2020-01-13 to 2020-01-20 is at base for 1 week, 2 fewer than its"
            " overlap (week of 2020-01-13)"
        ),
    ),
    (
        mission(site(overlap=3), contingent("es", "ESP", 5, commands="OLD NEW")),
        [NAMED, rehat(NAMED, "NEW", 2)],
        f"relief: {SPOKEN} comes under NEW 2 weeks before its overlap at base is over (week of 2020-01-20)",
    ),
    (
        spain(activity(earliest=5, hand_to="NEW")),
        [handover(4)],
        "handover: train is handed over before the earliest day, 2020-02-10 (week of 2020-02-03)",
    ),
    (
        spain(activity(latest=3, hand_to="NEW")),
        [handover(4)],
        "handover: train is handed over after the latest day, 2020-01-27 (week of 2020-02-03)",
    ),
    (
        spain(activity(until=4, hand_to="NEW")),
        [handover(4)],
        "handover: train is handed over in a week in which it does not run (week of 2020-02-03)",
    ),
    (
        spain(activity(hand_to="NEW")),
        [handover(4, from_="NEW", to="OLD")],
        "handover: train is handed over from NEW to OLD, and not from OLD to NEW (week of 2020-02-03)",
    ),
    (
        spain(activity(), contingent("de", "DEU", commands="NEW")),
        [handover(4)],
        "handover: train is handed over to NEW, but stays with OLD (week of 2020-02-03)",
    ),
    (
        spain(activity(hand_to="NEW", with_="b"), activity("b", hand_to="NEW")),
        [handover(4)],
        "handover: b and train are not handed over in the same week (week of 2020-02-03)",
    ),
    (
        spain(activity(hand_to="NEW"), billet(5, 3), commands="NEW"),
        [tour("es", 2, 0, command="NEW"), handover(4), fill("es", 2, 4)],
        "handover: train is handed over with 2 in posts of inf, 1 fewer than the 3 essential (week of 2020-02-03)",
    ),
    (
        spain(activity(hand_to="NEW")),
        [handover(4), handover(5)],
        "handover: train is handed over 2 times (2 weeks from 2020-02-03)",
    ),
    (
        spain(contingent("de", "DEU", commands="NEW")),
        [tour("es", 5, 1, 6, command="NEW")],
        f"rehat: {SPOKEN} serves under NEW, allowed: OLD (week of 2020-01-13)",
    ),
    (
        spain(commands="OLD NEW", rehat_from=4),
        [NAMED, rehat(NAMED, "NEW", 3)],
        f"rehat: {SPOKEN} comes under NEW before 2020-02-03, the first day on which it may (week of 2020-01-27)",
    ),
    (
        spain(activity(), billet(5), enabler("med", per=2, minimum=1), people("es", 2, "med")),
        [tour("es", 5, 1, 6), tour("es", 2, 1, people="med"), fill("es", 5, 1, 3)],
        "enabler: base needs 3 with the skill med for 5 in billets, 1 more than can be found (2 weeks from 2020-01-13)",
    ),
]

BEYOND = [
    (
        spain(need(count=2)),
        [tour("es", 3, 0, 2), onward("es", 3, 2, 4)],
        "onward: 3 count for need, 1 more than the 2 needed (2 weeks from 2020-01-20)",
    ),
    (
        spain(need(count=5, reset_weeks=2)),
        [tour("es", 3, 0, 2), onward("es", 3, 3, 5)],
        (
            "onward: 3 of es [inf] count elsewhere, but 0 have left 2 weeks ago or more and are not back"
            " (week of 2020-01-27)"
        ),
    ),
    (
        spain(need(count=5, who="USA")),
        [tour("es", 3, 0, 2), onward("es", 3, 3, 5)],
        "onward: 3 of es [inf] count for need but are not of those who can meet it, 'USA' (week of 2020-01-27)",
    ),
    (
        spain(need(count=5, skill="med")),
        [tour("es", 3, 0, 2), onward("es", 3, 3, 5)],
        "onward: 3 of es [inf] count for need without its skill, med (week of 2020-01-27)",
    ),
    (
        spain(need(count=5, until=4)),
        [tour("es", 3, 0, 2), onward("es", 3, 3, 5)],
        "onward: 3 of es [inf] count for need outside its weeks (week of 2020-02-03)",
    ),
    (
        spain(need(count=5)),
        [onward("es", 3, 4, 3)],
        "onward: 3 of es [inf] count for need in no week of the mission (week of 2020-02-03)",
    ),
    (
        spain(target("strength", 5, must=True, from_=6)),
        [tour("es", 3, 1, 7)],
        "target: strength-5: strength is 0, 5 off the >= 5 wanted (week of 2020-02-24)",
    ),
    (
        spain(target("coverage", 50, must=True, until=1), activity(), billet(5)),
        [tour("es", 5, 0), fill("es", 1, 0)],
        "target: coverage-50: coverage is 1, 3/2 off the >= 5/2 wanted (week of 2020-01-06)",
    ),
]
