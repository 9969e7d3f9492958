"""For each kind of limit a mission in which exactly that limit forbids, reckoned by hand; and limits together."""

import pytest

from analysis.asking import found_for, helps_in, reasons_in
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
from contingent.analysis.limit import LimitKind, Tier
from contingent.analysis.wish import Kind, Wish, handed_over, posts_filled, released

WORK = (activity(), billet(2))
BASE = (site(), *WORK)
ES = contingent("es", "ESP", 2)
RARE = activity("b", hand_to="NEW"), billet(1, 1, "b", "rare")

POSTS = {
    "ceiling": (*BASE, ES, ceiling(1)),
    "mandate-number": (*BASE, ES, mandate("ESP", 1)),
    "mandate-time": (*BASE, ES, mandate("ESP", until=2)),
    "mandate-place": (*BASE, ES, site("other"), mandate("ESP", sites="other")),
    "beds": (site(beds=1), *WORK, ES),
    "opens": (site(opens=5), *WORK, ES),
    "closes": (site(closes=2), *WORK, ES),
    "overlap": (site(overlap=4), *WORK, ES),
    "lift": (*BASE, ES, lift(0)),
    "enabler": (*BASE, ES, enabler("med", minimum=1)),
    "caveat": (*BASE, ES, caveat("ESP", "kind:training")),
    "condition": (*BASE, ES, condition("es", "vote", "Cortes", 5)),
    "consent": (*BASE, ES, consent("ESP", "refused")),
    "state": (*BASE, contingent("es", "ESP", 2, state="indicated")),
    "from": (*BASE, contingent("es", "ESP", 2, from_=5)),
    "until": (*BASE, contingent("es", "ESP", 2, until=2)),
    "notice": (*BASE, contingent("es", "ESP", 2, notice_days=35)),
    "sites": (*BASE, contingent("es", "ESP", 2, sites="other"), site("other")),
    "commands": (*BASE, contingent("es", "ESP", 2, commands="NEW")),
    "rehat-from": (*BASE, in_place("es", "ESP", 2, commands="NEW OLD", rehat_from=5, dwell=20)),
    "must": (*BASE, ES, target("strength", 1, "<=", who="ESP", must=True)),
    "people": (*BASE, contingent("es", "ESP", 1)),
}


@pytest.mark.parametrize("kind", POSTS)
def test_one_limit_forbids_posts(kind):
    rows = POSTS[kind]
    given = mission(*rows)
    found = found_for(given, posts_filled(given, "train", "inf", 3, 2))
    assert reasons_in(found) == [{kind}]
    assert found.is_complete
    assert {kind} in helps_in(found)


def test_another_contingent_is_missing():
    given = mission(*BASE, ES, contingent("pt", "PRT", 1, "cook", from_=5), condition("es", "present-with", "pt"))
    found = found_for(given, posts_filled(given, "train", "inf", 3, 2))
    assert reasons_in(found) == [{"condition"}]
    assert found.reasons[0].limits[0].owner == "ESP"


def test_a_consent_that_is_pending_does_not_count():
    given = mission(*BASE, ES, consent("*", "pending"), count_pending_consent=False)
    found = found_for(given, posts_filled(given, "train", "inf", 3, 2))
    assert reasons_in(found) == [{"consent"}]
    assert "is pending, and the mission does not count it" in found.reasons[0].limits[0].sentence


def test_silence_is_refusal():
    given = mission(*BASE, ES, consent_default="refused")
    assert reasons_in(found_for(given, posts_filled(given, "train", "inf", 3, 2))) == [{"consent-default"}]


def test_a_late_consent_forbids_together_with_silence():
    given = mission(*BASE, ES, consent("*", from_=5), consent_default="refused")
    found = found_for(given, posts_filled(given, "train", "inf", 3, 2))
    assert reasons_in(found) == [{"consent-default", "consent-time"}]
    assert helps_in(found) == [{"consent-default"}, {"consent-time"}]


def test_a_longest_tour_forbids_together_with_rest_and_one_set():
    given = mission(*BASE, in_place("es", "ESP", 2, tour_max=6, dwell=20))
    found = found_for(given, posts_filled(given, "train", "inf", 3, 2))
    assert reasons_in(found) == [{"tour-max", "dwell", "rotations"}]
    assert found.tier is Tier.TERMS


