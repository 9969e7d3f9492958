"""Rule ``caveat``: what the best plan can reach just inside and just outside its limit."""

import pytest

from builders import activity, billet, caveat, contingent, mission, site
from contingent.domain.vocabulary import Goal


def pledge(*rows, commands="OLD"):
    return mission(
        site(),
        activity(hand_to="NEW"),
        billet(1, 1),
        contingent("es", "ESP", commands=commands),
        *rows,
        goals=["essential"],
    )


@pytest.mark.parametrize("refused", ["site:base", "kind:training", "activity:train", "command:OLD"])
@pytest.mark.parametrize(("from_", "uncovered"), [(3, 5), (4, 4), (5, 3)])
def test_the_post_is_empty_once_it_is_refused(solve_best, refused, from_, uncovered):
    assert solve_best(pledge(caveat("ESP", refused, from_=from_)))[Goal.ESSENTIAL] == uncovered


@pytest.mark.parametrize("until", [3, 4, 5])
def test_the_post_waits_until_it_is_no_longer_refused(solve_best, until):
    assert solve_best(pledge(caveat("es", "kind:training", until=until)))[Goal.ESSENTIAL] == until


@pytest.mark.parametrize("refused", ["kind:advising", "site:b", "command:NEW"])
def test_what_else_is_refused_does_not_matter(solve_best, refused):
    m = pledge(caveat("ESP", refused), site("b"), activity("advise", kind="advising"))
    assert solve_best(m)[Goal.ESSENTIAL] == 0


def test_people_who_refuse_one_command_change_to_the_other(solve_best):
    assert solve_best(pledge(caveat("ESP", "command:OLD", from_=4), commands="OLD NEW"))[Goal.ESSENTIAL] == 0
