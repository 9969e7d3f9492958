"""Rule ``skill``: a billet is filled by who has its skill, each in one billet at a time, never above its count."""

import pytest

from builders import activity, billet, contingent, fill, mission, move, people, site, tour
from contingent.domain.vocabulary import Rule
from judge import BROKEN, KEPT, judged

RULE = Rule.SKILL
ABSENT = frozenset({Rule.RELIEF})
"""Who is not present does not serve either."""


def asked(*rows, **more):
    """Three posts for `inf` at `base`; ten Spanish `inf` may come, and five who are `inf` and `med`."""
    return mission(
        site(),
        site("b"),
        activity(**more),
        contingent("es", "ESP", 10),
        people("es", 5, "inf med"),
        people("es", 5, "med"),
        *rows,
    )


@pytest.mark.parametrize(("group", "expected"), [("inf", KEPT), ("inf med", KEPT), ("med", BROKEN)])
def test_a_post_is_filled_by_who_has_its_skill(group, expected):
    m = asked(billet(3))
    assert judged(RULE, m, tour("es", 1, 1, people=group), fill("es", 1, 1, people=group)) == expected


@pytest.mark.parametrize(("group", "expected"), [("inf", BROKEN), ("inf med", KEPT), ("med", KEPT)])
def test_another_post_by_who_has_the_other_skill(group, expected):
    m = asked(billet(3, skill="med"))
    assert judged(RULE, m, tour("es", 1, 1, people=group), fill("es", 1, 1, skill="med", people=group)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(2, KEPT), (3, KEPT), (4, BROKEN)])
def test_posts_are_never_filled_above_their_count(heads, expected):
    assert judged(RULE, asked(billet(3)), tour("es", 10, 1), fill("es", heads, 1)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_rows_for_the_same_skill_are_added_up(heads, expected):
    assert judged(RULE, asked(billet(3), billet(2)), tour("es", 10, 1), fill("es", heads, 1)) == expected


@pytest.mark.parametrize(("heads", "expected"), [(1, KEPT), (2, BROKEN)])
def test_fills_of_several_rows_are_added_up(heads, expected):
    m = asked(billet(3))
    rows = (
        tour("es", 10, 1),
        tour("es", 5, 1, people="inf med"),
        fill("es", 2, 1),
        fill("es", heads, 1, people="inf med"),
    )
    assert judged(RULE, m, *rows) == expected


@pytest.mark.parametrize(("begins", "expected"), [(1, BROKEN), (2, KEPT), (3, KEPT)])
def test_posts_are_not_filled_before_they_exist(begins, expected):
    m = asked(billet(3, from_=2, until=5))
    assert judged(RULE, m, tour("es", 3, 0), fill("es", 3, begins, 4)) == expected


@pytest.mark.parametrize(("ends", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_posts_are_not_filled_after_they_end(ends, expected):
    m = asked(billet(3, from_=2, until=5))
    assert judged(RULE, m, tour("es", 3, 0), fill("es", 3, 2, ends)) == expected


@pytest.mark.parametrize(("begins", "ends", "expected"), [(1, 5, BROKEN), (2, 5, KEPT), (2, 6, BROKEN), (3, 4, KEPT)])
def test_posts_exist_only_while_their_activity_runs(begins, ends, expected):
    m = asked(billet(3), from_=2, until=5)
    assert judged(RULE, m, tour("es", 3, 0), fill("es", 3, begins, ends)) == expected


@pytest.mark.parametrize(("begins", "expected"), [(3, BROKEN), (4, KEPT), (5, KEPT)])
def test_more_posts_may_come_later(begins, expected):
    m = asked(billet(3), billet(2, from_=4))
    assert judged(RULE, m, tour("es", 5, 0), fill("es", 3, 0), fill("es", 2, begins)) == expected


def test_posts_of_a_skill_that_is_not_asked_are_not_filled():
    m = asked(billet(3))
    assert judged(RULE, m, tour("es", 1, 0, people="med"), fill("es", 1, 0, skill="med", people="med")) == BROKEN


@pytest.mark.parametrize(("here", "expected"), [(2, BROKEN), (3, KEPT), (4, KEPT)])
def test_no_more_people_fill_than_are_present(here, expected):
    assert judged(RULE, asked(billet(3)), tour("es", here, 0), fill("es", 3), also=ABSENT) == expected


@pytest.mark.parametrize(("begins", "expected"), [(1, BROKEN), (2, KEPT), (3, KEPT)])
def test_nobody_fills_before_arriving(begins, expected):
    assert judged(RULE, asked(billet(3)), tour("es", 3, 2), fill("es", 3, begins), also=ABSENT) == expected


@pytest.mark.parametrize(("ends", "expected"), [(4, KEPT), (5, KEPT), (6, BROKEN)])
def test_nobody_fills_after_leaving(ends, expected):
    assert judged(RULE, asked(billet(3)), tour("es", 3, 0, 5), fill("es", 3, 0, ends), also=ABSENT) == expected


def test_people_at_another_site_do_not_fill():
    assert judged(RULE, asked(billet(3)), tour("es", 3, 0, site="b"), fill("es", 3), also=ABSENT) == BROKEN


@pytest.mark.parametrize(("ends", "expected"), [(3, KEPT), (4, KEPT), (5, BROKEN)])
def test_people_who_move_fill_until_they_move(ends, expected):
    t = tour("es", 3, 0, name="t")
    assert judged(RULE, asked(billet(3)), t, move(t, "b", 4), fill("es", 3, 0, ends), also=ABSENT) == expected


@pytest.mark.parametrize(("heads", "expected"), [(1, KEPT), (2, KEPT), (3, BROKEN)])
def test_nobody_is_in_two_activities_at_once(heads, expected):
    m = asked(billet(3), activity("advise"), billet(3, activity="advise"))
    rows = tour("es", 3, 0), fill("es", 1), fill("es", heads, activity="advise")
    assert judged(RULE, m, *rows, also=ABSENT) == expected


@pytest.mark.parametrize(("heads", "expected"), [(1, KEPT), (2, KEPT), (3, BROKEN)])
def test_nobody_fills_two_skills_at_once(heads, expected):
    m = asked(billet(3), billet(3, skill="med"))
    able = {"people": "inf med"}
    rows = tour("es", 3, 0, **able), fill("es", 1, **able), fill("es", heads, skill="med", **able)
    assert judged(RULE, m, *rows, also=ABSENT) == expected


def test_people_may_change_posts_from_week_to_week():
    m = asked(billet(3), activity("advise"), billet(3, activity="advise"))
    assert judged(RULE, m, tour("es", 3, 0), fill("es", 3, 0, 4), fill("es", 3, 4, activity="advise")) == KEPT