def test_those_who_do_not_move_and_do_not_return():
    given = mission(
        site(), site("other"), activity(site="other"), billet(2), in_place("es", "ESP", 2, moves=0, dwell=20)
    )
    assert reasons_in(found_for(given, posts_filled(given, "train", "inf", 3, 2))) == [{"moves", "dwell"}]


def test_a_shortest_tour_keeps_a_nation():
    given = mission(*BASE, in_place("us", "USA", 2, tour_min=8), release=("USA",))
    assert reasons_in(found_for(given, released(given, "USA", 3))) == [{"tour-min"}]


def test_seats_keep_a_nation():
    given = mission(*BASE, in_place("us", "USA", 8), lift(1), release=("USA",))
    assert reasons_in(found_for(given, released(given, "USA", 3))) == [{"lift"}]


def test_a_window_forbids_a_handover():
    given = mission(site(), activity(hand_to="NEW", earliest=5), billet(2))
    assert reasons_in(found_for(given, handed_over(given, "train", 3))) == [{"earliest"}]


def test_a_companion_forbids_a_handover():
    given = mission(site(), activity(hand_to="NEW", with_="b"), billet(2), *RARE)
    assert reasons_in(found_for(given, handed_over(given, "train", 3))) == [{"with"}]


def test_a_window_that_ends_forbids_together_with_those_who_come_late():
    given = mission(
        site(),
        activity(hand_to="NEW", latest=2),
        billet(2, 2),
        contingent("es", "ESP", 2, commands="NEW", from_=4),
    )
    found = found_for(given, handed_over(given, "train", 6))
    assert reasons_in(found) == [{"latest", "from"}]
    assert helps_in(found)[:2] == [{"latest"}, {"from"}]


def test_two_reasons_each_by_itself_and_help_takes_both():
    given = mission(*BASE, ES, ceiling(1), mandate("ESP", 1))
    found = found_for(given, posts_filled(given, "train", "inf", 3, 2))
    assert reasons_in(found) == [{"ceiling"}, {"mandate-number"}]
    assert {"ceiling", "mandate-number"} in helps_in(found)
    assert found.is_complete


def test_what_the_mission_itself_makes_impossible_is_said():
    given = mission(site(), activity(hand_to="NEW", from_=5), billet(2), ES)
    found = found_for(given, handed_over(given, "train", 3))
    assert found.in_itself
    assert found.reasons == []


def test_owners_are_who_can_change_the_limit():
    given = mission(*BASE, ES, ceiling(1), mandate("ESP", 1), ceiling(1, "OLD"), enabler("med", minimum=1))
    found = found_for(given, posts_filled(given, "train", "inf", 3, 2))
    assert {r.limits[0].owner for r in found.reasons} == {"IRQ", "ESP", "OLD", "mission"}


def test_figures_stand_in_the_sentence():
    given = mission(*BASE, ES, ceiling(1, until=6))
    limit = found_for(given, posts_filled(given, "train", "inf", 3, 2)).reasons[0].limits[0]
    assert limit.sentence == "Ceiling 'all-at-most-1' of 1 people in theatre until 2020-02-17."


def test_whole_sets_and_one_set_forbid_two_places():
    given = mission(
        site("a"),
        site("b"),
        activity("x", site="a"),
        activity("y", site="b"),
        billet(1, activity="x"),
        billet(1, activity="y"),
        contingent("es", "ESP", 2, indivisible=True),
    )
    both = target("coverage", 100, from_=3, until=4, must=True)
    found = found_for(given, Wish(Kind.MUST, "both are filled", targets=(both,)))
    # Two people, two posts, but they stay together; a second set would fill the second place.
    assert reasons_in(found) == [{"rotations", "indivisible"}]
    assert found.tier is Tier.TERMS
    assert found.is_complete


def test_every_kind_has_a_hand_case():
    together = {"consent-default", "consent-time", "tour-max", "dwell", "rotations", "moves", "tour-min"}
    together |= {"earliest", "latest", "with", "indivisible"}
    assert set(POSTS) | together == {str(kind) for kind in LimitKind}
