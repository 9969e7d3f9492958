"""Rule ``skill``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, contingent, mission, people, site
from contingent.domain.vocabulary import Goal


def pledge(*rows):
    return mission(site(), activity(), *rows, goals=["essential"])


@pytest.mark.parametrize(("skills", "uncovered"), [("inf", 0), ("inf med", 0), ("med", 8)])
def test_only_who_has_the_skill_fills_the_post(solve_best, skills, uncovered):
    m = pledge(billet(1, 1), contingent("es", "ESP", 1, skills))
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("count", "uncovered"), [(1, 8), (2, 0), (3, 0)])
def test_nobody_fills_two_posts_at_once(solve_best, count, uncovered):
    m = pledge(billet(1, 1), billet(1, 1, skill="med"), contingent("es", "ESP", count, "inf med"))
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("riflemen", "medics", "uncovered"), [(3, 0, 0), (2, 1, 0), (1, 2, 0), (0, 3, 8), (2, 2, 8)])
def test_those_with_two_skills_go_where_they_are_needed(solve_best, riflemen, medics, uncovered):
    """Two have both skills and one is a rifleman only."""
    posts = [billet(n, n, skill=s) for n, s in [(riflemen, "inf"), (medics, "med")] if n]
    m = pledge(*posts, contingent("es", "ESP", 2, "inf med"), people("es", 1, "inf"))
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("second_from", "uncovered"), [(3, 1), (4, 0), (5, 0)])
def test_one_person_fills_one_post_after_the_other(solve_best, second_from, uncovered):
    """The first post ends in week 4."""
    m = pledge(
        billet(1, 1, until=4),
        activity("advise"),
        billet(1, 1, activity="advise", from_=second_from),
        contingent("es", "ESP"),
    )
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered
