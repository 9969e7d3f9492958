"""Rule ``mandate``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, contingent, mandate, mission, site
from contingent.domain.vocabulary import Goal


def pledge(*rows, posts=1):
    return mission(site(), activity(), billet(posts, posts), contingent("de", "DEU", posts), *rows, goals=["essential"])


@pytest.mark.parametrize(("until", "uncovered"), [(3, 5), (4, 4), (5, 3)])
def test_the_post_is_empty_when_the_mandate_has_ended(solve_best, until, uncovered):
    assert solve_best(pledge(mandate("DEU", 5, until=until)))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("most", "uncovered"), [(0, 16), (1, 8), (2, 0)])
def test_as_many_posts_are_filled_as_the_mandate_allows(solve_best, most, uncovered):
    assert solve_best(pledge(mandate("DEU", most), posts=2))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("from_", "uncovered"), [(4, 0), (5, 1), (6, 2)])
def test_a_gap_between_two_mandates_is_a_gap_in_the_post(solve_best, from_, uncovered):
    m = pledge(mandate("DEU", 5, until=4), mandate("DEU", 5, from_=from_))
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize(("sites", "uncovered"), [("", 0), ("base", 0), ("b", 8)])
def test_a_mandate_for_another_place_is_none(solve_best, sites, uncovered):
    m = pledge(site("b"), mandate("DEU", 5, sites=sites))
    assert solve_best(m)[Goal.ESSENTIAL] == uncovered
