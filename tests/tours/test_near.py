"""A search may begin with a known plan: nearly all of it, or what is lawful of it where the mission has changed."""

import time
from collections import Counter

import pytest

from contingent.domain.vocabulary import PledgeState
from contingent.generator.knobs import Knobs, Mix, Size
from contingent.generator.mission import generate_mission
from contingent.instance import compile_mission
from contingent.tours.counts import counts
from contingent.tours.hunt import Hunt
from contingent.tours.onward import onward
from contingent.tours.problem import problem
from contingent.tours.readback import plan_of
from contingent.verify import verify

FILLED_ANEW = 0.002
"""Part by which the same tours may fill fewer posts: where enablers lack, who came first decides who leaves a post."""


def searched(mission, near=None, seconds=0.0):
    p = problem(compile_mission(mission))
    hunt = Hunt(p, 0, lambda _: None)
    assert hunt.start(near)
    hunt.go_on(time.monotonic() + seconds, lambda: False, lambda: None)
    roster, posting = hunt.result()
    return plan_of(p, roster, posting, onward(p, counts(p, roster))), hunt.best.sums


def people(plan, without=""):
    found = Counter()
    for row in plan.tours:
        if row.contingent != without:
            found[row.contingent, row.people, row.site, row.command, row.arrive, row.depart] += row.heads
    return found


@pytest.mark.parametrize("mix", list(Mix))
def test_the_same_mission_begins_with_the_plan_and_what_is_better(mix):
    mission = generate_mission(Knobs(Size.S, 2, mix))
    plan, before = searched(mission, seconds=0.5)
    again, after = searched(mission, plan)
    assert all(now <= (1 + FILLED_ANEW) * then for now, then in zip(after[:2], before[:2], strict=True))
    assert sum((people(plan) - people(again)).values()) <= 0.02 * sum(people(plan).values())
    assert verify(mission, again).is_lawful


@pytest.mark.parametrize("mix", list(Mix))
def test_a_withdrawn_pledge_leaves_the_others_nearly_as_they_were(mix):
    mission = generate_mission(Knobs(Size.S, 2, mix))
    plan, _ = searched(mission, seconds=0.5)
    used = {row.contingent for row in plan.tours}
    waited_for = {row.value for row in mission.conditions}
    gone = next(c.id for c in mission.contingents if c.id in used - waited_for and c.state is not PledgeState.IN_PLACE)
    contingents = tuple(
        c.model_copy(update={"state": PledgeState.WITHDRAWN}) if c.id == gone else c for c in mission.contingents
    )
    changed = mission.model_copy(update={"contingents": contingents})
    again, _ = searched(changed, plan)
    assert verify(changed, again).is_lawful
    assert gone not in {row.contingent for row in again.tours}
    kept = people(plan, without=gone)
    lost = sum((kept - people(again)).values())
    assert lost <= 0.05 * sum(kept.values())
