"""Whatever is said is so: asked again on random missions, of the whole mission, and of the brute force."""

from itertools import combinations

import pytest

from analysis.asking import asked_anew, asker_of, found_for, limits_in, random_wish
from contingent.analysis.limit import Tier
from contingent.analysis.possible import Word
from contingent.analysis.reasons import search
from contingent.analysis.slice import core_of, slice_of
from contingent.analysis.wish import Kind, Wish, instance_of
from contingent.formulation import formulate
from contingent.solve.answer import Status
from contingent.solve.feasible import any_solution
from contingent.verify import verify
from oracle.brute import Oracle
from oracle.missions import any_mission
from oracle.options import TooBigError

CHUNKS = [range(first, first + 20) for first in range(0, 200, 20)]
SEEDS = pytest.mark.parametrize("seeds", CHUNKS, ids=lambda s: f"{s.start}-{s.stop - 1}")
NO_WISH = Wish(Kind.MUST, "anything lawful is done")
MOST = 5
"""So many limits of a tier are tried in all subsets. [limit]"""


def askers(seeds, *, whole=False):
    for seed in seeds:
        mission = any_mission(seed)
        wish = random_wish(mission, seed)
        if wish is not None:
            yield seed, asker_of(mission, wish, whole=whole)


@SEEDS
def test_slice_and_whole_have_one_answer_whatever_plan_is_known(seeds):
    for (seed, sliced), (_, whole) in zip(askers(seeds), askers(seeds, whole=True), strict=True):
        word_of_whole = whole.ask(()).word
        assert sliced.ask(()).word is word_of_whole, seed
        mission = any_mission(seed)
        known = asker_of(mission, NO_WISH, whole=True).ask(()).plan
        near = asker_of(mission, whole.wish, known=known)
        for lifted in ((), limits_in(near)):
            assert near.ask(lifted).word is asked_anew(near, lifted), seed
        smaller = slice_of(sliced.mission, sliced.scope)
        assert len(smaller.contingents) <= len(sliced.mission.contingents)


@SEEDS
def test_the_core_alone_refuses_only_what_is_impossible(seeds):
    refused = 0
    for seed, asker in askers(seeds):
        for lifted in ((), limits_in(asker)):
            core = core_of(asker.lifted(lifted), asker.scope, musts=False)
            claim = any_solution(formulate(instance_of(core, asker.wish)).program, 10.0, lambda: False)
            if claim.status is Status.INFEASIBLE:
                refused += 1
                assert asked_anew(asker, lifted) is Word.IMPOSSIBLE, (seed, len(lifted))
    assert refused > 0


@SEEDS
def test_every_reason_is_minimal_and_every_help_suffices(seeds):
    for seed, asker in askers(seeds):
        if asker.ask(()).word is not Word.IMPOSSIBLE:
            continue
        limits = limits_in(asker)
        found = search(asker, limits, lambda _: None, most=4)
        liftable = {x for x in limits if x.tier <= found.tier}
        for reason in found.reasons:
            kept = set(reason.limits)
            assert asked_anew(asker, liftable - kept) is Word.IMPOSSIBLE, (seed, reason)
            for limit in kept:
                assert asked_anew(asker, liftable - kept | {limit}) is Word.POSSIBLE, (seed, reason, limit)
        for help_ in found.helps:
            lifted = set(help_.limits)
            assert verify(asker.lifted(lifted), help_.plan).is_lawful, (seed, help_)
            for limit in lifted:
                assert asked_anew(asker, lifted - {limit}) is Word.IMPOSSIBLE, (seed, help_, limit)


def brute(asker, ground, always):
    """Return all minimal sets that forbid, by asking about every subset."""
    found = []
    for size in range(len(ground) + 1):
        for kept in map(set, combinations(sorted(ground), size)):
            if not any(f <= kept for f in found) and asked_anew(asker, always | (ground - kept)) is Word.IMPOSSIBLE:
                found.append(kept)
    return found


@pytest.mark.parametrize("seeds", CHUNKS[1:3], ids=lambda s: f"{s.start}-{s.stop - 1}")
def test_all_reasons_are_found(seeds):
    asked = 0
    for seed, asker in askers(seeds):
        if asker.ask(()).word is not Word.IMPOSSIBLE:
            continue
        limits = limits_in(asker)
        found = found_for(asker.mission, asker.wish)
        ground = {x for x in limits if x.tier is found.tier}
        if len(ground) > MOST or found.in_itself:
            continue
        asked += 1
        always = {x for x in limits if x.tier < found.tier}
        assert found.is_complete
        assert sorted(map(sorted, brute(asker, ground, always))) == sorted(sorted(r.limits) for r in found.reasons), (
            seed
        )
    assert asked > 0


@pytest.mark.parametrize("seeds", CHUNKS[:3], ids=lambda s: f"{s.start}-{s.stop - 1}")
def test_the_brute_force_agrees_on_what_is_possible(seeds):
    asked = 0
    for seed, asker in askers(seeds):
        if asker.wish.asks:
            continue  # of single skills the brute force knows nothing
        try:
            best = Oracle(asker.mission, combinations_budget=4_000).best
        except TooBigError:
            continue
        asked += 1
        assert (asker.ask(()).word is Word.POSSIBLE) == (best is not None), seed
    assert asked > 0


@SEEDS
def test_lifting_never_forbids(seeds):
    for seed, asker in askers(seeds):
        plan = asker.ask(()).plan
        if plan is not None:
            limits = limits_in(asker)
            assert asker.grants(limits, plan), seed
            for limit in limits:
                assert asker.grants([limit], plan), (seed, limit)


def test_tiers_come_in_order():
    assert list(Tier) == sorted(Tier)
