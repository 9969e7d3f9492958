"""Rule ``command``: an activity is covered under the old command until it is handed over, from then on by the new."""

import pytest

from builders import activity, billet, contingent, fill, handover, in_place, mission, rehat, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.COMMAND
ALSO = frozenset({Rule.SKILL, Rule.RELIEF})
"""Who serves under another command is, by the words of these rules, not there under the activity's."""


def pledge(*rows, **more):
    return mission(
        site(),
        activity(hand_to="NEW", **more),
        billet(5),
        in_place("us", "USA", 5, commands="OLD NEW"),
        contingent("es", "ESP", 5, commands="OLD NEW"),
        *rows,
    )


US = tour("us", 5, -4, name="us")


@pytest.mark.parametrize(("command", "expected"), [("OLD", KEPT), ("NEW", BROKEN)])
def test_what_is_never_handed_over_is_covered_under_the_old_command(command, expected):
    assert judged(RULE, pledge(), US, tour("es", 5, 1, command=command), fill("es", 5, 1), also=ALSO) == expected


def test_what_stays_is_covered_under_its_command_for_ever():
    m = mission(site(), activity(command="NEW"), billet(5), contingent("es", "ESP", 5, commands="OLD NEW"))
    assert judged(RULE, m, tour("es", 5, 0, command="NEW"), fill("es", 5)) == KEPT
    assert judged(RULE, m, tour("es", 5, 0, command="OLD"), fill("es", 5), also=ALSO) == BROKEN


@pytest.mark.parametrize(("until", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_the_old_command_covers_until_the_week_of_the_handover(until, expected):
    assert judged(RULE, pledge(), US, handover(4), fill("us", 5, 0, until), also=ALSO) == expected


@pytest.mark.parametrize(("begins", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_the_new_command_covers_from_the_week_of_the_handover(begins, expected):
    rows = US, tour("es", 5, 1, command="NEW"), handover(4), fill("es", 5, begins)
    assert judged(RULE, pledge(), *rows, also=ALSO) == expected


@pytest.mark.parametrize(("week", "expected"), [(3, BROKEN), (4, KEPT), (5, BROKEN)])
def test_people_who_cover_throughout_change_command_with_the_activity(week, expected):
    assert judged(RULE, pledge(), US, rehat(US, "NEW", week), handover(4), fill("us", 5), also=ALSO) == expected


def test_people_under_both_commands_do_not_add_up():
    rows = US, tour("es", 2, 0), tour("es", 3, 0, command="NEW")
    assert judged(RULE, pledge(), *rows, fill("es", 2)) == KEPT
    assert judged(RULE, pledge(), *rows, fill("es", 3), also=ALSO) == BROKEN


@pytest.mark.parametrize(("week", "expected"), [(0, KEPT), (1, BROKEN)])
def test_in_week_0_the_new_command_may_take_over_at_once(week, expected):
    rows = US, tour("es", 5, 0, command="NEW"), handover(week), fill("es", 5, 0)
    assert judged(RULE, pledge(), *rows, also=ALSO) == expected


def test_one_activity_handed_over_leaves_the_other_under_the_old_command():
    m = pledge(activity("advise", hand_to="NEW"), billet(5, activity="advise"))
    rows = US, tour("es", 5, 1, command="NEW"), handover(4), fill("es", 2, 4)
    assert judged(RULE, m, *rows, fill("us", 3, 0, activity="advise")) == KEPT
    assert judged(RULE, m, *rows, fill("es", 3, 4, activity="advise"), also=ALSO) == BROKEN
