"""Rule ``handover``: at most once, in its window, with its companions, all essential billets covered by the new."""

from datetime import timedelta

import pytest

from builders import activity, billet, contingent, day, fill, handover, in_place, mission, people, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.HANDOVER
THREE = [(3, BROKEN), (4, KEPT), (5, KEPT)]


def handing(*rows, **more):
    return mission(site(), activity(**{"hand_to": "NEW", **more}), *rows)


@pytest.mark.parametrize(("week", "expected"), [(0, KEPT), (4, KEPT), (7, KEPT)])
def test_without_a_window_any_week_will_do(week, expected):
    assert judged(RULE, handing(), handover(week)) == expected


@pytest.mark.parametrize(("week", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT), (5, KEPT), (6, BROKEN)])
def test_both_ends_of_the_window_are_inside_it(week, expected):
    assert judged(RULE, handing(earliest=3, latest=5), handover(week)) == expected


@pytest.mark.parametrize(("week", "expected"), THREE)
def test_an_earliest_wednesday_counts_from_the_next_monday(week, expected):
    assert judged(RULE, handing(earliest=day(3) + timedelta(days=2)), handover(week)) == expected


@pytest.mark.parametrize(("week", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_a_latest_wednesday_is_the_week_of_the_next_monday(week, expected):
    assert judged(RULE, handing(latest=day(4) + timedelta(days=2)), handover(week)) == expected


def test_nothing_is_ever_forced():
    assert judged(RULE, handing(latest=2)) == KEPT


@pytest.mark.parametrize("hand_to", [None, "OLD"])
def test_what_stays_is_not_handed_over(hand_to):
    m = mission(site(), activity(hand_to=hand_to), contingent("es", "ESP", commands="NEW"))
    assert judged(RULE, m, handover(4)) == BROKEN
    assert judged(RULE, m, handover(4, to="OLD")) == BROKEN


@pytest.mark.parametrize(
    ("from_", "to", "expected"), [("OLD", "NEW", KEPT), ("ALT", "NEW", BROKEN), ("OLD", "ALT", BROKEN)]
)
def test_a_handover_is_from_its_command_to_the_one_it_is_meant_for(from_, to, expected):
    m = handing(contingent("es", "ESP", commands="ALT"))
    assert judged(RULE, m, handover(4, from_=from_, to=to)) == expected


def test_at_most_one_handover():
    assert judged(RULE, handing(), handover(3), handover(5)) == BROKEN


@pytest.mark.parametrize(("week", "expected"), [(1, BROKEN), (2, KEPT), (5, KEPT), (6, BROKEN), (7, BROKEN)])
def test_an_activity_is_handed_over_while_it_runs(week, expected):
    assert judged(RULE, handing(from_=2, until=6), handover(week)) == expected


@pytest.mark.parametrize(("week", "expected"), [(-1, BROKEN), (0, KEPT), (7, KEPT), (8, BROKEN)])
def test_an_activity_is_handed_over_while_the_mission_runs(week, expected):
    m = handing(billet(2, essential=1), contingent("es", "ESP", 2, commands="NEW"))
    covered = [fill("es", 2, week)] if 0 <= week < 8 else []
    assert judged(RULE, m, tour("es", 2, 0, command="NEW"), *covered, handover(week)) == expected


PAIR = pytest.mark.parametrize("names", [("b", ""), ("", "train"), ("b", "train")], ids=["first", "second", "each"])


@PAIR
@pytest.mark.parametrize(("other", "expected"), [(3, BROKEN), (4, KEPT), (5, BROKEN), (None, BROKEN)])
def test_companions_are_handed_over_in_the_same_week(names, other, expected):
    m = handing(activity("b", hand_to="NEW", with_=names[1]), with_=names[0])
    rows = [handover(4), *([] if other is None else [handover(other, "b")])]
    assert judged(RULE, m, *rows) == expected


@PAIR
def test_no_companion_goes_alone_and_all_may_stay(names):
    m = handing(activity("b", hand_to="NEW", with_=names[1]), with_=names[0])
    assert judged(RULE, m, handover(4, "b")) == BROKEN
    assert judged(RULE, m) == KEPT


def test_companions_of_companions_go_too():
    m = handing(activity("b", hand_to="NEW", with_="c"), activity("c", hand_to="NEW"), with_="b")
    assert judged(RULE, m, handover(4), handover(4, "b"), handover(4, "c")) == KEPT
    assert judged(RULE, m, handover(4), handover(4, "b")) == BROKEN


def test_an_activity_without_companions_goes_alone():
    m = handing(activity("b", hand_to="NEW"))
    assert judged(RULE, m, handover(4), handover(5, "b")) == KEPT


def covered(*rows, **more):
    return handing(contingent("es", "ESP", 9, commands="NEW"), people("es", 9, "med"), *rows, **more)


ES = tour("es", 9, 0, command="NEW")
MEDICS = tour("es", 9, 0, command="NEW", people="med")


@pytest.mark.parametrize(("heads", "expected"), [(1, BROKEN), (2, KEPT), (3, KEPT)])
def test_the_new_command_covers_the_essential_posts(heads, expected):
    assert judged(RULE, covered(billet(5, 2)), ES, handover(4), fill("es", heads, 4)) == expected


def test_nobody_covers_where_nothing_is_essential():
    assert judged(RULE, covered(billet(5)), handover(4)) == KEPT


def test_essential_posts_that_nobody_covers_forbid_the_handover():
    assert judged(RULE, covered(billet(5, 1)), ES, handover(4)) == BROKEN


@pytest.mark.parametrize(("heads", "expected"), [(0, BROKEN), (1, KEPT), (2, KEPT)])
def test_the_essential_posts_of_every_skill_are_covered(heads, expected):
    m = covered(billet(5, 2), billet(3, 1, skill="med"))
    rows = [fill("es", heads, 4, skill="med", people="med")] if heads else []
    assert judged(RULE, m, ES, MEDICS, handover(4), fill("es", 2, 4), *rows) == expected


@pytest.mark.parametrize(("begins", "expected"), [(4, KEPT), (5, BROKEN)])
def test_they_are_covered_in_the_week_of_the_handover_itself(begins, expected):
    assert judged(RULE, covered(billet(5, 2)), ES, handover(4), fill("es", 2, begins)) == expected


def test_later_weeks_may_be_uncovered():
    assert judged(RULE, covered(billet(5, 2)), ES, handover(4), fill("es", 2, 4, 5)) == KEPT


@pytest.mark.parametrize(("week", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_posts_that_are_not_yet_there_need_nobody(week, expected):
    assert judged(RULE, covered(billet(5, 2, from_=5)), ES, handover(week)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_essential_posts_of_several_rows_are_added_up(heads, expected):
    m = covered(billet(5, 2), billet(5, 1))
    assert judged(RULE, m, ES, handover(4), fill("es", heads, 4)) == expected


def test_the_old_command_may_still_be_there():
    m = covered(billet(5, 2), *in_place("us", "USA", 5))
    assert judged(RULE, m, tour("us", 5, -4), ES, handover(4), fill("us", 5, 0, 4), fill("es", 5, 4)) == KEPT


@pytest.mark.parametrize("hand_to", [None, "OLD"])
def test_who_goes_with_what_stays_stays_too(hand_to):
    m = handing(activity("b", hand_to=hand_to), with_="b")
    assert judged(RULE, m, handover(4)) == BROKEN


@pytest.mark.parametrize(("heads", "expected"), [(0, BROKEN), (1, KEPT)])
def test_who_serves_in_another_activity_covers_nothing(heads, expected):
    m = handing(
        activity("other", command="NEW"),
        billet(1, essential=1),
        billet(2, activity="other"),
        contingent("es", "ESP", 3, commands="NEW"),
    )
    served = [fill("es", 2, 4, activity="other"), *([fill("es", heads, 4)] if heads else [])]
    assert judged(RULE, m, tour("es", 3, 4, command="NEW"), *served, handover(4)) == expected
